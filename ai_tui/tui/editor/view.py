"""What is in sight of a form: which lines, and where among them the field stands."""

from collections.abc import Mapping, Sequence

from textual.geometry import Size

from ai_tui.forms.base import Slot
from ai_tui.locale import Words
from ai_tui.tui.editor.area import RowArea
from ai_tui.tui.editor.layout import Drawing, Field, Layout, bands_of
from ai_tui.tui.editor.model import Spot
from ai_tui.tui.editor.moves import Bands
from ai_tui.tui.editor.painting import Signs, paint, scrolled
from ai_tui.tui.editor.pen import Pen
from ai_tui.tui.editor.wrapping import MOST
from ai_tui.tui.widgets.rows import Rows


class View:
    """Paints the rows and puts the field in its place; nothing is mounted or taken away.

    `top` is the first line of the form that is in sight; `times` are those of late entries.
    """

    def __init__(self, words: Words, rows: Rows, area: RowArea) -> None:
        self._words = words
        self._rows = rows
        self._area = area
        self._signs = Signs()
        self._fills = 0
        self.times: Mapping[str, str] = {}
        self.size = Size(0, 0)
        self.top = 0
        self.layout = Layout(1, 0, ())

    @property
    def _inner(self) -> int:
        """The width of the form; the last cell tells what is out of sight."""
        return max(self.size.width - 1, 1)

    @property
    def _most(self) -> int:
        return max(min(MOST, self.size.height), 1)

    @property
    def field(self) -> Field | None:
        """The place of the field in the form."""
        return self.layout.field

    def bands(self, slots: Sequence[Slot]) -> Bands:
        """Which columns stand side by side at this width."""
        return bands_of(slots, self._inner)

    def show(
        self, pen: Pen, signs: Signs, *, follow: bool = True, steady: Field | None = None
    ) -> None:
        """Show the form under the pen.

        With `follow` the field is brought in sight; with `steady`, the field as it was, it keeps
        its line on the screen.
        """
        if not self.size:
            return
        drawing = Drawing(self._words, pen.spot, pen.text, self._most, self.times)
        self.layout = drawing.layout(pen.sheet, self._inner)
        self._signs = signs
        self._fill(pen)
        field = self.layout.field
        if steady is not None and field is not None:
            self.top = max(self.top + field.y - steady.y, 0)
        if follow:
            self.top = scrolled(self.layout, self.top, self.size.height)
        self._place()

    def _fill(self, pen: Pen) -> None:
        """Put the pen's text in the field, when it is another than the field has."""
        if self._fills == pen.fills:
            return
        self._fills = pen.fills
        self._area.read_only = pen.spot is None
        column = pen.sheet.column(pen.spot.slot) if pen.spot else None
        cells = column.slot.cells if column else ()
        choices = [cell.choices for cell in cells if pen.spot and cell.id == pen.spot.cell]
        self._area.fill(pen.text, choices[0] if choices else ())

    def _place(self) -> None:
        width, height = self.size
        self._rows.set_rows(paint(self.layout, self._signs, self.top, height, width))
        field = self.layout.field
        if field is None:
            self._area.stand(0, 0, 0, 0)
        else:
            self._area.stand(field.x, field.y - self.top, field.width, field.height)

    def still_fits(self) -> bool:
        """Whether the field is in sight and as high as its text is now."""
        field = self.layout.field
        if field is None:
            return False
        bottom = self.top + self.size.height
        height = min(self._area.lines(field.width), self._most)
        return height == field.height and self.top <= field.y <= bottom - height

    def wheel(self, lines: int) -> None:
        """Look further down or up; the cursor stays where it is."""
        most = max(self.layout.height - self.size.height, 0)
        self.top = max(min(self.top + lines, most), 0)
        self._place()

    def spot_at(self, column: int, row: int) -> Spot | None:
        """What stands at a cell of the screen."""
        return self.layout.spot_near(column, row + self.top)

    def point(self, column: int, row: int) -> None:
        """Put the cursor in the field at a cell of the screen."""
        if field := self.layout.field:
            self._area.point(column - field.x, row + self.top - field.y)
