"""From a typed entry until it is on the disk, beside appending the same bytes to a bare file.

They take turns, so that each follows a flush of the other and both find the same disk. What is
between them is work of the processor, the same on every disk; so the ratio depends on the disk.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from statistics import median

from ai_tui.run.run import Run
from ai_tui.store.store import JOURNALS
from benchmarks.bench import Bench
from benchmarks.figure import Figure, alone, paired
from benchmarks.material import SENTENCES, open_run

LIMIT = 1.5
THERE = (100, 10_000, 100_000)
SAVES = 80


def figures(bench: Bench) -> Iterator[Figure]:
    """One entry at a time, with more and more entries already there."""
    for entries in THERE:
        with bench.run_of(entries) as folder, _open(folder) as run:
            pairs = [_round(run, bench.place()) for _ in range(bench.rounds)]
            yield paired(f"a save, {entries:,} entries there", "ms", pairs, LIMIT)
            work = [ours - bare for ours, bare in pairs]
            yield alone(f"a save without append and flush, {entries:,} entries there", "ms", work)


@contextmanager
def _open(folder: Path) -> Iterator[Run]:
    run = open_run(folder)
    try:
        yield run
    finally:
        run.close()


def _round(run: Run, bare: Path) -> tuple[float, float]:
    """The medians of saves and bare appends in turn, in milliseconds."""
    form = run.state.forms[0]
    groups = run.state.groups_of(form)
    slot = run.slots(form, groups[0])[0]
    texts = cycle(SENTENCES)
    ours, theirs = [], []
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
            ours.append(saved - began)
    finally:
        os.close(fd)
    return 1000 * median(ours), 1000 * median(theirs)


def _newest(folder: Path) -> Path:
    return max(folder.iterdir(), key=lambda path: path.stat().st_mtime_ns)
