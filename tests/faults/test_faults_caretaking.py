"""A kill or a full disk while a run is mended, joined with another, copied or put back."""

import shutil
import subprocess

import pytest
from fault_caretaker import ACTIONS, opened
from fault_driver import versions
from fault_oracle import WORDS, leftovers, state, wall
from fault_story import Events
from fault_strace import driver, environment, inject, record

from ai_tui.store.store import Store

pytestmark = pytest.mark.usefixtures("strace")

SCRIPT = "fault_caretaker.py"
THERE = {"e1": "kofxie", "e2": "thee", "e3": "een bankje"}
ELSEWHERE = {"o1": "van een ander", "e2": "thee met melk"}
JOINED = THERE | ELSEWHERE | {"e1": "koffie"}
"""The copy still has the line that was changed."""
FULL = {"write", "fsync", "openat", "mkdir", "rename"}


@pytest.fixture
def place(tmp_path):
    """Where a run and a copy of it stand for every try anew, and how they are at first."""
    first, other = tmp_path / "first" / "the-run", tmp_path / "first" / "other"
    first.parent.mkdir()
    store = Store.create(
        first, run="the-run", session="buurt", author="one", wall=wall, words=WORDS
    )
    for texts in ({"e1": "koffie"}, {"e2": "kruidenthee"}, {"e2": "thee"}):
        store.fold.apply(store.append(versions(texts)))
    store.close()
    (journal,) = (first / "journal").iterdir()
    journal.rename(journal.with_name("one.jsonl"))
    shutil.copytree(first, other)
    add(other, ELSEWHERE)
    add(first, {"e3": "een bankje"})
    damage(first)
    return tmp_path / "runs" / "the-run"


def add(folder, texts):
    store = opened(folder)
    store.fold.apply(store.append(versions(texts)))
    store.close()


def damage(folder):
    """A changed line that counts, one that says nothing, a stray folder; the database knows."""
    path = folder / "journal" / "one.jsonl"
    path.write_bytes(path.read_bytes().replace(b"koffie", b"kofxie") + b"# van mij\n")
    store = opened(folder)
    store.snapshot(store.fold.tables())
    (folder / "journal" / "map.jsonl").mkdir()


def anew(place, action):
    """The folders as they were; what is mended has no database.json to fall back on."""
    shutil.rmtree(place.parent, ignore_errors=True)
    shutil.copytree(place.parent.with_name("first"), place.parent)
    if action.startswith("mend"):
        (place / "database.json").unlink()


def touched(place, action):
    """All paths that an action makes or changes, its temporary files too."""
    anew(place, action)
    command = driver(SCRIPT, place, action)
    subprocess.run(command, env=environment(), check=True, stdout=subprocess.DEVNULL)
    made = set(place.parent.rglob("*"))
    for path in list(made):
        names = (f"{path.stem}.tmp", f".{path.name}.tmp", f".{path.name}.writer-aaaaaa.tmp")
        made |= {path.with_name(name) for name in (*names, "keeper-aaaaaa.tmp")}
    return made


def try_at(place, faults, action, more, *, killed=False):
    """What is wrong after an action with faults, and after the same one without."""
    anew(place, action)
    lines, errors, code = inject(place, faults, SCRIPT, action, more)
    done = Events(lines).done
    wrong = [] if killed or not code else [errors.strip().splitlines()[-1]]
    wrong += judge(place, action, done=bool(done))
    copy = place.with_name("copy")
    if not killed:
        wrong += leftovers(place.parent)
        wrong += ["left half a copy"] if copy.exists() and not done else []
    shutil.rmtree(copy, ignore_errors=True)
    if "put-back" not in action:
        ACTIONS[action.partition(":")[0]](place)
        wrong += [f"then {each}" for each in judge(place, action, done=True)]
    return wrong


def judge(place, action, *, done):
    """The run has all that was saved in it; what was done is there as well."""
    name = action.partition(":")[0]
    allowed = [JOINED] if name == "join" else [THERE]
    allowed += [THERE, THERE | ELSEWHERE] if name == "join" and not done else []
    store = opened(place)
    wrong = [] if state(store) in allowed else [f"found {state(store)}"]
    if name == "mend" and done:
        wrong += [str(each) for each in store.damage]
    copy = place.with_name("copy")
    if name in ("hand-out", "go-elsewhere") and done:
        wrong += [] if state(opened(copy)) == THERE else [f"the copy has {state(opened(copy))}"]
    return wrong


def keep(place, count, action, faults_of, **options):
    more = touched(place, action)
    anew(place, action)
    for point in record(place, SCRIPT, action, more):
        fault = faults_of(point) if point.changes else ""
        if fault:
            wrong = try_at(place, [fault], action, more, **options)
            count.add(f"{action} {point}", wrong)


def killed_at(point):
    return f"{point.name}:signal=KILL:when={point.number}"


def full_at(point):
    return f"{point.name}:error=ENOSPC:when={point.number}" if point.name in FULL else ""


KILLED = "kill -9 while a run is mended, joined or copied"
FILLED = "ENOSPC while a run is mended, joined or copied"


@pytest.mark.parametrize("action", ACTIONS)
def test_killed_while_caring_for_a_run(place, tally, action):
    count = tally(KILLED)
    keep(place, count, action, killed_at, killed=True)
    count.assert_sound()


@pytest.mark.parametrize("action", ACTIONS)
def test_a_full_disk_while_caring_for_a_run(place, tally, action):
    count = tally(FILLED)
    keep(place, count, action, full_at)
    count.assert_sound()


def test_control_caring_notices_files_that_are_written_in_place(place, tally):
    count = tally(KILLED)
    keep(place, count, "mend:in-place", killed_at, killed=True)
    count.assert_caught("in-place")


def test_control_caring_notices_errors_that_are_passed_over(place, tally):
    count = tally(FILLED)
    keep(place, count, "go-elsewhere:deaf", full_at)
    count.assert_caught("deaf")
