"""A hand in the journal of a running process, between any two system calls of what that does."""

import os
from contextlib import contextmanager, suppress
from itertools import count

import pytest
from fault_driver import versions
from fault_oracle import WORDS, state, wall

from ai_tui.store import journal
from ai_tui.store.journal import Journal
from ai_tui.store.problems import SaveError
from ai_tui.store.returning import put_back
from ai_tui.store.store import Store

CALLS = (
    "open", "close", "stat", "lstat", "fstat", "scandir", "pread", "write", "fsync", "ftruncate",
    "utime", "replace", "unlink",
)  # fmt: skip
BEFORE = {"f1": "van eerder", "f2": "van kort"}


def cut_short(path):
    os.truncate(path, path.stat().st_size - 20)


def cut_a_line(path):
    os.truncate(path, path.read_bytes().rstrip(b"\n").rfind(b"\n") + 1)


def empty(path):
    os.truncate(path, 0)


def edit_in_place(path):
    data = path.read_bytes().replace(b"van ", b"uit ")
    with path.open("rb+") as file:
        file.write(data)


def add_a_line(path):
    with path.open("ab") as file:
        file.write(b"# checked by me\n")


def save_over(path):
    other = path.with_name("edited")
    other.write_bytes(path.read_bytes().replace(b"van ", b"uit "))
    other.replace(path)


def remove(path):
    path.unlink()


MEDDLERS = [cut_short, cut_a_line, empty, edit_in_place, add_a_line, save_over, remove]


def save(store):
    store.fold.apply(store.append(versions({"f3": "daarna"})))


def fail_to_save(store):
    """The disk takes half of the line."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "write", half_of_it(os.write))
        with suppress(SaveError):
            save(store)


def touch(store):
    store.touch()


ACTIONS = [save, fail_to_save, touch]


def half_of_it(write):
    took = []

    def failing(fd, data):
        if took:
            raise OSError(28, "full")
        took.append(write(fd, data[: len(data) // 2]))
        return took[0]

    return failing


@contextmanager
def hand(number, meddle):
    """Call `meddle` before the system call of this number, counted from 0; tells if it came."""
    left, came = count(number, -1), []

    def before(real):
        def call(*args, **more):
            if next(left) == 0:
                came.append(True)
                meddle()
            return real(*args, **more)

        return call

    with pytest.MonkeyPatch.context() as patch:
        for name in CALLS:
            patch.setattr(os, name, before(getattr(os, name)))
        yield came


def newest(folder):
    return max(folder.glob("journal/*.jsonl"), key=lambda path: (len(path.name), path.name))


def try_every_gap(tmp_path, act, meddle, tally):
    """Once the writer looks at its journal again, whoever opens the run finds what was saved.

    An edit in place that a write of the writer hides waits for the next look at every byte.
    """
    for number in count():
        folder = tmp_path / f"run-{number}"
        store = Store.create(folder, run="r", session="s", author="w", wall=wall, words=WORDS)
        for key, text in BEFORE.items():
            store.fold.apply(store.append(versions({key: text})))
        with hand(number, lambda folder=folder: meddle(newest(folder))) as came:
            act(store)
        if not came:
            break
        look = store.touch if meddle is edit_in_place else store.heal
        look()
        saved, found = state(store), state(Store.open(folder, author="x", wall=wall))
        tally.add(
            f"{meddle.__name__} at {act.__name__} {number}",
            [] if found == saved else [f"{found} of {saved}"],
        )


FAULT = "an editor or a shell between two system calls of a running process"


@pytest.mark.parametrize("act", ACTIONS)
@pytest.mark.parametrize("meddle", MEDDLERS)
def test_between_any_two_system_calls_of_a_process_that_writes(tmp_path, tally, act, meddle):
    count = tally(FAULT)
    try_every_gap(tmp_path, act, meddle, count)
    count.assert_sound()


def any_size(self, size):
    """What the file looks like is noted, whatever was made of it meanwhile."""
    self._seen = journal._marks(os.fstat(self._fd))


def test_control_gaps_notice_a_writer_that_takes_any_size(tmp_path, tally, monkeypatch):
    count = tally(FAULT)
    monkeypatch.setattr(Journal, "_mark", any_size)
    try_every_gap(tmp_path, save, cut_a_line, count)
    count.assert_caught("taking any size")


def test_control_gaps_notice_a_writer_that_never_compares_all(tmp_path, tally, monkeypatch):
    count = tally(FAULT)
    monkeypatch.setattr(Journal, "_doubt", lambda self: None)
    try_every_gap(tmp_path, save, edit_in_place, count)
    count.assert_caught("never comparing all")


BACK = "an editor or a shell between two system calls of a process that puts back"


def others(folder):
    """The newest journal that the viewer does not write itself."""
    found = [path for path in folder.glob("journal/*.jsonl") if "-viewer-" not in path.name]
    return max(found, key=lambda path: path.stat().st_mtime_ns, default=None)


def look(viewer):
    for step in viewer.poll(everywhere=True):
        viewer.fold.apply(step)
    for step in put_back(viewer):
        viewer.fold.forget(step)


def try_every_gap_of_putting_back(tmp_path, first, meddle, tally, look=look):
    """After a hand at work, and another while that is mended, all is there in the end."""
    for number in count():
        folder = tmp_path / f"run-{number}"
        store = Store.create(folder, run="r", session="s", author="w", wall=wall, words=WORDS)
        for key, text in BEFORE.items():
            store.fold.apply(store.append(versions({key: text})))
        os.utime(newest(folder), (1, 1))
        viewer = Store.open(folder, author="viewer", wall=wall, words=WORDS)
        viewer.present = list
        first(newest(folder))
        with hand(number, lambda folder=folder: (at := others(folder)) and meddle(at)) as came:
            look(viewer)
        if not came:
            break
        look(viewer)
        look(viewer)
        found = [state(viewer), state(Store.open(folder, author="x", wall=wall))]
        tally.add(
            f"{meddle.__name__} at {number} after {first.__name__}",
            [f"{each} of {BEFORE}" for each in found if each != BEFORE],
        )


@pytest.mark.parametrize("first", [edit_in_place, cut_a_line, remove])
@pytest.mark.parametrize("meddle", MEDDLERS)
def test_between_any_two_system_calls_of_a_process_that_puts_back(tmp_path, tally, first, meddle):
    count = tally(BACK)
    try_every_gap_of_putting_back(tmp_path, first, meddle, count)
    count.assert_sound()


def look_and_settle(viewer):
    """What is written is taken to be there."""
    look(viewer)
    viewer.settle()


def test_control_gaps_notice_a_viewer_that_does_not_look_whether_it_came(tmp_path, tally):
    count = tally(BACK)
    try_every_gap_of_putting_back(tmp_path, remove, remove, count, look_and_settle)
    count.assert_caught("settling at once")
