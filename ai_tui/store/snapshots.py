"""How a process keeps a run's database.json: what it found, when to write it, writing it."""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from ai_tui.locale import Words
from ai_tui.store.database import NAME, Database, Meta, content
from ai_tui.store.files import drop, file_time
from ai_tui.store.fold import Fold
from ai_tui.store.problems import Damage, StoreError
from ai_tui.store.steps import Doc, Version
from ai_tui.text import clean

_AGE = 30_000
_SPREAD = 10_000
_LEFTOVER_AGE = 600_000


class Copy:
    """The database.json of a run in the hands of one writer.

    `stale` says that something was saved that it may lack, `damage` what was wrong with it.
    """

    def __init__(self, folder: Path, run: str, session: str) -> None:
        self.writer = ""
        self.stale = False
        self.damage: tuple[Damage, ...] = ()
        self._folder = folder
        self._run = run
        self._session = session
        self._spoilt = False
        self._listed: dict[str, int] = {}
        """The journals for which the file may stand in, with their sizes."""
        self._looked_at = (0, 0, 0)

    def take(
        self, database: Database, fold: Fold, sizes: Mapping[str, int], harmed: bool
    ) -> tuple[Version, ...]:
        """Look at the file beside the folded journals; gives the documents that it has better.

        The journals these came from stay on its list as missing, so that it keeps serving them.
        """
        found = database.compare(self._run, fold, _named(sizes), harmed=harmed)
        if found.rescued and database.meta is not None:
            self._listed = dict(database.meta.journals)
        self.damage = found.damage
        self.stale = bool(found.damage)
        self._spoilt = not database.exists or any(item.why == "spoilt" for item in found.damage)
        return found.rescued

    def settle(self) -> None:
        """Take note that the journals have all that the file had better than they."""
        self._listed = {}
        self.stale = True
        self.damage = tuple(each for each in self.damage if each.why not in ("missing", "cut"))

    def claim(self) -> bool:
        """Whether the file is missing or spoilt, or lacks something and is half a minute old.

        Who is told so writes what is known now; what is saved from now on makes it `stale` again.
        Writers wait a little differently long, so that not all of them write it at once.
        """
        try:
            stat = (self._folder / NAME).lstat()
            age = file_time() - stat.st_mtime_ns // 1_000_000
            wait = _AGE + hash(self.writer) % _SPREAD
            due = self._spoilt or self._lost(stat) or (self.stale and abs(age) > wait)
        except OSError:
            due = True
        self.stale = self.stale and not due
        return due

    def _lost(self, stat: os.stat_result) -> bool:
        """Whether the file was changed by hand while it stands in for what the journals lack."""
        marks = stat.st_ino, stat.st_size, stat.st_mtime_ns
        if not self._listed or marks == self._looked_at:
            return False
        self._looked_at = marks
        return not Database(self._folder / NAME).intact

    def write(self, sizes: Mapping[str, int], tables: Mapping[str, Mapping[str, Doc]]) -> None:
        """Replace the file; `sizes` is how many bytes of each journal the documents come from."""
        from ai_tui.store.tinydb_storage import open_database

        there = _named(sizes)
        larger = {name: max(size, there.get(name, 0)) for name, size in self._listed.items()}
        meta = Meta(run=self._run, session=self._session, journals=there | larger)
        temporary = self._folder / f".{NAME}.{self.writer}.tmp"
        try:
            with open_database(self._folder / NAME, temporary) as database:
                database.storage.write(content(meta, tables))
        except OSError:
            self.stale = True
            raise
        self._spoilt = False
        self.damage = tuple(item for item in self.damage if item.why != "spoilt")
        self._sweep()

    def _sweep(self) -> None:
        """Remove what a killed process left of its database.json."""
        with suppress(OSError):
            for path in self._folder.glob(f".{NAME}.*.tmp"):
                if file_time() - path.lstat().st_mtime_ns // 1_000_000 > _LEFTOVER_AGE:
                    drop(path)


def not_updated(error: StoreError, folder: Path, words: Words) -> str:
    """The one line for a database.json that cannot be written while all else is saved."""
    if error.reason == "no_file":
        return words("store.no_database_there", folder=folder)
    why = words(f"store.why_{error.reason}")
    return words("store.no_database", file=folder / NAME, why=why)


def _named(sizes: Mapping[str, int]) -> dict[str, int]:
    """The sizes by names that the file can hold: a file may be called anything."""
    return {clean(name): size for name, size in sizes.items()}
