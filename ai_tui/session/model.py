"""The plan of a session: what a session file says, checked and resolved.

Every struct here is frozen and goes to JSON and back unchanged, because a run keeps its plan as
documents: one for the session and one for each block, form and group.
"""

import datetime as dt
from datetime import time, timedelta
from functools import lru_cache
from typing import Any, Literal

from msgspec import Struct

Audience = Literal["groups", "themes", "room"]
"""Whose form it is: of every group, of the groups formed around themes, or of the room."""

GroupKind = Literal["groups", "themes"]

MOST_GROUPS = 999
"""The largest number of groups that a file, a command or a screen makes at once."""

_DAYS = 366
"""No length is longer, and no day of a session later: sums of them would leave the calendars."""

_DAYS = 366
"""No length is longer, and no day of a session later: sums of them would leave the calendars."""

WallView = Literal["clock", "title"]
"""What the room sees: the countdown, or only a title (nobody's stage time is counted)."""


class Session(Struct, frozen=True, kw_only=True):
    """What holds for the whole session.

    `start` and `until` are wall-clock times in `zone` on `date` (`until` on day `until_day`);
    `until` is the hard end. `groups` is the number or the names planned, or None for 'ask'.
    `group_word` is what one group is called: 'Tafel'. A session without `date` runs on the day
    it is opened.
    """

    id: str
    title: str
    theme: str = ""
    background: str = ""
    date: dt.date | None = None
    start: time | None = None
    until: time | None = None
    until_day: int = 1
    place: str = ""
    lang: Literal["nl", "en"] = "nl"
    zone: str = "Europe/Amsterdam"
    group_word: str = ""
    groups: int | tuple[str, ...] | None = None

    def __post_init__(self) -> None:
        _check(day=self.until_day)


class Phase(Struct, frozen=True, kw_only=True):
    """A part of a block with its own countdown.

    `length` of a round (`per` is set) is that of one turn, and `change` lies between two turns;
    None means the phase takes what its block leaves. `signal` is said when the phase begins.
    `planned_length` is as that of a block.
    """

    id: str
    title: str
    length: timedelta | None = None
    min: timedelta | None = None
    per: GroupKind | None = None
    change: timedelta = timedelta()
    signal: str = ""
    instruction: str = ""
    wall: WallView | None = None
    planned_length: timedelta | None = None

    def __post_init__(self) -> None:
        _check(self.length, self.min, self.change, self.planned_length)

    @property
    def changed(self) -> timedelta:
        """How much longer than planned it was made (negative: shorter); of a round a turn."""
        if self.length is None or self.planned_length is None:
            return timedelta()
        return self.length - self.planned_length

    def total(self, groups: int) -> timedelta | None:
        """How long the phase takes when `groups` groups have a turn."""
        if self.length is None or self.per is None:
            return self.length
        return _turns(self.length, self.change, groups)


@lru_cache(maxsize=256)
def _turns(length: timedelta, change: timedelta, groups: int) -> timedelta:
    """`groups` turns of `length` with a `change` between two of them."""
    return length * groups + change * max(groups - 1, 0)


class Block(Struct, frozen=True, kw_only=True):
    """An item of the run sheet.

    `start` is a wall-clock time on day `day` (1 is the session's date) or None: a block without
    a time follows the one before it. `length` is None when the block is open-ended. `min` is how
    short it may become (None: as long as it is planned). `pos` orders blocks (a fractional key).
    A block that `absorbs` gives up time down to `min` by itself when what precedes it overruns.
    `warn` lists the time left at which to signal. `planned_length` is set where `length` was
    shortened or stretched during the session: what the plan had made it. `reused` is what it was
    stretched by because its own phases had left that much early: it is no longer for that.
    """

    id: str
    title: str
    pos: str = ""
    start: time | None = None
    day: int = 1
    length: timedelta | None = None
    min: timedelta | None = None
    fixed: bool = False
    absorbs: bool = False
    stage: str = ""
    roles: tuple[str, ...] = ()
    instruction: str = ""
    background: str = ""
    phases: tuple[Phase, ...] = ()
    warn: tuple[timedelta, ...] | None = None
    wall: WallView = "clock"
    planned_length: timedelta | None = None
    reused: timedelta = timedelta()

    def __post_init__(self) -> None:
        own = (self.length, self.min, self.planned_length, self.reused)
        _check(*own, *(self.warn or ()), day=self.day)


def _check(*lengths: timedelta | None, day: int = 1) -> None:
    """Refuse a length or a day of which no time on a calendar can be made."""
    if not all(abs(days) <= _DAYS for days in (day, *(each.days for each in lengths if each))):
        raise ValueError("a time of no session")


class Form(Struct, frozen=True, kw_only=True):
    """A form of a block: entries of one kind, asked of each group of its audience or of the room.

    `options` are the kind's own keys (`size`, `columns`, ...), checked by the kind's module.
    `phase` is the phase of its block in which it is filled in, '' for the whole block.
    """

    id: str
    block: str
    kind: str
    title: str
    pos: str = ""
    audience: Audience = "groups"
    phase: str = ""
    hint: str = ""
    options: dict[str, Any] = {}


class Group(Struct, frozen=True, kw_only=True):
    """A table, a circle, or a group formed around a theme.

    A merged group points to the one that took its entries; a closed one takes no new entries
    but keeps those it has.
    """

    id: str
    name: str
    kind: GroupKind = "groups"
    pos: str = ""
    closed: bool = False
    merged_into: str = ""


class Plan(Struct, frozen=True, kw_only=True):
    """A whole session file: the session, its blocks and forms in order, and its first groups."""

    session: Session
    blocks: tuple[Block, ...]
    forms: tuple[Form, ...] = ()
    groups: tuple[Group, ...] = ()


ROOM = Group(id="room", name="")
"""The group that a form for the room belongs to; screens name it in their own language."""
