import errno
import json
import os
import shutil
import socket
import time
from pathlib import Path

import pytest
from cli_kit import opened, refusal, texts

from ai_tui.cli import checkup
from ai_tui.locale import Words
from ai_tui.run.clock import system_clock, wall_of
from ai_tui.run.run import Run
from ai_tui.store import files
from ai_tui.store.heads import HEAD
from ai_tui.store.lines import seal
from ai_tui.store.steps import Step, Version, encode

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


def test_a_document_that_cannot_be_used_is_reported_and_what_it_was_before_counts(call, run):
    say(call, run, "een")
    group = opened(run).state.groups("groups")[0]
    stamp = wall_of(system_clock())() + 60_000
    step = Step(stamp, "wim-aaaaaa", "Wim", (Version("groups", group.id, {"name": 5}),))
    path = Path(run, "journal", "wim.jsonl")
    path.write_bytes(journal(run, "tafel").read_bytes().split(b"\n")[0] + b"\n" + encode(step))
    told = f"{path.name}, regel 2: groups/{group.id} is zo niet te gebruiken"
    for command in ("show", "export", "merge"):
        result = call(command, run, *([run] if command == "merge" else []))
        assert result.code == 0
        assert told in result.err
        assert result.err.count("\n") == 1
    assert group.name in call("show", run).out
    result = call("doctor", run)
    assert result.code == 1
    assert any(told in line for line in result.lines)
    assert not any("--repair" in line for line in result.lines)
    again = Run.open(Path(run), "mies", system_clock())
    again.groups.rename(group, "De Tuin")
    again.close()
    assert call("doctor", run).code == 0


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


def spoil(path, old, new):
    """Damage a file as an editor does."""
    data = path.read_bytes()
    assert old in data
    path.write_bytes(data.replace(old, new))


def in_order(call, run):
    """Whether the doctor has nothing to say, and a repair does nothing."""
    again = call("doctor", run)
    if again.code == 0:
        was = {path: path.read_bytes() for path in Path(run).rglob("*") if path.is_file()}
        assert call("doctor", run, "--repair").code == 0
        assert was == {path: path.read_bytes() for path in Path(run).rglob("*") if path.is_file()}
    return again.code == 0


def test_a_changed_line_that_counts_is_kept_and_one_that_does_not_is_set_aside(call, run):
    say(call, run, "een", "eerste")
    say(call, run, "twee", "tweede")
    changed = journal(run, "eerste")
    spoil(changed, b'"een"', b'"EEN"')
    Path(run, "database.json").unlink()
    was = changed.read_bytes()
    assert "de controlesom klopt niet" in call("doctor", run).out
    assert call("doctor", run, "--repair").code == 0
    assert sorted(texts(run, "top-3-sterke-punten", "Tafel 1")) == ["EEN", "twee"]
    assert was in {copy.read_bytes() for copy in Path(run, "set-aside").iterdir()}
    assert in_order(call, run)
    changed.write_bytes(was.replace(b'"EEN"', b'"een"'))
    assert sorted(texts(run, "top-3-sterke-punten", "Tafel 1")) == ["een", "twee"]


def test_a_changed_line_counts_no_more_than_the_database_has(call, run):
    say(call, run, "een", "eerste")
    spoil(journal(run, "eerste"), b'"een"', b'"EEN"')
    assert texts(run, "top-3-sterke-punten", "Tafel 1") == ["een"]
    assert call("doctor", run, "--repair").code == 0
    assert texts(run, "top-3-sterke-punten", "Tafel 1") == ["een"]
    assert in_order(call, run)


def test_a_step_that_grew_together_with_the_end_of_its_journal_is_kept(call, run):
    say(call, run, "een")
    path = journal(run, "tafel")
    path.write_bytes(path.read_bytes().replace(b'\n{"end"', b'{"end"'))
    os.utime(path, (1, 1))
    Path(run, "database.json").unlink()
    assert texts(run, "top-3-sterke-punten", "Tafel 1") == ["een"]
    assert call("doctor", run, "--repair").code == 0
    assert texts(run, "top-3-sterke-punten", "Tafel 1") == ["een"]
    assert in_order(call, run)


def test_a_journal_without_its_first_line_is_reported_and_counts(call, run):
    say(call, run, "een")
    path = journal(run, "tafel")
    path.write_bytes(path.read_bytes().partition(b"\n")[2])
    Path(run, "database.json").unlink()
    result = call("show", run)
    assert f"{path.name}, regel 1: " in result.err and "een" in result.out
    os.utime(path, (1, 1))
    assert call("doctor", run, "--repair").code == 0
    assert texts(run, "top-3-sterke-punten", "Tafel 1") == ["een"]
    assert in_order(call, run)


