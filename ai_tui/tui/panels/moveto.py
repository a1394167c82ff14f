"""Which group an entry goes to."""

from collections.abc import Sequence
from typing import ClassVar

from ai_tui.run.run import Run
from ai_tui.session.model import Form, Group
from ai_tui.text import folded
from ai_tui.tui.paint.models import FORM_SIGNS
from ai_tui.tui.paint.pieces import Piece, fit
from ai_tui.tui.panels.listing import Choice, FilterPanel
from ai_tui.tui.panels.owings import owing


class MoveTo(FilterPanel[Group]):
    """Gives the group that was chosen; typing a part of its name or number finds it."""

    COMMAND: ClassVar[str] = "moveto"
    WIDEST: ClassVar[int] = 60

    def __init__(self, run: Run, form: Form, group: str) -> None:
        super().__init__(run)
        self.run = run
        self.form = form
        self.group = group

    def title_text(self) -> str:
        """What is asked."""
        return self.text("move_to")

    def wanted(self, width: int) -> int | None:
        """A row for each group."""
        return max(len(self._groups()), 1)

    def _groups(self) -> list[Group]:
        return [g for g in self.run.state.groups_of(self.form) if g.id != self.group]

    def choices(self, width: int) -> Sequence[Choice]:
        """The other groups whose name holds what is typed; a number finds that number first."""
        words = folded(self.typed).split()
        found = [g for g in self._groups() if all(word in folded(g.name) for word in words)]
        found.sort(key=lambda g: folded(g.name).split()[-1:] != words[-1:])
        return [Choice(group.id, (self._row(group, width),)) for group in found]

    def _row(self, group: Group, width: int) -> tuple[Piece, ...]:
        there = owing(self.run, self.form, group)
        sign, role = FORM_SIGNS[there.state]
        return (Piece(f"{sign} ", role), Piece(fit(group.name, width - 2)))

    def choose(self, key: str) -> None:
        """Give the group."""
        self.give(self.run.state.group(key))
