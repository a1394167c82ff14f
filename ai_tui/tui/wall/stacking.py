"""Standing the parts of a view above each other, each as large as the screen allows."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ai_tui.tui.paint.digits import digits_cells, digits_cuts, digits_rows
from ai_tui.tui.paint.pieces import Piece, Row, wrap
from ai_tui.tui.wall.block_rows import (
    first_large,
    large_line,
    large_rows,
    spaced_rows,
    text_rows,
)
from ai_tui.tui.wall.letters import large
from ai_tui.tui.wall.picture import Stage, box
from ai_tui.tui.wall.scene import Line, Scene, Style

TWICE_FROM = (240, 70)
"""Columns and rows from which names beside digits are drawn twice as large."""
LARGEST = 4
"""How large names without digits are drawn at most."""
MESSAGE = (54, 3)
"""Cells and rows that a message may take."""
LARGE_MESSAGE_LINES = 4

Block = list[Row]


class Look(NamedTuple):
    """How large things are drawn: the size of the letters of each style (0 is text).

    `told` is how many rows running text may take as text, `gap` the least between two parts.
    `halved` says that of a note only the first part is large.
    """

    sizes: dict[Style, int]
    told: int
    gap: int = 1
    halved: bool = False
    without: frozenset[Style] = frozenset()


def _sizes(name: int, note: int, told: int, signs: int) -> dict[Style, int]:
    return {
        "name": name,
        "alarm": name,
        "lead": note,
        "quote": note,
        "note": note,
        "signs": signs,
        "told": told,
    }


_LARGE_LOOKS = (
    Look(_sizes(1, 1, 1, 1), 5),
    Look(_sizes(1, 1, 1, 1), 5, halved=True),
    Look(_sizes(1, 1, 1, 0), 5),
    Look(_sizes(1, 1, 1, 0), 5, halved=True),
    Look(_sizes(1, 0, 1, 0), 5),
    Look(_sizes(1, 1, 0, 1), 5),
    Look(_sizes(1, 1, 0, 0), 5),
    Look(_sizes(1, 1, 0, 0), 5, halved=True),
    Look(_sizes(1, 0, 0, 0), 5),
)
_TEXT = _sizes(0, 0, 0, 0)
_TEXT_LOOKS = (
    Look(_TEXT, 5),
    Look(_TEXT, 4),
    Look(_TEXT, 3),
    Look(_TEXT, 2),
    Look(_TEXT, 2, gap=0),
    Look(_TEXT, 1, gap=0),
    Look(_TEXT, 1, 0, without=frozenset(("told",))),
    Look(_TEXT, 1, 0, without=frozenset(("told", "note"))),
    Look(_TEXT, 1, 0, without=frozenset(("told", "note", "signs", "lead", "quote"))),
    Look(_TEXT, 1, 0, without=frozenset(("told", "note", "signs", "lead", "quote", "name"))),
)
LARGE_LINES: dict[Style, int] = {"told": 6, "quote": 2, "name": 2}
"""Lines of large letters that a text may take; others take one."""


def looks(far: bool, width: int, height: int, tall: int) -> Iterator[Look]:
    """The looks to try, the largest first; without digits names may be larger."""
    if far:
        for size in range(LARGEST, 2, -1) if not tall else ():
            yield _named(_LARGE_LOOKS[0], size)
        if not tall or (width >= TWICE_FROM[0] and height >= TWICE_FROM[1]):
            yield from (_named(look, 2) for look in _LARGE_LOOKS)
        yield from _LARGE_LOOKS
    yield from _TEXT_LOOKS


def _named(look: Look, size: int) -> Look:
    """The look with names in another size."""
    return look._replace(sizes=look.sizes | {"name": size, "alarm": size})


def digits_height(scene: Scene, height: int) -> int:
    """Rows for the digits: a third of the screen, less beside a long instruction."""
    if not scene.digits:
        return 0
    share = 6 if scene.view == "instruction" and not scene.message else 3
    return -(-height // share)


def stack(scene: Scene, width: int, height: int, tall: int) -> Stage:
    """The scene in the middle of `height` rows of `width` cells, its digits `tall` rows high."""
    far = scene.far(width)
    for look in looks(far, width, height, tall):
        above = _blocks(_above(scene), look, width, far, message=scene.message)
        below = _blocks(_below(scene), look, width, far)
        if above is None or below is None:
            continue
        taken = sum(map(len, (*above, *below))) + tall
        parts = len(above) + len(below) + bool(tall)
        if taken + look.gap * max(parts - 1, 0) <= height:
            return _stood(above, below, scene, width, height, tall)
    return _stood([], [], scene, width, height, min(tall, height))


def _above(scene: Scene) -> Sequence[Line]:
    """What stands above the digits; a message takes the place of all but an alarm."""
    if not scene.message:
        return scene.above
    return [line for line in scene.above if line.style == "alarm"]


def _below(scene: Scene) -> Sequence[Line]:
    if not scene.message:
        return scene.below
    return [line for line in scene.below if line.style == "note"]


def _blocks(
    lines: Sequence[Line], look: Look, width: int, far: bool, message: str = ""
) -> list[Block] | None:
    """The rows of each line in a look, or None when a large one does not fit."""
    blocks: list[Block] = []
    for line in lines:
        if line.style in look.without:
            continue
        found = _line_rows(line, look, width, far)
        if found is None:
            return None
        blocks.append(found)
    if message:
        boxed = _message(message, look.sizes["name"], width)
        if boxed is None:
            return None
        blocks.append(boxed)
    return blocks


def _line_rows(line: Line, look: Look, width: int, far: bool) -> Block | None:
    size = look.sizes[line.style]
    if size:
        room = width - width // 8
        if look.halved and line.style == "note":
            return first_large(line, room, size, width)
        return large_line(line, room, LARGE_LINES.get(line.style, 1), size, width)
    if line.style in ("name", "alarm") and far:
        return spaced_rows(line, width - 2, 2, width)
    return text_rows(line, width - 2, look.told if line.style == "told" else 2, width)


def _message(text: str, size: int, width: int) -> Block | None:
    """A message in its box."""
    if not size:
        return message_rows(text, width)
    found = large(text, width - width // 6, LARGE_MESSAGE_LINES, 1)
    if not found:
        return None
    return box(large_rows(found, width, "text"), width, max(line.width for line in found) + 8)


def message_rows(text: str, width: int) -> Block:
    """A message as text in its box, in the middle of `width` cells."""
    cells, most = MESSAGE
    rows = text_rows(Line("told", text), min(cells, max(width - 6, 1)), most, width)
    return box(rows, width, min(cells + 4, width - 2))


def message_fits(text: str) -> bool:
    """Whether a message is shown whole."""
    cells, most = MESSAGE
    return len(wrap(text, cells, most + 1)) <= most


def _stood(
    above: Sequence[Block],
    below: Sequence[Block],
    scene: Scene,
    width: int,
    height: int,
    tall: int,
) -> Stage:
    """The blocks with the spare rows between them, and the digits in their midst."""
    wide = min(digits_cells(scene.digits, width, tall), width) if tall else 0
    lead = (width - wide) // 2
    drawn = digits_rows(scene.digits, wide, tall, scene.digits_role) if tall else ()
    digits: Block = [(Piece(" " * lead), *row) for row in drawn]
    blocks = [*above, *([digits] if tall else []), *below]
    spare = height - sum(map(len, blocks))
    gaps = max(len(blocks) - 1, 0)
    gap = min(spare // (gaps + 2), 3) if gaps else 0
    if gaps and gap == 0 and spare >= gaps:
        gap = 1
    rows: Block = [()] * ((spare - gap * gaps) // 2)
    top = 0
    for number, block in enumerate(blocks):
        if number:
            rows += [()] * gap
        if block is digits:
            top = len(rows)
        rows += block
    rows += [()] * (height - len(rows))
    cuts = tuple(lead + x for x in (0, *digits_cuts(scene.digits, wide, tall))) if tall else ()
    return Stage(rows, top, tall, cuts)
