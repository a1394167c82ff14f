"""Who writes along."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import ClassVar

from ai_tui.run.run import Run
from ai_tui.tui.paint.pieces import Piece, Row, cells, fit
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
        """Oneself, and a row for each other writer."""
        mine = self.run.store.writer
        rows = [self._row(self.run.author, self.text("you"), width)]
        for person in self.run.store.present():
            if person.writer != mine:
                since = datetime.fromtimestamp(person.since / 1000, UTC)
                told = self.text("since", at=clock(since.astimezone(self.run.zone)))
                rows.append(self._row(person.author or person.writer, told, width))
        return rows

    def _row(self, name: str, told: str, width: int) -> Row:
        name = fit(name, width - 4 - cells(told))
        return (Piece("● ", "done"), Piece(name), Piece(f"  {told}", "rest"))
