"""How the screens write times and amounts of time."""

from datetime import datetime, timedelta

from ai_tui.agenda.evening import Evening, minutes_up, rounded
from ai_tui.locale import Words

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
NOTHING = timedelta()
FAR = timedelta(hours=12)
"""How far from now a time of day is before its day is said with it."""


def clock(at: datetime | None) -> str:
    """The time of day: '17:48', or five blanks when nobody knows it."""
    return "     " if at is None else at.strftime("%H:%M")


def clock_on(at: datetime, now: datetime, words: Words) -> str:
    """The time of day, with its day where the same time of today might be meant."""
    days = (at.date() - now.date()).days
    if not days or abs(at - now) < FAR:
        return clock(at)
    near = {-1: "tui_clock.yesterday", 1: "tui_clock.tomorrow"}
    if days in near:
        return words(near[days], at=clock(at))
    return f"{words('common.long_date', day=at.date())} {clock(at)}"


def whole_minutes(length: timedelta) -> int:
    """Whole minutes, downwards: how far the clock is past a whole minute, as it shows itself."""
    return length // MINUTE


def left_text(left: timedelta, words: Words) -> str:
    """What is left, upwards: 'nog 9 min', and in the last minute 'nog 45 s'."""
    if left < MINUTE:
        return words("tui_clock.left_seconds", n=-(-left // SECOND))
    return words("tui_clock.left", n=minutes_up(left))


def given_words(extended: timedelta, words: Words) -> list[str]:
    """What was added on purpose, or taken away; nothing for less than half a minute."""
    minutes = rounded(extended)
    if not minutes:
        return []
    key = "given" if minutes > 0 else "shorter"
    return [words(f"tui_clock.{key}", n=amount(abs(minutes), words))]


def amount(minutes: int, words: Words) -> str:
    """Minutes: '99', from 100 on in hours ('1u40'), from 100 hours on in days."""
    hours, rest = divmod(minutes, 60)
    if minutes < 100:
        return str(minutes)
    if hours < 100:
        return f"{hours}{words('tui_clock.hour_sign')}{rest:02}"
    return f"{min(hours // 24, 99)}d"


def short_amount(minutes: int, words: Words) -> str:
    """The same in at most four cells: from ten hours on without the minutes ('15u')."""
    told = amount(minutes, words)
    return told if len(told) < 5 else told[:-2]


def begins(evening: Evening, words: Words) -> str:
    """When a session begins that has not; past that time nothing is late, it only says the plan."""
    start = evening.planned_start
    if start is None:
        return words("tui_clock.not_begun")
    if evening.now < start + MINUTE:
        return words("tui_clock.begins", at=clock(start))
    at = clock_on(start, evening.now, words)
    key = "was_to_begin" if at == clock(start) else "was_to_begin_on"
    return words(f"tui_clock.{key}", at=at)


def digits_text(left: timedelta, words: Words) -> str:
    """What the big digits show: '08:48', overtime '+02:10', from 100 minutes on '2u13'.

    A second before zero reads '00:01' and zero '00:00', so overtime begins with '+00:01'.
    """
    seconds = int(-(-left // SECOND)) if left > NOTHING else int(left.total_seconds())
    sign = "+" if seconds < 0 else ""
    minutes, seconds = divmod(abs(seconds), 60)
    if minutes < 100:
        return f"{sign}{minutes:02}:{seconds:02}"
    hours, minutes = divmod(minutes, 60)
    if hours < 100:
        return f"{sign}{hours}{words('tui_clock.hour_sign')}{minutes:02}"
    return f"{sign}{min(hours // 24, 999)}d"
