"""What happened to the clock: moments, and the instants at which they happened."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone
from typing import Annotated, Literal

from msgspec import Meta, Struct, convert

Action = Literal[
    "start",  # the block begins, or goes on with its own elapsed time if it ran before
    "phase",  # the phase begins now, or begins anew
    "turn",  # the group's turn in a round begins, or goes on; without a group the change begins
    "pass",  # the group's turn is passed; it can be called later
    "reorder",  # the round starts over, with the groups in `order`
    "pause",
    "resume",
    "extend",  # `by` is added to the current phase (and block); negative takes away
    "skip",  # the block leaves every total; nothing runs after the current one until a start
    "restore",  # a skipped block comes back whole
    "finish",  # the session is over
]


_FIRST_YEAR = 1900
_LAST_YEAR = 9998
_LONGEST_BOOT = 1e10
"""Seconds that no machine is on: three centuries."""
_LONGEST = timedelta(days=366)
"""No extension is longer: the sum of a few more would leave the calendars."""


def is_on_calendars(at: datetime) -> bool:
    """Whether `at` lies in a year in which every zone, clock and sum of times can be told."""
    return _FIRST_YEAR <= at.year <= _LAST_YEAR


class Instant(Struct, frozen=True):
    """One point in time, as the wall clock and as a clock that no one can set.

    `boot` is CLOCK_BOOTTIME in seconds, which runs on during suspend and means something only
    within the boot `boot_id`; where that is empty only `wall` counts.
    A document that says anything beyond a calendar or a clock cannot be read.
    """

    wall: Annotated[datetime, Meta(tz=True)]
    boot: Annotated[float, Meta(ge=0, le=_LONGEST_BOOT)] = 0.0
    boot_id: str = ""

    def __post_init__(self) -> None:
        if not _FIRST_YEAR <= self.wall.year <= _LAST_YEAR:
            raise ValueError("a time of no calendar")


def placed(instant: Instant, now: Instant) -> datetime:
    """The wall time of `instant` as the clock of `now` would have shown it.

    Within one boot the difference in boot time counts, to the nearest microsecond, so a wall clock
    that was set back or forward moves nothing; else the wall clock is all there is.
    """
    if instant.boot_id and instant.boot_id == now.boot_id:
        return now.wall.astimezone(UTC) - convert(now.boot - instant.boot, timedelta, strict=False)
    return instant.wall


def instant_of(at: datetime, now: Instant) -> Instant:
    """The instant at which the clock of `now` shows `at`, as if it had been read then.

    It has a boot time where `now` has one and `at` does not lie before that boot.
    """
    boot = now.boot - (now.wall - at).total_seconds()
    return Instant(at, boot, now.boot_id) if now.boot_id and boot >= 0 else Instant(at)


class Moment(Struct, frozen=True, kw_only=True):
    """One action on the clock.

    `seen` is what the presser saw as current, as `seen_key` gives it; None means it counts
    whatever was current. `at` can be corrected afterwards, which leaves `pressed` as it was.
    """

    id: str
    action: Action
    at: Instant
    block: str = ""
    phase: str = ""
    group: str = ""
    order: tuple[str, ...] = ()
    by: timedelta = timedelta()
    seen: str | None = None
    pressed: Instant | None = None
    author: str = ""

    def __post_init__(self) -> None:
        if abs(self.by) > _LONGEST:
            raise ValueError("longer than a year")


def seen_key(block: str, phase: str = "", group: str = "") -> str:
    """How a moment notes what was current when it was pressed."""
    return "/".join((block, phase, group))


def all_placed(moments: Iterable[Moment], now: Instant, zone: timezone) -> list[datetime]:
    """The wall time of each of `moments` in `zone`, as `placed` gives it.

    Each is counted from `now`, and all are made lengths at once: turning thousands of times to a
    zone, or of seconds to a length, takes ten times as long one by one.
    """
    boot_id, boot, base = now.boot_id, now.boot, now.wall.astimezone(UTC)
    wall, instants = base.astimezone(zone), [moment.at for moment in moments]
    if not boot_id:
        return [wall + (at.wall - base) for at in instants]
    ago = convert([boot - at.boot for at in instants], list[timedelta], strict=False)
    return [
        wall - length if at.boot_id == boot_id else wall + (at.wall - base)
        for at, length in zip(instants, ago, strict=True)
    ]
