"""The one clock: the machine's, or a rehearsal's that runs faster and stands still unattended."""

import math
import time
from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from msgspec import Struct

from ai_tui.agenda.moments import Instant, is_on_calendars, placed

Clock = Callable[[], Instant]
"""What tells the instant now; its wall time is aware, in UTC."""

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


def boot_id() -> str:
    """What tells one boot of this machine from another; empty where the system does not say."""
    try:
        return _BOOT_ID.read_text("ascii").strip()
    except OSError:
        return ""


def system_clock() -> Clock:
    """The machine's own clock; without CLOCK_BOOTTIME only the wall clock counts."""
    boot = boot_id() if hasattr(time, "CLOCK_BOOTTIME") else ""

    def now() -> Instant:
        wall = datetime.now(UTC)
        return (
            Instant(wall, time.clock_gettime(time.CLOCK_BOOTTIME), boot) if boot else Instant(wall)
        )

    return now


def milliseconds(instant: Instant) -> int:
    """The wall time of `instant` in milliseconds since the epoch."""
    return round(instant.wall.timestamp() * 1000)


class Rehearsal(Struct, frozen=True, kw_only=True):
    """A clock document: at instant `real` the rehearsal stood at `virtual`, running at `speed`."""

    speed: float
    virtual: datetime
    real: Instant

    def __post_init__(self) -> None:
        if not is_on_calendars(self.virtual):
            raise ValueError("a time of no calendar")

    def at(self, real: Instant) -> Instant:
        """The rehearsal's instant at the machine's instant `real`."""
        passed = real.wall - placed(self.real, real)
        return Instant(self.virtual + max(passed, timedelta()) * self.speed)

    def anchored(self, stood: Instant, real: Instant) -> "Rehearsal":
        """The same rehearsal, standing still since the instant `stood` and going on from `real`."""
        return Rehearsal(speed=self.speed, virtual=self.at(stood).wall, real=real)


def last_sign(folder: Path, writers: Collection[str]) -> datetime | None:
    """When one of `writers` of the run in `folder` last showed that it was on, in UTC.

    A sign of life says its second, rounded down; this is the end of that second.
    """
    seconds = []
    for path in (folder / "journal").glob("*.jsonl"):
        if any(f"-{writer}" in path.name for writer in writers):
            with suppress(OSError):
                seconds.append(math.floor(path.stat().st_mtime) + 1)
    return datetime.fromtimestamp(max(seconds), UTC) if seconds else None
