"""A list that now and then asks for a line of text: a name, a time, a number."""

from collections.abc import Sequence

from textual.screen import ScreenResultType
from textual.widget import Widget
from textual.widgets import Input

from ai_tui.run.run import Run
from ai_tui.tui.paint.pieces import Piece, Row, cells, fit, row_cells, wrap
from ai_tui.tui.panels.line import Line
from ai_tui.tui.panels.listing import ListPanel
from ai_tui.tui.panels.sheet import Hint, clock_row

GAP = 2
"""Cells between a question and the clock."""
LEAST_TITLE = 8
"""Cells that are left of a title that gives way."""
SAID_ROWS = 2
"""Rows that what is said takes at most."""


class AskingList(ListPanel[ScreenResultType]):
    """A list with a line that opens to ask something; what it says stands under the title.

    A question keeps its subject: where the cursor goes meanwhile, or what others do to the list,
    changes nothing about what the answer is for.
    """

    JOINT = " "
    """What stands between pasted lines."""

    def __init__(self, run: Run, cursor: str = "") -> None:
        super().__init__(run, cursor)
        self.run = run
        self.asked = ""
        self.subject = ""
        self.said = ""
        self._value = ""
        self._named = ""

    def called(self, subject: str) -> str | None:
        """What the subject of the question is called now; None when there is none any more."""
        return ""

    def gone(self, title: str) -> str:
        """What is said when the subject of the question, which was called `title`, is gone."""
        return self.text("asked_gone", title=title)

    def question(self) -> str:
        """What is asked now, as the title of the sheet."""
        return ""

    def about(self, key: str) -> str:
        """A question about its subject, whose title gives way to the words and the clock."""
        title = self.called(self.subject) or self._named
        room = self.body_size[0] - row_cells(clock_row(self.run.evening(), self.words)) - GAP
        much = max(cells(self.text(key, title=title)) - room, 0)
        return self.text(key, title=fit(title, max(cells(title) - much, LEAST_TITLE)))

    def heading(self) -> str:
        """The title while nothing is asked."""
        return ""

    def answer(self, text: str) -> str:
        """Take the answer in; what it gives is said, and asked again when it is a problem."""
        return ""

    def title_text(self) -> str:
        """The question, or the heading."""
        return self.question() if self.typing else self.heading()

    def field(self) -> Widget | None:
        """The line for the answer."""
        return Line(self._value, joint=self.JOINT, half=self.host.half_typed(self._half))

    def ask(self, what: str, value: str = "", subject: str = "") -> None:
        """Open the line to ask `what` of a subject, with a first answer or what was left there."""
        self.asked, self.subject, self._value, self.typing = what, subject, value, True
        self.said, self._named = "", self.called(subject) or ""
        if self.is_mounted:
            line = self.query_one(Line)
            line.open_with(value, self.host.half_typed(self._half))
            line.display = True
            self.field_keys.begin()
            self.lay_out()

    @property
    def _lost(self) -> str:
        """That the subject of the question is gone; '' while it is there."""
        gone = self.typing and self.subject and self.called(self.subject) is None
        return self.gone(self._named) if gone else ""

    @property
    def _half(self) -> str:
        """What the half-typed answer is kept under."""
        return "/".join((self.COMMAND, self.asked, self.subject))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Keep what is half typed."""
        event.stop()
        if self.typing and self.is_open:
            half = "" if event.value == self._value else event.value
            self.host.keep_half_typed(self._half, half)

    def stop_asking(self) -> None:
        """Close the line."""
        self.typing = False
        self.set_focus(None)
        self.query_one(Line).display = False
        self.lay_out()

    def say(self, text: str) -> None:
        """Say something under the title."""
        self.said = text
        self.lay_out()

    def above(self, width: int) -> Sequence[Row]:
        """That what is asked about is gone, or what was said last."""
        said = self._lost or self.said
        rows: list[Row] = [(Piece(line, "look_out"),) for line in wrap(said, width, SAID_ROWS)]
        return [*rows, ()] if said else []

    def press(self, key: str, character: str) -> bool:
        """Take the answer or let it be; else what the list does."""
        if not self.typing:
            return super().press(key, character)
        if key == "enter":
            self._answered(self.query_one(Line).value)
        elif key == "escape":
            self.said = ""
            self.stop_asking()
        else:
            return False
        return True

    def _answered(self, text: str) -> None:
        asked, lost = self._half, self._lost
        problem = "" if lost else self.answer(text)
        if problem:
            self.say(problem)
        else:
            self.host.keep_half_typed(asked, "")
            self.said = lost
            self.stop_asking()

    def hints(self) -> Sequence[Hint]:
        """How to answer, or how to choose."""
        if self.typing:
            return (
                self.hint("Enter", "save", "enter"),
                self.hint("Esc", "back", "escape"),
            )
        return self.list_hints()

    def list_hints(self) -> Sequence[Hint]:
        """The keys of the list."""
        return super().hints()
