"""What becomes of half-typed text when the terminal, the session or the system lets go."""

from __future__ import annotations

import fcntl
import json
import os
import resource
import signal
import subprocess
import sys
import termios
import time
from itertools import count, cycle
from pathlib import Path
from threading import Thread

import psutil
import pytest
from one_hour import one_hour
from raw_terminal import PATIENCE, PROGRAM, Raw, environment

NOTE = "Losse notitie"
REDRAW = b"\x0c"
REDRAWN = 60
"""Redraws that nobody reads until there is no room for any more, on the way or in the program."""

SESSION = one_hour('["Een", "Twee"]', "list", "Lijst")


@pytest.fixture
def home(tmp_path):
    (tmp_path / "proef.toml").write_text(SESSION)
    words = [PROGRAM, "new", str(tmp_path / "proef.toml"), "--run", str(tmp_path / "run")]
    subprocess.run(words, env=environment(tmp_path), check=True, capture_output=True)
    return tmp_path


def screen(home: Path) -> Raw:
    raw = Raw(home, "run", str(home / "run"))
    raw.until("F2")
    raw.settle()
    return raw


def texts(home: Path) -> list[str]:
    words = [PROGRAM, "export", str(home / "run")]
    done = subprocess.run(words, env=environment(home), check=True, capture_output=True)
    (form,) = json.loads(done.stdout)["forms"]
    return [entry["text"] for result in form["results"] for entry in result["entries"]]


def crashed(home: Path) -> bool:
    return (home / "data" / "ai_tui" / "last-error.txt").exists()


def gone(pid: int) -> bool:
    return not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE


def stopped(pid: int) -> bool:
    return psutil.Process(pid).status() == psutil.STATUS_STOPPED


def until(true) -> None:
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def signalled(home: Path, when: str, *names: str) -> Raw:
    """A screen that gets signals just before one of its own functions does something."""
    module, _, function = when.rpartition(":")
    code = f"""
import os, signal, sys
import {module.partition(":")[0]}
from ai_tui.__main__ import main

owner = {module.replace(":", ".")}
step = owner.{function}

def first_the_signal(*words):
    owner.{function} = step
    for name in {names}:
        os.kill(os.getpid(), signal.Signals[name])
    return step(*words)

owner.{function} = first_the_signal
sys.exit(main(sys.argv[1:]))
"""
    return Raw(home, "run", str(home / "run"), program=(sys.executable, "-c", code))


def test_a_terminal_that_vanishes_without_a_signal_ends_the_program_and_saves(home):
    raw = screen(home)
    raw.send("eerst\r")
    raw.send("half getypt")
    os.close(raw.fd)
    until(lambda: raw.process.poll() is not None)
    assert texts(home) == ["eerst", "half getypt"]
    assert not crashed(home)


def test_a_terminal_that_stalls_and_then_vanishes_ends_the_program_and_saves(home):
    raw = screen(home)
    raw.send("half getypt")
    waiting = [-1] * REDRAWN

    def stalled() -> bool:
        os.write(raw.fd, REDRAW)
        waiting.append(fcntl.ioctl(raw.fd, termios.FIONREAD, b"____"))
        return len(set(waiting[-REDRAWN:])) == 1

    until(stalled)
    os.close(raw.fd)
    raw.process.send_signal(signal.SIGHUP)
    until(lambda: raw.process.poll() is not None)
    assert texts(home) == ["half getypt"]
    assert not crashed(home)


def test_killing_the_tmux_session_saves_the_half_typed_row(terminal, home):
    t = terminal(80, 24)
    t.start("run", str(home / "run"))
    t.wait("Lijst")
    t.type("half getypt")
    t.wait("half getypt")
    pid = t.pid()
    t.tmux("kill-session", "-t", "t")
    until(lambda: gone(pid))
    assert texts(home) == ["half getypt"]
    assert not crashed(home)


def test_an_ssh_connection_that_drops_saves_the_half_typed_row(home):
    """A dropped connection hangs up the terminal that the program was started on."""
    import pexpect

    words = ["run", str(home / "run")]
    child = pexpect.spawn(PROGRAM, words, env=environment(home), dimensions=(24, 80))
    child.expect("Lijst", timeout=PATIENCE)
    child.send("half getypt")
    child.expect("getypt", timeout=PATIENCE)
    pid = child.pid
    os.close(child.child_fd)
    until(lambda: gone(pid))
    assert texts(home) == ["half getypt"]
    assert not crashed(home)


