"""Hostile texts typed and pasted at the scribe's screen on a raw terminal, odd bytes among them.

A few by default; `pytest tests/faults --fuzz 100000` types and pastes so many.
"""

from __future__ import annotations

import random
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hostile import gated, harmless, texts
from one_hour import one_hour
from raw_terminal import ESCAPE, PATIENCE, PROGRAM, Raw, environment, kinds

from ai_tui.store.store import Store
from ai_tui.text import clean, clean_entry

FEW = 250
BATCH = 2000
"""Texts for one start of the program."""
AT_ONCE = 40
"""Texts that the screen must show before more are sent; the terminal has room for so many."""
TALL = (100, 120)
KEYS = 10
"""Characters that are typed of one text."""
SCREEN = "the program"
SESSION = one_hour("40", "list", "Lijst")


def size_of(config) -> int:
    return min(config.getoption("--fuzz") or FEW, BATCH)


def pytest_generate_tests(metafunc):
    if "hostile" in metafunc.fixturenames:
        amount = metafunc.config.getoption("--fuzz") or FEW
        batches = range(-(-amount // size_of(metafunc.config)))
        metafunc.parametrize("hostile", batches, indirect=True)


@pytest.fixture
def hostile(request):
    return texts(size_of(request.config), request.param)


class Screen(Raw):
    """The scribe's screen of a new run."""

    def __init__(self, home: Path, program: tuple[str, ...] = (PROGRAM,)) -> None:
        home.mkdir()
        (home / "proef.toml").write_text(SESSION)
        self.home, self.folder = home, home / "run"
        words = [PROGRAM, "new", str(home / "proef.toml"), "--run", str(self.folder)]
        subprocess.run(words, env=environment(home), check=True, capture_output=True)
        super().__init__(home, "run", str(self.folder), program=program, size=TALL)
        self.until("F2")
        self.settle()

    def shows(self, data: bytes, mark: str) -> bool:
        """Whether the screen takes in `data`, and comes to show a mark that is pasted after it."""
        since = len(self.written)
        self.pour(data + paste(mark))
        deadline = time.monotonic() + PATIENCE
        while mark.encode() not in self.written[since:]:
            if self.process.poll() is not None or time.monotonic() > deadline:
                return False
            self.read()
        return True

    def wrong(self) -> list[str]:
        """Leave, and say what was not as it should be."""
        deadline = time.monotonic() + PATIENCE
        while self.process.poll() is None and time.monotonic() < deadline:
            self.send("\x1b")
            self.send("\x03")
            self.send("\x03")
        if self.process.poll() is None:
            self.process.kill()
        self.stop()
        crash = self.home / "data" / "ai_tui" / "last-error.txt"
        wrong = [crash.read_text()[-800:]] if crash.exists() else []
        wrong += [] if self.process.returncode == 0 else [f"ended with {self.process.returncode}"]
        wrong += ["fell over"] if "Traceback" in self.output else []
        odd = kinds(self.output) - KINDS
        wrong += [f"wrote the escapes {odd}"] if odd else []
        left = re.sub(r"[\r\x08]", "", ESCAPE.sub("", self.output))
        return wrong if harmless(left) else [*wrong, "wrote odd bytes"]

    def saved(self) -> list[str]:
        """Every text that was saved, also when another took its place later."""
        store = Store.open(self.folder, author="lezer", wall=lambda: 0, read_only=True)
        versions = [version for step in store.fold.steps() for version in step.versions]
        return [str(each.doc["text"]) for each in versions if each.table == "entries" and each.doc]


NEXT_GROUP = b"\x0e"
COMMANDS = re.compile("[\x01-\x08\x0b-\x1a\x1c-\x1f]")
KINDS = {
    ("end:H",), ("end:m",), ("csi:?", "end:h"), ("csi:?", "end:l"), ("osc:22",),
    ("csi:>", "end:u"), ("csi:<", "end:u"), ("csi:?", "how:$", "end:p"),
}  # fmt: skip
"""The escapes that Textual emits: the cursor, colours, the pointer and modes of the terminal."""

ON_A_LINE = re.compile("(?=.{2,50}$)[!-~]+( [!-~]+)*")
"""A text that the screen shows as it is."""

Form = Callable[[list[str], random.Random], bytes]
"""Makes of some texts what is sent to the terminal."""


def utf8(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def paste(text: str) -> bytes:
    return f"\x1b[200~{utf8(text)}\x1b[201~".encode()


def typed(some: list[str], rng: random.Random) -> bytes:
    """What is typed of each text: a piece, and now and then bytes that are no text at all.

    Keys that are commands are left out: faster than a panel opens, they would pile panels up.
    """
    keys = b""
    for text in some:
        text = COMMANDS.sub("", text)
        start = rng.randint(0, max(len(text) - KEYS, 0))
        keys += utf8(text[start : start + KEYS]).encode()
        if rng.random() < 0.2:
            keys += bytes(rng.randrange(0x80, 0x100) for _ in range(rng.randrange(1, 4)))
        keys += b"\r" if rng.random() < 0.2 else b""
    return keys + b"\r"


def pasted(some: list[str], _: random.Random) -> bytes:
    """Texts pasted as lines."""
    return paste("\n".join(some))


def in_turns(hostile: list[str]) -> list[list[str]]:
    """The texts, so many at once."""
    return [hostile[start : start + AT_ONCE] for start in range(0, len(hostile), AT_ONCE)]


def sent(home: Path, hostile: list[str], form: Form, *program: str) -> tuple[list[str], list[str]]:
    """Send texts to a screen in the form that is asked; what is wrong, and all that was saved.

    So many at once go to the next group; the mark behind them must be seen, and be saved.
    """
    rng = random.Random(repr(hostile))
    screen = Screen(home, program or (PROGRAM,))
    wrong: list[str] = []
    marks = [f"merk{number:06}" for number, _ in enumerate(in_turns(hostile))]
    for mark, some in zip(marks, in_turns(hostile), strict=True):
        if not screen.shows(NEXT_GROUP + form(some, rng), mark):
            wrong.append(f"never showed {mark}")
            break
        screen.pour(b"\r")
    wrong += screen.wrong()
    saved = screen.saved()
    there = "\n".join(saved)
    wrong += [f"never saved {mark}" for mark in marks if mark not in there]
    wrong += [f"let through {text!r}" for text in saved if not gated(text)]
    return wrong + unseen(saved, screen.output), saved


def unseen(saved: list[str], output: str) -> list[str]:
    """Whether texts were saved that the screen did not show, told by those that fit on a line.

    The screen writes only what changes on a line: a few look torn.
    """
    shown = ESCAPE.sub("", output)
    plain = [text for text in saved if ON_A_LINE.fullmatch(text)]
    torn = [text for text in plain if text not in shown]
    return [f"did not show {torn[:5]}"] if len(torn) > len(plain) // 50 else []


def test_typing(hostile, tally, tmp_path):
    count = tally("hostile text and odd bytes typed on a terminal")
    wrong, _ = sent(tmp_path / "h", hostile, typed)
    count.all_of(hostile, wrong)
    count.assert_sound(SCREEN)


def blanks(text: str) -> str:
    return " ".join(text.split())


def lost(hostile: list[str], saved: list[str]) -> list[str]:
    """The lines of pasted texts that can be seen and were not saved; blanks may differ."""
    there = {blanks(text) for text in saved}
    lines = [blanks(line) for text in hostile for line in clean(utf8(text)).split("\n")]
    return [f"lost {line!r}" for line in lines if clean_entry(line) and line not in there]


def test_pasting(hostile, tally, tmp_path):
    count = tally("hostile text pasted on a terminal")
    wrong, saved = sent(tmp_path / "h", hostile, pasted)
    count.all_of(hostile, wrong + lost(hostile, saved))
    count.assert_sound(SCREEN)


STRICT = "import ai_tui.tui.base_app as app; app.forgive_odd_bytes = lambda driver: None"
OPEN = """import ai_tui.text as gate
for name in ("clean", "clean_entry", "clean_line", "one_line", "shown"):
    setattr(gate, name, lambda text: text)"""


def broken(how: str) -> tuple[str, ...]:
    """The program with something taken away first."""
    start = "from ai_tui.__main__ import main; raise SystemExit(main())"
    return sys.executable, "-c", f"{how}\n{start}"


def test_control_typing_notices_a_program_that_stops_at_odd_bytes(tally, tmp_path):
    count = tally("hostile text and odd bytes typed on a terminal")
    wrong, _ = sent(tmp_path / "h", texts(100, 0), typed, *broken(STRICT))
    count.all_of(texts(100, 0), wrong)
    count.assert_caught("no odd bytes")


def test_control_pasting_notices_a_program_without_the_gate(tally, tmp_path):
    count = tally("hostile text pasted on a terminal")
    hostile = ["\x9b31mrood", "\x9d52;c;eA==\x9c"]
    wrong, _ = sent(tmp_path / "h", hostile, pasted, *broken(OPEN))
    count.all_of(hostile, wrong)
    count.assert_caught("no gate")
