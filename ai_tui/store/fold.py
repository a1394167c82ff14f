"""The fold: the state that follows from a set of steps, whatever their order and repetition."""

from bisect import insort
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cmp_to_key
from types import MappingProxyType

from ai_tui.store.steps import Doc, Step, Version, encode

PLACES = "places"
ENTRIES = "entries"

Changed = tuple[tuple[str, str], ...]
"""The documents (table, key) whose current version a step replaced."""

_NONE: Mapping[str, Doc] = MappingProxyType({})


class Fold:
    """The current documents, their histories and the steps they came from.

    Per document the version of the highest (valid, stamp, writer, bytes) wins, so applying is
    commutative and idempotent.
    """

    def __init__(self) -> None:
        self.last_stamp = 0
        self._heads: dict[str, dict[str, tuple[Step, Version]]] = defaultdict(dict)
        self._live: dict[str, dict[str, Doc]] = defaultdict(dict)
        self._past: dict[tuple[str, str], list[tuple[Step, Version]]] = defaultdict(list)
        self._steps: dict[str, dict[int, Step]] = defaultdict(dict)
        self._twins: dict[str, list[Step]] = {}
        self._authors: dict[str, list[Step]] = defaultdict(list)
        self._placed: dict[tuple[str, str], set[str]] = defaultdict(set)

    def apply(self, step: Step) -> Changed:
        """Take a step in and tell which documents now have another current version."""
        first = self._steps[step.writer].setdefault(step.stamp, step)
        if first is not step:
            if self.knows(step):
                return ()
            self._twins.setdefault(step.id, []).append(step)
        if step.valid:
            self._note(step)
        return tuple(
            (version.table, version.key) for version in step.versions if self._take(step, version)
        )

    def knows(self, step: Step) -> bool:
        """Whether this very step was applied before."""
        first = self._steps.get(step.writer, {}).get(step.stamp)
        if first is None:
            return False
        line = encode(step)
        return any(line == encode(twin) for twin in (first, *self._twins.get(step.id, ())))

    def doc(self, table: str, key: str) -> Doc | None:
        """The current document, or None when there is none or it was deleted."""
        live = self._live.get(table)
        return live.get(key) if live is not None else None

    def table(self, name: str) -> Mapping[str, Doc]:
        """The live documents of a table by key, in no particular order."""
        live = self._live.get(name)
        return MappingProxyType(live) if live is not None else _NONE

    def tables(self) -> dict[str, dict[str, Doc]]:
        """A copy of all live documents by table and key, to hand to another thread."""
        return {name: dict(live) for name, live in self._live.items() if live}

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

    def step(self, id: str) -> Step | None:
        """The step of that id, the valid one if a damaged copy has the same id."""
        stamp, _, writer = id.partition("-")
        known = stamp.isascii() and stamp.isdigit()
        first = self._steps.get(writer, {}).get(int(stamp)) if known else None
        return max((first, *self._twins.get(id, ())), key=_by_rank) if first else None

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
        keys = self._placed.get((form, group))
        if not keys:
            return []
        places, entries = self._live[PLACES], self._live[ENTRIES]
        return sorted(
            (key for key in keys if key in entries),
            key=lambda key: (str(places[key].get("pos", "")), key),
        )

    def until(self, stamp: int) -> "Fold":
        """The state as it was at `stamp`, in milliseconds since the epoch."""
        then = Fold()
        for step in self.steps():
            if step.stamp <= stamp:
                then.apply(step)
        return then

    def _note(self, step: Step) -> None:
        """Keep a valid step where undo and the next stamp look for it."""
        self.last_stamp = max(self.last_stamp, step.stamp)
        own = self._authors[step.author]
        if own and _outranks(own[-1], step):
            insort(own, step, key=_by_rank)
        else:
            own.append(step)

    def _take(self, step: Step, version: Version) -> bool:
        heads = self._heads[version.table]
        head = heads.get(version.key)
        if head is not None:
            if head[0] is not step and not _outranks(step, head[0]):
                self._past[version.table, version.key].append((step, version))
                return False
            if head[0] is not step:
                self._past[version.table, version.key].append(head)
        heads[version.key] = (step, version)
        self._show(version)
        return True

    def _show(self, version: Version) -> None:
        """Make a version the live one, and keep the index of places in step."""
        live = self._live[version.table]
        if version.table == PLACES:
            self._place(version.key, live.get(version.key), version.doc)
        if version.doc is None:
            live.pop(version.key, None)
        else:
            live[version.key] = version.doc

    def _place(self, key: str, old: Doc | None, new: Doc | None) -> None:
        if old is not None:
            self._placed[_spot(old)].discard(key)
        if new is not None:
            self._placed[_spot(new)].add(key)


def _spot(place: Doc) -> tuple[str, str]:
    return str(place.get("form", "")), str(place.get("group", ""))


def _outranks(step: Step, other: Step) -> bool:
    if step.valid is not other.valid:
        return step.valid
    if step.stamp != other.stamp:
        return step.stamp > other.stamp
    if step.writer != other.writer:
        return step.writer > other.writer
    return encode(step) > encode(other)


def _compare(step: Step, other: Step) -> int:
    return _outranks(step, other) - _outranks(other, step)


_by_rank = cmp_to_key(_compare)
