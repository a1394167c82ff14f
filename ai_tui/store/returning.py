"""Putting back what was saved and is in no journal any more, by a process that still knows it."""

from ai_tui.store.files import make_folder, replace_file
from ai_tui.store.problems import save_error
from ai_tui.store.reader import Reader
from ai_tui.store.rescue import journals
from ai_tui.store.steps import Step, encode
from ai_tui.store.store import JOURNALS, Store


def put_back(store: Store) -> None:
    """Save again what others had saved, when a journal was edited, cut or removed by hand.

    Writers who are on look after their own journals, and nothing is put in a folder that another
    run may have taken over. SaveError when it fails; trying again is safe, and several processes
    that do it write one and the same file.
    """
    if not store.disturbed or store.read_only or store.too_new or store.has_foreign:
        return
    on = {person.writer for person in store.present()}
    lost = _lost(store)
    gone = [step for step in lost if step.writer not in on]
    try:
        for name, data in journals(gone, store.run, store.session):
            _write(store, name, data)
    except OSError as error:
        raise save_error(error, store.folder, store.words) from error
    if len(gone) == len(lost):
        store.settle()


def _lost(store: Store) -> list[Step]:
    """The sound steps of others that no journal has."""
    found = Reader(store.folder / JOURNALS).load()
    there = {encode(step) for steps in found.values() for step in steps if step.valid}
    others = (step for step in store.fold.steps() if step.valid and step.writer != store.writer)
    return [step for step in others if encode(step) not in there]


def _write(store: Store, name: str, data: bytes) -> None:
    folder = store.folder / JOURNALS
    if not folder.is_dir():
        make_folder(folder)
    if not (folder / name).exists():
        replace_file(folder / name, folder / f"{store.writer}.tmp", data, durable=True)
