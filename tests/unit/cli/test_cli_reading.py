import json
import os
import stat
from pathlib import Path

import pytest
from cli_kit import opened, refusal

from ai_tui.run.run import Run


@pytest.fixture
def typed(call, run):
    """A run with something typed in it."""
    for text in ("eerst", "dan", "[b]slot[/b]"):
        call("add", run, "--form", "top-3", "--group", "Tafel 1", text)
    call("add", run, "--form", "afspraken", "--with", "wie=buurt", "koffie")
    return run


def test_show_prints_what_was_typed(call, typed):
    result = call("show", typed)
    assert (result.code, result.err) == (0, "")
    for said in ("Proef", "Tafel 1", "eerst", "[b]slot[/b]", "koffie", "buurt"):
        assert said in result.out


def test_show_speaks_the_language_asked_for(call, typed):
    assert "Who" in call("show", typed, "--lang", "en").out


def test_a_run_is_shown_by_the_name_that_list_gives(call):
    folder = Path(call("new", "ruwaard-2017", "--groups", "4").out.strip())
    assert folder.name in call("list").out
    assert "Werkconferentie" in call("show", folder.name).out


def test_a_database_that_cannot_be_read_is_made_anew_by_who_types_and_not_by_who_reads(call, typed):
    path = Path(typed, "database.json")
    path.write_text("rommel")
    for command in ("show", "export"):
        said = "wordt opnieuw gemaakt als iemand de run opent om te typen"
        assert said in call(command, typed).err
        assert path.read_text() == "rommel"
    call("add", typed, "--form", "top-3", "--group", "Tafel 1", "nog een")
    assert "nog een" in path.read_text()
    assert call("show", typed).err == ""


def test_export_writes_the_record_as_json(call, typed):
    result = call("export", typed)
    assert (result.code, result.err) == (0, "")
    record = json.loads(result.out)
    assert record["schema_version"] == 3
    assert record["session"]["title"] == "Proef"
    assert "[b]slot[/b]" in result.out


def test_export_writes_a_whole_private_file_and_nothing_on_the_output(call, typed, tmp_path):
    target = tmp_path / "uit.json"
    target.write_text("oud")
    target.chmod(0o644)
    assert call("export", typed, "-o", target) == (0, "", "")
    assert json.loads(target.read_text())["session"]["title"] == "Proef"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.glob("*.json")) == ["uit.json"]
    assert list(tmp_path.glob(".*.tmp")) == []


@pytest.mark.parametrize(
    ("name", "begins"),
    [("uit.html", "<!DOCTYPE html>"), ("UIT.MD", "# Proef"), ("uit.csv", "\ufeff")],
)
def test_the_name_of_the_file_says_what_is_written(call, typed, tmp_path, name, begins):
    target = tmp_path / name
    assert call("export", typed, "-o", target) == (0, "", "")
    text = target.read_text()
    assert text.startswith(begins)
    assert "eerst" in text


def test_a_format_that_cannot_be_written_is_refused_with_those_that_can(call, typed, tmp_path):
    target = tmp_path / "uit.docx"
    error = refusal(call("export", typed, "-o", target), 2)
    assert ".docx" in error
    assert ".html" in error
    assert not target.exists()


def test_export_follows_a_link_and_leaves_it_a_link(call, typed, tmp_path):
    target, link = tmp_path / "echt.json", tmp_path / "link.json"
    target.write_text("oud")
    link.symlink_to(target)
    call("export", typed, "-o", link)
    assert link.is_symlink()
    assert target.read_text().startswith("{")


def test_export_to_a_pipe_or_device_is_not_put_in_its_place(call, typed, tmp_path):
    pipe = tmp_path / "pijp"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    assert call("export", typed, "-o", pipe) == (0, "", "")
    assert os.read(reader, 1) == b"{"
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    os.close(reader)


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("", "map"),
        ("/", "map"),
        ("/nergens/x.json", "bestaat niet"),
        ("/dev/null/x.json", "map moet zijn"),
        ("/proc/x.json", "met /proc/x.json"),
        ("/tmp/" + "x" * 300, "te lang"),
    ],
)
def test_a_file_that_cannot_be_written_is_said_in_one_line(call, typed, target, said):
    assert said in refusal(call("export", typed, "-o", target), 1)


def test_a_file_name_steers_no_terminal(call, typed):
    line = refusal(call("export", typed, "-o", "/nergens/\x1b[31m\nrood"), 1)
    assert "/nergens/[31m rood" in line


