"""A run: plan, store and clock together, and the verbs that change it."""

from datetime import date, timedelta
from pathlib import Path

import msgspec

from ai_tui.agenda.report import Report, report
from ai_tui.agenda.schedule import schedule
from ai_tui.errors import AiTuiError
from ai_tui.forms import Filled, fill
from ai_tui.forms.base import Harvest, Owed, Slot
from ai_tui.locale import Words
from ai_tui.run.clock import Clock, boot_id, wall_of
from ai_tui.run.clockwork import ClockVerbs
from ai_tui.run.groups import GroupVerbs
from ai_tui.run.harvest import HarvestVerbs
from ai_tui.run.ledger import ATTENDING, Ledger
from ai_tui.run.rounds import groups_at_first_turn
from ai_tui.run.undo import UndoVerbs
from ai_tui.run.wall import WallVerbs
from ai_tui.session.model import Form, Group
from ai_tui.store.steps import Version
from ai_tui.store.store import Store

ATTENDED_WITHIN = timedelta(seconds=3)
"""A rehearsal whose screens showed this recently that they were on is still attended."""


class Run(Ledger):
    """One run of a session, as one process sees and changes it.

    `harvest`, `clock`, `groups`, `undo` and `wall` hold the verbs.
    """

    def __init__(self, store: Store, author: str, clock: Clock, words: Words | None = None) -> None:
        super().__init__(store, author, clock, words)
        self.harvest = HarvestVerbs(self)
        self.clock = ClockVerbs(self)
        self.groups = GroupVerbs(self)
        self.undo = UndoVerbs(self)
        self.wall = WallVerbs(self)

    @classmethod
    def open(
        cls,
        folder: Path,
        author: str,
        clock: Clock,
        *,
        words: Words | None = None,
        errors: Words | None = None,
        read_only: bool = False,
    ) -> "Run":
        """Open the run in `folder`; raises AiTuiError when it is not one or cannot be read.

        Without `words` it speaks the session's language, and `errors` until that is known.
        Nobody by name is the scribe.
        """
        store = Store.open(
            folder,
            author=author,
            wall=wall_of(clock),
            boot_id=boot_id(),
            read_only=read_only,
            words=words or errors,
        )
        run = cls(store, author, clock, words)
        if not run.state.whole:
            raise AiTuiError(store.words("run.no_plan", folder=folder))
        store.words = run.words
        if not author:
            run.sign(run.words("common.scribe"))
        return run

    def sign(self, author: str) -> None:
        """Say who types from now on."""
        self.author = author
        self.store.sign(author)

    def reopened(self, folder: Path) -> "Run":
        """The run as it is in a folder, for the same author, clock and language."""
        read_only = self.store.read_only
        run = Run.open(folder, self.author, self.machine, words=self._words, read_only=read_only)
        run.store.type_for(self.store.scope)
        return run

    @property
    def folder(self) -> Path:
        """Where the run is kept."""
        return self.store.folder

    def attend(self) -> None:
        """Let a rehearsal go on from where it stood still; the screens that run it call this."""
        rehearsal, real = self.state.rehearsal, self.machine()
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

    def report(self) -> Report:
        """Planned against actual, from the plan as it was when the run was made."""
        state, start = self.state, self.state.start
        original = schedule(state.session, state.original_blocks, start.day, start.shift)
        return report(original, self.schedule(), self.evening(), groups_at_first_turn(state))

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

    def close(self) -> None:
        """Write database.json and end this process's journal."""
        try:
            if not (self.store.read_only or self.store.too_new):
                self.store.snapshot(self.store.fold.tables())
        finally:
            self.store.close()
