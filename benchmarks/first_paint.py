"""From starting the program until its screen stands on the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.bench import BARE, BARE_PAINTED, OURS, PAINTED, Bench
from benchmarks.figure import Figure, paired, taking_turns
from benchmarks.material import SESSION
from benchmarks.pty import terminal

FRESH_LIMIT = 1.5
FULL_LIMIT = 2.0
FULL = 10_000


def figures(bench: Bench) -> Iterator[Figure]:
    """A run made by the same command, and one reopened with many entries."""

    def fresh() -> float:
        return _painted((*OURS, "run", SESSION, "--run", str(bench.place())), PAINTED, bench)

    def full() -> float:
        with bench.run_of(FULL) as folder:
            return _painted((*OURS, "run", str(folder)), PAINTED, bench)

    def bare() -> float:
        return _painted(BARE, BARE_PAINTED, bench)

    for measure in (fresh, bare):
        measure()
    pairs = taking_turns(bench.rounds, fresh, bare)
    yield paired("first paint, a fresh run", "ms", pairs, FRESH_LIMIT)
    full()
    pairs = taking_turns(bench.rounds, full, bare)
    yield paired(f"first paint, {FULL:,} entries", "ms", pairs, FULL_LIMIT)


def _painted(command: tuple[str, ...], mark: str, bench: Bench) -> float:
    with terminal(command, bench.home()) as there:
        return there.until(mark) * 1000
