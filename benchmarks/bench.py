"""What every benchmark is given: a place on the disk, how many rounds, runs to measure with."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from benchmarks.material import run_with

OURS = (sys.executable, "-m", "ai_tui")
PAINTED = "F2"
"""The first key in the bottom line of the scribe's screen."""
START = "\x1bOQ"
"""F2, with which a session begins to run."""
BARE = (sys.executable, "-m", "benchmarks.bare_app")
BARE_PAINTED = "ready"


class Bench:
    """A benchmark's surroundings; everything it makes is below `folder`."""

    def __init__(self, folder: Path, quick: bool = False) -> None:
        self.folder = folder
        self.quick = quick
        self.rounds = 1 if quick else 5
        self._numbers = count(1)
        self._runs: dict[int, Path] = {}

    def place(self) -> Path:
        """A path where nothing is yet."""
        return self.folder / f"place-{next(self._numbers)}"

    def home(self) -> Path:
        """A fresh home folder."""
        home = self.place()
        home.mkdir()
        return home

    @contextmanager
    def run_of(self, entries: int) -> Iterator[Path]:
        """A fresh copy of a run with so many entries, taken away afterwards."""
        if entries not in self._runs:
            self._runs[entries] = run_with(entries, self.place())
        copy = self.place()
        shutil.copytree(self._runs[entries], copy)
        try:
            yield copy
        finally:
            shutil.rmtree(copy)
