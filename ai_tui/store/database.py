"""What database.json is to a run: a copy for people and other programs, a last resort for us."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from zlib import crc32

import msgspec
from msgspec import Struct

from ai_tui.store.files import read_file
from ai_tui.store.fold import Fold
from ai_tui.store.lines import FORMAT, cleaned
from ai_tui.store.problems import Damage, unread
from ai_tui.store.steps import Doc, Version

NAME = "database.json"
META = "_run"
KEY = "_key"

_OPEN_CHECK = b'"check": ""'
_CHECK = rb'"check": "([0-9a-f]{8})"'
_META_END = b"\n  }"

Row = tuple[str, str, Doc]


class Meta(Struct, frozen=True):
    """The row about the file itself: the run, and how many bytes of which journals are in it."""

    run: str
    session: str
    journals: dict[str, int]
    format: int = FORMAT


class Found(Struct, frozen=True):
    """What opening a run takes from its database.json."""

    rescued: tuple[Version, ...] = ()
    damage: tuple[Damage, ...] = ()


def content(meta: Meta, tables: Mapping[str, Mapping[str, Doc]]) -> dict[str, Any]:
    """The content of a TinyDB file with these documents and a row about the file itself.

    Each row is JSON already: a run of which all documents are decoded at once takes much memory.
    """
    tree: dict[str, Any] = {META: {"1": {"check": ""} | msgspec.to_builtins(meta)}}
    for name in sorted(tables):
        rows = tables[name]
        tree[name] = {str(n): _row(key, rows[key]) for n, key in enumerate(sorted(rows), 1)}
    return tree


def _row(key: str, doc: Doc) -> msgspec.Raw:
    return msgspec.Raw(msgspec.json.encode({KEY: key} | doc))


def render(tree: Mapping[str, Any]) -> bytes:
    """The indented text of a TinyDB file, with the checksum of that text in it."""
    text = msgspec.json.format(msgspec.json.encode(tree), indent=2) + b"\n"
    return text.replace(_OPEN_CHECK, b'"check": "%08x"' % crc32(text), 1)


class Database:
    """A database.json as it lies there: absent, old, edited or spoilt."""

    def __init__(self, path: Path) -> None:
        self._text = b""
        self._unread: tuple[Damage, ...] = ()
        try:
            self._text = read_file(path)
        except (FileNotFoundError, NotADirectoryError):
            pass
        except OSError as error:
            self._unread = (unread(error, NAME),)
        self.intact = _intact(self._text)
        """Whether the file is as this program wrote it, to the byte."""
        self._tree = None if self.intact else _parse(self._text)
        self.meta = self._read_meta()

    @property
    def exists(self) -> bool:
        """Whether there is something in the file, or something that could not be read."""
        return bool(self._text or self._unread)

    def newer(self, run: str) -> bool:
        """Whether a newer version of the program wrote it, for this run."""
        return self.meta is not None and self.meta.run == run and self.meta.format > FORMAT

    def compare(self, run: str, fold: Fold, sizes: Mapping[str, int], *, harmed: bool) -> Found:
        """Set the file beside the journals: what it has better than they, what was edited in it.

        `sizes` is how many bytes of each journal were read, `harmed` says that lines of them
        were lost or changed. Only then, or when a journal is gone, a document that no journal
        has is taken from here, otherwise somebody wrote it in by hand; and from a file that is
        intact also one that no sound line has.
        """
        if not self._text:
            return Found(damage=self._unread)
        if self.meta is not None and self.meta.run != run:
            return Found(damage=(Damage(file=NAME, line=0, why="foreign", what=self.meta.run),))
        lost = self._lost(sizes)
        if self.intact and not lost and not harmed:
            return Found()
        tree = _parse(self._text) if self.intact else self._tree
        if tree is None:
            return Found(damage=(*lost, Damage(file=NAME, line=0, why="spoilt")))
        known = fold.sound if self.intact else fold.has
        unknown = [row for row in _rows(tree) if not known(row[0], row[1])]
        served = unknown if lost or harmed or not sizes else []
        edits = [] if self.intact else _edits(tree, fold, unknown if not served else [])
        if not self.intact and not edits:
            edits = [Damage(file=NAME, line=0, why="edited")]
        rescued = tuple(Version(table, key, doc) for table, key, doc in served)
        return Found(rescued=rescued, damage=(*lost, *edits))

    def _lost(self, sizes: Mapping[str, int]) -> list[Damage]:
        """The journals this file was made from that are gone or became shorter."""
        known = self.meta.journals if self.meta else {}
        gone = [Damage(file=n, line=0, why="missing") for n in known if known[n] and n not in sizes]
        cut = [Damage(file=n, line=0, why="cut") for n in known if sizes.get(n, 1 << 62) < known[n]]
        return gone + cut

    def _read_meta(self) -> Meta | None:
        tree = self._tree
        if self.intact:
            tree = _parse(self._text[: self._text.find(_META_END)] + b"}}")
        try:
            return msgspec.convert((tree or {})[META]["1"], Meta)
        except (KeyError, TypeError, msgspec.ValidationError):
            return None


def _intact(text: bytes) -> bool:
    """Whether the file is as this program wrote it, to the byte."""
    check = re.search(_CHECK, text[:4096])
    if check is None:
        return False
    view = memoryview(text)
    found = crc32(view[check.end() :], crc32(_OPEN_CHECK, crc32(view[: check.start()])))
    return b"%08x" % found == check.group(1)


def _parse(text: bytes) -> dict[str, Any] | None:
    try:
        plain: dict[str, Any] = cleaned(msgspec.json.decode(text, type=dict[str, Any]))
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    return plain


def _rows(tree: Mapping[str, Any]) -> Iterator[Row]:
    """The documents in the file; what has not the shape of one is passed over."""
    for table, rows in tree.items():
        if table == META or not isinstance(rows, dict):
            continue
        for row in rows.values():
            if isinstance(row, dict) and isinstance(row.get(KEY), str):
                yield table, row[KEY], {name: row[name] for name in row if name != KEY}


def _edits(tree: Mapping[str, Any], fold: Fold, written_in: list[Row]) -> list[Damage]:
    """The rows that are no version of their document, and those that somebody wrote in."""
    edited = [
        (table, key)
        for table, key, doc in _rows(tree)
        if fold.has(table, key) and all(doc != then for _, then in fold.versions(table, key))
    ]
    edited += [(table, key) for table, key, _ in written_in]
    return [Damage(file=NAME, line=0, why="edited", what=f"{t}/{k}") for t, k in edited]
