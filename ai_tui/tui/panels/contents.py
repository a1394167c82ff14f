"""What a panel says of itself to the sheet that shows it."""

from collections.abc import Sequence
from typing import ClassVar

from textual.widget import Widget

from ai_tui.tui.paint.pieces import Row


class Contents:
    """What a panel shows (`title_text`, `body`, `field`) and what a key or a click does in it.

    The sheet takes as many rows as `wanted` says, or all there are.
    """

    WIDEST: ClassVar[int] = 100
    """Columns it takes at most, unless `widest` says otherwise."""

    typing = False
    """Whether its field is typed in now."""

    def title_text(self) -> str:
        """The words above the sheet."""
        return ""

    def widest(self) -> int:
        """Columns it takes at most."""
        return self.WIDEST

    def wanted(self, width: int) -> int | None:
        """The rows its body wants at `width` columns, or None for all there are."""
        return None

    def body(self, width: int, height: int) -> Sequence[Row]:
        """The rows of the body, `width` columns by `height` rows."""
        return ()

    def press(self, key: str, character: str) -> bool:
        """Do what a key means here; False leaves it to the sheet."""
        return False

    def clicked(self, row: int, column: int) -> None:
        """Do what a click on a cell of the body means."""

    def field(self) -> Widget | None:
        """What is typed in, between title and body; it shows while `typing`."""
        return None

    def field_rows(self) -> int:
        """Rows that the field takes, with an empty one under it."""
        return 2 if self.typing else 0
