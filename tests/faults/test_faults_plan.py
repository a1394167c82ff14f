"""Flipped bits in the line that holds the plan of a run, with and without a sound database.json."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ai_tui.__main__ import main
from ai_tui.agenda.moments import Instant
from ai_tui.errors import AiTuiError
from ai_tui.export.formats import FORMATS
from ai_tui.forms import OPTIONS
from ai_tui.locale import Words
from ai_tui.run import making
from ai_tui.run.run import Run
from ai_tui.run.state import State
from ai_tui.session import library, reading
from ai_tui.store import fold
from ai_tui.store.heads import HEAD

AFTERNOON = Instant(datetime(2024, 12, 4, 14, 0, tzinfo=UTC))
STRIDE = 389
"""One bit in so many is tried: a prime, so that it falls on every bit of a byte."""


def clock() -> Instant:
    return AFTERNOON


def opened(folder: Path) -> Run:
    return Run.open(folder, "lezer", clock, words=Words("nl"), read_only=True)


@pytest.fixture
def run(memory: Path) -> Path:
    """A run of a shipped session in which the clock runs and something was typed."""
    plan = reading.read(next(iter(library.shipped())), OPTIONS)
    folder = memory / "runs" / "avond"
    run = making.make(plan, folder, "schrijver", clock, words=Words("nl"))
    run.groups.add(["Tafel 1", "Tafel 2"])
    run.clock.next()
    form = run.state.forms[0]
    group = run.state.groups_of(form)[0]
    run.harvest.append(form, group.id, run.slots(form, group)[0].id, ["koffie", "thee"])
    run.close()
    return folder


def told(run: Run) -> list[bytes]:
    """All that the run says, in every form it is handed out in."""
    return [write(run, False) for write in FORMATS.values()]


def flips(journal: Path, stride: int) -> list[bytes]:
    """The journal with one bit of its plan, or of the header above it, turned over."""
    data = journal.read_bytes()
    until = len(b"\n".join(data.split(b"\n")[: HEAD + 1]))
    changed = []
    for bit in range(0, until * 8, stride):
        flipped = bytearray(data)
        flipped[bit // 8] ^= 1 << bit % 8
        changed.append(bytes(flipped))
    return changed


def judge(folder: Path, before: list[bytes]) -> list[str]:
    """What is wrong with how the run opens: it says what it said, and reports the flip."""
    try:
        run = opened(folder)
        after = told(run)
    except Exception as error:  # noqa: BLE001
        return [f"{type(error).__name__}: {error}"]
    wrong = [] if run.store.damage else ["nothing reported"]
    return wrong + ([] if after == before else ["says something else"])


def flip_each(folder: Path, count: object, stride: int) -> None:
    before = told(opened(folder))
    (journal,) = (folder / "journal").iterdir()
    for number, changed in enumerate(flips(journal, stride)):
        journal.write_bytes(changed)
        count.add(number, judge(folder, before))


def test_a_plan_beside_a_sound_database(run, tally):
    count = tally("flipped bit in the plan of a run")
    flip_each(run, count, STRIDE)
    count.assert_sound("the program")


def test_control_a_database_that_does_not_beat_damage(run, tally, monkeypatch):
    count = tally("flipped bit in the plan of a run")
    monkeypatch.setattr(fold.Fold, "sound", fold.Fold.has)
    flip_each(run, count, STRIDE * 3)
    count.assert_caught("one where damage beats database.json")


@pytest.fixture
def alone(run, monkeypatch):
    """The same run among this user's, with nothing but its journal."""
    monkeypatch.setenv("XDG_DATA_HOME", str(run.parent.parent))
    folder = run.parent.parent / "ai_tui" / "runs" / "avond"
    shutil.copytree(run, folder)
    (folder / "database.json").unlink()
    return folder


def flip_each_alone(folder: Path, count: object, stride: int, capsys) -> None:
    (journal,) = (folder / "journal").iterdir()
    for number, changed in enumerate(flips(journal, stride)):
        journal.write_bytes(changed)
        count.add(number, refused(folder) + listed(capsys))


def test_a_plan_with_nothing_beside_it_is_refused_in_one_line_at_most(alone, tally, capsys):
    """A program that lists all runs goes on past it."""
    count = tally("flipped bit in the plan of a run without a database")
    flip_each_alone(alone, count, STRIDE, capsys)
    count.assert_sound("the program")


def test_control_a_program_that_takes_any_plan(alone, tally, capsys, monkeypatch):
    count = tally("flipped bit in the plan of a run without a database")
    monkeypatch.setattr(State, "whole", True)
    flip_each_alone(alone, count, STRIDE * 3, capsys)
    count.assert_caught("taking any plan")


def refused(folder: Path) -> list[str]:
    try:
        told(opened(folder))
    except AiTuiError as error:
        return ["more than a line"] if "\n" in str(error) else []
    except Exception as error:  # noqa: BLE001
        return [f"{type(error).__name__}: {error}"]
    return []


def listed(capsys: pytest.CaptureFixture[str]) -> list[str]:
    code = main(["list"])
    out, err = capsys.readouterr()
    return [] if code == 0 and "avond" in out and not err else [f"list: {code} {err}"]
