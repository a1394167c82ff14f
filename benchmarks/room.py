"""A room full: sixty writers at once, how soon a wall shows it, and what idle screens cost."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median, quantiles

from ai_tui.run.run import Run
from ai_tui.store.folder import JOURNALS
from ai_tui.store.heads import End, Header, encode_end, encode_header
from ai_tui.store.names import writer_id
from benchmarks.bench import BARE, BARE_PAINTED, OURS, PAINTED, Bench
from benchmarks.figure import Figure, alone, paired
from benchmarks.material import open_run
from benchmarks.pty import Terminal, read_all, terminal
from benchmarks.writer import FORM, SHOWN, TOKEN, TOKEN_BYTES, WRITERS, token

THERE = 10_000
WATCHED = 10
"""Writers whose lines are on the wall."""
ENTRIES, QUICK_ENTRIES = 60, 15
"""Entries of each writer, one a second."""
SEEN_LIMITS = {50: 150.0, 99: 500.0}
"""Percentiles, and milliseconds."""

IDLE_ENTRIES = 500
ENDED = 1000
CPU_LIMIT = 2.5
MEMORY_LIMIT = 1.4
TICKS_LIMIT = 1200.0
ENDED_LIMIT = 1.1
WALL_SIZE = (200, 60)
SETTLING = 8.0
SECONDS, QUICK_SECONDS = 60.0, 20.0
START = "\x1bOQ"
"""F2."""
MEGABYTE = 1_000_000


def figures(bench: Bench) -> Iterator[Figure]:
    """First the full room, then the quiet one."""
    yield from _full(bench)
    yield from _idle(bench)


def _full(bench: Bench) -> Iterator[Figure]:
    """Sixty processes that write, and a wall that shows the lines of ten of them."""
    each = QUICK_ENTRIES if bench.quick else ENTRIES
    with bench.run_of(THERE) as folder:
        before = _show_a_group(folder)
        with (
            _writers(folder, each) as writers,
            terminal((*OURS, "wall", str(folder)), bench.home()) as wall,
        ):
            wall.until(SHOWN.upper())
            seen = _watch(wall, writers, each)
            typed, saved, arrived = _written(writers)
        lost = set(typed) - _kept(folder)
        after = _entries(folder)
    waits = [1000 * (seen[text] - typed[text]) for text in seen if text in typed]
    yield alone(f"entries lost of {len(typed):,} by {WRITERS} processes", "", [len(lost)], 0)
    grown = (WRITERS - WATCHED) * each
    yield alone("entries never seen on the wall", "", [WATCHED * each - len(waits)], 0)
    yield alone("entries too many or too few", "", [abs(after - before - grown)], 0)
    for percent, limit in SEEN_LIMITS.items():
        found = _percentile(waits, percent)
        yield alone(f"typed until seen on a wall, p{percent}", "ms", [found], limit)
    waits = [1000 * (arrived[text] - typed[text]) for text in arrived if text in typed]
    yield alone("typed until another scribe has it, p99", "ms", [_percentile(waits, 99)], 500.0)
    yield alone("typed until saved, p50", "ms", [1000 * median(saved)])


def _show_a_group(folder: Path) -> int:
    """Let the room see a group with a line of each watched writer; how many entries there are."""
    run = open_run(folder)
    (group,) = run.groups.add([SHOWN])
    form = run.state.form(FORM)
    assert form is not None
    slot = run.slots(form, group)[0].id
    run.harvest.append(form, group.id, slot, [token(n, 999) for n in range(WATCHED)])
    run.clock.next()
    run.wall.read_back(form.id, group.id)
    count = len(run.state.table("entries"))
    run.close()
    return count


@contextmanager
def _writers(folder: Path, entries: int) -> Iterator[list[subprocess.Popen[str]]]:
    """The processes, ready to begin; ended afterwards."""
    with ExitStack() as stack:
        found = []
        for number in range(WRITERS):
            last = "told" if number == WRITERS - 1 else "own"
            place = "shown" if number < WATCHED else last
            command = ("benchmarks.writer", str(folder), str(number), str(entries), place)
            process = subprocess.Popen(
                (sys.executable, "-m", *command),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            stack.callback(process.wait)
            stack.callback(process.kill)
            found.append(process)
        for process in found:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n", "a writer did not begin"
        yield found


def _watch(
    wall: Terminal, writers: Sequence[subprocess.Popen[str]], entries: int
) -> dict[str, float]:
    """By text, when it was on the wall; one that was overwritten unseen counts from the next."""
    begin = time.perf_counter() + 1.0
    for process in writers:
        print(begin, file=process.stdin, flush=True)
    seen: dict[str, float] = {}
    newest = [-1] * WATCHED
    rest = b""
    end = begin + entries + 3.0
    while (left := end - time.perf_counter()) > 0 and min(newest) < entries - 1:
        data = rest + wall.read(left)
        now = time.perf_counter()
        for found in TOKEN.finditer(data):
            writer, number = int(found[2]), int(found[3])
            if writer < WATCHED and newest[writer] < number < entries:
                for passed in range(newest[writer] + 1, number + 1):
                    seen[token(writer, passed)] = now
                newest[writer] = number
        rest = data[1 - TOKEN_BYTES :]
    return seen


def _written(
    writers: Sequence[subprocess.Popen[str]],
) -> tuple[dict[str, float], list[float], dict[str, float]]:
    """By text, when it was typed; how long each took to be saved; when another scribe had it."""
    typed, took, arrived = {}, [], {}
    for process in writers:
        out, _ = process.communicate()
        assert process.returncode == 0, "a writer failed"
        for line in out.splitlines():
            text, began, saved = line.split(" ")
            if text == "<":
                arrived[began] = float(saved)
                continue
            typed[text] = float(began)
            took.append(float(saved) - float(began))
    return typed, took, arrived


def _kept(folder: Path) -> set[str]:
    """All texts that an entry has or had, read anew from the journals."""
    run = open_run(folder)
    versions = (version for step in run.store.fold.steps() for version in step.versions)
    texts = {str(v.doc.get("text")) for v in versions if v.table == "entries" and v.doc}
    run.close()
    return texts


def _entries(folder: Path) -> int:
    run = open_run(folder)
    count = len(run.state.table("entries"))
    run.close()
    return count


def _percentile(values: Sequence[float], percent: int) -> float:
    return quantiles(values, n=100, method="inclusive")[percent - 1]


def _idle(bench: Bench) -> Iterator[Figure]:
    """A scribe's screen and a wall on which only the clock runs, beside a bare app.

    All run in the same seconds; a second pair has a thousand ended journals in its run.
    """
    seconds = QUICK_SECONDS if bench.quick else SECONDS
    with ExitStack() as stack:
        folders = [stack.enter_context(bench.run_of(IDLE_ENTRIES)) for _ in range(2)]
        _end_journals(folders[1])
        scribes, walls = [], []
        for folder in folders:
            scribes.append(_open(stack, bench, ("run", str(folder)), PAINTED))
            scribes[-1].press(START)
            walls.append(_open(stack, bench, ("wall", str(folder)), ":", WALL_SIZE))
        bare = stack.enter_context(terminal(BARE, bench.home()))
        bare.until(BARE_PAINTED)
        every = (*scribes, *walls, bare)
        read_all(every, SETTLING)
        used, sent, held = [], [], []
        for _ in range(bench.rounds):
            before = [each.cpu() for each in every]
            written = read_all(every, seconds)
            used.append(
                [
                    100 * (each.cpu() - then) / seconds
                    for each, then in zip(every, before, strict=True)
                ]
            )
            sent.append(written[2] / seconds)
            held.append([each.resident() / MEGABYTE for each in every])
    yield from _idle_figures(used, sent, held)


def _idle_figures(
    used: Sequence[Sequence[float]], sent: Sequence[float], held: Sequence[Sequence[float]]
) -> Iterator[Figure]:
    """From what each round used of the processor, and sent, and then held in memory."""
    yield alone("idle scribe, processor", "%", [each[0] for each in used], CPU_LIMIT)
    yield alone("idle wall, processor", "%", [each[2] for each in used], CPU_LIMIT)
    for name, ours in (("scribe", 0), ("wall", 2)):
        yield paired(
            f"idle {name}, memory", "MB", [(each[ours], each[4]) for each in held], MEMORY_LIMIT
        )
    yield alone("a wall's ticks, 200 x 60", "B/s", sent, TICKS_LIMIT)
    for name, ours in (("scribe", 0), ("wall", 2)):
        pairs = [(each[ours + 1], each[ours]) for each in used]
        what = f"idle {name}, processor, with {ENDED:,} ended journals (bare: without)"
        yield paired(what, "%", pairs, ENDED_LIMIT)


def _open(
    stack: ExitStack,
    bench: Bench,
    words: Sequence[str],
    painted: str,
    size: tuple[int, int] = (120, 40),
) -> Terminal:
    found = stack.enter_context(terminal((*OURS, *words), bench.home(), size))
    found.until(painted)
    return found


def _end_journals(folder: Path) -> None:
    """As many ended journals as commands in a loop leave."""
    run: Run = open_run(folder)
    store = run.store
    run.close()
    for number in range(ENDED):
        writer = writer_id(f"lus {number}")
        header = Header(1, store.run, store.session, writer, "lus", at=number)
        path = folder / JOURNALS / f"20260101T110000-{writer}.jsonl"
        path.write_bytes(encode_header(header) + encode_end(End(number, writer)))
        path.chmod(0o600)
