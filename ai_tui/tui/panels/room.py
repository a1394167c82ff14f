"""What the room's screen shows: by itself, or what is chosen here."""

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from ai_tui.run.run import Run
from ai_tui.run.wall import CHOICES
from ai_tui.session.model import Form, Group
from ai_tui.tui.paint.pieces import Piece, Row, cells, fit, pad
from ai_tui.tui.panels.listing import Choice, ListPanel

OFFERS = (*CHOICES, "message", "no_message", "hide")
"""All that can be chosen; the place here is the digit, also while others are not offered."""
NAME = 14
"""Cells for the name of a choice."""


class Room(ListPanel[str]):
    """Gives a choice for the room's screen: one of `OFFERS`."""

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
            Choice(key, (self._row(key, told, key == shown, width),))
            for key, told in self._offers()
        ]

    def _row(self, key: str, told: str, shown: bool, width: int) -> Row:
        name = pad(self.words(f"tui_wall.choice.{key}"), NAME)
        head = f"{_digit(key)}  {'●' if shown else ' '} "
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
        yield "message", self.words("tui_wall.means.message")
        if wall.message:
            yield "no_message", " ".join(wall.message.split())
        if self.form and self.group and (self.form.id, self.group.id) in wall.released:
            yield "hide", place

    def _place(self) -> str:
        """The form and the group under the hands; '' when there is none."""
        if self.form is None or self.group is None:
            return ""
        return f"{self.run.group_name(self.group)} · {self.form.title}"

    def shortcuts(self) -> Mapping[str, str]:
        """The numbers before them."""
        return {_digit(key): key for key, _ in self._offers()}

    def choose(self, key: str) -> None:
        """Give the choice."""
        self.give(key)


def _digit(key: str) -> str:
    """The key that chooses it."""
    return str(OFFERS.index(key) + 1)
