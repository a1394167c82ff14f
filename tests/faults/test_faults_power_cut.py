"""Every state that a power cut can leave, worked out from the recorded calls of a whole story."""

import shutil

import pytest
from fault_oracle import judge
from fault_power import TRACED, Disk, build
from fault_story import Events
from fault_strace import driver, strace

pytestmark = pytest.mark.usefixtures("strace")


def recorded(tmp_path, variant, *faults):
    folder = tmp_path / "runs" / "the-run"
    shutil.rmtree(folder.parent, ignore_errors=True)
    folder.parent.mkdir()
    log = tmp_path / "log"
    options = ["-o", str(log), "-xx", "-s", "1000000", "-e", f"trace={TRACED}"]
    for fault in faults:
        options += ["-e", f"inject={fault}"]
    _, errors, code = strace(options, driver("fault_driver.py", folder, variant))
    assert code == 0, errors
    return folder.parent, log.read_text().splitlines()


def cut_everywhere(tmp_path, memory, count, variant="sound", *faults):
    """Judge every state at every moment, each state once for what had been said by then."""
    top, calls = recorded(tmp_path, variant, *faults)
    disk = Disk(top)
    seen = set()
    place = memory / "after"
    for call in calls:
        if not disk.follow(call):
            continue
        events = Events(disk.said)
        for state in disk.states():
            key = (repr(state), len(events.done), len(events.begun))
            if key in seen:
                continue
            seen.add(key)
            shutil.rmtree(place, ignore_errors=True)
            build(state, place)
            count.add(call[:60], judge(place / "the-run", events, go_on=False))
        if count.wrong and variant != "sound":
            break


def test_power_cut_at_any_moment(tmp_path, memory, tally):
    count = tally("power cut")
    cut_everywhere(tmp_path, memory, count)
    count.assert_sound()


@pytest.mark.parametrize("number", range(1, 14))
def test_power_cut_after_an_fsync_failed(tmp_path, memory, tally, number):
    count = tally("power cut after a failed fsync")
    cut_everywhere(tmp_path, memory, count, "sound", f"fsync:error=EIO:when={number}")
    count.assert_sound()


@pytest.mark.parametrize(
    "variant", ["no-fsync", "no-folder-fsync", "in-place", "database-in-place", "half-step"]
)
def test_control_power_cut_notices(tmp_path, memory, tally, variant):
    count = tally("power cut")
    cut_everywhere(tmp_path, memory, count, variant)
    count.assert_caught(variant)


def test_control_power_cut_notices_a_failed_fsync_believed_the_second_time(tmp_path, memory, tally):
    count = tally("power cut after a failed fsync")
    cut_everywhere(tmp_path, memory, count, "fsync-again", "fsync:error=EIO:when=6")
    count.assert_caught("fsync-again")
