import pytest
from run_kit import SlowDisk, texts

from ai_tui.errors import AiTuiError
from ai_tui.run.harvest import Typed
from ai_tui.run.saving import Arrived


def test_what_is_not_on_the_disk_yet_is_seen_as_on_its_way(run, form, joined):
    disk = SlowDisk(run)
    run.harvest.append(form("top"), "g1", "items", ["een"])
    assert texts(run, "top", "g1") == ["een"]
    assert len(run.state.pending) == 1
    assert dict(run.store.fold.table("entries")) == {}
    assert texts(joined(), "top", "g1") == []

    disk.answer()
    assert texts(run, "top", "g1") == ["een"]
    assert run.state.pending == []
    assert len(run.store.fold.table("entries")) == 1
    assert texts(joined(), "top", "g1") == ["een"]


def test_changes_on_their_way_build_on_each_other(run, form):
    disk = SlowDisk(run)
    (one,) = run.harvest.append(form("top"), "g1", "items", ["een"])
    run.harvest.append(form("top"), "g1", "items", ["twee"])
    run.harvest.write(form("top"), "g1", [Typed(one, "items", "EEN")])
    run.harvest.move(one, "g2", "items", "")
    assert (texts(run, "top", "g1"), texts(run, "top", "g2")) == (["twee"], ["EEN"])
    run.harvest.remove(one)
    assert (texts(run, "top", "g1"), texts(run, "top", "g2")) == (["twee"], [])
    disk.answer()
    assert (texts(run, "top", "g1"), texts(run, "top", "g2")) == (["twee"], [])


def test_a_press_on_the_clock_counts_before_it_is_saved(run):
    disk = SlowDisk(run)
    run.clock.next()
    run.clock.pause_or_resume()
    assert run.evening().state == "paused"
    disk.answer()
    assert run.evening().state == "paused"


def test_undo_waits_for_what_it_would_undo(run, form):
    disk = SlowDisk(run)
    run.harvest.append(form("top"), "g1", "items", ["een"])
    assert run.undo.next_undo("harvest") is None
    disk.answer()
    run.undo.undo("harvest")
    assert texts(run, "top", "g1") == []


def test_what_a_command_cannot_save_is_raised_and_not_shown(run, form, monkeypatch):
    def full(*_args):
        raise AiTuiError("de schijf is vol")

    monkeypatch.setattr(run.store, "append", full)
    with pytest.raises(AiTuiError, match="vol"):
        run.harvest.append(form("top"), "g1", "items", ["een"])
    assert texts(run, "top", "g1") == []
    assert run.state.pending == []


def test_two_runs_on_one_folder_see_each_other(run, form, joined):
    other = joined("kees")
    run.harvest.append(form("top"), "g1", "items", ["van mies"])
    other.harvest.append(form("top"), "g2", "items", ["van kees"])
    run.clock.next()
    for one in (run, other):
        one.receive(Arrived(tuple(one.store.poll())))
    for one in (run, other):
        assert texts(one, "top", "g1") == ["van mies"]
        assert texts(one, "top", "g2") == ["van kees"]
        assert one.evening().state == "running"


def test_a_change_of_the_plan_by_another_is_seen(run, joined):
    other = joined("kees")
    assert len(other.schedule().slots) == 2
    run.groups.add(["Tafel 4"])
    other.receive(Arrived(tuple(other.store.poll())))
    assert [group.name for group in other.state.groups("groups")][-1] == "Tafel 4"
