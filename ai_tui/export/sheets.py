"""All that was typed in a run, form by form and group by group."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from ai_tui.export.anonymous import without_names, without_speakers
from ai_tui.forms import Entry, Filled, arrange, fill, marks
from ai_tui.locale import Words
from ai_tui.run.run import Run
from ai_tui.run.state import FormState
from ai_tui.session.model import ROOM, Form, Group


class Sheet(Struct, frozen=True):
    """One form of one group, filled in or not, and where it stands."""

    group: Group
    filled: Filled
    state: FormState


class Page(Struct, frozen=True):
    """A form with the sheets of everybody it is asked of, and of everybody who gave something."""

    form: Form
    sheets: tuple[Sheet, ...]


def pages(run: Run, *, anonymous: bool = False) -> Iterator[Page]:
    """Every form, block by block; one that only its entries know comes last.

    `anonymous` ones do not say who typed, who spoke and who does it.
    """
    places = {block.id: place for place, block in enumerate(run.state.all_blocks)}
    forms: Iterable[Form] = sorted(
        run.state.forms, key=lambda form: places.get(form.block, len(places))
    )
    entries: Iterable[Entry] = run.state.entries()
    if anonymous:
        forms, entries = without_speakers(forms, run.words), without_names(entries)
    typed: dict[str, dict[str, list[Entry]]] = {}
    for entry in entries:
        typed.setdefault(entry.form, {}).setdefault(entry.group, []).append(entry)
    for form in forms:
        by_group = typed.pop(form.id, {})
        asked = {group.id for group in run.state.groups_of(form)}
        yield Page(form, _sheets(run, form, by_group, asked))
    for key, by_group in sorted(typed.items()):
        block = next(iter(by_group.values()))[0].block
        form = Form(id=key, block=block, kind="", title=key)
        yield Page(form, _sheets(run, form, by_group, set()))


def query(text: str, words: Words) -> tuple[str, ...]:
    """That a text is to be asked again, in words, if it is."""
    return (words("export.query"),) if marks(text).query else ()


def _sheets(
    run: Run, form: Form, typed: dict[str, list[Entry]], asked: set[str]
) -> tuple[Sheet, ...]:
    state = run.state
    lost = sorted(typed.keys() - {ROOM.id, *(group.id for group in state.all_groups)})
    known = [*state.all_groups, ROOM, *(Group(id=key, name=key) for key in lost)]
    audience = state.audience(form)
    return tuple(
        Sheet(
            group,
            fill(
                form,
                audience,
                group,
                arrange(typed.get(group.id, ())),
                run.words,
                day=state.start.day,
            ),
            state.form_state(form.id, group.id),
        )
        for group in known
        if group.id in asked or group.id in typed
    )
