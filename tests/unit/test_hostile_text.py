"""Hostile texts through every door, and what comes out at every other side."""

from __future__ import annotations

import io
import random
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from hostile import PIECES, drawn, gated, harmless, hostile_text, mixed, texts
from hypothesis import given, settings

from ai_tui.__main__ import main
from ai_tui.agenda.moments import Instant
from ai_tui.export import json, terminal
from ai_tui.export.record import record
from ai_tui.forms import OPTIONS
from ai_tui.run.making import make
from ai_tui.run.run import Run
from ai_tui.session.checking import check
from ai_tui.store.heads import Header, encode_header
from ai_tui.store.lines import seal
from ai_tui.store.steps import Step, Version, decode, decode_all, encode
from ai_tui.store.store import Store
from ai_tui.text import clean, clean_entry, clean_line, one_line, shown

NOW = 1_700_000_000_000
AT = datetime(2024, 12, 4, 15, 0, tzinfo=UTC)
SGR = re.compile("\x1b\\[[0-9;]*m")
SESSION = """
title = "{}"
theme = "Thema"
date = 2024-12-04
start = "09:00"
until = "12:00"
groups = ["Een", "Twee"]

[[blocks]]
id = "praten"
title = "Praten"
start = "09:00"
min = 60

[[blocks.forms]]
id = "top"
kind = "list"
title = "Top"

[[blocks.forms]]
id = "afspraken"
kind = "agreements"
title = "Afspraken"
"""


def test_hostile_texts_come_from_hypothesis_and_from_the_corpus_in_equal_parts():
    sources = [*drawn(20, 7), *mixed(20, random.Random(7))]
    assert sorted(texts(40, 7)) == sorted(sources)
    assert len(sources) == 40
    for half in (sources[:20], sources[20:]):
        assert all(half)
        assert not all(map(harmless, half))


@given(hostile_text)
@settings(max_examples=300)
def test_the_gate_lets_printable_text_through_and_nothing_else(text):
    for gate in (clean, clean_entry, clean_line, one_line):
        assert harmless(gate(text))
        assert gate(gate(text)) == gate(text)
    assert gated(clean(text))
    assert harmless(shown(text))
    assert "\n" not in clean_line(text) + one_line(text)
    assert "\t" not in clean_line(text) + one_line(text)


@pytest.mark.parametrize("text", PIECES)
def test_what_people_write_passes_unchanged(text):
    if gated(text):
        assert clean(text) == text


def test_the_gate_knows_every_character():
    """Each one that steers goes; of the others each one that is in no composition stays."""
    for char in map(chr, range(0x110000)):
        found = clean(char)
        assert harmless(found), f"U+{ord(char):04X}"
        if gated(char):
            assert found == char, f"U+{ord(char):04X}"


def test_a_journal_is_read_through_the_gate_for_every_character():
    """A line that somebody else sealed, with the characters as they are."""
    header = b'{"stamp":1,"writer":"kwaad","author":"","versions":[["t","k",{"text":"a'
    for code in (*range(0xD800), *range(0xE000, 0x110000)):
        char = chr(code)
        if gated(char):
            continue
        line = seal(header + msgspec.json.encode(char)[1:-1] + b'z"}]]}')
        assert decode_all([line[:-1]]) == [], f"U+{code:04X} is taken as it is"
        step = decode(line)
        assert step.valid
        assert gated(step.versions[0].doc["text"]), f"U+{code:04X}"


@given(hostile_text)
@settings(max_examples=100)
def test_a_line_of_a_journal_gives_harmless_texts_only(text):
    line = encode(Step(1, text, text, (Version(text, text, {text: [text, {"a": text}]}),), text))
    step = decode(line)
    assert step is not None
    for found in (step.writer, step.author, step.undoes):
        assert harmless(found)
    for version in step.versions:
        assert harmless(version.table + version.key)
        assert harmless(repr_of(version.doc))


def repr_of(value) -> str:
    """All texts in a plain value, one after the other."""
    if isinstance(value, dict):
        return "\n".join(f"{repr_of(key)}\n{repr_of(inner)}" for key, inner in value.items())
    if isinstance(value, list | tuple):
        return "\n".join(map(repr_of, value))
    return str(value)


def printed(run: Run) -> None:
    out = io.StringIO()
    terminal.show(run, out)
    assert harmless(SGR.sub("", out.getvalue()))


