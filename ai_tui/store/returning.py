"""Putting back what was saved and is in no journal any more, by a process that still knows it."""

import errno
import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from ai_tui.store.files import make_folder, read_file, replace_file
from ai_tui.store.folder import JOURNALS
from ai_tui.store.problems import save_error
from ai_tui.store.reader import Reader
from ai_tui.store.rescue import journals
from ai_tui.store.steps import Step, encode
from ai_tui.store.store import Store


def put_back(store: Store) -> list[Step]:
    """Save again what others had saved, when a journal was edited, cut or removed by hand.

    Gives the steps of damaged lines that no journal has any more: the fold is to forget those,
    as whoever opens the run has never seen them. Writers who are on look after their own
    journals. SaveError when it fails, or when another run took over the folder, in which nothing
    is put; trying again is safe, and several processes that do it write one and the same file.
    """
    if not store.disturbed or store.read_only or store.too_new:
        return []
    if store.taken_over:
        error = FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        raise save_error(error, store.folder, store.words)
    on = {person.writer for person in store.present()}
    lost, vanished = _missing(store)
    gone = [step for step in lost if step.writer not in on]
    try:
        for name, data in journals(gone, store.run, store.session):
            _write(store, name, data)
    except OSError as error:
        raise save_error(error, store.folder, store.words) from error
    if len(gone) == len(lost):
        store.settle()
    return vanished


def _missing(store: Store) -> tuple[list[Step], list[Step]]:
    """The sound steps of others that no journal has, and the damaged ones.

    What came from database.json was in no journal; and while a journal cannot be read, nobody
    can tell which damaged steps are gone.
    """
    reader = Reader(store.folder / JOURNALS)
    read = reader.load()
    reader.choose((store.run,))
    ours = read.keys() - reader.foreign
    there = {encode(step) for name in ours for step in read[name]}
    others = [step for step in store.fold.steps() if step.writer not in (store.writer, "")]
    missing = [step for step in others if encode(step) not in there]
    unread = any(damage.why == "file_unread" for damage in reader.damage())
    damaged = [] if unread else [step for step in missing if not step.valid]
    return [step for step in missing if step.valid], damaged


def _write(store: Store, name: str, data: bytes) -> None:
    """Put a journal in the folder, unless it is there; it takes the first name that is free."""
    folder = store.folder / JOURNALS
    if not folder.is_dir():
        make_folder(folder)
    for path in _names(folder / name):
        if not os.path.lexists(path):
            replace_file(path, folder / f"{store.writer}.tmp", data, durable=True)
            return
        if _holds(path, data):
            return


def _names(path: Path) -> Iterator[Path]:
    """A path, and that path numbered from 2 on."""
    yield path
    yield from (path.with_stem(f"{path.stem}-{number}") for number in count(2))


def _holds(path: Path, data: bytes) -> bool:
    """Whether a file holds just that: one that was changed by hand keeps its name."""
    try:
        return read_file(path) == data
    except OSError:
        return False
