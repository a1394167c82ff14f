from pathlib import Path

import pytest
from cli_kit import opened, refusal


def names(folder):
    return [group.name for group in opened(folder).state.groups("groups")]


def test_only_the_folder_is_printed(call, session, tmp_path):
    result = call("new", session, "--run", tmp_path / "avond")
    assert result == (0, f"{tmp_path}/avond\n", "")
    assert opened(tmp_path / "avond").state.session.title == "Proef"


def test_without_a_folder_it_goes_to_the_usual_place(call, session, home):
    folder = Path(call("new", session).out.strip())
    assert folder.parent == home / "data" / "ai_tui" / "runs"
    assert folder.name.startswith("proef-")
    other = Path(call("new", session).out.strip())
    assert other != folder


def test_a_shipped_session_goes_by_its_name(call):
    folder = call("new", "alblasserdam-2024").out.strip()
    assert len(opened(folder).state.blocks) == 7


def test_the_folder_is_whole_where_the_command_was_given_elsewhere(
    call, session, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    assert call("new", "proef.toml", "--run", "avond").out == f"{tmp_path}/avond\n"


def test_files_are_for_their_owner_only_whatever_the_umask(call, session, tmp_path):
    folder = Path(call("new", session, "--run", tmp_path / "a" / "b").out.strip())
    for path in (folder.parent, folder, *folder.rglob("*")):
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600), path


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        ("A,B,C", ["A", "B", "C"]),
        (" de keuken , [b]x[/b] ", ["de keuken", "[b]x[/b]"]),
        ("3", ["Tafel 1", "Tafel 2", "Tafel 3"]),
        ("3,", None),
        ("7,8", ["7", "8"]),
        ("\x1b[31mrood", ["[31mrood"]),
        ("Rood,\u202eblauw", ["Rood", "blauw"]),
    ],
)
def test_groups_are_named_or_numbered_instead_of_those_of_the_file(
    call, session, tmp_path, groups, expected
):
    result = call("new", session, "--run", tmp_path / "avond", "--groups", groups)
    if expected is None:
        assert "geen naam" in refusal(result)
    else:
        assert names(result.out.strip()) == expected


def test_more_groups_than_a_round_fits_are_told_and_the_run_is_made(call, session, tmp_path):
    text = session.read_text().replace("minutes = 60", "minutes = 25")
    session.write_text(text)
    folder = tmp_path / "avond"
    result = call("new", session, "--run", folder, "--groups", "8")
    assert (result.code, result.out) == (0, f"{folder}\n")
    assert result.err == (
        "De run is gemaakt, maar in 'Praten' past een beurt voor 7 groepen, niet voor 8; "
        "maak het blok langer of de beurten korter.\n"
    )
    assert len(names(folder)) == 8
    assert call("new", session, "--run", tmp_path / "krap", "--groups", "7").err == ""


def test_numbered_groups_have_the_word_of_the_session_or_of_its_language(call, session, tmp_path):
    session.write_text(session.read_text().replace('group_word = "Tafel"', 'lang = "en"'))
    folder = call("new", session, "--run", tmp_path / "evening", "--groups", "2").out.strip()
    assert names(folder) == ["Group 1", "Group 2"]


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["--groups", "0"], "aantal van 1 tot 999"),
        (["--groups", "1000"], "aantal van 1 tot 999"),
        (["--groups", "9" * 5_000], "aantal van 1 tot 999"),
        (["--groups", ""], "geen naam"),
        (["--groups", "A,,B"], "geen naam"),
        (["--groups", "A,\u200b"], "geen naam"),
        (["--groups", "A,a"], "'a' staat twee keer"),
        (
            ["--start", "gisteren"],
            "'gisteren' kan niet als begin; schrijf planned, now of een tijd",
        ),
        (["--start", "25:00"], "'25:00' kan niet als begin"),
        (["--start", ""], "--start vraagt om een waarde"),
        (["--run", ""], "--run vraagt om een waarde"),
        (["--copy", " "], "--copy vraagt om een waarde"),
        (["--speed", "-3"], "'-3' kan niet als snelheid"),
    ],
)
def test_what_cannot_be_makes_no_folder(call, session, tmp_path, argv, said):
    line = refusal(call("new", session, "--run", tmp_path / "avond", *argv))
    assert said in line
    assert not (tmp_path / "avond").exists()


def test_a_folder_with_a_run_in_it_is_refused(call, session, run):
    assert "is al een run" in refusal(call("new", session, "--run", run))


def test_a_folder_with_something_else_in_it_is_refused(call, session, tmp_path):
    refusal(call("new", session, "--run", tmp_path), 1)
    assert session.exists()


def test_an_empty_folder_is_taken(call, session, tmp_path):
    (tmp_path / "leeg").mkdir()
    assert call("new", session, "--run", tmp_path / "leeg").code == 0


@pytest.mark.parametrize("where", ["/proc/nergens/avond", "/dev/null/avond", "/" + "x" * 300])
def test_a_folder_that_cannot_be_made_is_said_in_one_line(call, session, where):
    assert where[:20] in refusal(call("new", session, "--run", where), 1)


@pytest.mark.parametrize(
    ("start", "kept"),
    [
        ("planned", "planned"),
        ("now", "now"),
        ("NOW", "now"),
        ("13:30", "13:30"),
        ("16.40", "16:40"),
        ("9:05", "09:05"),
    ],
)
def test_the_start_is_kept_with_the_run_in_one_form(call, session, tmp_path, start, kept):
    folder = call("new", session, "--run", tmp_path / "avond", "--start", start).out.strip()
    assert opened(folder).state.start.choice == kept


@pytest.mark.parametrize(("speed", "kept"), [("60", 60), ("0,5", 0.5), ("1e2", 100)])
def test_a_speed_makes_a_rehearsal(call, session, tmp_path, speed, kept):
    folder = call("new", session, "--run", tmp_path / "avond", "--speed", speed).out.strip()
    state = opened(folder).state
    assert state.info.rehearsal
    assert state.rehearsal.speed == kept


def test_speed_one_is_no_rehearsal(call, session, tmp_path):
    folder = call("new", session, "--run", tmp_path / "avond", "--speed", "1").out.strip()
    assert not opened(folder).state.info.rehearsal


def test_an_unknown_session_names_the_nearest(call):
    line = refusal(call("new", "alblaserdam-2024"))
    assert "alblasserdam-2024" in line


def test_a_file_with_one_mistake_says_it(call, session):
    session.write_text(session.read_text().replace("fixed = true", "fixt = true"))
    line = refusal(call("new", session), 1)
    assert "fixed" in line
    assert "ai-tui check" not in line


def test_a_file_with_more_mistakes_says_the_first_and_how_to_see_all(call, session):
    session.write_text(session.read_text().replace("fixed = true", "fixt = 1\nmaat = 2"))
    line = refusal(call("new", session), 1)
    assert f"`ai-tui check {session}`" in line
    assert "nog 1 fout" in line
