"""The app of the room's screen, which needs nothing of the scribe's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ai_tui.tui.base_app import BaseApp
from ai_tui.tui.screens.wall import WallScreen

if TYPE_CHECKING:
    from ai_tui.run.run import Run


class WallApp(BaseApp):
    """Shows one run to the room."""

    CSS_PATH = "screens/wall.tcss"

    def __init__(self, run: Run, theme: str) -> None:
        super().__init__(lambda: WallScreen(run), run.words)
        self.theme = theme


def run_wall(run: Run, theme: str) -> int:
    """Show `run`, opened for reading only, until someone leaves; the exit code.

    `theme` is 'dark', 'light' or 'contrast'.
    """
    try:
        return WallApp(run, f"ai-{theme}").show(mouse=False)
    finally:
        run.close()
