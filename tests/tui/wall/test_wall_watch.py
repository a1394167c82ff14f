import queue
import shutil

import pytest
from wall_stage import Room

from ai_tui.run.run import Run
from ai_tui.run.saving import Arrived
from ai_tui.run.watching import Reachable, Watch

PATIENCE = 20


@pytest.fixture
def watched(tmp_path):
    """A scribe's run, the same run for reading, and what is posted of it."""
    room = Room(tmp_path / "run")
    wall = Run.open(tmp_path / "run", "", room.clock, read_only=True)
    posted: queue.Queue = queue.Queue()
    watch = Watch(wall.store, posted.put)
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


def test_a_rehearsal_goes_on_while_its_folder_is_out_of_reach(tmp_path):
    from datetime import timedelta

    from wall_stage import SESSION, HandClock

    from ai_tui.forms import OPTIONS
    from ai_tui.run.making import make
    from ai_tui.session.checking import check

    plan, _ = check(SESSION, "proef", OPTIONS)
    clock = HandClock()
    run = make(plan, tmp_path / "run", "scribe", clock, speed=60)
    run.attend()
    wall = Run.open(tmp_path / "run", "", clock, read_only=True)
    before = wall.now().wall
    (tmp_path / "run").rename(tmp_path / "gone")
    clock.pass_(seconds=10)
    assert wall.now().wall - before >= timedelta(minutes=9)
