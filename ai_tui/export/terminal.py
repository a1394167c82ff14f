"""Prints a run on a terminal."""

import os
from collections.abc import Iterable, Iterator
from typing import TextIO

from rich.console import Console, ConsoleOptions, RenderableType
from rich.rule import Rule
from rich.segment import Segment
from rich.text import Text

from ai_tui.export.parts import Grid, Heading, Part
from ai_tui.export.report import report
from ai_tui.export.terminal_tables import grid
from ai_tui.run.run import Run
from ai_tui.text import shown

PLAIN_WIDTH = 100
"""How wide the tables are where there is no terminal."""

WIDEST = 120
"""Lines longer than this read badly, however wide the terminal is."""


class _Printer(Console):
    """A console that writes no text that steers a terminal, wherever the text came from."""

    def render(
        self, renderable: RenderableType, options: ConsoleOptions | None = None
    ) -> Iterable[Segment]:
        for text, style, control in super().render(renderable, options):
            yield Segment(shown(text), style, control)


def console(file: TextIO) -> Console:
    """What prints on `file`, within WIDEST; nothing is read as markup or an emoji name."""
    made = _Printer(
        file=file,
        width=_width(file),
        markup=False,
        emoji=False,
        highlight=False,
    )
    made.width = min(made.width, WIDEST)
    return made


def _width(file: TextIO) -> int | None:
    """The columns that COLUMNS asks for; without it those of the terminal, told by None."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns) > 0:
        return int(columns)
    return None if file.isatty() else PLAIN_WIDTH


def show(run: Run, file: TextIO) -> None:
    """Print the run on `file`."""
    printer = console(file)
    for part in report(run):
        for drawn in _draw(part):
            printer.print(drawn)


def _draw(part: Part) -> Iterator[RenderableType]:
    if isinstance(part, Grid):
        yield grid(part)
    elif isinstance(part, Heading):
        yield from _heading(part)
    else:
        for line in part.items:
            yield Text(line.text, style="italic" if line.quiet else "")


def _heading(part: Heading) -> Iterator[RenderableType]:
    if part.level == 1:
        yield Text(part.text, style="bold")
    elif part.level == 2:
        yield Text()
        yield Rule(Text(part.text, style="bold"), align="left")
    else:
        yield Text()
        yield Text(part.text, style="bold underline")
