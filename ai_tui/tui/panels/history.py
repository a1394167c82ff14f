"""Every version of an entry: who wrote what when, and bringing one back."""

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import pairwise
from typing import ClassVar

from ai_tui.run.harvest import Typed
from ai_tui.run.run import Run
from ai_tui.store.steps import Step
from ai_tui.tui.paint.pieces import Piece, Row, fit, pad, rule, wrap
from ai_tui.tui.paint.times import clock
from ai_tui.tui.panels.listing import Choice, ListPanel
from ai_tui.tui.panels.sheet import Hint


class History(ListPanel[str]):
    """Brings a version back and gives its text."""

    COMMAND: ClassVar[str] = "history"
    DETAIL: ClassVar[int] = 7

    def __init__(self, run: Run, entry: str) -> None:
        super().__init__(run)
        self.run = run
        self.entry = entry

    def title_text(self) -> str:
        """What it is."""
        return self.text("history")

    def _versions(self) -> list[tuple[Step, str]]:
        """The steps that wrote the entry and its text then, newest first; '' where it was away."""
        found = self.run.store.fold.versions("entries", self.entry)
        texts = [(step, str((doc or {}).get("text", ""))) for step, doc in found]
        kept = [texts[0]] if texts else []
        kept += [new for old, new in pairwise(texts) if old[1] != new[1]]
        return kept[::-1]

    def choices(self, width: int) -> Sequence[Choice]:
        """Time, who, and the beginning of the text."""
        return [Choice(step.id, (self._row(step, text, width),)) for step, text in self._versions()]

    def _row(self, step: Step, text: str, width: int) -> Row:
        at = self.run.told_at(datetime.fromtimestamp(step.stamp / 1000, UTC))
        who = pad(step.author, min(16, max(width // 5, 4)))
        told = Piece(text) if text else Piece(self.text("taken_away"), "rest")
        head = f"{clock(at)}  {who}  "
        return (Piece(head, "rest"), told._replace(text=fit(told.text, width - len(head))))

    def detail(self, width: int) -> Sequence[Row]:
        """The whole text under the cursor, as far as it fits."""
        text = dict(self._texts()).get(self.cursor, "")
        lines = wrap(text, width, self.DETAIL - 1)
        return [rule(width), *((Piece(line),) for line in lines)]

    def _texts(self) -> list[tuple[str, str]]:
        return [(step.id, text) for step, text in self._versions()]

    def hints(self) -> Sequence[Hint]:
        """How to bring one back."""
        return (
            self.hint("↑↓", "choose"),
            self.hint("Enter", "bring_back", "enter"),
            self.hint("Esc", "close", "escape"),
        )

    def choose(self, key: str) -> None:
        """Write the text of that version again."""
        text = dict(self._texts()).get(key, "")
        entry = self.run.state.entry(self.entry)
        form = self.run.state.form(entry.form) if entry else None
        if entry is None or form is None or not text:
            return
        self.run.harvest.write(form, entry.group, [Typed(entry.id, entry.slot, text)])
        self.give(text)
