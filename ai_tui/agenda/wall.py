"""Between the clock on the wall of a time zone and points in time."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo

_REACH = 72
_HOUR = timedelta(hours=1)
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


def at_wall(day: date, clock: time, zone: str) -> datetime:
    """The point in time, in UTC, at which the wall of `zone` shows `clock` on `day`.

    A time that exists twice is the first of the two. One that the clock leaps over is read as if
    the clock had not leapt yet: 02:30 in the lost hour is half an hour after 02:00.
    """
    return datetime.combine(day, clock.replace(tzinfo=None, fold=0), ZoneInfo(zone)).astimezone(UTC)


def last_at_wall(clock: time, zone: str, now: datetime) -> datetime:
    """The last time, in UTC and up to `now`, that the wall of `zone` showed `clock`.

    A time that exists twice counts twice. One that the clock leaps over is read both as if it had
    leapt already and as if it had not.
    """
    there, until = ZoneInfo(zone), now.astimezone(UTC)
    today = now.astimezone(there).date()
    shown = [
        datetime.combine(day, clock.replace(fold=fold), there).astimezone(UTC)
        for day in (today, today - timedelta(days=1))
        for fold in (0, 1)
    ]
    return max(at for at in shown if at <= until)


class Wall:
    """Shows points in time as the wall clock of one zone does.

    What it gives has a fixed offset, so the difference of two times is what a stopwatch would
    have measured, also in a night in which the clocks change. `fixed` is the one around which this
    wall is quick, whatever the zone does.
    """

    def __init__(self, zone: str, around: datetime) -> None:
        """A wall in `zone`, quickest within three days of `around`."""
        self._zone = ZoneInfo(zone)
        self.fixed, self._low, self._high = _steady(zone, around.astimezone(UTC).date())
        self._origin = _EPOCH.astimezone(self.fixed)

    def __call__(self, at: datetime) -> datetime:
        """`at` with the offset that the zone has then."""
        here = self._origin + (at - _EPOCH)
        if self._low <= here <= self._high:
            return here
        return at.astimezone(timezone(_offset(at, self._zone)))

    def steady(self, first: datetime, last: datetime) -> bool:
        """Whether the offset around which this wall is quick holds from `first` until `last`."""
        return self._low <= first and last <= self._high


def _offset(at: datetime, zone: ZoneInfo) -> timedelta:
    offset = at.astimezone(zone).utcoffset()
    assert offset is not None
    return offset


@lru_cache(maxsize=16)
def _steady(zone: str, day: date) -> tuple[timezone, datetime, datetime]:
    """The offset at noon of `day`, and from when until when it surely holds."""
    there = ZoneInfo(zone)
    noon = datetime.combine(day, time(12), UTC)
    offset = _offset(noon, there)
    fixed = timezone(offset)
    edges = []
    for step in (-_HOUR, _HOUR):
        edge = noon
        for _ in range(_REACH):
            if _offset(edge + step, there) != offset:
                break
            edge += step
        edges.append(edge.astimezone(fixed))
    return fixed, edges[0], edges[1]
