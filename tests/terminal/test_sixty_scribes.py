"""Sixty tables type at once while the room looks: everything is there, and who is on is seen."""

import subprocess
import sys
import time
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

import pytest
from one_hour import one_hour

from ai_tui.run.clock import system_clock
from ai_tui.run.run import Run
from ai_tui.run.saving import Arrived

TABLES, ENTRIES = 60, 10
PATIENCE = 240.0
WRITER = str(Path(__file__).with_name("room_writer.py"))

SESSION = one_hour('"ask"', "list", "Ideeën")


@pytest.fixture
def conference(terminal, tmp_path):
    """A run with sixty tables, a wall that shows the first of them, and who reads along."""
    t = terminal(120, 36)
    (tmp_path / "groot.toml").write_text(SESSION)
    folder = tmp_path / "run"
    new = ("new", str(tmp_path / "groot.toml"), "--run", str(folder), "--groups", str(TABLES))
    assert t.run(*new, "--start", "now").returncode == 0
    run = Run.open(folder, "verslaglegger", system_clock())
    run.clock.next()
    run.wall.read_back(run.state.forms[0].id, run.state.groups("groups")[0].id)
    t.start("wall", str(folder))
    t.wait("TAFEL 1")
    yield t, run
    run.close()


def start(stack: ExitStack, folder: Path, name: str) -> "subprocess.Popen[str]":
    process = subprocess.Popen(
        [sys.executable, WRITER, str(folder), name, str(ENTRIES)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    stack.callback(process.wait)
    stack.callback(process.kill)
    return process


def texts(run: Run) -> Counter[str]:
    return Counter(entry.text for entry in run.state.entries())


def test_sixty_processes_at_once_lose_nothing_and_the_wall_goes_on(conference):
    t, run = conference
    names = [group.name for group in run.state.groups("groups")]
    assert len(names) == TABLES
    with ExitStack() as stack:
        writers = [start(stack, run.folder, name) for name in names]
        on: set[str] = set()
        for writer in writers:
            assert writer.stdout.readline() == "ready\n"
            run.store.poll()
            on |= {person.author for person in run.store.present()}
        for writer in writers:
            writer.stdin.close()
        saved = [line.rstrip("\n") for writer in writers for line in writer.stdout]
        assert [writer.wait(PATIENCE) for writer in writers] == [0] * TABLES
    assert on >= set(names)
    assert len(saved) == TABLES * ENTRIES
    deadline = time.monotonic() + PATIENCE
    while sum(texts(run).values()) < len(saved) and time.monotonic() < deadline:
        run.receive(Arrived(tuple(run.store.poll())))
    assert texts(run) == Counter(saved)
    again = Run.open(run.folder, "lezer", system_clock(), read_only=True)
    assert texts(again) == Counter(saved)
    assert again.store.damage == ()
    assert not {person.author for person in again.store.present()} & set(names)
    t.wait(lambda screen: all(f"Tafel 1, regel {n}" in screen for n in range(ENTRIES)))
    assert "Tafel 2, regel" not in t.screen()
