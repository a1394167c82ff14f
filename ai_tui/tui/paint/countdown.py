"""What stands beside the big digits: until when, how much is left, whose turn it is."""

from datetime import datetime, timedelta
from typing import NamedTuple

from ai_tui.agenda.evening import BlockView, Evening, PhaseView, minutes_up, rounded
from ai_tui.locale import Words
from ai_tui.tui.paint.coming import Names, coming_rows
from ai_tui.tui.paint.pieces import Piece, Role, Row, cells, fit
from ai_tui.tui.paint.times import (
    MINUTE,
    NOTHING,
    SECOND,
    begins,
    clock,
    clock_on,
    digits_text,
    given_words,
    left_text,
    whole_minutes,
)

SHORT_PHASE = timedelta(minutes=10)

LEAST_NAME = 4
"""Cells of a group's name that are left of it at least."""


def countdown_digits(evening: Evening, words: Words) -> str:
    """What the big digits show; nothing for what is open-ended or over.

    Before the start nothing is late: a start that was missed counts nothing.
    """
    left = evening.countdown.left
    missed = evening.state == "before" and left is not None and left <= -SECOND
    if evening.state == "over" or left is None or missed:
        return ""
    return digits_text(left, words)


def countdown_role(evening: Evening) -> Role:
    """Alarm in overtime, look out while paused and in the last minute (30 s when short)."""
    left, length = evening.countdown.left, evening.countdown.length
    if evening.state in ("before", "over") or left is None:
        return "text"
    if evening.state == "paused":
        return "look_out"
    if left < NOTHING:
        return "alarm"
    soon = MINUTE / 2 if length is not None and length < SHORT_PHASE else MINUTE
    return "look_out" if left <= soon else "now"


def running_phase(evening: Evening) -> PhaseView | None:
    """The phase that runs, if the current block has one."""
    block = evening.current
    if block is None:
        return None
    return next((phase for phase in block.phases if phase.id == evening.phase), None)


def countdown_texts(
    evening: Evening, words: Words, width: int, height: int, names: Names
) -> list[Row]:
    """At most `height` rows of at most `width` cells: turn, times, what is next and after.

    The turn has a row of its own where there are four, or where it would leave no room to say until
    when.
    """
    role: Role = countdown_role(evening)
    bold = role in ("alarm", "look_out")
    role = role if bold else "text"
    rows: list[Row] = []
    parts = _parts(evening, words)
    line = _joined(_with_turn(parts, evening, words, names, width), width)
    if height >= 4 or (height > 1 and _until(evening, words) not in line):
        if turn := _turn(evening, words, names, width):
            rows.append((Piece(fit(turn, width), "now", bold=True),))
        line = _joined(parts, width)
    rows.append((Piece(line, role, bold),))
    rows += coming_rows(evening, words, names, width)
    return rows[: max(height, 0)]


def _turn(evening: Evening, words: Words, names: Names, width: int) -> str:
    """Whose turn it is, or who opens the round that nobody has begun; the name is cut to fit."""
    phase = running_phase(evening)
    if evening.group or phase is None or any(turn.state != "to_come" for turn in phase.turns):
        key, name = "tui_clock.turn", names.get(evening.group, "")
    else:
        key, name = (
            "tui_clock.first_turn",
            names.get(evening.ahead.group, "") if phase.turns else "",
        )
    room = max(width - cells(words(key, group="")), LEAST_NAME)
    return words(key, group=fit(name, room)) if name else ""


class Part(NamedTuple):
    """One part of a line; when it gets narrow those of the lowest rank go first."""

    rank: int
    text: str


def _with_turn(
    parts: list[Part], evening: Evening, words: Words, names: Names, width: int
) -> list[Part]:
    """The parts with whose turn it is among them, behind overtime or a pause."""
    if evening.state in ("before", "over"):
        return list(parts)
    first = int(parts[0].rank == 9)
    room = width - sum(cells(part.text) + 3 for part in parts[:first])
    turn = _turn(evening, words, names, room)
    return [*parts[:first], *([Part(8, turn)] if turn else []), *parts[first:]]


def _joined(parts: list[Part], width: int) -> str:
    """The parts that fit in `width` cells, in their order."""
    left = list(parts)
    while len(left) > 1 and cells(" · ".join(part.text for part in left)) > width:
        left.remove(min(left))
    return fit(" · ".join(part.text for part in left), width)


def _parts(evening: Evening, words: Words) -> list[Part]:
    """Until when and how long; overtime and a pause, of rank 9, come before whose turn it is."""
    if evening.state == "over":
        return [Part(1, words("tui_clock.over", at=clock(evening.ended or evening.now)))]
    if evening.state == "before":
        return [Part(1, begins(evening, words))]
    parts = _running_parts(evening, words)
    until, block_end = evening.countdown.until, _block_end(evening)
    if block_end is not None and (until is None or clock(block_end) != clock(until)):
        rank = 4 if parts[0].rank == 6 else 3
        parts.append(Part(rank, words("tui_clock.block_until", at=clock(block_end))))
    return parts


def _running_parts(evening: Evening, words: Words) -> list[Part]:
    left, until = evening.countdown.left, _until(evening, words)
    if evening.state == "paused":
        over = left is not None and left < NOTHING
        late = [Part(9, words("tui_clock.overtime"))] if over else []
        given = _given(5, evening, words)
        return [Part(9, _stopped(evening, words)), *late, *_left(3, evening, words), *given]
    if left is None:
        return [Part(6, words("tui_clock.open_end")), *_busy(evening, words)]
    if left < NOTHING:
        overtime = Part(9, words("tui_clock.overtime"))
        return [overtime, Part(4, until), *_given(3, evening, words)]
    if left <= MINUTE:
        return [*_left(7, evening, words), Part(6, until), *_given(5, evening, words)]
    return [Part(6, until), *_left(3, evening, words), *_given(5, evening, words)]


def _until(evening: Evening, words: Words) -> str:
    """'tot 17:05', in overtime 'was tot 17:05'; '' while nothing counts down or it stands still."""
    left, until = evening.countdown.left, evening.countdown.until
    if evening.state != "running" or left is None or until is None:
        return ""
    if left < NOTHING:
        return words("tui_clock.was_until", at=clock_on(until, evening.now, words))
    return words("tui_clock.until", at=clock(until))


def _stopped(evening: Evening, words: Words) -> str:
    n = whole_minutes(evening.now - (evening.paused_since or evening.now))
    return words("tui_clock.stopped_for", n=n) if n else words("tui_clock.stopped")


def _left(rank: int, evening: Evening, words: Words) -> list[Part]:
    """'nog 9 van 15 min', and in the last minute 'nog 45 s'."""
    left, length = evening.countdown.left, evening.countdown.length
    if left is None or left < NOTHING:
        return []
    if left < MINUTE or length is None:
        return [Part(rank, left_text(left, words))]
    return [Part(rank, words("tui_clock.left_of", n=minutes_up(left), of=rounded(length)))]


def _given(rank: int, evening: Evening, words: Words) -> list[Part]:
    """'+5 extra' when time was added to what is counted, '2 korter' when it was taken away."""
    return [Part(rank, text) for text in given_words(evening.countdown.extended, words)]


def _busy(evening: Evening, words: Words) -> list[Part]:
    running: PhaseView | BlockView | None = running_phase(evening) or evening.current
    if running is None:
        return []
    return [Part(4, words("tui_clock.busy", n=whole_minutes(running.elapsed)))]


def _block_end(evening: Evening) -> datetime | None:
    if not evening.phase:
        return None
    block = evening.current
    return evening.block_countdown.until or (block.end if block else None)
