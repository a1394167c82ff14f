"""The one clock: the machine's, or a rehearsal's that runs faster and stands still unattended."""

import math
import time
from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from msgspec import Struct

from ai_tui.agenda.moments import Instant, is_on_calendars, placed
from ai_tui.store.files import file_time

Clock = Callable[[], Instant]
"""What tells the instant now; its wall time is aware, in UTC."""

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


def boot_id() -> str:
    """What tells one boot of this machine from another; empty where the system does not say."""
    try:
        return _BOOT_ID.read_text("ascii").strip()
    except OSError:
        return ""


class _Machine:
    """The machine's own clock."""

    def __init__(self) -> None:
        self._boot = boot_id() if hasattr(time, "CLOCK_BOOTTIME") else ""

    def __call__(self) -> Instant:
        wall, boot = datetime.now(UTC), self._boot
        return (
            Instant(wall, time.clock_gettime(time.CLOCK_BOOTTIME), boot) if boot else Instant(wall)
        )


def system_clock() -> Clock:
    """The machine's own clock; without CLOCK_BOOTTIME only the wall clock counts."""
    return _Machine()


def wall_of(clock: Clock) -> Callable[[], int]:
    """What tells the wall time of `clock` in milliseconds since the epoch.

    The machine's own clock is read without making an instant of it: each save asks it twice.
    """
    if isinstance(clock, _Machine):
        return file_time

    def wall() -> int:
        return int(clock().wall.timestamp() * 1000 + 0.5)

    return wall


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
