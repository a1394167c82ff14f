"""One journal as a reader sees it: how far it was read, and what was wrong in it."""

import os
from pathlib import Path
from zlib import crc32

from ai_tui.store.files import file_time, open_regular, read_from
from ai_tui.store.heads import HEAD, Header, decode_end, decode_header, sound_header, step_between
from ai_tui.store.journal import SECOND
from ai_tui.store.lines import FORMAT
from ai_tui.store.problems import Damage, Why, unread
from ai_tui.store.steps import Step, decode, decode_all, rescue


class Tail:
    """A journal file read from its start to its last newline, and on when it grows.

    `offset` is where that newline ends, in bytes. `ended` says that its last line is an end
    line, `unfinished` that something follows the last newline, which is not a step yet;
    `restarts` counts how often it was changed otherwise than by appending.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self.name = name
        self.header: Header | None = None
        self.ended = False
        self.unfinished = False
        self.foreign = False
        self._stray: Header | None = None
        """The header below which the lines stand that are read now, when it is of another run."""
        self.inode = 0
        self.mtime = 0
        self.size = 0
        self.lines = 0
        self.restarts = 0
        self.damage: list[Damage] = []
        self._path = folder / name
        self.offset = 0
        self._crc = 0
        """The checksum of all that was read."""
        self._compared = 0
        """When the file had last changed in any way, as it was when all of it was compared.

        Zero when that was within a second, in which another change may have the same time.
        """

    @property
    def at_rest(self) -> bool:
        """Whether nothing more is to be expected of it."""
        return self.foreign or (self.ended and not self.unfinished)

    @property
    def newer(self) -> bool:
        """Whether a newer version of the program wrote it, for this run."""
        return self.header is not None and self.header.format > FORMAT and not self.foreign

    @property
    def run(self) -> str:
        """The run that its first sound header names; empty when there is none."""
        return self.header.run if self.header is not None else ""

    def poll(self, *, whole: bool = False) -> list[Step]:
        """The steps that appeared since the last time; all of them if the file was changed.

        A change that hides behind what was appended since, or behind a time that was set back, is
        found when `whole` asks for it: everything is compared if anything happened to the file.
        One that cannot be read is damage, and is tried again the next time.
        """
        try:
            stat = os.lstat(self._path)
            if not self._changed(stat, whole):
                self._note(stat)
                return []
            fd = open_regular(self._path)
            try:
                return self._read(fd, os.fstat(fd), whole)
            finally:
                os.close(fd)
        except FileNotFoundError:
            return []
        except OSError as error:
            self._restart()
            self.damage.append(unread(error, self.name))
            return []

    def keep_to(self, run: str) -> None:
        """Put the journal aside when it belongs to another run."""
        if not self.foreign and self.header is not None and self.header.run != run:
            self.foreign = True
            self.damage = []
            self._report(0, "foreign", self.header.run)

    def _changed(self, stat: os.stat_result, whole: bool) -> bool:
        if stat.st_ino != self.inode or stat.st_size != self.size:
            return True
        if whole and stat.st_ctime_ns != self._compared:
            return True
        return stat.st_mtime_ns != self.mtime and stat.st_mtime_ns % SECOND != 0

    def _read(self, fd: int, stat: os.stat_result, whole: bool) -> list[Step]:
        whole = whole or stat.st_size <= self.size
        if stat.st_ino != self.inode or not self._goes_on(fd, whole):
            self._restart()
        if whole or not self.offset:
            self._compared = stat.st_ctime_ns if _is_past(stat.st_ctime_ns) else 0
        data = read_from(fd, self.offset, stat.st_size)
        self._note(stat)
        end = data.rfind(b"\n") + 1
        self.unfinished = end < len(data)
        self.offset += end
        self._crc = crc32(data[:end], self._crc)
        return self._lines(data[:end]) if end else []

    def _goes_on(self, fd: int, whole: bool) -> bool:
        """Whether what was read is still there, or at least a line that ends where it ended."""
        if whole:
            return crc32(read_from(fd, 0, self.offset)) == self._crc
        return self.offset == 0 or read_from(fd, self.offset - 1, self.offset) == b"\n"

    def _restart(self) -> None:
        self.restarts += self.offset > 0
        self.size = self.offset = self.lines = self.inode = self.mtime = self._crc = 0
        self.damage = []
        self.header = None
        self._stray = None
        self.ended = self.unfinished = False

    def _note(self, stat: os.stat_result) -> None:
        self.inode, self.size, self.mtime = stat.st_ino, stat.st_size, stat.st_mtime_ns

    def _lines(self, data: bytes) -> list[Step]:
        lines = data.split(b"\n")[:-1]
        steps = [step for line in lines[:HEAD] for step in self._line(line)]
        rest = lines[HEAD:]
        inner = [] if self._stray is not None else decode_all(rest[:-1])
        if inner:
            self.lines += len(inner)
            self.ended = False
            rest = rest[-1:]
        return steps + inner + [step for line in rest for step in self._line(line)]

    def _line(self, line: bytes) -> list[Step]:
        self.lines += 1
        if self._stray is not None:
            return self._among(line, self._stray)
        step = decode(line)
        if step is None:
            return self._other(line)
        self.ended = False
        if self.lines == 1:
            self._report(1, "header")
        if not step.valid:
            self._report(self.lines, "checksum")
        return [step]

    def _among(self, line: bytes, stray: Header) -> list[Step]:
        """Take a line below a header of another run: only a header counts, or a step of ours."""
        self._turn_to(sound_header([line]))
        step = step_between(line, stray)
        return [] if step is None else [step]

    def _other(self, line: bytes) -> list[Step]:
        """Take a line that is not a step: a header, an end, nothing, or damage."""
        header = decode_header(line)
        if header is not None:
            self._head(*header)
            return []
        end = decode_end(line)
        if end is not None:
            self.ended = True
            if not end[1]:
                self._report(self.lines, "checksum")
            return []
        if line.strip():
            self._report(self.lines, "header" if self.lines == 1 else "unreadable")
        self._turn_to(sound_header([line]))
        return [] if self._stray is not None else list(rescue(line))

    def _head(self, header: Header, sound: bool) -> None:
        if not sound or (self.lines == 1 and header.again):
            self._report(self.lines, "header")
        self._turn_to(header if sound else None)

    def _turn_to(self, header: Header | None) -> None:
        """Take note below which header the next lines stand, if there is a sound one."""
        if header is None:
            return
        self.header = self.header or header
        before = self._stray.run if self._stray is not None else self.run
        self._stray = None if header.run == self.run else header
        if header.run not in (self.run, before):
            self._report(self.lines, "stray", header.run)

    def _report(self, line: int, why: Why, what: str = "") -> None:
        self.damage.append(Damage(file=self.name, line=line, why=why, what=what))


def _is_past(time: int) -> bool:
    """Whether a time of the file system, in nanoseconds, is more than a second ago."""
    return file_time() - time // 1_000_000 > 1000
