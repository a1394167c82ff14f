"""Where everything of a form stands: headings and rows in columns, with their fields.

Positions count cells from the left and lines from the top of the whole form, also of what is
scrolled out of sight.
"""

from collections.abc import Mapping, Sequence
from itertools import groupby
from types import MappingProxyType

from msgspec import Struct

from ai_tui.forms.base import Slot
from ai_tui.locale import Words
from ai_tui.tui.editor.model import Column, Row, Sheet, Spot
from ai_tui.tui.editor.wrapping import MOST, lines_of
from ai_tui.tui.paint.pieces import Role, cells, fit, wrap

MIN_COLUMN = 24
"""Columns stand side by side from this many cells each."""
MIN_TEXT = 24
"""Cells stand beside a text that keeps this many cells, else under it."""
MIN_CELL = 12
MIN_UNDER = 16
"""A cell under a text has this many cells, else it has a line of its own."""
MOST_HEADING = 3
"""The most lines of a heading."""
LEAD = 4
"""The mark and the number before a text."""
TAIL = 2
"""The gap and the sign after it."""


class Field(Struct, frozen=True):
    """A place for a text: `width` cells of text from (x, y), and a label right before it."""

    spot: Spot
    x: int
    y: int
    width: int
    lines: tuple[str, ...]
    height: int
    label: str = ""


class Heading(Struct, frozen=True):
    """A line that is not typed in."""

    x: int
    y: int
    width: int
    text: str
    role: Role = "text"
    bold: bool = False
    height: int = 1


class Block(Struct, frozen=True):
    """A row of a column: its own cells from `x` on `width` cells, and its fields.

    In its last line, under the texts, stands the `time` at which it came when it came late.
    """

    x: int
    y: int
    width: int
    height: int
    slot: Slot
    row: Row
    fields: tuple[Field, ...]
    time: str = ""


Part = Heading | Block


class Layout(Struct, frozen=True):
    """The whole form on `width` cells; `field` is the one at the cursor."""

    width: int
    height: int
    parts: tuple[Part, ...]
    field: Field | None = None

    def spot_near(self, x: int, y: int) -> Spot | None:
        """The spot at a place: of the field there, else of the first field of the row there."""
        for part in self.parts:
            if isinstance(part, Block) and _holds(part, x, y):
                inside = [f for f in part.fields if _holds(f, x, y) or f.x - len(f.label) <= x]
                near = [f for f in inside if f.y <= y < f.y + f.height] or inside
                spot = near[-1].spot if near else part.fields[0].spot
                return spot if spot.entry else Spot(spot.slot)
        return None


def _holds(area: Block | Field, x: int, y: int) -> bool:
    return area.x <= x < area.x + area.width and area.y <= y < area.y + area.height


def bands_of(slots: Sequence[Slot], width: int) -> tuple[tuple[int, ...], ...]:
    """Which columns stand side by side: neighbours of one section, if each gets enough cells."""
    bands: list[tuple[int, ...]] = []
    keyed = groupby(enumerate(slots), key=lambda pair: (pair[1].beside, pair[1].section))
    for (beside, _), group in keyed:
        numbers = tuple(number for number, _ in group)
        if beside and width // len(numbers) >= MIN_COLUMN:
            bands.append(numbers)
        else:
            bands.extend((number,) for number in numbers)
    return tuple(bands)


