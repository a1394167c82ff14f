"""Any block: start it out of order, go on with it, leave it out, bring it back."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import ClassVar

from ai_tui.agenda.evening import BlockView, State
from ai_tui.run.run import Run
from ai_tui.signs import STATES, titled
from ai_tui.tui.paint.coming import skipped_text
from ai_tui.tui.paint.pieces import Piece, Role, Row, fit, pad
from ai_tui.tui.paint.timeline_lines import deviation
from ai_tui.tui.paint.times import clock
from ai_tui.tui.panels.began import BeganList
from ai_tui.tui.panels.listing import Choice
from ai_tui.tui.panels.sheet import Hint

SIGNS = STATES | {"now": "━"}
"""The signs of the blocks; the row under the hands has the usual one of what runs."""
ROLES: dict[State, Role] = {
    "now": "now",
    "paused": "look_out",
    "done": "done",
    "to_come": "rest",
    "skipped": "rest",
}
NUMBERS = 35
"""Columns of a row beside the title: sign, two times, deviation and state."""


class Blocks(BeganList[str]):
    """The blocks with their state; gives the id of one that was started."""

    COMMAND: ClassVar[str] = "blocks"
    CLICK = "second"
    WIDEST: ClassVar[int] = 90

    def __init__(self, run: Run) -> None:
        evening = run.evening()
        super().__init__(run, evening.ahead.block if not evening.block else evening.block)

    def heading(self) -> str:
        """What it is."""
        return self.text("blocks")

    def choices(self, width: int) -> Sequence[Choice]:
        """Every block: its sign, times, title and state."""
        return [Choice(view.id, (self._row(view, width),)) for view in self.run.evening().blocks]

    def _row(self, view: BlockView, width: int) -> Row:
        sign, role = SIGNS[view.state], ROLES[view.state]
        times = pad("–".join(self._clock(at) for at in _times(view)), 11)
        off = deviation(view, self.words)
        state = self.text(f"block.{view.state}")
        title = titled(view.title, fixed=view.fixed)
        return (
            Piece(f"{sign} ", role),
            Piece(f"{times}  ", "rest"),
            Piece(pad(title, max(width - NUMBERS, 6)) + " "),
            Piece(pad(off.short, 5, "right"), off.role),
            Piece(f"  {fit(state, 12)}", role),
        )

    def list_hints(self) -> Sequence[Hint]:
        """What can be done with the block under the cursor."""
        view = self.run.evening().view(self.cursor)
        hints = [self.hint("↑↓", "choose")]
        if view is not None and view.state not in ("now", "paused"):
            hints.append(self.hint("Enter", "go_on" if view.started else "start", "enter"))
        if view is not None and view.state == "skipped":
            hints.append(self.hint("h", "restore", "h"))
        elif view is not None and view.state != "done":
            hints.append(self.hint("o", "skip", "o"))
        if view is not None and view.started:
            hints.append(self.hint("b", "began", "b"))
        return (*hints, self.hint("Esc", "close", "escape"))

    def press(self, key: str, character: str) -> bool:
        """Skip, bring back, or say when it began."""
        actions: dict[str, Callable[[BlockView], None]] = {
            "o": self._skip,
            "h": self._restore,
            "b": self._correct,
        }
        view = self.run.evening().view(self.cursor)
        action = None if self.typing else actions.get(character or key)
        if action is None or view is None:
            return super().press(key, character)
        action(view)
        self.repaint()
        return True

    def choose(self, key: str) -> None:
        """Start the block, or go on with it."""
        view = self.run.evening().view(key)
        if view is None or view.state in ("now", "paused"):
            return
        self.run.clock.go(key)
        self.give(key)

    def _skip(self, view: BlockView) -> None:
        if view.state in ("now", "paused", "to_come"):
            self.run.clock.skip(view.id)
            evening = self.run.evening()
            if evening.block == view.id:
                self.say(skipped_text(evening, self.run.zone, view.title, self.words))
            else:
                self.say(self.text("block_left_out", title=view.title))

    def _restore(self, view: BlockView) -> None:
        if view.state == "skipped":
            self.run.clock.restore(view.id)
            self.say(self.text("block_back", title=view.title))

    def _correct(self, view: BlockView) -> None:
        if view.started is not None:
            self.ask_began(view)

    def _clock(self, at: datetime | None) -> str:
        return clock(self.local(at)) if at else "  …  "


def _times(view: BlockView) -> tuple[datetime | None, datetime | None]:
    """When a block begins and ends, as planned where nothing else is known or it is left out."""
    if view.state == "skipped":
        return view.planned_start, view.planned_end
    return view.start or view.planned_start, view.end or view.planned_end
