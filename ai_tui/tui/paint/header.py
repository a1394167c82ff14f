"""The first row of the scribe's screen: the session, the time, and whether it runs late."""

from datetime import date

from ai_tui.agenda.evening import Evening, minutes_up
from ai_tui.locale import Words
from ai_tui.tui.paint.pieces import Piece, Role, Row, cells, fit, fit_row, row_cells
from ai_tui.tui.paint.times import (
    MINUTE,
    NOTHING,
    begins,
    clock,
    clock_on,
    whole_minutes,
)

TITLE_CELLS = 12
"""Less than this is not enough to know a session by."""

LEAST_TITLE = 4
"""What is left of the title where drift and end need the room."""


def header(
    evening: Evening,
    words: Words,
    width: int,
    *,
    title: str,
    place: str = "",
    day: date | None = None,
    speed: float = 1,
) -> Row:
    """The row of `width` cells; day and place give way first, then the title; drift and end never.

    A `speed` other than 1 marks a rehearsal.
    """
    mark = rehearsal_mark(words, speed)
    role = drift_role(evening)
    room = width - 1 - (1 + row_cells(mark) + 2 + 5 + 2)
    drift = max(
        _longest(_with_pause(evening, words), room - TITLE_CELLS),
        _longest(drift_words(evening, words), room - LEAST_TITLE),
        key=cells,
    )
    start = max(width - 1 - cells(drift), 0)
    left = (Piece(" "), *mark, *_session(title, place, day, words, start - row_cells(mark) - 11))
    at = _clock_column(row_cells(left), start, width)
    row = fit_row(left, at)
    row += (Piece(clock(evening.now), bold=True),)
    return fit_row((*fit_row(row, start), Piece(drift, role)), width)


def rehearsal_mark(words: Words, speed: float) -> Row:
    """The mark of a rehearsal at `speed` times the clock, or nothing."""
    if speed == 1:
        return ()
    return (
        Piece(words("tui_clock.rehearsal", speed=f"{speed:g}"), "look_out", bold=True),
        Piece(" "),
    )


def drift_words(evening: Evening, words: Words) -> list[str]:
    """Whether it runs late, in words, from long to short."""
    first = _state_words(evening, words)
    if evening.state == "over":
        return [first]
    found = [first]
    if evening.state != "before" and evening.end is not None:
        ends = words("tui_clock.ends", at=clock_on(evening.end, evening.now, words))
        found.append(f"{first} · {ends}")
    if evening.hard_end is not None:
        at = clock_on(evening.hard_end, evening.now, words)
        hard = words("tui_clock.at_the_latest", at=at)
        found.append(f"{found[-1]}{', ' if len(found) > 1 else ' · '}{hard}")
    return found[::-1]


def _with_pause(evening: Evening, words: Words) -> list[str]:
    """The words of the drift, behind those of a pause where they do not say it already."""
    found = drift_words(evening, words)
    if evening.state != "paused" or not minutes_off(evening):
        return found
    return [f"{_pause_words(evening, words)} · {found[0]}", *found]


def _state_words(evening: Evening, words: Words) -> str:
    if evening.state == "over":
        return words("tui_clock.over", at=clock(evening.ended or evening.now))
    if evening.state == "before":
        return begins(evening, words)
    late = minutes_off(evening)
    if late:
        return words("tui_clock.late", n=late) if late > 0 else words("tui_clock.early", n=-late)
    return _pause_words(evening, words) if evening.state == "paused" else words("tui_clock.on_time")


def _pause_words(evening: Evening, words: Words) -> str:
    since = evening.now - (evening.paused_since or evening.now)
    return words("tui_clock.paused", n=whole_minutes(since))


def minutes_off(evening: Evening) -> int:
    """How many minutes what runs now, or the end, is late; negative when both are not and early.

    What is late goes before what is early: the end may be in time while this block is not, and
    this block may be early while the end is not. Less than a minute is nothing.
    """
    found = [off for off in (evening.behind, evening.drift) if abs(off) >= MINUTE]
    late = max(found, default=NOTHING)
    return whole_minutes(late) if late > NOTHING else -minutes_up(-min(found, default=NOTHING))


def drift_role(evening: Evening) -> Role:
    """Alarm when the hard end is in danger, look out when late or paused."""
    if evening.state in ("before", "over"):
        return "text"
    if evening.room is not None and evening.room <= -MINUTE:
        return "alarm"
    if evening.state == "paused" or minutes_off(evening) > 0:
        return "look_out"
    return "done"


def _session(title: str, place: str, day: date | None, words: Words, room: int) -> Row:
    """Title, day and place as far as they fit in `room` cells, the title at least in part.

    A place 'building, town' gives up the town first.
    """
    row: list[Piece] = [Piece(fit(title, max(room, LEAST_TITLE)), bold=True)]
    free = room - cells(row[0].text)
    extra = [words("common.long_date", day=day)] if day else []
    for text, short in (*((text, text) for text in extra), (place, place.partition(",")[0])):
        shown = next((each for each in (text, short) if each and cells(each) + 3 <= free), "")
        if shown:
            row.append(Piece(f" · {shown}", "rest"))
            free -= cells(shown) + 3
    return tuple(row)


def _clock_column(left: int, right: int, width: int) -> int:
    """Where the clock begins: in the middle of the row, or of what is free."""
    middle = (width - 5) // 2
    if left + 2 <= middle and middle + 7 <= right:
        return middle
    return max((left + right - 4) // 2, 0)


def _longest(texts: list[str], room: int) -> str:
    """The first text that fits, else the last."""
    return next((text for text in texts if cells(text) <= room), texts[-1])
