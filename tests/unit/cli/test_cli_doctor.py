import json
import os
import time
from pathlib import Path

import pytest
from cli_kit import opened, refusal, texts

from ai_tui.cli import checkup
from ai_tui.locale import Words
from ai_tui.run.clock import system_clock
from ai_tui.run.run import Run

NL = Words("nl")


def say(call, run, text, author="tafel"):
    words = ("--form", "top-3", "--group", "tafel 1", "--as", author)
    assert call("add", run, text, *words).code == 0


def journal(run, author):
    (path,) = Path(run, "journal").glob(f"*{author}*")
    return path


def test_a_run_in_order_is_said_to_be_so(call, run):
    say(call, run, "een")
    result = call("doctor", run)
    assert result.code == 0
    assert "✓ Gelezen: 2 journalen met 2 wijzigingen" in result.lines
    assert "✓ database.json is bijgewerkt" in result.lines


def test_damage_is_counted_with_file_and_line(call, run):
    say(call, run, "een")
    path = journal(run, "tafel")
    lines = path.read_bytes().split(b"\n")
    path.write_bytes(b"\n".join([lines[0], b"onzin", *lines[1:]]))
    result = call("doctor", run)
    assert result.code == 1
    assert f"! {path.name}, regel 2: niet te lezen, overgeslagen" in result.lines
    assert any(line.startswith("! 1 plek beschadigd") for line in result.lines)
    assert b"onzin" in path.read_bytes()


def test_repair_sets_unreadable_lines_aside_and_loses_nothing(call, run):
    for text in ("een", "twee", "drie"):
        say(call, run, text, text)
    path = journal(run, "twee")
    spoilt = path.read_bytes() + b"half een regel \xff"
    path.write_bytes(b"kapotte kop\n" + spoilt.split(b"\n", 1)[1])
    was = path.read_bytes()
    Path(run, "database.json").write_text("[]")
    result = call("doctor", run, "--repair")
    assert result.code == 0, result
    assert "2 regels apart gelegd." in result.lines
    kept = {copy.read_bytes() for copy in Path(run, "set-aside").iterdir()}
    assert kept == {was, b"[]"}
    assert texts(run, "top-3-sterke-punten", "Tafel 1") == ["een", "twee", "drie"]
    assert opened(run).store.damage == ()
    again = call("doctor", run, "--repair")
    assert again.code == 0
    assert "Er was geen regel om apart te leggen." in again.lines
    assert len(list(Path(run, "set-aside").iterdir())) == 2


def test_a_step_inside_an_unreadable_line_stays(call, run):
    say(call, run, "een")
    path = journal(run, "tafel")
    path.write_bytes(path.read_bytes().replace(b'{"stamp"', b'{"sta{"stamp"'))
    assert texts(run, "top-3-sterke-punten", "Tafel 1") == ["een"]
    assert call("doctor", run, "--repair").code == 0
    assert texts(run, "top-3-sterke-punten", "Tafel 1") == ["een"]


def test_what_only_the_database_still_had_gets_a_journal(call, run):
    say(call, run, "een")
    journal(run, "tafel").unlink()
    assert "is verdwenen" in call("doctor", run).out
    assert call("doctor", run, "--repair").code == 0
    Path(run, "database.json").unlink()
    assert texts(run, "top-3-sterke-punten", "Tafel 1") == ["een"]


def test_a_missing_database_is_made_anew(call, run):
    say(call, run, "een")
    Path(run, "database.json").unlink()
    assert "! database.json loopt achter; --repair maakt het opnieuw" in call("doctor", run).lines
    assert call("doctor", run, "--repair").code == 0
    assert "entries" in json.loads(Path(run, "database.json").read_text())


def test_the_journal_of_someone_who_types_now_is_left_alone(call, run):
    live = Run.open(Path(run), "levend", system_clock())
    live.harvest.append(live.state.forms[0], live.state.groups("groups")[0].id, "items", ["een"])
    path = journal(run, "levend")
    path.write_bytes(path.read_bytes() + b"onzin\n")
    was = path.read_bytes()
    assert "wordt nu in deze run getypt" in call("doctor", run, "--repair").out
    assert path.read_bytes() == was
    live.close()


def test_a_journal_may_be_called_anything(call, run):
    say(call, run, "een")
    path = journal(run, "tafel")
    odd = path.rename(os.fsdecode(os.fsencode(path.parent) + b"/kopi\xeb.jsonl"))
    odd.write_bytes(odd.read_bytes() + b"onzin\n")
    say(call, run, "twee")
    assert "kopi\ufffd.jsonl, regel 4: niet te lezen" in call("doctor", run).out
    assert call("doctor", run, "--repair").code == 0
    assert sorted(texts(run, "top-3-sterke-punten", "Tafel 1")) == ["een", "twee"]


def test_repair_needs_a_run(call):
    assert "Zeg welke run" in refusal(call("doctor", "--repair"))
    assert "Geen run" in refusal(call("doctor", "weg"))


def test_the_machine_is_looked_at_line_by_line(call, home, monkeypatch):
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("LANG", "nl_NL.UTF-8")
    monkeypatch.delenv("TMUX", raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    result = call("doctor")
    assert result.code == 0, result
    subjects = [line[2:].partition(":")[0] for line in result.lines]
    assert subjects == ["Terminal", "Kleuren", "Tekens", "tmux", "Klok", "Schijf"]
    monkeypatch.setenv("LANG", "nl_NL")
    monkeypatch.setenv("TERM", "dumb")
    result = call("doctor")
    assert result.code == 1
    assert sum(line.startswith("! ") for line in result.lines) == 2


@pytest.mark.parametrize(
    ("env", "well"),
    [
        ({"TERM": "xterm-256color"}, True),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, True),
        ({"TERM": "xterm"}, False),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, False),
        ({}, False),
    ],
)
def test_colours(env, well):
    assert checkup.colours(env, NL).well is well


@pytest.mark.parametrize(
    ("env", "well"),
    [
        ({"LANG": "C.UTF-8"}, True),
        ({"LANG": "nl_NL.utf8"}, True),
        ({"LANG": "C.UTF-8", "LC_ALL": "C"}, False),
        ({"LANG": "nl_NL@euro", "LC_CTYPE": "en_US.UTF-8"}, True),
        ({}, False),
    ],
)
def test_encoding(env, well):
    assert checkup.encoding(env, NL).well is well


def test_sizes_escape_and_clock():
    assert not checkup.terminal((59, 40), NL).well
    assert checkup.terminal((60, 16), NL).well
    assert "80 bij 24" in checkup.terminal((79, 24), NL).text
    assert not checkup.escape("500", NL).well
    assert checkup.escape("10", NL).well
    assert checkup.clock(time.time(), NL).well
    assert not checkup.clock(0.0, NL).well


def test_a_disk_that_takes_nothing_says_what_to_do(tmp_path, monkeypatch):
    place = tmp_path / "runs"
    assert checkup.disk(place, NL).well
    place.mkdir(mode=0o700)
    place.chmod(0o755)
    assert "chmod 700" in checkup.disk(place, NL).text
    place.chmod(0o700)
    monkeypatch.setattr(checkup, "_ROOM", 1 << 62)
    assert "maak ruimte vrij" in checkup.disk(place, NL).text
    (tmp_path / "bestand").write_text("")
    assert not checkup.disk(tmp_path / "bestand" / "runs", NL).well
