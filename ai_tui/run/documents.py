"""The documents of a run at this moment: what the journals hold, under what is on its way there."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from ai_tui.agenda.moments import is_on_calendars
from ai_tui.errors import AiTuiError
from ai_tui.store.fold import Fold
from ai_tui.store.steps import Version

T = TypeVar("T")

DAMAGED = (
    AiTuiError,
    OSError,
    msgspec.MsgspecError,
    LookupError,
    ValueError,
    TypeError,
    ArithmeticError,
)
"""What reading a run that somebody else changed can raise."""

SINGLE = ("run", "session")
"""The tables of one document, of which the id is a name and not its key."""

Rank = tuple[int, int, str]
"""What orders steps: their era, their stamp and their writer."""
ON_ITS_WAY: Rank = (sys.maxsize, 0, "")
"""The rank of what is not saved yet: it comes after all that is."""


class Change(Struct, frozen=True):
    """Versions that belong together, on their way to becoming one step."""

    versions: tuple[Version, ...]
    undoes: str = ""


class Documents:
    """All documents by table and key; what was made of tables that did not change is kept.

    `pending` are the changes on their way to the disk, `overlay` the documents that they make,
    None for one that goes. `unfit` are the documents, by table and key, whose newest version was
    read and is not what it should be: an older one counts, if there is one.
    """

    def __init__(self, fold: Fold) -> None:
        self.fold = fold
        self.pending: list[Change] = []
        self.overlay: dict[tuple[str, str], dict[str, Any] | None] = {}
        self.unfit: set[tuple[str, str]] = set()
        self._kept: dict[str, Any] = {}
        self._made_of: dict[str, set[str]] = {}

    def changed(self, versions: Sequence[Version]) -> None:
        """Forget what was made of the tables of `versions`."""
        self.overlay = {
            (version.table, version.key): version.doc
            for change in self.pending
            for version in change.versions
        }
        for version in versions:
            self.unfit.discard((version.table, version.key))
            for name in self._made_of.pop(version.table, ()):
                self._kept.pop(name, None)

    def keep(self, name: str, tables: Iterable[str], make: Callable[[], T]) -> T:
        """What `make` gives, made anew only after one of `tables` changed."""
        if name not in self._kept:
            self._kept[name] = make()
            for table in tables:
                self._made_of.setdefault(table, set()).add(name)
        kept: T = self._kept[name]
        return kept

    def doc(self, table: str, key: str) -> dict[str, Any] | None:
        """The current version of a document, or None."""
        if (table, key) in self.overlay:
            return self.overlay[table, key]
        return self.fold.doc(table, key)

    def history(self, table: str, key: str) -> Iterator[dict[str, Any] | None]:
        """Every version of a document, the newest first."""
        if (table, key) in self.overlay:
            yield self.overlay[table, key]
        yield from (doc for _, doc in reversed(self.fold.versions(table, key)))

    def table(self, name: str) -> dict[str, dict[str, Any]]:
        """All current documents of a table."""
        docs = dict(self.fold.table(name))
        for (table, key), doc in self.overlay.items():
            if table == name:
                docs.pop(key, None)
                if doc is not None:
                    docs[key] = doc
        return docs

    def things(self, table: str, kind: type[T]) -> list[T]:
        """What the documents of a table stand for, without those that never were of the kind."""
        things: list[T] | None = self._kept.get(table)
        if things is None:
            return self.keep(
                table, (table,), lambda: [thing for _, thing in self.read_all(table, kind)]
            )
        return things

    def read_all(self, table: str, kind: type[T]) -> Iterator[tuple[str, T]]:
        """The documents of a table by key, each in its newest version that is of the kind."""
        for key, doc in self.table(table).items():
            thing = read_as(table, key, doc, kind)
            if thing is None:
                thing = self._earlier(table, key, kind)
            if thing is not None:
                yield key, thing

    def newest(self, table: str, key: str, kind: type[T]) -> T | None:
        """A document in its newest version that is of the kind; None when it was deleted."""
        doc = self.doc(table, key)
        if doc is None:
            return None
        thing = read_as(table, key, doc, kind)
        return self._earlier(table, key, kind) if thing is None else thing

    def _earlier(self, table: str, key: str, kind: type[T]) -> T | None:
        """What counts of a document whose newest version is not of the kind, which is noted."""
        self.unfit.add((table, key))
        return first_read(table, key, self.history(table, key), kind)

    def rank(self, table: str, key: str) -> Rank:
        """What orders documents by when their newest version was saved, the oldest first."""
        step = None if (table, key) in self.overlay else self.fold.current(table, key)
        return step.rank if step else ON_ITS_WAY


def first_read(
    table: str, key: str, docs: Iterable[dict[str, Any] | None], kind: type[T]
) -> T | None:
    """The first of the versions of a document that is of the kind, or None if it was deleted."""
    for doc in docs:
        if doc is None:
            return None
        if (thing := read_as(table, key, doc, kind)) is not None:
            return thing
    return None


def read_as(table: str, key: str, doc: object, kind: type[T]) -> T | None:
    """The document of a table and key as `kind`; None when it is not, or says another id."""
    thing = read(doc, kind)
    return thing if table in SINGLE or getattr(thing, "id", key) == key else None


def read(doc: object, kind: type[T]) -> T | None:
    """The document as `kind`, or None when it is not of that kind."""
    try:
        return msgspec.convert(doc, kind)
    except msgspec.ValidationError:
        return None


def dated(at: datetime | None) -> datetime | None:
    """The time that a document says, None for one that is on no calendar."""
    return at if at is not None and is_on_calendars(at) else None
