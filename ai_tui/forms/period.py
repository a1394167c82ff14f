"""A period counted from the session: '1 week', '3 months', '1 jaar'."""

import re
from datetime import MAXYEAR, date, timedelta

from ai_tui.errors import BadValue

_PERIOD = r"(?ai)\s*([1-9]\d{0,2})\s*([a-z]+)\s*"
_DAYS = {"day": 1, "days": 1, "dag": 1, "dagen": 1, "week": 7, "weeks": 7, "weken": 7}
_MONTHS = {
    "month": 1, "months": 1, "maand": 1, "maanden": 1,
    "quarter": 3, "quarters": 3, "kwartaal": 3, "kwartalen": 3,
    "year": 12, "years": 12, "jaar": 12, "jaren": 12,
}  # fmt: skip


def parse(period: str) -> tuple[int, int]:
    """The months and days of a period, in English or Dutch; BadValue if it is none."""
    match = re.fullmatch(_PERIOD, period)
    unit = match[2].lower() if match else ""
    if match is None or unit not in _DAYS | _MONTHS:
        raise BadValue("forms.no_period", period=period)
    count = int(match[1])
    return count * _MONTHS.get(unit, 0), count * _DAYS.get(unit, 0)


def later(day: date, period: str) -> date | None:
    """The day that lies a period after `day`; None past the end of the calendar.

    A month after 31 January is the last day of February.
    """
    from calendar import monthrange

    months, days = parse(period)
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > MAXYEAR:
        return None
    moved = date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    return moved + timedelta(days) if (date.max - moved).days >= days else None
