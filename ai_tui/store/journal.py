"""One writer's journal: appended and fsynced, and written anew when something happened to it."""

import os
from contextlib import suppress
from datetime import UTC, datetime
from operator import attrgetter
from pathlib import Path

from msgspec.structs import replace

from ai_tui.store.files import (
    create_file,
    drop,
    file_time,
    make_folder,
    open_regular,
    read_from,
    sync_folder,
    write_all,
)
from ai_tui.store.heads import End, Header, encode_end, encode_head

SECOND = 1_000_000_000
"""Nanoseconds; a touch sets a modification time of whole seconds, a write hardly ever does."""

_marks = attrgetter("st_dev", "st_ino", "st_size", "st_mtime_ns")
_UNKNOWN = (-1, -1, -1, -1)


class Journal:
    """The file that one process appends its steps to, made at the first of them.

    Before each write the file is compared with what was written; one that was edited, cut,
    replaced or removed is left alone and a new file gets all the lines again.
    """

    def __init__(self, folder: Path, header: Header) -> None:
        self.name = ""
        """The file's name while it is this process that writes it, else empty."""
        self.since = 0
        """When the first file was made, in milliseconds since the epoch."""
        self.abandoned: list[str] = []
        """The names of the files to which something happened, the newest last."""
        self._folder = folder
        self.header = header
        self._fd = -1
        self._path = ""
        self._head = b""
        self._kept: list[bytes] = []
        """The lines of the steps."""
        self._size = 0
        self._seen = _UNKNOWN

    def sizes(self) -> dict[str, int]:
        """How many bytes the file holds, by its name; empty before the first step."""
        return {self.name: self._size} if self._fd >= 0 else {}

    def append(self, line: bytes, now: int) -> None:
        """Write a step's line and fsync it; after an OSError nothing of it is there to be read.

        `now` is in milliseconds since the epoch and names a new file.
        """
        if self._fd >= 0 and self.intact():
            self._add(line)
        else:
            self._renew(line, now)
        self._kept.append(line)

    def announce(self, now: int) -> None:
        """Make the file if there is none, so that others see that the writer is on."""
        if self._fd < 0:
            self._renew(b"", now)

    def heal(self, now: int) -> None:
        """Write the lines anew if something happened to the file; OSError if that cannot be done.

        It cannot either, before the file is made, when there is no folder to make it in.
        """
        if self._fd < 0:
            self._folder.stat()
        elif not self.intact():
            self._renew(b"", now)

    def touch(self, now: int) -> None:
        """Show in the modification time that the writer is on; every byte is looked after too."""
        self._doubt()
        self.heal(now)
        if self._fd >= 0:
            time = file_time() // 1000 * SECOND
            os.utime(self._fd, ns=(time, time))
            self._mark(self._size)

    def intact(self) -> bool:
        """Whether the file at the path is the one that was written, and holds just that."""
        if self._fd < 0:
            return False
        try:
            marks = _marks(os.lstat(self._path))
        except OSError:
            return False
        if marks == self._seen:
            return True
        if marks[:3] != self._seen[:3] or not self._same_content():
            return False
        self._seen = marks
        return True

    def close(self, now: int) -> None:
        """Write the end line, as far as that can be done."""
        if self._fd < 0:
            return
        with suppress(OSError):
            self._doubt()
            self.heal(now)
            self._write(encode_end(End(end=now, writer=self.header.writer)))
        self._leave()

    def _add(self, line: bytes) -> None:
        size = self._size + len(line)
        self._write(line)
        self._mark(size)
        try:
            os.fsync(self._fd)
        except OSError:
            self._cut()
            self._leave()
            raise
        self._size = size

    def _write(self, line: bytes) -> None:
        try:
            write_all(self._fd, line)
        except OSError:
            self._cut()
            raise

    def _cut(self) -> None:
        """Take away what was written since the last good line, or else begin a new file next."""
        with suppress(OSError):
            os.ftruncate(self._fd, self._size)
            self._mark(self._size)
            self._doubt()

    def _renew(self, line: bytes, now: int) -> None:
        """Go on in a new file that holds the header, all lines so far and `line`."""
        head = encode_head(replace(self.header, at=now))
        data = b"".join((head, *self._kept, line))
        if not self._folder.is_dir():
            make_folder(self._folder)
        name, fd = self._create(now)
        try:
            write_all(fd, data)
            os.fsync(fd)
            sync_folder(self._folder)
        except OSError:
            os.close(fd)
            drop(self._folder / name)
            raise
        if self._fd >= 0:
            self.abandoned.append(self.name)
        self._leave()
        self.since = self.since or now
        self.name, self._fd, self._head, self._size = name, fd, head, len(data)
        self._path = str(self._folder / name)
        self._mark(self._size)

    def _create(self, now: int) -> tuple[str, int]:
        moment = datetime.fromtimestamp(now / 1000, UTC).strftime("%Y%m%dT%H%M%S")
        name = f"{moment}-{self.header.writer}.jsonl"
        attempt = 1
        while True:
            try:
                return name, create_file(self._folder / name)
            except FileExistsError:
                attempt += 1
                name = f"{moment}-{self.header.writer}-{attempt}.jsonl"

    def _mark(self, size: int) -> None:
        """Note what the file looks like; when its size is not `size` it will be written anew."""
        try:
            marks = _marks(os.fstat(self._fd))
        except OSError:
            marks = _UNKNOWN
        self._seen = marks if marks[2] == size else _UNKNOWN

    def _doubt(self) -> None:
        """Let the next look compare every byte: a write of ours hides what was edited before it."""
        self._seen = (*self._seen[:3], -1)

    def _same_content(self) -> bool:
        try:
            fd = open_regular(Path(self._path))
        except OSError:
            return False
        try:
            return read_from(fd, 0, self._size) == b"".join((self._head, *self._kept))
        except OSError:
            return False
        finally:
            os.close(fd)

    def _leave(self) -> None:
        if self._fd >= 0:
            with suppress(OSError):
                os.close(self._fd)
        self._fd = -1
        self.name = ""
