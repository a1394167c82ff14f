"""Hostile texts typed and pasted at the scribe's screen on a raw terminal, odd bytes among them.

A few by default; `pytest tests/faults --fuzz 100000` types and pastes so many.
"""

from __future__ import annotations

import random
import re
import subprocess
import sys
import time
from pathlib import Path

from hostile import harmless, texts
from raw_terminal import ESCAPE, PATIENCE, PROGRAM, Raw, environment, kinds

from ai_tui.store.store import Store

SIZES = {"test_typing": 500, "test_pasting": 500}
"""Texts for one start of the program."""
AT_ONCE = 10
"""Texts sent before the screen has had the time to show them."""
KEYS = 10
"""Characters that are typed of one text."""
SCREEN = "the program"
SESSION = """
title = "Proef"
start = "09:00"
groups = 40
lang = "nl"

[[blocks]]
title = "Praten"
start = "09:00"
min = 60

[[blocks.forms]]
id = "lijst"
kind = "list"
title = "Lijst"
"""


def pytest_generate_tests(metafunc):
    if "batch" in metafunc.fixturenames:
        size = SIZES[metafunc.function.__name__]
        amount = metafunc.config.getoption("--fuzz") or size
        metafunc.parametrize("batch", range(-(-amount // size)))


class Screen(Raw):
    """The scribe's screen of a new run."""

    def __init__(self, home: Path, program: tuple[str, ...] = (PROGRAM,)) -> None:
        home.mkdir()
        (home / "proef.toml").write_text(SESSION)
        self.home, self.folder = home, home / "run"
        words = [PROGRAM, "new", str(home / "proef.toml"), "--run", str(self.folder)]
        subprocess.run(words, env=environment(home), check=True, capture_output=True)
        super().__init__(home, "run", str(self.folder), program=program)
        self.until("F2")
        self.settle()

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


NEXT_GROUP = b"\x0e"
COMMANDS = re.compile("[\x01-\x08\x0b-\x1a\x1c-\x1f]")
KINDS = {
    ("end:H",), ("end:m",), ("csi:?", "end:h"), ("csi:?", "end:l"), ("osc:22",),
    ("csi:>", "end:u"), ("csi:<", "end:u"), ("csi:?", "how:$", "end:p"),
}  # fmt: skip
"""The escapes that Textual emits: the cursor, colours, the pointer and modes of the terminal."""


def typed(some: list[str], rng: random.Random) -> bytes:
    """What is typed of each text: a piece, and now and then bytes that are no text at all.

    Keys that are commands are left out: faster than a panel opens, they would pile panels up.
    """
    keys = b""
    for text in some:
        keys += COMMANDS.sub("", text)[:KEYS].encode("utf-8", "replace")
        if rng.random() < 0.2:
            keys += bytes(rng.randrange(0x80, 0x100) for _ in range(rng.randrange(1, 4)))
        keys += b"\r" if rng.random() < 0.3 else b""
    return keys


def sent(count, home: Path, hostile: list[str], form, *program: str) -> Store:
    """Send texts, in the form that is asked, to a screen; gives the run they were typed in."""
    rng = random.Random(repr(hostile[0]))
    screen = Screen(home, program or (PROGRAM,))
    for number in range(0, len(hostile), AT_ONCE):
        screen.pour(form(hostile[number : number + AT_ONCE], rng))
        if screen.process.poll() is not None:
            break
    for text in hostile[1:]:
        count.add(repr(text)[:40], [])
    count.add(repr(hostile[0])[:40], screen.wrong())
    return Store.open(screen.folder, author="lezer", wall=lambda: 0, read_only=True)


def test_typing(batch, tally, tmp_path):
    count = tally("hostile text and odd bytes typed on a terminal")
    sent(count, tmp_path / "h", texts(SIZES["test_typing"], batch), typed)
    count.sound(SCREEN)


def pasted(some: list[str], _: random.Random) -> bytes:
    """Texts pasted as lines, and on to the next group.

    Textual makes keys of what follows an escape, so there are no commands among them, and of ten
    texts one keeps its escapes; in the others they are of one byte.
    """
    first, *others = some
    text = "\n".join((first, *(other.replace("\x1b", "\x9b") for other in others)))
    text = COMMANDS.sub("", text)
    return b"\x1b[200~" + text.encode("utf-8", "replace") + b"\x1b[201~\r" + NEXT_GROUP


def test_pasting(batch, tally, tmp_path):
    count = tally("hostile text pasted on a terminal")
    hostile = texts(SIZES["test_pasting"], batch)
    store = sent(count, tmp_path / "h", hostile, pasted)
    assert len(store.fold.table("entries")) > len(hostile) // 4
    count.sound(SCREEN)


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
    sent(count, tmp_path / "h", texts(100, 0), typed, *broken(STRICT))
    count.caught("no odd bytes")


def test_control_pasting_notices_a_program_without_the_gate(tally, tmp_path):
    count = tally("hostile text pasted on a terminal")
    hostile = ["\x9b31mrood", "\x9d52;c;eA==\x9c"]
    sent(count, tmp_path / "h", hostile, pasted, *broken(OPEN))
    count.caught("no gate")
