"""When a screen that counts has to paint again."""

from datetime import timedelta

from ai_tui.agenda.evening import Evening
from ai_tui.run.run import Run

FASTEST = 0.1
"""Seconds between two ticks of a rehearsal at most speed."""


def until_next_tick(run: Run, evening: Evening) -> float:
    """Seconds until the countdown shows its next second, a rehearsal's seconds being shorter."""
    rehearsal = run.state.rehearsal
    speed = rehearsal.speed if rehearsal else 1.0
    left = evening.countdown.left
    clock = left if left is not None else timedelta(microseconds=-evening.now.microsecond)
    part = (clock % timedelta(seconds=1)).total_seconds() or 1.0
    return max((part + 0.004) / speed, FASTEST)
