"""Hostile text from every side on a raw terminal: the escapes are those of harmless text."""

from __future__ import annotations

import re
import subprocess
import time
from pathlib import Path

import pytest
from hostile import PIECES, harmless
from raw_terminal import ESCAPE, PROGRAM, Raw, environment, kinds

from ai_tui.store.heads import Header, encode_header
from ai_tui.store.steps import Step, Version, encode

SESSION = """
title = "Proef {text}"
theme = "{text}"
background = "{text}"
start = "09:00"
groups = ["Een {text}", "Twee"]
lang = "nl"

[[blocks]]
id = "praten"
title = "Praten {text}"
start = "09:00"
min = 60
instruction = "{text}"
roles = ["{text}"]

[[blocks.forms]]
id = "top"
kind = "list"
title = "Top {text}"
hint = "{text}"
"""

PANELS = {
    "\x06": "Zoeken",
    "\x0b": "Losse notitie",
    "\x1bOP": "Hulp",
    "\x0f+j": "Groepen",
    "\x0f+x": "Wie schrijft mee",
    "\x0f+d": "Draaiboek wijzigen",
    "\x0f+y": "Klok bijstellen",
    "\x0f+u": "Opdracht",
}
"""Keys, and the title of the panel they open."""


def prepared(home: Path, pieces: tuple[str, ...], name: str) -> str:
    """A run whose session, journals and folder say `pieces` wherever something can be said."""
    texts = "".join(f"\\U{ord(sign):08x}" for text in pieces for sign in text if usable(sign))
    session = home / "proef.toml"
    session.write_text(SESSION.format(text=texts[:1500]))
    folder = home / name
    words = [PROGRAM, "new", str(session), "--run", str(folder), "--as", "notulist"]
    subprocess.run(words, env=environment(home), check=True, capture_output=True)
    journal = next((folder / "journal").glob("*.jsonl"))
    found = re.search(rb'"run":"([^"]+)","session":"([^"]*)"', journal.read_bytes())
    assert found is not None
    run, of = (part.decode() for part in found.groups())
    lines = [encode_header(Header(1, run, of, "kwaad", pieces[0], scope=pieces[1]))]
    for number, text in enumerate(pieces):
        entry = {"form": "top", "block": "praten", "text": text, "author": text}
        place = {"form": "top", "group": "een", "slot": "items", "pos": f"a{number:03}"}
        group = {"id": f"k{number}", "name": f"{number} {text}", "kind": "groups"}
        note = {"id": f"n{number}", "text": text, "author": text}
        versions = (
            Version("entries", f"e{number}", entry),
            Version("places", f"e{number}", place),
            Version("groups", f"k{number}", group),
            Version("notes", f"n{number}", note),
        )
        lines.append(encode(Step(int(time.time() * 1000) + number, "kwaad", text, versions)))
    other = folder / "journal" / f"20240101T000000-{pieces[0].replace('/', '')}x.jsonl"
    other.write_bytes(b"".join(lines) + pieces[2].encode() + b"\n")
    return str(folder)


def sent(text: str) -> str:
    """A text as it can be sent: a lone surrogate as a question mark, an odd byte as it is."""
    if "\udc9b" in text:
        return text
    return text.encode("utf-8", "replace").decode()


def usable(sign: str) -> bool:
    return not 0xD800 <= ord(sign) < 0xE000


def afternoon(home: Path, pieces: tuple[str, ...], name: str) -> str:
    """All that the screen writes while every panel is opened and `pieces` are typed and pasted."""
    home.mkdir()
    folder = prepared(home, pieces, name)
    raw = Raw(home, "run", folder, "--as", pieces[3].replace("\0", ""))
    raw.until("F2")
    raw.settle()
    typed = (text for text in pieces if not set("\x1b\r\n\x03") & set(text))
    raw.send("a".join(map(sent, typed)))
    raw.send(f"\x1b[200~{''.join(map(sent, pieces))}\x1b[201~")
    raw.send("\r")
    for _ in range(3):
        raw.send("\x1b")
    for keys, title in PANELS.items():
        raw.open(keys, title)
        raw.send(f"\x1b[200~{pieces[0]}{pieces[4]}\x9b31m\x1b[201~")
        raw.send("\x1b")
        raw.send("\x1b")
    raw.send("\x1bOQ")
    raw.send("\x03\x03")
    raw.stop()
    return raw.output


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    words = tuple(f"woord{n}" for n in range(len(PIECES)))
    return afternoon(tmp_path_factory.mktemp("plain") / "h", words, "run")


def test_no_text_adds_an_escape_to_those_of_the_screen(plain, tmp_path):
    hostile = afternoon(tmp_path / "h", PIECES, "run\x1b]0;x\x07\x9b31m\u202e")
    assert "woord1" in plain
    assert kinds(hostile) <= kinds(plain)
    assert harmless(re.sub(r"[\r\x08]", "", ESCAPE.sub("", plain)))
    assert harmless(re.sub(r"[\r\x08]", "", ESCAPE.sub("", hostile)))


def test_reading_an_output_of_hostile_text_shows_it():
    assert kinds("\x1b[31m\x1b]52;c;eA==\x07") - kinds("\x1b[0m") == {("osc:52",)}
    assert not harmless(ESCAPE.sub("", "\x1b[31mrood\x9b31m"))


def test_commands_on_a_terminal_write_no_hostile_text(tmp_path):
    home = tmp_path / "h"
    home.mkdir()
    folder = prepared(home, PIECES, "run\x1b]0;x\x07\x9b31m")
    for words in (
        ("show", folder),
        ("doctor", folder),
        ("check", str(home / "proef.toml")),
        ("list",),
        ("show", "\x1b]0;x\x07"),
    ):
        raw = Raw(home, *words)
        raw.stop()
        left = ESCAPE.sub("", raw.output).replace("\r", "")
        assert harmless(left), words
        assert kinds(raw.output) <= {("end:m",)}, words


def test_a_paste_with_escapes_is_kept_whole_and_no_key_of_it_acts(terminal):
    t = terminal()
    run = str(t.folder / "run")
    assert t.run("new", "alblasserdam-2024", "--run", run, "--groups", "A,B").returncode == 0
    t.start("run", run)
    t.wait("F2")
    t.paste("[/x] [b]vet[/] \x1b[31mrood \x07luid \x18weg \x0e \x03\x03\x1b]0;t\x07 slot")
    t.keys("Enter")
    t.wait("slot +✓")
    assert '"[/x] [b]vet[/] [31mrood luid weg  ]0;t slot"' in t.run("export", run).stdout
    assert not t.dead()
