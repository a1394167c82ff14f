"""The figures as a table, for the terminal and for the documents."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table

from benchmarks.figure import Figure

HEADERS = ("what", "ours", "bare", "ratio", "limit", "")
BEGIN = "<!-- figures: python -m benchmarks --write writes between these marks -->"
END = "<!-- end of figures -->"


def verdict(figure: Figure) -> str:
    """Whether a figure keeps to its limit, in a word; nothing where there is none."""
    if figure.limit is None:
        return ""
    return "ok" if figure.ok else "TOO SLOW"


def cells(figure: Figure) -> tuple[str, ...]:
    """One row of the table."""
    unit = f" {figure.unit}" if figure.unit else ""
    limit = ""
    if figure.limit is not None:
        limit = f"{figure.limit:g}{unit}" if figure.ratio is None else f"{figure.limit:g} x"
    return (
        figure.what,
        f"{_short(figure.ours)}{unit}",
        "" if figure.bare is None else f"{_short(figure.bare)}{unit}",
        "" if figure.ratio is None else f"{figure.ratio:.2f} x",
        limit,
        verdict(figure),
    )


def show(figures: Sequence[Figure]) -> None:
    """Print the table."""
    table = Table(box=box.SIMPLE_HEAD)
    for number, header in enumerate(HEADERS):
        table.add_column(header, justify="right" if 0 < number < 5 else "left", no_wrap=number > 0)
    for figure in figures:
        table.add_row(*cells(figure), style=None if figure.ok else "bold red")
    Console().print(table)


def write(figures: Sequence[Figure], path: Path) -> None:
    """Put the table between the marks in the document at `path`."""
    before, _, rest = path.read_text("utf-8").partition(BEGIN)
    _, found, after = rest.partition(END)
    if not found:
        raise SystemExit(f"{path}: the marks for the figures are not there")
    rows = [HEADERS, ("---", "---:", "---:", "---:", "---:", "---"), *map(cells, figures)]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    table = "\n".join((machine(), "", *lines))
    path.write_text(f"{before}{BEGIN}\n\n{table}\n\n{END}{after}", "utf-8")


def machine() -> str:
    """What it was measured on, in general words."""
    version = ".".join(platform.python_version_tuple()[:2])
    return f"A {os.cpu_count()}-core {platform.system()} machine, Python {version}."


def _short(value: float) -> str:
    if value >= 100 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"
