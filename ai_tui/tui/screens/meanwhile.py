"""What the status line says of what others did meanwhile to what one scribe types or typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from ai_tui.run.saving import Arrived, Event
from ai_tui.tui.paint.apart import apart
from ai_tui.tui.paint.foot import LEAST_NAME
from ai_tui.tui.paint.pieces import cells

if TYPE_CHECKING:
    from ai_tui.session.model import Group
    from ai_tui.store.steps import Step, Version
    from ai_tui.tui.screens.scribe import ScribeScreen

_QUOTED = 60
"""Cells of the texts that the status line quotes at most."""
_BESIDE = 22
"""Cells of the status line that its sign, its margins and the save state take."""


def tell_meanwhile(scribe: ScribeScreen, events: Iterable[Event], group: Group | None) -> None:
    """Say what `events` brought; `group` was the one under the hands before."""
    for step, version in _of_others(scribe, events):
        if version.table == "entries":
            _tell_if_mine(scribe, step, version.key)
        elif version.table == "places":
            _tell_if_away(scribe, step, version.key)
    if group is not None:
        _tell_group(scribe, group)


def _of_others(scribe: ScribeScreen, events: Iterable[Event]) -> Iterator[tuple[Step, Version]]:
    """What others wrote, each version with its step."""
    for event in events:
        for step in event.steps if isinstance(event, Arrived) else ():
            if step.author != scribe.run.author:
                yield from ((step, version) for version in step.versions)


def _tell_if_mine(scribe: ScribeScreen, step: Step, entry: str) -> None:
    """Say whose hand went over a text of this scribe: theirs stands."""
    found = scribe.run.state.fold.versions("entries", entry)[-2:]
    if len(found) < 2 or found[1][0] is not step or found[0][0].author != scribe.run.author:
        return
    mine, theirs = (str((doc or {}).get("text", "")) for _, doc in found)
    if mine and mine != theirs:
        key = "tui.overwritten" if theirs else "tui.taken_away"
        room = _room(scribe, scribe.words(key, who=step.author, mine="", theirs=""))
        texts = apart(mine, theirs, max(room // 2, LEAST_NAME))
        said = scribe.words(key, who=step.author, mine=texts[0], theirs=texts[1])
        here = scribe.editor.spot
        unseen = None if here and here.entry == entry else _unseen(scribe, step, entry)
        scribe.say(said, "look_out", holds=unseen, names=texts)


def tell_conflict(scribe: ScribeScreen, entry: str, theirs: str) -> None:
    """Say who saved `theirs` for the entry that is being typed, as long as it is."""
    saved, typed = scribe.run.state.entry(entry), scribe.editor.half_typed
    who = saved.author if saved else ""
    room = _room(scribe, scribe.words("tui.conflict", who=who, theirs=""))
    shown, _ = apart(theirs, typed.text if typed else "", max(room, LEAST_NAME))
    said = scribe.words("tui.conflict", who=who, theirs=shown)
    scribe.say(said, "look_out", holds=lambda: bool(scribe.editor.half_typed), names=(shown,))


def _room(scribe: ScribeScreen, bare: str) -> int:
    """The cells that the status line has for texts to quote beside its `bare` words."""
    return min(scribe.frame.width - _BESIDE - cells(bare), _QUOTED)


def _tell_if_away(scribe: ScribeScreen, step: Step, entry: str) -> None:
    """Say who moved the row that is being typed to another group."""
    row = scribe.typing.row_away()
    group = scribe.run.state.group(row.group) if row and row.id == entry else None
    if group is not None:
        name = scribe.run.group_name(group)
        said = scribe.words("tui.row_moved", who=step.author, group=name)
        scribe.say(said, "look_out", holds=lambda: scribe.typing.row_away() == row, names=(name,))


def _unseen(scribe: ScribeScreen, step: Step, entry: str) -> Callable[[], bool]:
    """Whether what `step` wrote still stands and this scribe has not gone to it yet."""

    def holds() -> bool:
        spot = scribe.editor.spot
        newest = scribe.run.state.fold.versions("entries", entry)[-1][0]
        return newest is step and not (spot and spot.entry == entry)

    return holds


def _tell_group(scribe: ScribeScreen, before: Group) -> None:
    """Say who let the group under the hands go into another, come out of it again, or close."""
    state, now = scribe.run.state, scribe.desk.group
    after = state.group(before.id)
    fate = _fate(before, after, now) if after and now else None
    if fate is None or now is None:
        return
    key, group = fate
    step = state.fold.current("groups", group.id)
    if step is not None and step.author != scribe.run.author:
        names = (group.name, now.name)
        told = scribe.words(key, who=step.author, group=group.name, into=now.name)
        scribe.say(told, "look_out", names=names)


def _fate(before: Group, after: Group, now: Group) -> tuple[str, Group] | None:
    """What became of the group that was under the hands, as it is `after`, and of which it is."""
    if now.id != before.id:
        return ("tui.merged_by", after) if after.merged_into else ("tui.reopened_by", now)
    return ("tui.closed_by", after) if after.closed and not before.closed else None
