"""All commands of the scribe's screen, in the order of strip and help."""

from ai_tui.tui.commands import clock, harvest, more, room
from ai_tui.tui.commands.command import Command

TABLE: tuple[Command, ...] = (*clock.COMMANDS, *harvest.COMMANDS, *room.COMMANDS, *more.COMMANDS)
