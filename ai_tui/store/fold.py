"""The fold: the state that follows from a set of steps, whatever their order and repetition."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from functools import cmp_to_key
from typing import TypeVar

from msgspec.json import Decoder

from ai_tui.store.steps import Doc, Step, Version, encode

T = TypeVar("T")

PLACES = "places"
ENTRIES = "entries"

Changed = tuple[tuple[str, str], ...]
"""The documents (table, key) whose current version a step replaced."""


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
        self._steps: dict[str, dict[int, Step]] = defaultdict(dict)
        self._twins: dict[str, list[Step]] = {}
        self._authors: dict[str, list[Step]] = defaultdict(list)
        self._placed: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)

    def apply(self, step: Step) -> Changed:
        """Take a step in and tell which documents now have another current version."""
        first = self._steps[step.writer].setdefault(step.stamp, step)
        if first is not step:
            if self.knows(step):
                return ()
            self._twins.setdefault(step.id, []).append(step)
        if step.valid:
            self._note(step)
        changed = []
        for version in _last_of_each(step):
            if self._take(step, version):
                changed.append((version.table, version.key))
        return tuple(changed)

    def _take(self, step: Step, version: Version) -> bool:
        """Let a version be the current one of its document, unless a higher one is."""
        table, key = version.table, version.key
        heads, live = self._heads[table], self._live[table]
        head = heads.get(key)
        if head is not None and not self._wins(step, version, head):
            return False
        heads[key] = (step, version)
        if table == PLACES:
            self._place(live.get(key), version)
        if version.deletes:
            live.pop(key, None)
        else:
            live[key] = version
        return True

    def knows(self, step: Step) -> bool:
        """Whether this very step was applied before."""
        first = self._steps.get(step.writer, {}).get(step.stamp)
        if first is None:
            return False
        line = encode(step)
        return any(line == encode(twin) for twin in (first, *self._twins.get(step.id, ())))

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
        """Every step, in no particular order, damaged ones included."""
        for by_stamp in self._steps.values():
            yield from by_stamp.values()
        for twins in self._twins.values():
            yield from twins

    def steps_of(self, author: str) -> list[Step]:
        """The valid steps of one author, oldest first."""
        return list(self._authors.get(author, ()))

    def entries_of(self, form: str, group: str) -> list[str]:
        """The keys of the live entries placed in a form of a group, by position, ties by key."""
        entries = self._live.get(ENTRIES, {})
        return [key for _, key in self._placed.get((form, group), ()) if key in entries]

    def last_pos(self, form: str, group: str) -> str:
        """The last position that has a place in a form of a group; '' when there is none."""
        placed = self._placed.get((form, group))
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

    def _place(self, old: Version | None, new: Version) -> None:
        """Keep the index of places in step, each form and group sorted by position and key."""
        if old is not None:
            form, group, pos = old.spot
            placed = self._placed[form, group]
            del placed[bisect_left(placed, (pos, old.key))]
        if not new.deletes:
            form, group, pos = new.spot
            placed, place = self._placed[form, group], (pos, new.key)
            if not placed or placed[-1] < place:
                placed.append(place)
            else:
                insort(placed, place)


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
