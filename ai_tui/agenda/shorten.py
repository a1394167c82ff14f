"""Shortening and giving room back: what could change so that the end is met, and how it looks."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from ai_tui.agenda.cutting import (
    Spare,
    can_give,
    cuts,
    deadlines,
    gifts,
    in_danger,
    may_grow,
    spans,
    spare,
)
from ai_tui.agenda.evening import Evening
from ai_tui.agenda.parts import MINUTE, Road, road
from ai_tui.agenda.projection import Span
from ai_tui.agenda.schedule import Schedule

_NONE = timedelta()


class Goal(Struct, frozen=True, kw_only=True):
    """A time to be met: that of fixed block `block`, or the hard end when `block` is ''.

    Unchanged it is passed by `need`; with the proposal it is still passed by `missing`.
    """

    block: str
    title: str
    at: datetime
    need: timedelta
    missing: timedelta


class Row(Struct, frozen=True, kw_only=True):
    """A part of what lies ahead, before and after.

    `proposed` lies between `least` and `most`; where those are equal nothing can be changed.
    `phase` is '' for a block without phases, and for the time that phases leave free in theirs.
    """

    block: str
    phase: str
    title: str
    fixed: bool
    current: bool
    free: bool
    length: timedelta
    proposed: timedelta
    least: timedelta
    most: timedelta
    end_before: datetime | None
    end: datetime | None


class Proposal(Struct, frozen=True, kw_only=True):
    """What to make shorter, or longer where time is to `spare`.

    `end_before` and `end` are when everything is expected to be over. `cuts` are the minutes
    taken from each part of `road`, negative where time is given.
    """

    goals: tuple[Goal, ...]
    rows: tuple[Row, ...]
    end_before: datetime | None
    end: datetime | None
    hard_end: datetime | None
    spare: Spare | None
    road: Road
    cuts: tuple[int, ...]

    @property
    def kind(self) -> Literal["shorten", "give"]:
        """Which of the two it does."""
        return "give" if self.spare else "shorten"

    @property
    def room(self) -> timedelta:
        """How much time can be given."""
        return self.spare.room if self.spare else _NONE

    @property
    def missing(self) -> timedelta:
        """By how much some goal is still passed; nothing when every one is met."""
        return max((goal.missing for goal in self.goals), default=_NONE)


def propose(schedule: Schedule, evening: Evening) -> Proposal | None:
    """How to meet the fixed blocks and the hard end, or how to use what is ahead of time.

    None when there is nothing to win and nothing to give; only a session that runs has either.
    """
    if evening.state not in ("running", "paused"):
        return None
    ahead = road(schedule, evening)
    if in_danger(ahead):
        return _proposal(ahead, cuts(ahead), None)
    found = spare(ahead, schedule.end)
    if found is None or not can_give(ahead, found):
        return None
    return _proposal(ahead, gifts(ahead, found), found)


def adjust(proposal: Proposal, row: int, minutes: int) -> Proposal:
    """The proposal with row number `row` made `minutes` longer (negative: shorter).

    It stays between the row's `least` and `most`.
    """
    shown, taken = proposal.rows[row], list(proposal.cuts)
    if shown.least == shown.most:
        return proposal
    least = -((shown.most - shown.length) // MINUTE)
    taken[row] = min(max(taken[row] - minutes, least), (shown.length - shown.least) // MINUTE)
    return _proposal(proposal.road, taken, proposal.spare)


def _proposal(ahead: Road, taken: Sequence[int], found: Spare | None) -> Proposal:
    before, after = spans(ahead), spans(ahead, taken)
    return Proposal(
        goals=tuple(_goals(ahead, before, after)),
        rows=tuple(_rows(ahead, taken, before, after, found)),
        end_before=before[-1].end if before else None,
        end=after[-1].end if after else None,
        hard_end=ahead.hard_end,
        spare=found,
        road=ahead,
        cuts=tuple(taken),
    )


def _rows(
    ahead: Road,
    taken: Sequence[int],
    before: Sequence[Span],
    after: Sequence[Span],
    found: Spare | None,
) -> Iterator[Row]:
    """Each part as it is and as it becomes, with how much shorter or longer it may be made."""
    changes = zip(ahead.parts, taken, _ends(ahead, before), _ends(ahead, after, taken), strict=True)
    for part, cut, end_before, end in changes:
        grows = found.room // MINUTE * MINUTE if found and may_grow(ahead, found, part) else _NONE
        row = Row(
            block=part.block,
            phase=part.phase,
            title=part.title,
            fixed=part.fixed,
            current=part.current,
            free=part.free,
            length=part.length,
            proposed=part.length - cut * MINUTE,
            least=part.length - part.gives // MINUTE * MINUTE,
            most=part.length + grows,
            end_before=end_before,
            end=end,
        )
        absorbs = ahead.legs[part.leg].floor is not None
        yield _absorbing(row, before[part.leg], after[part.leg]) if absorbs else row


def _absorbing(row: Row, before: Span, after: Span) -> Row:
    """The row of a block that gives way by itself: as long as it is expected to be."""
    was = before.end - before.start if before.start and before.end else row.length
    length = after.end - after.start if after.start and after.end else row.length
    return replace(row, length=was, proposed=length, least=length, most=length)


def _goals(ahead: Road, before: Sequence[Span], after: Sequence[Span]) -> Iterator[Goal]:
    """Every time that is passed, when nothing changes or when all of it does."""
    needs, missing = dict(deadlines(ahead, before)), dict(deadlines(ahead, after))
    for at in sorted(needs.keys() | missing.keys()):
        block = ahead.legs[at].slot.block if at < len(ahead.legs) else None
        yield Goal(
            block=block.id if block else "",
            title=block.title if block else "",
            at=_deadline(ahead, at),
            need=needs.get(at, _NONE),
            missing=missing.get(at, _NONE),
        )


def _deadline(ahead: Road, at: int) -> datetime:
    fixed = ahead.legs[at].slot.start if at < len(ahead.legs) else ahead.hard_end
    assert fixed
    return fixed


def _ends(
    ahead: Road, spans: Sequence[Span], taken: Sequence[int] | None = None
) -> list[datetime | None]:
    """When each part is expected to end."""
    ends: list[datetime | None] = []
    cursor: datetime | None = None
    leg = -1
    for index, part in enumerate(ahead.parts):
        if part.leg != leg:
            leg, cursor = part.leg, spans[part.leg].start
        takes = part.takes - (taken[index] * MINUTE if taken else _NONE)
        cursor = cursor + takes if cursor else None
        ends.append(spans[leg].end if ahead.legs[leg].floor is not None else cursor)
    return ends
