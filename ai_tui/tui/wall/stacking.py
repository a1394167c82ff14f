"""Standing the parts of a view above each other, each as large as the screen allows."""

from collections.abc import Sequence

from ai_tui.tui.paint.digits import digits_cells, digits_cuts, digits_rows
from ai_tui.tui.paint.pieces import Piece, Row
from ai_tui.tui.wall.block_rows import (
    first_large,
    large_line,
    large_rows,
    room_for_letters,
    sentence_large,
    spaced_rows,
    text_fits,
    text_rows,
)
from ai_tui.tui.wall.letters import LINE_ROWS, large
from ai_tui.tui.wall.looks import Look, looks
from ai_tui.tui.wall.picture import Stage, box
from ai_tui.tui.wall.scene import Line, Scene, Style

MESSAGE = (54, 3)
"""Cells and rows that a message may take as text."""
LARGE_LINES: dict[Style, int] = {"quote": 2, "name": 2}
"""Lines of large letters that a text may take; what is told takes what there is, others one."""

RUNNING = ("told", "aside")
"""The styles of running text."""
MARGIN = 8
"""Cells that the box of a large message is wider than its letters."""

Block = list[Row]


def stack(scene: Scene, width: int, height: int, screen: int) -> Stage:
    """The scene in the middle of `height` rows of `width` cells, on a screen of `screen` rows."""
    above, below = _above(scene), _below(scene)
    tall = 0
    for look in looks(scene, width, screen):
        tall = look.tall
        kept = [
            [line for line in part if line.style not in look.without] for part in (above, below)
        ]
        blocks = _blocks([*kept[0], *kept[1]], look, width, height, scene.far(width))
        if blocks is not None:
            first = len(kept[0])
            return _stood(blocks[:first], blocks[first:], scene, width, height, tall)
    return _stood([], [], scene, width, height, min(tall, height))


def _above(scene: Scene) -> Sequence[Line]:
    """What stands above the digits; a message takes the place of all but an alarm."""
    if not scene.message:
        return scene.above
    alarms = (line for line in scene.above if line.style == "alarm")
    return (*alarms, Line("message", scene.message))


def _below(scene: Scene) -> Sequence[Line]:
    if not scene.message:
        return scene.below
    return [line for line in scene.below if line.style == "note"]


def _blocks(
    lines: Sequence[Line], look: Look, width: int, height: int, far: bool
) -> list[Block] | None:
    """The rows of each line in a look, or None when they do not fit; running text comes last."""
    blocks: list[Block] = [[] for _ in lines]
    left = height - look.tall - look.gap * max(len(lines) + bool(look.tall) - 1, 0)
    running = [
        n for n, line in enumerate(lines) if line.style in RUNNING and not look.size(line.style)
    ]
    if left < 0:
        return None
    for number, line in enumerate(lines):
        if number not in running:
            found = _line_rows(line, look, width, height, far)
            if found is None or len(found) > left:
                return None
            blocks[number] = found
            left -= len(found)
    for place, number in enumerate(running, 1):
        most = left - look.least * (len(running) - place)
        if most < look.least or (look.whole and not text_fits(lines[number].text, width - 2, most)):
            return None
        blocks[number] = text_rows(lines[number], width - 2, most, width)
        left -= len(blocks[number])
    return blocks


def _line_rows(line: Line, look: Look, width: int, height: int, far: bool) -> Block | None:
    size, room = look.size(line.style), room_for_letters(width)
    if line.style == "message":
        return _message(line, size, width, height)
    if not size:
        return _as_text(line, width, far)
    if line.style == "note" and look.part:
        return first_large(line, room, size, width)
    if line.style in RUNNING:
        most = height // (LINE_ROWS * size) + 1
    else:
        most = LARGE_LINES.get(line.style, 1)
    if line.style == "told" and look.sentence:
        return sentence_large(line, room, most, size, width)
    return large_line(line, room, most, size, width)


def _as_text(line: Line, width: int, far: bool) -> Block:
    """A line as text; from afar names are spaced."""
    if line.style in ("name", "alarm") and far:
        return spaced_rows(line, width - 2, 2, width)
    return text_rows(line, width - 2, 2, width)


def _message(line: Line, size: int, width: int, height: int) -> Block | None:
    """A message in its box."""
    if not size:
        return message_rows(line.text, width)
    found = large(line.text, room_for_letters(width) - MARGIN, height // LINE_ROWS, size)
    if not found:
        return None
    return box(large_rows(found, width, "text"), width, max(each.width for each in found) + MARGIN)


def message_rows(text: str, width: int) -> Block:
    """A message as text in its box, in the middle of `width` cells."""
    cells, most = MESSAGE
    rows = text_rows(Line("told", text), min(cells, max(width - 6, 1)), most, width)
    return box(rows, width, min(cells + 4, width - 2))


def message_fits(text: str) -> bool:
    """Whether a message is shown whole."""
    return text_fits(text, *MESSAGE)


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
