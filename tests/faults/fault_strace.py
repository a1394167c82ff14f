"""Runs the driver under strace: to record its system calls, or to make chosen ones fail."""

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from fault_story import Events

HERE = Path(__file__).parent
CALL = re.compile(r"^\d+ +(\w+)\((.*)\) += (-?\d+|\?)")

JOURNAL = "20241204T160000-driver-aaaaaa.jsonl"
"""What the driver's journal is called; strace is told the paths to look at."""


class Point:
    """One system call of the driver: the `number`th of its name that touches the run."""

    def __init__(self, name: str, number: int, arguments: str) -> None:
        self.name = name
        self.number = number
        self.arguments = arguments

    def __str__(self) -> str:
        return f"{self.name} {self.number} ({self.arguments[:60]})"

    @property
    def changes(self) -> bool:
        """Whether the call changes anything that a reader may find."""
        if self.name == "openat":
            return "O_CREAT" in self.arguments
        return self.name in CHANGING


CHANGING = {
    "mkdir", "chmod", "fchmod", "write", "fsync", "ftruncate", "rename", "unlink", "rmdir",
    "utimensat",
}  # fmt: skip


def environment(**more: str) -> dict[str, str]:
    paths = [str(HERE), str(HERE.parent.parent), *filter(None, sys.path)]
    return (
        os.environ | {"PYTHONPATH": os.pathsep.join(paths), "PYTHONDONTWRITEBYTECODE": "1"} | more
    )


def driver(script: str, folder: Path, variant: str) -> list[str]:
    return [sys.executable, "-S", str(HERE / script), str(folder), variant]


def paths(folder: Path, more: Iterable[Path] = ()) -> list[str]:
    inside = (
        "journal", "drafts", f"journal/{JOURNAL}", f"journal/{JOURNAL[:-6]}-2.jsonl",
        "database.json", ".database.json.driver-aaaaaa.tmp", "drafts/driver-aaaaaa.json",
        "drafts/driver-aaaaaa.tmp",
    )  # fmt: skip
    every = {folder.parent, folder, *(folder / name for name in inside), *folder.rglob("*"), *more}
    return [word for path in sorted(every) for word in ("-P", str(path))]


def strace(options: list[str], command: list[str]) -> tuple[list[str], str, int]:
    """Run a command under strace; gives its lines, its errors and its exit code."""
    done = subprocess.run(
        ["strace", "-f", *options, *command],
        capture_output=True,
        text=True,
        env=environment(),
        timeout=60,
    )
    return done.stdout.splitlines(), done.stderr, done.returncode


def record(
    folder: Path,
    script: str = "fault_driver.py",
    variant: str = "sound",
    more: Iterable[Path] = (),
) -> list[Point]:
    """Every system call that touches the run or `more`, in order."""
    log = folder.parent.with_suffix(".strace")
    options = ["-o", str(log), *paths(folder, more)]
    _, errors, code = strace(options, driver(script, folder, variant))
    assert code == 0, errors
    seen: Counter[str] = Counter()
    points = []
    for line in log.read_text().splitlines():
        call = CALL.match(line)
        if call:
            seen[call[1]] += 1
            points.append(Point(call[1], seen[call[1]], call[2].replace(str(folder), "RUN")))
    return points


def inject(
    folder: Path,
    faults: list[str],
    script: str = "fault_driver.py",
    variant: str = "sound",
    more: Iterable[Path] = (),
) -> tuple[list[str], str, int]:
    """Let the driver run into faults, each as strace's -e inject= takes them."""
    names = {fault.split(":")[0] for fault in faults}
    options = ["-o", os.devnull, *paths(folder, more), "-e", f"trace={','.join(sorted(names))}"]
    for fault in faults:
        options += ["-e", f"inject={fault}"]
    return strace(options, driver(script, folder, variant))


def events(lines: list[str]) -> Events:
    return Events(lines)
