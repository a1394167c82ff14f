from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

PROGRAM = str(Path(sys.executable).parent / "ai-tui")
PATIENCE = 60.0
"""Seconds after which what was waited for will not come any more."""
GLANCE = 0.02
"""Seconds between two looks at the screen, which leave the machine to the program."""


class Terminal:
    """One program in a real tmux on a socket of its own."""

    def __init__(self, folder: Path, width: int, height: int) -> None:
        self.folder = folder
        self.socket = folder / "tmux.sock"
        self.width, self.height = width, height
        self.env = {
            "HOME": str(folder),
            "XDG_DATA_HOME": str(folder / "data"),
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "TMPDIR": str(folder),
            "TMUX_TMPDIR": str(folder),
        }
        (folder / "tmux.conf").write_text(
            "set -g default-terminal tmux-256color\nset -s escape-time 10\nset -g status off\n"
            "set -g remain-on-exit on\n"
        )

    def tmux(self, *words: str) -> str:
        command = ["tmux", "-S", str(self.socket), "-f", str(self.folder / "tmux.conf"), *words]
        done = subprocess.run(command, env=self.env, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self, *words: str) -> None:
        size = ("-x", str(self.width), "-y", str(self.height))
        self.tmux("new-session", "-d", "-s", "t", *size, PROGRAM, *words)

    def restart(self, *words: str) -> None:
        self.tmux("respawn-pane", "-k", "-t", "t", PROGRAM, *words)

    def keys(self, *names: str) -> None:
        self.tmux("send-keys", "-t", "t", *names)

    def type(self, text: str) -> None:
        self.tmux("send-keys", "-t", "t", "-l", text)

    def paste(self, text: str) -> None:
        self.tmux("set-buffer", "-b", "p", "--", text)
        self.tmux("paste-buffer", "-p", "-b", "p", "-t", "t")

    def resize(self, width: int, height: int) -> None:
        self.tmux("resize-window", "-t", "t", "-x", str(width), "-y", str(height))

    def screen(self) -> str:
        return self.tmux("capture-pane", "-p", "-t", "t")

    def pid(self) -> int:
        return int(self.tmux("display-message", "-p", "-t", "t", "#{pane_pid}"))

    def dead(self) -> bool:
        return self.tmux("display-message", "-p", "-t", "t", "#{pane_dead}").strip() == "1"

    def wait(self, what: str | Callable[[str], bool]) -> str:
        """The screen as soon as it shows `what` (a pattern, or a test); fails after a minute."""
        seen = what if callable(what) else (lambda text: re.search(what, text) is not None)
        deadline = time.monotonic() + PATIENCE
        while True:
            text = self.screen()
            if seen(text):
                return text
            assert time.monotonic() < deadline, f"never saw {what!r} in:\n{text}"
            time.sleep(GLANCE)

    def wait_dead(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while not self.dead():
            assert time.monotonic() < deadline, self.screen()
            time.sleep(GLANCE)

    def run(self, *words: str, text: str | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [PROGRAM, *words], env=self.env, capture_output=True, text=True, input=text
        )

    def stop(self) -> None:
        command = ["tmux", "-S", str(self.socket), "kill-server"]
        subprocess.run(command, env=self.env, capture_output=True)


def need(program: str) -> None:
    """Skip a test without a program that it needs; in CI it fails."""
    if shutil.which(program) is None:
        if os.environ.get("CI"):
            pytest.fail(f"{program} is missing")
        pytest.skip(f"{program} is missing")


@pytest.fixture
def deaf(tmp_path: Path) -> Path:
    """What is loaded first into a tmux that misses the end of every program."""
    need("gcc")
    library = tmp_path / "deaf_tmux.so"
    source = Path(__file__).parent / "deaf_tmux.c"
    subprocess.run(["gcc", "-shared", "-fPIC", "-o", str(library), str(source)], check=True)
    return library


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    """Opens terminals of any size; each ends with the test."""
    need("tmux")
    opened: list[Terminal] = []

    def open_terminal(width: int = 120, height: int = 36) -> Terminal:
        folder = tmp_path / f"t{len(opened)}"
        folder.mkdir()
        opened.append(Terminal(folder, width, height))
        return opened[-1]

    yield open_terminal
    for each in opened:
        each.stop()
