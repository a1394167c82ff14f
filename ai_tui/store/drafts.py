"""Half-typed text: one small file per writer, replaced often, gone when the text is entered."""

import os
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from ai_tui.store.files import drop, file_time, make_folder, read_file, replace_file
from ai_tui.store.lines import cleaned
from ai_tui.store.presence import FRESH, runs
from ai_tui.store.steps import Doc

LEFT_ALONE = 300_000
"""Milliseconds since its last touch in which a draft is kept for its own author."""

_SUFFIX = ".json"


class Draft(Struct, frozen=True):
    """What one writer was typing, and the process that did.

    `at` is when it was written, in milliseconds since the epoch; a touch does not change it.
    """

    writer: str
    author: str
    doc: Doc
    boot: str = ""
    pid: int = 0
    at: int = 0


class Drafts:
    """The drafts of a run; `writer` is this process, which replaces only its own.

    `wall` gives the real time in milliseconds since the epoch.
    """

    def __init__(
        self, folder: Path, writer: str, author: str, boot: str, wall: Callable[[], int]
    ) -> None:
        self._folder = folder
        self._writer = writer
        self._author = author
        self._boot = boot
        self._wall = wall
        self._since = wall()
        self._taken_in: set[str] = set()

    def save(self, doc: Doc | None, instead_of: Collection[str] = ()) -> None:
        """Replace the own draft, without fsync; None or an empty one removes it.

        The drafts of the writers `instead_of` whom it comes, whose text it took in, go once it is
        on the disk for certain: when that fails they stay, until a later one is.
        """
        self._taken_in |= set(instead_of)
        if doc:
            self._write(doc)
        else:
            self._drop(self._writer)
        while self._taken_in:
            self._drop(self._taken_in.pop())

    def _write(self, doc: Doc) -> None:
        if not self._folder.is_dir():
            make_folder(self._folder)
        draft = Draft(self._writer, self._author, doc, self._boot, os.getpid(), self._wall())
        path, data = self._folder / f"{self._writer}{_SUFFIX}", msgspec.json.encode(draft)
        replace_file(path, path.with_suffix(".tmp"), data, durable=bool(self._taken_in))

    def touch(self) -> None:
        """Show that the writer of the own draft is still there."""
        with suppress(OSError):
            os.utime(self._folder / f"{self._writer}{_SUFFIX}")

    def left(self, ended: set[str]) -> dict[str, Doc]:
        """By writer, newest first, the drafts that are this author's to go on with.

        They are the author's own that nobody is typing at any more; if there are none at all, those
        that others left minutes ago. `ended` are writers known to have left; unreadable drafts are
        passed over.
        """
        found = sorted(self._found(), key=lambda each: (each[0].at, each[0].writer), reverse=True)
        if any(draft.author == self._author for draft, _ in found):
            left = [draft for draft, age in found if self._is_left(draft, age, ended)]
        else:
            left = [draft for draft, age in found if age > LEFT_ALONE]
        return {draft.writer: draft.doc for draft in left}

    def _found(self) -> Iterator[tuple[Draft, int]]:
        """Every draft that can be read, and the milliseconds since it was touched."""
        with suppress(OSError):
            for path in self._folder.glob(f"*{_SUFFIX}"):
                with suppress(OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
                    mtime = path.lstat().st_mtime_ns // 1_000_000
                    draft = msgspec.convert(cleaned(msgspec.json.decode(read_file(path))), Draft)
                    yield replace(draft, writer=path.stem), abs(file_time() - mtime)

    def _is_left(self, draft: Draft, age: int, ended: set[str]) -> bool:
        """Whether a draft is the author's own and its writer is gone.

        Of a writer on another machine that is known only after a while, so what was there when this
        process began is handed over at once.
        """
        if draft.author != self._author or draft.writer == self._writer:
            return False
        if draft.writer in ended or age > FRESH:
            return True
        here = bool(draft.boot) and draft.boot == self._boot
        return not runs(draft.pid, draft.boot, self._boot) if here else draft.at <= self._since

    def _drop(self, writer: str) -> None:
        if writer != Path(writer).name:
            return
        for suffix in (_SUFFIX, ".tmp"):
            drop(self._folder / f"{writer}{suffix}")
