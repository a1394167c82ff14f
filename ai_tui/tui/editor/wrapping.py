"""How a saved text is broken into lines: just as the field breaks it, so that nothing jumps."""

from functools import lru_cache
from itertools import pairwise

from textual.widgets.text_area import Document, WrappedDocument

from ai_tui.tui.paint.pieces import fit

MOST = 6
"""The most lines that a text takes, in the field and outside it."""


@lru_cache(maxsize=2048)
def _lines(text: str, width: int, most: int, whole: bool) -> tuple[str, ...]:
    document = Document(text)
    wrapped = WrappedDocument(document, width)
    lines: list[str] = []
    for number, paragraph in enumerate(document.lines):
        breaks = [0, *wrapped.get_offsets(number), len(paragraph)]
        lines += [paragraph[a:b] for a, b in pairwise(breaks)]
    if len(lines) > most or not whole:
        last = lines[min(most, len(lines)) - 1].rstrip()
        lines = [*lines[: most - 1], fit(last + " " * width + "…", width)]
    return tuple(lines)


def lines_of(text: str, width: int, most: int = MOST) -> tuple[str, ...]:
    """`text` in lines of `width` cells, at least one; past `most` lines the last ends in '…'."""
    head = text[: (width * 2 + 8) * most]
    return _lines(head, max(width, 1), most, len(head) == len(text))
