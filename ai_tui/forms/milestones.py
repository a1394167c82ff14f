"""What will be delivered by each of a few terms."""

import datetime as dt
from typing import Annotated

from msgspec import Meta, Struct

from ai_tui.errors import BadValue, refuse
from ai_tui.forms import layout, period
from ai_tui.forms.base import Slot
from ai_tui.forms.kind import Filled, Kind, Setting
from ai_tui.forms.options import Name, all_different


class Term(Struct, frozen=True, forbid_unknown_fields=True):
    """A term: its label, and its date or the period after the session ('1 week', '1 month')."""

    label: Name
    date: dt.date | None = None
    after: str | None = None

    def __post_init__(self) -> None:
        if self.after is None:
            return
        found: list[BadValue] = []
        try:
            period.parse(self.after)
        except BadValue as refused:
            refused.path = ("after",)
            found.append(refused)
        if self.date is not None:
            found.append(BadValue("forms.two_dates", "after", label=self.label))
        refuse(found)

    def day(self, session: dt.date | None) -> dt.date | None:
        """The date of the term, as far as it can be known."""
        if self.after is None or session is None:
            return self.date
        return period.later(session, self.after)


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """`terms` from the first to the last."""

    terms: Annotated[tuple[Term, ...], Meta(min_length=1, max_length=20)]

    def __post_init__(self) -> None:
        all_different(terms=[term.label for term in self.terms])


class Milestone(Struct, frozen=True):
    """What is delivered by one term; `date` is None when it is not known."""

    term: str
    date: dt.date | None
    deliver: list[str]


def slots(options: Options, setting: Setting) -> tuple[Slot, ...]:
    """A slot for each term, titled with its label and date."""
    return tuple(
        Slot(id=f"t{number}", title=_title(term, setting))
        for number, term in enumerate(options.terms, 1)
    )


def result(filled: Filled) -> list[Milestone]:
    """Every term, also one that promises nothing yet."""
    return [
        Milestone(term.label, term.day(filled.setting.day), filled.texts(slot))
        for term, slot in zip(filled.options.terms, filled.own, strict=True)
    ]


def _title(term: Term, setting: Setting) -> str:
    day = term.day(setting.day)
    if day is None:
        return term.label
    words = setting.words
    return words("forms.term", label=term.label, day=words("common.full_date", day=day))


KIND = Kind(
    name="milestones",
    options=Options,
    slots=slots,
    table=layout.headed("forms.by", "forms.deliver"),
    owed=layout.filled_slots,
    result=result,
    shape=list[Milestone],
)
