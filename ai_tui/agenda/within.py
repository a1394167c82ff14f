"""What goes on within the current block: phases that follow each other, turns, extensions."""

from collections.abc import Callable
from datetime import datetime, timedelta

from ai_tui.agenda.log import BlockLog, PhaseLog, TurnLog
from ai_tui.agenda.moments import Action, Moment
from ai_tui.agenda.pace import open_length
from ai_tui.agenda.rounds import Groups, turn_left, waiting

_NONE = timedelta()


def flow(
    log: BlockLog, at: datetime, passed: timedelta, groups: Groups, stops: bool
) -> tuple[PhaseLog, timedelta]:
    """The phase that the block is in at `at`, `passed` later, and how much of that it gets.

    A phase that is used up is followed by the next one, at `at` itself unless the clock `stops`.
    """
    phase = log.now
    while phase.until is not None:
        left = _left(log, groups)
        if left is None or passed < left or (stops and passed == left):
            break
        if left > _NONE:
            phase.spent += left
            passed -= left
        phase = log.go(log.at + 1, at - passed)
        phase.begin(at - passed)
    return phase, passed


def _phase(log: BlockLog, moment: Moment, at: datetime, _groups: Groups) -> None:
    if moment.block and moment.block != log.id:
        return
    index = log.slot.places.get(moment.phase)
    if index is not None:
        log.anchor = index
        log.go(index, at).begin(at)


def _turn(log: BlockLog, moment: Moment, at: datetime, _groups: Groups) -> None:
    index = _round(log, moment)
    if index is None:
        return
    log.anchor, phase = index, log.phases[index]
    if index != log.at:
        log.go(index, at)
        phase.ended = None
        if phase.started is None:
            phase.begin(at)
    phase.call(moment.group)


def _pass(log: BlockLog, moment: Moment, _at: datetime, _groups: Groups) -> None:
    index = _round(log, moment)
    if index is not None and moment.group:
        log.phases[index].pass_by(moment.group)


def _reorder(log: BlockLog, moment: Moment, at: datetime, _groups: Groups) -> None:
    index = _round(log, moment)
    if index is None:
        return
    log.phases[index].start_over(moment.order)
    if index == log.at:
        log.anchor = index
        log.phases[index].begin(at)


def _round(log: BlockLog, moment: Moment) -> int | None:
    """The place of the round that `moment` is about, if it is about one in this block."""
    if moment.block and moment.block != log.id:
        return None
    if moment.phase:
        index = log.slot.places.get(moment.phase)
        return index if index is not None and log.phases[index].plan.per else None
    rounds = (index for index in range(log.at, len(log.phases)) if log.phases[index].plan.per)
    return next(rounds, None)


def _extend(log: BlockLog, moment: Moment, _at: datetime, groups: Groups) -> None:
    """Move the end of the turn in a round, else of the phase, but to no earlier than now."""
    phase, turn, by = log.now, None, moment.by
    if phase.plan.per:
        turn = _turn_ahead(phase, groups)
        if turn is None:
            return
    if by < _NONE or phase.plan.length is None:
        left = turn_left(phase, turn) if turn else _left(log, groups)
        by = _NONE if left is None else max(by, min(-left, _NONE))
        if left is not None and moment.by < _NONE:
            rest = max(left + by, _NONE)
            phase.tight = rest if phase.tight is None else min(rest, phase.tight)
    phase.extended += by
    if phase.until:
        phase.until += by
    if turn:
        turn.extended += by


def _left(log: BlockLog, groups: Groups) -> timedelta | None:
    """What is left of the current phase, which is no round; None when it is open-ended."""
    phase = log.now
    length = phase.plan.length
    length = open_length(log, groups) if length is None else length + phase.extended
    return None if length is None else length - phase.timer


def _turn_ahead(phase: PhaseLog, groups: Groups) -> TurnLog | None:
    """The turn that runs in a round, else the one that comes; None when everybody had theirs."""
    if phase.speaking:
        return phase.turn
    group = next(iter(waiting(phase, groups)), "")
    return phase.turn_of(group) if group else None


WITHIN: dict[Action, Callable[[BlockLog, Moment, datetime, Groups], None]] = {
    "phase": _phase,
    "turn": _turn,
    "pass": _pass,
    "reorder": _reorder,
    "extend": _extend,
}
"""What the presses do that are about what goes on within the current block."""
