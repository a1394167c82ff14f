"""How a session file writes lengths of time, clock times and dates."""

import re
from datetime import date, time, timedelta
from decimal import Decimal

from ai_tui.errors import BadValue

LONGEST = timedelta(days=7)
"""No block, phase or warning is longer than this."""

_SECONDS = {
    "": 60, "m": 60, "min": 60, "minuut": 60, "minuten": 60, "minute": 60, "minutes": 60,
    "s": 1, "sec": 1, "seconde": 1, "seconden": 1, "second": 1, "seconds": 1,
    "u": 3600, "uur": 3600, "h": 3600, "hour": 3600, "hours": 3600,
}  # fmt: skip
_LENGTH = r"(?i)(\d{1,9})(?:[.,](\d{1,9})|:([0-5]\d))?\s*([a-z]*)\.?"
_CLOCK = r"(\d{1,2})[:.](\d{2})(?::(\d{2}))?"
_DAY = r"(\d{4})-(\d{1,2})-(\d{1,2})"


def minutes(number: int | float) -> timedelta:
    """A number of minutes; a negative, endless or far too great one is refused."""
    if not 0 <= number <= LONGEST / timedelta(minutes=1):
        raise BadValue("session.length_range", value=str(number))
    return timedelta(minutes=number)


def length(text: str) -> timedelta:
    """A length in words: '5', '2,5 min', '1:30' (minutes and seconds), '30 s', '2 uur'."""
    match = re.fullmatch(_LENGTH, text.strip())
    if match is None or match[4].lower() not in _SECONDS:
        raise BadValue("session.length", value=text)
    unit = _SECONDS[match[4].lower()]
    number = Decimal(f"{match[1]}.{match[2] or 0}") * unit
    if match[3]:
        number += Decimal(match[3]) * unit / 60
    if number > int(LONGEST.total_seconds()):
        raise BadValue("session.length_range", value=text)
    return timedelta(microseconds=int(number * 1_000_000))


def in_words(amount: timedelta) -> int | str:
    """The shortest way to write `amount` that `minutes` or `length` reads back exactly."""
    whole, rest = divmod(amount, timedelta(minutes=1))
    if not rest:
        return whole
    seconds, parts = divmod(amount, timedelta(seconds=1))
    tail = f".{parts.microseconds:06d}".rstrip("0") if parts else ""
    return f"{seconds}{tail} s"


def clock(text: str) -> time:
    """A time of day as '16:30', '9:05' or '16:30:00'."""
    match = re.fullmatch(_CLOCK, text.strip())
    if match is None:
        raise BadValue("session.clock", value=text)
    try:
        return time(int(match[1]), int(match[2]), int(match[3] or 0))
    except ValueError:
        raise BadValue("session.clock_none", value=text) from None


def day(text: str) -> date:
    """A date as '2024-12-04'."""
    match = re.fullmatch(_DAY, text.strip())
    if match is None:
        raise BadValue("session.date", value=text)
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        raise BadValue("session.date_none", value=text) from None