def test_the_plan_in_a_changed_line_stays_the_plan(call, run):
    (first,) = Path(run, "journal").iterdir()
    spoil(first, b"Proef", b"Pruef")
    Path(run, "database.json").unlink()
    before = call("export", run, "--format", "json").out
    assert call("doctor", run, "--repair").code == 0
    assert call("export", run, "--format", "json").out == before
    assert in_order(call, run)


def test_a_journal_of_another_run_is_set_aside(call, session, run, tmp_path):
    other = call("new", session, "--run", tmp_path / "elders").out.strip()
    (stray,) = Path(other, "journal").iterdir()
    was = stray.read_bytes()
    stray.rename(Path(run, "journal", "20990101T000000-elders.jsonl"))
    say(call, run, "een")
    assert "hoort bij een andere run" in call("doctor", run).out
    result = call("doctor", run, "--repair")
    assert result.code == 0, result
    assert [copy.read_bytes() for copy in Path(run, "set-aside").iterdir()] == [was]
    assert texts(run, "top-3-sterke-punten", "Tafel 1") == ["een"]
    assert in_order(call, run)


def test_a_journal_of_another_run_behind_one_of_ours_is_taken_out(call, session, run, tmp_path):
    say(call, run, "een")
    other = call("new", session, "--run", tmp_path / "elders").out.strip()
    say(call, other, "van elders")
    ours, stray = journal(run, "tafel"), journal(other, "tafel")
    was = ours.read_bytes() + stray.read_bytes()
    ours.write_bytes(was)
    name = opened(other).store.run
    said = f"! {ours.name}, regel 5: vanaf hier van een andere run ({name}); dat telt niet mee"
    assert said in call("doctor", run).lines
    assert call("new", run, "--copy", tmp_path / "kopie").code == 0
    assert call("merge", tmp_path / "kopie", run).code == 0
    result = call("doctor", run, "--repair")
    assert f"{stray.read_bytes().count(bytes([10]))} regels apart gelegd." in result.lines
    assert was in [copy.read_bytes() for copy in Path(run, "set-aside").iterdir()]
    for folder in (run, tmp_path / "kopie"):
        assert texts(folder, "top-3-sterke-punten", "Tafel 1") == ["een"]
        assert in_order(call, folder)


def folder_at(path):
    path.mkdir()


def pipe_at(path):
    os.mkfifo(path)


def link_at(path):
    path.symlink_to("/etc/hostname")


def socket_at(path):
    there = socket.socket(socket.AF_UNIX)
    here = os.open(path.parent, os.O_PATH)
    there.bind(f"/proc/self/fd/{here}/{path.name}")
    os.close(here)
    there.close()


@pytest.mark.parametrize("put", [folder_at, pipe_at, link_at, socket_at])
@pytest.mark.parametrize("place", ["database.json", "journal/20240101T000000-x.jsonl"])
def test_what_is_no_file_is_set_aside(call, run, put, place):
    say(call, run, "een")
    path = Path(run, place)
    path.unlink(missing_ok=True)
    put(path)
    assert call("doctor", run).code == 1
    result = call("doctor", run, "--repair")
    assert result.code == 0, result
    assert len(list(Path(run, "set-aside").iterdir())) == 1
    assert texts(run, "top-3-sterke-punten", "Tafel 1") == ["een"]
    assert in_order(call, run)


def lost_link_at(path):
    path.symlink_to("weg")


@pytest.mark.parametrize("put", [pipe_at, link_at, lost_link_at, socket_at])
def test_what_stands_where_things_are_set_aside_is_set_aside_too(call, run, put):
    say(call, run, "een")
    aside = Path(run, "set-aside")
    put(aside)
    there = os.lstat(aside).st_ino
    Path(run, "database.json").write_text("[]")
    result = call("doctor", run, "--repair")
    assert result.code == 0, result
    assert there in {os.lstat(path).st_ino for path in aside.iterdir()}
    assert len(list(aside.iterdir())) == 2
    assert in_order(call, run)


@pytest.mark.parametrize("put", [folder_at, pipe_at, link_at, socket_at])
def test_what_stands_where_a_known_journal_was_is_set_aside(call, run, put):
    say(call, run, "een")
    path = journal(run, "tafel")
    path.unlink()
    put(path)
    result = call("doctor", run, "--repair")
    assert result.code == 0, result
    assert texts(run, "top-3-sterke-punten", "Tafel 1") == ["een"]
    assert in_order(call, run)


