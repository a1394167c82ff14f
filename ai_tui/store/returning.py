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
from ai_tui.store.rescue import journals, line_of
from ai_tui.store.steps import Step
from ai_tui.store.store import Store


def put_back(store: Store) -> list[Step]:
    """Save again what was known, when a journal was edited, cut or removed by hand.

    That is what others had saved, what only a damaged line said, which stays as damaged as it was,
    and what came from database.json. Gives the damaged steps in whose place something else is in a
    journal now: the fold is to forget those, as whoever opens the run has never seen them. Writers
    who are on look after their own journals. They are settled when nothing is gone: what was
    written is looked for the next time. SaveError when it fails, or when another run took over the
    folder, in which nothing is put; trying again is safe, and several processes that do it write
    one and the same file.
    """
    if not store.disturbed or store.read_only or store.too_new:
        return []
    if store.taken_over:
        error = FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        raise save_error(error, store.folder, store.words)
    on = {person.writer for person in store.present()}
    lost, replaced = _missing(store)
    gone = [step for step in lost if step.writer not in on]
    try:
        for name, data in journals(gone, store.run, store.session):
            _write(store, name, data)
    except OSError as error:
        raise save_error(error, store.folder, store.words) from error
    if not lost:
        store.settle()
    return replaced


def _missing(store: Store) -> tuple[list[Step], list[Step]]:
    """The steps of others that no journal has, and the damaged ones in whose place something is.

    That is another line of the same id, or sound ones that have all their documents.
    """
    reader = Reader(store.folder / JOURNALS)
    read = reader.load()
    reader.choose((store.run,))
    there = [step for name in read.keys() - reader.foreign for step in read[name]]
    lines, ids = set(map(line_of, there)), {step.id for step in there}
    sound = {name for step in there if step.valid for name in _names_in(step)}
    lost, replaced = list[Step](), list[Step]()
    for step in store.fold.steps():
        if step.writer != store.writer and line_of(step) not in lines:
            gives_way = not step.valid and (step.id in ids or sound.issuperset(_names_in(step)))
            (replaced if gives_way else lost).append(step)
    return lost, replaced


def _names_in(step: Step) -> Iterator[tuple[str, str]]:
    """The table and the key of each document in a step."""
    return ((version.table, version.key) for version in step.versions)


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
