"""Rows that every sheet has: its title with the room's clock, and the keys at the bottom."""

from collections.abc import Sequence

from msgspec import Struct

from ai_tui.agenda.evening import Evening
from ai_tui.locale import Words
from ai_tui.signs import STATES
from ai_tui.tui.layout import LEAST
from ai_tui.tui.paint.countdown import countdown_digits
from ai_tui.tui.paint.pieces import Hit, Piece, Row, cells, fit_row, join, wrap
from ai_tui.tui.paint.times import NOTHING, clock

GAP = "  "
"""What stands between two keys."""


class Hint(Struct, frozen=True):
    """A key as it is shown, what it does, and its Textual name when a click may press it."""

    shown: str
    text: str
    key: str = ""


def clock_row(evening: Evening, words: Words) -> Row:
    """The countdown and the time: what stays in sight whatever lies over the screen."""
    digits, left = countdown_digits(evening, words), evening.countdown.left
    now = Piece(clock(evening.now), "text")
    if not digits:
        return (now,)
    over = left is not None and left < NOTHING
    sign = f"{STATES['paused']} " if evening.state == "paused" else ""
    return (Piece(sign + digits, "alarm" if over else "now", bold=True), Piece("   "), now)


def too_small(size: tuple[int, int], width: int, height: int, words: Words, key: str) -> list[Row]:
    """What a body says, by its `key`, in a terminal of a `size` too small for any panel."""
    if size[0] >= LEAST[0] and size[1] >= LEAST[1]:
        return []
    text = words(key, columns=LEAST[0], rows=LEAST[1])
    return [(Piece(line, "look_out"),) for line in wrap(text, width, max(height, 1))]


def title_row(title: str, right: Row, width: int) -> Row:
    """The title on the left, the clock on the right."""
    return join((Piece(title, bold=True),), right, width, gap=2)


def hint_rows(
    hints: Sequence[Hint], width: int, most: int = 1
) -> tuple[list[Row], list[list[Hit]]]:
    """The keys on at most `most` rows, and where on each row the mouse finds them.

    Where they do not fit, those that only show how to move go first; the way out stays.
    """
    kept = [*hints]
    while len(kept) > 1 and len(_broken(kept, width)) > most:
        kept.remove(next((hint for hint in kept[:-1] if not hint.key), kept[-2]))
    painted = [_hint_row(row, width) for row in _broken(kept, width)]
    return [row for row, _ in painted], [hits for _, hits in painted]


def _broken(hints: Sequence[Hint], width: int) -> list[list[Hint]]:
    """The keys, as many on each row as fit."""
    rows: list[list[Hint]] = [[]]
    for hint in hints:
        if rows[-1] and _hints_width([*rows[-1], hint]) > width:
            rows.append([])
        rows[-1].append(hint)
    return rows


def _hint_row(hints: Sequence[Hint], width: int) -> tuple[Row, list[Hit]]:
    row: list[Piece] = []
    hits: list[Hit] = []
    at = 0
    for hint in hints:
        size = cells(hint.shown) + 1 + cells(hint.text)
        row += [Piece(hint.shown, "now"), Piece(f" {hint.text}{GAP}", "rest")]
        if hint.key:
            hits.append(Hit(at, at + size, (hint.key,)))
        at += size + len(GAP)
    return fit_row(tuple(row), width), hits


def _hints_width(hints: Sequence[Hint]) -> int:
    return sum(cells(hint.shown) + 1 + cells(hint.text) for hint in hints) + len(GAP) * (
        len(hints) - 1
    )
