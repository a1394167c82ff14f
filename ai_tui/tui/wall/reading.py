"""What the room may read of a group's harvest: released, saved, and not marked to ask again."""

from collections.abc import Iterator, Sequence

from ai_tui.forms import arrange, marks
from ai_tui.forms.base import Entry, Harvest, Slot, cell_slot
from ai_tui.run.run import Run
from ai_tui.run.wall import Wall
from ai_tui.session.model import Form, Group
from ai_tui.tui.wall.scene import Item, Reading


def reading(run: Run, wall: Wall, group: str) -> tuple[Form, Reading] | None:
    """The released harvest that the scribe chose, else that of `group` or the last released.

    None when nothing was released that could be shown.
    """
    found = _place(run, wall, group)
    if found is None:
        return None
    form, of = found
    groups = run.state.groups_of(form)
    return form, Reading(
        group=run.group_name(of),
        items=tuple(_items(run, form, of)),
        groups=tuple(run.group_name(each) for each in groups),
        at=groups.index(of) if of in groups else -1,
    )


def shown(entries: Sequence[Entry]) -> list[Entry]:
    """The entries that are fit for the room."""
    return [entry for entry in entries if not marks(entry.text).query]


def performance(run: Run, block: str, group: str) -> str:
    """The title of a group's performance: the first text of a form of named texts, or ''."""
    for form in run.state.forms:
        if form.block == block and form.kind == "fields":
            asked = run.state.group(group)
            if asked is not None and asked in run.state.groups_of(form):
                harvest = run.harvest_of(form, asked)
                first = run.slots(form, asked)[:1]
                texts = [e.text for slot in first for e in shown(harvest.get(slot.id, ()))]
                return " ".join(texts[0].split()) if texts else ""
    return ""


def _place(run: Run, wall: Wall, group: str) -> tuple[Form, Group] | None:
    """The form and the group to show."""
    state = run.state
    if wall.form:
        chosen = [(wall.form, wall.group)] if (wall.form, wall.group) in wall.released else []
    else:
        chosen = [
            (form.id, each.id)
            for form in reversed(state.forms)
            for each in state.groups_of(form)
            if (form.id, each.id) in wall.released
        ]
        chosen.sort(key=lambda place: place[1] != group)
    for form_id, group_id in chosen:
        form, of = state.form(form_id), state.group(group_id)
        if form is not None and of is not None:
            return form, of
    return None


def _public(harvest: Harvest) -> Harvest:
    """The harvest without what is to be asked again, and what stands beside it."""
    return arrange(shown([entry for entries in harvest.values() for entry in entries]))


def _items(run: Run, form: Form, group: Group) -> Iterator[Item]:
    """The headings and entries of the slots in which something stands."""
    harvest = _public(run.harvest_of(form, group))
    slots = [slot for slot in run.slots(form, group) if not slot.rest]
    section = ""
    for slot in slots:
        entries = harvest.get(slot.id, ())
        if not entries:
            continue
        if slot.section and slot.section != section:
            section = slot.section
            yield Item(section, heading=True)
        if slot.title and len(slots) > 1:
            yield Item(slot.title, heading=True)
        for rank, entry in enumerate(entries, 1):
            extra = slot.size is not None and rank > slot.size
            mark = str(rank) if slot.ranked and not extra else ""
            yield Item(_with_cells(entry, slot, harvest), mark, extra=extra)


def _with_cells(entry: Entry, slot: Slot, harvest: Harvest) -> str:
    """An entry with what stands beside it."""
    beside = (harvest.get(cell_slot(cell.id, entry.id), ()) for cell in slot.cells)
    return " · ".join([entry.text, *(found.text for entries in beside for found in entries)])
