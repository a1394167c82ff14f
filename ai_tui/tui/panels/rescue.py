"""The emergency copy: where a run that cannot be saved goes on."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual.widget import Widget

from ai_tui.run import folders
from ai_tui.run.run import Run
from ai_tui.text import clean_line
from ai_tui.tui.paint.pieces import Piece, Row, wrap
from ai_tui.tui.panels.line import Line
from ai_tui.tui.panels.panel import Panel
from ai_tui.tui.panels.sheet import Hint

LINES = 3
"""Rows that each thing said takes at most."""


class Rescue(Panel[Path]):
    """Gives the folder to write the whole run to; one is proposed."""

    COMMAND: ClassVar[str] = "rescue"
    WIDEST: ClassVar[int] = 90

    def __init__(self, run: Run, proposed: str, why: str) -> None:
        super().__init__(run)
        self._proposed = proposed
        self._why = why
        self.typing = True

    def title_text(self) -> str:
        """What it is."""
        return self.text("rescue")

    def field(self) -> Widget | None:
        """The folder, to take or to change."""
        return Line(self._proposed)

    def wanted(self, width: int) -> int | None:
        """As many rows as it says."""
        return len(self._lines(width))

    def body(self, width: int, height: int) -> Sequence[Row]:
        """Why saving fails, and what Enter does."""
        return self._lines(width)

    def _lines(self, width: int) -> list[Row]:
        why: list[Row] = [(Piece(line, "alarm"),) for line in wrap(self._why, width, LINES)]
        told = [self.text(f"rescue_{key}") for key in ("what", "room", "wait")]
        rows: list[Row] = [(Piece(line),) for text in told for line in wrap(text, width, LINES)]
        return [*why, (), *rows] if why else rows

    def hints(self) -> Sequence[Hint]:
        """The copy, or going on without."""
        return (self.hint("Enter", "rescue", "enter"), self.hint("Esc", "wait", "escape"))

    def press(self, key: str, character: str) -> bool:
        """Take the folder."""
        if key != "enter":
            return False
        text = clean_line(self.query_one(Line).value)
        if text:
            self.give(folders.path_of(text).absolute())
        return True
