"""From pressing a letter until it stands on the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from benchmarks.bench import BARE, BARE_PAINTED, OURS, PAINTED, START, Bench
from benchmarks.figure import Figure, paired, taking_turns
from benchmarks.pty import Terminal, terminal

LIMIT = 1.75
ENTRIES = 500
LETTERS = "qxzywvkj"
"""Letters that a painted clock or a colour code never holds."""
SETTLING = 2.0


def figures(bench: Bench) -> Iterator[Figure]:
    """Typing into the editor of a running session, and into a bare Input."""
    with (
        bench.run_of(ENTRIES) as folder,
        terminal((*OURS, "run", str(folder)), bench.home()) as ours,
        terminal(BARE, bench.home()) as bare,
    ):
        ours.until(PAINTED)
        bare.until(BARE_PAINTED)
        ours.press(START)
        ours.read_for(SETTLING)
        pairs = taking_turns(bench.rounds, lambda: _typing(ours), lambda: _typing(bare))
        yield paired("key to paint", "ms", pairs, LIMIT)


def _typing(there: Terminal) -> float:
    """The median of a few dozen keys, in milliseconds."""
    return 1000 * median(there.key_to_paint(letter) for letter in LETTERS * 4)
