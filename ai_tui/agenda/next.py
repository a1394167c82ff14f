"""What the next press starts, and what the presser saw."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from msgspec import Struct

from ai_tui.agenda.evening import Ahead, BlockView, Evening, PhaseView
from ai_tui.agenda.log import BlockLog, PhaseLog
from ai_tui.agenda.moments import Action, seen_key
from ai_tui.agenda.rounds import Groups, turn_length, waiting

_NONE = timedelta()


def current_seen(evening: Evening) -> str:
    """What is current, as a moment notes it in `seen`."""
    return seen_key(evening.block, evening.phase, evening.group)


class Press(Struct, frozen=True, kw_only=True):
    """What a moment says of the press that it is; the fields are those of the moment."""

    action: Action
    block: str
    phase: str = ""
    group: str = ""
    seen: str = ""


def presses_of_next(evening: Evening) -> tuple[Press, ...]:
    """The presses that start what lies ahead; none when that is the end."""
    ahead = evening.ahead
    if ahead.kind == "end":
        return ()
    if ahead.kind in ("begin", "block"):
        return presses_of_start(evening, ahead.block)
    return (
        Press(
            action="turn" if ahead.group else "phase",
            block=ahead.block,
            phase=ahead.phase,
            group=ahead.group,
            seen=current_seen(evening),
        ),
    )


def presses_of_start(evening: Evening, block: str) -> tuple[Press, ...]:
    """The presses that start `block`: when it opens with a round, the first turn begins with it.

    That turn counts only while nobody has called another one.
    """
    start = Press(action="start", block=block, seen=current_seen(evening))
    view = evening.view(block)
    group = _opening(view.phases[0]) if view and view.phases and not view.started else ""
    if view is None or not group:
        return (start,)
    phase = view.phases[0].id
    seen = seen_key(block, phase)
    return (start, Press(action="turn", block=block, phase=phase, group=group, seen=seen))


def ahead_in(log: BlockLog, view: BlockView, groups: Groups, at: datetime) -> Ahead | None:
    """The turn or the phase that comes next in the current block; None when it has no more."""
    if not view.phases:
        return None
    done = log.now
    coming = waiting(done, groups) if done.plan.per else []
    if coming:
        return Ahead(
            "turn",
            block=view.id,
            phase=done.plan.id,
            group=coming[0],
            title=done.plan.title,
            at=at + _until_turn(done),
            length=turn_length(done, coming[0]),
        )
    following = view.phases[log.at + 1 : log.at + 2]
    for one in following:
        return Ahead(
            "phase",
            block=view.id,
            phase=one.id,
            group=_opening(one),
            title=one.title,
            at=one.start,
            length=one.length,
        )
    return None


def _until_turn(done: PhaseLog) -> timedelta:
    """How long until the next turn of a round: the turn that runs, and the change after it."""
    change = done.plan.change
    if done.speaking:
        own = turn_length(done, done.speaking) or _NONE
        return max(own + change - done.turns[done.speaking].taken, _NONE)
    return _NONE if done.changing is None else max(change - done.changing, _NONE)


def ahead_block(coming: Sequence[BlockView], begun: bool, end: datetime | None) -> Ahead:
    """The first of the blocks to come, or the end when none is."""
    for view in coming[:1]:
        return Ahead(
            "block" if begun else "begin",
            block=view.id,
            group=_opening(view.phases[0]) if view.phases and not view.started else "",
            title=view.title,
            at=view.start,
            length=view.length,
        )
    return Ahead("end", at=end)


def _opening(phase: PhaseView) -> str:
    """The group with which a round opens; '' for a phase that is none."""
    return next((turn.group for turn in phase.turns if turn.state == "to_come"), "")
