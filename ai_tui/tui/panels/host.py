"""What a panel expects of the app it lies in."""

from typing import Protocol

from textual.binding import Binding

from ai_tui.locale import Words
from ai_tui.tui.commands.table import TABLE

CLOCK_KEYS = ("f2", "f3", "f4", "f5", "f6")
"""The keys of the room's clock, which work under every panel."""


class Host(Protocol):
    """The app: its texts, its status line, the room's clock, and what panels hold half typed."""

    words: Words

    def half_typed(self, panel: str) -> str:
        """What was half typed in a panel when it was closed."""

    def keep_half_typed(self, panel: str, text: str) -> None:
        """Keep what is half typed in a panel, also through a crash; '' when it was entered."""

    def clock_command(self, id: str) -> None:
        """Do a clock command of the table."""

    def say(self, text: str) -> None:
        """Put something in the status line."""

    def interrupt(self) -> bool:
        """^C: ask for a second press; True when this was it and the program is left."""


def clock_bindings() -> list[Binding]:
    """The bindings of the clock commands, for the action `clock` of a panel."""
    return [
        Binding(key, f"clock({command.id!r})", id=command.id, show=False, priority=True)
        for command in TABLE
        if command.section == "clock"
        for key in command.keys
        if key in CLOCK_KEYS
    ]


def keys_of(command: str) -> tuple[str, ...]:
    """The keys of a command of the table; none when there is no such command."""
    return next((entry.keys for entry in TABLE if entry.id == command), ())
