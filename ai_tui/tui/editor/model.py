"""What a form shows: for each slot a column of rows, filled and empty.

A sheet is made of the slots and of the items in them; where the cursor stands only decides
whether the extra row of a full slot is there.
"""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from ai_tui.forms.base import Harvest, Slot, cell_slot


class Item(Struct, frozen=True):
    """An entry as the editor knows it."""

    id: str
    text: str


Items = Mapping[str, Sequence[Item]]
"""The items of one form and group per slot id, in order (cells under `cell_slot` ids)."""


class Spot(Struct, frozen=True):
    """An address in a form: a slot, a row (entry id, '' for its empty row) and a cell or ''."""

    slot: str
    entry: str = ""
    cell: str = ""


class CellText(Struct, frozen=True):
    """A cell of a row: the entry in it ('' when it is empty) and its text.

    `more` is what others typed in the same cell at the same time.
    """

    cell: str
    entry: str = ""
    text: str = ""
    more: str = ""


class Row(Struct, frozen=True, kw_only=True):
    """A row of a column; `entry` is '' for an empty row.

    `stop` tells whether the cursor can stand on it: on every filled row and on the first empty
    one. `surplus` rows stand outside what was asked.
    """

    entry: str
    number: int
    text: str = ""
    surplus: bool = False
    stop: bool = True
    cells: tuple[CellText, ...] = ()


class Column(Struct, frozen=True):
    """A slot with its rows; `have` counts the filled ones."""

    slot: Slot
    rows: tuple[Row, ...]
    have: int

    @property
    def stops(self) -> tuple[Row, ...]:
        """The rows on which the cursor can stand."""
        return tuple(row for row in self.rows if row.stop)

    @property
    def wanting(self) -> bool:
        """Whether the slot asks more than it has; a list without a size asks one entry."""
        return not self.slot.rest and self.have < (asked(self.slot) or 1)

    @property
    def open(self) -> bool:
        """Whether there is an empty row in what is asked."""
        return any(not row.entry and not row.surplus for row in self.rows)

    def index(self, entry: str) -> int | None:
        """The place of an entry, or of the empty row (''), among the stops."""
        return next((i for i, row in enumerate(self.stops) if row.entry == entry), None)


class Sheet:
    """All columns of a form, in the order of its slots."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self.columns = tuple(columns)
        self._by_slot = {column.slot.id: column for column in columns}

    def column(self, slot: str) -> Column | None:
        """The column of a slot."""
        return self._by_slot.get(slot)

    def row(self, spot: Spot) -> Row | None:
        """The row of a spot."""
        column = self._by_slot.get(spot.slot)
        rows = column.stops if column else ()
        return next((row for row in rows if row.entry == spot.entry), None)

    def cell(self, spot: Spot) -> CellText | None:
        """The cell of a spot that is in a cell."""
        row = self.row(spot)
        cells = row.cells if row else ()
        return next((cell for cell in cells if cell.cell == spot.cell), None)

    def held(self, spot: Spot) -> Item | None:
        """What is saved at a spot; None when nothing is, or when there is no such spot."""
        row = self.row(spot)
        if row is None or not row.entry:
            return None
        if not spot.cell:
            return Item(row.entry, row.text)
        cell = self.cell(spot)
        return Item(cell.entry, cell.text) if cell and cell.entry else None

    def find(self, entry: str) -> Spot | None:
        """Where an entry stands, in a row or in a cell."""
        for column in self.columns:
            for row in column.rows:
                if row.entry == entry:
                    return Spot(column.slot.id, entry)
                for cell in row.cells:
                    if cell.entry == entry:
                        return Spot(column.slot.id, row.entry, cell.cell)
        return None


def asked(slot: Slot) -> int | None:
    """How many entries a slot asks; None is as many as come."""
    return 1 if slot.single else slot.size


def items_of(harvest: Harvest) -> dict[str, list[Item]]:
    """The harvest as items."""
    return {
        slot: [Item(entry.id, entry.text) for entry in entries] for slot, entries in harvest.items()
    }


def sheet_of(slots: Sequence[Slot], items: Items, at: Spot | None = None) -> Sheet:
    """The sheet of `slots`; with the cursor on the empty row of a full slot that row is there."""
    extra = at.slot if at is not None and not at.entry else None
    return Sheet([_column(slot, items, slot.id == extra) for slot in slots])


def _column(slot: Slot, items: Items, at_empty: bool) -> Column:
    held = items.get(slot.id, ())
    size = asked(slot)
    rows = [
        Row(
            entry=item.id,
            number=number,
            text=item.text,
            surplus=size is not None and number > size,
            cells=tuple(_cell(cell.id, item.id, items) for cell in slot.cells),
        )
        for number, item in enumerate(held, 1)
    ]
    return Column(slot, tuple(rows + _empty_rows(slot, size, len(held), at_empty)), len(held))


def _cell(cell: str, row: str, items: Items) -> CellText:
    held = items.get(cell_slot(cell, row), ())
    if not held:
        return CellText(cell)
    return CellText(cell, held[0].id, held[0].text, ", ".join(item.text for item in held[1:]))


def _empty_rows(slot: Slot, size: int | None, have: int, at_empty: bool) -> list[Row]:
    if slot.rest:
        missing = 1 if at_empty else 0
    elif size is None:
        missing = 1
    else:
        missing = max(size - have, 1 if at_empty else 0)
    return [
        Row(
            entry="",
            number=number,
            surplus=size is not None and number > size,
            stop=number == have + 1,
            cells=tuple(CellText(cell.id) for cell in slot.cells),
        )
        for number in range(have + 1, have + missing + 1)
    ]
