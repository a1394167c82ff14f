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
    "common.trouble": "That did not work: {said}.",
    "common.trouble_with": "That did not work with {file}: {said}.",
    "common.refused.exists": "it exists already",
    "common.refused.missing": "it does not exist",
    "common.refused.rights": "you have no rights to it",
    "common.refused.read_only": "it can only be read",
    "common.refused.full": "the disk is full",
    "common.refused.folder": "it is a folder",
    "common.refused.no_folder": "there is a file where a folder should be",
    "common.refused.long_name": "the name is too long",
    "common.refused.many_files": "too many files are open",
    "common.refused.no_file": "it is no plain file",
    "common.refused.disk": "the disk gives an error",
}
