"""From a typed entry until it is on the disk, beside appending the same bytes to a bare file.

The limit is for that: the verb, the step, its line, the look at the journal, the write and the
flush, until `Store.append` says that it is safe. A second figure, without a limit, goes on until
the run has folded the step in, which a screen does after it was told.

They take turns in one process, which holds all those entries, so that each follows a flush of the
other and both find the same disk and the same memory; what the run's copy left to write is on the
disk before. What is between them is work of the processor, the same on every disk; so the ratio
depends on the disk.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from statistics import median

from ai_tui.run.documents import Change
from ai_tui.run.run import Run
from ai_tui.store.folder import JOURNALS
from ai_tui.store.steps import Step
from ai_tui.store.store import Store
from benchmarks.bench import Bench
from benchmarks.figure import Figure, paired
from benchmarks.material import SENTENCES, open_run

LIMIT = 1.5
THERE = (100, 10_000, 100_000)
SAVES = 80


def figures(bench: Bench) -> Iterator[Figure]:
    """One entry at a time, with more and more entries already there."""
    for entries in THERE:
        with bench.run_of(entries) as folder, _open(folder) as run:
            rounds = [_round(run, bench.place()) for _ in range(bench.rounds)]
            there = f"{entries:,} entries there"
            pairs = [(safe, bare) for safe, _, bare in rounds]
            yield paired(f"a save, {there}", "ms", pairs, LIMIT)
            pairs = [(folded, bare) for _, folded, bare in rounds]
            yield paired(f"a save and its fold, {there}", "ms", pairs)


@contextmanager
def _open(folder: Path) -> Iterator[Run]:
    run = open_run(folder)
    os.sync()
    try:
        yield run
    finally:
        run.close()


class _NotingSaver:
    """Saves at once as commands do, and notes when the store said that the step is on the disk."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.safe = 0.0

    def save(self, change: Change) -> Step:
        step = self._store.append(change.versions, change.undoes)
        self.safe = time.perf_counter()
        return step


def _round(run: Run, bare: Path) -> tuple[float, float, float]:
    """The medians of saves, until safe and until folded, and bare appends, in milliseconds."""
    run.saver = saver = _NotingSaver(run.store)
    form = run.state.forms[0]
    groups = run.state.groups_of(form)
    slot = run.slots(form, groups[0])[0]
    texts = cycle(SENTENCES)
    safe, folded, theirs = [], [], []
    fd = os.open(bare, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        run.harvest.append(form, groups[0].id, slot.id, [next(texts)])
        written = _newest(run.folder / JOURNALS).read_bytes().splitlines(keepends=True)[-1]
        os.write(fd, written)
        os.fsync(fd)
        for number in range(SAVES):
            group = groups[number % len(groups)]
            began = time.perf_counter()
            run.harvest.append(form, group.id, slot.id, [next(texts)])
            saved = time.perf_counter()
            os.write(fd, written)
            os.fsync(fd)
            theirs.append(time.perf_counter() - saved)
            safe.append(saver.safe - began)
            folded.append(saved - began)
    finally:
        os.close(fd)
    return 1000 * median(safe), 1000 * median(folded), 1000 * median(theirs)


def _newest(folder: Path) -> Path:
    return max(folder.iterdir(), key=lambda path: path.stat().st_mtime_ns)
