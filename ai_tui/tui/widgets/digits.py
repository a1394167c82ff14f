"""Big digits as large as their widget; only the glyphs that change are painted."""

from ai_tui.tui.paint.digits import digits_cells, digits_cuts, digits_rows
from ai_tui.tui.paint.pieces import Piece, Role
from ai_tui.tui.widgets.split_rows import SplitRows


class BigDigits(SplitRows):
    """A countdown in the middle of its widget; `solid` draws blocks where there is no colour."""

    DEFAULT_CSS = """
    BigDigits { width: 1fr; height: 3; }
    """

    def __init__(
        self, *, solid: bool = False, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._text = ""
        self._role: Role = "now"
        self._solid = solid

    def show(self, text: str, role: Role = "now") -> None:
        """Show `text`: digits, ':', '+', 'u', 'h' or 'd'."""
        if (text, role) != (self._text, self._role):
            self._text, self._role = text, role
            self._draw()

    def on_resize(self) -> None:
        """Draw again at the new size."""
        self._draw()

    def _draw(self) -> None:
        width, height = self.size
        if not width or not height:
            return
        wide = min(digits_cells(self._text, width, height), width)
        lead = (width - wide) // 2
        drawn = digits_rows(self._text, wide, height, self._role, solid=self._solid)
        self.split_at((lead, *(lead + x for x in digits_cuts(self._text, wide, height))))
        self.set_rows([(Piece(" " * lead), *row) for row in drawn])
