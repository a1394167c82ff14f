import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from ai_tui.run.clock import system_clock
from ai_tui.run.run import Run

SESSION = """
title = "Proef"
date = 2024-12-04
start = "09:00"
until = "12:00"
group_word = "Tafel"
groups = ["Tafel 1", "Tafel 2", "De Keuken"]

[[blocks]]
title = "Praten"
start = "09:00"
minutes = 60
phases = ["5 uitleg", "per groep 2 optreden | 1 wissel"]

[[blocks.forms]]
kind = "top"
title = "Top-3 sterke punten"

[[blocks.forms]]
kind = "fields"
title = "Optreden"
fields = ["Titel", "Droombeeld"]

[[blocks.forms]]
kind = "heard"
title = "Gehoord"

[[blocks]]
title = "Eten"
start = "10:00"
minutes = 30
fixed = true

[[blocks.forms]]
kind = "agreements"
title = "Afspraken"
for = "room"

[[blocks.forms]]
kind = "list"
title = "Top-idee per thema"
for = "themes"
"""

ONE_LINE = 300
"""A message longer than this is no clear line any more."""


class Result(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


def opened(folder: str | Path, author: str = "lezer") -> Run:
    """A run as another process reads it."""
    return Run.open(Path(folder), author, system_clock(), read_only=True)


def texts(folder: str | Path, form: str, group: str = "", slot: str = "items") -> list[str]:
    """What stands in a slot of a form, in order; the room if no group is named."""
    run = opened(folder)
    key = next((each.id for each in run.state.all_groups if each.name == group), "room")
    return [entry.text for entry in run.state.harvest(form, key).get(slot, ())]


def refusal(result: Result, code: int = 2) -> str:
    """The one line that says what was wrong."""
    assert result.code == code, result
    assert result.out == ""
    assert result.err.endswith("\n")
    assert result.err.count("\n") == 1, result.err
    assert "Traceback" not in result.err
    return result.err.rstrip("\n")


def process(home: Path, *argv: str | bytes, stdin: bytes = b"", **env: str) -> Result:
    """A real process of the program, with nothing of this machine's settings."""
    done = subprocess.run(
        [sys.executable, "-m", "ai_tui", *argv],
        input=stdin,
        capture_output=True,
        env=environment(home) | env,
        timeout=120,
    )
    return Result(done.returncode, done.stdout.decode(), done.stderr.decode())


def environment(home: Path) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "HOME": str(home), "XDG_DATA_HOME": str(home / "data")}
