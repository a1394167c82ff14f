"""The program on a terminal: one app, which opens the picker or a run."""

from __future__ import annotations

import asyncio
import signal
import traceback
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from rich.text import Text
from textual.app import App
from textual.screen import Screen

from ai_tui.run import folders
from ai_tui.tui.commands.table import command
from ai_tui.tui.screens.scribe import ScribeScreen
from ai_tui.tui.theme import THEMES

if TYPE_CHECKING:
    from ai_tui.locale import Words
    from ai_tui.run.run import Run

LEAVING = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
"""The signals that end the program as its own quit does: half-typed text saved, terminal sane."""


class AiTuiApp(App[int], inherit_bindings=False):
    """Holds what every screen shares: the texts, the colours and the way out."""

    CSS_PATH = "screens/scribe.tcss"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, first: Callable[[], Screen[Any]], words: Words) -> None:
        super().__init__()
        self._first = first
        self.words = words
        self.note_draft = ""
        self.animation_level = "none"
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name

    def get_default_screen(self) -> Screen[Any]:
        """The screen that paints first."""
        return self._first()

    @property
    def scribe(self) -> ScribeScreen | None:
        """The scribe's screen, wherever it lies in the stack."""
        return next((each for each in self.screen_stack if isinstance(each, ScribeScreen)), None)

    def on_mount(self) -> None:
        """Let the signals that end a program end this one cleanly."""
        loop = asyncio.get_running_loop()
        for each in LEAVING:
            loop.add_signal_handler(each, self.leave)

    def leave(self) -> None:
        """End the program at a signal: what is half typed is saved first."""
        if self.scribe is not None:
            self.scribe.editor.flush()
        self.exit(0)

    def _fatal_error(self) -> None:
        """After a mistake of the program itself: one line to read, the details in a file.

        Textual would print its whole inner state; what was typed is in journal and draft.
        """
        path = folders.home().parent / "last-error.txt"
        with suppress(OSError):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.write_text(traceback.format_exc(), "utf-8")
            path.chmod(0o600)
        self._return_code = 1
        self.panic(Text(self.words("tui.crashed", path=path)))

    def clock_command(self, id: str) -> None:
        """Do a clock command while a panel lies over the scribe's screen."""
        if self.scribe is not None:
            command(id).run(self.scribe)

    def say(self, text: str) -> None:
        """Put something in the scribe's status line."""
        if self.scribe is not None:
            self.scribe.say(text)


def run_session(run: Run) -> int:
    """Show the scribe's screen of a run until the scribe leaves; the exit code."""
    scribe = ScribeScreen(run)
    try:
        return AiTuiApp(lambda: scribe, run.words).run() or 0
    finally:
        scribe.close()
