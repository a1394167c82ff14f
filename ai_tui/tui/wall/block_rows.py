"""The lines of a scene as rows of cells: in large letters where they fit, else as text."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from msgspec import structs

from ai_tui.tui.paint.pieces import CUT, Piece, Role, Row, cells, fit, wrap
from ai_tui.tui.wall.glyphs import BASE
from ai_tui.tui.wall.letters import Large, can_draw, large
from ai_tui.tui.wall.scene import DOT, Line

WIDEST = 64
"""Cells that a line of text takes at most; longer ones cannot be read from afar."""

GAPS = (3, 2, 1)
"""Blanks between two signs in a row, as many as there is room for."""
SIGNS_GAP = "   "
"""What stands between two signs in large letters."""


SENTENCE = re.compile(r"(?<=[.!?])\s+(?![a-zà-ÿ])")
"""What parts two sentences; after an abbreviation a small letter follows."""


def room_for_letters(width: int) -> int:
    """Cells that large letters may take of `width`."""
    return width - width // 16


def text_fits(text: str, room: int, most: int) -> bool:
    """Whether a line of text is whole in `most` rows of `room` and `WIDEST` cells."""
    return len(wrap(text, min(room, WIDEST), most + 1)) <= most


def centred(text: str, width: int, role: Role = "text", bold: bool = False) -> Row:
    """`text` in the middle of `width` cells; blanks only before it."""
    text = fit(text, width)
    return (Piece(" " * ((width - cells(text)) // 2)), Piece(text, role, bold))


def large_rows(found: Sequence[Large], width: int, role: Role) -> list[Row]:
    """Lines of large letters, each in the middle of `width` cells, a row between two lines.

    An alarm has a margin: in some themes it has a ground of its own.
    """
    rows: list[Row] = []
    margin = "  " if role == "alarm" else ""
    for number, line in enumerate(found):
        lead = Piece(" " * ((width - line.width) // 2 - len(margin)))
        texts = [f"{margin}{row}{margin}" for row in line.rows]
        if margin:
            edge = " " * (line.width + 2 * len(margin))
            texts = [edge, *texts, edge]
        rows += [(lead, Piece(text, role)) for text in texts]
        if number + 1 < len(found):
            rows += [()] * line.blanks
    return rows


def text_rows(line: Line, room: int, most: int, width: int) -> list[Row]:
    """A line as text of at most `room` and `WIDEST` cells in at most `most` rows of `width`."""
    if line.style == "signs":
        return [_signs_row(line, room, width)]
    texts = _balanced(line.text, min(room, WIDEST), most)
    return [centred(text, width, line.role, line.style not in ("told", "aside")) for text in texts]


@lru_cache(maxsize=256)
def _balanced(text: str, room: int, most: int) -> tuple[str, ...]:
    """`text` in as few lines as `room` allows, all about as long."""
    widest = wrap(text, room, most)
    if len(widest) < 2 or widest[-1].endswith(CUT):
        return tuple(widest)
    shortest = max(cells(text) // len(widest), 1)
    for narrower in range(shortest, room):
        found = wrap(text, narrower, most + 1)
        if len(found) <= len(widest):
            return tuple(found)
    return tuple(widest)


def spaced_rows(line: Line, room: int, most: int, width: int) -> list[Row]:
    """What would be large as capitals wide apart, if they fit."""
    spaced = " ".join(line.text)
    if can_draw(line.text) and cells(spaced) <= min(room, WIDEST):
        return [centred(spaced, width, line.role, bold=True)]
    return text_rows(line, room, most, width)


def large_line(line: Line, room: int, most: int, size: int, width: int) -> list[Row] | None:
    """A line in at most `most` lines of large letters, or None when they do not fit in `room`.

    Of a note that is too long each part gets a line.
    """
    found = large(SIGNS_GAP.join(line.items) or line.text, room, most, size)
    if found is None and line.style == "note":
        parts = [large(part, room, most, size) for part in line.text.split(DOT)]
        found = tuple(one for part in parts for one in part or ()) if all(parts) else None
    return large_rows(found, width, line.role) if found else None


def first_large(line: Line, room: int, size: int, width: int) -> list[Row] | None:
    """A note with its first part in large letters, and the rest as text behind it."""
    first, _, rest = line.text.partition(DOT)
    tail = f"{SIGNS_GAP}{rest}" if rest else ""
    found = large(first, room - cells(tail), 1, size)
    if not found:
        return None
    lead = " " * ((width - found[0].width - cells(tail)) // 2)
    rows: list[Row] = [(Piece(lead), Piece(row, line.role)) for row in found[0].rows]
    foot = (BASE * size - 1) // 2
    rows[foot] = (*rows[foot], Piece(tail, line.role, bold=True))
    return rows


def sentence_large(line: Line, room: int, most: int, size: int, width: int) -> list[Row] | None:
    """The first sentence in large letters and the rest as text below it; all of a single one."""
    first, *rest = SENTENCE.split(line.text, maxsplit=1)
    found = large(first, room, most, size)
    if not found:
        return None
    rows = large_rows(found, width, line.role)
    if rest:
        more = structs.replace(line, text=rest[0])
        rows += [(), *text_rows(more, width - 2, len(rest[0]), width)]
    return rows


class Window(NamedTuple):
    """Some of the items in a row: the one of now, and what stands before and after it."""

    before: str
    here: str
    after: str

    @property
    def text(self) -> str:
        """The whole row."""
        return f"{self.before}{self.here}{self.after}"


def windowed(items: Sequence[str], at: int, width: int) -> Window:
    """As many items around the one at `at` as fit in `width`, '…' for what is left out."""
    gap = next((gap for gap in GAPS if cells((" " * gap).join(items)) <= width), GAPS[-1])
    at = min(max(at, 0), len(items) - 1)
    first, last = at, at + 1
    while True:
        wider = [(first - 1, last)] * (first > 0) + [(first, last + 1)] * (last < len(items))
        fitting = [each for each in wider if cells(_window(items, at, *each, gap).text) <= width]
        if not fitting:
            return _window(items, at, first, last, gap)
        first, last = min(fitting, key=lambda each: abs(at - each[0] - (each[1] - 1 - at)))


def _window(items: Sequence[str], at: int, first: int, last: int, gap: int) -> Window:
    """The items from `first` up to `last`, parted at the one of now."""
    blanks = " " * gap
    before = "".join(f"{item}{blanks}" for item in items[first:at])
    after = "".join(f"{blanks}{item}" for item in items[at + 1 : last])
    return Window(
        f"… {before}" if first else before,
        items[at],
        f"{after} …" if last < len(items) else after,
    )


def _signs_row(line: Line, room: int, width: int) -> Row:
    """The signs of a round; the one of now stands out."""
    items = [fit(item, min(room, WIDEST) // 2) for item in line.items]
    before, here, after = windowed(items, line.at, room)
    lead = " " * ((width - cells(before + here + after)) // 2)
    now: Role = "now" if line.at >= 0 else line.role
    return (
        Piece(lead),
        Piece(before, line.role),
        Piece(here, now, bold=line.at >= 0),
        Piece(after, line.role),
    )
