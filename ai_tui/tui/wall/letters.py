"""Large letters for a screen that is read from ten metres: two dots in each cell.

Measures are in dots across and down; a cell is one dot wide and two high, so a dot is square.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from ai_tui.tui.wall.glyphs import BASE, ROWS, glyph

LINE_ROWS = 5
"""Rows of cells from one line of letters to the next, at size 1."""

_HALVES = {("#", "#"): "█", ("#", "."): "▀", (".", "#"): "▄", (".", "."): " "}


class Large(NamedTuple):
    """A text in large letters: rows of cells, each as wide as its own letters."""

    rows: tuple[str, ...]
    width: int
    size: int = 1

    @property
    def blanks(self) -> int:
        """Rows between it and a line of letters below it."""
        return max(LINE_ROWS * self.size - len(self.rows), 0)


def can_draw(text: str) -> bool:
    """Whether there is a glyph for every character of `text`."""
    return all(glyph(sign) is not None for sign in text)


@lru_cache(maxsize=4096)
def _word_dots(word: str) -> int:
    drawn = [glyph(sign) for sign in word]
    return sum(len(each[0]) for each in drawn if each) + max(len(word) - 1, 0)


def text_cells(text: str, size: int = 1) -> int:
    """How many cells wide a line of `text` is at `size`."""
    return _word_dots(text) * size


@lru_cache(maxsize=256)
def large(text: str, width: int, most: int, size: int = 1) -> tuple[Large, ...] | None:
    """`text` in at most `most` lines of at most `width` cells; None when it does not fit so.

    `size` is how many cells wide and half cells high one dot is. Several lines are about as long.
    """
    if not can_draw(text.replace("\n", " ")):
        return None
    lines = _lines(text, width, size)
    if not lines or len(lines) > most or max(text_cells(line, size) for line in lines) > width:
        return None
    narrower = max(text_cells(line, size) for line in lines)
    while len(lines) > 1:
        narrower -= 2 * size
        found = _lines(text, narrower, size)
        if len(found) > len(lines) or any(text_cells(line, size) > narrower for line in found):
            break
        lines = found
    return tuple(Large(_cells(line, size), text_cells(line, size), size) for line in lines)


def _lines(text: str, width: int, size: int) -> list[str]:
    """The text in lines that are no wider than `width`, but for a word that is."""
    paragraphs = text.strip().split("\n")
    return [line for paragraph in paragraphs for line in _wrapped(paragraph, width, size)]


def _wrapped(paragraph: str, width: int, size: int) -> Iterator[str]:
    """The words of a paragraph, as many in a line as fit."""
    line = ""
    for word in paragraph.split():
        longer = f"{line} {word}" if line else word
        if line and text_cells(longer, size) > width:
            yield line
            line = word
        else:
            line = longer
    if line:
        yield line


def _cells(line: str, size: int) -> tuple[str, ...]:
    """A line of letters as rows of half blocks; the rows below are there when a letter is."""
    drawn = [each for sign in line if (each := glyph(sign))]
    dots = [".".join(each[y] for each in drawn) for y in range(ROWS)]
    while len(dots) > BASE and "#" not in dots[-1]:
        dots.pop()
    wide = ["".join(dot * size for dot in row) for row in dots for _ in range(size)]
    if len(wide) % 2:
        wide.append("." * len(wide[0]))
    pairs = zip(wide[::2], wide[1::2], strict=True)
    return tuple("".join(map(_HALVES.__getitem__, zip(*pair, strict=True))) for pair in pairs)
