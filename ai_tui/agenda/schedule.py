"""The plan as points in time: when each block should begin and end."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import accumulate

from msgspec import Struct

from ai_tui.agenda.moments import seen_key
from ai_tui.agenda.wall import Wall, at_wall
from ai_tui.session.model import Block, Session

_NONE = timedelta()
_DAY = timedelta(days=1)
_HALF_DAY = timedelta(hours=12)
_NOON = time(12)


class Slot(Struct, frozen=True, kw_only=True):
    """A block in its place; `start`, `end` and `length` are planned, None where nobody can tell.

    `own` tells that the block has a start of its own, and does not follow the one before it.
    `day` is the day it is on, 1 the first. `gap` is the empty time that the plan leaves before the
    block. A block that `waits` is not expected before `start`: it is fixed, or the first of a later
    day. `places` gives the index of each of its phases by its id, and `keys` how a moment notes
    each of them while nobody has a turn; a block without phases has one key.
    """

    block: Block
    index: int
    places: dict[str, int]
    keys: tuple[str, ...]
    start: datetime | None
    end: datetime | None
    length: timedelta | None
    own: bool = False
    day: int = 1
    gap: timedelta = _NONE
    waits: bool = False


class Schedule(Struct, frozen=True, kw_only=True):
    """The whole plan in the session's zone; `hard_end` is when everything must be over."""

    zone: str
    slots: tuple[Slot, ...]
    start: datetime | None
    end: datetime | None
    hard_end: datetime | None

    def slot(self, block: str) -> Slot | None:
        """The place of block `block`, if the plan has it."""
        return next((slot for slot in self.slots if slot.block.id == block), None)


def schedule(
    session: Session, blocks: Sequence[Block], day: date, shift: timedelta = _NONE
) -> Schedule:
    """The plan of `blocks` when day 1 is `day`, every planned time moved by `shift`.

    Blocks stand in the order of (pos, id); one without a time follows the one before it. A time
    that lies twelve hours or more before the one before it is meant for the next day.
    """
    ordered = sorted(blocks, key=lambda block: (block.pos, block.id))
    own = _in_order(ordered, list(_own_starts(ordered, day, session.zone)))
    starts = [start and start + shift for start in own]
    opening = at_wall(day, session.start, session.zone) + shift if session.start else None
    begin = next((start for start in starts[:1] if start), opening)
    wall = Wall(session.zone, begin or at_wall(day, _NOON, session.zone))
    slots = tuple(_slots(ordered, starts, begin, wall))
    hard_end = _hard_end(session, day)
    return Schedule(
        zone=session.zone,
        slots=slots,
        start=begin and wall(begin),
        end=slots[-1].end if slots else None,
        hard_end=hard_end and wall(hard_end + shift),
    )


def planned_length(block: Block) -> timedelta | None:
    """How long the plan makes the block: its own length, else that of its phases together."""
    own = block.length if block.planned_length is None else block.planned_length
    if own is not None or not block.phases:
        return own
    total = _NONE
    for phase in block.phases:
        if phase.length is None or phase.per:
            return None
        total += phase.length
    return total


def _own_starts(blocks: Sequence[Block], day: date, zone: str) -> Iterator[datetime | None]:
    """The start that each block says it has, in UTC."""
    before: datetime | None = None
    for block in blocks:
        own = _own_start(block, day, zone, before) if block.start else None
        if own and (before is None or own > before):
            before = own
        yield own


def _own_start(block: Block, day: date, zone: str, before: datetime | None) -> datetime:
    assert block.start
    on = day + _DAY * (block.day - 1)
    at = at_wall(on, block.start, zone)
    if before and before - at >= _HALF_DAY:
        at = at_wall(on + _DAY, block.start, zone)
    return at


def _in_order(blocks: Sequence[Block], starts: Sequence[datetime | None]) -> list[datetime | None]:
    """The starts that count: every fixed one, and the floating ones that fit between those.

    A floating block whose start is out of order was moved, or something else was: it follows
    what stands before it, so that what is fixed holds whatever becomes of the others.
    """
    kept = list(starts)
    following: datetime | None = None
    for index in range(len(blocks) - 1, -1, -1):
        start = kept[index]
        if start and blocks[index].fixed:
            following = start if following is None else min(start, following)
        elif start and following and start > following:
            kept[index] = None
    before: datetime | None = None
    for index, start in enumerate(kept):
        if start and before and start < before and not blocks[index].fixed:
            kept[index] = None
        elif start and (before is None or start > before):
            before = start
    return kept


def _slots(
    blocks: Sequence[Block], starts: Sequence[datetime | None], begin: datetime | None, wall: Wall
) -> Iterator[Slot]:
    """The blocks in their places; an open one ends where the next begins, if that is on its day."""
    cursor, before = begin, 1
    days = list(accumulate((block.day for block in blocks), max))
    for index, block in enumerate(blocks):
        own, day = starts[index], days[index]
        start = own or cursor
        length = planned_length(block)
        following = starts[index + 1] if days[index + 1 : index + 2] == [day] else None
        end = following if start is None or length is None else start + length
        yield Slot(
            block=block,
            index=index,
            places={phase.id: place for place, phase in enumerate(block.phases)},
            keys=tuple([seen_key(block.id, phase.id) for phase in block.phases])
            or (seen_key(block.id),),
            start=start and wall(start),
            end=end and wall(end),
            length=length,
            own=own is not None,
            day=day,
            gap=max(own - cursor, _NONE) if own and cursor else _NONE,
            waits=own is not None and (block.fixed or day > before),
        )
        cursor, before = end, day


def _hard_end(session: Session, day: date) -> datetime | None:
    """The hard end in UTC; one that is not after the session's start is on the next day."""
    if session.until is None:
        return None
    days = session.until_day - 1
    if days == 0 and session.start and session.until <= session.start:
        days = 1
    return at_wall(day + _DAY * days, session.until, session.zone)
