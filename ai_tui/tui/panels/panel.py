"""The base of every panel: a framed sheet over the screen, under which the clock stays at hand."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar, cast

from rich.console import RenderableType
from textual import events
from textual.app import App, ComposeResult
from textual.binding import BindingsMap
from textual.containers import Vertical
from textual.screen import ModalScreen, ScreenResultType

from ai_tui.locale import Words
from ai_tui.run.run import Run
from ai_tui.tui.commands.binding import clock_bindings
from ai_tui.tui.paint.pieces import Hit
from ai_tui.tui.panels.beneath import Beneath, Layer
from ai_tui.tui.panels.contents import Contents
from ai_tui.tui.panels.host import Host
from ai_tui.tui.panels.sheet import Hint, clock_row, hint_rows, title_row, too_small
from ai_tui.tui.panels.typed import FieldKeys
from ai_tui.tui.widgets.rows import Rows

STYLE = Path(__file__).with_name("panels.tcss")

FRAME = 4
"""Columns that the frame takes from the sheet, and rows that frame, title and keys take."""
MOST_KEYS = 2
"""Rows that the keys take at most."""


class Panel(Contents, Layer[ScreenResultType], ModalScreen[ScreenResultType]):
    """A sheet with a title, a body and its keys; Escape closes it with None."""

    CSS_PATH = STYLE
    AUTO_FOCUS = ""
    COMMAND: ClassVar[str] = ""
    """The command that opens it; its keys close it again."""
    CLOCK: ClassVar[bool] = True
    """Whether the keys of the room's clock work under it."""
    TOO_SMALL: ClassVar[str] = "tui.too_small"
    """What it says in a terminal that is too small for it."""
    DOCKED: ClassVar[bool] = False
    """Whether it stands at the bottom of the screen."""

    def __init__(self, run: Run | None = None) -> None:
        super().__init__()
        self.run_ = run
        self.taker: Callable[[ScreenResultType | None], None] | None = None
        """What takes its result."""
        self.sheet_size = (0, 0)
        self._given = False
        self.field_keys = FieldKeys(self)
        """What hands its field the keys that came early."""
        self._hits: list[list[Hit]] = []
        self._more_keys = 0
        self.set_class(self.DOCKED, "docked")

    def hints(self) -> Sequence[Hint]:
        """Its keys, the way out last."""
        return (self.hint("Esc", "close", "escape"),)

    def longest_hints(self) -> Sequence[Hint]:
        """The keys that it keeps room for, so that what stands above them never moves."""
        return self.hints()

    @property
    def host(self) -> Host:
        """The app, as far as panels know it."""
        return cast(Host, self.app)

    @property
    def words(self) -> Words:
        """The texts of the app."""
        return self.host.words

    def text(self, key: str, **fields: object) -> str:
        """A text of the panels, by the last part of its key."""
        return self.words(f"tui_panels.{key}", **fields)

    def hint(self, shown: str, text: str, key: str = "") -> Hint:
        """A key for the last row."""
        return Hint(shown, self.text(f"hint.{text}"), key)

    def compose(self) -> ComposeResult:
        """Title, field if any, body and keys."""
        with Vertical(id="sheet"):
            yield Rows(id="sheet-title")
            if (field := self.field()) is not None:
                field.id = "sheet-field"
                field.display = self.typing
                yield field
            yield Rows(id="sheet-body")
            yield Rows(id="sheet-hints")

    def render(self) -> RenderableType | Beneath:  # type: ignore[override]
        """The screen that it lies over, where the sheet leaves it in sight."""
        stack = self.app.screen_stack
        return Beneath(stack[stack.index(self) - 1]) if self in stack[1:] else super().render()

    def on_mount(self) -> None:
        """Paint, and go on painting what clock and other writers change, at the size it takes."""
        if not self.stands:
            return
        if self.CLOCK:
            clock = BindingsMap(clock_bindings(self.host.commands))
            self._bindings = BindingsMap.merge([self._bindings, clock])
        self.lay_out()
        if self.typing:
            self.field_keys.begin()
        self.set_interval(1.0, self.lay_out)

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Lie on top; what was mounted has its styles already."""
        event.refresh_styles = False

    @property
    def is_open(self) -> bool:
        """Whether it has not given its result yet."""
        return not self._given

    @property
    def stands(self) -> bool:
        """Whether all of it is there; messages still come to a panel on its way in or out."""
        return not self._given and bool(self.query("#sheet-hints"))

    def on_resize(self) -> None:
        """Fit the sheet to the terminal."""
        self._more_keys = 0
        self.lay_out()

    def lay_out(self) -> None:
        """Give the sheet its size and paint it."""
        if not self.stands:
            return
        columns = self.app.size.width
        widest = self.widest()
        width = columns if columns <= widest else min(widest, columns - 4)
        most = self.most_rows()
        for hints in (self.hints(), self.longest_hints()):
            keys, _ = hint_rows(hints, width - FRAME, MOST_KEYS)
            self._more_keys = max(self._more_keys, len(keys) - 1)
        self.rows("hints").styles.height = 1 + self._more_keys
        wanted = self.wanted(width - FRAME)
        frame = self.frame_rows() + self.field_rows()
        height = most if wanted is None else min(max(wanted, 1) + frame, most)
        self.sheet_size = (width, height)
        sheet = self.query_one("#sheet")
        sheet.styles.width, sheet.styles.height = width, height
        self.repaint()

    def frame_rows(self) -> int:
        """The rows that frame, title and keys take."""
        return FRAME + self._more_keys

    def most_rows(self) -> int:
        """The rows that the sheet takes at most, its frame included."""
        rows = self.app.size.height
        return rows - 1 if rows < 30 else rows - 4

    @property
    def body_size(self) -> tuple[int, int]:
        """Columns and rows of the body."""
        width, height = self.sheet_size
        frame = self.frame_rows() + self.field_rows()
        return max(width - FRAME, 1), max(height - frame, 0)

    def repaint(self) -> None:
        """Show the panel as it is now."""
        if not self.stands:
            return
        width, height = self.body_size
        right = clock_row(self.run_.evening(), self.words) if self.run_ is not None else ()
        hints, self._hits = hint_rows(self.hints(), width, 1 + self._more_keys)
        self.rows("title").set_rows([title_row(self.title_text(), right, width)])
        small = too_small(self.app.size, width, height, self.words, self.TOO_SMALL)
        self.rows("body").set_rows(small or self.body(width, height))
        self.rows("hints").set_rows(hints)

    def rows(self, part: str) -> Rows:
        """The rows of one part of the sheet."""
        return self.query_one(f"#sheet-{part}", Rows)

    def give(self, result: ScreenResultType | None) -> None:
        """Close with a result, once; a panel that this leads to has taken its place by then."""
        if not self._given:
            self._given = True
            if self.taker is not None:
                self.taker(result)
            if self.is_active:
                self.dismiss(result)

    def action_clock(self, id: str) -> None:
        """Do a command of the room's clock; the panel stays."""
        self.host.clock_command(id)
        self.repaint()

    def on_key(self, event: events.Key) -> None:
        """Let the panel take the key, or close it.

        A key that came early is the field's; one that came late is for what is there by now.
        """
        again = events.Key(event.key, event.character)
        if self._given:
            if not self.is_active:
                self.host.give_back(again)
        elif self.typing and self.field_keys.takes(again):
            pass
        elif not self._take(event.key, event.character or ""):
            return
        event.stop()
        event.prevent_default()

    def _take(self, key: str, character: str) -> bool:
        if self.press(key, character) or (key == "ctrl+c" and self.host.interrupt()):
            return True
        if key in ("escape", "ctrl+c", *self._own_keys()):
            self.escape()
            return True
        return False

    def _own_keys(self) -> tuple[str, ...]:
        """The keys of the command that opens it."""
        mine = (command.keys for command in self.host.commands if command.id == self.COMMAND)
        return next(mine, ())

    def escape(self) -> None:
        """Close without a result."""
        self.give(None)

    def on_rows_clicked(self, event: Rows.Clicked) -> None:
        """A click in the body is for the panel; one on a key presses it."""
        event.stop()
        if event.rows.id == "sheet-body":
            self.clicked(event.row, event.column)
        elif event.rows.id == "sheet-hints":
            for hit in self._hits[event.row] if event.row < len(self._hits) else ():
                if hit.start <= event.column < hit.end:
                    self._take(hit.key[0], "")


def lay(
    app: App[object],
    panel: Panel[ScreenResultType],
    done: Callable[[ScreenResultType | None], None] | None = None,
) -> None:
    """Lay a panel over the screen, or in the place of one that is closing; `done` takes its result.

    No key falls between two panels: the screen under them is never on top. A key that is pressed
    again before its panel is there opens no second one.
    """
    if any(type(each) is type(panel) and each.is_open for each in app.screen_stack):
        return
    panel.taker = done
    if isinstance(app.screen, Panel) and not app.screen.is_open:
        app.switch_screen(panel)
    else:
        app.push_screen(panel)
