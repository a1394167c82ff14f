"""Rounds: a phase in which every group has its turn."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from ai_tui.agenda.log import PhaseLog, TurnLog
from ai_tui.session.model import GroupKind, Phase

_NONE = timedelta()
_NEW = TurnLog()

Groups = Mapping[GroupKind, Sequence[str]]
"""The ids of the groups there are now, in their order."""


def members(phase: Phase, log: PhaseLog, groups: Groups) -> Sequence[str]:
    """Who takes part, in order: the groups there are now, and those that left after their turn."""
    present = groups.get(phase.per or "groups", ())
    gone = [group for group, turn in log.turns.items() if turn.called and group not in present]
    if not log.order:
        return [*gone, *present] if gone else present
    ordered = [group for group in log.order if group in present or group in gone]
    listed = set(ordered)
    return [
        *(group for group in gone if group not in listed),
        *ordered,
        *(group for group in present if group not in listed),
    ]


def waiting(phase: Phase, log: PhaseLog, groups: Groups) -> Sequence[str]:
    """The groups whose turn is still to come, in order."""
    turns, taking = log.turns, members(phase, log, groups)
    if not turns:
        return taking
    return [
        group
        for group in taking
        if (turn := turns.get(group)) is None or not (turn.called or turn.passed)
    ]


def turn_extended(log: PhaseLog, group: str) -> timedelta:
    """What was added to the turn of `group` on purpose."""
    return log.turns.get(group, _NEW).extended


def turn_length(phase: Phase, log: PhaseLog, group: str) -> timedelta | None:
    """How long the turn of `group` may take, extensions included."""
    return None if phase.length is None else phase.length + turn_extended(log, group)


def round_length(phase: Phase, log: PhaseLog, groups: Groups) -> timedelta | None:
    """How long the round takes when every turn that is not passed takes its length."""
    if phase.length is None:
        return None
    taking = members(phase, log, groups)
    count, extended = len(taking), _NONE
    for group, turn in log.turns.items():
        if group in taking and turn.passed and not turn.called:
            count -= 1
        elif group in taking:
            extended += turn.extended
    return (phase.total(count) or _NONE) + extended


def round_left(phase: Phase, log: PhaseLog, groups: Groups) -> timedelta | None:
    """How long the round still needs; time over a turn's length eats the change after it."""
    if phase.length is None:
        return None
    coming = waiting(phase, log, groups)
    left = phase.total(len(coming)) or _NONE
    for group, turn in log.turns.items():
        if turn.extended and group in coming:
            left += turn.extended
    change = phase.change if coming else _NONE
    if log.speaking:
        own = turn_length(phase, log, log.speaking) or _NONE
        left += max(own + change - log.turns[log.speaking].taken, _NONE)
    elif log.changing is not None:
        left += max(change - log.changing, _NONE)
    return left
