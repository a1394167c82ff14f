"""What a run holds at this moment: the fold of all journals, and one's own steps on their way."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import cached_property
from operator import itemgetter
from typing import Any, Literal, TypeVar

from msgspec import Struct

from ai_tui.agenda.moments import Moment
from ai_tui.forms.base import Entry, Harvest
from ai_tui.run.clock import Rehearsal
from ai_tui.run.documents import read
from ai_tui.run.harvests import Harvests
from ai_tui.session.model import ROOM, Block, Form, Group, GroupKind, Session
from ai_tui.store.fold import Fold
from ai_tui.store.steps import Version

T = TypeVar("T")

FormState = Literal["open", "paper", "typed", "read", "nothing"]
"""Where a group's form stands: open, on paper, typed, read back, or nothing will come."""


class RunInfo(Struct, frozen=True, kw_only=True):
    """What a run is called, when it was made, and whether it is a rehearsal."""

    id: str
    name: str
    made: datetime
    rehearsal: bool = False


class Start(Struct, frozen=True, kw_only=True):
    """When the run was meant to begin: `shift` moves every planned time of day `day`."""

    choice: str
    day: date
    shift: timedelta = timedelta()


class Note(Struct, frozen=True, kw_only=True):
    """A loose note, with the block that ran when it was typed."""

    id: str
    text: str
    block: str = ""
    author: str = ""
    at: datetime | None = None


class _Said(Struct, frozen=True):
    """What the scribe said of a group's form."""

    state: FormState


Rank = tuple[int, int, str]
"""What orders steps: their era, their stamp and their writer."""
ON_ITS_WAY: Rank = (sys.maxsize, 0, "")
"""The rank of what is not saved yet: it comes after all that is."""


class Change(Struct, frozen=True):
    """Versions that belong together, on their way to becoming one step."""

    versions: tuple[Version, ...]
    undoes: str = ""


