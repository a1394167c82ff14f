"""The small interface of every form kind: slots to type in, a table to print, what is owed."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from msgspec import Struct


class Entry(Struct, frozen=True, kw_only=True):
    """One line of the harvest.

    It stands in `slot` of `form` for `group`, ordered by `pos` (a fractional key that orders the
    whole form of the group), ties by `id`.
    `late` marks what was typed after the run was closed or on a later day ('nagekomen').
    """

    id: str
    block: str
    form: str
    group: str
    slot: str
    pos: str
    text: str
    author: str = ""
    at: datetime | None = None
    late: bool = False


class Cell(Struct, frozen=True):
    """A short text beside each row of a slot: who, when, from whom. `choices` are suggestions."""

    id: str
    title: str
    choices: tuple[str, ...] = ()


class Slot(Struct, frozen=True, kw_only=True):
    """A place to type in: a list of entries, or one text when `single`.

    `size` is how many entries are asked (None: as many as come); what comes beyond is surplus.
    `section` is a heading shared by the slots that follow each other with the same section.
    `cells` stand beside each row; slots of one form that are `beside` stand side by side.
    `about` is the name of the group that it is about, if it is.
    A `rest` slot is none of the form's own: it holds what was typed where now nothing is asked.
    """

    id: str
    title: str = ""
    section: str = ""
    size: int | None = None
    single: bool = False
    ranked: bool = False
    beside: bool = False
    cells: tuple[Cell, ...] = ()
    rest: bool = False
    about: str = ""


Harvest = Mapping[str, Sequence[Entry]]
"""The entries of one form and group: per slot id, in order (cells under `cell_slot` ids)."""


def cell_slot(cell: str, entry: str) -> str:
    """The slot id of the cell that stands beside an entry."""
    return f"{cell}@{entry}"


class Owed(Struct, frozen=True):
    """How much of a form is there: `have` of `want`.

    `rows` is how many there are where no number is asked.
    """

    have: int
    want: int
    rows: int | None = None


class Line(Struct, frozen=True):
    """One item of a table cell; `surplus` stands outside the size asked, `late` came afterwards."""

    text: str
    entry: str = ""
    surplus: bool = False
    late: bool = False


class Table(Struct, frozen=True):
    """What screen, terminal and reports print for one form and group: cells hold lines.

    `title` is the group's name. The first `heads` cells of a row are headings, not entries; the
    rows of a `numbered` table are ranks. `rest` holds lines that belong in no row.
    """

    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[tuple[Line, ...], ...], ...]
    heads: int = 0
    numbered: bool = False
    rest: tuple[Line, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing was typed."""
        return not self.rest and not any(any(row[self.heads :]) for row in self.rows)
