"""Undo and redo of one's own steps: the reverse of a step is a step of its own."""

from collections.abc import Sequence
from typing import Any, Literal

from msgspec import Struct

from ai_tui.run.documents import Change
from ai_tui.run.kinds import fits
from ai_tui.run.ledger import Ledger
from ai_tui.store.steps import Step, Version

Side = Literal["harvest", "clock"]

_TABLES: dict[Side, frozenset[str]] = {
    "harvest": frozenset({"entries", "places", "states", "notes", "groups"}),
    "clock": frozenset({"moments", "blocks", "start"}),
}


class Reversal(Struct, frozen=True):
    """What was undone or redone, for the status line: the step, and who stood in the way if any."""

    step: Step
    changed_by: str = ""


class UndoVerbs:
    """Undo and redo, for the harvest and for the clock apart."""

    def __init__(self, run: Ledger) -> None:
        self._run = run
        self._kept: dict[Side, Stacks] = {}

    def next_undo(self, side: Side) -> Step | None:
        """The step that undo would reverse; one whose undoing is on its way to the disk is not."""
        return self._newest(self._stacks(side).done)

    def next_redo(self, side: Side) -> Step | None:
        """The undoing that redo would reverse."""
        return self._newest(self._stacks(side).undone)

    def _newest(self, steps: Sequence[Step]) -> Step | None:
        """The last of `steps` that is not being reversed already."""
        reversing = {change.undoes for change in self._run.state.pending}
        return next((step for step in reversed(steps) if step.id not in reversing), None)

    def under_way(self, side: Side) -> int:
        """How many new steps are on their way to the disk; undo cannot reverse them until then."""
        fresh = [change for change in self._run.state.pending if not change.undoes]
        return sum(_of_side(change, side) for change in fresh)

    def depth(self, side: Side) -> int:
        """How many steps undo can reverse, with those on their way to the disk."""
        return len(self._stacks(side).done) + self.under_way(side)

    def undo(self, side: Side) -> Reversal | None:
        """Reverse one's newest step; None when there is nothing to undo."""
        return self._reverse(self.next_undo(side), self._stacks(side).done)

    def redo(self, side: Side) -> Reversal | None:
        """Reverse one's newest undoing; None when there is nothing to redo."""
        return self._reverse(self.next_redo(side), self._stacks(side).undone)

    def _stacks(self, side: Side) -> "Stacks":
        steps = self._run.state.fold.steps_of(self._run.author)
        kept = self._kept.get(side)
        if kept is None or not kept.goes_on(steps):
            kept = self._kept[side] = Stacks(side)
        kept.take_in(steps)
        return kept

    def _reverse(self, step: Step | None, steps: list[Step]) -> Reversal | None:
        """Reverse a step of `steps`; one that somebody else changed is none of them any more."""
        if step is None:
            return None
        if other := self._changed_by(step):
            _leave_out(step, steps)
            return Reversal(step, other)
        self._run.commit(self.before(step), undoes=step.id)
        return Reversal(step)

    def _changed_by(self, step: Step) -> str:
        """Whose change of a document since `step` stands, if any; one taken back does not."""
        for version in step.versions:
            author, doc = self._current(version)
            if doc != version.doc:
                return author
        return ""

    def _current(self, version: Version) -> tuple[str, dict[str, Any] | None]:
        """Who wrote the document of `version` last, and what; what is on its way is one's own."""
        state, at = self._run.state, (version.table, version.key)
        if at in state.overlay:
            return self._run.author, state.overlay[at]
        current, doc = state.fold.versions(*at)[-1]
        return current.author, doc

    def before(self, step: Step) -> list[Version]:
        """The documents of a step as they were before it: as they counted then."""
        fold = self._run.state.fold
        versions = []
        for version in step.versions:
            table, key = version.table, version.key
            past = reversed(fold.versions(table, key))
            then = (doc for each, doc in past if each.rank < step.rank)
            earlier = (doc for doc in then if fits(table, key, doc))
            versions.append(Version(table, key, next(earlier, None)))
        return versions


class Stacks:
    """What undo and redo would reverse next, each last, from one's own steps in order."""

    def __init__(self, side: Side) -> None:
        self.done: list[Step] = []
        self.undone: list[Step] = []
        self._side = side
        self._count = 0
        self._last: Step | None = None

    def goes_on(self, steps: Sequence[Step]) -> bool:
        """Whether `steps` only adds to what was taken in before."""
        return self._count == 0 or (
            len(steps) >= self._count and steps[self._count - 1] is self._last
        )

    def take_in(self, steps: Sequence[Step]) -> None:
        """Take in those of `steps` that came since the last time."""
        for step in steps[self._count :]:
            if _of_side(step, self._side):
                self._push(step)
        self._count = len(steps)
        self._last = steps[-1] if steps else None

    def _push(self, step: Step) -> None:
        if not step.undoes:
            self.done.append(step)
            self.undone.clear()
        elif _taken(self.done, step.undoes):
            self.undone.append(step)
        elif _taken(self.undone, step.undoes):
            self.done.append(step)


def _taken(steps: list[Step], key: str) -> bool:
    """Whether the step of this id was among `steps`; it is no more."""
    place = next((i for i in range(len(steps) - 1, -1, -1) if steps[i].id == key), None)
    if place is not None:
        del steps[place]
    return place is not None


def _leave_out(step: Step, steps: list[Step]) -> None:
    """Take away a step, and with it those that wrote the same documents before it."""
    stays = {(version.table, version.key) for version in step.versions}
    steps[:] = [
        each
        for each in steps
        if stays.isdisjoint((version.table, version.key) for version in each.versions)
    ]


def _of_side(step: Step | Change, side: Side) -> bool:
    """Whether undo on this side is about the step; making groups is no harvest, merging them is."""
    tables = {version.table for version in step.versions}
    if tables == {"groups"} and not step.undoes:
        tables = {"groups" for each in step.versions if each.doc and each.doc.get("merged_into")}
    return bool(tables) and tables <= _TABLES[side]
