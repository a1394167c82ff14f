"""How many minutes to take from what lies ahead, or to give to it."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from ai_tui.agenda.evening import minutes_up
from ai_tui.agenda.parts import MINUTE, Part, Road, gives_way
from ai_tui.agenda.projection import Span, project
from ai_tui.agenda.shares import most, shares

_NONE = timedelta()


class Spare(Struct, frozen=True):
    """Time that is ahead of the plan: `room`, for the legs from `first` until `upto`.

    It is in whole minutes, upwards: what that makes too late is so by less than a minute, which is
    nothing.
    """

    room: timedelta
    first: int
    upto: int


def spans(ahead: Road, taken: Sequence[int] | None = None) -> list[Span]:
    """The expected times of every leg when `taken` minutes go from each part."""
    less = [_NONE] * len(ahead.legs)
    for part, minutes in zip(ahead.parts, taken or (), strict=taken is not None):
        less[part.leg] += minutes * MINUTE
    legs = [
        leg if leg.takes is None else replace(leg, takes=max(leg.takes - cut, _NONE))
        for leg, cut in zip(ahead.legs, less, strict=True)
    ]
    return project(legs, ahead.begin)


def in_danger(ahead: Road) -> bool:
    """Whether something comes too late if nothing changes."""
    return any(True for _ in deadlines(ahead, spans(ahead)))


def deadlines(ahead: Road, spans: Sequence[Span]) -> Iterator[tuple[int, timedelta]]:
    """Each fixed leg that comes too late, and the hard end (after the last leg), with how much.

    Less than a minute is nothing, as everywhere where a session is said to be late.
    """
    for index, span in enumerate(spans):
        if span.short >= MINUTE:
            yield index, span.short
    end = spans[-1].end if spans else None
    if end and ahead.hard_end and end - ahead.hard_end >= MINUTE:
        yield len(spans), end - ahead.hard_end


def cuts(ahead: Road) -> list[int]:
    """The minutes to take from each part so that every deadline is met, or as far as that goes.

    Deadlines are met one after the other, to the second: what is in time by less would be too late
    again at once. What is taken before something that takes up the delay
    wins nothing at first: it goes on until the time is there, or nothing more can be missed.
    """
    taken = [0] * len(ahead.parts)
    for goal in [index for index, _ in deadlines(ahead, spans(ahead))]:
        while any(more := _more(ahead, taken, goal)):
            taken = [cut + minutes for cut, minutes in zip(taken, more, strict=True)]
    return taken


def _more(ahead: Road, taken: Sequence[int], goal: int) -> list[int]:
    """The minutes to take beside those `taken` for what deadline `goal` is still passed by.

    What lies before a block that waits for its time cannot help what comes after that block.
    """
    now = spans(ahead, taken)
    need = dict(deadlines(ahead, now)).get(goal, _NONE)
    first = _waiting_before(ahead, now, goal)
    limits = [
        part.gives // MINUTE - cut if first <= part.leg < goal else 0
        for part, cut in zip(ahead.parts, taken, strict=True)
    ]
    return most(-(-need // MINUTE), limits)


def _waiting_before(ahead: Road, spans: Sequence[Span], goal: int) -> int:
    """The last leg before `goal` that waits for its time, 0 when none does."""
    waiting = [
        index
        for index in range(goal)
        if _waits(ahead, index) and spans[index].start == ahead.legs[index].slot.start
    ]
    return max(waiting, default=0)


def _waits(ahead: Road, index: int) -> bool:
    return ahead.legs[index].slot.waits and not ahead.legs[index].running


def spare(ahead: Road, planned_end: datetime | None) -> Spare | None:
    """The first stretch that is a minute or more ahead of plan, if any is."""
    now = spans(ahead)
    first = 0
    for index in range(1, len(now)):
        if _waits(ahead, index):
            free, start = now[index - 1].end, now[index].start
            if free and start and (room := _room(free, start - ahead.legs[index].slot.gap)):
                return Spare(room, first, index)
            first = index
    end = now[-1].end if now else None
    latest = min(filter(None, (planned_end, ahead.hard_end)), default=None)
    room = _room(end, latest) if planned_end and latest and end else _NONE
    return Spare(room, first, len(now)) if room else None


def _room(free: datetime, until: datetime) -> timedelta:
    """The time between, as the header tells what is early; less than a minute is nothing."""
    room = until - free
    return minutes_up(room) * MINUTE if room >= MINUTE else _NONE


def gifts(ahead: Road, found: Spare) -> list[int]:
    """The minutes to give to each part, as negative cuts.

    What became shorter than planned gets its time back, and nothing gets more than that.
    """
    weights = [part.length // MINUTE if may_grow(ahead, found, part) else 0 for part in ahead.parts]
    growing = {part.leg for part, weight in zip(ahead.parts, weights, strict=True) if weight}
    lost = [length // MINUTE if leg in growing else 0 for leg, length in enumerate(ahead.lost)]
    given = [0] * len(weights)
    for leg, back in enumerate(most(found.room // MINUTE, lost)):
        own = [
            weight if part.leg == leg else 0
            for part, weight in zip(ahead.parts, weights, strict=True)
        ]
        given = [have + more for have, more in zip(given, shares(back, own), strict=True)]
    return [-minutes for minutes in given]


def can_give(ahead: Road, found: Spare) -> bool:
    """Whether there is anything that can use the time."""
    return any(may_grow(ahead, found, part) for part in ahead.parts)


def may_grow(ahead: Road, found: Spare, part: Part) -> bool:
    """Whether time that was `found` can be given to a part: where it is, nothing comes too late.

    Not to rounds, to free time, to what is fixed or gives way by itself, or to what has no time
    left, or had none when some was taken from it.
    """
    there = found.first <= part.leg < found.upto
    absorbs = gives_way(ahead.legs[part.leg].slot.block)
    barred = part.fixed or part.free or part.round or absorbs or part.spent
    return there and not barred and part.tight != _NONE
