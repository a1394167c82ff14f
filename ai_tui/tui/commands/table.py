"""All commands of the scribe's screen, in the order of strip and help."""

from collections.abc import Iterable

from textual.binding import Binding

from ai_tui.tui.commands import clock, harvest, more, room
from ai_tui.tui.commands.command import Command

TABLE: tuple[Command, ...] = (*clock.COMMANDS, *harvest.COMMANDS, *room.COMMANDS, *more.COMMANDS)


def command(name: str) -> Command:
    """The command with that id; raises KeyError when there is none."""
    return _BY_ID[name]


_BY_ID = {entry.id: entry for entry in TABLE}


def bindings(commands: Iterable[Command]) -> list[Binding]:
    """The keys of commands, for the screen that has the action `do`."""
    return [
        Binding(key, f"do({entry.id!r})", id=f"{entry.id}.{key}", show=False, priority=True)
        for entry in commands
        for key in entry.keys
    ]
