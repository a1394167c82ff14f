"""Big digits: one row as text, three as box glyphs, five and up as seven rectangles."""

from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from ai_tui.tui.paint.pieces import Piece, Role, Row, blank, cells, fit_row, pad

_BOX = {
    "0": ("┏━┓", "┃ ┃", "┗━┛"),
    "1": ("  ╻", "  ┃", "  ╹"),
    "2": ("╺━┓", "┏━┛", "┗━╸"),
    "3": ("╺━┓", " ━┫", "╺━┛"),
    "4": ("╻ ╻", "┗━┫", "  ╹"),
    "5": ("┏━╸", "┗━┓", "╺━┛"),
    "6": ("┏━╸", "┣━┓", "┗━┛"),
    "7": ("╺━┓", "  ┃", "  ╹"),
    "8": ("┏━┓", "┣━┫", "┗━┛"),
    "9": ("┏━┓", "┗━┫", "╺━┛"),
    ":": ("   ", " : ", "   "),
    "+": ("   ", "╺╋╸", "   "),
    "u": ("   ", "╻ ╻", "┗━┛"),
    "h": ("╻  ", "┣━┓", "╹ ╹"),
    "d": ("  ╻", "┏━┫", "┗━┛"),
}
"""Every glyph is three cells wide and three rows tall."""

_SEGMENTS = {
    "0": "abcdef",
    "1": "bc",
    "2": "abged",
    "3": "abgcd",
    "4": "fgbc",
    "5": "afgcd",
    "6": "afgedc",
    "7": "abc",
    "8": "abcdefg",
    "9": "abcdfg",
    "u": "cde",
    "h": "fgec",
    "d": "bgedc",
}
"""Which of the seven rectangles are lit: a top, b c right, d bottom, e f left, g middle."""

GAP = 2


class Geometry(NamedTuple):
    """The measures in cells: a glyph, its upright and level strokes, the room for ':'."""

    height: int
    width: int
    upright: int
    level: int

    @property
    def dot(self) -> int:
        """How wide the room for ':' is."""
        return min(self.upright, 2 * self.level) + 2 * GAP - 2

    def total(self, text: str) -> int:
        """How many cells `text` takes."""
        glyphs = sum(self.dot if sign == ":" else self.width for sign in text)
        return glyphs + GAP * max(len(text) - 1, 0)


def geometry(text: str, width: int, height: int) -> Geometry | None:
    """The largest rectangles for which `text` fits in `width`; None when even small ones do not."""
    for tall in range(height, 4, -1):
        upright, level = max(2, round(tall * 3 / 8)), max(1, round(tall / 7))
        best = Geometry(tall, max(tall + 3, round(tall * 1.4)), upright, level)
        smallest = max(tall, 2 * upright + 2)
        for glyph in range(best.width, smallest - 1, -1):
            found = best._replace(width=glyph)
            if found.total(text) <= width:
                return found
    return None


def digits_rows(text: str, width: int, height: int, role: Role = "now") -> tuple[Row, ...]:
    """`text` (digits, ':', '+', 'u', 'h') drawn in exactly `height` rows of `width` cells.

    It stands at the left and in the middle of the height. Lit cells of the rectangles are
    blanks on a ground of the role's colour.
    """
    if height >= 5:
        sizes = geometry(text, width, height)
        if sizes is not None:
            return _middle(_rectangles(text, sizes, role), width, height)
    if height >= 3 and 3 * len(text) <= width:
        return _middle(_box(text, role), width, height)
    return _middle([(Piece(text, role, bold=True),)], width, height)


def digits_cells(text: str, width: int, height: int) -> int:
    """How many cells wide `digits_rows` draws `text`."""
    if height >= 5:
        sizes = geometry(text, width, height)
        if sizes is not None:
            return sizes.total(text)
    return 3 * len(text) if height >= 3 and 3 * len(text) <= width else cells(text)


