"""How TinyDB reads and writes a run's database.json without ever leaving half of it."""

from pathlib import Path
from typing import Any

import msgspec
from tinydb import TinyDB
from tinydb.storages import Storage

from ai_tui.store.database import render
from ai_tui.store.files import read_file, replace_file


class AtomicStorage(Storage):
    """A JSON file that is replaced as a whole: written aside, fsynced, renamed, folder fsynced.

    A failed write leaves the old file and nothing beside it.
    """

    def __init__(self, path: str | Path, temporary: str | Path | None = None) -> None:
        self._path = Path(path)
        self._temporary = Path(temporary or f"{path}.tmp")

    def read(self) -> dict[str, dict[str, Any]] | None:
        """The content, or None when there is no file; ValueError when it does not parse."""
        try:
            return msgspec.json.decode(read_file(self._path), type=dict[str, dict[str, Any]])
        except FileNotFoundError:
            return None

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Replace the content."""
        replace_file(self._path, self._temporary, render(data), durable=True)


def open_database(path: Path, temporary: Path | None = None) -> TinyDB:
    """The TinyDB over a run's database.json."""
    return TinyDB(path, temporary=temporary, storage=AtomicStorage)