def test_reading_writes_nothing_in_the_run(call, typed):
    before = {path: path.stat().st_mtime_ns for path in Path(typed).rglob("*")}
    for command in ("show", "export"):
        assert call(command, typed).code == 0
    call("list")
    assert {path: path.stat().st_mtime_ns for path in Path(typed).rglob("*")} == before


def test_list_shows_sessions_and_runs(call, session, home):
    empty = call("list")
    assert (empty.code, empty.err) == (0, "")
    assert "alblasserdam-2024" in empty.out
    assert "4 december 2024" in empty.out
    assert "Nog geen runs" in empty.out

    plain = Path(call("new", session).out.strip())
    call("add", plain, "--form", "top-3", "--group", "1", "een")
    call("add", plain, "--form", "afspraken", "--with", "wie=w", "twee")
    rehearsal = Path(call("new", session, "--speed", "60").out.strip())
    lines = call("list").lines
    row = next(line for line in lines if plain.name in line)
    assert "nog niet begonnen" in row
    assert row.rstrip(" │").endswith(" 2")
    assert "oefening" in next(line for line in lines if rehearsal.name in line)


@pytest.mark.parametrize(
    ("press", "said"),
    [(["next"], "loopt"), (["next", "pause_or_resume"], "pauze"), (["finish"], "afgerond")],
)
def test_list_says_where_a_run_stands(call, session, press, said):
    folder = call("new", session).out.strip()
    run = opened(folder)
    run.store.read_only = False
    for verb in press:
        getattr(run.clock, verb)()
    run.close()
    assert said in next(line for line in call("list").lines if Path(folder).name in line)


def test_list_says_so_of_a_run_that_cannot_be_read(call, session, home):
    broken = home / "data" / "ai_tui" / "runs" / "proef-20990101-zzzz"
    (broken / "journal").mkdir(parents=True)
    good = Path(call("new", session).out.strip())
    result = call("list")
    assert (result.code, result.err) == (0, "")
    assert good.name in result.out
    row = next(line for line in result.lines if broken.name in line)
    assert [cell.strip() for cell in row.split("│")[1:5]] == [broken.name, "", "onleesbaar", ""]
    assert result.lines[-1] == f"onleesbaar: `ai-tui doctor {broken.name}` zegt wat eraan schort."
    assert "staat geen leesbare sessie" in call("doctor", broken.name).out
    broken.joinpath("journal").rmdir()
    broken.rmdir()
    assert "onleesbaar" not in call("list").out


def test_a_session_file_that_spoilt_is_listed_as_unusable(call, session, monkeypatch):
    session.write_text("title = 1\nmaat = 2")
    monkeypatch.setattr("ai_tui.session.library.shipped", lambda: (session,))
    result = call("list")
    assert result.code == 0
    assert "onbruikbaar: " in result.out


def test_damage_in_a_run_is_told_beside_what_can_be_read(call, typed):
    journal = sorted((Path(typed) / "journal").iterdir())[1]
    journal.write_bytes(journal.read_bytes() + b"geen regel\n")
    for command in ("show", "export"):
        result = call(command, typed)
        assert result.code == 0
        assert "eerst" in result.out
        assert journal.name in result.err
        assert result.err.count("\n") == 1


def test_of_very_much_damage_the_first_lines_are_told(call, typed):
    journal = sorted((Path(typed) / "journal").iterdir())[1]
    journal.write_bytes(journal.read_bytes() + b"geen regel\n" * 500)
    told = call("show", typed).err.splitlines()
    assert len(told) == 21
    assert "480" in told[-1]


@pytest.mark.parametrize("cause", [LookupError, ValueError, TypeError, OverflowError, OSError])
def test_one_run_that_cannot_be_opened_for_whatever_cause_hides_no_other(
    call, session, monkeypatch, cause
):
    odd, good = (Path(call("new", session).out.strip()).name for _ in range(2))
    whole = Run.open.__func__

    def opened(cls, folder, *args, **options):
        if folder.name == odd:
            raise cause("nobody thought of this")
        return whole(cls, folder, *args, **options)

    monkeypatch.setattr(Run, "open", classmethod(opened))
    result = call("list")
    assert (result.code, result.err) == (0, "")
    assert "onleesbaar" in next(line for line in result.lines if odd in line)
    assert "onleesbaar" not in next(line for line in result.lines if good in line)
