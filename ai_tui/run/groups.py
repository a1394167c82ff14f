"""The verbs of the groups: add, rename, merge, close and open again; no entry is ever lost."""

from collections.abc import Sequence

import msgspec

from ai_tui.run.harvest import moved_group, new_id
from ai_tui.run.ledger import Ledger
from ai_tui.session.model import Group, GroupKind
from ai_tui.session.order import spread
from ai_tui.store.steps import Version
from ai_tui.text import clean_line


class GroupVerbs:
    """What a scribe does to the groups; each verb is one step."""

    def __init__(self, run: Ledger) -> None:
        self._run = run

    def add(self, names: Sequence[str], kind: GroupKind = "groups") -> list[Group]:
        """Add groups behind those there are; empty names and names in use are left out."""
        there = self._run.state.all_groups
        taken = {
            group.name.casefold() for group in there if group.kind == kind and not group.closed
        }
        fresh: list[str] = []
        for name in map(clean_line, names):
            if name and name.casefold() not in taken:
                taken.add(name.casefold())
                fresh.append(name)
        last = max((group.pos for group in there), default="")
        groups = [
            Group(id=f"g{new_id()}", name=name, kind=kind, pos=pos)
            for name, pos in zip(fresh, spread(len(fresh), last), strict=True)
        ]
        self._run.commit([_version(group) for group in groups])
        return groups

    def rename(self, group: Group, name: str) -> None:
        """Give a group another name; an empty one changes nothing."""
        if (name := clean_line(name)) and name != group.name:
            self._run.commit([_version(msgspec.structs.replace(group, name=name))])

    def merge(self, group: Group, into: Group) -> None:
        """Bring all entries of `group` to `into`, behind what stands there, and close `group`."""
        if group.id == into.id:
            return
        state = self._run.state
        versions: list[Version] = []
        for form in state.forms:
            moving = [e for entries in state.harvest(form.id, group.id).values() for e in entries]
            standing = [e for entries in state.harvest(form.id, into.id).values() for e in entries]
            versions += moved_group(moving, standing, into.id)
        closed = msgspec.structs.replace(group, closed=True, merged_into=into.id)
        self._run.commit([*versions, _version(closed)])

    def close(self, group: Group) -> None:
        """Close a group: it is asked nothing any more and keeps its entries."""
        self._run.commit([_version(msgspec.structs.replace(group, closed=True))])

    def reopen(self, group: Group) -> None:
        """Open a closed group again."""
        self._run.commit([_version(msgspec.structs.replace(group, closed=False, merged_into=""))])


def _version(group: Group) -> Version:
    return Version("groups", group.id, msgspec.to_builtins(group))
