import os
import queue
import shutil
import time

import pytest
from wall_stage import Room

from ai_tui.run import watching
from ai_tui.run.run import Run
from ai_tui.run.saving import Arrived, Disk
from ai_tui.run.watching import Reachable, Reread, Watch
from ai_tui.store import reader

PATIENCE = 20


@pytest.fixture
def watched(tmp_path):
    """A scribe's run, the same run for reading, and what is posted of it."""
    room = Room(tmp_path / "run")
    wall = Run.open(tmp_path / "run", "", room.clock, read_only=True)
    posted: queue.Queue = queue.Queue()
    watch = Watch(wall, posted.put)
    watch.start()
    yield room, wall, posted
    watch.leave()
    watch.join(PATIENCE)


def test_what_others_save_arrives(watched):
    room, wall, posted = watched
    room.choose("ontdekken")
    event = posted.get(timeout=PATIENCE)
    assert isinstance(event, Arrived)
    wall.receive(event)
    assert wall.evening().block == "ontdekken"


def test_a_folder_that_goes_and_comes_back_is_told_once_each(watched, tmp_path):
    room, wall, posted = watched
    (tmp_path / "run").rename(tmp_path / "elsewhere")
    assert posted.get(timeout=PATIENCE) == Reachable(False)
    (tmp_path / "elsewhere").rename(tmp_path / "run")
    assert posted.get(timeout=PATIENCE) == Reachable(True)
    room.choose("verbeelden")
    wall.receive(posted.get(timeout=PATIENCE))
    assert wall.evening().block == "verbeelden"
    assert posted.empty()


def test_a_copy_put_back_in_its_place_is_followed_on(watched, tmp_path):
    room, wall, posted = watched
    shutil.copytree(tmp_path / "run", tmp_path / "copy")
    shutil.rmtree(tmp_path / "run")
    assert posted.get(timeout=PATIENCE) == Reachable(False)
    (tmp_path / "copy").rename(tmp_path / "run")
    assert posted.get(timeout=PATIENCE) == Reachable(True)
    again = Run.open(tmp_path / "run", "another", room.clock)
    again.clock.go("eten")
    again.close()
    event = posted.get(timeout=PATIENCE)
    while isinstance(event, Arrived) and wall.evening().block != "eten":
        wall.receive(event)
        if wall.evening().block != "eten":
            event = posted.get(timeout=PATIENCE)
    assert wall.evening().block == "eten"


def test_another_run_in_its_place_changes_nothing(watched, tmp_path):
    _, wall, posted = watched
    shutil.rmtree(tmp_path / "run")
    assert posted.get(timeout=PATIENCE) == Reachable(False)
    other = Room(tmp_path / "run")
    other.choose("eten")
    assert posted.get(timeout=PATIENCE) == Reachable(True)
    with pytest.raises(queue.Empty):
        posted.get(timeout=1)
    assert wall.evening().block == ""


def in_place(path):
    data = path.read_bytes().replace(b"koffie", b"kofxie")
    path.write_bytes(data)
    os.utime(path, ns=(1, 1))


def as_another_file(path):
    other = path.with_name("other")
    other.write_bytes(path.read_bytes().replace(b"koffie", b"sterke koffie"))
    other.replace(path)


def without_a_line(path):
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(line for line in lines if b"koffie" not in line))


def removed(path):
    path.unlink()


HANDS = [in_place, as_another_file, without_a_line, removed]
"""What a hand does to the journal that says 'koffie'."""


@pytest.fixture
def hasty(monkeypatch):
    """Every journal is looked at every time, and nobody is waited for."""
    monkeypatch.setattr(reader, "_ROUND", 0.0)
    monkeypatch.setattr(watching, "FINISHING", 0.0)


def texts(run):
    return sorted(entry.text for entry in run.state.entries())


def reread(wall, posted):
    """The run as the wall has it once it has read all of it anew."""
    while True:
        event = posted.get(timeout=PATIENCE)
        if isinstance(event, Reread):
            return event.run
        wall.receive(event)


def note_down(room, clock):
    """What a scribe types, who leaves; gives the journal it is in."""
    before = set((room.run.folder / "journal").iterdir())
    writer = Run.open(room.run.folder, "Schrijver", clock)
    table = writer.state.groups("groups")[0]
    writer.harvest.append(writer.state.form("top"), table.id, "items", ["koffie", "thee"])
    writer.store.close()
    (path,) = set((room.run.folder / "journal").iterdir()) - before
    return path


@pytest.mark.parametrize("hand", HANDS)
def test_alone_a_wall_shows_what_a_hand_left_as_whoever_opens_it_now(hasty, tmp_path, hand):
    room = Room(tmp_path / "run")
    path = note_down(room, room.clock)
    room.run.store.close()
    walls = [Run.open(tmp_path / "run", "", room.clock, read_only=True) for _ in range(2)]
    news = [queue.Queue() for _ in walls]
    watches = [Watch(wall, each.put) for wall, each in zip(walls, news, strict=True)]
    for watch in watches:
        watch.start()
    hand(path)
    shown = [texts(reread(wall, each)) for wall, each in zip(walls, news, strict=True)]
    for watch in watches:
        watch.leave()
        watch.join(PATIENCE)
    fresh = texts(Run.open(tmp_path / "run", "", room.clock, read_only=True))
    assert shown == [fresh, fresh]
    assert "koffie" not in fresh


@pytest.mark.parametrize("hand", HANDS)
def test_beside_a_scribe_a_wall_waits_until_all_is_put_back(hasty, tmp_path, hand, monkeypatch):
    monkeypatch.setattr(watching, "TOGETHER", float("inf"))
    room = Room(tmp_path / "run")
    path = note_down(room, room.clock)
    wall = Run.open(tmp_path / "run", "", room.clock, read_only=True)
    scribe = Run.open(tmp_path / "run", "Notulist", room.clock)
    posted: queue.Queue = queue.Queue()
    disk, watch = Disk(scribe.store, queue.Queue().put, 10.0), Watch(wall, posted.put)
    disk.start()
    watch.start()
    hand(path)
    deadline = time.monotonic() + PATIENCE
    while not list(path.parent.glob("rescued-*.jsonl")) and time.monotonic() < deadline:
        disk.join(0.05)
    monkeypatch.setattr(watching, "TOGETHER", 0.0)
    shown = texts(reread(wall, posted))
    watch.leave()
    disk.leave()
    watch.join(PATIENCE)
    assert shown == texts(scribe) == ["koffie", "thee"]
    assert shown == texts(Run.open(tmp_path / "run", "", room.clock, read_only=True))


def test_a_rehearsal_goes_on_while_its_folder_is_out_of_reach(tmp_path):
    from datetime import timedelta

    from scribe_stage import HandClock
    from wall_stage import SESSION

    from ai_tui.forms import OPTIONS
    from ai_tui.run.making import make
    from ai_tui.session.checking import check

    plan, _ = check(SESSION, "proef", OPTIONS)
    clock = HandClock()
    run = make(plan, tmp_path / "run", "scribe", clock, speed=60)
    run.attend()
    run.clock.next()
    wall = Run.open(tmp_path / "run", "", clock, read_only=True)
    before = wall.now().wall
    (tmp_path / "run").rename(tmp_path / "gone")
    clock.pass_(seconds=10)
    assert wall.now().wall - before >= timedelta(minutes=9)
