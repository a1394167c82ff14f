"""What the timeline shows: planned, actual and expected times of everything, at one moment.

All times are timezone-aware; all lengths are timedeltas. `None` stands for a time that nobody
can tell (a block without times, an open end).
"""

from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct

State = Literal["to_come", "now", "paused", "done", "skipped"]


class TurnView(Struct, frozen=True, gc=False):
    """One group's turn in a round: `taken` is its own running time, pauses left out."""

    group: str
    state: Literal["to_come", "now", "done", "passed"]
    taken: timedelta = timedelta()


class PhaseView(Struct, frozen=True, gc=False):
    """A phase; `start` and `end` are actual where they happened, else expected.

    `elapsed` counts since the phase last began, `spent` all the time it ran, restarts included.
    `length` is what it takes, extensions included; of a round that is every turn together. `left`
    is what it still needs.
    """

    id: str
    title: str
    state: State
    length: timedelta | None
    start: datetime | None
    end: datetime | None
    started: datetime | None = None
    ended: datetime | None = None
    elapsed: timedelta = timedelta()
    left: timedelta | None = timedelta()
    extended: timedelta = timedelta()
    turns: tuple[TurnView, ...] = ()
    spent: timedelta = timedelta()
    paused: timedelta = timedelta()

    @property
    def expected(self) -> timedelta | None:
        """How long it took or is expected to take, as `length` where nobody can tell."""
        return _expected(self, self.spent)


class BlockView(Struct, frozen=True, gc=False):
    """A block; `start` and `end` are actual where they happened, else expected.

    `length` is what it may take without what its phases left early and others of them took over,
    `planned` what the plan gave it before anybody made it shorter or
    longer, and `extended` what was added while it ran. `over` is how far `elapsed` passed `length`;
    `left` is what the block still needs, before it gives way. `late` is start against plan
    (negative: early); `waited` is how long nothing ran after it was skipped; `began_by` is the id
    of the moment that began it. `slack` is the empty time expected before this fixed block; `short`
    is how far what precedes it is expected to pass its fixed time.
    """

    id: str
    title: str
    state: State
    fixed: bool
    planned_start: datetime | None
    planned_end: datetime | None
    start: datetime | None
    end: datetime | None
    length: timedelta | None
    started: datetime | None = None
    began_by: str = ""
    ended: datetime | None = None
    elapsed: timedelta = timedelta()
    left: timedelta | None = timedelta()
    paused: timedelta = timedelta()
    waited: timedelta = timedelta()
    extended: timedelta = timedelta()
    over: timedelta = timedelta()
    late: timedelta = timedelta()
    slack: timedelta = timedelta()
    short: timedelta = timedelta()
    phases: tuple[PhaseView, ...] = ()
    planned: timedelta | None = None

    @property
    def expected(self) -> timedelta | None:
        """How long it took or is expected to take, as `length` where nobody can tell."""
        if self.state == "to_come" and self.length is not None and self.start and self.end:
            return self.elapsed + (self.end - self.start)
        return _expected(self, self.elapsed)

    @property
    def given(self) -> timedelta:
        """What it was given on purpose beyond what was planned (negative: taken away)."""
        return given(self, self.planned)


def _expected(view: BlockView | PhaseView, spent: timedelta) -> timedelta | None:
    if view.state == "skipped" or view.left is None:
        return view.length
    return spent + view.left


def given(view: BlockView | PhaseView, planned: timedelta | None) -> timedelta:
    """What was given on purpose beyond the length `planned`, or taken; of what has begun.

    Where the one length or the other is not known it is what was added while it ran.
    """
    if view.started is None or view.length is None or planned is None:
        return view.extended
    return view.length - planned


def rounded(length: timedelta) -> int:
    """Minutes as reports and screens tell them afterwards: from half a minute on one more."""
    seconds = round(length.total_seconds())
    minutes = (abs(seconds) + 30) // 60
    return minutes if seconds > 0 else -minutes


def minutes_up(length: timedelta) -> int:
    """Whole minutes, upwards: what is left of a countdown, and by how much a session is early.

    Of what begins or ends at a whole minute the clock shows as many.
    """
    return -(-length // timedelta(minutes=1))


def minutes_between(start: datetime, end: datetime) -> int:
    """The minutes between two times as the clock shows them."""
    return (_on_minute(end) - _on_minute(start)) // timedelta(minutes=1)


def _on_minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)


class Countdown(Struct, frozen=True):
    """What the big digits count: `left` until `until`; negative is overtime, None open-ended.

    While paused `left` stands still and `until` moves with the clock. `extended` is what was
    given on purpose beyond what was planned, by hand or in the plan (negative: taken away).
    """

    left: timedelta | None
    until: datetime | None
    length: timedelta | None
    extended: timedelta = timedelta()


class Ahead(Struct, frozen=True):
    """What F2 starts next: a turn of a group, a phase or a block; `at` is when that is expected.

    A phase or block that opens with a round begins with the turn of `group`.
    """

    kind: Literal["begin", "turn", "phase", "block", "end"]
    block: str = ""
    phase: str = ""
    group: str = ""
    title: str = ""
    at: datetime | None = None
    length: timedelta | None = None


class Evening(Struct, frozen=True, kw_only=True):
    """Everything about the clock at `now`; time has been counted until it `reached`, no earlier.

    `block`, `phase` and `group` name what is current ('' before the start and after the end); a
    current block that was skipped has no phase, and `countdown` counts towards the fixed block
    after it. `drift` is how far the expected end lies behind the planned end (negative: ahead),
    `behind` how far the end of what runs now does.
    `room` is hard end minus expected end: negative when the hard end is in danger.
    `countdown` counts the current turn or phase, `block_countdown` the whole block; before the
    start `countdown` counts towards the planned start. `tight` is the least that was left of the
    current phase when time was taken from it: a plan that is shorter by more would have left less.
    """

    now: datetime
    reached: datetime
    state: Literal["before", "running", "paused", "over"]
    blocks: tuple[BlockView, ...]
    block: str = ""
    phase: str = ""
    group: str = ""
    planned_start: datetime | None = None
    planned_end: datetime | None = None
    started: datetime | None = None
    ended: datetime | None = None
    paused_since: datetime | None = None
    end: datetime | None = None
    hard_end: datetime | None = None
    drift: timedelta = timedelta()
    behind: timedelta = timedelta()
    room: timedelta | None = None
    countdown: Countdown = Countdown(None, None, None)
    block_countdown: Countdown = Countdown(None, None, None)
    ahead: Ahead = Ahead("end")
    tight: timedelta | None = None

    def view(self, block: str) -> BlockView | None:
        """The view of block `block`, if the plan has it."""
        return next((view for view in self.blocks if view.id == block), None)

    @property
    def current(self) -> BlockView | None:
        """The view of the current block, if one runs."""
        return self.view(self.block)

    @property
    def waiting(self) -> bool:
        """Whether nothing goes on since a block was skipped: what comes next waits for its time."""
        return self.current is not None and self.current.state == "skipped"
