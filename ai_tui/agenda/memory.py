"""Remembers the last fold, so that a tick of the clock costs a tick and not the whole evening."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import accumulate

from msgspec.structs import replace

from ai_tui.agenda.evening import BlockView
from ai_tui.agenda.fold import Fold
from ai_tui.agenda.moments import Instant, Moment, placed
from ai_tui.agenda.projection import Span
from ai_tui.agenda.rounds import Groups
from ai_tui.agenda.rows import row
from ai_tui.agenda.schedule import Schedule
from ai_tui.agenda.wall import Wall

_SAME = timedelta(milliseconds=2)
"""How far two readings of the wall clock may drift apart from the clock that no one can set."""


class Folded:
    """All moments folded as seen at `now`; it never changes, but for the views it remembers."""

    def __init__(
        self, schedule: Schedule, moments: Sequence[Moment], now: Instant, groups: Groups
    ) -> None:
        self.schedule = schedule
        self.moments = list(moments)
        self.groups = {kind: tuple(ids) for kind, ids in groups.items()}
        self.now = now
        self.wall = Wall(schedule.zone, now.wall)
        self.fold = Fold(schedule, self.groups)
        times = happened(self.moments, now, self.wall)
        for moment, at in zip(self.moments, times, strict=True):
            self.fold.feed(moment, at)
        self.rows = [row(slot, self.fold) for slot in schedule.slots]
        self.views: dict[str, tuple[Span, BlockView]] = {}

    def holds(
        self, schedule: Schedule, moments: Sequence[Moment], now: Instant, groups: Groups
    ) -> bool:
        """Whether folding these would give the same."""
        return (
            schedule is self.schedule
            and now.boot_id == self.now.boot_id
            and abs(placed(now, self.now) - now.wall) < _SAME
            and groups.keys() == self.groups.keys()
            and all(tuple(ids) == self.groups[kind] for kind, ids in groups.items())
            and list(moments) == self.moments
        )


class Memory:
    """The last evening that was folded."""

    def __init__(self) -> None:
        self._last: Folded | None = None

    def folded(
        self, schedule: Schedule, moments: Sequence[Moment], now: Instant, groups: Groups
    ) -> Folded:
        """These moments folded: again, or as remembered when nothing but the time is new."""
        last = self._last
        if last is None or not last.holds(schedule, moments, now, groups):
            last = self._last = Folded(schedule, moments, now, groups)
        return last


def happened(moments: Sequence[Moment], now: Instant, wall: Wall) -> list[datetime]:
    """When each moment happened, never before the one before it.

    A corrected moment stays between its neighbours, and is never in the future.
    """
    here = replace(now, wall=wall(now.wall))
    times = [wall(placed(moment.at, here)) for moment in moments]
    if any(moment.pressed for moment in moments):
        latest = here.wall
        for index in range(len(times) - 1, -1, -1):
            if moments[index].pressed:
                times[index] = min(times[index], latest)
            else:
                latest = min(latest, times[index])
    return list(accumulate(times, max))
