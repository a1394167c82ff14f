"""What the verbs of a run work on: its state, its clock, and `commit`, which makes one step."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cached_property
from zoneinfo import ZoneInfo

import msgspec

from ai_tui.agenda.evening import Evening
from ai_tui.agenda.moments import Instant
from ai_tui.agenda.schedule import Schedule, schedule
from ai_tui.agenda.timeline import evening
from ai_tui.locale import Words
from ai_tui.run.clock import Clock, Rehearsal, last_sign, wall_of
from ai_tui.run.documents import Change, read
from ai_tui.run.saving import Arrived, DirectSaver, Event, Replaced, Saved, Saver
from ai_tui.run.state import State
from ai_tui.session.model import GroupKind
from ai_tui.store.problems import Damage
from ai_tui.store.steps import Step, Version
from ai_tui.store.store import Store

KINDS: tuple[GroupKind, ...] = ("groups", "themes")

PLAN = ("run", "session", "start")
"""The tables of one document each without which there is nothing to run."""

ATTENDING = "attending"
"""The table of the writers whose screens keep a rehearsal going."""


class Ledger:
    """The state of one run and the way to change it.

    `saver` decides how changes reach the disk; what it posts comes back through `receive`, on
    the thread that reads the state. `machine` tells the real time, also in a rehearsal.
    """

    def __init__(self, store: Store, author: str, clock: Clock, words: Words | None = None) -> None:
        self.store = store
        self.author = author
        self.state = State(store.fold)
        self.saver: Saver = DirectSaver(store)
        self.machine = clock
        self._wall = wall_of(clock)
        self._words = words
        self._attending = False
        self._places: dict[str, tuple[str, int]] = {}
        """The file and the line of the steps that hold what is not as it should be, by their id."""

    @cached_property
    def words(self) -> Words:
        """The texts in the language chosen, else in the session's."""
        return self._words or Words(self.state.session.lang)

    @cached_property
    def zone(self) -> ZoneInfo:
        """The session's time zone."""
        return ZoneInfo(self.state.session.zone)

    def now(self) -> Instant:
        """The instant now: the machine's, or the rehearsal's."""
        real = self.machine()
        rehearsal = self.state.rehearsal
        return rehearsal.at(self._attended(rehearsal, real)) if rehearsal else real

    def told_at(self, real: datetime) -> datetime:
        """What the session's clock told at a real time that is past: in a rehearsal its own time.

        A rehearsal stood still whenever nobody attended it, which ended when it was anchored anew.
        """
        told = real
        if self.state.rehearsal:
            told = self.now().wall
            for _, doc in reversed(self.state.fold.versions("clock", "clock")):
                if (clock := read(doc, Rehearsal)) is not None:
                    told = min(told, clock.at(Instant(real)).wall)
                    if clock.real.wall <= real:
                        break
        return told.astimezone(self.zone)

    def now_written(self) -> str:
        """The time now as documents tell it: to the second, in the session's zone."""
        rehearsed = self.state.things("clock", Rehearsal)
        second = int(self.now().wall.timestamp()) if rehearsed else self._wall() // 1000
        written: str = msgspec.to_builtins(datetime.fromtimestamp(second, self.zone))
        return written

    def _attended(self, rehearsal: Rehearsal, real: Instant) -> Instant:
        """The latest instant at which a rehearsal was attended: it stands still unattended.

        It also does until something is pressed: nothing is late before that. While its folder is
        out of reach nobody can tell, and it goes on.
        """
        if not self.state.table("moments"):
            return rehearsal.real
        if self._attending:
            return real
        seen = last_sign(self.store.folder, self.state.table(ATTENDING))
        if seen is None:
            return rehearsal.real if self.store.folder.is_dir() else real
        return real if seen >= real.wall else Instant(seen)

    def go_from_here(self) -> None:
        """Let a rehearsal in which nothing was pressed yet go on from where it stands."""
        rehearsal = self.state.rehearsal
        if rehearsal and not self.state.table("moments"):
            anchored = rehearsal.anchored(rehearsal.real, self.machine())
            self.commit([Version("clock", "clock", msgspec.to_builtins(anchored))])

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

    @property
    def damage(self) -> tuple[Damage, ...]:
        """What is damaged in the folder, and what was read here and is not what it should be."""
        return (*self.store.damage, *self._unfit())

    def _unfit(self) -> Iterator[Damage]:
        heads = ((at, self.state.fold.current(*at)) for at in sorted(self.state.unfit))
        found = [(at, step) for at, step in heads if step is not None and step.valid]
        if new := [step for _, step in found if step.id not in self._places]:
            self._places |= self.store.places_of(new)
        for at, step in found:
            yield Damage(*self._places[step.id], "unfit", "/".join(at))

    @property
    def closed(self) -> bool:
        """Whether the session was ended: what is typed now came afterwards."""
        return self.state.keep("closed", ("moments",), self._is_closed)

    def _is_closed(self) -> bool:
        last = [m.action for m in self.state.moments if m.action in ("start", "finish")]
        return bool(last) and last[-1] == "finish"

    def commit(self, versions: Sequence[Version], undoes: str = "") -> None:
        """Make one step of `versions`: saved now, or seen as on its way until the disk says so.

        Raises what the saver raises; nothing has changed then.
        """
        if not versions:
            return
        change = Change(tuple(versions), undoes)
        step = self.saver.save(change)
        if step is None:
            self.state.pending.append(change)
            self.state.changed(change.versions)
        else:
            self._take_in(step)

    def receive(self, event: Event) -> None:
        """Take in what the disk says: own steps saved, others' arrived or replaced."""
        if isinstance(event, Saved):
            self.state.pending.remove(event.change)
            self._take_in(event.step)
        elif isinstance(event, Arrived):
            for step in event.steps:
                self._take_in(step)
        elif isinstance(event, Replaced):
            self._replace(event.steps)

    def _replace(self, steps: Sequence[Step]) -> None:
        """Forget damaged steps in whose place others are, unless no plan were left to run."""
        self._forget(steps)
        if not self.state.whole:
            heads = (self.store.fold.current(table, table) for table in PLAN)
            self._forget([head for head in heads if head and not head.valid])
            for step in steps:
                self._take_in(step)

    def _forget(self, steps: Sequence[Step]) -> None:
        gone = [at for step in steps for at in self.store.fold.forget(step)]
        self.state.changed([Version(*at, None) for at in gone])

    def _take_in(self, step: Step) -> None:
        others = self.store.fold.apply(step)
        self.state.changed(step.versions)
        if others:
            self.state.changed([Version(*at, None) for at in others])
