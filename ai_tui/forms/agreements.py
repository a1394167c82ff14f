"""Agreements: what will be done, who does it and when."""

from msgspec import Struct

from ai_tui.forms import layout
from ai_tui.forms.base import Cell, Slot
from ai_tui.forms.kind import Filled, Kind, Setting


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """This kind has no keys of its own."""


class Agreement(Struct, frozen=True):
    """One agreement; None where nothing was typed."""

    what: str
    who: str | None
    when: str | None


def slots(_options: Options, setting: Setting) -> tuple[Slot, ...]:
    """One slot with who and when beside each row."""
    words = setting.words
    cells = (Cell("who", words("forms.who")), Cell("when", words("forms.when")))
    return (Slot(id="what", title=words("forms.what"), cells=cells),)


def result(filled: Filled) -> list[Agreement]:
    """The agreements in order."""
    return [
        Agreement(entry.text, filled.cell_text("who", entry), filled.cell_text("when", entry))
        for entry in filled.within(filled.own[0])
    ]


KIND = Kind(
    name="agreements",
    options=Options,
    slots=slots,
    table=layout.columns,
    owed=layout.owed,
    result=result,
    shape=list[Agreement],
)
