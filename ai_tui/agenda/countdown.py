"""What the big digits count."""

from datetime import datetime, timedelta

from ai_tui.agenda.evening import Countdown
from ai_tui.agenda.log import BlockLog, PhaseLog
from ai_tui.agenda.pace import Pace
from ai_tui.agenda.rounds import Groups, turn_extended, turn_length, waiting

_NONE = timedelta()
_OPEN = Countdown(None, None, None)


def block_countdown(pace: Pace, at: datetime) -> Countdown:
    """What is left of the block at `at`, as its phases go."""
    return _count(pace.due, pace.elapsed, at)


def phase_countdown(log: BlockLog, pace: Pace, groups: Groups, at: datetime) -> Countdown:
    """What is left at `at` of the current turn or phase, or of a block without phases."""
    if not log.slot.block.phases:
        return _count(pace.due, pace.elapsed, at, log.totals()[2])
    if log.now.plan.per:
        return _turn_countdown(log.now, groups, at)
    return _count(pace.lengths[log.at], log.now.timer, at, log.now.extended)


def _turn_countdown(done: PhaseLog, groups: Groups, at: datetime) -> Countdown:
    """The turn that runs, else the change after it, else the turn that comes, standing still."""
    if group := done.speaking:
        taken = done.turns[group].taken
        return _count(turn_length(done, group), taken, at, turn_extended(done, group))
    coming = waiting(done, groups)
    if not coming:
        return _OPEN
    if done.changing is not None and done.plan.change:
        return _count(done.plan.change, done.changing, at)
    length, extended = turn_length(done, coming[0]), turn_extended(done, coming[0])
    return _count(length, _NONE, at, extended)


def _count(
    length: timedelta | None, elapsed: timedelta, at: datetime, extended: timedelta = _NONE
) -> Countdown:
    if length is None:
        return _OPEN
    return Countdown(length - elapsed, at + (length - elapsed), length, extended)
