"""What a command without a screen loads: never Textual."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.bench import OURS, Bench
from benchmarks.figure import Figure, alone, paired, taking_turns
from benchmarks.pty import environment

COUNT = """
import sys
from ai_tui.__main__ import main
code = main(sys.argv[1:])
loaded = [name for name in sys.modules if name.partition(".")[0] == "textual"]
print(len(loaded), file=sys.stderr)
sys.exit(code)
"""
BARE = (sys.executable, "-c", "import argparse, json")


def figures(bench: Bench) -> Iterator[Figure]:
    """`--help` and `export`: modules of Textual loaded, and how long they take."""
    with bench.run_of(500) as folder:
        for words in (("--help",), ("export", str(folder))):
            name = f"ai-tui {words[0]}"
            yield alone(f"{name}, modules of Textual", "", [_loaded(words, bench)], 0)
            pairs = taking_turns(
                bench.rounds,
                lambda words=words: _seconds((*OURS, *words), bench),
                lambda: _seconds(BARE, bench),
            )
            yield paired(f"{name} (bare: import argparse, json)", "ms", pairs)


def _loaded(words: tuple[str, ...], bench: Bench) -> float:
    done = _done((sys.executable, "-c", COUNT, *words), bench.home())
    return float(done.stderr.split()[-1])


def _seconds(command: tuple[str, ...], bench: Bench) -> float:
    home = bench.home()
    began = time.perf_counter()
    _done(command, home)
    return 1000 * (time.perf_counter() - began)


def _done(command: tuple[str, ...], home: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, env=environment(home), capture_output=True, text=True, check=True
    )
