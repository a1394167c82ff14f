"""English texts that several parts use, and how times and amounts are said."""

from datetime import date

from ai_tui.locale import Template

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


def _long_date(*, day: date) -> str:
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"


def _full_date(*, day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _minutes(*, n: int) -> str:
    return f"{n} min"


WORDS: dict[str, Template] = {
    "common.long_date": _long_date,
    "common.full_date": _full_date,
    "common.minutes": _minutes,
    "common.group": "Group",
    "common.room": "Room",
    "common.scribe": "scribe",
}