class State:
    """Typed views of the documents; views of tables that did not change are kept."""

    def __init__(self, fold: Fold) -> None:
        self.fold = fold
        self.pending: list[Change] = []
        self._overlay: dict[tuple[str, str], dict[str, Any] | None] = {}
        self._kept: dict[str, Any] = {}
        self._made_of: dict[str, set[str]] = {}
        self._harvests = Harvests(fold)

    def changed(self, versions: Sequence[Version]) -> None:
        """Forget the views that `versions` may have changed."""
        self._overlay = {
            (version.table, version.key): version.doc
            for change in self.pending
            for version in change.versions
        }
        self._harvests.changed(versions, self._overlay)
        for version in versions:
            self._kept.pop(version.table, None)
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
        if (table, key) in self._overlay:
            return self._overlay[table, key]
        return self.fold.doc(table, key)

    def table(self, name: str) -> dict[str, dict[str, Any]]:
        """All current documents of a table."""
        docs = dict(self.fold.table(name))
        for (table, key), doc in self._overlay.items():
            if table == name:
                docs.pop(key, None)
                if doc is not None:
                    docs[key] = doc
        return docs

    def rank(self, table: str, key: str) -> Rank:
        """What orders documents by when their newest version was saved, the oldest first."""
        step = None if (table, key) in self._overlay else self.fold.current(table, key)
        return step.rank if step else ON_ITS_WAY

    def _typed(self, table: str, kind: type[T]) -> list[T]:
        if table not in self._kept:
            things = (read(doc, kind) for doc in self.table(table).values())
            self._kept[table] = [thing for thing in things if thing is not None]
        kept: list[T] = self._kept[table]
        return kept

    @property
    def whole(self) -> bool:
        """Whether there is a plan to run: a run has one from its first step on."""
        kinds: tuple[tuple[str, type[Struct]], ...] = (
            ("run", RunInfo),
            ("session", Session),
            ("start", Start),
        )
        return all(self._typed(table, kind) for table, kind in kinds)

    @property
    def info(self) -> RunInfo:
        """What the run is called and when it was made."""
        return self._typed("run", RunInfo)[0]

    @property
    def session(self) -> Session:
        """The session this run runs."""
        return self._typed("session", Session)[0]

    @property
    def start(self) -> Start:
        """The start choice."""
        return self._typed("start", Start)[0]

    @property
    def rehearsal(self) -> Rehearsal | None:
        """The rehearsal's clock, if this is one."""
        clocks = self._typed("clock", Rehearsal)
        return clocks[0] if clocks else None

    @property
    def blocks(self) -> list[Block]:
        """The blocks in the order of the plan."""
        return sorted(self._typed("blocks", Block), key=lambda block: (block.pos, block.id))

    @cached_property
    def original_blocks(self) -> list[Block]:
        """The blocks as they were when the run was made: those of the first step."""
        made, _ = self.fold.versions("session", "session")[0]
        docs = [version.doc for version in made.versions if version.table == "blocks"]
        blocks = [block for doc in docs if (block := read(doc, Block)) is not None]
        return sorted(blocks, key=lambda block: (block.pos, block.id))

    @property
    def forms(self) -> list[Form]:
        """The forms in the order of the plan."""
        order = {block.id: index for index, block in enumerate(self.blocks)}
        return sorted(
            self._typed("forms", Form),
            key=lambda form: (order.get(form.block, len(order)), form.pos, form.id),
        )

    @property
    def all_groups(self) -> list[Group]:
        """Every group there ever was, closed and merged ones too, in order."""
        return list(self._in_order())

    def _in_order(self) -> tuple[Group, ...]:
        def sort() -> tuple[Group, ...]:
            groups = self._typed("groups", Group)
            return tuple(sorted(groups, key=lambda group: (group.pos, group.id)))

        return self.keep("groups in order", ("groups",), sort)

    def groups(self, kind: GroupKind) -> list[Group]:
        """The open groups of one kind, in order."""
        return [group for group in self._in_order() if group.kind == kind and not group.closed]

    def group(self, key: str) -> Group | None:
        """A group by its id; the room too."""
        if key == ROOM.id:
            return ROOM
        return next((group for group in self._in_order() if group.id == key), None)

    def groups_of(self, form: Form) -> list[Group]:
        """Whom a form is asked of: the open groups of its audience, or the room."""
        return [ROOM] if form.audience == "room" else self.groups(form.audience)

    def audience(self, form: Form) -> list[Group]:
        """Everybody a form was ever asked of; those who left only lend their names."""
        return [group for group in self._in_order() if group.kind == form.audience] or [ROOM]

    def form(self, key: str) -> Form | None:
        """A form by its id."""
        return next((form for form in self.forms if form.id == key), None)

    def block(self, key: str) -> Block | None:
        """A block by its id."""
        return next((block for block in self.blocks if block.id == key), None)

    @property
    def moments(self) -> list[Moment]:
        """What happened to the clock, in the order in which it was pressed."""
        if "moments" not in self._kept:
            made = [
                (_pressed(self, key), moment)
                for key, doc in self.table("moments").items()
                if (moment := read(doc, Moment)) is not None
            ]
            self._kept["moments"] = [moment for _, moment in sorted(made, key=itemgetter(0))]
        kept: list[Moment] = self._kept["moments"]
        return kept

    def entry(self, key: str) -> Entry | None:
        """An entry by its id, or None when it was removed."""
        return self._harvests.entry(key)

    def harvest(self, form: str, group: str) -> Harvest:
        """The entries of one form and group, per slot, in order."""
        return self._harvests.of(form, group)

    def last_pos(self, form: str, group: str) -> str:
        """The position of the last entry of a form and group; '' when there was never any."""
        return self._harvests.last_pos(form, group)

    def entries(self) -> Iterator[Entry]:
        """All entries of the run, in no order."""
        for key in self.table("entries"):
            if (entry := self.entry(key)) is not None:
                yield entry

    @property
    def notes(self) -> list[Note]:
        """The loose notes, oldest first."""
        return sorted(self._typed("notes", Note), key=lambda note: self.rank("notes", note.id))

    def form_state(self, form: str, group: str) -> FormState:
        """What the scribe said of a group's form; 'open' when nothing was said."""
        doc = self.doc("states", f"{form}/{group}")
        said = read(doc, _Said)
        return said.state if said else "open"


def _pressed(state: State, key: str) -> tuple[Rank, int]:
    """The rank of the step in which a moment was pressed, and its place in that."""
    if past := state.fold.versions("moments", key):
        step = past[0][0]
        return step.rank, _presses(step.versions).index(key)
    waiting = [key for change in state.pending for key in _presses(change.versions)]
    return ON_ITS_WAY, waiting.index(key)


def _presses(versions: Iterable[Version]) -> list[str]:
    """The moments among `versions`, in the order in which they count."""
    return [version.key for version in versions if version.table == "moments"]
