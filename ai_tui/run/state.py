"""What a run holds at this moment: its plan, groups and harvest, as its documents tell them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import islice
from operator import itemgetter
from typing import Literal, TypeVar

from msgspec import Struct
from msgspec.structs import force_setattr

from ai_tui.agenda.moments import Moment, is_on_calendars
from ai_tui.agenda.schedule import schedule
from ai_tui.forms.base import Entry, Harvest
from ai_tui.run.clock import Rehearsal
from ai_tui.run.documents import ON_ITS_WAY, Documents, Rank, T, dated, read
from ai_tui.run.harvests import Harvests
from ai_tui.session import zones
from ai_tui.session.model import ROOM, Block, Form, Group, GroupKind, Session
from ai_tui.store.fold import Fold
from ai_tui.store.steps import Version

Part = TypeVar("Part", Block, Group)

FormState = Literal["open", "paper", "typed", "read", "nothing"]
"""Where a group's form stands: open, on paper, typed, read back, or nothing will come."""


class RunInfo(Struct, frozen=True, kw_only=True):
    """What a run is called, when it was made, and whether it is a rehearsal."""

    id: str
    name: str
    made: datetime
    rehearsal: bool = False

    def __post_init__(self) -> None:
        if not is_on_calendars(self.made):
            raise ValueError("a time of no calendar")


class Start(Struct, frozen=True, kw_only=True):
    """When the run was meant to begin: `shift` moves every planned time of day `day`."""

    choice: str
    day: date
    shift: timedelta = timedelta()


class Note(Struct, frozen=True, kw_only=True):
    """A loose note, with the block that ran when it was typed.

    Of a time that is on no calendar nothing is known.
    """

    id: str
    text: str
    block: str = ""
    author: str = ""
    at: datetime | None = None

    def __post_init__(self) -> None:
        force_setattr(self, "at", dated(self.at))


class _Said(Struct, frozen=True):
    """What the scribe said of a group's form."""

    state: FormState


