"""What the big digits count."""

from datetime import datetime, timedelta

from ai_tui.agenda.evening import Countdown
from ai_tui.agenda.log import BlockLog
from ai_tui.agenda.pace import Pace
from ai_tui.agenda.rounds import Groups, turn_extended, turn_length, waiting

_NONE = timedelta()
_OPEN = Countdown(None, None, None)


def block_countdown(pace: Pace, at: datetime) -> Countdown:
    """What is left of the block at `at`, as its phases go."""
    return _count(pace.due, pace.elapsed, at)


def phase_countdown(log: BlockLog, pace: Pace, groups: Groups, at: datetime) -> Countdown:
    """What is left at `at` of the current turn or phase, or of a block without phases."""
    if not log.phases:
        return _count(pace.due, pace.elapsed, at, log.extended)
    if log.block.phases[log.at].per:
        return _turn_countdown(log, groups, at)
    done = log.phase_log
    return _count(pace.lengths[log.at], done.timer, at, done.extended)


def _turn_countdown(log: BlockLog, groups: Groups, at: datetime) -> Countdown:
    """The turn that runs, else the change after it, else the turn that comes, standing still."""
    phase, done = log.block.phases[log.at], log.phase_log
    if group := done.speaking:
        taken = done.turns[group].taken
        return _count(turn_length(phase, done, group), taken, at, turn_extended(done, group))
    coming = waiting(phase, done, groups)
    if not coming:
        return _OPEN
    if done.changing is not None and phase.change:
        return _count(phase.change, done.changing, at)
    length, extended = turn_length(phase, done, coming[0]), turn_extended(done, coming[0])
    return _count(length, _NONE, at, extended)


def _count(
    length: timedelta | None, elapsed: timedelta, at: datetime, extended: timedelta = _NONE
) -> Countdown:
    if length is None:
        return _OPEN
    return Countdown(length - elapsed, at + (length - elapsed), length, extended)
