"""A program on a raw terminal, with every byte that it writes."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

PROGRAM = str(Path(sys.executable).parent / "ai-tui")
PATIENCE = 60.0
"""Seconds after which what was waited for will not come any more."""
QUIET = 0.15
"""Seconds without a byte after which the program waits for a key."""

ESCAPE = re.compile(
    r"\x1b(?:\[(?P<csi>[<=>?]?)[0-9;:]*(?P<how>[ -/]*)(?P<end>[@-~])"
    r"|\](?P<osc>[0-9]*)[^\x07\x1b]*(?:\x07|\x1b\\)"
    r"|(?P<string>[PX^_])[^\x1b]*\x1b\\"
    r"|(?P<other>[ -/]*[0-~]))"
)


def kinds(output: str) -> set[tuple[str, ...]]:
    """Which escapes an output holds, without their numbers."""
    return {
        tuple(f"{name}:{found}" for name, found in match.groupdict().items() if found)
        for match in ESCAPE.finditer(output)
    }


class Raw:
    """A program on a pseudo-terminal, with every byte it wrote."""

    def __init__(
        self,
        home: Path,
        *words: str,
        program: tuple[str, ...] = (PROGRAM,),
        size: tuple[int, int] = (36, 120),
    ) -> None:
        self.fd, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
        self.process = subprocess.Popen(
            [*program, *words],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
            env=environment(home),
        )
        os.close(theirs)
        self.written = bytearray()

    def read(self) -> bool:
        """Take in what is written within a moment; False when that is nothing."""
        ready, _, _ = select.select([self.fd], [], [], QUIET)
        try:
            data = os.read(self.fd, 1 << 16) if ready else b""
        except OSError:
            return False
        self.written += data
        return bool(data)

    def until(self, mark: str, since: int = 0) -> None:
        deadline = time.monotonic() + PATIENCE
        while mark.encode() not in self.written[since:]:
            assert time.monotonic() < deadline, self.written[-2000:]
            self.read()

    def settle(self) -> None:
        while self.read():
            pass

    def send(self, keys: str) -> None:
        os.write(self.fd, keys.encode("utf-8", "surrogateescape"))
        self.settle()

    def pour(self, data: bytes) -> None:
        """Send as fast as the program takes it, taking in what it writes meanwhile."""
        deadline = time.monotonic() + PATIENCE
        while data:
            assert time.monotonic() < deadline, self.written[-2000:]
            readable, writable, _ = select.select([self.fd], [self.fd], [], PATIENCE)
            if readable and not self.read():
                return
            if writable:
                data = data[os.write(self.fd, data[:256]) :]

    def open(self, keys: str, title: str) -> None:
        """Open a panel; once more when a slow machine took the escape before it for its part."""
        for _ in range(3):
            since = len(self.written)
            for key in keys.split("+"):
                self.send(key)
            deadline = time.monotonic() + PATIENCE / 6
            while time.monotonic() < deadline:
                if title.encode() in self.written[since:]:
                    return
                self.read()
        raise AssertionError(f"never saw {title!r} in {self.written[-2000:]!r}")

    def stop(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while self.read() or self.process.poll() is None:
            assert time.monotonic() < deadline, self.written[-2000:]
        os.close(self.fd)

    @property
    def output(self) -> str:
        """All that was written; odd bytes stand out as surrogates."""
        return self.written.decode("utf-8", "surrogateescape")


def environment(home: Path) -> dict[str, str]:
    return {
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
    }
