"""A run: plan, store and clock together; every change goes through `commit` as one step."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from ai_tui.agenda.evening import Evening
from ai_tui.agenda.moments import Instant
from ai_tui.agenda.report import Report, report
from ai_tui.agenda.schedule import Schedule, schedule
from ai_tui.agenda.timeline import evening
from ai_tui.errors import AiTuiError
from ai_tui.forms import Filled, fill
from ai_tui.forms.base import Harvest, Owed, Slot
from ai_tui.locale import Words
from ai_tui.run.clock import Clock, Rehearsal, boot_id, last_sign, milliseconds
from ai_tui.run.clockwork import ClockVerbs
from ai_tui.run.groups import GroupVerbs
from ai_tui.run.harvest import HarvestVerbs
from ai_tui.run.saving import Arrived, DirectSaver, Event, Saved, Saver
from ai_tui.run.state import Change, State
from ai_tui.run.undo import UndoVerbs
from ai_tui.run.wall import WallVerbs
from ai_tui.session.model import Form, Group, GroupKind
from ai_tui.store.steps import Step, Version
from ai_tui.store.store import Store

KINDS: tuple[GroupKind, ...] = ("groups", "themes")

ATTENDED_WITHIN = timedelta(seconds=3)
"""A rehearsal whose screens showed this recently that they were on is still attended."""

ATTENDING = "attending"
"""The table of the writers whose screens keep a rehearsal going."""


class Run:
    """One run of a session, as one process sees and changes it.

    `harvest`, `clock`, `groups` and `undo` hold the verbs. `saver` decides how changes reach the
    disk; what it posts comes back through `receive`, on the thread that reads the state.
    """

    def __init__(self, store: Store, author: str, clock: Clock, words: Words | None = None) -> None:
        self.store = store
        self.author = author
        self.state = State(store.fold)
        self.saver: Saver = DirectSaver(store, self.receive)
        self.harvest = HarvestVerbs(self)
        self.clock = ClockVerbs(self)
        self.groups = GroupVerbs(self)
        self.undo = UndoVerbs(self)
        self.wall = WallVerbs(self)
        self._machine = clock
        self._words = words
        self._attending = False

    @classmethod
    def open(
        cls,
        folder: Path,
        author: str,
        clock: Clock,
        *,
        words: Words | None = None,
        read_only: bool = False,
    ) -> "Run":
        """Open the run in `folder`; raises AiTuiError when it is not one or cannot be read."""
        store = Store.open(
            folder,
            author=author,
            wall=lambda: milliseconds(clock()),
            boot_id=boot_id(),
            read_only=read_only,
            words=words or Words("nl"),
        )
        run = cls(store, author, clock, words)
        if not run.state.whole:
            raise AiTuiError(store.words("run.no_plan", folder=folder))
        store.words = run.words
        return run

    def reopened(self, folder: Path) -> "Run":
        """The run in another folder, for the same author, clock and language."""
        run = Run.open(folder, self.author, self._machine, words=self._words)
        run.store.type_for(self.store.scope)
        return run

    @cached_property
    def words(self) -> Words:
        """The texts in the language chosen, else in the session's."""
        return self._words or Words(self.state.session.lang)

    @cached_property
    def zone(self) -> ZoneInfo:
        """The session's time zone."""
        return ZoneInfo(self.state.session.zone)

    @property
    def folder(self) -> Path:
        """Where the run is kept."""
        return self.store.folder

    def now(self) -> Instant:
        """The instant now: the machine's, or the rehearsal's."""
        real = self._machine()
        rehearsal = self.state.rehearsal
        return rehearsal.at(self._attended(rehearsal, real)) if rehearsal else real

    def _attended(self, rehearsal: Rehearsal, real: Instant) -> Instant:
        """The latest instant at which a rehearsal was attended: it stands still unattended.

        While its folder is out of reach nobody can tell, and it goes on.
        """
        if self._attending:
            return real
        seen = last_sign(self.store.folder, self.state.table(ATTENDING))
        if seen is None:
            return rehearsal.real if self.store.folder.is_dir() else real
        return real if seen >= real.wall else Instant(seen)

    def attend(self) -> None:
        """Let a rehearsal go on from where it stood still; the screens that run it call this."""
        rehearsal, real = self.state.rehearsal, self._machine()
        if rehearsal and not self._attending:
            versions = [Version(ATTENDING, self.store.writer, {"author": self.author})]
            stood = self._attended(rehearsal, real)
            if real.wall - stood.wall > ATTENDED_WITHIN:
                anchored = rehearsal.anchored(stood, real)
                versions.append(Version("clock", "clock", msgspec.to_builtins(anchored)))
            self.commit(versions)
        self._attending = True

    def today(self) -> date:
        """The day it is now, in the session's zone."""
        return self.now().wall.astimezone(self.zone).date()

    def schedule(self) -> Schedule:
        """The plan in absolute times, as it stands now."""
        state, start = self.state, self.state.start
        return state.keep(
            "schedule",
            ("session", "blocks", "start"),
            lambda: schedule(state.session, state.blocks, start.day, start.shift),
        )

    def evening(self, now: Instant | None = None) -> Evening:
        """Everything about the clock, now or at another instant."""
        groups: dict[GroupKind, list[str]] = {
            kind: [group.id for group in self.state.groups(kind)] for kind in KINDS
        }
        return evening(self.schedule(), self.state.moments, now or self.now(), groups)

    def report(self) -> Report:
        """Planned against actual, from the plan as it was when the run was made."""
        state, start = self.state, self.state.start
        original = schedule(state.session, state.original_blocks, start.day, start.shift)
        return report(original, self.evening())

    @property
    def closed(self) -> bool:
        """Whether the session was ended: what is typed now came afterwards."""
        last = [m.action for m in self.state.moments if m.action in ("start", "finish")]
        return bool(last) and last[-1] == "finish"

    def group_name(self, group: Group) -> str:
        """What a group is called on screen; the room in the language of the screen."""
        return group.name or self.words("common.room")

    def filled(self, form: Form, group: Group) -> Filled:
        """A form as a group filled it in: its slots, what is owed, its table and result."""
        groups, harvest = self.state.audience(form), self.harvest_of(form, group)
        return fill(form, groups, group, harvest, self.words, day=self.state.start.day)

    def slots(self, form: Form, group: Group) -> tuple[Slot, ...]:
        """Where a group's entries of a form are typed."""
        return self.filled(form, group).slots

    def harvest_of(self, form: Form, group: Group) -> Harvest:
        """What a group gave for a form."""
        return self.state.harvest(form.id, group.id)

    def owed(self, form: Form, group: Group) -> Owed:
        """How much of a form a group gave."""
        return self.filled(form, group).owed()

    def commit(self, versions: Sequence[Version], undoes: str = "") -> None:
        """Make one step of `versions`: seen at once as on its way, saved when the disk says so."""
        if not versions:
            return
        change = Change(tuple(versions), undoes)
        self.state.pending.append(change)
        self.state.changed(change.versions)
        try:
            self.saver.save(change)
        except Exception:
            self.withdraw(change)
            raise

    def withdraw(self, change: Change) -> None:
        """Take back a change that was never saved."""
        self.state.pending.remove(change)
        self.state.changed(change.versions)

    def receive(self, event: Event) -> None:
        """Take in what the disk says: own steps saved, others' steps arrived."""
        if isinstance(event, Saved):
            self.store.fold.apply(event.step)
            self.withdraw(event.change)
        elif isinstance(event, Arrived):
            for step in event.steps:
                self._take_in(step)

    def _take_in(self, step: Step) -> None:
        self.store.fold.apply(step)
        self.state.changed(step.versions)

    def close(self) -> None:
        """Write database.json and end this process's journal."""
        try:
            if not (self.store.read_only or self.store.too_new):
                self.store.snapshot(self.store.fold.tables())
        finally:
            self.store.close()
