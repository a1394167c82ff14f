"""Eight hours of an evening at speed: what a screen that is worked at grows by."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from ai_tui.forms import OPTIONS
from ai_tui.run import making
from ai_tui.run.clock import system_clock
from ai_tui.session.checking import check
from benchmarks.bench import OURS, PAINTED, Bench
from benchmarks.figure import Figure, alone
from benchmarks.material import SCRIBE, SENTENCES, open_run
from benchmarks.pty import Terminal, terminal

SESSION = """
title = "Een lange dag"
start = "09:00"
until = "23:00"
""" + "".join(
    f"""
[[blocks]]
title = "Blok {number}"
start = "{9 + number:02}:00"
minutes = 60
phases = ["10 uitleg", "2x15 gesprek | wissel van rol", "10 terug naar de tafels"]
instruction = "Schrijf op wat je hoort, ook als het al eens gezegd is."

[[blocks.forms]]
kind = "list"
title = "Wat blijft {number}"
"""
    for number in range(14)
)
"""A day long enough for the hours before the first measure as well."""
HOURS = 8
SPEED, QUICK_SPEED = 120.0, 480.0
EVERY = 120
"""Seconds of the evening between two lines that are typed."""
WARM = 400
"""Lines typed before the first measure, while panels are loaded and Textual's caches fill up.

These hold up to 4096 texts that were measured, and as many regions of the screen.
"""
GROWTH_LIMIT = 5.0
FILES_LIMIT = 0.0
GROUPS = 6

F2, NEXT_GROUP, NEXT_FORM, ESCAPE = "\x1bOQ", "\x0e", "\x14", "\x1b"
LOOKS = ("\x07", "\x06", "\x1bOP", "\x10")
"""The keys of the overview, search, help and the palette."""
PANELS = {*LOOKS, F2, ESCAPE}
KEY_SECONDS, PANEL_SECONDS = 0.03, 0.5
"""How long the screen has for a key, and for a panel to open or close."""

Keys = tuple[str, ...]


def figures(bench: Bench) -> Iterator[Figure]:
    """A line every two minutes; forms and groups changed, panels opened, the clock moved on."""
    speed = QUICK_SPEED if bench.quick else SPEED
    folder = _rehearsal(bench.place(), speed)
    rounds = cycle(_rounds())
    with terminal((*OURS, "run", str(folder)), bench.home()) as screen:
        screen.until(PAINTED)
        for keys in islice(rounds, WARM):
            _press(screen, keys)
        before, files = _held(screen), screen.process.num_fds()
        typed = _work(screen, rounds, speed)
        after, files_after = _held(screen), screen.process.num_fds()
        screen.read_for(2)
    kept = sum(1 for _ in open_run(folder).state.entries())
    resident, own = (100 * (now - then) / then for then, now in zip(before, after, strict=True))
    yield alone(f"{HOURS} hours: memory grown by", "%", [resident], GROWTH_LIMIT)
    yield alone(f"{HOURS} hours: memory of its own grown by", "%", [own], GROWTH_LIMIT)
    yield alone(f"{HOURS} hours: open files grown by", "", [files_after - files], FILES_LIMIT)
    yield alone(f"{HOURS} hours: lines typed, before and while measuring", "", [typed + WARM])
    yield alone(f"{HOURS} hours: lines missing from the journals", "", [typed + WARM - kept], 0.0)


def _held(screen: Terminal) -> tuple[int, int]:
    """Bytes of memory in use, and those that no other program shares."""
    return screen.resident(), screen.own()


def _rehearsal(folder: Path, speed: float) -> Path:
    plan, problems = check(SESSION, "soak", OPTIONS)
    assert plan is not None, problems
    run = making.make(plan, folder, SCRIBE, system_clock(), start="now", speed=speed)
    run.groups.add([f"Tafel {number}" for number in range(1, GROUPS + 1)])
    run.close()
    return folder


def _rounds() -> list[Keys]:
    """What is done for each line: typed, and now and then something else."""
    rounds: list[Keys] = []
    for number in range(20):
        keys: Keys = (SENTENCES[number % len(SENTENCES)], "\r", NEXT_GROUP)
        if number % 5 == 4:
            keys += (NEXT_FORM, LOOKS[number // 5], ESCAPE)
        if number % 10 == 9:
            keys += (F2, ESCAPE)
        rounds.append(keys)
    return rounds


def _work(screen: Terminal, rounds: Iterator[Keys], speed: float) -> int:
    """Type a line at a time of the evening, for so many hours; how many lines that were."""
    start = time.perf_counter()
    lines = HOURS * 3600 // EVERY
    for number in range(1, lines + 1):
        _press(screen, next(rounds))
        left = start + number * EVERY / speed - time.perf_counter()
        if left > 0:
            screen.read_for(left)
    return lines


def _press(screen: Terminal, keys: Keys) -> None:
    """Type, giving the screen time to answer each key: keys that queue up take memory too."""
    for key in keys:
        screen.press(key)
        screen.read_for(PANEL_SECONDS if key in PANELS else KEY_SECONDS)
        screen.rest()
