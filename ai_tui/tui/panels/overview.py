"""The overview: which group owes what for which form; from here to any of them."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events

from ai_tui.agenda.evening import BlockView
from ai_tui.run.run import Run
from ai_tui.run.state import FormState
from ai_tui.session.model import Form, Group
from ai_tui.text import clean_line
from ai_tui.tui.desk import Desk, Place
from ai_tui.tui.paint.matrix import matrix
from ai_tui.tui.paint.models import Owing, Owings
from ai_tui.tui.paint.pieces import Hit, Piece, Row, cells, fit
from ai_tui.tui.paint.times import clock
from ai_tui.tui.panels import in_matrix
from ai_tui.tui.panels.owings import owings
from ai_tui.tui.panels.panel import Panel, lay
from ai_tui.tui.panels.sheet import Hint
from ai_tui.tui.panels.states import States

DETAIL = 2
"""Rows under the matrix: an empty one and what is chosen in words."""
AROUND = 6
"""Rows of the overview that are no groups."""
BLOCKS_FROM = 12
LEGEND_FROM = 14
"""Rows from which blocks and signs are named."""
NAMES = 26
COLUMN = 12
"""Columns of the terminal that names and frame, and one form, take at most."""


class Overview(Panel[Place]):
    """The matrix of groups and forms; gives the place that was chosen."""

    COMMAND: ClassVar[str] = "overview"

    def __init__(self, run: Run, desk: Desk) -> None:
        super().__init__(run)
        self.run = run
        self.desk = desk
        self.place = desk.place
        self.sought: str | None = None
        self._began = self.place
        """The place where a search by name began."""
        self._refused: Place | None = None
        """The place that was last asked for and does not open."""
        self._found = True
        self._number = ""
        self._hits_of: tuple[tuple[Hit, ...], ...] = ()

    def title_text(self) -> str:
        """What it shows."""
        return self.text("overview")

    def widest(self) -> int:
        """As wide as the matrix, and no narrower than what is said under it."""
        return max(NAMES + COLUMN * len(self.owings.columns), 100)

    def wanted(self, width: int) -> int | None:
        """A row for each group, and those around them."""
        return max(len(self.owings.rows) + AROUND, LEGEND_FROM)

    @property
    def owings(self) -> Owings:
        """The matrix as it stands now, with the place that is chosen."""
        return owings(self.run, self.place.group, self.place.form, self.desk.only)

    def body(self, width: int, height: int) -> Sequence[Row]:
        """The matrix, and what is chosen in words."""
        self.place = in_matrix.settled(self.owings)
        room = max(height - DETAIL, 1)
        shown = matrix(
            self.owings,
            self.words,
            width,
            room,
            title=" ",
            blocks=height >= BLOCKS_FROM,
            legend=height >= LEGEND_FROM,
            brackets=True,
        )
        self._hits_of = shown.hits
        return [*shown.rows, (), self._about(width)]

    def _about(self, width: int) -> Row:
        if self.sought is not None:
            return self._seeking(self.sought, width)
        form, group = self.run.state.form(self.place.form), self.run.state.group(self.place.group)
        cell = in_matrix.chosen(self.owings)
        if form is None or group is None or cell is None:
            return (Piece(self.text("no_groups"), "rest"),)
        if self.place == self._refused:
            return (Piece(fit(self._why_not(group), width), "look_out"),)
        said = self._stand(cell, form, group)
        tail = f" · {said.rstrip('.')}. {self._when(form.block)}"
        name = fit(self.run.group_name(group), 20)
        title = fit(form.title, max(width - cells(tail) - cells(name) - 3, 8))
        return (Piece(fit(f"{name} · {title}{tail}", width)),)

    def _seeking(self, sought: str, width: int) -> Row:
        """The words that are sought, and that nothing has them."""
        told = "" if self._found else f" {self.text('not_found')}"
        words = fit(sought, width - 3 - cells(told))
        return (Piece("/ ", "now"), Piece(words), Piece("▏", "now"), Piece(told, "look_out"))

    def _why_not(self, group: Group) -> str:
        """Why a form of a group does not open."""
        name = self.run.group_name(group)
        return self.words(
            "tui.group_closed" if group.closed else "tui_panels.not_theirs", group=name
        )

    def _stand(self, cell: Owing, form: Form, group: Group) -> str:
        """What the scribe said of a form, and how much there is."""
        said = self.run.state.form_state(form.id, group.id)
        if cell.state == "not_asked":
            stand = self.text("closed") if group.closed else self.words("tui_clock.not_asked")
        else:
            stand = "" if said == "open" else self.text(f"state.{said}")
        if not cell.have:
            return stand or self.text("nothing_yet")
        amount = self.text("of", n=cell.have, of=cell.want)
        if not cell.want:
            amount = self.text("entries", n=cell.have)
        return f"{stand}, {amount}" if stand else amount

    def _when(self, block: str) -> str:
        view = self.run.evening().view(block)
        return self._block_state(view) if view else ""

    def _block_state(self, view: BlockView) -> str:
        end = clock(view.end and view.end.astimezone(self.run.zone))
        if view.state in ("now", "paused"):
            return self.text("block_runs", end=end)
        if view.state == "done":
            return self.text("block_done", end=end)
        if view.state == "skipped":
            return self.text("block_skipped")
        if view.start is None:
            return self.text("block_someday")
        return self.text("block_comes", start=clock(view.start.astimezone(self.run.zone)))

    def hints(self) -> Sequence[Hint]:
        """How to move, find and open."""
        return (
            self.hint("←↑→↓", "choose"),
            self.hint(self._number or "1-9", "number"),
            self.hint("/", "find", "slash"),
            self.hint("=", "state", "equals_sign"),
            self.hint("Enter", "open", "enter"),
            self.hint("Esc", "back", "escape"),
        )

    # keys

    def press(self, key: str, character: str) -> bool:
        """Move, find, set the state, or open."""
        if self.sought is not None and self._seek(key, character):
            return True
        if character.isdecimal() and character.isascii():
            self._jump(character)
            return True
        self._number = ""
        page, all_groups = max(self.body_size[1] - 6, 1), len(self.owings.rows)
        moves = {
            "up": (-1, 0),
            "down": (1, 0),
            "left": (0, -1),
            "right": (0, 1),
            "pageup": (-page, 0),
            "pagedown": (page, 0),
            "home": (-all_groups, 0),
            "end": (all_groups, 0),
            "tab": (0, 1),
            "shift+tab": (0, -1),
        }
        actions = {"enter": self._open, "/": self._begin_seeking, "=": self._state}
        if key in moves:
            self._move(*moves[key])
        elif action := actions.get({"slash": "/", "equals_sign": "="}.get(key, key)):
            action()
        else:
            return False
        return True

    def _move(self, down: int, right: int) -> None:
        self._choose(in_matrix.moved(self.owings, down, right))

    def _choose(self, place: Place) -> None:
        """Stand at a cell; whoever goes there by hand seeks no more."""
        self.sought, self.place = None, place
        self.repaint()

    def _jump(self, digit: str) -> None:
        """Go to the group of the number typed so far, else to that of this digit."""
        for number in (self._number + digit, digit):
            if there := in_matrix.of_number(self.owings, number):
                self._number, self.place = number, there
                break
        self.repaint()

    def _open(self) -> None:
        cell = in_matrix.chosen(self.owings)
        if cell is not None and cell.opens:
            self.give(self.place)
        else:
            self._refused = self.place
            self.repaint()

    # finding by name

    def _begin_seeking(self) -> None:
        self._began = self.place
        self._find("")
        self.repaint()

    def _seek(self, key: str, character: str) -> bool:
        sought = self.sought or ""
        if key == "escape":
            self.sought = None
        elif key == "enter":
            self._open_found()
        elif key in ("backspace", "delete"):
            self._find(sought[:-1])
        elif character.isprintable() and character:
            self._find(sought + character)
        else:
            return False
        self.repaint()
        return True

    def _open_found(self) -> None:
        if self._found:
            self.sought = None
            self._open()

    def on_paste(self, event: events.Paste) -> None:
        """Find what was pasted."""
        if self.sought is not None:
            event.stop()
            self._find(self.sought + clean_line(event.text[:200]))
            self.repaint()

    def _find(self, sought: str) -> None:
        """Go to what has these words; as long as nothing has, stay where the search began."""
        self.sought, self.place = sought, self._began
        there = in_matrix.found(self.owings, sought) if sought.strip() else self._began
        self._found = there is not None
        self.place = there or self._began

    # the state of a form

    def _state(self) -> None:
        form, group = self.run.state.form(self.place.form), self.run.state.group(self.place.group)
        cell = in_matrix.chosen(self.owings)
        if form is None or group is None or cell is None or cell.state == "not_asked":
            return

        def chosen(state: FormState | None) -> None:
            if state is not None:
                self.run.harvest.mark(form.id, group.id, state)
                self.repaint()

        lay(self.app, States(self.run, form, group), chosen)

    # the mouse

    def clicked(self, row: int, column: int) -> None:
        """A click on a cell chooses it, a second one opens it."""
        for hit in self._hits_of[row] if row < len(self._hits_of) else ():
            if hit.start <= column < hit.end:
                group, form = hit.key
                there = Place(form or self.place.form, group)
                if there == self.place and form:
                    self._open()
                self._choose(there)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Go down."""
        event.stop()
        self._move(1, 0)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Go up."""
        event.stop()
        self._move(-1, 0)
