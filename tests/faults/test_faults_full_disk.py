"""A small disk that is really full."""

import os
import random

import pytest
from fault_driver import versions
from fault_oracle import WORDS, state, wall

from ai_tui.store import files, journal
from ai_tui.store.problems import SaveError
from ai_tui.store.store import Store


def opened(folder, author="reader"):
    return Store.open(folder, author=author, wall=wall, words=WORDS)


def fill(disk, leave):
    """Leave about so many bytes free."""
    filler = disk / "filler"
    with filler.open("ab") as file:
        while (free := room(disk)) > leave:
            file.write(bytes(min(free - leave, 4096)))
            file.flush()
    return filler


def room(disk):
    stat = os.statvfs(disk)
    return stat.f_bavail * stat.f_bsize


def save(store, key, text):
    step = store.append(versions({key: text}))
    store.fold.apply(step)


def until_full(store, seed, saved):
    """Save texts of all sizes until the disk has no room; what was saved goes in `saved`."""
    sizes = random.Random(seed)
    for number in range(10_000):
        key, text = f"k{seed}-{number}", "x" * sizes.randrange(1, 3000)
        try:
            save(store, key, text)
        except SaveError as error:
            assert error.reason == "full"
            return
        saved[key] = text
    raise AssertionError("the disk never filled up")


def fill_and_go_on(disk, seed):
    """Gives what went wrong while the disk was full, and after room was made."""
    folder = disk / f"run-{seed}"
    store = Store.create(
        folder, run=folder.name, session="buurt", author="writer", wall=wall, words=WORDS
    )
    saved = {}
    save(store, "first", "before")
    saved["first"] = "before"
    store.snapshot(store.fold.tables())
    filler = fill(disk, leave=seed * 1777)
    until_full(store, seed, saved)
    wrong = [] if state(opened(folder)) == saved else ["lost something while the disk was full"]
    for attempt in (
        lambda: store.snapshot(store.fold.tables()),
        lambda: store.save_draft({"text": "y" * 5000}),
        lambda: save(store, "big", "z" * 20_000),
    ):
        try:
            attempt()
        except SaveError as error:
            wrong += [] if error.reason == "full" else [f"said {error}"]
        else:
            wrong.append("there was room after all")
    wrong += [f"left behind {path.name}" for path in folder.rglob("*.tmp")]
    filler.unlink()
    save(store, "big", "z" * 20_000)
    store.snapshot(store.fold.tables())
    saved["big"] = "z" * 20_000
    again = opened(folder)
    wrong += [] if state(again) == saved else ["lost something after room was made"]
    wrong += [str(damage) for damage in again.damage]
    store.close()
    return wrong


def test_saving_on_a_disk_that_is_full(small_disk, tally):
    count = tally("a really full disk")
    for seed in range(24):
        count.add(f"seed {seed}", fill_and_go_on(small_disk, seed))
        for path in sorted(small_disk.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
    count.assert_sound()


def test_a_run_cannot_be_made_on_a_full_disk_and_leaves_nothing(small_disk):
    fill(small_disk, leave=0)
    folder = small_disk / "run"
    try:
        store = Store.create(
            folder, run="run", session="buurt", author="writer", wall=wall, words=WORDS
        )
        with pytest.raises(SaveError, match="full"):
            store.append(versions({"e1": "koffie"}))
        assert list((folder / "journal").iterdir()) == []
    except SaveError:
        assert not folder.exists()


def test_control_a_full_disk_notices_a_store_that_does_not_clean_up(small_disk, tally, monkeypatch):
    count = tally("a really full disk")
    monkeypatch.setattr(journal.Journal, "intact", lambda self: True)
    monkeypatch.setattr(journal.Journal, "_cut", lambda self: None)
    monkeypatch.setattr(files, "drop", lambda path: None)
    for seed in range(3):
        try:
            wrong = fill_and_go_on(small_disk, seed)
        except SaveError:
            wrong = ["could not save after room was made"]
        count.add(f"seed {seed}", wrong)
        for path in sorted(small_disk.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
    count.assert_caught("unchecked")
