"""A free list, with or without a maximum."""

from msgspec import Struct

from ai_tui.forms import layout
from ai_tui.forms.base import Slot
from ai_tui.forms.kind import Filled, Kind, Setting
from ai_tui.forms.options import Size


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """`max` is how many are asked at most; without it as many as come."""

    max: Size | None = None


def slots(options: Options, _setting: Setting) -> tuple[Slot, ...]:
    """One slot."""
    return (Slot(id="items", size=options.max),)


def result(filled: Filled) -> list[str]:
    """The texts in order."""
    return filled.texts(filled.own[0])


KIND = Kind(
    name="list",
    options=Options,
    slots=slots,
    table=layout.columns,
    owed=layout.owed,
    result=result,
    shape=list[str],
)
