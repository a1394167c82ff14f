"""Rounds: a phase in which every group has its turn."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from ai_tui.agenda.log import PhaseLog, TurnLog
from ai_tui.session.model import GroupKind, Phase

_NONE = timedelta()
_NEW = TurnLog()

Groups = Mapping[GroupKind, Sequence[str]]
"""The ids of the groups there are now, in their order."""


def members(phase: Phase, log: PhaseLog, groups: Groups) -> list[str]:
    """Who takes part, in order: the groups there are now, and those that left after their turn."""
    present = groups.get(phase.per or "groups", ())
    if not log.turns and not log.order:
        return list(present)
    here = set(present)
    called = [group for group, turn in log.turns.items() if turn.called]
    ordered = [group for group in log.order if group in here or group in called]
    gone = [group for group in called if group not in here and group not in ordered]
    listed = set(ordered)
    return gone + ordered + [group for group in present if group not in listed]


def waiting(phase: Phase, log: PhaseLog, groups: Groups) -> list[str]:
    """The groups whose turn is still to come, in order."""
    turns = log.turns
    if not turns:
        return members(phase, log, groups)
    return [
        group
        for group in members(phase, log, groups)
        if not (turn := turns.get(group, _NEW)).called and not turn.passed
    ]


def turn_length(phase: Phase, log: PhaseLog, group: str) -> timedelta | None:
    """How long the turn of `group` may take, extensions included."""
    return None if phase.length is None else phase.length + log.turns.get(group, _NEW).extended


def round_length(phase: Phase, log: PhaseLog, groups: Groups) -> timedelta | None:
    """How long the round takes when every turn that is not passed takes its length."""
    if phase.length is None:
        return None
    if not log.turns:
        return phase.total(len(members(phase, log, groups)))
    taking = [
        group
        for group in members(phase, log, groups)
        if (turn := log.turns.get(group, _NEW)).called or not turn.passed
    ]
    return (phase.total(len(taking)) or _NONE) + log.extended


def round_left(phase: Phase, log: PhaseLog, groups: Groups) -> timedelta | None:
    """How long the round still needs; time over a turn's length eats the change after it."""
    if phase.length is None:
        return None
    coming = waiting(phase, log, groups)
    left = phase.total(len(coming)) or _NONE
    for group in coming:
        left += log.turns.get(group, _NEW).extended
    change = phase.change if coming else _NONE
    if log.speaking:
        own = turn_length(phase, log, log.speaking) or _NONE
        left += max(own + change - log.turns[log.speaking].taken, _NONE)
    elif log.changing is not None:
        left += max(change - log.changing, _NONE)
    return left
