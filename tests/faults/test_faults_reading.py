"""A failing disk at every system call of opening and following a run."""

import json
import subprocess

import pytest
from fault_driver import versions
from fault_oracle import wall
from fault_story import STORY, after
from fault_strace import driver, environment, inject, record

from ai_tui.store.store import Store

pytestmark = pytest.mark.usefixtures("strace")

READER = "fault_reader.py"
OTHER = {"o1": "van een ander"}


def whole():
    state = {}
    for op in STORY:
        state = after(state, op)
    return state | OTHER


@pytest.fixture
def run(tmp_path):
    """A run of two writers, of whom one never ended, with a draft and a database.json."""
    folder = tmp_path / "runs" / "the-run"
    folder.parent.mkdir()
    life = driver("fault_driver.py", folder, "sound")
    subprocess.run(life, env=environment(), check=True, stdout=subprocess.DEVNULL)
    other = Store.open(folder, author="other", wall=wall)
    other.snapshot(other.fold.tables())
    other.fold.apply(other.append(versions(OTHER)))
    other.save_draft({"text": "half"})
    return folder


def verdict(lines, errors, code):
    """It may refuse in one line or report damage for now, but never be silently without."""
    if code:
        return [errors.strip().splitlines()[-1]]
    said = [json.loads(line) for line in lines]
    wrong = [f"not one line: {each['error']}" for each in said if "\n" in each.get("error", "")]
    wrong += [
        f"silently {each['state']}"
        for each in said
        if each.get("state", whole()) != whole() and not each["damage"]
    ]
    return wrong if said[-1].get("later") == whole() else [*wrong, f"in the end: {said[-1]}"]


@pytest.mark.parametrize(("error", "half"), [("EIO", 0), ("EIO", 1), ("EMFILE", 0)])
def test_any_one_call_fails_while_reading(run, tally, error, half):
    count = tally(f"{error} from one system call of reading")
    points = record(run, READER)
    for point in points[half::2] if error == "EIO" else points:
        if error == "EIO" or point.name == "openat":
            before = {path: path.read_bytes() for path in run.rglob("*") if path.is_file()}
            fault = f"{point.name}:error={error}:when={point.number}"
            count.add(point, verdict(*inject(run, [fault], READER)))
            now = {path: path.read_bytes() for path in run.rglob("*") if path.is_file()}
            assert now == before, point
    count.assert_sound()


@pytest.mark.parametrize(("error", "call"), [("EIO", "pread64"), ("EMFILE", "openat")])
def test_control_reading_notices_a_reader_that_keeps_silent(run, tally, error, call):
    count = tally(f"{error} from one system call of reading")
    for point in record(run, READER, "silent"):
        if point.name == call and not count.wrong:
            fault = f"{call}:error={error}:when={point.number}"
            count.add(point, verdict(*inject(run, [fault], READER, "silent")))
    count.assert_caught("silent")
