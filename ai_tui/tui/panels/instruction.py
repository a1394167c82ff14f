"""The instruction in full: phase, block, roles and background."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from ai_tui.run.run import Run
from ai_tui.session.model import Block
from ai_tui.tui.paint.pieces import Piece, Row, wrap
from ai_tui.tui.panels.scroll import ScrollPanel

MOST = 400
"""Rows of one text at most."""


class Instruction(ScrollPanel):
    """What the groups are to do now, and what it is all about."""

    COMMAND: ClassVar[str] = "instruction"
    WIDEST: ClassVar[int] = 90

    def __init__(self, run: Run) -> None:
        super().__init__(run)
        self.run = run

    def title_text(self) -> str:
        """The block it is about."""
        block = self._block()
        return block.title if block else self.run.state.session.title

    def _block(self) -> Block | None:
        """The block that runs, else the one that comes first."""
        evening = self.run.evening()
        running = "" if evening.waiting else evening.block
        return self.run.state.block(running or evening.ahead.block)

    def lines(self, width: int) -> Sequence[Row]:
        """Every text there is, each under its heading."""
        rows = [
            row for heading, text in self._texts() if text for row in _told(heading, text, width)
        ]
        return rows[:-1] or [(Piece(self.text("no_instruction"), "rest"),)]

    def _texts(self) -> Iterator[tuple[str, str]]:
        block, session = self._block(), self.run.state.session
        if block is not None:
            current = self.run.evening().phase
            for phase in block.phases:
                if phase.id == current:
                    yield phase.title, phase.instruction
            yield self.text("instruction"), block.instruction
            yield self.text("roles"), ", ".join(block.roles)
            yield self.text("background"), block.background
        yield self.text("theme_of_session"), session.theme
        yield self.text("background_of_session"), session.background


def _told(heading: str, text: str, width: int) -> Iterator[Row]:
    yield (Piece(heading, "now", bold=True),)
    for paragraph in text.split("\n\n"):
        for line in wrap(paragraph, width, MOST):
            yield (Piece(line),)
        yield ()
