import pytest
from cli_kit import opened, refusal


@pytest.fixture
def shown(monkeypatch):
    """What the scribe's screen was opened with: author, scope, and the names of its groups."""
    seen = []

    def show(run, only):
        names = {group.id: group.name for group in run.state.all_groups}
        run.store.announce()
        scope = run.store.present()[0].scope
        seen.append((run.author, scope, sorted(names[key] for key in only)))
        run.close()
        return 0

    monkeypatch.setattr("ai_tui.tui.app.run_session", show)
    monkeypatch.setattr("ai_tui.cli.run.take_terminal", lambda words: None)
    return seen


@pytest.fixture
def tables(call, session, tmp_path):
    folder = call("new", session, "--run", tmp_path / "zaal", "--groups", "12").out.strip()
    run = opened(folder)
    assert len(run.state.groups("groups")) == 12
    return folder


@pytest.mark.parametrize(
    ("asked", "scope", "groups"),
    [
        ("3", "Tafel 3", ["Tafel 3"]),
        ("1-3", "Tafel 1-3", ["Tafel 1", "Tafel 2", "Tafel 3"]),
        (" 2 – 3 ", "Tafel 2 – 3", ["Tafel 2", "Tafel 3"]),
        ("tafel 12", "Tafel 12", ["Tafel 12"]),
        ("1,4", "Tafel 1, Tafel 4", ["Tafel 1", "Tafel 4"]),
        ("1-2,Tafel 4", "Tafel 1, Tafel 2, Tafel 4", ["Tafel 1", "Tafel 2", "Tafel 4"]),
    ],
)
def test_a_scribe_opens_only_the_groups_asked_for(call, shown, tables, asked, scope, groups):
    result = call("run", tables, "--as", "Ann", "--group", asked)
    assert (result.code, result.err) == (0, "")
    assert shown == [("Ann", scope, groups)]


def test_others_read_of_a_new_run_too_for_which_groups_its_scribe_types(
    call, shown, session, monkeypatch
):
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    call("run", session, "--group", "1-2")
    assert shown == [("verslaglegger 1-2", "Tafel 1-2", ["Tafel 1", "Tafel 2"])]


def test_groups_with_names_are_found_by_name_and_by_place(call, shown, run):
    call("run", run, "--group", "keuken")
    assert shown == [("verslaglegger keuken", "De Keuken", ["De Keuken"])]


def test_without_a_group_the_screen_is_whole(call, shown, tables):
    call("run", tables)
    assert shown == [("verslaglegger", "", [])]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("13", "geen groep met nummer 13. Kies uit: Tafel 1"),
        ("10-14", "geen groep met nummer 13"),
        ("0", "geen groep met nummer 0"),
        ("5-2", "'5-2' loopt terug"),
        ("Tafl 3", "Bedoel je 'Tafel 3'?"),
        ("", "Er is geen groep ''"),
        ("1,", "Er is geen groep ''"),
        ("tafel", "past bij meer dan één groep"),
        ("#(touch x);\n'\"", "Er is geen groep '#(touch x); '\"'"),
    ],
)
def test_a_group_that_is_not_there_is_said_so(call, shown, tables, asked, said):
    assert said in refusal(call("run", tables, "--group", asked))
    assert shown == []


def test_a_run_without_groups_says_what_to_do(call, shown, session, tmp_path):
    text = session.read_text().replace('groups = ["Tafel 1", "Tafel 2", "De Keuken"]', "")
    session.write_text(text.replace('group_word = "Tafel"', 'group_word = "Tafel"\ngroups = "ask"'))
    folder = call("new", session, "--run", tmp_path / "leeg").out.strip()
    assert "zonder --group" in refusal(call("run", folder, "--group", "1-3"))
