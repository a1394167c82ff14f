"""Named short texts: a title, a dream in one sentence."""

from typing import Annotated

from msgspec import Meta, Struct

from ai_tui.forms import layout
from ai_tui.forms.base import Slot
from ai_tui.forms.kind import Filled, Kind, Setting
from ai_tui.forms.options import Name, all_different


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """`fields` are the names of the texts."""

    fields: Annotated[tuple[Name, ...], Meta(min_length=1, max_length=20)]

    def __post_init__(self) -> None:
        all_different(fields=self.fields)


def slots(options: Options, _setting: Setting) -> tuple[Slot, ...]:
    """A slot of one text for each field."""
    return tuple(
        Slot(id=f"f{number}", title=name, single=True)
        for number, name in enumerate(options.fields, 1)
    )


def result(filled: Filled) -> dict[str, str | None]:
    """The text of each field; None where nothing was typed."""
    return {slot.title: next(iter(filled.texts(slot)), None) for slot in filled.own}


KIND = Kind(
    name="fields",
    options=Options,
    slots=slots,
    table=layout.headed("", ""),
    owed=layout.owed,
    result=result,
    shape=dict[str, str | None],
    by_title=True,
)
