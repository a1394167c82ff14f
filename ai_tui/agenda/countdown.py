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
        return _count(pace.due, pace.elapsed, at, _given_to_block(log, pace))
    if log.now.plan.per:
        return _turn_countdown(log.now, groups, at)
    given = log.now.extended + log.now.plan.changed
    return _count(pace.lengths[log.at], log.now.timer, at, given)


def _given_to_block(log: BlockLog, pace: Pace) -> timedelta:
    """What a block without phases was given on purpose beyond what was planned."""
    planned = log.slot.length
    if pace.length is None or planned is None:
        return log.extended
    return pace.length - planned


def _turn_countdown(done: PhaseLog, groups: Groups, at: datetime) -> Countdown:
    """The turn that runs, else the change after it, else the turn that comes, standing still."""
    if group := done.speaking:
        taken = done.turns[group].taken
        return _count(turn_length(done, group), taken, at, _given_to_turn(done, group))
    coming = waiting(done, groups)
    if not coming:
        return _OPEN
    if done.changing is not None and done.plan.change:
        return _count(done.plan.change, done.changing, at)
    return _count(turn_length(done, coming[0]), _NONE, at, _given_to_turn(done, coming[0]))


def _given_to_turn(done: PhaseLog, group: str) -> timedelta:
    """What the turn of `group` was given on purpose beyond what was planned."""
    return turn_extended(done, group) + done.plan.changed


def _count(
    length: timedelta | None, elapsed: timedelta, at: datetime, given: timedelta = _NONE
) -> Countdown:
    if length is None:
        return _OPEN
    return Countdown(length - elapsed, at + (length - elapsed), length, given)
