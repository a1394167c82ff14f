"""The fold: the state that follows from a set of steps, whatever their order and repetition."""

from bisect import insort
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from functools import cmp_to_key
from typing import TypeVar

from msgspec.json import Decoder

from ai_tui.store.places import Places
from ai_tui.store.steps import Doc, Step, Version, encode

T = TypeVar("T")

PLACES = "places"
ENTRIES = "entries"

Documents = tuple[tuple[str, str], ...]
"""Documents, by table and key."""


class Table(Mapping[str, Doc]):
    """The live documents of a table by key, each decoded when it is asked for."""

    def __init__(self, versions: Mapping[str, Version]) -> None:
        self._versions = versions

    def __getitem__(self, key: str) -> Doc:
        doc = self._versions[key].doc
        return {} if doc is None else doc

    def __contains__(self, key: object) -> bool:
        return key in self._versions

    def __iter__(self) -> Iterator[str]:
        return iter(self._versions)

    def __len__(self) -> int:
        return len(self._versions)


class Fold:
    """The current documents, their histories and the steps they came from.

    Per document the version of the highest (valid, era, stamp, writer, bytes) wins, so applying
    is commutative and idempotent.
    """

    def __init__(self) -> None:
        self._heads: dict[str, dict[str, tuple[Step, Version]]] = defaultdict(dict)
        self._live: dict[str, dict[str, Version]] = defaultdict(dict)
        self._past: dict[tuple[str, str], list[tuple[Step, Version]]] = defaultdict(list)
        self._steps: dict[tuple[str, int], dict[int, Step]] = defaultdict(dict)
        self._twins: dict[str, list[Step]] = {}
        self._authors: dict[str, list[Step]] = defaultdict(list)
        self._places = Places()

    def apply(self, step: Step) -> Documents:
        """Take a step in and give the documents that changed without being in it.

        These are what a damaged copy of the step had brought in, under names that it has not.
        """
        others: Documents = ()
        if self._steps[step.writer, step.era].setdefault(step.stamp, step) is not step:
            if self.knows(step):
                return ()
            others = self._join(step)
        if step.valid:
            self._note(step)
        for version in _last_of_each(step):
            self._take(step, version)
        return others

    def _take(self, step: Step, version: Version) -> None:
        """Let a version be the current one of its document, unless a higher one is."""
        table, key = version.table, version.key
        heads = self._heads[table]
        head = heads.get(key)
        if head is None or self._wins(step, version, head):
            heads[key] = (step, version)
            self._show(table, key, version)

    def _show(self, table: str, key: str, version: Version | None) -> None:
        """Let a version be the one that is seen; None when there is none any more."""
        live = self._live[table]
        if table == PLACES:
            self._places.replace(live.get(key), version)
        if version is None or version.deletes:
            live.pop(key, None)
        else:
            live[key] = version

    def knows(self, step: Step) -> bool:
        """Whether this very step was applied before, or the sound step of a damaged one."""
        twins = self._twins_of(step)
        if not step.valid and any(twin.valid for twin in twins):
            return True
        return bool(twins) and encode(step) in map(encode, twins)

    def _twins_of(self, step: Step) -> list[Step]:
        """The steps of the same id."""
        first = self._steps.get((step.writer, step.era), {}).get(step.stamp)
        if first is None:
            return []
        return [first, *self._twins.get(step.id, ())]

    def _join(self, step: Step) -> Documents:
        """Keep a step beside others of its writer and stamp; a sound one replaces damaged copies.

        Gives the documents of those copies that it has not.
        """
        changed = set[tuple[str, str]]()
        theirs, twins = self._steps[step.writer, step.era], self._twins.setdefault(step.id, [])
        for damaged in [twin for twin in self._twins_of(step) if step.valid and not twin.valid]:
            changed.update(self._retract(damaged))
            self._drop(damaged)
        if theirs.setdefault(step.stamp, step) is not step:
            twins.append(step)
        return tuple(changed - {(version.table, version.key) for version in step.versions})

    def forget(self, step: Step) -> Documents:
        """Take a damaged step away that is in no journal any more; gives what changed by that."""
        if not any(twin is step for twin in self._twins_of(step)):
            return ()
        changed = tuple(self._retract(step))
        self._drop(step)
        return changed

    def _drop(self, step: Step) -> None:
        """Take a step from those of its writer and stamp; another one takes its place."""
        theirs, twins = self._steps[step.writer, step.era], self._twins.get(step.id, [])
        if theirs.get(step.stamp) is not step:
            twins.remove(step)
        elif twins:
            theirs[step.stamp] = twins.pop(0)
        else:
            del theirs[step.stamp]

    def _retract(self, step: Step) -> Iterator[tuple[str, str]]:
        """Take the versions of a step away; gives the documents that have another one now."""
        for version in _last_of_each(step):
            table, key = at = version.table, version.key
            heads = self._heads[table]
            seen = heads[key]
            left = [item for item in (*self._past.pop(at, ()), seen) if item[0] is not step]
            left.sort(key=lambda item: _by_rank(item[0]))
            if seen[0] is step:
                self._show(table, key, left[-1][1] if left else None)
                yield at
            if left:
                heads[key] = left.pop()
                self._past[at] = left
            else:
                del heads[key]

    def doc(self, table: str, key: str) -> Doc | None:
        """The current document, or None when there is none or it was deleted."""
        version = self._live.get(table, {}).get(key)
        return version.doc if version is not None else None

    def read(self, table: str, key: str, decoder: Decoder[T]) -> T | None:
        """The current document as `decoder` reads it, or None when there is none that fits."""
        version = self._live.get(table, {}).get(key)
        return version.read(decoder) if version is not None else None

    def table(self, name: str) -> Table:
        """The live documents of a table by key, in no particular order."""
        return Table(self._live.get(name, {}))

    def tables(self) -> dict[str, Table]:
        """All live documents as they are now, by table and key, to hand to another thread."""
        return {name: Table(dict(live)) for name, live in self._live.items() if live}

    def has(self, table: str, key: str) -> bool:
        """Whether the document exists or ever existed."""
        heads = self._heads.get(table)
        return heads is not None and key in heads

    def sound(self, table: str, key: str) -> bool:
        """Whether a sound line has the document, or had it before it was deleted."""
        step = self.current(table, key)
        return step is not None and step.valid

    def current(self, table: str, key: str) -> Step | None:
        """The step that wrote the current version of a document, a deletion included."""
        head = self._heads.get(table, {}).get(key)
        return head[0] if head else None

    def versions(self, table: str, key: str) -> list[tuple[Step, Doc | None]]:
        """The history of a document, oldest first; the last is the current version.

        Versions from damaged lines are there only when there is nothing else.
        """
        head = self._heads.get(table, {}).get(key)
        if head is None:
            return []
        past = [*self._past.get((table, key), ()), head]
        if head[0].valid:
            past = [(step, version) for step, version in past if step.valid]
        past.sort(key=lambda item: _by_rank(item[0]))
        return [(step, version.doc) for step, version in past]

    def doubtful(self) -> tuple[Version, ...]:
        """The current versions that come from no sound line, the oldest first."""
        heads = [head for heads in self._heads.values() for head in heads.values()]
        found = sorted((head for head in heads if not head[0].valid), key=lambda x: _by_rank(x[0]))
        return tuple(version for _, version in found)

    def steps(self) -> Iterator[Step]:
        """Every step, in no particular order, damaged ones included; in any thread."""
        for by_stamp in list(self._steps.values()):
            yield from list(by_stamp.values())
        for twins in list(self._twins.values()):
            yield from list(twins)

    def steps_of(self, author: str) -> list[Step]:
        """The valid steps of one author, oldest first."""
        return list(self._authors.get(author, ()))

    def entries_of(self, form: str, group: str) -> list[str]:
        """The keys of the live entries placed in a form of a group, by position, ties by key."""
        entries = self._live.get(ENTRIES, {})
        return [key for _, key in self._places.of(form, group) if key in entries]

    def last_pos(self, form: str, group: str) -> str:
        """The last position that has a place in a form of a group; '' when there is none."""
        placed = self._places.of(form, group)
        return placed[-1][0] if placed else ""

    def _note(self, step: Step) -> None:
        """Keep a valid step where undo looks for it."""
        own = self._authors[step.author]
        later = not own or (step.stamp > own[-1].stamp and step.era == own[-1].era)
        if not later and _outranks(own[-1], step):
            insort(own, step, key=_by_rank)
        else:
            own.append(step)

    def _wins(self, step: Step, version: Version, head: tuple[Step, Version]) -> bool:
        """Whether a version replaces the head of its document; the other one becomes the past."""
        wins = _outranks(step, head[0])
        self._past[version.table, version.key].append(head if wins else (step, version))
        return wins


def _last_of_each(step: Step) -> Collection[Version]:
    """What a step makes of each document; had it two versions of one, the last counts."""
    versions = step.versions
    if len(versions) == 1 or (len(versions) == 2 and versions[0].table != versions[1].table):
        return versions
    return {(version.table, version.key): version for version in versions}.values()


def _outranks(step: Step, other: Step) -> bool:
    if step.valid is not other.valid:
        return step.valid
    if step.era != other.era:
        return step.era > other.era
    if step.stamp != other.stamp:
        return step.stamp > other.stamp
    if step.writer != other.writer:
        return step.writer > other.writer
    return encode(step) > encode(other)


def _compare(step: Step, other: Step) -> int:
    return _outranks(step, other) - _outranks(other, step)


_by_rank = cmp_to_key(_compare)
