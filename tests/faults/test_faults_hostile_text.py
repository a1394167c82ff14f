"""Hostile texts through every door that is no screen, and what stands behind it afterwards.

A few of each by default; `pytest tests/faults --fuzz 100000` sends so many through every door.
"""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from hostile import gated, harmless, texts

from ai_tui.__main__ import main
from ai_tui.agenda.moments import Instant
from ai_tui.errors import AiTuiError
from ai_tui.export import json, terminal
from ai_tui.export.record import record
from ai_tui.forms import OPTIONS
from ai_tui.run.harvest import Typed
from ai_tui.run.making import make
from ai_tui.run.run import Run
from ai_tui.session.checking import check
from ai_tui.store.heads import Header, encode_header
from ai_tui.store.steps import Step, Version, encode
from ai_tui.tui.editor.paste import lines_of
from ai_tui.tui.paint.pieces import Piece
from ai_tui.tui.theme import THEMES, palette
from ai_tui.tui.widgets.rows import strip_of

BATCH = 250
ADDED = 10
"""Of so many texts on the command line one is saved; the others are in what it complains of."""
FEW = 250
AT = datetime(2024, 12, 4, 15, 0, tzinfo=UTC)
LATER = round((AT + timedelta(minutes=1)).timestamp() * 1000)
PROGRAM = "the program"
SESSION = """
title = "{}"
theme = "{}"
background = "{}"
place = "{}"
date = 2024-12-04
start = "09:00"
groups = ["Een {}", "Twee"]

[[blocks]]
id = "praten"
title = "Praten {}"
start = "09:00"
min = 60
instruction = "{}"
roles = ["{}"]

[[blocks.forms]]
id = "top"
kind = "list"
title = "Top {}"
hint = "{}"
"""
PLACES = SESSION.count("{}")


