"""A report as Markdown (CommonMark with GitHub's tables): what was typed stays text."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from ai_tui.export.parts import Cell, Column, Grid, Heading, Item, Part, Row

_SIGNS = re.compile(r"[\\`*_{}\[\]<>#|~&!^$=@]|(?<!\d):(?=[\w+-]+:)")
"""What means something to a reader; of the colons those of `:names:`, and not those of times."""
_BEGINNING = re.compile(r"[-+:]|\d+(?=[.)])")
_ADDRESSES = re.compile(r":(?=//)|(?<=www)\.|(?<=\S)\.(?=[^\W\d_]{2})", re.IGNORECASE)
"""Where an address can be told: some readers make a link of every `name.nl`."""
_POINT = re.compile(r"- (?=[^\W\d_])")
"""How a line of a list begins; nothing else can begin behind it."""


def markdown(parts: Iterable[Part]) -> str:
    """The report as one text with a line end."""
    return "\n".join("\n".join(_lines(part)) + "\n" for part in parts)


def escaped(text: str) -> str:
    """A text in which no sign means anything to a reader of Markdown; line ends become `<br>`.

    Addresses are not made into links, nor `:names:` into drawings; a site that looks for those
    only after Markdown was read goes on doing so. At the beginning of a line see `_opening`.
    """
    text = _SIGNS.sub(lambda sign: f"\\{sign[0]}", text)
    text = _ADDRESSES.sub(lambda sign: f"\\{sign[0]}", text)
    return text.replace("\n", "<br>").replace("\t", " ")


def _opening(text: str) -> str:
    """A text for the beginning of a line, where some signs mean more than elsewhere."""
    found = _BEGINNING.match(text)
    if found is None:
        return escaped(text)
    sign, rest = found[0], escaped(text[found.end() :])
    return f"{sign[:-1]}&#{ord(sign[-1])};{rest}" if sign.isdigit() else f"\\{sign}{rest}"


def _set_out(items: Iterable[Item]) -> str:
    """Lines below each other, with their paragraphs, and as lists what begins with dashes."""
    lines = [line for item in items for line in _lines_of(item)]
    return "".join(lines[:1]) + "".join(_gap(*pair) + pair[1] for pair in pairwise(lines))


def _lines_of(item: Item) -> Iterator[str]:
    *lines, last = (line.strip() for line in item.text.strip().split("\n"))
    for line in lines:
        yield _line(line)
    yield _line(last) + _said(item)


def _line(line: str) -> str:
    return escaped(line) if _POINT.match(line) else _opening(line)


def _gap(before: str, line: str) -> str:
    """What parts two lines so that they do not become one."""
    if not before or not line:
        return "\n"
    points = line.startswith("- ") + before.startswith("- ")
    return ("  \n", "\n\n", "\n")[points]


def _lines(part: Part) -> Iterator[str]:
    if isinstance(part, Heading):
        yield f"{'#' * part.level} {_one_line(part.text)}"
    elif isinstance(part, Grid):
        yield from _grid(part)
    else:
        yield _set_out(part.items)


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
        yield from (f"- {_opening(item.text.strip())}{_said(item)}" for item in part.rest)


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
    return escaped(item.text.strip()) + _said(item)


def _said(item: Item) -> str:
    return "".join(f" _({escaped(word)})_" for word in item.said)


def _one_line(text: str) -> str:
    return escaped(" ".join(text.split()))