class Drawing:
    """Lays a sheet out from top to bottom.

    At the cursor stands the field, as high as what is `typed` there but no more than `most`.
    `times` are those of late entries.
    """

    def __init__(
        self,
        words: Words,
        at: Spot | None,
        typed: str,
        most: int = MOST,
        times: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self._words = words
        self._at = at
        self._typed = typed
        self._most = most
        self._times = times
        self._parts: list[Part] = []
        self._field: Field | None = None

    def layout(self, sheet: Sheet, width: int) -> Layout:
        """The layout on `width` cells."""
        y, section = 0, ""
        slots = [column.slot for column in sheet.columns]
        for band in bands_of(slots, width):
            first = slots[band[0]]
            if first.section and first.section != section:
                y += 1 if y else 0
                y = self._head(LEAD, y, width - LEAD - TAIL, first.section, bold=True)
            section = first.section
            each = width // len(band)
            places = [(sheet.columns[n], place * each) for place, n in enumerate(band)]
            y = max(self._titles(column.slot, x, y, each) for column, x in places)
            y = max(self._column(column, x, y, each) for column, x in places)
        return Layout(width, y, tuple(self._parts), self._field)

    def _head(
        self, x: int, y: int, width: int, text: str, role: Role = "text", bold: bool = False
    ) -> int:
        """Put a heading at (x, y); the line under it."""
        lines = wrap(text, width, MOST_HEADING)
        for number, line in enumerate(lines):
            self._parts.append(Heading(x, y + number, width, line, role, bold))
        return y + len(lines)

    def _column(self, column: Column, x: int, y: int, width: int) -> int:
        slot = column.slot
        surplus = False
        for row in column.rows:
            if row.surplus and not surplus:
                y = self._head(x + LEAD, y, width - LEAD, self._outside(slot), "rest")
                surplus = True
            y = self._row(slot, row, x, y, width)
        return y

    def _titles(self, slot: Slot, x: int, y: int, width: int) -> int:
        cell_width = _cell_width(slot, width)
        text = _text_width(slot, width, cell_width)
        title = slot.title.upper() if slot.beside else slot.title
        bold = slot.beside or not slot.section
        ends = [self._head(x + LEAD, y, text, title, "text" if bold else "rest", bold)]
        if cell_width:
            for place, cell in enumerate(slot.cells):
                left = x + LEAD + text + 1 + place * (cell_width + 1)
                ends.append(self._head(left, y, cell_width, cell.title, "rest"))
        return max(ends)

    def _outside(self, slot: Slot) -> str:
        if slot.single:
            return self._words("tui_editor.also")
        key = "tui_editor.outside" if slot.ranked else "tui_editor.beyond"
        return self._words(key, size=slot.size)

    def _row(self, slot: Slot, row: Row, x: int, y: int, width: int) -> int:
        cell_width = _cell_width(slot, width)
        text = _text_width(slot, width, cell_width)
        fields = [self._place(Spot(slot.id, row.entry), x + LEAD, y, text, row.text, stop=row.stop)]
        if cell_width:
            for place, cell in enumerate(row.cells):
                left = x + LEAD + text + 1 + place * (cell_width + 1)
                spot = Spot(slot.id, row.entry, cell.cell)
                fields.append(self._place(spot, left, y, cell_width, _shown(cell.text, cell.more)))
        elif row.entry:
            fields += self._cells_under(slot, row, x + LEAD, y + fields[0].height, text)
        bottom = max(field.y + field.height for field in fields)
        time = self._times.get(row.entry, "")
        bottom += 1 if time else 0
        self._parts.append(Block(x, y, width, bottom - y, slot, row, tuple(fields), time))
        return bottom

    def _cells_under(self, slot: Slot, row: Row, x: int, y: int, width: int) -> list[Field]:
        """The cells with their titles, side by side under the text or each on its own line."""
        count = max(len(slot.cells), 1)
        together = (width + 1) // count - 1 >= MIN_UNDER
        each = (width + 1) // count - 1 if together else width
        fields: list[Field] = []
        for place, (cell, held) in enumerate(zip(slot.cells, row.cells, strict=True)):
            label = fit(cell.title, each // 2) + " "
            left = x + place * (each + 1) if together else x
            top = y if together or not fields else fields[-1].y + fields[-1].height
            spot = Spot(slot.id, row.entry, cell.id)
            size = cells(label)
            fields.append(
                self._place(
                    spot, left + size, top, each - size, _shown(held.text, held.more), label
                )
            )
        return fields

    def _place(
        self, spot: Spot, x: int, y: int, width: int, text: str, label: str = "", stop: bool = True
    ) -> Field:
        if stop and spot == self._at:
            height = min(len(lines_of(self._typed, width)), self._most)
            self._field = Field(spot, x, y, width, (), height, label)
            return self._field
        lines = lines_of(text, width)
        return Field(spot, x, y, width, lines, len(lines), label)


def _shown(text: str, more: str) -> str:
    return f"{text}, {more}" if more else text


def _cell_width(slot: Slot, width: int) -> int:
    """How wide the cells beside a text are; 0 when they stand under it."""
    if not slot.cells:
        return 0
    room = width - LEAD - TAIL
    each = min(max(room // 4, MIN_CELL), 24)
    return each if room - len(slot.cells) * (each + 1) >= MIN_TEXT else 0


def _text_width(slot: Slot, width: int, cell_width: int) -> int:
    taken = len(slot.cells) * (cell_width + 1) if cell_width else 0
    return max(width - LEAD - TAIL - taken, 1)
