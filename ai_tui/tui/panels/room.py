"""What the room's screen shows: by itself, or what is chosen here."""

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from ai_tui.run.run import Run
from ai_tui.run.wall import CHOICES
from ai_tui.session.model import Form, Group
from ai_tui.tui.paint.pieces import Piece, Row, cells, fit, pad
from ai_tui.tui.panels.listing import Choice, ListPanel

NAME = 14
"""Cells for the name of a choice."""


class Room(ListPanel[str]):
    """Gives a choice for the room's screen: one of `CHOICES`, 'hide', 'message', 'no_message'."""

    COMMAND: ClassVar[str] = "room"
    WIDEST: ClassVar[int] = 76

    def __init__(self, run: Run, form: Form | None, group: Group | None) -> None:
        super().__init__(run, run.wall.now().choice)
        self.run = run
        self.form = form
        self.group = group

    def title_text(self) -> str:
        """What it is."""
        return self.words("tui_wall.room")

    def choices(self, width: int) -> Sequence[Choice]:
        """What can be shown, and what can be done besides."""
        shown = self.run.wall.now().choice
        return [
            Choice(key, (self._row(number, key, told, key == shown, width),))
            for number, (key, told) in enumerate(self._offers(), 1)
        ]

    def _row(self, number: int, key: str, told: str, shown: bool, width: int) -> Row:
        name = pad(self.words(f"tui_wall.choice.{key}"), NAME)
        head = f"{number}  {'●' if shown else ' '} "
        return (
            Piece(head, "now"),
            Piece(name),
            Piece(fit(told, width - cells(head) - NAME), "rest"),
        )

    def _offers(self) -> Iterator[tuple[str, str]]:
        """The choices that make sense now, and what each means."""
        wall = self.run.wall.now()
        place = self._place()
        for key in CHOICES:
            if key != "harvest":
                yield key, self.words(f"tui_wall.means.{key}")
            elif place:
                yield key, place
        if self.form and self.group and (self.form.id, self.group.id) in wall.released:
            yield "hide", place
        yield "message", self.words("tui_wall.means.message")
        if wall.message:
            yield "no_message", " ".join(wall.message.split())

    def _place(self) -> str:
        """The form and the group under the hands; '' when there is none."""
        if self.form is None or self.group is None:
            return ""
        return f"{self.run.group_name(self.group)} · {self.form.title}"

    def shortcuts(self) -> Mapping[str, str]:
        """The numbers before them."""
        return {str(number): key for number, (key, _) in enumerate(self._offers(), 1)}

    def choose(self, key: str) -> None:
        """Give the choice."""
        self.give(key)
