"""The keys of commands, as the screens and panels of Textual want them."""

from collections.abc import Iterable

from textual.binding import Binding

from ai_tui.tui.commands.command import Command

CLOCK_KEYS = ("f2", "f3", "f4", "f5", "f6")
"""The keys of the room's clock, which work under every panel."""


def bindings(commands: Iterable[Command]) -> list[Binding]:
    """The keys of commands, for the screen that has the action `do`."""
    return [
        Binding(key, f"do({entry.id!r})", id=f"{entry.id}.{key}", show=False, priority=True)
        for entry in commands
        for key in entry.keys
    ]


def clock_bindings(commands: Iterable[Command]) -> list[Binding]:
    """The keys of the room's clock, for a panel, which has the action `clock`."""
    return [
        Binding(key, f"clock({entry.id!r})", id=entry.id, show=False, priority=True)
        for entry in commands
        if under_panels(entry)
        for key in entry.keys
    ]


def under_panels(entry: Command) -> bool:
    """Whether the keys of a command work under a panel that leaves the room's clock at hand."""
    return any(key in CLOCK_KEYS for key in entry.keys)
