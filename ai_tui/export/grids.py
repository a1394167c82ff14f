"""One harvest table for the terminal: what was typed stays text, every mark is said in words."""

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table as Grid
from rich.text import Text

from ai_tui.forms import Line, Table, marks
from ai_tui.locale import Words

Row = tuple[tuple[Line, ...], ...]

_QUIET = "dim"
_MARK = "italic"


def grid(table: Table, title: Text, words: Words) -> RenderableType:
    """A table in its frame, and below it what belongs in no row."""
    drawn = framed(title)
    drawn.show_lines = not table.numbered and len(table.headers) > 1
    drawn.show_header = any(table.headers)
    if table.numbered:
        drawn.add_column("", justify="right", style=_QUIET)
    for number, header in enumerate(table.headers):
        drawn.add_column(Text(header), ratio=2 if number < table.heads else 5, overflow="fold")
    size = _asked(table)
    for rank, row in enumerate(table.rows, 1):
        if rank == size + 1:
            drawn.add_section()
            drawn.add_row(*_beyond(table, size, words))
        ranked = [Text(str(rank))] if table.numbered else []
        drawn.add_row(*ranked, *_row(table, row, words))
    return Group(*([drawn] if table.rows else [title]), *_rest(table, words))


def framed(title: Text) -> Grid:
    """An empty table as wide as there is room, with its title above it."""
    return Grid(title=title, title_justify="left", box=box.ROUNDED, expand=True)


def text_of(line: Line, words: Words) -> Text:
    """A line with its marks behind it in words."""
    said = [words("export.late")] if line.late else []
    said += [words("export.query")] if marks(line.text).query else []
    return Text.assemble(line.text, *((f" ({mark})", _MARK) for mark in said))


def _asked(table: Table) -> int:
    """How many rows hold something that was asked; in a table with headings all do."""
    if table.heads:
        return len(table.rows)
    rows = [any(not line.surplus for cell in row for line in cell) for row in table.rows]
    return rows.index(False) if False in rows else len(rows)


def _beyond(table: Table, size: int, words: Words) -> list[Text]:
    if table.numbered:
        return [Text(), Text(words("export.beyond_top", size=size), style=_MARK)]
    return [Text(words("export.beyond"), style=_MARK)]


def _row(table: Table, row: Row, words: Words) -> list[Text]:
    heads = [Text("\n").join(Text(line.text, style="bold") for line in cell) for cell in row]
    return [
        *heads[: table.heads],
        *(_cell(table, cell, words) for cell in row[table.heads :]),
    ]


def _cell(table: Table, cell: tuple[Line, ...], words: Words) -> Text:
    """The lines of a cell, bulleted where they could be taken for one; a gap is said in words."""
    headed = table.heads > 0
    if not cell:
        return Text(words("export.nothing") if headed else "", style=_QUIET)
    texts = [text_of(line, words) for line in cell]
    for text, line in zip(texts, cell, strict=True):
        if headed and line.surplus:
            text.append(f" ({words('export.beyond')})", style=_MARK)
    if len(texts) == 1 and (table.numbered or len(table.headers) > 1):
        return texts[0]
    return Text("\n").join(Text.assemble("- ", text) for text in texts)


def _rest(table: Table, words: Words) -> list[Text]:
    lines = [Text.assemble("- ", text_of(line, words)) for line in table.rest]
    return [Text(words("forms.rest"), style="bold"), *lines] if lines else []
