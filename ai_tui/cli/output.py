"""Tables on standard output."""

import sys

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from ai_tui.export.terminal import console
from ai_tui.export.terminal_tables import framed


def print_parts(*parts: RenderableType) -> None:
    """Print the parts one below the other."""
    printer = console(sys.stdout)
    for part in parts:
        printer.print(part)


def table(title: str, *columns: str, numbers: str = "") -> Table:
    """An empty table with its title above it.

    The first column is never broken; the column `numbers` stands to the right.
    """
    made = framed(Text(title, style="bold"))
    for column in columns:
        made.add_column(
            Text(column), justify="right" if column == numbers else "left", overflow="fold"
        )
    made.columns[0].no_wrap = True
    return made