def digits_cuts(text: str, width: int, height: int) -> tuple[int, ...]:
    """The columns at which the second and later glyphs of `digits_rows` begin."""
    sizes = geometry(text, width, height) if height >= 5 else None
    if sizes is not None:
        return tuple(sizes.total(text[:x]) + GAP for x in range(1, len(text)))
    if height >= 3 and 3 * len(text) <= width:
        return tuple(range(3, 3 * len(text), 3))
    return ()


def _middle(rows: list[Row], width: int, height: int) -> tuple[Row, ...]:
    above = (height - len(rows)) // 2
    padded = [fit_row(row, width) for row in rows]
    empty = [blank(width)] * (height - len(rows))
    return (*empty[:above], *padded, *empty[above:])[: max(height, 0)]


def _box(text: str, role: Role) -> list[Row]:
    glyphs = [_BOX.get(sign, ("   ", pad(sign, 3, "center"), "   ")) for sign in text]
    return [(Piece("".join(glyph[y] for glyph in glyphs), role, bold=True),) for y in range(3)]


def _rectangles(text: str, sizes: Geometry, role: Role) -> list[Row]:
    return [_lit_row(text, sizes, y, role) for y in range(sizes.height)]


def _lit_row(text: str, sizes: Geometry, y: int, role: Role) -> Row:
    """Row `y` of all glyphs, as stretches of lit and dark cells."""
    return _stretches((" " * GAP).join(_glyph_row(sign, sizes, y) for sign in text), role)


@lru_cache(maxsize=512)
def _stretches(cells: str, role: Role) -> Row:
    """A row of cells, '#' where they are lit; many rows of a picture are the same.

    Dark cells have the ground of plain text: a role may have a ground of its own.
    """
    row: list[Piece] = []
    for sign, stretch in groupby(cells):
        size, lit = sum(1 for _ in stretch), sign == "#"
        row.append(Piece(" " * size, role if lit else "text", reverse=lit))
    return tuple(row)


@lru_cache(maxsize=1024)
def _glyph_row(sign: str, sizes: Geometry, y: int) -> str:
    """Row `y` of one glyph: '#' where it is lit."""
    if sign == ":":
        return _dots_row(sizes, y)
    if sign == "+":
        return _plus_row(sizes, y)
    lit = _SEGMENTS.get(sign, "")
    middle = (sizes.height - sizes.level) // 2
    top, bottom = y < sizes.level, y >= sizes.height - sizes.level
    if (top and "a" in lit) or (bottom and "d" in lit):
        return "#" * sizes.width
    if middle <= y < middle + sizes.level:
        if "g" in lit:
            return "#" * sizes.width
        return _uprights(lit, sizes, "fe", "bc")
    if y < middle:
        return _uprights(lit, sizes, "f", "b")
    return _uprights(lit, sizes, "e", "c")


def _uprights(lit: str, sizes: Geometry, left: str, right: str) -> str:
    """The left and right stroke, lit when one of their rectangles is."""
    on_left = "#" if any(part in lit for part in left) else " "
    on_right = "#" if any(part in lit for part in right) else " "
    between = " " * (sizes.width - 2 * sizes.upright)
    return on_left * sizes.upright + between + on_right * sizes.upright


def _dots_row(sizes: Geometry, y: int) -> str:
    quarter = max(1, round(sizes.height / 4))
    lower = sizes.height - quarter - sizes.level
    upper = quarter if sizes.height > 5 else 1
    lit = any(start <= y < start + sizes.level for start in (upper, lower))
    wide = sizes.dot - 2 * (GAP - 1)
    return " " * (GAP - 1) + ("#" if lit else " ") * wide + " " * (GAP - 1)


def _plus_row(sizes: Geometry, y: int) -> str:
    middle = (sizes.height - sizes.level) // 2
    reach = max(sizes.level, sizes.height // 4)
    if middle <= y < middle + sizes.level:
        return "#" * sizes.width
    if middle - reach <= y < middle + sizes.level + reach:
        side = (sizes.width - sizes.upright) // 2
        return " " * side + "#" * sizes.upright + " " * (sizes.width - sizes.upright - side)
    return " " * sizes.width
