"""Editors and shells at work in the folder while processes have it open."""

import json
import os
import shutil
import subprocess
import time

import pytest
from fault_oracle import WORDS, state
from fault_process import BOOT
from fault_strace import driver, environment

from ai_tui.store import rescue
from ai_tui.store.fold import Fold
from ai_tui.store.returning import put_back
from ai_tui.store.steps import decode
from ai_tui.store.store import Store


def wall():
    return time.time_ns() // 1_000_000


class Process:
    """Another process that has the run open."""

    def __init__(self, folder, author, variant="sound"):
        self._process = subprocess.Popen(
            [*driver("fault_process.py", folder, variant), author],
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout.readline() == "ready\n"

    def order(self, **what):
        self._process.stdin.write(json.dumps(what) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def end(self):
        self._process.stdin.close()
        self._process.wait(timeout=60)


def remove(path):
    path.unlink()


def remove_all(path):
    shutil.rmtree(path.parent)


def cut_short(path):
    os.truncate(path, path.stat().st_size - 20)


def cut_in_half(path):
    os.truncate(path, path.stat().st_size // 2)


def empty(path):
    os.truncate(path, 0)


def save_over(path):
    """What sed -i and most editors do: a new file with the name of the old."""
    other = path.with_name("edited")
    other.write_bytes(path.read_bytes().replace(b"van ", b"uit "))
    other.replace(path)


def save_in_place(path):
    """What an editor does that keeps the file: the same bytes but for a word."""
    path.write_bytes(path.read_bytes().replace(b"van ", b"uit "))
    os.utime(path, ns=(1, time.time_ns() | 1))


def save_in_place_longer(path):
    path.write_bytes(path.read_bytes().replace(b"van ", b"afkomstig van "))


def save_in_place_and_add(path):
    """What most editors do with a file that does not end in an empty line."""
    path.write_bytes(path.read_bytes().replace(b"van ", b"uit ") + b"\n")


def other_line_ends(path):
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))


def add_a_line(path):
    with path.open("ab") as file:
        file.write(b"# checked by me\n")


def add_half_a_line(path):
    with path.open("ab") as file:
        file.write(b'{"stamp":17333')


def flip_a_bit(path):
    data = bytearray(path.read_bytes())
    data[len(data) * 2 // 3] ^= 4
    path.write_bytes(data)
    os.utime(path, ns=(1, time.time_ns() | 1))


def swap_for_a_folder(path):
    path.unlink()
    path.mkdir()


def swap_for_a_link(path):
    moved = path.rename(path.with_name("moved"))
    path.symlink_to(moved)


MEDDLERS = [
    remove, remove_all, cut_short, cut_in_half, empty, save_over, save_in_place,
    save_in_place_longer, save_in_place_and_add, other_line_ends, add_a_line, add_half_a_line,
    flip_a_bit, swap_for_a_folder, swap_for_a_link,
]  # fmt: skip


UNSEEN = [other_line_ends]
"""What is no damage."""


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "the-run"
    Store.create(folder, run="the-run", session="buurt", author="nobody", wall=wall, words=WORDS)
    first = Process(folder, "first")
    for texts in ({"f1": "van eerder", "f2": "van kort"}, {"f1": "van de eerste"}, {"f2": None}):
        first.order(save=texts)
    first.order(snapshot=True, close=True)
    first.end()
    return folder


def journal_of(folder, author):
    """The newest file of a writer."""
    found = (folder / "journal").glob(f"*-{author}-*.jsonl")
    return max(found, key=lambda path: (path.name[:15], len(path.name), path.name))


def fresh(folder):
    return Store.open(folder, author="fresh", wall=wall, boot_id=BOOT, words=WORDS)


def meddle_with_a_writer(folder, meddle, count, variant="sound"):
    """After every meddling everybody shows all that was saved, once the writer acted again."""
    writer, viewer = Process(folder, "writer", variant), Process(folder, "viewer")
    saved = {"f1": "van de eerste"}
    for number in range(4):
        texts = {f"w{number}": f"van {number}", f"x{number}": "koffie"}
        writer.order(save=texts)
        saved |= texts
        viewer.order()
        if (folder / "journal").is_dir():
            meddle(journal_of(folder, "writer"))
        if number % 2:
            writer.order(touch=True)
        else:
            writer.order(save={f"y{number}": "daarna"})
            saved[f"y{number}"] = "daarna"
        shown = {
            "the viewer": viewer.order()["state"],
            "the writer": writer.order()["state"],
            "a fresh process": state(fresh(folder)),
        }
        wrong = [f"{who} shows {what}" for who, what in shown.items() if what != saved]
        count.add(f"{meddle.__name__} {number}", wrong)
    writer.end()
    viewer.end()


@pytest.mark.parametrize("meddle", MEDDLERS)
def test_with_the_journal_of_a_process_that_runs(folder, tally, meddle):
    count = tally("an editor or a shell in the journal of a running process")
    meddle_with_a_writer(folder, meddle, count)
    count.assert_sound()


def as_it_was_left(folder):
    """The journal is the one that the writer made."""


def written_elsewhere(folder):
    """A screen wrote all that it knew to another folder, and that is the run now."""
    store = fresh(folder)
    files = list(rescue.journals(store.fold.steps(), store.run, store.session))
    shutil.rmtree(folder)
    rescue.write(folder, files, store.words)
    store.snapshot(store.fold.tables())


def put_back_before(folder):
    """A line was taken out, and what it held put back in a journal of its own."""
    store, journal = fresh(folder), journal_of(folder, "first")
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join(line for line in lines if b"van de eerste" not in line))
    store.poll()
    put_back(store)
    store.poll()
    store.snapshot(store.fold.tables())


def standing_in(folder):
    """Two lines were changed by hand, and in their place stands what database.json has."""
    journal = journal_of(folder, "first")
    journal.write_bytes(journal.read_bytes().replace(b"eer", b"nee"))


def damaged_before(folder):
    """They were, and nothing else has what they say."""
    standing_in(folder)
    (folder / "database.json").unlink()


STARTS = [as_it_was_left, written_elsewhere, put_back_before, standing_in, damaged_before]
"""How the journal came to be that is meddled with; two of them are called after what they hold."""


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("meddle", MEDDLERS)
def test_with_the_journal_of_a_process_that_left(folder, tally, start, meddle):
    count = tally("an editor or a shell in the journal of a writer who left")
    start(folder)
    meddle_with_what_was_left(folder, meddle, count)
    count.assert_sound()


def steps_in(journal):
    """The steps of the lines that can be read in a journal, if that is still a file."""
    data = journal.read_bytes() if journal.is_file() and not journal.is_symlink() else b""
    return [step for line in data.splitlines() if (step := decode(line.lstrip(b"\xef\xbb\xbf")))]


def to_be_kept(store, journal):
    """What must be shown: all that was known, but of a damaged step what its line says now."""
    now, fold = steps_in(journal), Fold()
    ids = {step.id for step in now}
    for step in (*store.fold.steps(), *now):
        if step.valid or step in now or step.id not in ids:
            fold.apply(step)
    return {key: doc["text"] for key, doc in fold.table("entries").items()}


def meddle_with_what_was_left(folder, meddle, count, variant="sound"):
    """What runs keeps all and puts it back: who opens it later finds the same, and a report.

    A file that is there again as it was needs none.
    """
    viewer, before_it = Process(folder, "viewer", variant), fresh(folder)
    journal = journal_of(folder, "first")
    before = journal.read_bytes()
    meddle(journal)
    saved = to_be_kept(before_it, journal)
    shown = viewer.order(everywhere=True)
    wrong = [] if shown["state"] == saved else [f"the viewer shows {shown}, not {saved}"]
    mended = journal.is_file() and journal.read_bytes() == before
    for later in (fresh(folder), fresh(folder)):
        wrong += [] if state(later) == saved else [f"later {state(later)}"]
        wrong += [] if later.damage or mended or meddle in UNSEEN else ["silently"]
    shown = viewer.order(everywhere=True, snapshot=True)
    wrong += [] if shown["state"] == saved else ["the viewer forgot"]
    wrong += [f"not settled: {shown['disturbed']}"] if shown["disturbed"] else []
    viewer.end()
    wrong += [] if state(fresh(folder)) == saved else [f"in the end {state(fresh(folder))}"]
    count.add(meddle.__name__, wrong)


def test_control_meddling_notices_a_reader_that_puts_nothing_back(folder, tally):
    count = tally("an editor or a shell in the journal of a writer who left")
    (folder / "database.json").unlink()
    meddle_with_what_was_left(folder, save_over, count, "forgetful")
    count.assert_caught("forgetful")


def test_control_meddling_notices_a_writer_that_does_not_look(folder, tally):
    count = tally("an editor or a shell in the journal of a running process")
    meddle_with_a_writer(folder, empty, count, "unchecked")
    count.assert_caught("unchecked")


def test_control_meddling_notices_a_reader_that_keeps_silent(folder, tally, monkeypatch):
    count = tally("an editor or a shell in the journal of a writer who left")
    monkeypatch.setattr("ai_tui.store.tail.Tail._report", lambda *what: None)
    monkeypatch.setattr("ai_tui.store.steps.sealed", lambda line: True)
    meddle_with_what_was_left(folder, save_in_place, count)
    count.assert_caught("silent")
