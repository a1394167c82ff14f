"""The stamps of a writer's steps: each comes after every one that was seen."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from ai_tui.store.folder import JOURNALS
from ai_tui.store.problems import Damage
from ai_tui.store.steps import MOST_ERAS, Step

DAY = 86_400_000
"""Milliseconds; a stamp further ahead than this is of a clock that was wrong, or this one is."""


class Stamps:
    """Gives stamps out and never one twice; `last` is the latest era and stamp of all."""

    def __init__(self) -> None:
        self.last = 0, 0

    def next(self, now: int) -> tuple[int, int]:
        """The era and the stamp of a step that is saved `now`, in milliseconds since the epoch.

        Stamps that lie far ahead are left behind in their era, or the steps of everybody who
        saw them would lie as far ahead from then on.
        """
        era, stamp = self.last
        if stamp > now + DAY:
            era, stamp = min(era + 1, MOST_ERAS), 0
        self.last = era, now if now > stamp else stamp + 1
        return self.last

    def see(self, steps: Iterable[Step]) -> None:
        """Stamp what comes next after these steps, as far as they are sound."""
        self.last = max(
            self.last, *((step.era, step.stamp) for step in steps if step.valid), (0, 0)
        )

    def damage(self, now: int) -> Iterator[Damage]:
        """What is said of a newest step that lies far ahead of the clock."""
        _, stamp = self.last
        if stamp > now + DAY:
            day = datetime.fromtimestamp(stamp / 1000, UTC).date()
            yield Damage(file=JOURNALS, line=0, why="ahead", what=day.isoformat())
