"""What one group gave, as large as it can be read; what does not fit follows after a while."""

from collections.abc import Sequence
from typing import NamedTuple

from ai_tui.locale import Words
from ai_tui.tui.paint.digits import digits_cells, digits_cuts, digits_rows
from ai_tui.tui.paint.pieces import Piece, Role, Row, cells, fit, fit_row, pad, row_cells, wrap
from ai_tui.tui.wall.block_rows import WIDEST, windowed
from ai_tui.tui.wall.letters import LINE_ROWS, large, text_cells
from ai_tui.tui.wall.looks import TWICE_FROM
from ai_tui.tui.wall.picture import Stage
from ai_tui.tui.wall.scene import LARGE_FROM, SIDE, Item, Reading, Scene

TALL_FOOT_FROM = 40
"""Rows from which the foot has large digits."""
MOST_LINES = 8
MOST_LARGE_PARTS = 4
"""Parts in large letters at most; more is shown as text."""
MARK = 4
"""Cells for the rank before a text."""
GAPS, LARGE_GAPS = (2, 1, 0), (4, 3, 2, 1, 0)
"""Rows between two items of text, or in large letters, as many as there is room for."""

Block = list[Row]


class Page(NamedTuple):
    """The blocks of one part, and how many rows stand between two of them."""

    blocks: Sequence[Block]
    gap: int


def reading_stage(scene: Scene, reading: Reading, words: Words, width: int, height: int) -> Stage:
    """The name of the group, its lines, and at the foot all groups and the time that is left."""
    big = scene.far(width)
    tall = LINE_ROWS if big and height >= TALL_FOOT_FROM else 1
    name = _name(reading.group, width, big)
    room = height - len(name) - tall - 3
    twice = width >= TWICE_FROM[0] and height + 2 >= TWICE_FROM[1]
    pages = _pages(reading.items, width, room, 2 if twice else int(big))
    page = scene.beat % len(pages)
    part = words("tui_wall.part", n=page + 1, of=len(pages)) if len(pages) > 1 else ""
    rows: Block = [(), *name, (), *_joined(pages[page])][: height - tall - 1]
    rows += [()] * (height - tall - len(rows))
    if part:
        rows[-1] = (Piece(pad(part, width - 2, "right"), "rest"),)
    foot, cuts = _foot(scene, reading, words, width, tall)
    return Stage([*rows, *foot], len(rows), tall, cuts)


def _margin(width: int) -> int:
    return width // 8 if width < LARGE_FROM - 2 * SIDE else width // 20


def _name(group: str, width: int, big: bool) -> Block:
    """The group that speaks."""
    lead = Piece(" " * _margin(width))
    room = width - 2 * _margin(width)
    found = large(group.upper(), room, 1) if big else None
    if found:
        return [(lead, Piece(row, "now")) for row in found[0].rows]
    return [(lead, Piece(fit(group.upper(), min(room, WIDEST)), "now", bold=True))]


def _pages(items: Sequence[Item], width: int, room: int, size: int) -> list[Page]:
    """The items in letters of a size, else smaller (0 is text), with air between them.

    Larger letters than the smallest are for what fits on one screen.
    """
    blocks = [_large_item(item, width, size) if size else None for item in items]
    whole = all(blocks) or size == 1
    texts = [block or _text_item(item, width) for item, block in zip(items, blocks, strict=True)]
    pages = _parted(_kept_together(items, texts), room, LARGE_GAPS if size else GAPS)
    most = MOST_LARGE_PARTS if size == 1 else 1
    if size and not (whole and len(pages) <= most):
        return _pages(items, width, room, size - 1)
    return pages


def _kept_together(items: Sequence[Item], blocks: Sequence[Block]) -> list[Block]:
    """Each heading with the line that follows it."""
    found: list[Block] = []
    headed = False
    for item, block in zip(items, blocks, strict=True):
        if headed:
            found[-1] = [*found[-1], *block]
        else:
            found.append(block)
        headed = item.heading
    return found


def _parted(blocks: Sequence[Block], room: int, gaps: Sequence[int]) -> list[Page]:
    """The blocks in as few parts as fit in `room` rows."""
    for gap in gaps:
        if _height(blocks, gap) <= room:
            return [Page(blocks, gap)]
    parts: list[list[Block]] = [[]]
    for block in blocks:
        if parts[-1] and _height([*parts[-1], block], 1) > room:
            parts.append([])
        parts[-1].append(block[: max(room, 1)])
    return [Page(part, 1) for part in parts]


def _height(blocks: Sequence[Block], gap: int) -> int:
    return sum(map(len, blocks)) + gap * max(len(blocks) - 1, 0)


