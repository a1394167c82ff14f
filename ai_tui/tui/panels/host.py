"""What a panel expects of the app it lies in."""

from typing import Protocol

from textual import events

from ai_tui.locale import Words
from ai_tui.tui.commands.command import Command


class Host(Protocol):
    """The app: its texts, its commands, its status line, and what panels hold half typed."""

    words: Words

    def half_typed(self, panel: str) -> str:
        """What was half typed in a panel when it was closed."""

    def keep_half_typed(self, panel: str, text: str) -> None:
        """Keep what is half typed in a panel, also through a crash; '' when it was entered."""

    @property
    def commands(self) -> tuple[Command, ...]:
        """All commands of the scribe's screen."""

    def clock_command(self, id: str) -> None:
        """Do a clock command of the table."""

    def say(self, text: str, names: tuple[str, ...] = ()) -> None:
        """Put something in the status line; its `names` give way where there is little room."""

    def interrupt(self) -> bool:
        """^C: ask for a second press; True when this was it and the program is left."""

    def give_back(self, key: events.Key) -> None:
        """Take a key that reached a panel after it closed."""
