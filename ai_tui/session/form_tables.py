"""The [[blocks.forms]] of a file as forms; the options of a kind are checked by its own struct."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import msgspec
from msgspec import Struct

from ai_tui.session.blocks import Draft, Ids
from ai_tui.session.model import Form
from ai_tui.session.names import nearest
from ai_tui.session.order import spread
from ai_tui.session.problems import Path
from ai_tui.session.shape import MOST_PARTS, FormTable
from ai_tui.session.walk import Bad, Walk, fields_of

Kinds = Mapping[str, type[Struct]]
"""The form kinds there are, each with the struct of its own keys."""


class _Found(NamedTuple):
    """The table of a form, where it stands, and its options."""

    path: Path
    draft: Draft
    table: FormTable
    options: dict[str, Any]


def forms(raw: list[Any], drafts: list[Draft], kinds: Kinds, walk: Walk) -> tuple[Form, ...]:
    """The forms of every block, in order."""
    found = list(_found(raw, drafts, kinds, walk))
    ids = Ids(walk, "form")
    for each in found:
        ids.give(each.table.id, (*each.path, "id"))
    positions = _positions([each.draft.block.id for each in found])
    return tuple(
        Form(
            id=ids.make(table.id, table.title),
            block=draft.block.id,
            kind=table.kind,
            title=table.title,
            pos=pos,
            audience=table.audience,
            phase=_phase(table.phase, draft, walk, (*path, "phase")),
            hint=table.hint,
            options=options,
        )
        for (path, draft, table, options), pos in zip(found, positions, strict=True)
    )


def _found(raw: list[Any], drafts: list[Draft], kinds: Kinds, walk: Walk) -> Iterator[_Found]:
    """The tables of forms, block by block."""
    for draft in drafts:
        block = raw[_index(draft)]
        listed = block.get("forms", [])
        for n, form in enumerate(listed[:MOST_PARTS] if isinstance(listed, list) else []):
            if not isinstance(form, Mapping):
                continue
            path = (*draft.path, "forms", n)
            table, options = _table(form, kinds, walk, path)
            yield _Found(path, draft, table, options)


def _phase(name: str, draft: Draft, walk: Walk, path: Path) -> str:
    """The id of the phase of its block that a form names by id or title."""
    phases = draft.block.phases
    wanted = name.casefold()
    for phase in phases:
        if wanted and wanted in (phase.id, phase.title.casefold()):
            return phase.id
    if name and draft.whole:
        titles = tuple(phase.title for phase in phases)
        walk.note(path, "session.form_phase", value=name, near=nearest(name, titles), names=titles)
    return ""


def _index(draft: Draft) -> int:
    index = draft.path[-1]
    assert isinstance(index, int)
    return index


def _positions(blocks: list[str]) -> list[str]:
    """A key for each form, in order within its block."""
    left = {block: iter(spread(count)) for block, count in Counter(blocks).items()}
    return [next(left[block]) for block in blocks]


def _table(
    raw: Mapping[str, Any], kinds: Kinds, walk: Walk, path: Path
) -> tuple[FormTable, dict[str, Any]]:
    """The common keys of a form, and the options of its kind as plain data."""
    common = fields_of(FormTable)
    table = walk.table({key: raw[key] for key in raw if key in common}, FormTable, path)
    assert not isinstance(table, Bad)
    if not table.kind:
        return table, {}
    if table.kind not in kinds:
        near = nearest(table.kind, kinds)
        walk.note((*path, "kind"), "session.kind", word=table.kind, near=near, names=tuple(kinds))
        return table, {}
    own = fields_of(kinds[table.kind])
    walk.unknown(raw, common | own, path)
    given = {key: raw[key] for key in raw if key in own and key not in common}
    options = walk.table(given, kinds[table.kind], path)
    if isinstance(options, Bad):
        return table, {}
    return table, {key: _plain(getattr(options, own[key].name)) for key in given}


def _plain(value: object) -> Any:
    """What JSON makes of a value, without what is None."""
    return _without_none(msgspec.json.decode(msgspec.json.encode(value)))


def _without_none(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_none(item) for key, item in value.items() if item is not None}
    return [_without_none(item) for item in value] if isinstance(value, list) else value
