"""What a report is made of, whatever it is written as: headings, lines and tables of plain text."""

from msgspec import Struct


class Item(Struct, frozen=True):
    """A text, and what is said about it: that it came late, that it is to be asked again.

    A `quiet` one stands where nothing was typed.
    """

    text: str
    said: tuple[str, ...] = ()
    quiet: bool = False


Cell = tuple[Item, ...]
"""What stands in one place of a table: nothing, one text, or a list of them."""


class Column(Struct, frozen=True):
    """A column: a `head` holds what its rows are called, `right` numbers, `narrow` never wraps.

    `share` is how wide it is beside the others; 0 is as wide as it needs.
    """

    title: str = ""
    head: bool = False
    right: bool = False
    narrow: bool = False
    share: int = 0


class Row(Struct, frozen=True):
    """A row, as many cells as there are columns.

    A `minor` one belongs to the row above it, a `divider` says what the rows below it are.
    """

    cells: tuple[Cell, ...]
    minor: bool = False
    divider: bool = False


class Heading(Struct, frozen=True):
    """A heading: level 1 is the report, 2 a part of the session, 3 a form."""

    text: str
    level: int


class Lines(Struct, frozen=True):
    """Lines below each other."""

    items: tuple[Item, ...]


class Grid(Struct, frozen=True):
    """A table; `said` is said about its title, `rest` belongs in no row of it.

    The rows of a `ruled` one may be long, and have a line between them.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    said: tuple[str, ...] = ()
    rest: tuple[Item, ...] = ()
    rest_title: str = ""
    ruled: bool = False

    @property
    def headed(self) -> bool:
        """Whether any column has a title."""
        return any(column.title for column in self.columns)


Part = Heading | Lines | Grid


def texts(*cells: str) -> tuple[Cell, ...]:
    """Cells of one text each, an empty one for ''."""
    return tuple((Item(text),) if text else () for text in cells)
