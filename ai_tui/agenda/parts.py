"""What lies ahead, in the parts that may become shorter or longer, and how much each can give."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from ai_tui.agenda.evening import BlockView, Evening, PhaseView
from ai_tui.agenda.projection import Leg
from ai_tui.agenda.schedule import Schedule, Slot, planned_length
from ai_tui.agenda.shares import most
from ai_tui.session.model import Block, Phase

_NONE = timedelta()
_MINUTE = timedelta(minutes=1)


class Part(Struct, frozen=True, kw_only=True):
    """A phase, a block without phases, or (`free`) the time that phases leave in their block.

    `length` is the whole of it, with what was `given` on purpose, and `takes` what it still
    needs; `gives` is how much shorter it may become, which leaves what was given. The current
    part is shortened while it runs, a round that has `turns` turn by turn. One is `spent` that
    is in overtime, or that takes what is left when nothing is.
    """

    leg: int
    block: str
    phase: str = ""
    title: str
    length: timedelta
    takes: timedelta
    given: timedelta = _NONE
    gives: timedelta = _NONE
    fixed: bool = False
    current: bool = False
    spent: bool = False
    free: bool = False
    round: bool = False
    turns: int = 0


class Road(Struct, frozen=True, kw_only=True):
    """What is still to be done from `begin` on: legs, and the parts that they consist of.

    `lengths` is how long each block is without extensions, `excess` how far its phases pass its
    length (none when one takes what is left), `lost` how much shorter than planned it is expected
    to be.
    """

    begin: datetime
    legs: tuple[Leg, ...]
    lengths: tuple[timedelta | None, ...]
    excess: tuple[timedelta, ...]
    lost: tuple[timedelta, ...]
    parts: tuple[Part, ...]
    hard_end: datetime | None


def road(schedule: Schedule, evening: Evening) -> Road:
    """What lies ahead of a session that runs."""
    slots = {slot.block.id: slot for slot in schedule.slots}
    views = [view for view in evening.blocks if view.id == evening.block]
    views += [view for view in evening.blocks if view.state == "to_come"]
    legs = [_leg(slots[view.id], view, evening.now) for view in views]
    parts: list[Part] = []
    for index, view in enumerate(views):
        parts += [replace(part, leg=index) for part in _parts(legs[index], view, evening.now)]
    return Road(
        begin=evening.now,
        legs=tuple(legs),
        lengths=tuple(_own_length(view) for view in views),
        excess=tuple(_excess(slots[view.id].block, view) for view in views),
        lost=tuple(_lost(leg, view) for leg, view in zip(legs, views, strict=True)),
        parts=tuple(parts),
        hard_end=evening.hard_end,
    )


def _own_length(view: BlockView) -> timedelta | None:
    return None if view.length is None else view.length - view.extended


def _excess(block: Block, view: BlockView) -> timedelta:
    if view.length is None or any(one.length is None and not one.per for one in block.phases):
        return _NONE
    return max(_own_phases(block, view) - view.length, _NONE)


def _own_phases(block: Block, view: BlockView) -> timedelta:
    """How long the phases take that have a length of their own."""
    both = zip(block.phases, view.phases, strict=True)
    lengths = [phase.length for plan, phase in both if plan.length is not None]
    return sum(filter(None, lengths), _NONE)


def _lost(leg: Leg, view: BlockView) -> timedelta:
    planned = planned_length(leg.slot.block)
    if planned is None or leg.takes is None:
        return _NONE
    return max(planned - view.elapsed - leg.takes, _NONE)


def _leg(slot: Slot, view: BlockView, now: datetime) -> Leg:
    block, running = slot.block, view.state != "to_come"
    if view.state == "skipped":
        return Leg(slot=slot, takes=_NONE, running=True)
    if view.length is None or view.end is None or view.start is None:
        still = [_phase_part(view, *one, running, now) for one in _still(block, view)]
        known = sum((part.takes for part in still), _NONE)
        return Leg(slot=slot, takes=None, known=known, running=running)
    takes = view.end - (now if running else view.start)
    if view.started or not block.absorbs or block.min is None:
        return Leg(slot=slot, takes=max(takes, _NONE), running=running)
    phases = _own_phases(block, view)
    return Leg(slot=slot, takes=max(view.length, phases), floor=max(block.min, phases))


def _parts(leg: Leg, view: BlockView, now: datetime) -> list[Part]:
    """The parts of a block that are not over; none of one whose length nobody can tell."""
    block = leg.slot.block
    if leg.takes is None or view.state == "skipped":
        return []
    still, given = _still(block, view), max(view.extended, _NONE)
    if not still or leg.floor is not None:
        alone = Part(
            leg=0,
            block=view.id,
            title=view.title,
            length=view.elapsed + leg.takes,
            takes=leg.takes,
            given=given,
            fixed=view.fixed,
            current=leg.running,
            spent=leg.running and not leg.takes,
        )
        return [_giving(alone, _NONE if leg.floor is not None else _own(alone, block.min))]
    parts = [_phase_part(view, *one, leg.running, now) for one in still]
    own = [_own_of_phase(part, phase) for part, (phase, _) in zip(parts, still, strict=True)]
    free = leg.takes - sum((part.takes for part in parts), _NONE)
    if free > _NONE:
        parts.append(
            Part(
                leg=0,
                block=view.id,
                title=view.title,
                length=free,
                takes=free,
                fixed=view.fixed,
                free=True,
            )
        )
        own.append(_NONE)
    room = view.elapsed + leg.takes - given
    return list(_generous(parts, own, None if block.min is None else max(room - block.min, _NONE)))


def _still(block: Block, view: BlockView) -> list[tuple[Phase, PhaseView]]:
    """The phases of a block that are not over, as the plan has them and as they go."""
    both = zip(block.phases, view.phases, strict=True)
    return [one for one in both if one[1].state in ("now", "paused", "to_come")]


def _phase_part(
    view: BlockView, plan: Phase, phase: PhaseView, running: bool, now: datetime
) -> Part:
    current = running and phase.state != "to_come"
    length = phase.length or _NONE
    begin = now if current else phase.start
    takes = phase.end - begin if begin and phase.end else length
    return Part(
        leg=0,
        block=view.id,
        phase=phase.id,
        title=phase.title,
        length=length,
        takes=takes,
        given=max(phase.extended, _NONE),
        fixed=view.fixed,
        current=current,
        spent=not takes and (current or plan.length is None),
        round=plan.per is not None,
        turns=0 if phase.started else sum(turn.state == "to_come" for turn in phase.turns),
    )


def _generous(
    parts: list[Part], own: list[timedelta | None], room: timedelta | None
) -> Iterator[Part]:
    """The parts with what each gives in whole minutes, together no more than `room`.

    Without `room` each gives only what it has of its `own`. Else free time goes first, then
    phases down to their own `min`; what the block may give beyond that comes from its other
    phases in proportion.
    """
    if room is None:
        yield from (_giving(part, gives or _NONE) for part, gives in zip(parts, own, strict=True))
        return
    free, named, loose = [], [], []
    for part, gives in zip(parts, own, strict=True):
        free.append(part.takes // _MINUTE if part.free else 0)
        named.append(min(gives, part.takes) // _MINUTE if gives else 0)
        loose.append(part.takes // _MINUTE if gives is None else 0)
    left = room // _MINUTE
    given = [0] * len(parts)
    for limits in (free, named, loose):
        more = most(left, limits)
        given = [have + minutes for have, minutes in zip(given, more, strict=True)]
        left -= sum(more)
    for part, minutes in zip(parts, given, strict=True):
        yield _giving(part, minutes * _MINUTE)


def _own_of_phase(part: Part, phase: Phase) -> timedelta | None:
    """What a phase gives down to its own `min`; None when it has none and shares with others.

    A round gives turn by turn, for the groups that have theirs to come; one that has begun keeps
    its turns.
    """
    if not phase.per:
        return None if phase.min is None else _own(part, phase.min)
    if phase.min is None or phase.length is None:
        return _NONE
    return (phase.length - phase.min) * part.turns


def _own(part: Part, least: timedelta | None) -> timedelta:
    return _NONE if least is None else part.length - part.given - least


def _giving(part: Part, gives: timedelta) -> Part:
    """The part, giving no more than it still takes; a fixed one gives nothing."""
    return replace(part, gives=_NONE if part.fixed else max(min(gives, part.takes), _NONE))
