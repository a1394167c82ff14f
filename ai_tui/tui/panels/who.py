"""Who writes along."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import ClassVar

from ai_tui.run.run import Run
from ai_tui.tui.paint.pieces import Piece, Row, fit
from ai_tui.tui.paint.times import clock
from ai_tui.tui.panels.scroll import ScrollPanel


class Who(ScrollPanel):
    """The writers whose screens are on, and since when."""

    COMMAND: ClassVar[str] = "who"
    WIDEST: ClassVar[int] = 60

    def __init__(self, run: Run) -> None:
        super().__init__(run)
        self.run = run

    def title_text(self) -> str:
        """What it is."""
        return self.text("who")

    def lines(self, width: int) -> Sequence[Row]:
        """A row for each writer, oneself first."""
        me = self.run.store.writer
        present = sorted(self.run.store.present(), key=lambda one: one.writer != me)
        rows: list[Row] = []
        for one in present:
            since = datetime.fromtimestamp(one.since / 1000, UTC).astimezone(self.run.zone)
            told = self.text("since", at=clock(since))
            mine = f" · {self.text('you')}" if one.writer == me else ""
            name = one.author or one.writer
            rows.append(
                (
                    Piece("● ", "done"),
                    Piece(fit(name, width - 24)),
                    Piece(f"   {told}{mine}", "rest"),
                )
            )
        return rows or [(Piece(self.text("alone"), "rest"),)]
