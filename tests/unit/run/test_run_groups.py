from run_kit import texts

from ai_tui.forms.base import cell_slot


def names(run, kind="groups"):
    return [group.name for group in run.state.groups(kind)]


def test_groups_come_behind_those_there_are(run):
    made = run.groups.add(["Tafel 9", " de  keuken\n"])
    assert names(run) == ["Tafel 1", "Tafel 2", "Tafel 3", "Tafel 9", "de  keuken"]
    assert [group.name for group in made] == ["Tafel 9", "de  keuken"]


def test_empty_names_and_names_in_use_make_no_group(run):
    assert run.groups.add(["", " \t", "TAFEL 1"]) == []
    assert [group.name for group in run.groups.add(["nieuw", "NIEUW"])] == ["nieuw"]


def test_a_theme_group_may_have_the_name_of_a_group(run):
    run.groups.add(["Tafel 1"], "themes")
    assert names(run, "themes") == ["Tafel 1"]
    assert names(run) == ["Tafel 1", "Tafel 2", "Tafel 3"]


def test_numbered_groups_are_filled_up(run):
    run.groups.add([f"Tafel {number}" for number in range(1, 6)])
    assert names(run) == [f"Tafel {number}" for number in range(1, 6)]


def test_a_group_is_renamed_but_not_to_nothing(run):
    group = run.state.group("g1")
    run.groups.rename(group, "  ")
    assert names(run)[0] == "Tafel 1"
    run.groups.rename(group, "De\nDroom")
    assert names(run)[0] == "De Droom"


def test_a_merge_loses_no_entry(run, form):
    run.harvest.append(form("top"), "g1", "items", ["een", "twee"])
    run.harvest.append(form("top"), "g2", "items", ["drie"])
    run.harvest.append(form("velden"), "g1", "f1", ["Titel van 1"])
    run.harvest.append(form("velden"), "g2", "f1", ["Titel van 2"])
    run.harvest.append(form("gehoord"), "g1", "about.g2", ["over 2"])
    run.harvest.append(form("gehoord"), "g3", "about.g1", ["over 1"])
    (row,) = run.harvest.append(form("zaal"), "g1", "what", ["koffie"])
    run.harvest.append(form("zaal"), "g1", cell_slot("who", row), ["buurt"])
    before = sorted((entry.id, entry.text) for entry in run.state.entries())

    run.groups.merge(run.state.group("g1"), run.state.group("g2"))

    assert sorted((entry.id, entry.text) for entry in run.state.entries()) == before
    assert texts(run, "top", "g2") == ["drie", "een", "twee"]
    assert texts(run, "velden", "g2", "f1") == ["Titel van 2", "Titel van 1"]
    assert texts(run, "zaal", "g2", cell_slot("who", row)) == ["buurt"]
    assert [entry for form_ in run.state.forms for entry in run.state.harvest(form_.id, "g1")] == []
    assert names(run) == ["Tafel 2", "Tafel 3"]
    assert run.state.group("g1").merged_into == "g2"


def test_a_merge_is_one_step_that_undo_takes_back_whole(run, form):
    run.harvest.append(form("top"), "g1", "items", ["een"])
    run.groups.merge(run.state.group("g1"), run.state.group("g2"))
    run.undo.undo("harvest")
    assert names(run) == ["Tafel 1", "Tafel 2", "Tafel 3"]
    assert texts(run, "top", "g1") == ["een"]
    assert texts(run, "top", "g2") == []


def test_what_is_typed_for_a_group_while_it_is_merged_is_not_lost(run, form, joined):
    other = joined("kees")
    run.groups.merge(run.state.group("g1"), run.state.group("g2"))
    other.harvest.append(form("top"), "g1", "items", ["tegelijk"])
    assert [entry.text for entry in joined().state.entries()] == ["tegelijk"]


def test_a_group_does_not_merge_into_itself(run):
    group = run.state.group("g1")
    run.groups.merge(group, group)
    assert names(run) == ["Tafel 1", "Tafel 2", "Tafel 3"]


def test_a_closed_group_keeps_its_entries_and_opens_again(run, form):
    run.harvest.append(form("top"), "g1", "items", ["een"])
    run.groups.close(run.state.group("g1"))
    assert names(run) == ["Tafel 2", "Tafel 3"]
    assert texts(run, "top", "g1") == ["een"]
    run.groups.reopen(run.state.group("g1"))
    assert names(run) == ["Tafel 1", "Tafel 2", "Tafel 3"]