class State(Documents):
    """Typed views of the documents."""

    def __init__(self, fold: Fold) -> None:
        super().__init__(fold)
        self._harvests = Harvests(self)

    def changed(self, versions: Sequence[Version]) -> None:
        """Forget the views that `versions` may have changed."""
        super().changed(versions)
        self._harvests.changed(versions)

    @property
    def whole(self) -> bool:
        """Whether there is a plan to run: a run has one from its first step on."""
        return bool(self._infos and self._sessions and self._starts)

    @property
    def info(self) -> RunInfo:
        """What the run is called and when it was made."""
        return self._infos[0]

    @property
    def session(self) -> Session:
        """The session this run runs."""
        return self._sessions[0]

    @property
    def start(self) -> Start:
        """The start choice."""
        return self._starts[0]

    @property
    def _infos(self) -> list[RunInfo]:
        return self.keep(
            "newest run", ("run",), lambda: self._newest("run", RunInfo, lambda _: True)
        )

    @property
    def _sessions(self) -> list[Session]:
        return self.keep(
            "newest session",
            ("session",),
            lambda: self._newest("session", Session, lambda session: zones.exists(session.zone)),
        )

    @property
    def _starts(self) -> list[Start]:
        return self.keep(
            "newest start",
            ("session", "blocks", "start"),
            lambda: self._newest("start", Start, self._has_times) if self._sessions else [],
        )

    def _newest(self, table: str, kind: type[T], fits: Callable[[T], bool]) -> list[T]:
        """The newest version of the document of a table that can be run with, or none."""
        read_all = (read(doc, kind) for doc in self.history(table, table))
        return list(islice((it for it in read_all if it is not None and fits(it)), 1))

    def _has_times(self, start: Start) -> bool:
        """Whether the plan can be put on the clock from there: no time lies beyond the years."""
        try:
            schedule(self.session, self.blocks, start.day, start.shift)
        except OverflowError:
            return False
        return True

    @property
    def rehearsal(self) -> Rehearsal | None:
        """The rehearsal's clock, if this is one."""
        clocks = self.things("clock", Rehearsal)
        return clocks[0] if clocks else None

    @property
    def blocks(self) -> list[Block]:
        """The blocks in the order of the plan."""
        return _in_order(self.things("blocks", Block))

    @cached_property
    def original_blocks(self) -> list[Block]:
        """The blocks as they were when the run was made.

        Of a damaged first step the store may have put one document in another place, not two.
        """
        made = max(self.fold.versions(table, table)[0][0].rank[:2] for table in ("run", "session"))
        steps = (step.versions for step in self.fold.steps())
        keys = {each.key for versions in steps for each in versions if each.table == "blocks"}
        firsts = (first for key in keys for first in self.fold.versions("blocks", key)[:1])
        docs = (doc for step, doc in firsts if step.rank[:2] <= made)
        return _in_order(block for doc in docs if (block := read(doc, Block)) is not None)

    @property
    def all_blocks(self) -> list[Block]:
        """The blocks in the order of the plan, with those that left it where they stood."""
        now = {block.id: block for block in self.blocks}
        gone = (block for block in self.original_blocks if block.id not in now)
        return _in_order([*now.values(), *gone])

    @property
    def forms(self) -> list[Form]:
        """The forms in the order of the plan."""
        order = {block.id: index for index, block in enumerate(self.blocks)}
        return sorted(
            self.things("forms", Form),
            key=lambda form: (order.get(form.block, len(order)), form.pos, form.id),
        )

    @property
    def all_groups(self) -> list[Group]:
        """Every group there ever was, closed and merged ones too, in order."""
        return list(self._groups())

    def _groups(self) -> Sequence[Group]:
        return self.keep(
            "groups in order", ("groups",), lambda: _in_order(self.things("groups", Group))
        )

    def groups(self, kind: GroupKind) -> list[Group]:
        """The open groups of one kind, in order."""
        return [group for group in self._groups() if group.kind == kind and not group.closed]

    def group(self, key: str) -> Group | None:
        """A group by its id; the room too."""
        if key == ROOM.id:
            return ROOM
        return next((group for group in self._groups() if group.id == key), None)

    def groups_of(self, form: Form) -> list[Group]:
        """Whom a form is asked of: the open groups of its audience, or the room."""
        return [ROOM] if form.audience == "room" else self.groups(form.audience)

    def groups_with(self, form: Form) -> list[Group]:
        """Whose form there is to fill in: those it is asked of, and who left and gave something."""
        there = self.groups_of(form)
        gone = [group for group in self._groups() if group.closed and group not in there]
        return [*there, *(group for group in gone if self.harvest(form.id, group.id))]

    def audience(self, form: Form) -> list[Group]:
        """Everybody a form was ever asked of; those who left only lend their names."""
        return [group for group in self._groups() if group.kind == form.audience] or [ROOM]

    def form(self, key: str) -> Form | None:
        """A form by its id."""
        return next((form for form in self.forms if form.id == key), None)

    def block(self, key: str) -> Block | None:
        """A block by its id."""
        return next((block for block in self.blocks if block.id == key), None)

    @property
    def moments(self) -> list[Moment]:
        """What happened to the clock, in the order in which it was pressed."""
        return self.keep("moments in order", ("moments",), lambda: _moments(self))

    def entry(self, key: str) -> Entry | None:
        """An entry by its id, or None when it was removed."""
        return self._harvests.entry(key)

    def harvest(self, form: str, group: str) -> Harvest:
        """The entries of one form and group, per slot, in order."""
        return self._harvests.of(form, group)

    def last_pos(self, form: str, group: str) -> str:
        """The position of the last entry of a form and group; '' when there was never any."""
        last = self.fold.last_pos(form, group)
        for (table, _), doc in self.overlay.items() if self.overlay else ():
            if table == "places" and doc and (doc.get("form"), doc.get("group")) == (form, group):
                last = max(last, str(doc["pos"]))
        return last

    def entries(self) -> Iterator[Entry]:
        """All entries of the run, in no order."""
        for key in self.table("entries"):
            if (entry := self.entry(key)) is not None:
                yield entry

    @property
    def notes(self) -> list[Note]:
        """The loose notes, oldest first."""
        return sorted(self.things("notes", Note), key=lambda note: self.rank("notes", note.id))

    def form_state(self, form: str, group: str) -> FormState:
        """What the scribe said of a group's form; 'open' when nothing was said."""
        doc = self.doc("states", f"{form}/{group}")
        said = read(doc, _Said)
        return said.state if said else "open"


def _in_order(parts: Iterable[Part]) -> list[Part]:
    """The parts of a plan in the order of their positions."""
    return sorted(parts, key=lambda part: (part.pos, part.id))


def _moments(docs: Documents) -> list[Moment]:
    made = [
        (pressed(docs, key), moment)
        for key, doc in docs.table("moments").items()
        if (moment := read(doc, Moment)) is not None
    ]
    return [moment for _, moment in sorted(made, key=itemgetter(0))]


def pressed(docs: Documents, key: str) -> tuple[Rank, int]:
    """The rank of the step in which a moment was pressed, and its place in that."""
    if past := docs.fold.versions("moments", key):
        step = past[0][0]
        return step.rank, _presses(step.versions).index(key)
    waiting = [key for change in docs.pending for key in _presses(change.versions)]
    return ON_ITS_WAY, waiting.index(key)


def _presses(versions: Iterable[Version]) -> list[str]:
    """The moments among `versions`, in the order in which they count."""
    return [version.key for version in versions if version.table == "moments"]
