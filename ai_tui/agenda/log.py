"""What has happened in each block, phase and turn so far: plain records, filled by the fold."""

from copy import copy
from datetime import datetime, timedelta

from msgspec import Struct, field
from msgspec.structs import replace

from ai_tui.session.model import Block, Phase

_NONE = timedelta()


class TurnLog(Struct):
    """A group's turn: `called` once it began; a passed turn may still be called."""

    taken: timedelta = _NONE
    extended: timedelta = _NONE
    called: bool = False
    passed: bool = False


class PhaseLog(Struct):
    """A phase: `timer` counts since it last began anew, `spent` all the time it ever ran.

    In a round `speaking` has its turn; when nobody has, `changing` counts since the last turn
    ended (None: before the first).
    """

    started: datetime | None = None
    ended: datetime | None = None
    timer: timedelta = _NONE
    spent: timedelta = _NONE
    paused: timedelta = _NONE
    extended: timedelta = _NONE
    turns: dict[str, TurnLog] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    speaking: str = ""
    changing: timedelta | None = None

    def begin(self, at: datetime) -> None:
        """Begin, or begin anew; turns that were taken stay taken."""
        self.started, self.ended, self.timer = at, None, _NONE

    def leave(self, at: datetime) -> None:
        """End, and with it the turn that runs."""
        self.ended = at
        self.speaking, self.changing = "", None

    def call(self, group: str) -> None:
        """Begin the turn of `group`, or go on with it; without a group the change begins."""
        if group:
            turn = self.turns.setdefault(group, TurnLog())
            turn.called, turn.passed = True, False
        if group or self.speaking:
            self.speaking, self.changing = group, None if group else _NONE

    def pass_by(self, group: str) -> None:
        """Pass the turn of `group`, unless it had it; a turn that runs is broken off."""
        turn = self.turns.setdefault(group, TurnLog())
        turn.passed = group == self.speaking or not turn.called
        if group == self.speaking:
            self.speaking, self.changing = "", _NONE

    def start_over(self, order: tuple[str, ...]) -> None:
        """Forget every turn; the groups have theirs in `order`."""
        self.turns, self.order, self.speaking, self.changing = {}, order, "", None

    def spend(self, passed: timedelta) -> None:
        """Let `passed` run, and with it the turn or the change."""
        self.timer += passed
        self.spent += passed
        if self.speaking:
            self.turns[self.speaking].taken += passed
        elif self.changing is not None:
            self.changing += passed


class BlockLog(Struct):
    """A block: `at` is the index of its phase, `anchor` of the phase last begun by somebody.

    `places` gives the index of a phase by its id. `length` is what the block may take without
    extensions, None when open-ended; `began_by` is the id of the moment that began it. A block
    is `owed` when it was broken off: to go back to an earlier one, or because it was skipped.
    It `waited` while it was skipped and no other one had started.
    """

    block: Block
    length: timedelta | None
    phases: tuple[PhaseLog, ...]
    places: dict[str, int]
    at: int = 0
    anchor: int = 0
    started: datetime | None = None
    began_by: str = ""
    ended: datetime | None = None
    elapsed: timedelta = _NONE
    paused: timedelta = _NONE
    waited: timedelta = _NONE
    extended: timedelta = _NONE
    skipped: bool = False
    owed: bool = False

    def copied(self) -> "BlockLog":
        """A copy to count on, which leaves this one as it is."""
        phases = []
        for done in self.phases:
            turns = {group: copy(turn) for group, turn in done.turns.items()}
            phases.append(replace(done, turns=turns))
        return replace(self, phases=tuple(phases))

    @property
    def phase(self) -> Phase | None:
        """The phase that the block is in, if it has phases."""
        return self.block.phases[self.at] if self.phases else None

    @property
    def phase_log(self) -> PhaseLog:
        """What happened in that phase; only for a block with phases."""
        return self.phases[self.at]

    @property
    def to_come(self) -> bool:
        """Whether the block, when it is not the current one, has still to be done."""
        return not self.skipped and (self.started is None or self.owed)


def blank(block: Block) -> BlockLog:
    """A log of `block` to write in."""
    phases = tuple(PhaseLog() for _ in block.phases)
    places = {phase.id: index for index, phase in enumerate(block.phases)}
    return BlockLog(block, block.length, phases, places)


def untouched(block: Block) -> BlockLog:
    """The log of a block in which nothing has happened, only to read."""
    return BlockLog(block, block.length, _UNTOUCHED * len(block.phases), {})


_UNTOUCHED = (PhaseLog(),)
