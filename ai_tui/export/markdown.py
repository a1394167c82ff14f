"""A report as Markdown (CommonMark with GitHub's tables): what was typed stays text."""

import re
from collections.abc import Iterable, Iterator

from ai_tui.export.parts import Cell, Column, Grid, Heading, Item, Part, Row

_SIGNS = re.compile(r"[\\`*_{}\[\]<>#|~&!^$=@]")
_BEGINNINGS = re.compile(r"^(\s*)([-+]|\d+(?=[.)]))", re.MULTILINE)
_ADDRESSES = re.compile(r":(?=//)|(?<=www)\.", re.IGNORECASE)


def markdown(parts: Iterable[Part]) -> str:
    """The report as one text with a line end."""
    return "\n".join("\n".join(_lines(part)) + "\n" for part in parts)


def escaped(text: str) -> str:
    """A text in which no sign means anything to a reader of Markdown; line ends become `<br>`.

    Addresses are not made into links.
    """
    text = _SIGNS.sub(lambda sign: f"\\{sign[0]}", text)
    text = _ADDRESSES.sub(lambda sign: f"\\{sign[0]}", text)
    text = _BEGINNINGS.sub(_beginning, text)
    return text.replace("\n", "<br>").replace("\t", " ")


def _beginning(found: re.Match[str]) -> str:
    blanks, sign = found.groups()
    return f"{blanks}\\{sign}" if sign in "-+" else f"{blanks}{sign[:-1]}&#{ord(sign[-1])};"


def _lines(part: Part) -> Iterator[str]:
    if isinstance(part, Heading):
        yield f"{'#' * part.level} {_one_line(part.text)}"
    elif isinstance(part, Grid):
        yield from _grid(part)
    else:
        yield "  \n".join(_item(item) for item in part.items)


def _grid(part: Grid) -> Iterator[str]:
    title = " · ".join((f"**{_one_line(part.title)}**", *map(escaped, part.said)))
    if part.title:
        yield f"{title}\n"
    if part.rows:
        yield _row(_one_line(column.title) for column in part.columns)
        yield _row("---:" if column.right else "---" for column in part.columns)
        for row in part.rows:
            yield _row(_cells(row, part.columns))
    if part.rest:
        yield f"\n**{escaped(part.rest_title)}**\n"
        yield from (f"- {_item(item)}" for item in part.rest)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cells(row: Row, columns: Iterable[Column]) -> Iterator[str]:
    for cell, column in zip(row.cells, columns, strict=True):
        text = _cell(cell)
        strong = text and (column.head or row.divider)
        yield f"**{text}**" if strong else text


def _cell(cell: Cell) -> str:
    if len(cell) > 1:
        return "<br>".join(f"• {_item(item)}" for item in cell)
    return "".join(map(_item, cell))


def _item(item: Item) -> str:
    return escaped(item.text.strip()) + "".join(f" _({escaped(word)})_" for word in item.said)


def _one_line(text: str) -> str:
    return escaped(" ".join(text.split()))
