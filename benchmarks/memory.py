"""What a settled screen holds in memory."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.bench import BARE, BARE_PAINTED, OURS, PAINTED, Bench
from benchmarks.figure import Figure, paired
from benchmarks.pty import Terminal, read_all, terminal

LIMITS = {500: 1.4, 10_000: 2.0}
SETTLING = 3.0
MEGABYTE = 1_000_000


def figures(bench: Bench) -> Iterator[Figure]:
    """The scribe's screen beside a bare app: all its pages, and those that only it holds."""
    for entries, limit in LIMITS.items():
        rounds = [_round(bench, entries) for _ in range(bench.rounds)]
        resident, own = zip(*rounds, strict=True)
        yield paired(f"memory, {entries:,} entries", "MB", resident, limit)
        yield paired(f"memory of its own, {entries:,} entries", "MB", own)


def _round(bench: Bench, entries: int) -> tuple[tuple[float, float], tuple[float, float]]:
    with (
        bench.run_of(entries) as folder,
        terminal((*OURS, "run", str(folder)), bench.home()) as ours,
        terminal(BARE, bench.home()) as bare,
    ):
        ours.until(PAINTED)
        bare.until(BARE_PAINTED)
        read_all((ours, bare), SETTLING)
        return _pair(ours, bare, Terminal.resident), _pair(ours, bare, Terminal.own)


def _pair(ours: Terminal, bare: Terminal, measure) -> tuple[float, float]:
    return measure(ours) / MEGABYTE, measure(bare) / MEGABYTE
