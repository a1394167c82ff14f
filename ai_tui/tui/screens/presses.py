"""Presses that ask for a second one: after somebody else's, and before leaving."""

from collections.abc import Callable, Iterable

from ai_tui.run.saving import Arrived, Event

JUST_NOW = 2.0
"""Seconds after somebody else's press within which the next key asks first."""
SECOND_PRESS = 4.0
"""Seconds within which the second press counts."""


class OthersPresses:
    """Who of the others touched the clock last, and when; `ticks` counts seconds."""

    def __init__(self, ticks: Callable[[], float]) -> None:
        self._ticks = ticks
        self._at = 0.0
        self._who = ""

    def note(self, events: Iterable[Event]) -> None:
        """Remember who touched the clock in what just arrived."""
        for event in events:
            for step in event.steps if isinstance(event, Arrived) else ():
                if any(version.table == "moments" for version in step.versions):
                    self._at, self._who = self._ticks(), step.author

    def just_now(self) -> str:
        """Who touched the clock within the last two seconds; told once for each press."""
        who, self._who = self._who, ""
        return who if self._ticks() - self._at < JUST_NOW else ""


class SecondPress:
    """Whether a press is the second of two; `ticks` counts seconds."""

    def __init__(self, ticks: Callable[[], float]) -> None:
        self._ticks = ticks
        self._by = float("-inf")

    @property
    def armed(self) -> bool:
        """Whether a press now would be the second."""
        return self._ticks() < self._by

    def forget(self) -> None:
        """Something else was done: the next press is the first again."""
        self._by = float("-inf")

    def again(self) -> bool:
        """True for a press soon after the one before; the first is remembered."""
        second = self.armed
        self._by = self._ticks() + SECOND_PRESS
        return second
