"""Rows of text and the ways to fit text in cells.

A row is a tuple of pieces; a piece has a role, never a colour. Widths are terminal cells, so a
Chinese character counts two and a combining mark none.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import Literal, NamedTuple

from msgspec import Struct
from rich.cells import cell_len, set_cell_size, split_graphemes, split_text

Role = Literal["text", "now", "done", "look_out", "alarm", "rest"]
"""What a piece of text means; the theme gives each role its colour."""

ROLES: tuple[Role, ...] = ("text", "now", "done", "look_out", "alarm", "rest")

CUT = "…"

_FLAT = str.maketrans("\n\t", "  ")


class Piece(NamedTuple):
    """Text in one role; `reverse` makes it a block of the role's colour."""

    text: str
    role: Role = "text"
    bold: bool = False
    reverse: bool = False


Row = tuple[Piece, ...]

EDGE = Piece("│", "rest")
"""One cell of an upright line between two columns of a screen."""


class Hit(Struct, frozen=True):
    """The cells from `start` up to `end` of a row that stand for `key` under the mouse."""

    start: int
    end: int
    key: tuple[str, ...]


def cells(text: str) -> int:
    """How many cells `text` takes."""
    return cell_len(text)


def row_cells(row: Row) -> int:
    """How many cells `row` takes."""
    return sum(cell_len(piece.text) for piece in row)


def _head(text: str, width: int) -> str:
    """The graphemes of `text` that stand in the first `width` cells."""
    spans, _ = split_graphemes(text)
    taken = 0
    for start, _end, size in spans:
        if taken + size > width:
            return text[:start]
        taken += size
    return text


def fit(text: str, width: int) -> str:
    """`text` on one line of at most `width` cells; what is cut off leaves '…'."""
    if width <= 0:
        return ""
    limit = width * 8 + 32
    whole = len(text) <= limit
    text = text[:limit].translate(_FLAT)
    if whole and cell_len(text) <= width:
        return text
    return _head(text, width - 1).rstrip() + CUT


def pad(text: str, width: int, align: Literal["left", "right", "center"] = "left") -> str:
    """`text` on exactly `width` cells, cut with '…' or filled with blanks."""
    text = fit(text, width)
    free = max(width - cell_len(text), 0)
    if align == "right":
        return " " * free + text
    if align == "center":
        return " " * (free // 2) + text + " " * (free - free // 2)
    return text + " " * free


def blank(width: int) -> Row:
    """A row of `width` blanks."""
    return (Piece(" " * max(width, 0)),)


def _measurable(text: str, width: int) -> str:
    """`text`, cut a little beyond `width` when it is so long that measuring takes time."""
    return text if len(text) <= width * 8 + 32 else fit(text, width + 1)


@lru_cache(maxsize=512)
def fit_row(row: Row, width: int) -> Row:
    """`row` on exactly `width` cells; the piece that is cut ends in '…'."""
    free = max(width, 0)
    row = tuple(piece._replace(text=_measurable(piece.text, width)) for piece in row)
    missing = free - row_cells(row)
    if missing >= 0:
        return (*row, Piece(" " * missing)) if missing else row
    row = _without_tail(row)
    fitted: list[Piece] = []
    for index, piece in enumerate(row):
        size = cell_len(piece.text)
        if size > free or (size == free and index + 1 < len(row)):
            return (*fitted, piece._replace(text=pad(piece.text + CUT, free)))
        fitted.append(piece)
        free -= size
    return (*fitted, Piece(" " * free)) if free else tuple(fitted)


def _without_tail(row: Row) -> Row:
    """`row` without the blanks at its end."""
    while row and not row[-1].reverse and not row[-1].text.strip():
        row = row[:-1]
    return (*row[:-1], row[-1]._replace(text=row[-1].text.rstrip())) if row else row


def cut_row(row: Row, start: int, end: int) -> Row:
    """The cells of `row` from `start` up to `end`; half a wide character becomes a blank."""
    found: list[Piece] = []
    at = 0
    for piece in row:
        size = cell_len(piece.text)
        first, last = max(start - at, 0), min(end - at, size)
        if first < last:
            text = piece.text
            if last < size:
                text = set_cell_size(text, last)
            found.append(piece._replace(text=split_text(text, first)[1] if first else text))
        at += size
    return tuple(found)


def join(left: Row, right: Row, width: int, gap: int = 1) -> Row:
    """`left` and `right` at the two ends of `width` cells; the left side gives way."""
    size = row_cells(right)
    if size >= width:
        return fit_row(right, width)
    return (*fit_row(left, width - size - gap), Piece(" " * min(gap, width - size)), *right)


def rule(width: int, title: str = "") -> Row:
    """A line over `width` cells, with a title in it."""
    if not title:
        return (Piece("─" * max(width, 0), "rest"),)
    title = fit(title, width - 5)
    tail = "─" * max(width - 3 - cell_len(title), 0)
    return fit_row((Piece("─ ", "rest"), Piece(title, bold=True), Piece(f" {tail}", "rest")), width)


def fill(rows: Iterable[Row], width: int, height: int) -> tuple[Row, ...]:
    """Exactly `height` rows of exactly `width` cells: cut off or filled with blanks."""
    shown = [fit_row(row, width) for row in islice(rows, max(height, 0))]
    return (*shown, *(blank(width) for _ in range(height - len(shown))))


def edged(rows: Iterable[Row], width: int, height: int) -> tuple[Row, ...]:
    """As `fill`, with an upright line behind it that is the last of the `width` cells."""
    return tuple((*row, EDGE) for row in fill(rows, width - 1, height))


def solid(row: Row) -> Row:
    """The row for where there are no colours: full blocks in the place of lit blanks."""
    return tuple(
        Piece("█" * len(piece.text), piece.role)
        if piece.reverse and not piece.text.strip(" ")
        else piece
        for piece in row
    )


def plain(rows: Iterable[Row]) -> str:
    """The rows as lines of text without colours, blanks at the ends left out."""
    return "\n".join("".join(piece.text for piece in solid(row)).rstrip() for row in rows)


def _words_of(paragraph: str, width: int) -> Iterator[str]:
    """The words of a paragraph, those wider than a line in parts that fit."""
    for word in paragraph.split():
        while cell_len(word) > width:
            part = _head(word, width) or word[0]
            yield part
            word = word[len(part) :]
        if word:
            yield word


def _lines_of(paragraph: str, width: int) -> Iterator[str]:
    """The paragraph in lines of at most `width` cells."""
    line = ""
    for word in _words_of(paragraph, width):
        longer = f"{line} {word}" if line else word
        if line and cell_len(longer) > width:
            yield line
            line = word
        else:
            line = longer
    yield line


def wrap(text: str, width: int, max_rows: int) -> list[str]:
    """`text` in at most `max_rows` lines of `width` cells; what is left out leaves '…'."""
    if width <= 0 or max_rows <= 0 or not text.strip():
        return []
    limit = (width * 8 + 32) * max_rows
    whole = len(text) <= limit
    paragraphs = text[:limit].strip().split("\n")
    lines: list[str] = []
    for paragraph in paragraphs:
        for line in _lines_of(paragraph, width):
            if len(lines) == max_rows:
                return [*lines[:-1], fit(f"{lines[-1]}{CUT}", width)]
            lines.append(line)
    if not whole:
        lines[-1] = fit(f"{lines[-1]}{CUT}", width)
    return lines
