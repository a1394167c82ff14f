"""The plain data that the painting of the harvest takes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, NamedTuple

from msgspec import Struct

from ai_tui.signs import STATES
from ai_tui.tui.paint.pieces import Role

FormState = Literal["open", "partly", "full", "paper", "read_back", "nothing", "not_asked"]
"""How a group's form stands: `paper` is handed in, `nothing` will not come."""

FORM_SIGNS: dict[FormState, tuple[str, Role]] = {
    "full": ("●", "done"),
    "partly": ("◐", "look_out"),
    "open": ("○", "rest"),
    "paper": ("□", "now"),
    "read_back": (STATES["done"], "done"),
    "nothing": ("×", "rest"),
    "not_asked": ("–", "rest"),
}

READY: frozenset[FormState] = frozenset(("full", "read_back", "nothing"))
"""The states in which nobody waits for anything."""


class Tab(NamedTuple):
    """A group as a tab: its name, and how its form stands."""

    id: str
    name: str
    state: FormState = "open"


class Owing(Struct, frozen=True):
    """One cell of the matrix; `have` of `want` are there (want 0: no number is asked)."""

    state: FormState
    have: int = 0
    want: int = 0

    @property
    def opens(self) -> bool:
        """Whether there is a form: it is asked, or something was given before the group left."""
        return self.state != "not_asked" or self.have > 0


class FormColumn(Struct, frozen=True):
    """A form as a column of the matrix, under its block."""

    id: str
    title: str
    block: str = ""


class OwingRow(NamedTuple):
    """A group as a row of the matrix, with one cell for each form."""

    id: str
    name: str
    cells: Sequence[Owing]


class Owings(Struct, frozen=True):
    """The matrix; `group` and `form` are the place under the scribe's hands."""

    columns: Sequence[FormColumn]
    rows: Sequence[OwingRow]
    group: str = ""
    form: str = ""


class Card(Struct, frozen=True):
    """What one group gave for a form: entries in order, and how many are asked."""

    name: str
    state: FormState
    entries: Sequence[str]
    size: int | None = None
    numbered: bool = True


class LastTyped(Struct, frozen=True):
    """An entry that was typed lately."""

    at: datetime | None
    group: str
    text: str


class Writer(Struct, frozen=True):
    """Someone who writes along; `scope` is what they type for."""

    name: str
    scope: str = ""
    since: datetime | None = None


class Save(Struct, frozen=True):
    """How saving goes: `at` is when the last was saved, `why` is why it could not be.

    `room` is how many megabytes the disk has left, if that is little.
    """

    state: Literal["saved", "saving", "failed", "none"]
    at: datetime | None = None
    why: str = ""
    room: int | None = None


class FooterKey(Struct, frozen=True):
    """A key in the footer; those with the highest `priority` stay longest when it is narrow.

    `least` is how many cells its text is given before a key goes; without it, all it takes.
    """

    id: str
    label: str
    text: str
    priority: int = 0
    least: int | None = None
