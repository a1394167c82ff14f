"""The program on a terminal: one app, which opens the picker or a run."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.screen import Screen
from textual.types import CSSPathType

from ai_tui.tui.base_app import BaseApp
from ai_tui.tui.commands.table import command
from ai_tui.tui.editor.editor import STYLE
from ai_tui.tui.screens.scribe import ScribeScreen

if TYPE_CHECKING:
    from rich.console import RenderableType

    from ai_tui.locale import Words
    from ai_tui.run.run import Run


SCRIBE_STYLES: tuple[str | Path, ...] = ("screens/scribe.tcss", STYLE)
"""The style sheets of the scribe's screen."""


class AiTuiApp(BaseApp):
    """What panels and screens of a scribe share."""

    CSS_PATH: ClassVar[CSSPathType | None] = [*SCRIBE_STYLES]

    def __init__(self, first: Callable[[], Screen[Any]], words: Words) -> None:
        super().__init__(first, words)
        self.note_draft = ""

    @property
    def scribe(self) -> ScribeScreen | None:
        """The scribe's screen, wherever it lies in the stack."""
        stack = reversed(self.screen_stack)
        return next((each for each in stack if isinstance(each, ScribeScreen)), None)

    def leave(self) -> None:
        """End the program at a signal: what is half typed is saved first."""
        if self.scribe is not None:
            self.scribe.editor.flush()
        self.exit(0)

    def panic(self, *renderables: RenderableType) -> None:
        """End after a mistake, which takes no half-typed row along."""
        with suppress(Exception):
            if self.scribe is not None:
                self.scribe.editor.flush()
        super().panic(*renderables)

    def clock_command(self, id: str) -> None:
        """Do a clock command while a panel lies over the scribe's screen."""
        if self.scribe is not None:
            command(id).run(self.scribe)

    def say(self, text: str) -> None:
        """Put something in the scribe's status line."""
        if self.scribe is not None:
            self.scribe.say(text)


def run_session(run: Run, only: frozenset[str] = frozenset()) -> int:
    """Show the scribe's screen, of `only` these groups if any, until it is left; the exit code."""
    scribe = ScribeScreen(run, only)
    try:
        return AiTuiApp(lambda: scribe, run.words).show()
    finally:
        scribe.close()
