"""Tables on standard output; nothing that was typed is read as markup or an emoji name."""

import sys

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from ai_tui.export.grids import framed
from ai_tui.export.tables import PLAIN_WIDTH, WIDEST


def print_parts(*parts: RenderableType) -> None:
    """Print the parts on standard output, one below the other."""
    console = Console(
        file=sys.stdout,
        width=None if sys.stdout.isatty() else PLAIN_WIDTH,
        markup=False,
        emoji=False,
        highlight=False,
    )
    console.width = min(console.width, WIDEST)
    for part in parts:
        console.print(part)


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
