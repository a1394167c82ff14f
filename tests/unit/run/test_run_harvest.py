from run_kit import texts

from ai_tui.forms.base import cell_slot
from ai_tui.run.harvest import Typed


def test_what_is_written_stands_in_its_place_with_author_and_time(run, form, machine):
    machine.pass_by(minutes=5)
    run.harvest.write(form("top"), "g1", [Typed("e1", "items", "  een\t\n")])
    (entry,) = run.state.harvest("top", "g1")["items"]
    assert (entry.text, entry.block, entry.author, entry.late) == ("een", "praten", "mies", False)
    assert entry.at.isoformat() == "2024-12-04T08:55:00+01:00"


def test_several_texts_at_once_are_one_step_in_the_order_given(run, form):
    run.harvest.write(form("top"), "g1", [Typed("e1", "items", "een")])
    run.harvest.write(
        form("top"),
        "g1",
        [Typed("a", "items", "A", "e1"), Typed("b", "items", "B", "a"), Typed("n", "items", "nul")],
    )
    assert texts(run, "top", "g1") == ["nul", "een", "A", "B"]
    assert len(run.state.fold.steps_of("mies")) == 3


def test_what_is_typed_last_in_any_slot_stands_behind_all_that_was_typed_before(run, form):
    field = form("velden")
    run.harvest.write(field, "g1", [Typed("a", "f1", "een"), Typed("c", "f1", "drie", "a")])
    run.harvest.write(field, "g1", [Typed("b", "f2", "twee")])
    run.harvest.write(field, "g1", [Typed("e", "f1", "vijf", "c"), Typed("d", "f2", "vier", "b")])
    run.harvest.write(field, "g1", [Typed("a", "f1", "EEN")])
    run.harvest.move("c", "g1", "f1", "e")
    by_pos = sorted(run.state.entries(), key=lambda entry: entry.pos)
    assert [entry.text for entry in by_pos] == ["EEN", "twee", "vijf", "vier", "drie"]
    run.groups.merge(run.state.group("g1"), run.state.group("g2"))
    by_pos = sorted(run.state.entries(), key=lambda entry: entry.pos)
    assert [entry.text for entry in by_pos] == ["EEN", "twee", "vijf", "vier", "drie"]


def test_a_text_behind_an_unknown_entry_comes_last(run, form):
    run.harvest.append(form("top"), "g1", "items", ["een", "twee"])
    run.harvest.write(form("top"), "g1", [Typed("e", "items", "drie", "verdwenen")])
    assert texts(run, "top", "g1") == ["een", "twee", "drie"]


def test_a_known_entry_gets_its_new_text_and_keeps_its_place(run, form):
    run.harvest.append(form("top"), "g1", "items", ["een", "twee"])
    first = run.state.harvest("top", "g1")["items"][0]
    run.harvest.write(form("top"), "g1", [Typed(first.id, "items", "EEN")])
    assert texts(run, "top", "g1") == ["EEN", "twee"]


def test_the_same_text_again_is_no_step(run, form):
    (entry,) = run.harvest.append(form("top"), "g1", "items", ["een"])
    before = len(run.state.fold.steps_of("mies"))
    run.harvest.write(form("top"), "g1", [Typed(entry, "items", " een ")])
    assert len(run.state.fold.steps_of("mies")) == before


def test_an_emptied_entry_goes_and_an_empty_new_one_never_comes(run, form):
    (entry,) = run.harvest.append(form("top"), "g1", "items", ["een"])
    run.harvest.write(form("top"), "g1", [Typed(entry, "items", "  "), Typed("n", "items", "\n")])
    assert texts(run, "top", "g1") == []
    assert list(run.state.entries()) == []


def test_appending_keeps_the_order_and_leaves_out_what_is_empty(run, form):
    ids = run.harvest.append(form("top"), "g1", "items", ["een", " ", "twee\r\nregels", "\x00"])
    assert texts(run, "top", "g1") == ["een", "twee\nregels"]
    assert [entry.id for entry in run.state.harvest("top", "g1")["items"]] == ids


def test_a_thousand_times_appended_stands_in_order_with_short_keys(run, form):
    for number in range(0, 1000, 50):
        lines = [str(line) for line in range(number, number + 50)]
        run.harvest.append(form("top"), "g1", "items", lines)
    assert texts(run, "top", "g1") == [str(number) for number in range(1000)]
    assert max(len(entry.pos) for entry in run.state.entries()) < 12