def test_without_any_file_to_open_the_screen_says_so_and_goes_on_saving(home):
    raw = screen(home)
    raw.send("eerst\r")
    raw.until("bewaard")
    pid = raw.process.pid
    before = resource.prlimit(pid, resource.RLIMIT_NOFILE)
    used = {path.name for path in Path(f"/proc/{pid}/fd").iterdir()}
    first_free = next(number for number in count() if str(number) not in used)
    resource.prlimit(pid, resource.RLIMIT_NOFILE, (first_free, before[1]))
    raw.send("tweede\r")
    raw.send("half")
    seen = len(raw.written)
    for key in ("\x06", "\x0b", "\x07"):
        raw.send(key)
    raw.until("te veel bestanden open", seen)
    resource.prlimit(pid, resource.RLIMIT_NOFILE, before)
    raw.send(" en heel\r")
    raw.open("\x06", "Zoeken")
    raw.send("\x1b")
    for _ in range(6):
        if raw.process.poll() is None:
            raw.send("\x03")
    raw.stop()
    assert texts(home) == ["eerst", "tweede", "half en heel"]
    assert (raw.process.returncode, crashed(home)) == (0, False)


def refused(home: Path, module: str, step: str) -> Raw:
    """A screen for which there is no file to open any more when it does one of its own steps."""
    code = f"""
import errno, sys
import {module}
from ai_tui.__main__ import main

def refused(*words):
    raise OSError(errno.EMFILE, "Too many open files")

{module}.{step} = refused
sys.exit(main(sys.argv[1:]))
"""
    return Raw(home, "run", str(home / "run"), program=(sys.executable, "-c", code))


def test_without_any_file_to_open_when_it_leaves_all_that_was_typed_is_saved(home):
    raw = refused(home, "ai_tui.tui.app", "AiTuiApp._close_all")
    raw.until("F2")
    raw.settle()
    raw.send("eerst\r")
    raw.send("half getypt")
    raw.process.send_signal(signal.SIGTERM)
    raw.stop()
    assert texts(home) == ["eerst", "half getypt"]
    assert "Traceback" not in raw.output
    assert raw.output.rstrip().endswith("Dat lukt niet: er zijn te veel bestanden open.")
    assert (raw.process.returncode, crashed(home)) == (1, False)


def test_without_any_file_to_open_when_it_opens_the_program_says_so_in_a_line(home):
    raw = refused(home, "ai_tui.tui.screens.typing", "Typing.load")
    raw.stop()
    said = " ".join(raw.output.rpartition("\x1b[?1006l")[2].split())
    assert said.startswith("Dat lukt niet: er zijn te veel bestanden open. Alles wat bewaard was")
    assert (raw.process.returncode, crashed(home)) == (1, False)


@pytest.mark.parametrize("most", range(5, 13))
def test_with_few_files_to_open_a_screen_opens_or_says_in_one_line_that_it_does_not(home, most):
    limited = ("/bin/sh", "-c", f'ulimit -n {most}; exec {PROGRAM} "$@"', "sh")
    raw = Raw(home, "run", str(home / "run"), program=limited)
    until(lambda: not raw.read() and (raw.process.poll() is not None or b"F2" in raw.written))
    raw.process.send_signal(signal.SIGTERM)
    raw.stop()
    if raw.process.returncode != 0:
        said = raw.output.rpartition("\x1b[?1006l")[2].split("\r\n")
        assert "er zijn te veel bestanden open." in " ".join(said)
        assert "Traceback" not in raw.output
        assert len(said) <= 4
    assert not crashed(home)


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_signal_that_comes_while_the_screen_opens_leaves_the_terminal_as_it_was(home, name):
    for _ in range(3):
        raw = Raw(home, "run", str(home / "run"))
        before = termios.tcgetattr(raw.fd)
        raw.until("\x1b[?1049h")
        raw.process.send_signal(signal.Signals[name])
        while raw.read() or raw.process.poll() is None:
            pass
        assert termios.tcgetattr(raw.fd) == before
        raw.stop()
        assert raw.process.returncode == 0
        assert raw.output.rindex("\x1b[?1049l") > raw.output.rindex("\x1b[?1049h")
        assert raw.output.rindex("\x1b[?1000l") > raw.output.rindex("\x1b[?1000h")
    assert not crashed(home)


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_signal_that_comes_while_the_run_opens_waits_for_the_screen_to_leave(home, name):
    raw = signalled(home, "ai_tui.run.folders:called", name)
    raw.stop()
    assert raw.process.returncode == 0
    assert raw.output.rindex("\x1b[?1049l") > raw.output.rindex("\x1b[?1049h")
    assert not crashed(home)


