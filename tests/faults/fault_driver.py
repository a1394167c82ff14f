"""Lives the story through the public Store, saying on standard output what it does and did.

`fault_driver.py FOLDER [VARIANT]`; a variant breaks one promise, so that a test can show that it
would notice.
"""

import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

from fault_story import EVENING, STORY, Op

from ai_tui.errors import AiTuiError
from ai_tui.store import files, journal, names, reader, tail
from ai_tui.store.steps import Version
from ai_tui.store.store import Store

TRIES = 3


def say(**event: Any) -> None:
    os.write(1, json.dumps(event).encode() + b"\n")


class Driver:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        clock = count(EVENING)
        self.wall: Callable[[], int] = lambda: next(clock)
        self.store: Store | None = None

    def live(self, story: list[Op]) -> None:
        for number, (kind, what) in enumerate(story):
            say(doing=number)
            for _ in range(TRIES):
                try:
                    getattr(self, kind)(what)
                except AiTuiError as error:
                    say(failed=number, why=str(error))
                else:
                    say(did=number)
                    break
            if self.store is None:
                return
        say(finished=True)

    def create(self, _: None) -> None:
        self.store = Store.create(
            self.folder, run="the-run", session="buurt", author="driver", wall=self.wall
        )

    def save(self, texts: dict[str, str | None]) -> None:
        self.store.fold.apply(self.store.append(versions(texts)))

    def draft(self, text: str | None) -> None:
        self.store.save_draft({"text": text} if text else None)

    def snapshot(self, _: None) -> None:
        self.store.snapshot(self.store.fold.tables())

    def touch(self, _: None) -> None:
        self.store.touch()

    def close(self, _: None) -> None:
        self.store.close()


def versions(texts: dict[str, str | None]) -> list[Version]:
    found = []
    for key, text in texts.items():
        place = {"form": "top", "group": "g1", "slot": "s", "pos": key}
        found.append(Version("entries", key, None if text is None else {"text": text}))
        found.append(Version("places", key, None if text is None else place))
    return found


def no_fsync() -> None:
    os.fsync = lambda fd: None


def no_folder_fsync() -> None:
    files.sync_folder = journal.sync_folder = lambda folder: None


def in_place() -> None:
    """The journal is written over from its start at every save."""

    def add(self: Any, line: bytes) -> None:
        whole = files.read_file(Path(self._path)) + line
        os.ftruncate(self._fd, 0)
        files.write_all(self._fd, whole)
        os.fsync(self._fd)
        self._size += len(line)
        self._mark(self._size)

    journal.Journal._add = add
    journal.Journal.intact = lambda self: True


def database_in_place() -> None:
    def replace(path: Path, temporary: Path, data: bytes, *, durable: bool) -> None:
        fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.write(fd, data)
        os.fsync(fd)
        os.close(fd)

    from ai_tui.store import tinydb_storage

    tinydb_storage.replace_file = replace


def one_write() -> None:
    """A write that took only part of the data is taken for a whole one."""
    journal.write_all = lambda fd, data: os.write(fd, data)


def unchecked() -> None:
    """The file is not looked at before a write, and a fragment is not cut off."""
    journal.Journal.intact = lambda self: True
    journal.Journal._cut = lambda self: None


def fsync_again() -> None:
    """A failed fsync is tried once more on the same file, and believed."""
    real = os.fsync

    def fsync(fd: int) -> None:
        try:
            real(fd)
        except OSError:
            real(fd)

    os.fsync = fsync


def half_step() -> None:
    """Each document of a step is saved on its own."""
    real = Store.append

    def append(self: Store, versions: Any, undoes: str = "") -> Any:
        *first, last = versions
        for version in first:
            self.fold.apply(real(self, [version], undoes))
        return real(self, [last], undoes)

    Store.append = append


def deaf() -> None:
    """An error while saving is passed over, and the step is said to be saved."""
    real = journal.Journal.append

    def append(self: Any, *what: Any) -> None:
        with suppress(OSError):
            real(self, *what)

    journal.Journal.append = append


def late() -> None:
    """A step is said to be saved, and written together with the next one."""
    real = journal.Journal.append
    waiting: list[Any] = []

    def append(self: Any, *what: Any) -> None:
        waiting.append(what)
        if len(waiting) > 1:
            real(self, *waiting.pop(0))

    journal.Journal.append = append


def tmp_left() -> None:
    """The temporary file of a failed database.json stays."""
    files.drop = lambda path: None


def silent() -> None:
    """A journal that cannot be read is passed over."""
    tail.Tail._report = lambda self, line, why, what="": None
    reader.Reader._due = lambda self, tail, clock, slow: False


def forgetful() -> None:
    """What others had saved is not put back."""
    Store.disturbed = property(lambda self: frozenset())


VARIANTS = {
    "sound": lambda: None,
    "no-fsync": no_fsync,
    "no-folder-fsync": no_folder_fsync,
    "in-place": in_place,
    "database-in-place": database_in_place,
    "one-write": one_write,
    "unchecked": unchecked,
    "fsync-again": fsync_again,
    "half-step": half_step,
    "deaf": deaf,
    "late": late,
    "tmp-left": tmp_left,
    "silent": silent,
    "forgetful": forgetful,
}


def prepare(variant: str) -> None:
    """Make names the same in every process, and break what the variant breaks."""
    names.random_name = lambda: "aaaaaa"
    VARIANTS[variant]()


if __name__ == "__main__":
    prepare(sys.argv[2] if len(sys.argv) > 2 else "sound")
    Driver(Path(sys.argv[1])).live(STORY)
