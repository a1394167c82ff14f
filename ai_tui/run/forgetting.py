"""Removing a run for good: its whole folder, and nothing beside it."""

import shutil
import stat
from pathlib import Path

from ai_tui.errors import UsageError
from ai_tui.locale import Words
from ai_tui.run.clock import boot_id, system_clock, wall_of
from ai_tui.store.database import NAME, Database
from ai_tui.store.folder import DRAFTS, JOURNALS
from ai_tui.store.problems import StoreError
from ai_tui.store.reader import SUFFIX
from ai_tui.store.repair import ASIDE
from ai_tui.store.store import Store

FOLDERS = frozenset({JOURNALS, DRAFTS, ASIDE})
"""The folders that a run has."""


def refuse_unless_run(folder: Path, words: Words) -> None:
    """Raise UsageError unless `folder` is a run, holds nothing else, and nobody types in it.

    A link is refused: what it points to may be meant by nobody.
    """
    paths = [] if folder.is_symlink() else sorted(folder.iterdir())
    if not paths or not _holds_run(folder):
        raise UsageError(words("run.forget_no_run", folder=folder))
    for path in paths:
        is_folder = stat.S_ISDIR(path.lstat().st_mode)
        known = path.name in FOLDERS if is_folder else _is_ours(path)
        if not known:
            raise UsageError(words("run.forget_other", folder=folder, name=path.name))
    if _somebody_types(folder, words):
        raise UsageError(words("run.forget_in_use", folder=folder))


def forget(folder: Path) -> None:
    """Remove the folder of a run with all that is in it; links in it are removed, not followed."""
    shutil.rmtree(folder)


def _holds_run(folder: Path) -> bool:
    """Whether there are journals, or a database.json that says of which run it is."""
    if any((folder / JOURNALS).glob(f"*{SUFFIX}")):
        return True
    try:
        return Database(folder / NAME).meta is not None
    except OSError:
        return False


def _is_ours(path: Path) -> bool:
    """Whether a file is of the kinds that a run keeps beside its journals."""
    return path.name.startswith(NAME) or path.suffix in (".toml", ".tmp")


def _somebody_types(folder: Path, words: Words) -> bool:
    clock = system_clock()
    try:
        store = Store.open(
            folder,
            author="",
            wall=wall_of(clock),
            boot_id=boot_id(),
            read_only=True,
            words=words,
        )
    except StoreError as error:
        if error.reason == "rights":
            raise
        return False
    return bool(store.present())
