"""Half-typed text: one small file per writer, replaced often, gone when the text is entered."""

import os
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec import Struct

from ai_tui.store.files import drop, file_time, make_folder, read_file, replace_file
from ai_tui.store.presence import FRESH, runs
from ai_tui.store.steps import Doc, cleaned

_SUFFIX = ".json"


class Draft(Struct, frozen=True):
    """What one writer was typing, and the process that did."""

    writer: str
    author: str
    doc: Doc
    boot: str = ""
    pid: int = 0


class Drafts:
    """The drafts of a run; `writer` is this process, which replaces only its own."""

    def __init__(self, folder: Path, writer: str, author: str, boot: str) -> None:
        self._folder = folder
        self._writer = writer
        self._author = author
        self._boot = boot

    def save(self, doc: Doc | None) -> None:
        """Replace the own draft, without fsync; None or an empty one removes it."""
        if not doc:
            self.drop(self._writer)
            return
        if not self._folder.is_dir():
            make_folder(self._folder)
        draft = Draft(self._writer, self._author, doc, self._boot, os.getpid())
        path = self._folder / f"{self._writer}{_SUFFIX}"
        replace_file(path, path.with_suffix(".tmp"), msgspec.json.encode(draft), durable=False)

    def touch(self) -> None:
        """Show that the writer of the own draft is still there."""
        with suppress(OSError):
            os.utime(self._folder / f"{self._writer}{_SUFFIX}")

    def left(self, ended: set[str]) -> dict[str, Doc]:
        """By writer, the drafts that nobody is typing at any more; unreadable ones are passed over.

        `ended` are writers known to have left. Of a writer on another machine that is known
        only after a while, so a draft of one's own author there is handed over at once.
        """
        drafts = {}
        with suppress(OSError):
            for path in sorted(self._folder.glob(f"*{_SUFFIX}")):
                if path.stem == self._writer:
                    continue
                draft = self._left_by(path, ended)
                if draft is not None:
                    drafts[path.stem] = draft.doc
        return drafts

    def _left_by(self, path: Path, ended: set[str]) -> Draft | None:
        try:
            mtime = path.lstat().st_mtime_ns // 1_000_000
            draft = msgspec.convert(cleaned(msgspec.json.decode(read_file(path))), Draft)
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            return None
        if path.stem in ended or abs(file_time() - mtime) > FRESH:
            return draft
        here = bool(draft.boot) and draft.boot == self._boot
        gone = not runs(draft.pid, draft.boot, self._boot) if here else draft.author == self._author
        return draft if gone else None

    def drop(self, writer: str) -> None:
        """Remove a draft."""
        if writer != Path(writer).name:
            return
        for suffix in (_SUFFIX, ".tmp"):
            drop(self._folder / f"{writer}{suffix}")
