"""What a group heard in its talks with each other group, and in general."""

from msgspec import Struct

from ai_tui.forms import layout
from ai_tui.forms.base import Owed, Slot
from ai_tui.forms.kind import Filled, Kind, Setting

_ABOUT = "about."
_GENERAL = "general"


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """This kind has no keys of its own."""


class Heard(Struct, frozen=True):
    """What was heard about one group; about None is in general."""

    about: str | None
    heard: list[str]


def slots(_options: Options, setting: Setting) -> tuple[Slot, ...]:
    """A slot for each other group, and one for what is about nobody in particular."""
    about = tuple(
        Slot(
            id=_ABOUT + group.id,
            title=setting.words("forms.about_group", group=group.name),
            about=group.name,
        )
        for group in setting.others
    )
    return (*about, Slot(id=_GENERAL, title=setting.words("forms.general")))


def former(slot: str, setting: Setting) -> str:
    """What was heard about a group that is no longer there still says about whom."""
    if not slot.startswith(_ABOUT):
        return ""
    return setting.words("forms.about_group", group=setting.name_of(slot.removeprefix(_ABOUT)))


def owed(filled: Filled) -> Owed:
    """Every other group counts once; what is general counts when it is all there is."""
    about, general = filled.own[:-1], filled.own[-1]
    have = sum(1 for slot in about if filled.entries(slot))
    return Owed(max(have, 1 if filled.entries(general) else 0), max(len(about), 1))


def result(filled: Filled) -> list[Heard]:
    """A row for each group it is about, and one for what is general."""
    setting = filled.setting
    return [
        Heard(
            None if slot.id == _GENERAL else setting.name_of(slot.id.removeprefix(_ABOUT)),
            filled.texts(slot),
        )
        for slot in filled.own
    ]


KIND = Kind(
    name="heard",
    options=Options,
    slots=slots,
    table=layout.headed("forms.about", "forms.heard"),
    owed=owed,
    result=result,
    shape=list[Heard],
    former=former,
)
