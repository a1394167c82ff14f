"""What lies ahead, in the parts that may become shorter or longer, and how much each can give."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from ai_tui.agenda.evening import BlockView, Evening, PhaseView
from ai_tui.agenda.projection import Leg
from ai_tui.agenda.schedule import Schedule, Slot
from ai_tui.agenda.shares import most
from ai_tui.session.model import Block, Phase

_NONE = timedelta()
MINUTE = timedelta(minutes=1)
"""What is taken and given, is so in whole ones."""


class Part(Struct, frozen=True, kw_only=True):
    """A phase, a block without phases, or (`free`) the time that phases leave in their block.

    `length` is the whole of it, with what was `given` on purpose and overtime, and `takes` what it
    still needs; `gives` is how much shorter it may become, which leaves what was given, and what it
    took `before` it began anew. The current part is shortened while it runs, a round that has
    `turns` turn by turn. One is `spent` that is in overtime, or that takes what is left when
    nothing is. One that was `tight` gives no more than it had left when time was taken from it, and
    gets none when that was nothing: with another length less or more would have been taken. It
    keeps the length `least`: what only its block gives a length has one, or it is no plan.
    """

    leg: int
    block: str
    phase: str = ""
    title: str
    length: timedelta
    takes: timedelta
    given: timedelta = _NONE
    before: timedelta = _NONE
    gives: timedelta = _NONE
    fixed: bool = False
    current: bool = False
    spent: bool = False
    free: bool = False
    round: bool = False
    turns: int = 0
    tight: timedelta | None = None
    least: timedelta = _NONE


Offer = tuple[Part, timedelta | None]
"""A part with what it gives of its own, or None when it shares in what its block gives."""


class Road(Struct, frozen=True, kw_only=True):
    """What is still to be done from `begin` on: legs, and the parts that they consist of.

    `lengths` is how long each block is without extensions, `excess` how far its phases pass its
    length (none when one takes what is left), `lost` how much shorter than planned it is expected
    to be, `early` how much shorter than it may be.
    """

    begin: datetime
    legs: tuple[Leg, ...]
    lengths: tuple[timedelta | None, ...]
    excess: tuple[timedelta, ...]
    lost: tuple[timedelta, ...]
    early: tuple[timedelta, ...]
    parts: tuple[Part, ...]
    hard_end: datetime | None


def road(schedule: Schedule, evening: Evening) -> Road:
    """What lies ahead of a session that runs."""
    slots = {slot.block.id: slot for slot in schedule.slots}
    views = [view for view in evening.blocks if view.id == evening.block]
    views += [view for view in evening.blocks if view.state == "to_come"]
    legs = [_leg(slots[view.id], view) for view in views]
    parts: list[Part] = []
    for index, view in enumerate(views):
        parts += [replace(part, leg=index) for part in _parts_of(legs[index], view, evening.tight)]
    return Road(
        begin=evening.reached,
        legs=tuple(legs),
        lengths=tuple(_length_unextended(slots[view.id].block, view) for view in views),
        excess=tuple(_excess(slots[view.id].block, view) for view in views),
        lost=tuple(
            _shorter(leg, view, leg.slot.length) for leg, view in zip(legs, views, strict=True)
        ),
        early=tuple(
            _shorter(leg, view, view.length) for leg, view in zip(legs, views, strict=True)
        ),
        parts=tuple(parts),
        hard_end=evening.hard_end,
    )


def _length_unextended(block: Block, view: BlockView) -> timedelta | None:
    return None if view.length is None else view.length + block.reused - view.extended


def _excess(block: Block, view: BlockView) -> timedelta:
    """How far the phases of a block pass its length."""
    if view.length is None or any(_is_open(phase) for phase in block.phases):
        return _NONE
    return max(_length_of_phases(block, view) - view.length, _NONE)


def _is_open(phase: Phase) -> bool:
    """Whether a phase takes what its block leaves: it has no length, and is no round."""
    return phase.length is None and not phase.per


def _length_of_phases(block: Block, view: BlockView) -> timedelta:
    """How long the phases take that have a length of their own, with their extensions.

    What some took over from others counts once.
    """
    both = zip(block.phases, view.phases, strict=True)
    lengths = [phase.length for plan, phase in both if plan.length is not None]
    return sum(filter(None, lengths), -block.reused)


def _shorter(leg: Leg, view: BlockView, length: timedelta | None) -> timedelta:
    """How much shorter than `length` a block is expected to be."""
    if length is None or leg.takes is None:
        return _NONE
    return max(length - view.elapsed - leg.takes, _NONE)


def _leg(slot: Slot, view: BlockView) -> Leg:
    block, running = slot.block, view.state != "to_come"
    if view.left is None:
        known = sum((phase.left or _NONE for _, phase in _phases_to_go(block, view)), _NONE)
        return Leg(slot=slot, takes=None, known=known, running=running)
    if running or view.started or not gives_way(block):
        return Leg(slot=slot, takes=view.left, running=running)
    floor = max(block.min or _NONE, _length_of_phases(block, view))
    return Leg(slot=slot, takes=view.left, floor=floor)


def gives_way(block: Block) -> bool:
    """Whether a block is as short as its lateness makes it, down to its `min`."""
    return block.absorbs and block.min is not None


def _parts_of(leg: Leg, view: BlockView, tight: timedelta | None) -> list[Part]:
    """The parts of a block that are not over; none of one that nobody can tell the times of."""
    if leg.takes is None or view.start is None or view.state == "skipped":
        return []
    offers = [
        (replace(part, tight=tight) if part.current else part, gift)
        for part, gift in _offers(leg, view, leg.takes)
    ]
    return list(_giving(offers, _most_given(leg, view, leg.takes)))


def _most_given(leg: Leg, view: BlockView, takes: timedelta) -> timedelta:
    """How much shorter a block may become, so that all of it keeps its `min`.

    Time that the room left early counts as if it was used, unless a phase to come takes it: it
    locks nothing. What was broken off keeps a minute, or it is over.
    """
    block, room = leg.slot.block, takes
    if block.min is not None:
        open_to_go = any(_is_open(phase) for phase, _ in _phases_to_go(block, view))
        phases = _NONE if open_to_go else _length_of_phases(block, view)
        used = max(view.elapsed + takes, view.length or _NONE, phases)
        room = used - max(view.extended, _NONE) - block.min
    if view.started and not leg.running:
        room = min(room, takes - MINUTE)
    return _NONE if view.fixed else max(room, _NONE)


def _offers(leg: Leg, view: BlockView, takes: timedelta) -> list[Offer]:
    """The parts of a block with what each gives of its own."""
    block, absorbs = leg.slot.block, leg.floor is not None
    shared = _NONE if block.min is None or absorbs else None
    to_go = _phases_to_go(block, view)
    if absorbs or not to_go:
        return [(_whole(leg, view, takes), shared)]
    found: list[Offer] = []
    for plan, phase in to_go:
        part = _phase_part(view, plan, phase, leg.running)
        own = _own_gift(part, plan)
        found.append((part, shared if own is None else own))
    free = takes - sum((part.takes for part, _ in found), _NONE)
    return [*found, (_free_time(block, view, free), shared)] if free > _NONE else found


def _whole(leg: Leg, view: BlockView, takes: timedelta) -> Part:
    """A block as one part."""
    return Part(
        leg=0,
        block=view.id,
        title=view.title,
        length=view.elapsed + takes,
        takes=takes,
        given=max(view.extended, _NONE),
        fixed=view.fixed,
        current=leg.running,
        spent=leg.running and not takes,
    )


def _free_time(block: Block, view: BlockView, free: timedelta) -> Part:
    """The time that the phases of a block leave in it.

    What was given to an open phase that was left before it had used it is in it. It stays: without
    it that phase would have ended before it was given, and the rest would have gone otherwise.
    """
    both = zip(block.phases, view.phases, strict=True)
    left = [phase for plan, phase in both if _is_open(plan) and phase.state == "done"]
    return Part(
        leg=0,
        block=view.id,
        title=view.title,
        length=free,
        takes=free,
        given=sum((max(phase.extended, _NONE) for phase in left), _NONE),
        fixed=view.fixed,
        free=True,
    )


def _phases_to_go(block: Block, view: BlockView) -> list[tuple[Phase, PhaseView]]:
    """The phases of a block that are not over, as the plan has them and as they go."""
    both = zip(block.phases, view.phases, strict=True)
    return [one for one in both if one[1].state in ("now", "paused", "to_come")]


def _phase_part(view: BlockView, plan: Phase, phase: PhaseView, running: bool) -> Part:
    current, takes = running and phase.state != "to_come", phase.left or _NONE
    return Part(
        leg=0,
        block=view.id,
        phase=phase.id,
        title=phase.title,
        length=max(phase.length or _NONE, phase.elapsed + takes),
        takes=takes,
        given=max(phase.extended, _NONE),
        before=phase.spent - phase.elapsed,
        fixed=view.fixed,
        current=current,
        spent=not takes and (phase.started is not None or plan.length is None),
        round=plan.per is not None,
        turns=0 if phase.started else sum(turn.state == "to_come" for turn in phase.turns),
        least=MINUTE if _is_open(plan) else _NONE,
    )


def _own_gift(part: Part, phase: Phase) -> timedelta | None:
    """What a phase gives down to its own `min`; None when it has none and shares with others.

    A round gives turn by turn, for the groups that have theirs to come; one that has begun keeps
    its turns.
    """
    if not phase.per:
        return None if phase.min is None else max(part.length - part.given - phase.min, _NONE)
    if phase.min is None or phase.length is None:
        return _NONE
    return (phase.length - phase.min) * part.turns


def _giving(offers: Sequence[Offer], room: timedelta) -> Iterator[Part]:
    """The parts with what each gives in whole minutes, together no more than `room`."""
    left = room // MINUTE
    given = [0] * len(offers)
    for limits in _limits(offers):
        more = most(left, limits)
        given = [have + minutes for have, minutes in zip(given, more, strict=True)]
        left -= sum(more)
    for (part, _), minutes in zip(offers, given, strict=True):
        yield replace(part, gives=minutes * MINUTE)


def _limits(offers: Sequence[Offer]) -> tuple[list[int], list[int], list[int]]:
    """How many minutes each part may give: of free time, of its own, and where it has no `min`.

    They are asked in this order. What was given on purpose comes last of what a part takes: only
    planned time that is still to come can be missed.
    """
    free, own, shared = [], [], []
    for part, gift in offers:
        shares = gift is None
        can = part.length - part.before - part.least
        planned = max(min(part.takes, can) - part.given, _NONE)
        planned = planned if part.tight is None else min(planned, part.tight)
        free.append(planned // MINUTE if shares and part.free else 0)
        own.append(0 if gift is None else min(gift, planned) // MINUTE)
        shared.append(planned // MINUTE if shares and not part.free else 0)
    return free, own, shared
