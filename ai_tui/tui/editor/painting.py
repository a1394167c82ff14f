"""The rows of a form as they are painted, for the lines that are in sight."""

from collections import defaultdict

from msgspec import Struct

from ai_tui.signs import HERE, STATES
from ai_tui.tui.editor.layout import LEAD, TAIL, Block, Field, Heading, Layout
from ai_tui.tui.editor.model import Row as SheetRow
from ai_tui.tui.editor.model import Spot
from ai_tui.tui.paint.pieces import Piece, Role, Row, cells, fit, fit_row, pad

_SIGNS: dict[str, tuple[str, Role]] = {
    "": (" ", "rest"),
    "saved": (STATES["done"], "done"),
    "typing": ("·", "rest"),
    "saving": ("…", "rest"),
    "failed": ("!", "alarm"),
}
QUERY = "??"
"""Two question marks in a text: to be asked again."""


class Signs(Struct, frozen=True):
    """What the signs behind the rows depend on: the cursor, half-typed text, and the saving."""

    at: Spot | None = None
    dirty: bool = False
    pending: frozenset[str] = frozenset()
    failed: frozenset[str] = frozenset()

    def of(self, block: Block) -> tuple[str, Role]:
        """The sign of a row and its cells: the worst of them."""
        entries = {block.row.entry, *(cell.entry for cell in block.row.cells)} - {""}
        here = self.stands_in(block)
        if entries & self.failed:
            return _SIGNS["failed"]
        if here and self.dirty:
            return _SIGNS["typing"]
        if entries & self.pending:
            return _SIGNS["saving"]
        return _SIGNS["saved" if block.row.entry else ""]

    def stands_in(self, block: Block) -> bool:
        """Whether the cursor stands in a row."""
        at, row = self.at, block.row
        return at is not None and (at.slot, at.entry) == (block.slot.id, row.entry) and row.stop


class _Canvas:
    """Pieces at places, gathered into rows."""

    def __init__(self, top: int, height: int) -> None:
        self._top = top
        self._height = height
        self._placed: dict[int, list[tuple[int, Piece]]] = defaultdict(list)

    def put(self, x: int, y: int, piece: Piece) -> None:
        if piece.text:
            self._placed[y].append((x, piece))

    def rows(self, width: int) -> list[Row]:
        return [
            self._row(sorted(self._placed[y]), width)
            for y in range(self._top, self._top + self._height)
        ]

    def _row(self, placed: list[tuple[int, Piece]], width: int) -> Row:
        row: list[Piece] = []
        end = 0
        for x, piece in placed:
            if x > end:
                row.append(Piece(" " * (x - end)))
            row.append(piece)
            end = max(x, end) + cells(piece.text)
        return fit_row(tuple(row), width)


def paint(layout: Layout, signs: Signs, top: int, height: int, width: int) -> list[Row]:
    """The `height` rows from line `top` on, `width` cells wide; the last cell shows what is hidden.

    The field at the cursor is left blank.
    """
    canvas = _Canvas(top, height)
    for part in layout.parts:
        if part.y >= top + height or part.y + part.height <= top:
            continue
        if isinstance(part, Heading):
            text = fit(part.text, part.width)
            canvas.put(part.x, part.y, Piece(text, part.role, part.bold))
        else:
            _block(canvas, part, signs, layout.field)
    if top > 0 and height > 1:
        canvas.put(layout.width, top, Piece("↑", "rest"))
    if layout.height > top + height:
        canvas.put(layout.width, top + height - 1, Piece("↓", "rest"))
    return canvas.rows(width)


def _block(canvas: _Canvas, block: Block, signs: Signs, open_field: Field | None) -> None:
    here = signs.stands_in(block)
    number = "" if block.slot.single and not block.row.surplus else str(block.row.number)
    if here:
        canvas.put(block.x, block.y, Piece(HERE, "now", bold=True))
    canvas.put(block.x + 1, block.y, Piece(number, "now" if here else "rest"))
    for field in block.fields:
        label = Piece(field.label, "rest")
        canvas.put(field.x - cells(field.label), field.y, label)
        if field is not open_field:
            role = _role(block.row, field)
            for line, text in enumerate(field.lines):
                canvas.put(field.x, field.y + line, Piece(pad(text, field.width), role))
    canvas.put(block.x + LEAD, block.y + block.height - 1, Piece(block.time, "rest"))
    sign, role = signs.of(block)
    canvas.put(block.x + block.width - TAIL + 1, block.y, Piece(sign, role))


def _role(row: SheetRow, field: Field) -> Role:
    text = row.text if not field.spot.cell else "".join(field.lines)
    return "look_out" if QUERY in text else "text"


def scrolled(layout: Layout, top: int, height: int) -> int:
    """The line to begin at, so that the field at the cursor is in sight; moved as little as can be.

    The headings right above it stay in sight too when there is room.
    """
    field = layout.field
    if field is not None:
        first, last = field.y, field.y + field.height
        headings = {part.y for part in layout.parts if isinstance(part, Heading)}
        while first - 1 in headings and last - first < height:
            first -= 1
        top = max(min(top, first), last - height)
    return max(min(top, layout.height - height), 0)
