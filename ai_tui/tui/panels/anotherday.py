"""A run that was left open on an earlier day: go on with it, or close it as it ended then."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import ClassVar

from ai_tui.run.run import Run
from ai_tui.tui.paint.pieces import Piece, Row, wrap
from ai_tui.tui.panels.listing import Choice, ListPanel
from ai_tui.tui.panels.sheet import Hint

ANSWERS = ("close", "go_on")


class AnotherDay(ListPanel[datetime]):
    """Gives when the session ended if it is to be closed, None if it goes on or is only read."""

    CLOCK: ClassVar[bool] = False
    WIDEST: ClassVar[int] = 72

    def __init__(self, run: Run) -> None:
        super().__init__(cursor="close")
        self.run = run
        self.end = last_sign(run)

    def title_text(self) -> str:
        """Which session."""
        return self.run.state.session.title

    def above(self, width: int) -> Sequence[Row]:
        """What happened, on the day on which it would be closed."""
        day = self.words("common.long_date", day=self.end.date())
        told = self.text("another_day", day=day)
        return [*((Piece(line),) for line in wrap(told, width, 4)), ()]

    def choices(self, width: int) -> Sequence[Choice]:
        """The two ways."""
        end = f"{self.end:%H:%M}"
        return [
            Choice(answer, ((Piece(f"{number}  ", "now"), Piece(self.text(answer, end=end))),))
            for number, answer in enumerate(ANSWERS, 1)
        ]

    def shortcuts(self) -> Mapping[str, str]:
        """Their numbers."""
        return {str(number): answer for number, answer in enumerate(ANSWERS, 1)}

    def hints(self) -> Sequence[Hint]:
        """How to choose; Escape changes nothing."""
        return (
            self.hint("↑↓", "choose"),
            self.hint("Enter", "take", "enter"),
            self.hint("Esc", "only_look", "escape"),
        )

    def choose(self, key: str) -> None:
        """Give the end, or nothing."""
        self.give(self.end if key == "close" else None)


def last_sign(run: Run) -> datetime:
    """When something was last pressed or typed before today, in the session's zone."""
    today = run.today()
    stamps = (
        datetime.fromtimestamp(s.stamp / 1000, UTC) for s in run.store.fold.steps() if s.valid
    )
    signs = (stamp.astimezone(run.zone) for stamp in stamps)
    last = max((sign for sign in signs if sign.date() < today), default=None)
    return last or run.now().wall.astimezone(run.zone)
