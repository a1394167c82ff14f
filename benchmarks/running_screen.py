"""What a running countdown costs: bytes to the terminal, and processor time."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.bench import OURS, PAINTED, START, Bench
from benchmarks.figure import Figure, paired
from benchmarks.pty import read_all, terminal

BYTES_LIMIT = 1.0
CPU_LIMIT = 1.5
ENTRIES = 500
TERMDOWN = (str(Path(sys.executable).with_name("termdown")), "30m")
SETTLING = 4.0
SECONDS = 60.0
QUICK_SECONDS = 15.0


def figures(bench: Bench) -> Iterator[Figure]:
    """The scribe's screen with its countdown running and the focus in a field, beside termdown.

    Both run in the same seconds, each in a terminal of the same size; a full round lasts a whole
    minute, so that the change of the minute is in it.
    """
    seconds = QUICK_SECONDS if bench.quick else SECONDS
    with (
        bench.run_of(ENTRIES) as folder,
        terminal((*OURS, "run", str(folder)), bench.home()) as ours,
        terminal(TERMDOWN, bench.home()) as theirs,
    ):
        both = (ours, theirs)
        ours.until(PAINTED)
        ours.press(START)
        read_all(both, SETTLING)
        sent, used = [], []
        for _ in range(bench.rounds):
            before = [each.cpu() for each in both]
            ours_sent, theirs_sent = read_all(both, seconds)
            ours_used, theirs_used = (
                100 * (each.cpu() - then) / seconds for each, then in zip(both, before, strict=True)
            )
            sent.append((ours_sent / seconds, theirs_sent / seconds))
            used.append((ours_used, theirs_used))
        yield paired("running screen, written (bare: termdown)", "B/s", sent, BYTES_LIMIT)
        yield paired("running screen, processor (bare: termdown)", "%", used, CPU_LIMIT)
