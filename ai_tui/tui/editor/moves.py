"""Where the keys lead: pure steps over a sheet, whose bands are columns standing side by side."""

from collections.abc import Sequence

from msgspec import Struct

from ai_tui.tui.editor.model import Column, Sheet, Spot

Bands = Sequence[Sequence[int]]
"""The columns (by index) that stand side by side, from top to bottom."""


class At(Struct, frozen=True):
    """A place among the stops: column and index; `gone` when its row was just taken away."""

    column: int
    index: int
    cell: str = ""
    gone: bool = False

    @property
    def above(self) -> int:
        """The index of the row before."""
        return self.index - 1

    @property
    def below(self) -> int:
        """The index of the row after."""
        return self.index if self.gone else self.index + 1


def at_spot(sheet: Sheet, spot: Spot) -> At | None:
    """Where a spot is among the stops of its column."""
    for number, column in enumerate(sheet.columns):
        if column.slot.id == spot.slot:
            index = column.index(spot.entry)
            return None if index is None else At(number, index, spot.cell)
    return None


def spot_at(sheet: Sheet, column: int, index: int, cell: str = "") -> Spot | None:
    """The spot of a stop; a cell is kept when the row is filled."""
    there = sheet.columns[column]
    if not 0 <= index < len(there.stops):
        return None
    entry = there.stops[index].entry
    return Spot(there.slot.id, entry, cell if entry else "")


def nearest(sheet: Sheet, at: At) -> Spot | None:
    """The spot at a place; the last one of a shorter column, the first empty row of a bare one."""
    stops = len(sheet.columns[at.column].stops) if at.column < len(sheet.columns) else 0
    spot = spot_at(sheet, at.column, min(at.index, stops - 1), at.cell) if stops else None
    return spot or first_empty(sheet)


def _empty(column: Column) -> Spot:
    return Spot(column.slot.id)


def below(sheet: Sheet, bands: Bands, at: At) -> Spot | None:
    """The row under a place: of its column, then the extra row of a full slot, then of the next."""
    if spot := spot_at(sheet, at.column, at.below, at.cell):
        return spot
    return on_top(sheet, at) or _neighbour(sheet, bands, at.column, 1)


def above(sheet: Sheet, bands: Bands, at: At) -> Spot | None:
    """The row over a place: of its column, then of the column above."""
    return spot_at(sheet, at.column, at.above, at.cell) or _neighbour(sheet, bands, at.column, -1)


def _neighbour(sheet: Sheet, bands: Bands, column: int, step: int) -> Spot | None:
    """The nearest row of the band above (step=-1) or under (step=1) that of a column."""
    here = next((i for i, band in enumerate(bands) if column in band), 0)
    place = list(bands[here]).index(column) if column in bands[here] else 0
    following = range(here + 1, len(bands)) if step > 0 else range(here - 1, -1, -1)
    for number in following:
        band = bands[number]
        there = band[min(place, len(band) - 1)]
        stops = len(sheet.columns[there].stops)
        if stops:
            return spot_at(sheet, there, 0 if step > 0 else stops - 1)
    return None


def onward(sheet: Sheet, at: At) -> Spot | None:
    """Where Enter leads: the next row, else the first empty row of a next column or of one before.

    None in a full form. Filled columns are passed over; so are those before that want nothing.
    """
    if spot := spot_at(sheet, at.column, at.below):
        return spot
    after, before = sheet.columns[at.column + 1 :], sheet.columns[: at.column]
    chosen = next((column for column in after if column.open), None)
    chosen = chosen or next((column for column in before if column.wanting), None)
    return _empty(chosen) if chosen else None


def on_top(sheet: Sheet, at: At) -> Spot | None:
    """The extra row of a full list, for what comes on top of what was asked."""
    column = sheet.columns[at.column]
    full = not column.slot.single and not column.slot.rest and column.index("") is None
    return _empty(column) if full else None


def complete(sheet: Sheet, at: At) -> bool:
    """Whether nothing more is asked; of several lists the one at hand may stay empty."""
    others = [column for number, column in enumerate(sheet.columns) if number != at.column]
    here = sheet.columns[at.column]
    if any(column.wanting for column in others):
        return False
    return not here.wanting or (here.slot.size is None and not here.slot.single and bool(others))


def aside(sheet: Sheet, bands: Bands, at: At, step: int) -> Spot | None:
    """Where Tab (step=1) and shift+Tab (step=-1) lead: the next cell, column or field."""
    column = sheet.columns[at.column]
    row = column.stops[at.index] if at.index < len(column.stops) else None
    cells = ["", *(cell.id for cell in column.slot.cells)] if row and row.entry else [""]
    place = cells.index(at.cell) + step if at.cell in cells else 0
    if row and not at.gone and 0 <= place < len(cells):
        return Spot(column.slot.id, row.entry, cells[place])
    band = next((band for band in bands if at.column in band), ())
    if len(band) == 1 and len(column.slot.cells) > 0:
        spot = spot_at(sheet, at.column, at.below if step > 0 else at.above)
        if spot is not None:
            return _at_end(sheet, spot, step)
    return _next_column(sheet, band, at, step)


def _next_column(sheet: Sheet, band: Sequence[int], at: At, step: int) -> Spot | None:
    """The same row of the next column in the band; else the row to type in of another column."""
    count = len(sheet.columns)
    for distance in range(1, count):
        number = (at.column + step * distance) % count
        column = sheet.columns[number]
        if not column.stops:
            continue
        index = at.index if number in band else column.index("") or 0
        spot = spot_at(sheet, number, min(index, len(column.stops) - 1))
        return _at_end(sheet, spot, step) if spot else None
    return None


def _at_end(sheet: Sheet, spot: Spot, step: int) -> Spot:
    """Going back one arrives in the last cell of a row."""
    column = sheet.column(spot.slot)
    if step > 0 or column is None or not column.slot.cells or not spot.entry:
        return spot
    return Spot(spot.slot, spot.entry, column.slot.cells[-1].id)


def first_empty(sheet: Sheet) -> Spot | None:
    """Where typing begins: the first empty row, else the first row."""
    for column in sheet.columns:
        if column.open:
            return _empty(column)
    return next((spot_at(sheet, n, 0) for n, c in enumerate(sheet.columns) if c.stops), None)
