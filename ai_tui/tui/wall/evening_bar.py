"""The evening as one bar: from its begin to its hard end, with what lies close together."""

from datetime import datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from ai_tui.agenda.evening import Evening
from ai_tui.tui.paint.times import clock
from ai_tui.tui.wall.scene import Bar

NIGHT = timedelta(hours=5)
"""Empty time that parts one day of a session from the next."""


class _Part(NamedTuple):
    """A block with its times; `left` is when it was meant to be over, as far as is known."""

    start: datetime
    left: datetime
    fixed: bool


def evening_bar(evening: Evening) -> Bar | None:
    """The bar of the day that it is now, or None when the plan has no times."""
    parts = sorted(
        _Part(view.start, view.start + (view.length or timedelta()), view.fixed)
        for view in evening.blocks
        if view.start is not None and view.state != "skipped"
    )
    day = _day(parts, evening.now)
    if not day:
        return None
    start = day[0].start
    if evening.started and day[0] is parts[0]:
        start = min(start, evening.started)
    end = evening.hard_end if day[-1] is parts[-1] else None
    end = end or max(part.left for part in day)
    if end <= start:
        return None

    def place(at: datetime) -> float:
        return min(max((at - start) / (end - start), 0.0), 1.0)

    begun = evening.state != "before" and evening.now >= start
    return Bar(
        start=clock(start),
        end=clock(end),
        ticks=tuple((place(part.start), part.fixed) for part in day[1:]),
        now=place(evening.now) if begun else None,
    )


def _day(parts: list[_Part], now: datetime) -> list[_Part]:
    """What lies without a night between: the last that began, or begins within a night."""
    days = [parts[:1]]
    for before, part in pairwise(parts):
        if part.start - before.left >= NIGHT:
            days.append([])
        days[-1].append(part)
    begun = [day for day in days if day and day[0].start - NIGHT <= now]
    return begun[-1] if begun else days[0]
