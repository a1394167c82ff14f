"""What every app of the program shares: texts, colours, the way out, and a mistake's one line."""

from __future__ import annotations

import asyncio
import gc
import sys
from collections.abc import Callable
from selectors import DefaultSelector
from socket import socketpair
from typing import TYPE_CHECKING, Any

from rich.cells import split_graphemes
from rich.text import Text
from textual import events
from textual.app import App
from textual.driver import Driver
from textual.screen import Screen

from ai_tui.locale.refusals import trouble
from ai_tui.run import mistakes
from ai_tui.text import shown
from ai_tui.tui import signals
from ai_tui.tui.grounds import forget_widgets
from ai_tui.tui.hangup import EVERY, outlasting, terminal_is_gone
from ai_tui.tui.odd_bytes import forgive_odd_bytes
from ai_tui.tui.theme import THEMES

if TYPE_CHECKING:
    from rich.console import RenderableType

    from ai_tui.locale import Words

SETTLED = 1.0
"""Seconds after which a screen that opened stands, with what it asks first."""


class BaseApp(App[int], inherit_bindings=False):
    """An app that opens one screen first; it has no keys of its own."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, first: Callable[[], Screen[Any]], words: Words) -> None:
        super().__init__()
        forget_widgets()
        self._first = first
        self.words = words
        self.animation_level = "none"
        self._disable_notifications = self._disable_tooltips = True
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name
        self.stylesheet.set_variables(self.get_css_variables())
        self._styled_for = self.theme

    def get_default_screen(self) -> Screen[Any]:
        """The screen that paints first."""
        return self._first()

    def refresh_css(self, animate: bool = True) -> None:
        """Read the style sheets again only when the colours in them became others."""
        if self.theme != self._styled_for:
            self._styled_for = self.theme
            super().refresh_css(animate)

    def get_driver_class(self) -> type[Driver]:
        """Textual's driver, to which neither an odd byte nor a terminal that goes is fatal."""
        driver = super().get_driver_class()
        forgive_odd_bytes(driver)
        return outlasting(driver)

    def on_mount(self) -> None:
        """Let the signals that end a program end this one cleanly."""
        self.set_timer(SETTLED, _collect_from_here)
        if not self.is_headless:
            loop = asyncio.get_running_loop()
            signals.heed(lambda: loop.call_soon_threadsafe(self._at_signal))
            self.set_interval(EVERY, self._look_at_terminal)

    def on_app_blur(self, event: events.AppBlur) -> None:
        """Leave the keyboard where it is when the terminal says that nobody looks.

        Textual would take it from the field, and give none to a screen that opens meanwhile.
        """
        event.prevent_default()

    def on_driver_signal_resume(self) -> None:
        """Paint all again: the program was stopped, and its terminal is empty since."""
        self.refresh()

    def leave(self) -> None:
        """End the program at a signal."""
        self.exit(0)

    def _at_signal(self) -> None:
        """End at a signal, unless this ends already."""
        if self.is_running:
            self.leave()

    def _look_at_terminal(self) -> None:
        """End as at a signal when the terminal went away without one."""
        if terminal_is_gone():
            self.leave()

    def show(self, *, mouse: bool = True) -> int:
        """Show the screen until it is left; the exit code. OSError when there is no room for it.

        What follows on it saves, so no signal ends this process after it.
        """
        for texts in ("common", "tui"):
            self.words.read(texts)
        _try_room()
        return self.run(mouse=mouse) or self.return_code or 0

    async def _shutdown(self) -> None:
        """Close all that there is; from here on no signal counts."""
        if self._driver is not None and not self.is_headless:
            signals.ignore()
        await super()._shutdown()

    def _fatal_error(self) -> None:
        """After what nothing else caught: one line to read, of a mistake the details in a file.

        Textual would print its whole inner state; what was typed is in journal and draft.
        """
        error = sys.exception()
        if isinstance(error, OSError):
            said = self.words("tui.stopped", trouble=trouble(error, self.words))
        else:
            said = self.words("tui.crashed", path=mistakes.keep())
        self.panic(Text(shown(said)))

    def panic(self, *renderables: RenderableType) -> None:
        """End after a mistake, of the program or of Textual, with an exit code that says so."""
        self._return_code = 1
        super().panic(*renderables)


def _try_room() -> None:
    """Open what a loop begins with; it would tell itself, in many lines, that this is refused."""
    with DefaultSelector():
        for end in socketpair():
            end.close()


def _collect_from_here() -> None:
    """Take away what the start left over, if that was not done yet, and look for garbage as usual.

    What stays is not looked at again. What painting an odd letter needs is loaded too, while files
    can still be opened.
    """
    split_graphemes("é")
    if not gc.isenabled():
        gc.collect()
        gc.freeze()
        gc.enable()
