"""A widget that shows rows of text and repaints only the cells that changed."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len, split_graphemes
from rich.segment import Segment
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from ai_tui.text import one_line
from ai_tui.tui.colours import has_colours
from ai_tui.tui.paint.pieces import Piece, Role, Row, row_cells, solid
from ai_tui.tui.theme import Palette, palette

SECOND = "\0"


class Cell(NamedTuple):
    """One cell of a grapheme and how it looks; the second cell of a wide one has a mark."""

    text: str
    role: Role
    bold: bool
    reverse: bool


def row_cells_of(row: Row) -> list[Cell]:
    """The row cell by cell; marks without a width belong to the cell before them."""
    found: list[Cell] = []
    for piece in row:
        text, role, bold, reverse = piece
        spans, _ = split_graphemes(text)
        for start, end, size in spans:
            if size:
                found.append(Cell(text[start:end], role, bold, reverse))
                found.extend([Cell(f"{SECOND}{text[start:end]}", role, bold, reverse)] * (size - 1))
            elif found:
                found[-1] = found[-1]._replace(text=found[-1].text + text[start:end])
    return found


def changed_span(old: Row, new: Row) -> tuple[int, int] | None:
    """The cells (start, end) in which two rows differ, from the first to the last.

    It is one stretch, because Textual writes a line from the left edge of its widget for each.
    """
    if old == new:
        return None
    if not old or not new:
        width = row_cells(old or new)
        return (0, width) if width else None
    before, after = row_cells_of(old), row_cells_of(new)
    most, least = max(len(before), len(after)), min(len(before), len(after))
    start = next((x for x in range(least) if before[x] != after[x]), least)
    if start == most:
        return None
    if most > least:
        return start, most
    return start, next(x for x in range(most, 0, -1) if before[x - 1] != after[x - 1])


def strip_of(row: Row, colours: Palette) -> Strip:
    """The row in the colours of a theme; blanks take the style before them, to save bytes."""
    segments: list[Segment] = []
    for piece in map(_harmless, row):
        if not piece.text:
            continue
        style = colours.style(piece.role, piece.bold, piece.reverse)
        if not piece.text.strip(" "):
            style = colours.blank(piece.role, piece.reverse)
        if segments:
            last = segments[-1]
            if last.style == style or _can_take(last, piece, colours):
                segments[-1] = Segment(last.text + piece.text, last.style)
                continue
        segments.append(Segment(piece.text, style))
    return Strip(segments, sum(cell_len(segment.text) for segment in segments))


def _harmless(piece: Piece) -> Piece:
    """The piece as it may reach a terminal: one line, and nothing that steers."""
    text = piece.text
    if text.isprintable():
        return piece
    return piece._replace(text=one_line(text))


def _can_take(last: Segment, piece: Piece, colours: Palette) -> bool:
    """Whether blanks look the same in the style of the segment before them."""
    if piece.reverse or piece.text.strip(" "):
        return False
    ground = colours.blank(piece.role).bgcolor
    return last.style is not None and last.style.bgcolor == ground


class Rows(Widget):
    """Rows of text, painted by someone else; it takes what room its style sheet gives it."""

    ALLOW_SELECT = False

    DEFAULT_CSS = """
    Rows { width: 1fr; height: 1fr; }
    """

    class Clicked(Message):
        """The mouse clicked on a cell; `row` and `column` count from 0."""

        def __init__(self, rows: "Rows", row: int, column: int) -> None:
            super().__init__()
            self.rows = rows
            self.row = row
            self.column = column

        @property
        def control(self) -> "Rows":
            """The widget that was clicked."""
            return self.rows

    def __init__(
        self,
        rows: Sequence[Row] = (),
        *,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._rows: tuple[Row, ...] = tuple(rows)
        self._strips: dict[int, Strip] = {}
        self._palette: Palette | None = None

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows that it shows now."""
        return self._rows

    @property
    def colours(self) -> Palette:
        """The palette of the theme of now."""
        if self._palette is None:
            self._palette = palette(self.app.theme)
        return self._palette

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show `rows`; only the cells that differ are painted again."""
        old, self._rows = self._rows, tuple(rows)
        regions = []
        for y in range(max(len(old), len(self._rows))):
            span = changed_span(_at(old, y), _at(self._rows, y))
            if span:
                regions.append(Region(span[0], y, span[1] - span[0], 1))
        if regions:
            for region in regions:
                self._strips.pop(region.y, None)
            self.refresh(*regions)

    def render_line(self, y: int) -> Strip:
        """Line `y` of the widget."""
        width = self.size.width
        colours = self.colours
        if y >= len(self._rows):
            return Strip.blank(width, colours.style("text"))
        strip = self._strips.get(y)
        if strip is None or strip.cell_length != width:
            row = self._rows[y]
            strip = strip_of(row if has_colours(self.app) else solid(row), colours)
            strip = strip.adjust_cell_length(width, colours.style("text"))
            self._strips[y] = strip
        return strip

    def notify_style_update(self) -> None:
        """A change of theme or style paints everything again."""
        self._palette = None
        self._strips.clear()
        super().notify_style_update()

    def on_click(self, event: events.Click) -> None:
        """Tell which cell was clicked."""
        offset = event.get_content_offset(self)
        if offset is not None:
            event.stop()
            self.post_message(self.Clicked(self, offset.y, offset.x))


def _at(rows: tuple[Row, ...], y: int) -> Row:
    """Row `y`, or an empty one."""
    return rows[y] if y < len(rows) else ()
