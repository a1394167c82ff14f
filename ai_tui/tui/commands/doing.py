"""Doing commands: by key, strip, palette or mouse, each in its turn with what is typed."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Literal, Protocol

from textual.css.errors import StylesheetError

from ai_tui.store.problems import reason_of

if TYPE_CHECKING:
    from ai_tui.locale import Words
    from ai_tui.tui.commands.command import Command
    from ai_tui.tui.editor.editor import FormEditor


class Doer(Protocol):
    """The screen that commands are done on, as far as doing them needs it."""

    words: Words

    @property
    def editor(self) -> FormEditor:
        """The form, whose keys come in turn with the commands."""

    def acted(self, command: str) -> None:
        """A command is about to be done."""

    def say(self, text: str, level: Literal["look_out"]) -> None:
        """Put a warning in the status line."""


class Doing:
    """The commands of one screen, and how they are done."""

    def __init__(self, doer: Doer, commands: tuple[Command, ...]) -> None:
        self._doer = doer
        self.commands = commands

    def command(self, name: str) -> Command:
        """The command of that id; there is one."""
        return next(each for each in self.commands if each.id == name)

    def label_of(self, entry: Command) -> str | None:
        """What a command is called at this moment; None when it does nothing now."""
        return entry.label(self._doer) if entry.label else self._doer.words(f"tui.do.{entry.id}")

    def do_in_turn(self, name: str) -> None:
        """Do a command that the mouse named, after what was typed before it."""
        self._doer.editor.in_turn(lambda: self.do(name))

    async def done(self, name: str) -> None:
        """Do the command of a key, after what was typed before it and before what comes after."""
        done = asyncio.get_running_loop().create_future()

        def turn() -> None:
            try:
                self.do(name)
            finally:
                done.set_result(None)

        self._doer.editor.in_turn(turn)
        await done

    def do(self, name: str) -> None:
        """Do a command at once; what the system refuses is said, and the screen goes on."""
        self._doer.acted(name)
        try:
            self.command(name).run(self._doer)
        except (OSError, StylesheetError) as error:
            reason = reason_of(error) if isinstance(error, OSError) else "other"
            why = self._doer.words(f"store.why_{reason}")
            self._doer.say(self._doer.words("tui.refused", why=why), "look_out")