def pytest_generate_tests(metafunc):
    if "batch" in metafunc.fixturenames:
        amount = metafunc.config.getoption("--fuzz") or FEW
        metafunc.parametrize("batch", range(-(-amount // BATCH)))


@pytest.fixture
def hostile(batch):
    return texts(BATCH, batch)


def now() -> Instant:
    return Instant(AT)


def plan(*said: str):
    found, problems = check(SESSION.format(*(said or ("Proef",) * PLACES)), "proef", OPTIONS)
    return found, problems


def new_run(folder: Path) -> Run:
    found, problems = plan()
    assert found is not None, problems
    return make(found, folder, "notulist", now)


def reopened(folder: Path) -> Run:
    return Run.open(folder, "lezer", now, read_only=True)


def quoted(text: str) -> str:
    """A text as TOML writes it; a lone surrogate cannot stand in a file."""
    return "".join(f"\\U{ord(sign):08x}" for sign in utf8(text))


def utf8(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def every_text(value: object) -> Iterator[str]:
    """All texts in a value, with the keys of its mappings."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from every_text(key)
            yield from every_text(inner)
    elif isinstance(value, list | tuple | set | frozenset):
        for inner in value:
            yield from every_text(inner)
    elif isinstance(value, msgspec.Struct):
        yield from every_text(msgspec.structs.asdict(value))


def ungated(value: object) -> list[str]:
    return [f"let through {text!r}" for text in every_text(value) if not gated(text)]


def steering(text: str) -> list[str]:
    return [] if harmless(text) else [f"wrote {text!r}"]


def called(*words: str, stdin: bytes = b"") -> tuple[int, str, list[str]]:
    """A command in this process: its exit code, what it printed, and what is wrong with that."""
    out, err, before = io.StringIO(), io.StringIO(), sys.stdin
    sys.stdin = io.TextIOWrapper(io.BytesIO(stdin))
    try:
        with redirect_stdout(out), redirect_stderr(err):
            code = main(list(words))
    finally:
        sys.stdin = before
    wrong = steering(out.getvalue()) + steering(err.getvalue())
    return code, out.getvalue(), wrong + ([] if code in (0, 1, 2) else [f"exit code {code}"])


def outputs(run: Run) -> list[str]:
    """What is wrong with all that a run shows, prints and exports."""
    printed = io.StringIO()
    terminal.show(run, printed)
    data = json.encode(record(run))
    msgspec.json.decode(data)
    kept = [entry.text for entry in run.state.entries()]
    colours = palette(THEMES[0].name)
    painted = [s.text for text in kept for s in strip_of((Piece(text), Piece(" ")), colours)]
    return [
        *ungated(kept),
        *steering(printed.getvalue()),
        *steering(data.decode()),
        *(wrong for text in painted for wrong in steering(text.replace("\n", "\0"))),
    ]


def test_session_files(hostile, tally):
    count = tally("hostile text in a session file, written properly and as it is")
    for number in range(0, BATCH, PLACES):
        said = [hostile[(number + n) % BATCH] for n in range(PLACES)]
        found, problems = plan(*map(quoted, said))
        wrong = ungated([str(each) for each in problems] if found is None else found)
        for text in said[: BATCH - number]:
            raw, mistakes = plan(text, *["x"] * (PLACES - 1))
            told = ungated(raw) if raw else []
            told += [w for each in mistakes for w in steering(str(each))]
            count.add(repr(text)[:40], wrong + told)
            wrong = []
    count.assert_sound(PROGRAM)


def test_the_command_line(hostile, tally, tmp_path):
    count = tally("hostile text on the command line")
    folder = tmp_path / "r"
    new_run(folder).close()
    for number, text in enumerate(hostile):
        word = text.replace("\0", "")
        calls = [("show", "--", word), ("check", "--", word), ("export", str(folder), f"--{word}")]
        if number % ADDED == 0:
            calls = [("add", str(folder), "--form=top", "--group=Twee", f"--as={word}", "--", word)]
        wrong = called(*calls[number % len(calls)])[2]
        count.add(repr(text)[:40], wrong)
    count.wrong += outputs(reopened(folder))
    count.assert_sound(PROGRAM)


def test_standard_input(hostile, tally, tmp_path):
    count = tally("hostile text on standard input")
    folder = tmp_path / "r"
    new_run(folder).close()
    data = b"\n".join(text.encode("utf-8", "surrogatepass") for text in hostile)
    code, printed, wrong = called("add", str(folder), "--form=top", "--group=Twee", "-", stdin=data)
    run = reopened(folder)
    wrong += [] if code == 0 else [f"exit code {code}"]
    wrong += [] if len(list(run.state.entries())) == len(printed.split()) else ["lost some"]
    count.all_of(hostile, wrong + outputs(run))
    count.assert_sound(PROGRAM)


def test_what_a_screen_hands_over(hostile, tally, tmp_path):
    """Entries, cells, notes, names and titles as the panels and the editor give them."""
    count = tally("hostile text in entries, names, notes and titles")
    run = new_run(tmp_path / "r")
    form, (group, _) = run.state.form("top"), run.state.groups("groups")
    pasted = [line for text in hostile for line in lines_of(text)]
    assert form is not None
    run.harvest.append(form, group.id, "items", pasted)
    run.harvest.write(form, group.id, [Typed(f"e{n}", "items", t) for n, t in enumerate(hostile)])
    for text in hostile[:25]:
        run.harvest.note(text)
    run.groups.add(hostile[:40])
    run.groups.rename(group, hostile[1])
    run.close()
    again = reopened(tmp_path / "r")
    wrong = ungated([each.name for each in again.state.all_groups])
    wrong += ungated([note.text for note in again.state.notes])
    count.all_of(hostile, ungated(pasted) + wrong + outputs(again))
    count.assert_sound(PROGRAM)


def journal_of(run: Run, hostile: list[str]) -> bytes:
    """A journal in which everything that can be said is hostile."""
    author, scope = utf8(hostile[0]), utf8(hostile[1])
    header = Header(1, run.store.run, run.store.session, "kwaad", author, scope=scope)
    lines = [encode_header(header)]
    for number, text in enumerate(hostile):
        at = hostile[number - 1]
        entry = {"form": "top", "block": at, "text": text, "author": at}
        place = {"form": "top", "group": "een", "slot": "items", "pos": f"a{number}"}
        versions = [Version("entries", f"e{number}", entry), Version("places", f"e{number}", place)]
        if number % 10 == 0:
            group = {"id": f"k{number}", "name": text, "kind": "groups"}
            note = {"id": text, "text": text, "author": at, "at": at}
            versions += [Version("groups", f"k{number}", group), Version("notes", text, note)]
            versions += [Version("moments", text, {"action": at}), Version(at, text, {text: at})]
        line = encode(Step(LATER + number, "kwaad", at, tuple(versions)))
        lines.append(as_typed(line) if number % 2 else line)
    return b"".join(lines) + utf8(hostile[2]).encode() + b"\xff\x9b2J\n"


def as_typed(line: bytes) -> bytes:
    """A line as somebody may edit it by hand: escapes written out as the characters they mean."""
    return line.replace(rb"\u001b", b"\x7f").replace(rb"\u0007", b"\xc2\x9b")


def file_name(text: str) -> str:
    return "".join(sign for sign in utf8(text) if sign not in "/\0")[:20]


def test_journals_edited_by_hand(hostile, tally, tmp_path):
    count = tally("hostile text in journals edited by hand")
    run = new_run(tmp_path / "r")
    name = f"20240101T000000-{file_name(hostile[3])}.jsonl"
    (tmp_path / "r" / "journal" / name).write_bytes(journal_of(run, hostile))
    run.close()
    again = reopened(tmp_path / "r")
    wrong = ungated([[dict(docs) for docs in again.store.fold.tables().values()]])
    wrong += ungated([(step.author, step.writer) for step in again.store.fold.steps()])
    wrong += called("doctor", str(tmp_path / "r"))[2]
    wrong += [] if len(list(again.state.entries())) > BATCH * 0.9 else ["hardly anything read"]
    count.all_of(hostile, wrong + outputs(again))
    count.assert_sound(PROGRAM)


def test_folders_that_are_merged(hostile, tally, tmp_path):
    count = tally("hostile text in a folder that is merged")
    run = new_run(tmp_path / "r")
    run.close()
    other = tmp_path / f"{file_name(hostile[4])}-other"
    called("merge", str(tmp_path / "r"), str(tmp_path / "r"))
    shutil.copytree(tmp_path / "r", other)
    (other / "journal" / "20240101T000000-kwaad.jsonl").write_bytes(journal_of(run, hostile))
    code, _, wrong = called("merge", str(tmp_path / "r"), str(other))
    wrong += [] if code == 0 else [f"exit code {code}"]
    again = reopened(tmp_path / "r")
    wrong += [] if len(list(again.state.entries())) > BATCH * 0.9 else ["hardly anything merged"]
    count.all_of(hostile, wrong + outputs(again))
    count.assert_sound(PROGRAM)


def database_of(folder: Path, hostile: list[str]) -> None:
    """Leave of a run only a database.json in which everything that can be said is hostile."""
    for journal in (folder / "journal").iterdir():
        journal.unlink()
    path = folder / "database.json"
    tree = msgspec.json.decode(path.read_bytes())
    entries, places = tree.setdefault("entries", {}), tree.setdefault("places", {})
    for number, text in enumerate(map(utf8, hostile)):
        entry = {"_key": f"e{number}", "form": "top", "block": text, "text": text, text: [text]}
        place = {"form": "top", "group": "een", "slot": "items", "pos": f"a{number}"}
        entries[str(number + 9)] = entry
        places[str(number + 9)] = {"_key": f"e{number}"} | place
    path.write_bytes(msgspec.json.encode(tree))


def test_a_database_edited_by_hand(hostile, tally, tmp_path):
    count = tally("hostile text in a database.json edited by hand")
    new_run(tmp_path / "r").close()
    database_of(tmp_path / "r", hostile)
    again = reopened(tmp_path / "r")
    wrong = ungated([dict(docs) for docs in again.store.fold.tables().values()])
    wrong += [] if len(list(again.state.entries())) > BATCH * 0.9 else ["hardly anything read"]
    count.all_of(hostile, wrong + outputs(again))
    count.assert_sound(PROGRAM)


def untouched(monkeypatch, *names: str) -> None:
    for name in names:
        monkeypatch.setattr(name, lambda text: text)


def test_control_a_harvest_without_the_gate_is_noticed(tally, tmp_path, monkeypatch):
    count = tally("hostile text in entries, names, notes and titles")
    untouched(monkeypatch, "ai_tui.run.harvest.clean_entry", "ai_tui.run.groups.clean_line")
    monkeypatch.setattr("ai_tui.store.steps.is_suspicious", lambda line: False)
    monkeypatch.setattr("ai_tui.store.steps.sealed", lambda line: True)
    batch = [utf8(text) for text in texts(40, 0)]
    run = new_run(tmp_path / "r")
    form, (group, _) = run.state.form("top"), run.state.groups("groups")
    run.harvest.append(form, group.id, "items", batch)
    run.close()
    for entry in reopened(tmp_path / "r").state.entries():
        count.add(entry.id, ungated(entry.text))
    count.assert_caught("no gate")


def test_control_a_journal_without_the_gate_is_noticed(tally, tmp_path, monkeypatch):
    count = tally("hostile text in journals edited by hand")
    monkeypatch.setattr("ai_tui.store.steps.is_suspicious", lambda line: False)
    monkeypatch.setattr("ai_tui.store.steps.cleaned", lambda value: value)
    run = new_run(tmp_path / "r")
    data = journal_of(run, [utf8(text) for text in texts(40, 0)])
    (tmp_path / "r" / "journal" / "20240101T000000-kwaad.jsonl").write_bytes(data)
    run.close()
    for entry in reopened(tmp_path / "r").state.entries():
        count.add(entry.id, ungated(entry.text))
    count.assert_caught("no gate")


def test_control_standard_input_without_the_gate_is_noticed(tally, tmp_path, monkeypatch):
    count = tally("hostile text on standard input")
    untouched(monkeypatch, "ai_tui.run.harvest.clean_entry")
    monkeypatch.setattr("ai_tui.store.steps.is_suspicious", lambda line: False)
    new_run(tmp_path / "r").close()
    data = "\n".join(map(utf8, texts(40, 0))).encode()
    called("add", str(tmp_path / "r"), "--form=top", "--group=Twee", "-", stdin=data)
    for entry in reopened(tmp_path / "r").state.entries():
        count.add(entry.id, ungated(entry.text))
    count.assert_caught("no gate")


def test_control_merging_without_the_gate_is_noticed(tally, tmp_path, monkeypatch):
    count = tally("hostile text in a folder that is merged")
    monkeypatch.setattr("ai_tui.store.steps.is_suspicious", lambda line: False)
    run = new_run(tmp_path / "r")
    run.close()
    shutil.copytree(tmp_path / "r", tmp_path / "other")
    data = journal_of(run, [utf8(text) for text in texts(40, 0)])
    (tmp_path / "other" / "journal" / "20240101T000000-kwaad.jsonl").write_bytes(data)
    called("merge", str(tmp_path / "r"), str(tmp_path / "other"))
    for entry in reopened(tmp_path / "r").state.entries():
        count.add(entry.id, ungated(entry.text))
    count.assert_caught("no gate")


def test_control_a_database_without_the_gate_is_noticed(tally, tmp_path, monkeypatch):
    count = tally("hostile text in a database.json edited by hand")
    untouched(monkeypatch, "ai_tui.store.database.cleaned")
    new_run(tmp_path / "r").close()
    database_of(tmp_path / "r", texts(40, 0))
    for doc in reopened(tmp_path / "r").store.fold.table("entries").values():
        count.add("an entry", ungated(dict(doc)))
    count.assert_caught("no gate")


def test_control_a_session_without_the_gate_is_noticed(tally, monkeypatch):
    count = tally("hostile text in a session file, written properly and as it is")
    untouched(monkeypatch, "ai_tui.session.walk.clean_entry", "ai_tui.session.walk.clean_line")
    for text in texts(40, 0):
        found, _ = plan(quoted(text), *["x"] * (PLACES - 1))
        count.add(repr(text)[:40], ungated(found) if found else [])
    count.assert_caught("no gate")


def test_control_an_error_message_without_the_gate_is_noticed(tally, monkeypatch):
    count = tally("hostile text on the command line")
    for module in ("cli.streams", "cli.lookup", "session.problems"):
        untouched(monkeypatch, f"ai_tui.{module}.clean_line")
    for text in texts(40, 0):
        try:
            count.add(repr(text)[:40], called("show", "--", text.replace("\0", ""))[2])
        except (AiTuiError, UnicodeEncodeError) as error:
            count.add(repr(text)[:40], [str(error)])
    count.assert_caught("no gate")
