"""Lists to choose from: a cursor, a window, the mouse, and for long ones a line to filter with."""

from collections.abc import Mapping, Sequence
from typing import ClassVar, Literal

from msgspec import Struct
from textual import events
from textual.screen import ScreenResultType
from textual.widget import Widget
from textual.widgets import Input

from ai_tui.run.run import Run
from ai_tui.signs import HERE
from ai_tui.tui.paint.pieces import Piece, Row, fill, fit_row
from ai_tui.tui.panels.line import Line
from ai_tui.tui.panels.panel import Panel
from ai_tui.tui.panels.sheet import Hint
from ai_tui.tui.panels.window import window

MARGIN = 2
"""Columns for the sign before the row that is chosen."""
WHEEL = 3
"""Rows that one click of the mouse wheel goes."""


class Choice(Struct, frozen=True):
    """An item of a list: its rows, and whether it can be chosen (a heading cannot)."""

    key: str
    rows: tuple[Row, ...]
    can: bool = True


class ListPanel(Panel[ScreenResultType]):
    """A list of which one item is under the cursor; Enter or a click chooses it."""

    DETAIL: ClassVar[int] = 0
    """Rows under the list that say more about the item under the cursor."""
    CLICK: ClassVar[Literal["chooses", "second", "moves"]] = "chooses"
    """What a click does: choose at once, choose what has the cursor already, or never choose."""

    def __init__(self, run: Run | None = None, cursor: str = "") -> None:
        super().__init__(run)
        self.cursor = cursor
        self._at = 0
        self._top = 0
        self._shown: list[str] = []

    # what a list says

    def choices(self, width: int) -> Sequence[Choice]:
        """The items, in rows of at most `width` columns."""
        return ()

    def above(self, width: int) -> Sequence[Row]:
        """Rows above the list that stay."""
        return ()

    def detail(self, width: int) -> Sequence[Row]:
        """At most `DETAIL` rows about the item under the cursor."""
        return ()

    def nothing(self) -> str:
        """What stands there instead of an empty list."""
        return self.text("nothing")

    def choose(self, key: str) -> None:
        """Do what choosing an item means."""

    def shortcuts(self) -> Mapping[str, str]:
        """Characters that choose an item at once."""
        return {}

    def hints(self) -> Sequence[Hint]:
        """How to choose, and the way out."""
        return (
            self.hint("↑↓", "choose"),
            self.hint("Enter", "take", "enter"),
            self.hint("Esc", "close", "escape"),
        )

    # what the list does

    def wanted(self, width: int) -> int | None:
        """As many rows as its items take."""
        rows = sum(len(choice.rows) for choice in self.choices(width - MARGIN))
        return len(self.above(width)) + max(rows, 1) + self.DETAIL

    def repaint(self) -> None:
        """Show the list as it is now, with the cursor at something that is there."""
        if self.stands:
            self._settle(self.choices(self.body_size[0] - MARGIN))
        super().repaint()

    def body(self, width: int, height: int) -> Sequence[Row]:
        """The rows above, the window around the cursor, and the details."""
        choices = self.choices(width - MARGIN)
        above = self.above(width)
        room = max(height - len(above) - self.DETAIL, 1)
        lines = [(choice, row) for choice in choices for row in choice.rows]
        mine = [y for y, (choice, _) in enumerate(lines) if choice.key == self.cursor]
        first, last = (mine[0], mine[-1] + 1) if mine else (0, 0)
        if first and not lines[first - 1][0].can:
            first -= 1
        if not any(choice.can for choice, _ in lines[last:]):
            last = len(lines)
        self._top = window(self._top, first, last, len(lines), room)
        shown = lines[self._top : self._top + room]
        rows = [self._marked(choice, row, width) for choice, row in shown]
        if not rows:
            rows = [(Piece(self.nothing(), "rest"),)]
        self._shown = [""] * len(above) + [c.key if c.can else "" for c, _ in shown]
        return fill([*above, *fill(rows, width, room), *self.detail(width)], width, height)

    def _marked(self, choice: Choice, row: Row, width: int) -> Row:
        """The row behind its sign; the chosen one stands out."""
        if choice.key != self.cursor:
            return fit_row((Piece(" " * MARGIN), *row), width)
        sign = Piece(f"{HERE if row is choice.rows[0] else ' '} ", "now")
        bold = (piece._replace(bold=True) for piece in row)
        return fit_row((sign, *bold), width)

    def _settle(self, choices: Sequence[Choice]) -> None:
        """Let a cursor whose item went go to the one in its place; it begins at the first."""
        keys = self._places(choices)
        if self.cursor not in keys:
            place = min(self._at, len(keys) - 1) if self.cursor else 0
            self.cursor = keys[place] if keys else ""
        self._at = keys.index(self.cursor) if keys else 0

    def _places(self, choices: Sequence[Choice]) -> list[str]:
        """Where the cursor can be: at what can be chosen, or at what it chose until it was done."""
        return [choice.key for choice in choices if choice.can or choice.key == self.cursor]

    def keys(self) -> list[str]:
        """The items where the cursor can be, in order."""
        return self._places(self.choices(self.body_size[0] - MARGIN))

    def step(self, by: int) -> None:
        """Move the cursor, no further than the ends."""
        keys = self.keys()
        if keys:
            there = keys.index(self.cursor) if self.cursor in keys else 0
            self.cursor = keys[min(max(there + by, 0), len(keys) - 1)]
            self.repaint()

    def _choose_there(self, key: str) -> None:
        """Choose an item, unless it went or can be chosen no more."""
        choices = self.choices(self.body_size[0] - MARGIN)
        there = any(choice.can and choice.key == key for choice in choices)
        self.repaint()
        if there:
            self.choose(key)

    def press(self, key: str, character: str) -> bool:
        """Move, choose, or take a shortcut."""
        page = max(self.body_size[1] - self.DETAIL - 1, 1)
        steps = {"up": -1, "down": 1, "pageup": -page, "pagedown": page}
        if not self.typing:
            steps |= {"home": -len(self.keys()), "end": len(self.keys())}
        if key in steps:
            self.step(steps[key])
        elif key == "enter":
            self._choose_there(self.cursor)
        elif character and character in (shortcuts := self.shortcuts()):
            self.cursor = shortcuts[character]
            self._choose_there(self.cursor)
        else:
            return False
        return True

    def clicked(self, row: int, column: int) -> None:
        """A click moves the cursor, and chooses as far as `CLICK` says."""
        if row >= len(self._shown) or not (key := self._shown[row]):
            return
        chooses = self.CLICK == "chooses" or (self.CLICK == "second" and key == self.cursor)
        self.cursor = key
        if chooses:
            self._choose_there(key)
        else:
            self.repaint()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Move the cursor down."""
        event.stop()
        self.step(WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Move the cursor up."""
        event.stop()
        self.step(-WHEEL)


class FilterPanel(ListPanel[ScreenResultType]):
    """A list that what is typed above it makes shorter."""

    def __init__(self, run: Run | None = None, cursor: str = "") -> None:
        super().__init__(run, cursor)
        self.typing = True
        self.typed = ""

    def wanted(self, width: int) -> int | None:
        """All the rows there are, so that typing changes no sizes."""
        return None

    def field(self) -> Widget | None:
        """The line to filter with."""
        return Line(placeholder=self.placeholder())

    def placeholder(self) -> str:
        """What stands in the empty line."""
        return self.text("filter")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what is left, from the top."""
        event.stop()
        self._filter()

    def press(self, key: str, character: str) -> bool:
        """Do what a key means for what is left by now."""
        self._filter()
        return super().press(key, character)

    def _filter(self) -> None:
        typed = self.query_one(Line).value
        if typed != self.typed:
            self.typed = typed
            self.cursor, self._top = "", 0
            self.repaint()
