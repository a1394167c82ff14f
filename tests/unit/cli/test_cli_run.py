from pathlib import Path

import pytest
from cli_kit import opened, refusal


@pytest.fixture
def screen(monkeypatch):
    """Stands in for the scribe's screen and keeps which run it was shown."""
    shown = []

    def show(run, only=frozenset()):
        shown.append((run.folder, run.author, run.words.lang))
        press = screen_.press
        if press:
            press(run)
        run.close()
        return 0

    def screen_():
        return shown

    screen_.press = None
    monkeypatch.setattr("ai_tui.tui.app.run_session", show)
    monkeypatch.setattr("ai_tui.cli.run.take_terminal", lambda words: None)
    return screen_


def begin(run):
    run.clock.next()


def end(run):
    run.clock.next()
    run.clock.finish()


def started(call, screen, *argv):
    result = call("run", *argv)
    assert (result.code, result.out, result.err) == (0, "", ""), result
    return screen()[-1][0]


def test_the_first_time_a_session_gets_a_new_run(call, screen, home):
    folder = started(call, screen, "alblasserdam-2024")
    assert folder.parent == home / "data" / "ai_tui" / "runs"
    assert folder.name.startswith("alblasserdam-2024-")


def test_the_next_time_the_unfinished_run_goes_on(call, screen, session):
    first = started(call, screen, session)
    screen.press = begin
    assert started(call, screen, session) == first
    assert started(call, screen, session) == first


def test_a_finished_run_is_left_and_a_new_one_made(call, screen, session):
    screen.press = end
    first = started(call, screen, session)
    assert started(call, screen, session) != first


def test_of_several_unfinished_runs_the_newest_goes_on(call, screen, session):
    made = [Path(call("new", session).out.strip()) for _ in range(3)]
    assert started(call, screen, session) == made[-1]


def test_a_rehearsal_and_the_evening_never_meet(call, screen, session):
    rehearsal = started(call, screen, session, "--speed", "60")
    evening = started(call, screen, session)
    assert evening != rehearsal
    assert started(call, screen, session, "--speed", "60") == rehearsal
    assert started(call, screen, session, "--speed", "30") not in (rehearsal, evening)
    assert started(call, screen, session) == evening


def test_the_runs_of_another_session_are_left_alone(call, screen, session, tmp_path):
    other = tmp_path / "proef-twee.toml"
    other.write_text(session.read_text())
    longer = started(call, screen, other)
    assert started(call, screen, session) != longer


def test_a_run_that_cannot_be_read_is_passed_over(call, screen, session, home):
    (home / "data" / "ai_tui" / "runs" / "proef-20990101-zzzz" / "journal").mkdir(parents=True)
    first = started(call, screen, session)
    assert started(call, screen, session) == first


def test_a_folder_is_made_and_the_run_in_it_goes_on(call, screen, session, tmp_path):
    folder = tmp_path / "avond"
    assert started(call, screen, session, "--run", folder) == folder
    screen.press = begin
    assert started(call, screen, session, "--run", folder) == folder
    assert opened(folder).evening().state == "running"


def test_a_run_goes_by_path_name_and_beginning(call, screen, session, tmp_path):
    kept = started(call, screen, session)
    assert started(call, screen, kept.name) == kept
    assert started(call, screen, kept.name[:-2]) == kept
    assert started(call, screen, kept) == kept
    folder = started(call, screen, session, "--run", tmp_path / "avond")
    assert started(call, screen, folder) == folder


def test_a_run_keeps_its_plan_when_the_file_is_gone(call, screen, session):
    kept = started(call, screen, session)
    session.unlink()
    assert started(call, screen, kept.name) == kept


def test_the_run_of_another_session_in_that_folder_is_refused(call, screen, session, tmp_path):
    started(call, screen, session, "--run", tmp_path / "avond")
    line = refusal(call("run", "ruwaard-2017", "--run", tmp_path / "avond"))
    assert "'proef'" in line
    assert len(screen()) == 1


def test_the_start_of_a_run_that_has_not_begun_can_still_be_chosen(call, screen, session):
    first = started(call, screen, session)
    assert started(call, screen, session, "--start", "13:30") == first
    assert opened(first).state.start.choice == "13:30"


@pytest.mark.parametrize("how", ["session", "run", "folder"])
def test_the_start_of_a_run_that_began_is_refused(call, screen, session, how):
    screen.press = begin
    folder = started(call, screen, session)
    argv = {"session": [session], "run": [folder], "folder": [session, "--run", folder]}[how]
    line = refusal(call("run", *argv, "--start", "now"))
    assert "al begonnen" in line
    assert opened(folder).state.start.choice == "planned"


def test_the_speed_of_a_run_cannot_change(call, screen, session):
    folder = started(call, screen, session)
    assert "snelheid 1;" in refusal(call("run", folder, "--speed", "60"))
    assert started(call, screen, folder, "--speed", "1") == folder


def test_a_start_that_is_no_time_changes_nothing(call, screen, session):
    folder = started(call, screen, session)
    assert "kan niet als begin" in refusal(call("run", folder, "--start", "straks"))
    assert opened(folder).state.start.choice == "planned"


@pytest.mark.parametrize("name", ["weg", "", "\0", "x" * 100_000, "/nergens/weg"])
def test_what_is_neither_session_nor_run_is_said_so(call, screen, name):
    refusal(call("run", name))
    assert screen() == []


def test_a_session_file_with_mistakes_opens_nothing(call, screen, session, home):
    session.write_text("title = 1")
    refusal(call("run", session), 1)
    assert screen() == []
    assert not (home / "data").exists()


def test_the_name_and_the_language_reach_the_screen(call, screen, session):
    call("run", session)
    call("run", session, "--as", " tafel\x1b 3 ", "--lang", "en")
    assert [shown[1:] for shown in screen()] == [("verslaglegger", "nl"), ("tafel 3", "en")]


def test_a_screen_that_breaks_leaves_the_run_in_order(call, screen, session, home, monkeypatch):
    def broken(run, only):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("ai_tui.tui.app.run_session", broken)
    refusal(call("run", session), 1)
    (folder,) = (home / "data" / "ai_tui" / "runs").iterdir()
    assert opened(folder).store.present() == []
