"""Writes that take only part of the data, are interrupted, or end in the middle of a line."""

import shutil
import subprocess
from pathlib import Path

import pytest
from fault_oracle import judge, leftovers
from fault_story import Events
from fault_strace import driver, environment

SOURCE = Path(__file__).parent / "short_writes.c"


@pytest.fixture
def shim(tmp_path, gcc):
    library = tmp_path / "short_writes.so"
    command = ["gcc", "-shared", "-fPIC", "-O1", "-o", str(library), str(SOURCE), "-ldl"]
    subprocess.run(command, check=True)
    return library


def live(tmp_path, shim, variant="sound", **limits):
    folder = tmp_path / "runs" / "the-run"
    shutil.rmtree(folder.parent, ignore_errors=True)
    folder.parent.mkdir()
    done = subprocess.run(
        driver("fault_driver.py", folder, variant),
        env=environment(LD_PRELOAD=str(shim), **{key: str(value) for key, value in limits.items()}),
        capture_output=True,
        text=True,
    )
    events = Events(done.stdout.splitlines())
    wrong = judge(folder, events) + leftovers(folder)
    wrong += [] if done.returncode == 0 else [done.stderr.strip().splitlines()[-1]]
    return wrong if events.finished else [*wrong, "did not finish"]


@pytest.mark.parametrize("interrupted", [0, 1])
def test_writes_take_only_part(tmp_path, tally, shim, interrupted):
    count = tally("writes that take only part, some interrupted")
    for size in (1, 2, 3, 7, 50, 200, 1000):
        wrong = live(tmp_path, shim, SHORT_BYTES=size, SHORT_EINTR=interrupted)
        count.add(f"{size} bytes", wrong)
    count.assert_sound()


@pytest.mark.parametrize("third", [0, 1, 2])
def test_the_disk_is_full_in_the_middle_of_any_line(tmp_path, tally, shim, third):
    count = tally("disk full in the middle of a write")
    for budget in range(third * 37, 3400, 111):
        count.add(f"after {budget} bytes", live(tmp_path, shim, SHORT_BUDGET=budget))
    count.assert_sound()


def test_control_short_writes_notice_one_write_taken_for_all(tmp_path, tally, shim):
    count = tally("writes that take only part, some interrupted")
    for size in (7, 50):
        count.add(f"{size} bytes", live(tmp_path, shim, "one-write", SHORT_BYTES=size))
    count.assert_caught("one-write")


def test_control_a_full_disk_notices_a_fragment_that_stays(tmp_path, tally, shim):
    count = tally("disk full in the middle of a write")
    for budget in range(0, 1500, 211):
        count.add(f"after {budget} bytes", live(tmp_path, shim, "unchecked", SHORT_BUDGET=budget))
    count.assert_caught("unchecked")
