"""A kill, a full disk or a failing disk at every system call that touches the run."""

import shutil
from pathlib import Path

import pytest
from fault_oracle import judge, leftovers, one_line_each
from fault_story import Events
from fault_strace import Point, inject, record

pytestmark = pytest.mark.usefixtures("strace")

FULL = {"write", "fsync", "ftruncate", "openat", "mkdir", "rename"}
CLEANING = ["ftruncate:error=EIO:when=1+", "unlink:error=EIO:when=1+"]


def try_at(tmp_path: Path, faults: list[str], variant: str = "sound", **options: bool) -> list[str]:
    """One life of the driver with faults; gives what is wrong afterwards."""
    folder = tmp_path / "runs" / "the-run"
    shutil.rmtree(folder.parent, ignore_errors=True)
    folder.parent.mkdir()
    lines, errors, code = inject(folder, faults, variant=variant)
    events = Events(lines)
    wrong = judge(folder, events)
    if not options.get("killed"):
        wrong += [errors.strip().splitlines()[-1]] if code else []
        wrong += one_line_each(events)
    if options.get("tidy"):
        wrong += leftovers(folder)
    return wrong


def points_of(tmp_path: Path, variant: str = "sound") -> list[Point]:
    folder = tmp_path / "recorded" / "the-run"
    folder.parent.mkdir()
    return record(folder, variant=variant)


@pytest.mark.parametrize("half", [0, 1])
def test_killed_before_any_call_that_changes_something(tmp_path, tally, half):
    count = tally("kill -9 before a system call")
    for point in [point for point in points_of(tmp_path) if point.changes][half::2]:
        fault = f"{point.name}:signal=KILL:when={point.number}"
        count.add(point, try_at(tmp_path, [fault], killed=True))
    count.assert_sound()


@pytest.mark.parametrize("error", ["EIO", "ENOSPC", "EMFILE"])
def test_any_one_call_fails(tmp_path, tally, error):
    count = tally(f"{error} from one system call")
    for point in points_of(tmp_path):
        if error == "ENOSPC" and not (point.changes and point.name in FULL):
            continue
        if error == "EMFILE" and point.name != "openat":
            continue
        fault = f"{point.name}:error={error}:when={point.number}"
        count.add(point, try_at(tmp_path, [fault], tidy=True))
    count.assert_sound()


@pytest.mark.parametrize("name", ["write", "fsync", "openat"])
@pytest.mark.parametrize("error", ["EIO", "ENOSPC"])
def test_a_call_fails_and_goes_on_failing(tmp_path, tally, name, error):
    count = tally(f"{error} from a system call, and from then on")
    for point in points_of(tmp_path):
        if point.name == name and (name != "openat" or point.changes):
            fault = f"{name}:error={error}:when={point.number}+"
            count.add(point, try_at(tmp_path, [fault], tidy=True))
    count.assert_sound()


@pytest.mark.parametrize("name", ["write", "fsync"])
def test_a_call_fails_and_so_does_cleaning_up(tmp_path, tally, name):
    count = tally("an error from a system call and from the clean-up after it")
    for point in points_of(tmp_path):
        if point.name == name:
            fault = f"{name}:error=ENOSPC:when={point.number}"
            count.add(point, try_at(tmp_path, [fault, *CLEANING]))
    count.assert_sound()


@pytest.mark.parametrize("variant", ["in-place", "half-step"])
def test_control_kill_notices(tmp_path, tally, variant):
    count = tally("kill -9 before a system call")
    for point in points_of(tmp_path, variant):
        if point.name in ("write", "fsync") and not count.wrong:
            fault = f"{point.name}:signal=KILL:when={point.number}"
            count.add(point, try_at(tmp_path, [fault], variant, killed=True))
    count.assert_caught(variant)


def test_control_errors_notice_what_is_left_behind(tmp_path, tally):
    count = tally("ENOSPC from one system call")
    for point in points_of(tmp_path, "tmp-left"):
        if point.name == "rename":
            fault = f"rename:error=ENOSPC:when={point.number}"
            count.add(point, try_at(tmp_path, [fault], "tmp-left", tidy=True))
    count.assert_caught("tmp-left")


DEAF = {
    "EIO from one system call": ["write:error=EIO:when={}"],
    "EMFILE from one system call": ["openat:error=EMFILE:when={}+"],
    "EIO from a system call, and from then on": ["fsync:error=EIO:when={}+"],
    "ENOSPC from a system call, and from then on": ["write:error=ENOSPC:when={}+"],
    "an error from a system call and from the clean-up after it": [
        "write:error=ENOSPC:when={}", *CLEANING
    ],
}  # fmt: skip
"""What is tried against a store that passes errors over, for each kind of fault."""


@pytest.mark.parametrize("fault", DEAF)
def test_control_errors_notice_a_store_that_passes_them_over(tmp_path, tally, fault):
    count = tally(fault)
    first, *others = DEAF[fault]
    for point in points_of(tmp_path, "deaf"):
        if point.name == first.split(":")[0] and not count.wrong:
            faults = [first.format(point.number), *others]
            count.add(point, try_at(tmp_path, faults, "deaf"))
    count.assert_caught("deaf")
