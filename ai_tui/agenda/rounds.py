"""Rounds: a phase in which every group has its turn."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from ai_tui.agenda.log import PhaseLog, TurnLog
from ai_tui.session.model import GroupKind

_NONE = timedelta()
_NEW = TurnLog()

Groups = Mapping[GroupKind, Sequence[str]]
"""The ids of the groups there are now, in their order."""


def members(log: PhaseLog, groups: Groups) -> Sequence[str]:
    """Who takes part, in order: the groups there are now, and those that left after their turn.

    Where one left, those that had their turn stand in the order of their turns.
    """
    present, turns = groups.get(log.plan.per or "groups", ()), log.turns
    gone = [group for group in turns if group not in present and turns[group].called]
    if not gone and not log.order:
        return present
    order = log.order or [group for group in turns if turns[group].called]
    ordered = [group for group in order if group in present or group in gone]
    listed = set(ordered)
    return [*ordered, *(group for group in (*present, *gone) if group not in listed)]


def waiting(log: PhaseLog, groups: Groups) -> Sequence[str]:
    """The groups whose turn is still to come, in order."""
    turns, taking = log.turns, members(log, groups)
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


def turn_length(log: PhaseLog, group: str) -> timedelta | None:
    """How long the turn of `group` may take, extensions included."""
    length = log.plan.length
    return None if length is None else length + turn_extended(log, group)


def turn_left(log: PhaseLog, turn: TurnLog) -> timedelta | None:
    """How much of `turn` is left, negative when it is in overtime."""
    length = log.plan.length
    return None if length is None else length + turn.extended - turn.taken


def round_length(log: PhaseLog, groups: Groups) -> timedelta | None:
    """How long the round takes when every turn that is not passed takes its length."""
    if log.plan.length is None:
        return None
    present = groups.get(log.plan.per or "groups", ())
    count, extended = len(present), _NONE
    for group, turn in log.turns.items():
        if turn.called:
            count += group not in present
        elif turn.passed:
            count -= group in present
            continue
        if turn.called or group in present:
            extended += turn.extended
    return (log.plan.total(count) or _NONE) + extended


def round_left(log: PhaseLog, groups: Groups) -> timedelta | None:
    """How long the round still needs; time over a turn's length eats the change after it."""
    phase = log.plan
    if phase.length is None:
        return None
    coming = waiting(log, groups)
    left = phase.total(len(coming)) or _NONE
    for group, turn in log.turns.items():
        if turn.extended and group in coming:
            left += turn.extended
    change = phase.change if coming else _NONE
    if log.speaking:
        own = turn_length(log, log.speaking) or _NONE
        left += max(own + change - log.turns[log.speaking].taken, _NONE)
    elif log.changing is not None:
        left += max(change - log.changing, _NONE)
    return left
