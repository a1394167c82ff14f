"""The head of the work: what runs now, the big digits, and the texts beside them."""

from ai_tui.agenda.evening import Evening, TurnView
from ai_tui.locale import Words
from ai_tui.tui.paint.coming import Names, waited_for
from ai_tui.tui.paint.countdown import (
    countdown_digits,
    countdown_role,
    countdown_texts,
    running_phase,
)
from ai_tui.tui.paint.digits import digits_cells, digits_cuts, digits_rows
from ai_tui.tui.paint.pieces import Piece, Row, cells, fill, fit, fit_row, join

BOTH_TITLES = 70
"""From this width on the block is named beside its phase."""

BIG = (5, 84)
"""The rows and the width from which on the digits are rectangles."""

BIG_AREA = 46
BOX_AREA = 18


def clock_panel(
    evening: Evening,
    words: Words,
    width: int,
    height: int,
    names: Names,
) -> tuple[Row, ...]:
    """Exactly `height` rows: a title, and below it the digits beside their texts.

    `names` are those of the groups, by id. With two rows the digits are one row of text.
    """
    area, tall = _digits_area(width, height)
    text = countdown_digits(evening, words)
    lead = _lead(text, area, tall)
    drawn = digits_rows(text, area - lead, tall, countdown_role(evening))
    texts = countdown_texts(evening, words, width - area - 2, max(height - 1, 1), names)
    rows: list[Row] = [work_title(evening, words, width)] if height > 1 else []
    texts += [()] * tall
    rows += [
        (Piece(" " * lead), *row, Piece(" "), *said)
        for row, said in zip(drawn, texts[:tall], strict=True)
    ]
    return fill(rows, width, height)


def clock_cuts(evening: Evening, words: Words, width: int, height: int) -> tuple[int, ...]:
    """The columns of `clock_panel` at which a glyph begins, and where the texts begin.

    They change only when the digits take another shape: '08:48', '+02:10', '1u40'.
    """
    area, tall = _digits_area(width, height)
    text = countdown_digits(evening, words)
    lead = _lead(text, area, tall)
    glyphs = digits_cuts(text, area - lead, tall)
    return (*(column for column in (lead,) if column), *(lead + x for x in glyphs), area + 1)


def _digits_area(width: int, height: int) -> tuple[int, int]:
    """How many columns and rows the digits have."""
    if height - 1 >= BIG[0] and width >= BIG[1]:
        return BIG_AREA, BIG[0]
    return (BOX_AREA, 3) if height - 1 >= 3 else (8, 1)


def _lead(text: str, area: int, tall: int) -> int:
    """The blank before the digits, where there is room for it."""
    return 1 if digits_cells(text, area, tall) < area else 0


def work_title(evening: Evening, words: Words, width: int) -> Row:
    """What runs now, and which phase and turn that is."""
    block, phase = evening.current, running_phase(evening)
    parts = _place_words(evening, words)
    right = " · ".join(parts)
    if cells(right) > width // 2:
        right = parts[0]
    if width >= BOTH_TITLES and block and phase:
        title = f"{fit(block.title, width // 2)} · {phase.title}"
    else:
        running = None if evening.waiting else phase or block
        title = running.title if running else _idle_title(evening, words)
    left = (Piece(" "), Piece(fit(title, width), bold=True))
    tail: Row = (Piece(right, "rest"), Piece(" ")) if right else ()
    return fit_row(join(left, tail, width, gap=2 if tail else 0), width)


def _idle_title(evening: Evening, words: Words) -> str:
    """What stands there when nothing runs: what will begin or is waited for, or the end."""
    if evening.waiting:
        return waited_for(evening, words)
    return words("tui_clock.the_end") if evening.state == "over" else evening.ahead.title


def _place_words(evening: Evening, words: Words) -> list[str]:
    """In a round 'beurt 2 van 6', then 'fase 3 van 4'."""
    block, phase = evening.current, running_phase(evening)
    if block is None or phase is None:
        return []
    parts = []
    turn = _turn_number(phase.turns, evening.group)
    if turn:
        parts.append(words("tui_clock.turn_of", n=turn, of=len(phase.turns)))
    if len(block.phases) > 1:
        n = block.phases.index(phase) + 1
        parts.append(words("tui_clock.phase_of", n=n, of=len(block.phases)))
    return parts


def _turn_number(turns: tuple[TurnView, ...], group: str) -> int:
    """Which turn it is in the order in which they are taken, from 1; 0 when nobody has a turn.

    One that was passed is not taken until it is called.
    """
    return 1 + sum(turn.state == "done" for turn in turns) if group else 0