def test_signals_that_keep_coming_neither_cut_off_the_saving_nor_tell_of_it(home):
    raw = screen(home)
    raw.send("half getypt")
    reading = Thread(target=raw.stop)
    reading.start()
    names = cycle((signal.SIGTERM, signal.SIGHUP, signal.SIGINT))
    while reading.is_alive():
        raw.process.send_signal(next(names))
    reading.join()
    assert raw.process.returncode == 0
    assert "Traceback" not in raw.output
    assert texts(home) == ["half getypt"]
    assert not crashed(home)


def test_a_program_that_is_told_to_go_on_reads_its_terminal_only_once(home):
    raw = screen(home)
    threads = psutil.Process(raw.process.pid).num_threads()
    raw.process.send_signal(signal.SIGCONT)
    raw.send("eerst\r")
    raw.until("bewaard")
    assert psutil.Process(raw.process.pid).num_threads() == threads
    os.close(raw.fd)
    until(lambda: raw.process.poll() is not None)
    assert texts(home) == ["eerst"]


@pytest.mark.parametrize("panel", [False, True], ids=["the form", "a panel over it"])
def test_a_program_that_stopped_and_goes_on_paints_all_of_its_screen_again(home, panel):
    raw = screen(home)
    if panel:
        raw.open("\x0b", NOTE)
    raw.process.send_signal(signal.SIGTSTP)
    until(lambda: stopped(raw.process.pid))
    raw.settle()
    since = len(raw.written)
    raw.process.send_signal(signal.SIGCONT)
    for painted in ("Ontdekken", "Lijst", "F2", *[NOTE] * panel):
        raw.until(painted, since)
    raw.process.send_signal(signal.SIGTERM)
    raw.stop()
    assert raw.process.returncode == 0


@pytest.mark.parametrize(
    "when",
    ["termios:tcflush", "ai_tui.tui.app:AiTuiApp:_shutdown", "ai_tui.tui.app:AiTuiApp:_close_all"],
)
def test_a_program_that_is_stopped_on_its_way_out_leaves_the_terminal_as_it_was(home, when):
    raw = signalled(home, when, *["SIGTSTP"] * 5)
    before = termios.tcgetattr(raw.fd)
    raw.until("F2")
    raw.settle()
    raw.process.send_signal(signal.SIGTERM)

    def ended() -> bool:
        if not raw.read() and stopped(raw.process.pid):
            raw.process.send_signal(signal.SIGCONT)
        return raw.process.poll() is not None

    until(ended)
    assert termios.tcgetattr(raw.fd) == before
    raw.stop()
    assert raw.process.returncode == 0
    for mode in (1049, 1000, 2004):
        assert raw.output.rindex(f"\x1b[?{mode}l") > raw.output.rindex(f"\x1b[?{mode}h")
    assert not crashed(home)


@pytest.mark.parametrize("name", ["SIGCONT", "SIGTSTP"])
def test_a_program_that_stops_on_its_way_out_ends_without_its_terminal(home, name):
    raw = signalled(home, "ai_tui.tui.app:AiTuiApp:_close_all", name)
    raw.until("F2")
    raw.settle()
    raw.process.send_signal(signal.SIGTERM)
    until(lambda: not raw.read() and (gone(raw.process.pid) or stopped(raw.process.pid)))
    os.close(raw.fd)
    raw.process.send_signal(signal.SIGCONT)
    until(lambda: raw.process.poll() is not None)
    assert not crashed(home)
