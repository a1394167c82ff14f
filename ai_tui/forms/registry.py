"""All form kinds by name, and the questions that screens and reports ask of any form."""

from collections.abc import Sequence
from datetime import date

import msgspec
from msgspec import Struct

from ai_tui.forms import (
    agreements,
    answers,
    columns,
    fields,
    heard,
    layout,
    listing,
    milestones,
    top,
)
from ai_tui.forms.base import Harvest, Slot, cell_slot
from ai_tui.forms.kind import Filled, Kind, Setting
from ai_tui.locale import Words
from ai_tui.session.model import Form, Group

KINDS: dict[str, Kind] = {
    module.KIND.name: module.KIND
    for module in (top, columns, heard, fields, listing, answers, milestones, agreements)
}

OPTIONS: dict[str, type[Struct]] = {name: kind.options for name, kind in KINDS.items()}
"""Per kind its own keys in a session file."""


class _NoOptions(Struct, frozen=True):
    """What is read of a form of which nothing can be read."""


_UNKNOWN = Kind(
    name="",
    options=_NoOptions,
    slots=lambda _options, _setting: (),
    table=layout.columns,
    owed=layout.owed,
    result=lambda _filled: None,
    shape=None,
)


def fill(
    form: Form,
    groups: Sequence[Group],
    group: Group,
    harvest: Harvest,
    words: Words,
    *,
    day: date | None = None,
) -> Filled:
    """A form of a group with what was typed in it.

    Its slots are the form's own, then one for every other slot that holds entries. Those others
    (`rest`) keep their own ids, so what was typed about a group that was merged, or in a column
    that the form no longer has, can still be read, edited and moved. `groups` are the open groups
    of the form's audience (closed and merged ones among them only lend their names), `group` the
    one whose form it is. A form that cannot be read has no slots of its own.
    """
    setting = Setting(groups, group, words, day)
    kind = KINDS.get(form.kind, _UNKNOWN)
    try:
        options = msgspec.convert(form.options, kind.options)
    except msgspec.ValidationError:
        kind, options = _UNKNOWN, _NoOptions()
    own = kind.slots(options, setting)
    slots = own + _rest(kind, setting, own, harvest)
    return Filled(kind, options, setting, slots, harvest)


def _rest(
    kind: Kind, setting: Setting, own: tuple[Slot, ...], harvest: Harvest
) -> tuple[Slot, ...]:
    places = {slot.id for slot in own}
    cells = {
        cell_slot(cell.id, entry.id)
        for slot in own
        for cell in slot.cells
        for entry in harvest.get(slot.id, ())
    }
    return tuple(
        Slot(
            id=slot,
            section=setting.words("forms.rest"),
            title=kind.former(slot, setting),
            rest=True,
        )
        for slot in harvest
        if slot not in places and slot not in cells
    )