def test_a_journal_of_another_run_in_the_place_of_a_known_one_is_set_aside(
    call, session, run, tmp_path
):
    say(call, run, "een")
    other = call("new", session, "--run", tmp_path / "elders").out.strip()
    (stray,) = Path(other, "journal").iterdir()
    stray.replace(journal(run, "tafel"))
    assert call("doctor", run, "--repair").code == 0
    assert texts(run, "top-3-sterke-punten", "Tafel 1") == ["een"]
    assert in_order(call, run)


def file_at(path):
    path.touch()


@pytest.mark.parametrize("put", [file_at, pipe_at])
@pytest.mark.parametrize("place", ["journal", "drafts"])
def test_what_stands_where_a_folder_belongs_is_set_aside(call, run, put, place):
    say(call, run, "een")
    shutil.rmtree(Path(run, place))
    put(Path(run, place))
    assert texts(run, "top-3-sterke-punten", "Tafel 1") == ["een"]
    assert call("doctor", run, "--repair").code == 0
    assert in_order(call, run)
    say(call, run, "twee")
    assert texts(run, "top-3-sterke-punten", "Tafel 1") == ["een", "twee"]


def test_a_folder_where_database_json_belongs_is_said_in_words(call, run):
    path = Path(run, "database.json")
    path.unlink()
    path.mkdir()
    words = ("--form", "top-3", "--group", "tafel 1")
    result = call("add", run, "een", *words)
    assert result.code == 0
    assert "waar database.json hoort, staat iets anders" in result.err
    assert "--repair" in result.err


def test_nothing_is_promised_of_a_repair_that_would_do_nothing(call, run, monkeypatch):
    say(call, run, "een")
    real = files.open_regular

    def shut(path):
        if "tafel" in path.name:
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(path)

    monkeypatch.setattr("ai_tui.store.tail.open_regular", shut)
    Path(run, "database.json").unlink()
    call("doctor", run, "--repair")
    result = call("doctor", run)
    assert result.code == 1
    assert "kan niet worden gelezen; kijk of je leesrechten hebt" in result.out
    assert "--repair" not in result.out


def test_of_a_run_of_a_newer_version_no_repair_is_promised(call, run):
    say(call, run, "een")
    path = journal(run, "tafel")
    head, rest = path.read_bytes().split(b"\n", 1)
    newer = seal(head[:-18].replace(b'"format":1', b'"format":99') + b"}")
    path.write_bytes(newer + b"onzin\n" + rest)
    Path(run, "database.json").unlink()
    result = call("doctor", run)
    assert result.code == 1
    told = "is gemaakt met een nieuwere versie van dit programma; met deze kun je alleen lezen"
    assert f"! {run} {told}" in result.lines
    assert f"! {path.name}, regel 2: niet te lezen, overgeslagen" in result.lines
    assert "Niet bewaard" not in result.out
    assert "--repair" not in result.out
    assert "nieuwere versie" in refusal(call("doctor", run, "--repair"), 1)


def test_a_journal_may_be_called_anything(call, run):
    say(call, run, "een")
    path = journal(run, "tafel")
    odd = path.rename(os.fsdecode(os.fsencode(path.parent) + b"/kopi\xeb.jsonl"))
    odd.write_bytes(odd.read_bytes() + b"onzin\n")
    say(call, run, "twee")
    assert "kopi\ufffd.jsonl, regel 5: niet te lezen" in call("doctor", run).out
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


