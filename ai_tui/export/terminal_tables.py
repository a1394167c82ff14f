"""Tables of a report for the terminal: what was typed stays text."""

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from ai_tui.export.parts import Cell, Column, Grid, Item

_QUIET = "dim"
_MARK = "italic"


def grid(part: Grid) -> RenderableType:
    """A table in its frame, and below it what belongs in no row."""
    title = _title(part)
    listed = len(part.columns) == 1
    drawn = framed(title)
    drawn.show_lines = part.ruled
    drawn.show_header = part.headed
    for column in part.columns:
        _add(drawn, column)
    for row in part.rows:
        if row.divider:
            drawn.add_section()
        cells = (
            _cell(cell, column, listed=listed, mark=row.divider)
            for cell, column in zip(row.cells, part.columns, strict=True)
        )
        drawn.add_row(*cells, style=_QUIET if row.minor else None)
    return Group(*([drawn] if part.rows else [title]), *_rest(part))


def framed(title: Text) -> Table:
    """An empty table as wide as there is room, with its title above it."""
    return Table(
        title=title if title.plain else None, title_justify="left", box=box.ROUNDED, expand=True
    )


def item(part: Item) -> Text:
    """A text with what is said about it behind it."""
    style = _QUIET if part.quiet else ""
    return Text.assemble((part.text, style), *((f" ({word})", _MARK) for word in part.said))


def _title(part: Grid) -> Text:
    said = ((f" · {word}", "not bold italic") for word in part.said)
    return Text.assemble(Text(part.title, style="bold"), *said)


def _add(drawn: Table, column: Column) -> None:
    drawn.add_column(
        Text(column.title),
        justify="right" if column.right else "left",
        ratio=column.share or None,
        no_wrap=column.narrow,
        overflow="fold",
    )


def _cell(cell: Cell, column: Column, *, listed: bool, mark: bool) -> Text:
    """The items of a cell, bulleted where they could be taken for one."""
    drawn = [item(part) for part in cell]
    if mark or column.head:
        return Text("\n", style=_MARK if mark else "bold").join(drawn)
    if len(drawn) == 1 and not listed:
        return drawn[0]
    return Text("\n").join(Text.assemble("- ", part) for part in drawn)


def _rest(part: Grid) -> list[Text]:
    lines = [Text.assemble("- ", item(each)) for each in part.rest]
    return [Text(part.rest_title, style="bold"), *lines] if lines else []
