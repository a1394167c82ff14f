"""How forms are printed and counted when a kind has no way of its own."""

from collections.abc import Callable, Sequence
from itertools import zip_longest

from ai_tui.forms.base import Entry, Line, Owed, Slot, Table
from ai_tui.forms.kind import Filled, asked

Cells = tuple[tuple[Line, ...], ...]


def columns(filled: Filled) -> Table:
    """A column for each slot and for each of its cells, a row for each rank."""
    stacks = [_rows(filled, slot) for slot in filled.own]
    widths = [1 + len(slot.cells) for slot in filled.own]
    rows = tuple(
        tuple(
            cell
            for width, part in zip(widths, ranks, strict=True)
            for cell in (part if part is not None else ((),) * width)
        )
        for ranks in zip_longest(*stacks)
    )
    return Table(
        filled.setting.name,
        tuple(title for slot in filled.own for title in (slot.title, *_cell_titles(slot))),
        rows,
        numbered=any(slot.ranked for slot in filled.own),
        rest=tuple(
            line(entry) for slot in filled.slots if slot.rest for entry in filled.entries(slot)
        ),
    )


def headed(*headers: str) -> Callable[[Filled], Table]:
    """A layout with a row for each slot or turn; `headers` are locale keys, '' for none.

    With three headers the sections are a column of their own, said once.
    """
    heads = len(headers) - 1

    def table(filled: Filled) -> Table:
        words = filled.setting.words
        section = ""
        rows: list[Cells] = []
        for slot, entries in filled.turns():
            first = "" if slot.section == section else slot.section
            section = slot.section
            names = (first, slot.title) if heads > 1 else (slot.title or first,)
            rows.append((*((Line(name),) if name else () for name in names), _lines(slot, entries)))
        titles = tuple(words(key) if key else "" for key in headers)
        return Table(filled.setting.name, titles, tuple(rows), heads=heads)

    return table


def owed(filled: Filled) -> Owed:
    """Every slot asks its size; one that takes as many as come asks one."""
    wants = [(asked(slot) or 1, len(filled.entries(slot))) for slot in filled.own]
    free = all(asked(slot) is None for slot in filled.own)
    return Owed(
        sum(min(have, want) for want, have in wants),
        sum(want for want, _ in wants),
        sum(have for _, have in wants) if free else None,
    )


def filled_slots(filled: Filled) -> Owed:
    """Every slot counts once, however much was typed in it."""
    return Owed(sum(1 for slot in filled.own if filled.entries(slot)), len(filled.own))


def line(entry: Entry, surplus: bool = False) -> Line:
    """An entry as it is printed."""
    return Line(entry.text, entry.id, surplus, entry.late)


def _lines(slot: Slot, entries: Sequence[Entry]) -> tuple[Line, ...]:
    limit = asked(slot)
    return tuple(
        line(entry, limit is not None and rank >= limit) for rank, entry in enumerate(entries)
    )


def _rows(filled: Filled, slot: Slot) -> list[Cells]:
    entries = filled.entries(slot)
    return [
        ((text,), *_beside(filled, slot, entry, text.surplus))
        for text, entry in zip(_lines(slot, entries), entries, strict=True)
    ]


def _beside(filled: Filled, slot: Slot, entry: Entry, surplus: bool) -> Cells:
    return tuple(
        tuple(line(found, surplus) for found in filled.beside(cell.id, entry))
        for cell in slot.cells
    )


def _cell_titles(slot: Slot) -> tuple[str, ...]:
    return tuple(cell.title for cell in slot.cells)