def a_tmux(folder, monkeypatch, said: dict[str, str]):
    """The only tmux: what it says to a command that holds a word."""
    cases = "".join(f"*{word}*) echo '{text}';;" for word, text in said.items())
    program = folder / "tmux"
    program.write_text(f'#!/bin/sh\ncase "$*" in {cases} esac\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("TMUX", "/nergens,1,0")


def about_tmux(call) -> list[str]:
    return [line for line in call("doctor").lines if line[2:].startswith("tmux")]


def test_a_tmux_that_does_not_say_what_it_is_is_no_good(call, tmp_path, monkeypatch):
    a_tmux(tmp_path, monkeypatch, {})
    assert about_tmux(call)[0] == (
        f"! tmux: {tmp_path}/tmux start niet; doe `sudo apt install --reinstall tmux`"
    )


@pytest.mark.parametrize(
    ("client", "overrides", "line"),
    [
        ("xterm-256color title,RGB", "", "✓ tmux: alle kleuren (xterm-256color)"),
        ("xterm title", "*:Tc", "✓ tmux: alle kleuren (xterm)"),
        ("xterm-256color title", "linux*:AX@", "✓ tmux: 256 kleuren (xterm-256color)"),
        ("vt100 title", "", "! tmux: weinig kleuren (vt100); zet `set -as terminal-features"),
    ],
)
def test_the_colours_of_the_tmux_around(call, tmp_path, monkeypatch, client, overrides, line):
    a_tmux(
        tmp_path,
        monkeypatch,
        {"-V": "tmux 3.4", "escape": "10", "client_term": client, "overrides": overrides},
    )
    found = about_tmux(call)
    assert found[:2] == ["✓ tmux: 3.4", "✓ tmux: escape-time 10"]
    assert found[2].startswith(line)
    a_tmux(tmp_path, monkeypatch, {"-V": "tmux 3.4", "client_term": ""})
    assert about_tmux(call) == ["✓ tmux: 3.4"]


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


def holding(run, word):
    """The journal that begins with a plan that has this word."""
    paths = Path(run, "journal").iterdir()
    return next(path for path in paths if word in path.read_bytes().split(b"\n")[HEAD])


def in_plan(run, old, new):
    """Change a word in the line that holds the plan."""
    path = holding(run, old)
    path.write_bytes(path.read_bytes().replace(old, new, 1))


PLAN_DAMAGE = [
    (b"Europe/Amsterdam", b"Europe/Rotterdam"),
    (b'"choice"', b'"chomce"'),
    (b'"lang":"nl"', b'"lang":"ol"'),
    (b'"start","start"', b'"start","stbrt"'),
]


@pytest.mark.parametrize(("old", "new"), PLAN_DAMAGE)
def test_a_sound_database_stands_in_for_a_damaged_plan_also_after_a_repair(call, run, old, new):
    say(call, run, "een")
    database = Path(run, "database.json")
    was = json.loads(database.read_bytes())
    in_plan(run, old, new)
    assert "klopt niet" in call("doctor", run).out
    say(call, run, "twee")
    shown = call("show", run)
    assert shown.code == 0 and "een" in shown.out and "twee" in shown.out
    now = json.loads(database.read_bytes())
    assert [now[name] for name in ("session", "start", "run")] == [
        was[name] for name in ("session", "start", "run")
    ]
    assert call("doctor", run, "--repair").code == 0
    database.unlink()
    again = call("show", run)
    assert (again.code, again.out, again.err) == (0, shown.out, "")


@pytest.mark.parametrize(("old", "new"), PLAN_DAMAGE[:2])
def test_without_one_a_damaged_plan_is_refused_in_one_line(call, run, old, new):
    Path(run, "database.json").unlink(missing_ok=True)
    in_plan(run, old, new)
    for words in (("show", run), ("export", run), ("add", run, "een", "--form", "top-3")):
        assert "geen leesbare sessie" in refusal(call(*words), 1)
    assert not Path(run, "database.json").exists()
    assert any("geen leesbare sessie" in line for line in call("doctor", run).lines)


@pytest.mark.parametrize("back", ["database", "journal", "by hand"])
@pytest.mark.parametrize(("old", "new"), PLAN_DAMAGE[:3])
def test_a_damaged_plan_without_a_copy_is_left_to_be_mended_from_one(call, run, old, new, back):
    say(call, run, "een")
    shown = call("show", run).out
    path = holding(run, old)
    sound, database = path.read_bytes(), Path(run, "database.json")
    copy = database.read_bytes()
    database.unlink()
    in_plan(run, old, new)
    spoilt = path.read_bytes()
    for words in (("doctor", run), ("doctor", run, "--repair")):
        told = call(*words)
        assert told.code == 1
        assert "al het andere is goed" not in told.out
        assert any("geen leesbare sessie" in line for line in told.lines)
        assert any(line.startswith("! Zet een gave database.json") for line in told.lines)
        assert not any("maakt het opnieuw" in line for line in told.lines)
    assert path.read_bytes() == spoilt and not Path(run, "set-aside").exists()
    if back == "database":
        database.write_bytes(copy)
    elif back == "journal":
        path.with_name("uit-de-kopie.jsonl").write_bytes(sound)
    else:
        path.write_bytes(spoilt.replace(new, old, 1))
    assert call("show", run).out == shown
    assert call("doctor", run, "--repair").code == 0
    assert call("show", run).out == shown


def test_a_repair_names_what_only_a_damaged_line_has(call, run):
    Path(run, "database.json").unlink(missing_ok=True)
    in_plan(run, b'"title":"', b'"title":"X')
    (told,) = (line for line in call("doctor", run, "--repair").lines if "kijk het na" in line)
    assert "session/session" in told
    assert "kijk het na" not in call("doctor", run, "--repair").out
    assert call("show", run).code == 0


def test_a_command_that_goes_wrong_leaves_the_database_as_it_is(call, run):
    Path(run, "database.json").unlink(missing_ok=True)
    assert call("add", run, "een", "--form", "onbekend").code == 2
    assert not Path(run, "database.json").exists()
