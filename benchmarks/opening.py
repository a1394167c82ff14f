"""Opening a run with many entries, beside reading its database.json."""

from __future__ import annotations

import gc
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from ai_tui.store.database import NAME
from benchmarks.bench import Bench
from benchmarks.figure import Figure, paired, taking_turns
from benchmarks.material import open_run

LIMIT = 4.0
ENTRIES = 10_000
TIMES = 3


def figures(bench: Bench) -> Iterator[Figure]:
    """All journals read, checked and folded, beside one json.load."""
    with bench.run_of(ENTRIES) as folder:

        def ours() -> float:
            return _fastest(lambda: open_run(folder).state.session)

        def bare() -> float:
            return _fastest(lambda: _load(folder / NAME))

        pairs = taking_turns(bench.rounds, ours, bare)
        yield paired(f"opening {ENTRIES:,} entries (bare: json.load)", "ms", pairs, LIMIT)


def _load(path: Path) -> object:
    with path.open(encoding="utf-8") as file:
        return json.load(file)


def _fastest(job: Callable[[], object]) -> float:
    """Milliseconds of the fastest of a few tries, each with a swept heap."""
    times = []
    for _ in range(TIMES):
        gc.collect()
        began = time.perf_counter()
        kept = job()
        times.append(time.perf_counter() - began)
        del kept
    return 1000 * min(times)
