"""Hostile text from every side on a raw terminal: the escapes are those of harmless text."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest
from hostile import PIECES, harmless

from ai_tui.store.steps import Header, Step, Version, encode, encode_header

PROGRAM = str(Path(sys.executable).parent / "ai-tui")
PATIENCE = 60.0
QUIET = 0.15
"""Seconds without a byte after which the program waits for a key."""

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

ESCAPE = re.compile(
    r"\x1b(?:\[(?P<csi>[<=>?]?)[0-9;:]*(?P<how>[ -/]*)(?P<end>[@-~])"
    r"|\](?P<osc>[0-9]*)[^\x07\x1b]*(?:\x07|\x1b\\)"
    r"|(?P<string>[PX^_])[^\x1b]*\x1b\\"
    r"|(?P<other>[ -/]*[0-~]))"
)


def kinds(output: str) -> set[tuple[str, ...]]:
    """Which escapes an output holds, without their numbers."""
    return {
        tuple(f"{name}:{found}" for name, found in match.groupdict().items() if found)
        for match in ESCAPE.finditer(output)
    }


class Raw:
    """A program on a pseudo-terminal, with every byte it wrote."""

    def __init__(self, home: Path, *words: str) -> None:
        self.fd, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
        self.process = subprocess.Popen(
            [PROGRAM, *words],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
            env=environment(home),
        )
        os.close(theirs)
        self.written = b""

    def read(self) -> bool:
        """Take in what is written within a moment; False when that is nothing."""
        ready, _, _ = select.select([self.fd], [], [], QUIET)
        try:
            data = os.read(self.fd, 1 << 16) if ready else b""
        except OSError:
            return False
        self.written += data
        return bool(data)

    def until(self, mark: str, since: int = 0) -> None:
        deadline = time.monotonic() + PATIENCE
        while mark.encode() not in self.written[since:]:
            assert time.monotonic() < deadline, self.written[-2000:]
            self.read()

    def settle(self) -> None:
        while self.read():
            pass

    def send(self, keys: str) -> None:
        os.write(self.fd, keys.encode("utf-8", "surrogateescape"))
        self.settle()

    def open(self, keys: str, title: str) -> None:
        """Open a panel; once more when a slow machine took the escape before it for its part."""
        for _ in range(3):
            since = len(self.written)
            for key in keys.split("+"):
                self.send(key)
            deadline = time.monotonic() + PATIENCE / 6
            while time.monotonic() < deadline:
                if title.encode() in self.written[since:]:
                    return
                self.read()
        raise AssertionError(f"never saw {title!r} in {self.written[-2000:]!r}")

    def stop(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while self.read() or self.process.poll() is None:
            assert time.monotonic() < deadline, self.written[-2000:]
        os.close(self.fd)

    @property
    def output(self) -> str:
        """All that was written; odd bytes stand out as surrogates."""
        return self.written.decode("utf-8", "surrogateescape")


def environment(home: Path) -> dict[str, str]:
    return {
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
    }


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