def test_a_removed_row_takes_its_cells_along(run, form):
    row, other = run.harvest.append(form("zaal"), "room", "what", ["koffie", "thee"])
    who, other_who = cell_slot("who", row), cell_slot("who", other)
    run.harvest.append(form("zaal"), "room", who, ["buurt"])
    run.harvest.append(form("zaal"), "room", other_who, ["gemeente"])
    run.harvest.remove(row)
    assert texts(run, "zaal", "room", "what") == ["thee"]
    assert sorted(entry.text for entry in run.state.entries()) == ["gemeente", "thee"]


def test_removing_what_is_gone_changes_nothing(run, form):
    (entry,) = run.harvest.append(form("top"), "g1", "items", ["een"])
    run.harvest.remove(entry)
    before = len(run.state.fold.steps_of("mies"))
    run.harvest.remove(entry)
    assert len(run.state.fold.steps_of("mies")) == before


def test_a_move_changes_the_place_and_not_the_text(run, form):
    one, two, three = run.harvest.append(form("top"), "g1", "items", ["een", "twee", "drie"])
    run.harvest.move(three, "g1", "items", "")
    assert texts(run, "top", "g1") == ["drie", "een", "twee"]
    run.harvest.move(one, "g1", "items", two)
    assert texts(run, "top", "g1") == ["drie", "twee", "een"]


def test_a_move_to_another_group_takes_the_cells_along(run, form):
    (row,) = run.harvest.append(form("zaal"), "g1", "what", ["koffie"])
    run.harvest.append(form("zaal"), "g1", cell_slot("who", row), ["buurt"])
    run.harvest.move(row, "g2", "what", "")
    assert run.state.harvest("zaal", "g1") == {}
    assert texts(run, "zaal", "g2", "what") == ["koffie"]
    assert texts(run, "zaal", "g2", cell_slot("who", row)) == ["buurt"]


def test_moving_and_editing_in_two_processes_both_count(run, form, joined):
    one, two = run.harvest.append(form("top"), "g1", "items", ["een", "twee"])
    other = joined("kees")
    run.harvest.move(two, "g1", "items", "")
    other.harvest.write(form("top"), "g1", [Typed(two, "items", "TWEE", one)])
    assert texts(joined(), "top", "g1") == ["TWEE", "een"]


def test_what_is_typed_after_another_removed_it_unseen_is_kept(run, form, joined, machine):
    (entry,) = run.harvest.append(form("top"), "g1", "items", ["een"])
    other = joined("kees")
    run.harvest.remove(entry)
    machine.pass_by(seconds=1)
    other.harvest.write(form("top"), "g1", [Typed(entry, "items", "een en meer")])
    assert texts(joined(), "top", "g1") == ["een en meer"]


def test_after_the_end_what_is_typed_is_marked_late(run, form):
    run.clock.next()
    run.harvest.append(form("top"), "g1", "items", ["op tijd"])
    run.clock.finish()
    run.harvest.append(form("top"), "g1", "items", ["later"])
    assert [(e.text, e.late) for e in run.state.harvest("top", "g1")["items"]] == [
        ("op tijd", False),
        ("later", True),
    ]


def test_a_note_keeps_the_block_and_an_empty_one_is_none(run):
    run.clock.next()
    run.harvest.note(" parkeren ")
    run.harvest.note(" \n")
    (note,) = run.state.notes
    assert (note.text, note.block, note.author) == ("parkeren", "praten", "mies")


def test_where_a_form_stands_is_remembered_per_group(run):
    run.harvest.mark("top", "g1", "paper")
    run.harvest.mark("top", "g1", "typed")
    assert run.state.form_state("top", "g1") == "typed"
    assert run.state.form_state("top", "g2") == "open"


def test_hostile_text_is_kept_as_text(run, form, joined):
    hostile = "\x1b[31m[b]x[/b]\u202e\ud800 שלום 👩‍👩‍👧 " + "y" * 100_000
    run.harvest.append(form("top"), "g1", "items", [hostile])
    expected = "[31m[b]x[/b]\ufffd שלום 👩‍👩‍👧 " + "y" * 100_000
    assert texts(run, "top", "g1") == texts(joined(), "top", "g1") == [expected]


def test_notes_stand_in_the_order_they_were_typed_whatever_the_clock_said(run, machine):
    machine.pass_by(days=2000)
    run.harvest.note("eerst")
    machine.pass_by(days=-2000)
    run.harvest.note("dan")
    assert [note.text for note in run.state.notes] == ["eerst", "dan"]
