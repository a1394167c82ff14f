"""A ranked list of the best few: a top 3."""

from msgspec import Struct

from ai_tui.forms import layout
from ai_tui.forms.base import Slot
from ai_tui.forms.kind import Filled, Kind, Setting
from ai_tui.forms.options import Size


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """`size` is how many are asked."""

    size: Size = 3


def slots(options: Options, _setting: Setting) -> tuple[Slot, ...]:
    """One ranked slot."""
    return (Slot(id="items", size=options.size, ranked=True),)


def result(filled: Filled) -> list[str]:
    """The texts from the first to the last rank."""
    return filled.texts(filled.own[0])


KIND = Kind(
    name="top",
    options=Options,
    slots=slots,
    table=layout.columns,
    owed=layout.owed,
    result=result,
    shape=list[str],
)
