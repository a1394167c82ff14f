"""Dutch texts that several parts use, and how times and amounts are said."""

from datetime import date

from ai_tui.locale import Template

_DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli",
    "augustus", "september", "oktober", "november", "december",
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
    "common.group": "Groep",
    "common.room": "Zaal",
    "common.scribe": "verslaglegger",
    "common.trouble": "Dat lukt niet: {said}.",
    "common.trouble_with": "Dat lukt niet met {file}: {said}.",
    "common.refused.exists": "het bestaat al",
    "common.refused.missing": "het bestaat niet",
    "common.refused.rights": "je mag daar niet bij",
    "common.refused.read_only": "er kan alleen van gelezen worden",
    "common.refused.full": "de schijf is vol",
    "common.refused.folder": "het is een map",
    "common.refused.no_folder": "er staat een bestand waar een map moet zijn",
    "common.refused.long_name": "de naam is te lang",
    "common.refused.many_files": "er zijn te veel bestanden open",
    "common.refused.no_file": "het is geen gewoon bestand",
    "common.refused.disk": "de schijf geeft een fout",
}
