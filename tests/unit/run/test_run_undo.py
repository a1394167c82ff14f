from run_kit import texts

from ai_tui.forms.base import cell_slot
from ai_tui.run.harvest import Typed
from ai_tui.run.saving import Arrived


def test_undo_and_redo_go_back_and_forth_over_ones_own_harvest(run, form):
    (entry,) = run.harvest.append(form("top"), "g1", "items", ["een"])
    run.harvest.write(form("top"), "g1", [Typed(entry, "items", "EEN")])
    run.undo.undo("harvest")
    assert texts(run, "top", "g1") == ["een"]
    run.undo.undo("harvest")
    assert texts(run, "top", "g1") == []
    assert run.undo.undo("harvest") is None
    run.undo.redo("harvest")
    run.undo.redo("harvest")
    assert texts(run, "top", "g1") == ["EEN"]
    assert run.undo.redo("harvest") is None


def test_something_new_ends_redo(run, form):
    run.harvest.append(form("top"), "g1", "items", ["een"])
    run.undo.undo("harvest")
    run.harvest.append(form("top"), "g1", "items", ["twee"])
    assert run.undo.redo("harvest") is None
    assert texts(run, "top", "g1") == ["twee"]


def test_a_removed_row_comes_back_in_its_place(run, form):
    _, two, _ = run.harvest.append(form("top"), "g1", "items", ["een", "twee", "drie"])
    run.harvest.remove(two)
    run.undo.undo("harvest")
    assert texts(run, "top", "g1") == ["een", "twee", "drie"]


def test_a_cell_beside_a_row_that_was_gone_is_there_when_the_row_comes_back(run, form, joined):
    kept, row = run.harvest.append(form("zaal"), "g1", "what", ["thee", "koffie"])
    run.harvest.append(form("zaal"), "g1", cell_slot("when", kept), ["altijd"])
    run.harvest.remove(row)
    joined("kees").harvest.append(form("zaal"), "g1", cell_slot("who", row), ["buurt"])
    run.receive(Arrived(tuple(run.store.poll())))
    assert texts(run, "zaal", "g1", cell_slot("who", row)) == []
    run.undo.undo("harvest")
    assert texts(run, "zaal", "g1", "what") == ["thee", "koffie"]
    assert texts(run, "zaal", "g1", cell_slot("who", row)) == ["buurt"]


def test_undo_goes_on_after_reopening(run, form, joined):
    run.harvest.append(form("top"), "g1", "items", ["een"])
    run.harvest.append(form("top"), "g1", "items", ["twee"])
    run.undo.undo("harvest")
    run.close()
    again = joined("mies")
    assert texts(again, "top", "g1") == ["een"]
    again.undo.redo("harvest")
    assert texts(again, "top", "g1") == ["een", "twee"]
    again.undo.undo("harvest")
    again.undo.undo("harvest")
    assert texts(again, "top", "g1") == []


def test_the_steps_of_somebody_else_are_not_undone(run, form, joined):
    run.harvest.append(form("top"), "g1", "items", ["een"])
    other = joined("kees")
    assert other.undo.undo("harvest") is None
    assert texts(joined(), "top", "g1") == ["een"]


def test_undo_is_refused_when_somebody_else_changed_it_since(run, form, joined, machine):
    (entry,) = run.harvest.append(form("top"), "g1", "items", ["een"])
    machine.pass_by(seconds=1)
    other = joined("kees")
    other.harvest.write(form("top"), "g1", [Typed(entry, "items", "van kees")])
    again = joined("mies")
    reversal = again.undo.undo("harvest")
    assert reversal.changed_by == "kees"
    assert texts(joined(), "top", "g1") == ["van kees"]


def write_over(joined, machine, form, entry, text):
    """Somebody else writes a text over that of an entry; gives their run."""
    machine.pass_by(seconds=1)
    other = joined("kees")
    other.harvest.write(form("top"), "g1", [Typed(entry, "items", text)])
    machine.pass_by(seconds=1)
    return other


def test_what_somebody_else_changed_is_left_and_what_came_before_is_undone(
    run, form, joined, machine
):
    run.harvest.append(form("top"), "g1", "items", ["een"])
    (entry,) = run.harvest.append(form("top"), "g1", "items", ["twee"])
    run.harvest.write(form("top"), "g1", [Typed(entry, "items", "TWEE")])
    write_over(joined, machine, form, entry, "van kees")
    run.receive(Arrived(tuple(run.store.poll())))
    refused = run.undo.undo("harvest")
    assert (refused.changed_by, refused.step.versions[0].doc["text"]) == ("kees", "TWEE")
    assert run.undo.undo("harvest").changed_by == ""
    assert texts(run, "top", "g1") == ["van kees"]
    assert run.undo.undo("harvest") is None
    run.undo.redo("harvest")
    assert texts(run, "top", "g1") == ["een", "van kees"]


