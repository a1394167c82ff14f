"""`python -m benchmarks [NAME...]`: measure, print one table, and fail when a limit is passed."""

from __future__ import annotations

import argparse
import sys
import tempfile
from importlib import import_module
from pathlib import Path

from benchmarks import report
from benchmarks.bench import Bench
from benchmarks.figure import Figure

ALONE = ("soak",)
"""Those that run only when they are named, because they take minutes."""
NAMES = (
    "first_paint",
    "key_to_paint",
    "running_screen",
    "memory",
    "saving",
    "opening",
    "timeline",
    "imports",
    "room",
)


def main() -> int:
    """Measure what was asked for; 1 when a limit is passed."""
    args = _arguments()
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="ai-tui-benchmarks-", dir=args.folder) as folder:
        bench = Bench(Path(folder), args.quick)
        for name in args.names or NAMES:
            for figure in import_module(f"benchmarks.{name}").figures(bench):
                figures.append(figure)
                print(*filter(None, report.cells(figure)), sep="   ", file=sys.stderr, flush=True)
    report.show(figures)
    if args.write is not None:
        report.write(figures, args.write)
    return 0 if all(figure.ok for figure in figures) else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    known = NAMES + ALONE
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of {', '.join(known)}")
    parser.add_argument("--quick", action="store_true", help="one round of each, not five")
    parser.add_argument("--folder", help="where to make the runs; a folder on a real disk")
    parser.add_argument("--write", type=Path, help="the document that gets the table")
    args = parser.parse_args()
    if unknown := [name for name in args.names if name not in known]:
        parser.error(f"there is no {unknown[0]}: choose from {', '.join(known)}")
    return args


if __name__ == "__main__":
    sys.exit(main())
