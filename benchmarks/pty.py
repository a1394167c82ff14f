"""Programs on pseudo-terminals of their own: when and how much they write, and what they cost."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psutil

SIZE = (120, 40)
"""Columns and rows of a terminal, unless a benchmark asks for another."""
PATIENCE = 60.0
"""Seconds after which a program that writes nothing is given up."""
_TAIL = 65536


class Terminal:
    """A program on a pseudo-terminal that notes what it writes; `home` is its HOME."""

    def __init__(self, command: Sequence[str], home: Path, size: tuple[int, int] = SIZE) -> None:
        self.fd, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        env = environment(home)
        self.started = time.perf_counter()
        self.pid = os.fork()
        if self.pid == 0:
            os.login_tty(theirs)
            os.execvpe(command[0], list(command), env)
        os.close(theirs)
        self.process = psutil.Process(self.pid)
        self.written = 0
        self._tail = b""

    def read(self, seconds: float) -> bytes:
        """What the program writes within `seconds`, or b'' when it writes nothing."""
        ready, _, _ = select.select([self.fd], [], [], seconds)
        if not ready:
            return b""
        try:
            data = os.read(self.fd, _TAIL)
        except OSError:
            raise RuntimeError(f"the program ended: {self._tail[-2000:]!r}") from None
        self.written += len(data)
        self._tail = (self._tail + data)[-_TAIL:]
        return data

    def until(self, mark: str) -> float:
        """Seconds from the start of the program until it has written `mark`."""
        sought = mark.encode()
        while sought not in self._tail:
            if time.perf_counter() - self.started > PATIENCE:
                raise TimeoutError(f"{mark!r} was never written: {self._tail[-2000:]!r}")
            self.read(0.05)
        return time.perf_counter() - self.started

    def press(self, keys: str) -> None:
        """Type `keys`."""
        os.write(self.fd, keys.encode())

    def key_to_paint(self, letter: str) -> float:
        """Seconds from typing `letter` until the program has written it."""
        while self.read(0.03):
            pass
        began = time.perf_counter()
        self.press(letter)
        while letter.encode() not in self.read(0.05):
            if time.perf_counter() - began > PATIENCE:
                raise TimeoutError(f"{letter!r} was never painted")
        return time.perf_counter() - began

    def read_for(self, seconds: float) -> None:
        """Read what the program writes for so long."""
        read_all((self,), seconds)

    def rest(self) -> None:
        """Read what the program writes until it waits for something to do."""
        while self.process.status() != psutil.STATUS_SLEEPING:
            self.read_for(0.01)

    def cpu(self) -> float:
        """Seconds of processor time used so far."""
        times = self.process.cpu_times()
        return times.user + times.system

    def resident(self) -> int:
        """Bytes of memory it holds, pages shared with other programs included."""
        return int(self.process.memory_info().rss)

    def own(self) -> int:
        """Bytes of memory that nobody else holds."""
        return int(self.process.memory_full_info().uss)

    def stop(self) -> None:
        """End the program."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)


@contextmanager
def terminal(
    command: Sequence[str], home: Path, size: tuple[int, int] = SIZE
) -> Iterator[Terminal]:
    """A program on a terminal, ended afterwards."""
    there = Terminal(command, home, size)
    try:
        yield there
    finally:
        there.stop()


def environment(home: Path) -> dict[str, str]:
    """The environment every measured program gets."""
    return {
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
    }


def read_all(terminals: Sequence[Terminal], seconds: float) -> list[int]:
    """How many bytes each program writes in the same `seconds`."""
    before = [each.written for each in terminals]
    by_fd = {each.fd: each for each in terminals}
    deadline = time.perf_counter() + seconds
    while (left := deadline - time.perf_counter()) > 0:
        ready, _, _ = select.select(list(by_fd), [], [], left)
        for fd in ready:
            by_fd[fd].read(0)
    return [each.written - then for each, then in zip(terminals, before, strict=True)]
