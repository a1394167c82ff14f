"""What has happened in each block, phase and turn so far: plain records, filled by the fold."""

from copy import copy
from datetime import datetime, timedelta

from msgspec import Struct, field
from msgspec.structs import replace

from ai_tui.agenda.schedule import Slot
from ai_tui.session.model import Phase

_NONE = timedelta()
_WHOLE = (Phase(id="", title=""),)


class TurnLog(Struct, gc=False):
    """A group's turn: `called` once it began; a passed turn may still be called."""

    taken: timedelta = _NONE
    extended: timedelta = _NONE
    called: bool = False
    passed: bool = False


class PhaseLog(Struct, gc=False):
    """A phase: `spent` is all the time it ever ran, `before` what of it lies before it began anew.

    A press that saw it noted its `key`, and behind that who was `speaking`. The next phase does not
    follow by itself before `until` is spent (None: it never does). In a round `speaking` has its
    `turn`; when nobody has, `turn` is the change after the last one (None: before the first). Among
    the `turns` those that were called stand in their order. `tight` is the least that was left when
    time was taken from it, None when none ever was.
    """

    plan: Phase
    key: str
    until: timedelta | None
    started: datetime | None = None
    ended: datetime | None = None
    before: timedelta = _NONE
    spent: timedelta = _NONE
    paused: timedelta = _NONE
    extended: timedelta = _NONE
    turns: dict[str, TurnLog] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    speaking: str = ""
    turn: TurnLog | None = None
    tight: timedelta | None = None

    @property
    def timer(self) -> timedelta:
        """How long it ran since it last began anew."""
        return self.spent - self.before

    @property
    def changing(self) -> timedelta | None:
        """How long ago the last turn ended; None while one runs, and before the first."""
        return None if self.speaking or self.turn is None else self.turn.taken

    def begin(self, at: datetime) -> None:
        """Begin, or begin anew; turns that were taken stay taken."""
        if self.started is not None:
            self.ended, self.before = None, self.spent
        self.started = at

    def turn_of(self, group: str) -> TurnLog:
        """What happened in the turn of `group`, to write in."""
        turn = self.turns.get(group)
        if turn is None:
            turn = self.turns[group] = TurnLog()
        return turn

    def call(self, group: str) -> None:
        """Begin the turn of `group`, or go on with it; without a group the change begins."""
        if group:
            turn = self.turns.get(group)
            if turn is None:
                turn = self.turns[group] = TurnLog(called=True)
            else:
                if not turn.called:
                    self.turns[group] = self.turns.pop(group)
                turn.called, turn.passed = True, False
            self.speaking, self.turn = group, turn
        elif self.speaking:
            self.speaking, self.turn = "", TurnLog()

    def pass_by(self, group: str) -> None:
        """Pass the turn of `group`, unless it had it; a turn that runs is broken off."""
        turn = self.turn_of(group)
        turn.passed = group == self.speaking or not turn.called
        if group == self.speaking:
            self.speaking, self.turn = "", TurnLog()

    def start_over(self, order: tuple[str, ...]) -> None:
        """Forget every turn; the groups have theirs in `order`."""
        self.turns, self.order, self.speaking, self.turn = {}, order, "", None

    def copied(self) -> "PhaseLog":
        """A copy to count on, which leaves this one as it is."""
        turns = {group: copy(turn) for group, turn in self.turns.items()}
        turn = turns[self.speaking] if self.speaking else copy(self.turn)
        return replace(self, turns=turns, turn=turn)


class BlockLog(Struct, gc=False):
    """A block: `at` is the index of its phase, `anchor` of the phase last begun by somebody.

    `now` is that phase; a block without phases is counted as one, of which the plan says nothing.
    `length` is what the block may take without extensions, None when open-ended; `began_by` is
    the id of the moment that began it. A block is `owed` when it was broken off: to go back to an
    earlier one, or because it was skipped. It `waited` while it was skipped and no other one had
    started.
    """

    id: str
    slot: Slot
    length: timedelta | None
    phases: list[PhaseLog]
    now: PhaseLog
    at: int = 0
    anchor: int = 0
    started: datetime | None = None
    began_by: str = ""
    ended: datetime | None = None
    waited: timedelta = _NONE
    skipped: bool = False
    owed: bool = False

    def copied(self) -> "BlockLog":
        """A copy to count on, which leaves this one as it is."""
        phases = [done.copied() for done in self.phases]
        return replace(self, phases=phases, now=phases[self.at])

    def began_before(self, other: "BlockLog") -> bool:
        """Whether both have begun and this one first; of two at once the one planned first."""
        if self.started is None or other.started is None:
            return False
        mine, theirs = (self.started, self.slot.index), (other.started, other.slot.index)
        return mine < theirs

    @property
    def elapsed(self) -> timedelta:
        """How long the block ran."""
        return self.totals()[0]

    @property
    def extended(self) -> timedelta:
        """How much was added to it, negative when it lost time."""
        return self.totals()[2]

    def totals(self) -> tuple[timedelta, timedelta, timedelta]:
        """How long the block ran, how long it was paused, and how much was added to it."""
        elapsed = paused = extended = _NONE
        for done in self.phases:
            elapsed += done.spent
            if done.paused:
                paused += done.paused
            if done.extended:
                extended += done.extended
        return elapsed, paused, extended

    def go(self, index: int, at: datetime) -> PhaseLog:
        """Leave the current phase for the one at `index`."""
        left = self.now
        left.ended = at
        if left.turn is not None:
            left.speaking, left.turn = "", None
        self.at, self.now = index, self.phases[index]
        return self.now


def blank(slot: Slot) -> BlockLog:
    """The log of the block of `slot` when nothing has happened in it yet."""
    phases = []
    for phase, key in zip(slot.block.phases or _WHOLE, slot.keys, strict=True):
        phases.append(PhaseLog(phase, key, None if phase.per else phase.length or _NONE))
    phases[-1].until = None
    return BlockLog(slot.block.id, slot, slot.block.length, phases, phases[0])