def test_journals_written_by_hand_reach_no_screen_unread(tmp_path):
    """Every text of every document, header and author hostile; the folder opens and prints."""
    plan, _ = check(SESSION.format("Proef"), "proef", OPTIONS)
    run = make(plan, tmp_path / "r", "notulist", lambda: Instant(AT))
    header = Header(1, run.store.run, run.store.session, "kwaad", "\x1b]0;x\x07", scope="\x9b31m")
    docs = []
    for number, text in enumerate(PIECES):
        entry = {"form": "top", "block": text, "text": text, "author": text}
        place = {"form": "top", "group": "g1", "slot": "items", "pos": f"a{number}"}
        group = {"id": f"k{number}", "name": text, "kind": "groups"}
        docs += [
            Version("entries", f"e{number}", entry),
            Version("places", f"e{number}", place),
            Version("groups", f"k{number}", group),
            Version("notes", text, {"id": text, "text": text, "author": text}),
            Version(text, text, {text: text}),
            Version("moments", text, {"action": text, "at": text}),
        ]
    lines = [encode_header(header)]
    stamp = round((AT + timedelta(minutes=1)).timestamp() * 1000)
    lines += [encode(Step(stamp + n, "kwaad", "\x1b[1mX", (doc,))) for n, doc in enumerate(docs)]
    name = "20240101T000000-\x1b[31mkwaad.jsonl"
    (tmp_path / "r" / "journal" / name).write_bytes(b"".join(lines) + b"\xff\x1b[2J\n")
    run.close()
    again = Run.open(tmp_path / "r", "lezer", lambda: Instant(AT), read_only=True)
    assert len(list(again.state.entries())) > 20
    printed(again)
    assert harmless(json.encode(record(again)).decode())
    assert all(gated(f"{each.author}{each.scope}") for each in again.store.present())


def test_a_database_edited_by_hand_is_gated(tmp_path):
    store = Store.create(tmp_path / "r", run="r", session="s", author="A", wall=lambda: NOW)
    store.fold.apply(store.append([Version("entries", "e", {"text": "goed"})]))
    store.snapshot(store.fold.tables())
    store.close()
    for journal in (tmp_path / "r" / "journal").iterdir():
        journal.unlink()
    path = tmp_path / "r" / "database.json"
    tree = msgspec.json.decode(path.read_bytes())
    for number, text in enumerate(PIECES):
        safe = text.encode("utf-8", "replace").decode()
        tree["entries"][str(number + 9)] = {"_key": f"k{number}", "text": safe, safe: [safe]}
    path.write_bytes(msgspec.json.encode(tree))
    again = Store.open(tmp_path / "r", author="B", wall=lambda: NOW, read_only=True)
    found = repr_of([dict(table) for table in again.fold.tables().values()])
    assert "goed" in found
    assert harmless(found)


def test_no_word_on_the_command_line_comes_back_as_an_escape(tmp_path, monkeypatch, capfd):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "80")
    for text in PIECES:
        word = text.encode("utf-8", "surrogateescape" if "\udc9b" in text else "replace")
        arg = word.decode("utf-8", "surrogateescape").replace("\0", "")
        calls = (
            ["show", arg],
            ["export", "--", arg],
            ["check", arg],
            ["run", arg],
            ["new", arg],
            [arg],
            ["add", arg, "--form", arg, "--", arg],
            ["show", "x", f"--lang={arg}"],
            ["show", "x", f"--{arg}"],
            ["merge", arg, arg],
            ["forget", arg],
        )
        for call in calls:
            assert main(call) in (1, 2), call
            out, err = capfd.readouterr()
            assert harmless(out), call
            assert harmless(err), call


def test_a_folder_with_a_hostile_name_is_listed_harmlessly(tmp_path, monkeypatch, capfd):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("LANG", "nl_NL.UTF-8")
    plan, _ = check(SESSION.format("Proef"), "proef", OPTIONS)
    root = tmp_path / "ai_tui" / "runs"
    for number, text in enumerate(("\x1b]0;x\x07", "\x9b31m", "\u202eabc", "\udcff")):
        make(plan, root / f"{number}{text}", "notulist", lambda: Instant(AT)).close()
    assert main(["list"]) == 0
    out, err = capfd.readouterr()
    assert harmless(SGR.sub("", out))
    assert out.count("proef") + out.count("]0;x") >= 1
    for folder in sorted(root.iterdir()):
        for command in ("show", "doctor"):
            main([command, str(folder)])
            out, err = capfd.readouterr()
            assert harmless(SGR.sub("", out)), command
            assert harmless(err), command
    assert Path(root).is_dir()