def test_after_reopening_what_was_undone_past_a_changed_step_is_not_undone_again(
    run, form, joined, machine
):
    run.harvest.append(form("top"), "g1", "items", ["een"])
    (entry,) = run.harvest.append(form("top"), "g1", "items", ["twee"])
    write_over(joined, machine, form, entry, "van kees")
    run.receive(Arrived(tuple(run.store.poll())))
    run.undo.undo("harvest")
    run.undo.undo("harvest")
    run.close()
    again = joined("mies")
    assert again.undo.undo("harvest").changed_by == "kees"
    assert again.undo.undo("harvest") is None
    again.undo.redo("harvest")
    assert texts(again, "top", "g1") == ["een", "van kees"]


def test_redo_leaves_what_somebody_else_changed_too(run, form, joined, machine):
    (entry,) = run.harvest.append(form("top"), "g1", "items", ["een"])
    (other,) = run.harvest.append(form("top"), "g1", "items", ["twee"])
    run.harvest.write(form("top"), "g1", [Typed(other, "items", "TWEE")])
    run.harvest.write(form("top"), "g1", [Typed(entry, "items", "EEN")])
    run.undo.undo("harvest")
    run.undo.undo("harvest")
    write_over(joined, machine, form, other, "van kees")
    run.receive(Arrived(tuple(run.store.poll())))
    assert run.undo.redo("harvest").changed_by == "kees"
    assert run.undo.redo("harvest").changed_by == ""
    assert texts(run, "top", "g1") == ["EEN", "van kees"]


def test_what_somebody_else_changed_and_took_back_is_undone(run, form, joined, machine):
    (entry,) = run.harvest.append(form("top"), "g1", "items", ["een"])
    other = write_over(joined, machine, form, entry, "van kees")
    other.undo.undo("harvest")
    run.receive(Arrived(tuple(run.store.poll())))
    assert texts(run, "top", "g1") == ["een"]
    assert run.undo.undo("harvest").changed_by == ""
    assert texts(run, "top", "g1") == []


def test_a_merge_of_somebody_else_that_was_taken_back_stands_in_nobody_s_way(
    run, form, joined, machine
):
    run.harvest.append(form("top"), "g1", "items", ["een"])
    machine.pass_by(seconds=1)
    other = joined("kees")
    other.groups.merge(other.state.group("g1"), other.state.group("g2"))
    other.undo.undo("harvest")
    machine.pass_by(seconds=1)
    run.receive(Arrived(tuple(run.store.poll())))
    assert run.undo.undo("harvest").changed_by == ""
    assert texts(run, "top", "g1") == []


def test_harvest_and_clock_are_undone_apart(run, form):
    run.harvest.append(form("top"), "g1", "items", ["een"])
    run.clock.next()
    run.undo.undo("harvest")
    assert texts(run, "top", "g1") == []
    assert run.evening().state == "running"
    run.undo.undo("clock")
    assert run.evening().state == "before"


def test_making_the_run_is_not_undone(run):
    assert run.undo.undo("harvest") is None
    assert run.undo.undo("clock") is None
    assert [group.name for group in run.state.groups("groups")] == ["Tafel 1", "Tafel 2", "Tafel 3"]


def test_joining_a_group_without_entries_is_undone_as_one(run, form):
    run.harvest.append(form("top"), "g1", "items", ["een"])
    first, second = run.state.groups("groups")[:2]
    run.groups.merge(second, first)
    run.undo.undo("harvest")
    assert [group.id for group in run.state.groups("groups")][:2] == [first.id, second.id]
    assert texts(run, "top", "g1") == ["een"]
    run.undo.redo("harvest")
    assert run.state.group(second.id).merged_into == first.id
    run.undo.undo("harvest")
    run.undo.undo("harvest")
    assert texts(run, "top", "g1") == []


def test_undo_takes_the_last_edit_back_whatever_the_clock_said(run, form, joined, machine):
    (entry,) = run.harvest.append(form("top"), "g1", "items", ["een"])
    run.harvest.write(form("top"), "g1", [Typed(entry, "items", "twee")])
    run.close()
    machine.pass_by(days=-400)
    again = joined("mies")
    again.harvest.write(form("top"), "g1", [Typed(entry, "items", "drie")])
    machine.pass_by(days=400, minutes=1)
    for text in ("twee", "een"):
        again.undo.undo("harvest")
        assert texts(again, "top", "g1") == texts(joined("mies"), "top", "g1") == [text]
