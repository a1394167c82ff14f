"""Who writes along, and for which groups."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import ClassVar

from ai_tui.run.run import Run
from ai_tui.tui.paint.pieces import Piece, Row, cells, fit
from ai_tui.tui.paint.times import clock
from ai_tui.tui.panels.scroll import ScrollPanel


class Who(ScrollPanel):
    """The writers whose screens are on, what they type for, and since when."""

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
        people = self.run.store.present()
        own = next((person.scope for person in people if person.writer == mine), "")
        rows = [self._row(self.run.author, own, self.text("you"), width)]
        for person in people:
            if person.writer != mine:
                since = datetime.fromtimestamp(person.since / 1000, UTC)
                told = self.text("since", at=clock(self.run.told_at(since)))
                name = person.author or person.writer
                rows.append(self._row(name, person.scope, told, width))
        return rows

    def _row(self, name: str, scope: str, told: str, width: int) -> Row:
        room = width - 4 - cells(told)
        scope = fit(f" · {scope}", room // 2) if scope else ""
        return (
            Piece("● ", "done"),
            Piece(fit(name, room - cells(scope))),
            Piece(f"{scope}  {told}", "rest"),
        )
