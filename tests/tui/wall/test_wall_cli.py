import pytest
from wall_stage import Room

from ai_tui.cli.program import program


@pytest.fixture
def opened(monkeypatch):
    """Every run that the command shows, with its theme, instead of a screen."""
    shown = []

    def show(run, theme):
        shown.append((run, theme))
        run.close()
        return 0

    monkeypatch.setattr("ai_tui.cli.wall.take_terminal", lambda words: None)
    monkeypatch.setattr("ai_tui.tui.wall_app.run_wall", show)
    return shown


@pytest.mark.parametrize("theme", ["dark", "light", "contrast"])
def test_a_run_is_opened_for_reading_only_in_the_theme_asked(tmp_path, opened, theme):
    Room(tmp_path / "run").run.close()
    before = sorted((tmp_path / "run").rglob("*"))
    assert program(["wall", str(tmp_path / "run"), "--theme", theme]) == 0
    ((run, shown),) = opened
    assert run.store.read_only
    assert shown == theme
    assert sorted((tmp_path / "run").rglob("*")) == before


def test_dark_unless_asked(tmp_path, opened):
    Room(tmp_path / "run").run.close()
    program(["wall", str(tmp_path / "run")])
    assert opened[0][1] == "dark"


def test_other_colours_are_refused_by_name(tmp_path, opened, capsys):
    assert program(["wall", str(tmp_path), "--theme", "paars"]) == 2
    assert "'paars'" in capsys.readouterr().err
    assert opened == []


def test_a_run_that_is_not_there_is_one_line(tmp_path, opened, capsys):
    assert program(["wall", str(tmp_path / "niets")]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_help_says_how_to_use_a_cable(capsys):
    assert program(["wall", "--help"]) == 0
    assert "niet spiegelen" in capsys.readouterr().out
