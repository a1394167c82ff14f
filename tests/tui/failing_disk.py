"""Disks that fail, really or as if, and what a scribe does about it."""

from __future__ import annotations

import os
import subprocess
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from scribe_stage import HandClock, Stage

from ai_tui.run import saving
from ai_tui.run.run import Run
from ai_tui.store.problems import SaveError
from ai_tui.tui.paint.pieces import plain
from ai_tui.tui.panels.rescue import Rescue


def homes_of_its_own(tmp_path, monkeypatch) -> None:
    """Homes of the test's own, and tries that follow each other quickly."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home" / "data"))
    (tmp_path / "home").mkdir()
    monkeypatch.setattr(saving, "RETRY_EVERY", 0.1)
    monkeypatch.setattr(saving, "FINISHING", 0.1)
    monkeypatch.setattr(saving, "LOOK_EVERY", 0.05)


class BadDisk:
    """A store whose saving fails for a reason until it is mended."""

    def __init__(self, run: Run, monkeypatch, reason="full") -> None:
        self.good = run.store.append
        self.store = run.store
        monkeypatch.setattr(run.store, "append", self._fail)
        self.reason = reason
        self.tries = 0

    def _fail(self, *_args):
        self.tries += 1
        raise SaveError(self.reason, "Niet bewaard: zo gaat het niet.")

    def mend(self) -> None:
        self.store.append = self.good


async def until(stage: Stage, found) -> None:
    for _ in range(1500):
        if found():
            return
        await stage.pilot.pause(0.01)
    raise AssertionError(f"never came; the status line says {stage.part('status')!r}")


async def write(stage: Stage, text: str, *after: str) -> None:
    await stage.pilot.press(*("space" if sign == " " else sign for sign in text), *after)
    await stage.pilot.pause()


def said(panel: Rescue) -> str:
    return " ".join(plain(panel.rows("body").rows).split())


async def leave_twice(stage: Stage) -> None:
    await stage.pilot.press("ctrl+c", "ctrl+c")
    await until(stage, lambda: isinstance(stage.pilot.app.screen, Rescue))


def texts_of(folder: Path) -> set[str]:
    run = Run.open(folder, "lezer", HandClock(), read_only=True)
    return {entry.text for entry in run.state.entries()}


@contextmanager
def small_disk(folder: Path):
    """A really small disk, or a skip by name where that cannot be had."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k,mode=700", "small", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode != 0:
        if os.environ.get("CI"):
            pytest.fail("CI must be able to mount a tmpfs")
        pytest.skip("a full disk needs root and mount")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=False)


def fill_up(file: Path) -> None:
    with suppress(OSError), file.open("ab") as there:
        while True:
            there.write(b"x" * 1024)
            there.flush()
