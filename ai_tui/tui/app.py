"""The program on a terminal: one app, which opens the picker or a run."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.screen import Screen
from textual.types import CSSPathType

from ai_tui.tui.base_app import BaseApp
from ai_tui.tui.commands.more import leave_at_second
from ai_tui.tui.commands.table import TABLE
from ai_tui.tui.editor.editor import STYLE
from ai_tui.tui.screens.scribe import ScribeScreen

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.message_pump import MessagePump

    from ai_tui.locale import Words
    from ai_tui.run.run import Run


class AiTuiApp(BaseApp):
    """What panels and screens of a scribe share.

    It reads all their style sheets at once: at one that came later Textual would read every
    other one again.
    """

    CSS_PATH: ClassVar[CSSPathType | None] = ["screens/scribe.tcss", STYLE, "panels/panels.tcss"]

    commands = TABLE

    def __init__(self, first: Callable[[], Screen[Any]], words: Words) -> None:
        super().__init__(first, words)
        self._typed: deque[events.Event] = deque()
        self._answering = False
        """Whether a key is on its way through what lies over a scribe's screen."""

    async def on_event(self, event: events.Event) -> None:
        """Handle what happens; what is typed waits until the screen under the hands is ready.

        A scribe's screen that stands has asked what it asks first, and what was typed may be the
        answer; a panel that answered a key may be gone, and the next one is for what is there then.
        """
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self._typed.append(event)
            await self._let_through()
        else:
            await super().on_event(event)

    def give_back(self, key: events.Key) -> None:
        """Take a key that reached a panel too late: it is for what is there now."""
        self._typed.appendleft(key)

    async def _let_through(self) -> None:
        """Handle what was typed, in order, as soon as the screen under the hands is ready."""
        while self._typed and not self._answering and not self._comes():
            hands = self.focused or self.screen
            self._answering = not isinstance(self.screen, ScribeScreen)
            await super().on_event(self._typed.popleft())
            if self._answering:
                self._follow(hands.ancestors_with_self)
        if self._typed and not self._answering:
            self.screen.call_later(self.call_next, self._let_through)

    def _follow(self, way: Sequence[MessagePump]) -> None:
        """Let the next key through after all on the way of the last one answered it."""
        for number, each in enumerate(way, 1):
            if each.call_later(self._follow, way[number:]):
                return
        self._answering = False
        self.call_next(self._let_through)

    def _comes(self) -> bool:
        """Whether the screen on top is a scribe's that does not stand yet."""
        return isinstance(self.screen, ScribeScreen) and not self.screen.is_mounted

    @property
    def scribe(self) -> ScribeScreen | None:
        """The scribe's screen, wherever it lies in the stack."""
        stack = reversed(self.screen_stack)
        return next((each for each in stack if isinstance(each, ScribeScreen)), None)

    def leave(self) -> None:
        """End the program at a signal: what is half typed is saved first."""
        if self.scribe is not None:
            self.scribe.editor.flush()
            self.scribe.typing.drafts.send()
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
            self.scribe.doing.command(id).run(self.scribe)

    def half_typed(self, panel: str) -> str:
        """What was half typed in a panel when it was closed, or when the program died."""
        return self.scribe.typing.drafts.panels.get(panel, "") if self.scribe else ""

    def keep_half_typed(self, panel: str, text: str) -> None:
        """Keep what is half typed in a panel, on disk as well; '' when it was entered."""
        if self.scribe is not None:
            self.scribe.typing.drafts.keep(panel, text)

    def say(self, text: str, names: tuple[str, ...] = ()) -> None:
        """Put something in the scribe's status line; its `names` give way first."""
        if self.scribe is not None:
            self.scribe.say(text, names=names)

    def interrupt(self) -> bool:
        """^C in a panel: leave at the second press; the first closes the panel and says so."""
        return self.scribe is not None and leave_at_second(self.scribe)


def run_session(run: Run, only: frozenset[str] = frozenset()) -> int:
    """Show the scribe's screen, of `only` these groups if any, until it is left; the exit code."""
    scribe = ScribeScreen(run, TABLE, only)
    try:
        return AiTuiApp(lambda: scribe, run.words).show()
    finally:
        scribe.close()
