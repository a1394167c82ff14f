"""Remembers the last fold, so that a tick of the clock costs a tick and not the whole evening."""

from collections.abc import Sequence
from copy import copy
from datetime import datetime, timedelta
from itertools import accumulate, pairwise

from ai_tui.agenda.fold import Fold
from ai_tui.agenda.moments import Instant, Moment, all_placed, placed
from ai_tui.agenda.rounds import Groups
from ai_tui.agenda.rows import row, rows_now
from ai_tui.agenda.schedule import Schedule
from ai_tui.agenda.wall import Wall

_SAME = timedelta(milliseconds=2)
"""How far two readings of the wall clock may drift apart from the clock that no one can set."""

_SET = timedelta(seconds=1)
"""A wall clock that moved less against the clock that no one can set was not set."""

_MARKS = ("start", "finish")
"""What a correction cannot move past: other presses belong to the block that they were made in."""


class Folded:
    """Moments folded as seen at `now`; it never changes, but for the views it remembers."""

    def __init__(
        self, schedule: Schedule, moments: Sequence[Moment], now: Instant, groups: Groups
    ) -> None:
        self.schedule = schedule
        self.moments = list(moments)
        self.groups = {kind: tuple(ids) for kind, ids in groups.items()}
        self.now = now
        self.wall = Wall(schedule.zone, now.wall)
        self.fold = Fold(schedule, self.groups)
        self.fold.feed(self.moments, happened(self.moments, now, self.wall))
        self.rows = [row(slot, self.fold) for slot in schedule.slots]

    def fits(self, schedule: Schedule, now: Instant, groups: Groups) -> bool:
        """Whether folding for these would place every moment at the same time."""
        return (
            schedule is self.schedule
            and now.boot_id == self.now.boot_id
            and abs(placed(now, self.now) - now.wall) < _SAME
            and {kind: tuple(ids) for kind, ids in groups.items()} == self.groups
        )

    def grown(self, moments: Sequence[Moment]) -> "Folded | None":
        """The same with what `moments` has more; None when that is not just more of the same.

        A correction, or a moment that lies before one that is known, may change what is known.
        """
        known, more = len(self.moments), list(moments)
        if more == self.moments:
            return self
        if more[:known] != self.moments or any(moment.pressed for moment in more[known:]):
            return None
        grown = copy(self)
        grown.moments, grown.fold = more, self.fold.fork()
        for moment in more[known:]:
            at = self.wall(placed(moment.at, self.now))
            if grown.fold.latest and at < grown.fold.latest:
                return None
            grown.fold.feed([moment], [at])
        grown.rows = rows_now(self.rows, grown.fold)
        return grown


class Memory:
    """The last evening that was folded."""

    def __init__(self) -> None:
        self._last: Folded | None = None

    def folded(
        self, schedule: Schedule, moments: Sequence[Moment], now: Instant, groups: Groups
    ) -> Folded:
        """These moments folded, going on from what is remembered where that is the same."""
        last = self._last
        found = last.grown(moments) if last and last.fits(schedule, now, groups) else None
        self._last = found or Folded(schedule, moments, now, groups)
        return self._last


def happened(moments: Sequence[Moment], now: Instant, wall: Wall) -> list[datetime]:
    """When each moment happened, never before the one before it.

    A corrected moment is not later than the next start that nobody corrected, nor earlier than
    the start before it; what else was pressed before it moves back along with it.
    """
    times = all_placed(moments, now, wall.fixed)
    if any([moment.pressed for moment in moments]):
        _correct(times, moments)
    return times if times == sorted(times) else list(accumulate(times, max))


def _told(at: datetime, moment: Moment) -> datetime:
    """The time told in a correction, to the microsecond, where `at` comes close to it.

    Two clocks are never read at quite the same time, and 16:30 is not to be shown as 16:29.
    """
    wall = moment.at.wall
    return wall.astimezone(at.tzinfo) if moment.pressed and abs(wall - at) < _SET else at


def _correct(times: list[datetime], moments: Sequence[Moment]) -> None:
    """Put every corrected moment where it fits between the starts, and the others around it."""
    marks = [index for index, one in enumerate(moments) if one.pressed or one.action in _MARKS]
    latest: datetime | None = None
    for index in reversed(marks):
        at = _told(times[index], moments[index])
        earlier = at if latest is None else min(at, latest)
        if moments[index].pressed:
            times[index] = earlier
        else:
            latest = earlier
    for before, index in pairwise(marks):
        times[index] = max(times[index], times[before])
    latest = None
    for index in range(len(times) - 1, -1, -1):
        if moments[index].pressed:
            latest = times[index]
        elif moments[index].action in _MARKS:
            latest = None
        elif latest is not None:
            times[index] = min(times[index], latest)
