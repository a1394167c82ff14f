"""What one group gave for a form, as a table of the report: every mark is said in words."""

from ai_tui.export.parts import Cell, Column, Grid, Item, Row
from ai_tui.export.sheets import query
from ai_tui.forms import Line, Table
from ai_tui.locale import Words


def form_grid(table: Table, said: tuple[str, ...], words: Words) -> Grid:
    """The table of a form kind; `said` is where it stands."""
    ranks = (Column(right=True),) if table.numbered else ()
    heads = [
        Column(title, head=n < table.heads, share=2 if n < table.heads else 5)
        for n, title in enumerate(table.headers)
    ]
    return Grid(
        table.title,
        (*ranks, *heads),
        tuple(_rows(table, words)),
        said,
        tuple(_item(line, words) for line in table.rest),
        words("forms.rest"),
        ruled=not table.numbered and len(table.headers) > 1,
    )


def _rows(table: Table, words: Words) -> list[Row]:
    size = _asked(table)
    rows = []
    for rank, row in enumerate(table.rows, 1):
        if rank == size + 1:
            rows.append(_divider(table, size, words))
        ranked = ((Item(str(rank), quiet=True),),) if table.numbered else ()
        heads = tuple(tuple(Item(line.text) for line in cell) for cell in row[: table.heads])
        filled = tuple(_cell(table, cell, words) for cell in row[table.heads :])
        rows.append(Row((*ranked, *heads, *filled)))
    return rows


def _asked(table: Table) -> int:
    """How many rows hold something that was asked; in a table with headings all do."""
    if table.heads:
        return len(table.rows)
    rows = [any(not line.surplus for cell in row for line in cell) for row in table.rows]
    return rows.index(False) if False in rows else len(rows)


def _divider(table: Table, size: int, words: Words) -> Row:
    key = "export.beyond_top" if table.numbered else "export.beyond"
    said = (Item(words(key, size=size)),)
    empty = ((),) * (len(table.headers) - 1)
    return Row((*(((),) if table.numbered else ()), said, *empty), divider=True)


def _cell(table: Table, lines: tuple[Line, ...], words: Words) -> Cell:
    if not lines:
        return (Item(words("export.nothing"), quiet=True),) if table.heads else ()
    beyond = (words("export.beyond"),) if table.heads else ()
    return tuple(_item(line, words, beyond if line.surplus else ()) for line in lines)


def _item(line: Line, words: Words, more: tuple[str, ...] = ()) -> Item:
    late = (words("export.late"),) if line.late else ()
    return Item(line.text, (*late, *query(line.text, words), *more))
