"""The place in a run that a command names: its form, group, slot and cells."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ai_tui.cli.lookup import Choice, choose, compared, listed
from ai_tui.errors import UsageError
from ai_tui.forms import fill
from ai_tui.forms.base import Cell, Slot
from ai_tui.locale import LANGUAGES, Words
from ai_tui.run.run import Run
from ai_tui.session.model import ROOM, Form, Group
from ai_tui.session.problems import short


def form(run: Run, name: str) -> Form:
    """The form called `name`."""
    choices = [Choice(f, f"{f.title} ({f.id})", (f.id, f.title)) for f in run.state.forms]
    return choose(name, choices, "form", run.words)


def group(run: Run, asked: Form, name: str | None) -> Group:
    """The group called `name` among those who have the form; a form of the room needs none."""
    words, state = run.words, run.state
    there = state.groups_with(asked)
    if not there:
        raise UsageError(words("cli.no_groups_yet", form=short(asked.title)))
    if name is None and there == [ROOM]:
        return ROOM
    if name is None:
        names = listed(run.group_name(each) for each in state.groups_of(asked))
        raise UsageError(words("cli.which_group", form=short(asked.title), names=names))
    named = _named(run, asked, name)
    if named is not None and named not in there:
        raise _gone(run, named)
    if named is not None:
        return named
    room = tuple(Words(lang)("common.room") for lang in LANGUAGES)
    choices = [
        Choice(g, run.group_name(g), (run.group_name(g), *(room if g == ROOM else ())))
        for g in there
    ]
    return choose(name, choices, "group", words)


def _named(run: Run, asked: Form, name: str) -> Group | None:
    """The group that has this id or whole name; an open one before a closed one."""
    wanted = compared(name)
    found = [g for g in run.state.audience(asked) if wanted in (g.id, compared(g.name))]
    return min(found, key=lambda group: group.closed, default=None)


def _gone(run: Run, group: Group) -> UsageError:
    """What became of a group that is closed and gave nothing for a form."""
    into = run.state.group(group.merged_into) if group.merged_into else None
    if into is None:
        return UsageError(run.words("cli.closed_group", name=short(group.name)))
    return UsageError(run.words("cli.merged_group", name=short(group.name), into=short(into.name)))


class Spot(NamedTuple):
    """Where a text goes: in a slot, or in the cell beside a row of it."""

    slot: Slot
    cell: Cell | None = None


def spot(run: Run, asked: Form, of: Group, name: str | None) -> Spot:
    """The slot or cell called `name`; a form with one slot needs no name."""
    own = [slot for slot in run.slots(asked, of) if not slot.rest]
    if name is None and len(own) == 1:
        return Spot(own[0])
    abroad = _in_other_languages(run, asked, of)
    choices = [
        _also(choice, abroad) for slot in own for choice in _spots(slot, asked, len(own) > 1)
    ]
    if name is None:
        names = listed(choice.shown for choice in choices if choice.thing.cell is None)
        raise UsageError(run.words("cli.which_slot", form=short(asked.title), names=names))
    if len(choices) == 1 and not own[0].title:
        return _only(run, asked, choices[0], name)
    return choose(name, choices, "slot", run.words)


def _in_other_languages(run: Run, asked: Form, of: Group) -> dict[tuple[str, str], set[str]]:
    """What the slots and cells of a form are called in the languages that are not spoken now."""
    names: dict[tuple[str, str], set[str]] = {}
    groups, day = run.state.audience(asked), run.state.start.day
    for lang in LANGUAGES:
        own = fill(asked, groups, of, {}, Words(lang), day=day).own
        for slot in own if lang != run.words.lang else ():
            for choice in _spots(slot, asked, len(own) > 1):
                names.setdefault(_key(choice.thing), set()).update(choice.names)
    return names


def _also(choice: Choice[Spot], abroad: Mapping[tuple[str, str], set[str]]) -> Choice[Spot]:
    more = abroad.get(_key(choice.thing), set()).difference(choice.names)
    return choice._replace(names=(*choice.names, *sorted(more)))


def _key(spot: Spot) -> tuple[str, str]:
    return spot.slot.id, spot.cell.id if spot.cell else ""


def _only(run: Run, asked: Form, only: Choice[Spot], name: str) -> Spot:
    """The one nameless slot of a form, which goes by the form's title."""
    try:
        return choose(name, [only], "slot", run.words)
    except UsageError:
        said = run.words("cli.only_slot", form=short(asked.title), name=short(name))
        raise UsageError(said) from None


def _spots(slot: Slot, asked: Form, several: bool) -> list[Choice[Spot]]:
    """A slot and the cells beside its rows, by the titles that the screen shows."""
    shown = _titled(slot.section, slot.title) or asked.title
    names = (slot.id, slot.title, slot.about, f"{slot.section} {slot.title}", shown)
    there = [Choice(Spot(slot), shown, tuple(name for name in names if name.strip()))]
    for cell in slot.cells:
        full = _titled(shown, cell.title) if several else cell.title
        spoken = (cell.id, cell.title, full, f"{shown} {cell.title}")
        there.append(Choice(Spot(slot, cell), full, spoken))
    return there


def _titled(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def cells(
    run: Run, asked: Form, of: Group, slot: Slot, given: Sequence[str]
) -> list[tuple[Cell, str]]:
    """The cells beside a slot that texts like `who=the board` fill in, with their texts."""
    abroad = _in_other_languages(run, asked, of) if given else {}
    choices = [
        Choice(cell, cell.title, (cell.id, cell.title, *sorted(abroad[slot.id, cell.id])))
        for cell in (slot.cells if given else ())
    ]
    found: list[tuple[Cell, str]] = []
    for text in given:
        name, sign, value = text.partition("=")
        if not sign:
            raise UsageError(run.words("cli.no_sign", text=short(text)))
        if not choices:
            raise UsageError(run.words("cli.no_cells", name=short(name)))
        found.append((choose(name, choices, "cell", run.words), value))
    return found