def _joined(page: Page) -> Block:
    rows: Block = []
    for number, block in enumerate(page.blocks):
        rows += [()] * page.gap if number else []
        rows += block
    return rows


def _role(item: Item) -> Role:
    return "rest" if item.heading or item.extra else "text"


def _large_item(item: Item, width: int, size: int) -> Block | None:
    """An item in large letters; None when it has a sign that cannot be drawn so."""
    margin = _margin(width)
    indent = 0 if item.heading else size * (text_cells("0") + 6)
    found = large(item.text, width - 2 * margin - indent, MOST_LINES, size)
    if not found:
        return None
    mark = large(item.mark, indent, 1, size) if item.mark else None
    rows: Block = []
    for number, line in enumerate(found):
        ranks = mark[0].rows if mark and not number else ()
        for y, text in enumerate(line.rows):
            rank = ranks[y] if y < len(ranks) else ""
            row = (Piece(pad(rank, indent), "now"), Piece(text, _role(item)))
            rows.append((Piece(" " * margin), *row))
        if number + 1 < len(found):
            rows += [()] * line.blanks
    return rows


def _text_item(item: Item, width: int) -> Block:
    """An item as text, its rank before it."""
    margin = _margin(width)
    indent = 0 if item.heading else MARK
    texts = wrap(item.text, min(width - margin - indent - 2, WIDEST - indent), MOST_LINES)
    return [
        (
            Piece(" " * margin),
            Piece(pad("" if number else item.mark, indent), "now", bold=True),
            Piece(text, _role(item), bold=not item.heading and not item.extra),
        )
        for number, text in enumerate(texts)
    ]


def _foot(
    scene: Scene, reading: Reading, words: Words, width: int, tall: int
) -> tuple[Block, tuple[int, ...]]:
    """All groups at the left; at the right the time that is left, or that it is over."""
    right, cuts = _time_left(scene, words, tall, width)
    wide = max(map(row_cells, right), default=0)
    start = max(width - wide - 1, 0)
    left = _groups(reading, max(start - 3, 0), tall)
    rows = [(*fit_row(one, start), *other) for one, other in zip(left, right, strict=True)]
    return rows, tuple(start + x for x in cuts)


def _time_left(scene: Scene, words: Words, tall: int, width: int) -> tuple[Block, tuple[int, ...]]:
    if not scene.digits:
        return [()] * tall, ()
    said = f"{words('tui_wall.over').upper()}  " if scene.over else ""
    if tall == 1:
        text = scene.digits if scene.over else words("tui_wall.left", left=scene.digits)
        return [(Piece(said + text, scene.digits_role, bold=True),)], (0,)
    wide = digits_cells(scene.digits, width, tall)
    drawn = digits_rows(scene.digits, wide, tall, scene.digits_role)
    before = _said_large(said, width // 2, tall)
    lead = cells(before[0])
    rows: Block = [
        (Piece(text, "alarm", bold=True), *row) for text, row in zip(before, drawn, strict=True)
    ]
    return rows, (lead, *(lead + x for x in digits_cuts(scene.digits, wide, tall)))


def _said_large(said: str, room: int, tall: int) -> list[str]:
    """A few words before the digits in `tall` rows, all as wide; as text where they do not fit."""
    found = large(said, room, 1) if said else None
    rows = list(found[0].rows) if found else [""] * (tall // 2) + [said.rstrip()]
    wide = max(map(cells, rows)) + 4 if said else 0
    return [pad(row, wide) for row in (rows + [""] * tall)[:tall]]


def _groups(reading: Reading, room: int, tall: int) -> Block:
    """The names of all groups, this one in brackets; large where there is room for all."""
    if not reading.groups or room <= 0:
        return [()] * tall
    word, names = _parted_names(reading.groups)
    items = [f"[{name}]" if x == reading.at else name for x, name in enumerate(names)]
    lead = f" {word}  " if word else " "
    if tall > 1:
        found = large("  ".join([*([word] if word else []), *items]), room - 2, 1)
        if found:
            rows: Block = [(Piece(f"  {text}", "rest"),) for text in found[0].rows]
            return (rows + [()] * tall)[:tall]
    before, here, after = windowed(items, reading.at, max(room - cells(lead), 1))
    row = (
        Piece(lead + before, "rest"),
        Piece(here, "now" if reading.at >= 0 else "rest", bold=True),
        Piece(after, "rest"),
    )
    return [()] * (tall - 1) + [row]


def _parted_names(names: Sequence[str]) -> tuple[str, list[str]]:
    """The word that all names begin with, and what each has behind it."""
    parted = [name.rpartition(" ") for name in names]
    first = {before for before, _, _ in parted}
    if len(first) == 1 and len(names) > 1:
        return first.pop(), [last for *_, last in parted]
    return "", list(names)
