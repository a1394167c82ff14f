"""Afterwards: what was planned beside what happened, per block and phase."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import ClassVar

from msgspec.structs import replace

from ai_tui.agenda.evening import minutes_between, rounded
from ai_tui.agenda.report import Actual, BlockReport, PhaseReport, Planned, Report
from ai_tui.run.run import Run
from ai_tui.signs import titled
from ai_tui.tui.paint.pieces import Piece, Role, Row, fit, pad
from ai_tui.tui.paint.times import clock
from ai_tui.tui.panels.scroll import ScrollPanel

COLUMNS = (14, 14, 6, 6, 6)
"""Cells of plan, what happened, and the minutes beyond it, paused and given."""
_MINUTE = timedelta(minutes=1)


class Closing(ScrollPanel):
    """The report of the clock, to look at together when the session is over."""

    COMMAND: ClassVar[str] = "finish"
    CLOCK: ClassVar[bool] = False

    def __init__(self, run: Run) -> None:
        super().__init__(run)
        self.run = run

    def title_text(self) -> str:
        """What it is."""
        return self.text("closing")

    def lines(self, width: int) -> Sequence[Row]:
        """How it ended, then a row for each block and each of its phases."""
        report = self.run.report()
        return [
            (Piece(fit(self._ended(report.planned, report.actual), width), bold=True),),
            (),
            self._heading(width),
            *(row for block in report.blocks for row in self._block(block, width)),
            (),
            self._row(self.text("closing_total"), report.planned, _together(report), width, "now"),
        ]

    def _ended(self, planned: Planned, actual: Actual) -> str:
        if actual.end is None or planned.end is None:
            return self.text("closing_open")
        late = minutes_between(planned.end, actual.end)
        key = "closing_late" if late > 0 else "closing_early" if late < 0 else "closing_on_time"
        return self.text(key, n=abs(late), at=self._clock(actual.end))

    def _heading(self, width: int) -> Row:
        names = ("plan", "real", "over", "paused", "given")
        heads = [self.text(f"closing_{name}") for name in names]
        text = pad(self.text("closing_part"), self._room(width))
        for head, cells in zip(heads, COLUMNS, strict=True):
            text += pad(head, cells, "right")
        return (Piece(text, "rest"),)

    def _block(self, block: BlockReport, width: int) -> Iterator[Row]:
        change = f" ({self.text(f'closing_{block.change}')})" if block.change else ""
        title = titled(f"{block.title}{change}{self._skipped(block)}", fixed=block.fixed)
        yield self._row(title, block.planned, block.actual, width, "text")
        for phase in block.phases:
            title = f"  {phase.title}{self._skipped(phase)}"
            yield self._row(title, phase.planned, phase.actual, width, "rest")

    def _skipped(self, part: BlockReport | PhaseReport) -> str:
        return f" ({self.text('closing_skipped')})" if part.state == "skipped" else ""

    def _row(self, title: str, planned: Planned, actual: Actual, width: int, role: Role) -> Row:
        cells = (
            self._span(planned.start, planned.length),
            self._span(actual.start, actual.elapsed if actual.start else None),
            _signed(actual.over),
            _signed(actual.paused),
            _signed(actual.extended),
        )
        texts = [pad(text, size, "right") for text, size in zip(cells, COLUMNS, strict=True)]
        over: Role = "look_out" if actual.over >= _MINUTE else role
        return (
            Piece(pad(title, self._room(width)), role),
            Piece(texts[0], "rest"),
            Piece(texts[1], role),
            Piece(texts[2], over),
            Piece("".join(texts[3:]), role),
        )

    def _span(self, start: datetime | None, length: timedelta | None) -> str:
        minutes = "" if length is None else f"{rounded(length)}"
        return f"{self._clock(start)} {minutes:>4}" if start else ""

    def _clock(self, at: datetime | None) -> str:
        return clock(at.astimezone(self.run.zone) if at else None)

    def _room(self, width: int) -> int:
        return max(width - sum(COLUMNS), 10)


def _together(report: Report) -> Actual:
    """The session as a whole, in the minutes of its blocks as they are shown."""
    counted = [block.actual for block in report.blocks if block.state != "skipped"]
    sums = {
        name: sum(rounded(getattr(actual, name)) for actual in counted) * _MINUTE
        for name in ("elapsed", "over", "paused", "extended")
    }
    return replace(report.actual, **sums)


def _signed(length: timedelta) -> str:
    minutes = rounded(length)
    return f"{minutes:+d}" if minutes else ""
