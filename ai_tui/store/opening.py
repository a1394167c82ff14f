"""What a run's folder holds, read and folded once: with that a process begins."""

from pathlib import Path

from msgspec import Struct

from ai_tui.locale import Words
from ai_tui.store.database import NAME, Database, Meta
from ai_tui.store.fold import Fold
from ai_tui.store.folder import JOURNALS
from ai_tui.store.problems import HARM, OpenError, open_error
from ai_tui.store.reader import Reader, uncollected
from ai_tui.store.snapshots import Copy
from ai_tui.store.stamps import Stamps
from ai_tui.store.standins import StandIns, stand_in


class Opened(Struct, frozen=True):
    """A run as it was found; `too_new` says that a newer version of the program wrote in it."""

    run: str
    session: str
    reader: Reader
    copy: Copy
    fold: Fold
    stamps: Stamps
    stand_ins: StandIns = StandIns()
    too_new: bool = False


def open_new(folder: Path, run: str, session: str, boot: str) -> Opened:
    """A new run, of which nothing is saved yet; `boot` is the boot id, empty if unknown."""
    reader = Reader(folder / JOURNALS, boot)
    reader.choose((run,))
    return Opened(run, session, reader, Copy(folder, run, session), Fold(), Stamps())


def open_folder(folder: Path, boot: str, words: Words) -> Opened:
    """All that is in a folder; OpenError when it holds no run or cannot be read.

    `boot` is the boot id, empty if unknown.
    """
    try:
        folder.stat()
        database = Database(folder / NAME)
        journals = folder / JOURNALS
        if not journals.is_dir() and not database.exists:
            raise OpenError("gone", words("store.open_no_run", place=folder))
        name = folder.resolve().name
        with uncollected():
            return _take_in(folder, name, Reader(journals, boot), database)
    except OSError as error:
        raise open_error(error, folder, words) from error


def _take_in(folder: Path, name: str, reader: Reader, database: Database) -> Opened:
    """Fold what the journals hold, and what only database.json still has."""
    steps = reader.load()
    meta = database.meta or Meta(run="", session="", journals={})
    run = reader.choose((name, meta.run, meta.run or name))
    session = reader.session or meta.session
    fold, stamps, copy = Fold(), Stamps(), Copy(folder, run, session)
    foreign = reader.foreign
    for journal, found in steps.items():
        if journal not in foreign:
            for step in found:
                fold.apply(step)
            stamps.see(found)
    harmed = any(item.why in HARM for item in reader.damage())
    versions = copy.take(database, fold, reader.sizes(), harmed)
    return Opened(
        run=run,
        session=session,
        reader=reader,
        copy=copy,
        fold=fold,
        stamps=stamps,
        stand_ins=stand_in(fold, versions, latest=stamps.last, sound=database.intact),
        too_new=reader.newer or database.newer(run),
    )
