"""Texts to read: longer than the sheet, so they scroll."""

from collections.abc import Sequence

from textual import events

from ai_tui.run.run import Run
from ai_tui.tui.paint.pieces import Row, fill
from ai_tui.tui.panels.panel import Panel
from ai_tui.tui.panels.sheet import Hint

WHEEL = 3


class ScrollPanel(Panel[None]):
    """Rows to read, with up, down and the pages."""

    def __init__(self, run: Run | None = None) -> None:
        super().__init__(run)
        self._top = 0

    def lines(self, width: int) -> Sequence[Row]:
        """Everything there is to read, in rows of at most `width` columns."""
        return ()

    def hints(self) -> Sequence[Hint]:
        """How to scroll, when there is more than fits, and the way out."""
        width, height = self.body_size
        close = self.hint("Esc", "close", "escape")
        if len(self.lines(width)) <= height:
            return (close,)
        return (self.hint("↑↓ PgUp PgDn", "scroll"), close)

    def wanted(self, width: int) -> int | None:
        """As many rows as there are to read."""
        return len(self.lines(width))

    def body(self, width: int, height: int) -> Sequence[Row]:
        """The rows in sight."""
        lines = self.lines(width)
        self._top = max(min(self._top, len(lines) - height), 0)
        return fill(lines[self._top : self._top + height], width, height)

    def press(self, key: str, character: str) -> bool:
        """Scroll."""
        width, height = self.body_size
        page = max(height - 1, 1)
        end = len(self.lines(width))
        steps = {
            "up": -1,
            "down": 1,
            "pageup": -page,
            "pagedown": page,
            "space": page,
            "home": -end,
            "end": end,
        }
        if key not in steps:
            return False
        self._scroll(steps[key])
        return True

    def _scroll(self, by: int) -> None:
        width, height = self.body_size
        most = max(len(self.lines(width)) - height, 0)
        self._top = min(max(self._top + by, 0), most)
        self.repaint()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll down."""
        event.stop()
        self._scroll(WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll up."""
        event.stop()
        self._scroll(-WHEEL)
