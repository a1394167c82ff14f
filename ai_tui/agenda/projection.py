"""When what is still to be done is expected, one block after the other."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from ai_tui.agenda.schedule import Slot

_NONE = timedelta()


class Leg(Struct, frozen=True, kw_only=True, gc=False):
    """A block that still needs `takes`, or when nobody can tell at least `known`.

    A block that absorbs gives way down to `floor` when it is late. One that is `running` goes
    on at once, whatever was planned.
    """

    slot: Slot
    takes: timedelta | None
    known: timedelta = _NONE
    floor: timedelta | None = None
    running: bool = False


class Span(Struct, frozen=True, gc=False):
    """When a leg is expected; `slack` is the wait before it, `short` how far it comes too late."""

    start: datetime | None
    end: datetime | None
    slack: timedelta = _NONE
    short: timedelta = _NONE


def project(legs: Iterable[Leg], cursor: datetime | None) -> list[Span]:
    """The expected times of `legs` when the first can begin at `cursor`.

    After an open-ended leg times are unknown until the next block with a planned time, which is
    then taken to be its end if it is on the same day.
    """
    spans: list[Span] = []
    free, known = cursor, cursor is not None
    day = 0
    for leg in legs:
        start = _start(leg, free, known)
        if start and not known and leg.slot.day == day:
            spans[-1] = replace(spans[-1], end=start)
        end = start + takes if start and (takes := _takes(leg, start)) is not None else None
        spans.append(_span(leg, start, end, free if known else None))
        free = end or (start + leg.known if start else free)
        known, day = end is not None, leg.slot.day
    return spans


def _start(leg: Leg, free: datetime | None, known: bool) -> datetime | None:
    """When the leg is expected to begin, if what comes before it is over at `free`."""
    planned = leg.slot.start
    if leg.running or planned is None:
        return free if known else None
    if free is None:
        return planned
    if leg.slot.waits or not known:
        return max(planned, free)
    return max(free, min(planned, free + leg.slot.gap))


def _takes(leg: Leg, start: datetime) -> timedelta | None:
    """How long the leg takes when it begins at `start`."""
    if leg.takes is None or leg.floor is None or leg.slot.end is None:
        return leg.takes
    return min(leg.takes, max(leg.floor, leg.slot.end - start))


def _span(leg: Leg, start: datetime | None, end: datetime | None, free: datetime | None) -> Span:
    if not leg.slot.block.fixed or leg.running or start is None or leg.slot.start is None:
        return Span(start, end)
    slack = start - free if free else _NONE
    return Span(start, end, slack, max(start - leg.slot.start, _NONE))
