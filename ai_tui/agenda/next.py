"""What the next press starts, and what the presser saw."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from ai_tui.agenda.evening import Ahead, BlockView, Evening
from ai_tui.agenda.log import BlockLog
from ai_tui.agenda.moments import seen_key
from ai_tui.agenda.rounds import Groups, turn_length, waiting

_NONE = timedelta()


def current_seen(evening: Evening) -> str:
    """What is current, as a moment notes it in `seen`."""
    return seen_key(evening.block, evening.phase, evening.group)


def ahead_in(log: BlockLog, view: BlockView, groups: Groups, at: datetime) -> Ahead | None:
    """The turn or the phase that comes next in the current block; None when it has no more."""
    if not log.phases:
        return None
    phase, done = log.block.phases[log.at], log.phase_log
    coming = waiting(phase, done, groups) if phase.per else []
    if coming:
        return Ahead(
            "turn",
            block=view.id,
            phase=phase.id,
            group=coming[0],
            title=phase.title,
            at=at + _until_turn(log),
            length=turn_length(phase, done, coming[0]),
        )
    following = view.phases[log.at + 1 : log.at + 2]
    for one in following:
        return Ahead(
            "phase", block=view.id, phase=one.id, title=one.title, at=one.start, length=one.length
        )
    return None


def _until_turn(log: BlockLog) -> timedelta:
    """How long until the next turn of a round: the turn that runs, and the change after it."""
    phase, done = log.block.phases[log.at], log.phase_log
    if done.speaking:
        own = turn_length(phase, done, done.speaking) or _NONE
        return max(own + phase.change - done.turns[done.speaking].taken, _NONE)
    return _NONE if done.changing is None else max(phase.change - done.changing, _NONE)


def ahead_block(coming: Sequence[BlockView], begun: bool, end: datetime | None) -> Ahead:
    """The first of the blocks to come, or the end when none is."""
    for view in coming[:1]:
        return Ahead(
            "block" if begun else "begin",
            block=view.id,
            title=view.title,
            at=view.start,
            length=view.length,
        )
    return Ahead("end", at=end)
