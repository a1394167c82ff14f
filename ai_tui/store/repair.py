"""Mending a run's folder: what cannot be read is set aside in a copy, nothing is deleted."""

import os
from collections.abc import Callable, Container, Iterator, Mapping
from contextlib import suppress
from itertools import count
from pathlib import Path
from zlib import crc32

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from ai_tui.locale import Words
from ai_tui.store.database import META, NAME, Meta, content
from ai_tui.store.files import make_folder, read_file, replace_file
from ai_tui.store.folder import DRAFTS, JOURNALS
from ai_tui.store.heads import (
    End,
    Header,
    decode_end,
    decode_header,
    encode_end,
    encode_head,
    of_run,
    sound_header,
)
from ai_tui.store.lines import FORMAT
from ai_tui.store.names import random_name
from ai_tui.store.problems import Damage, SaveError, Why, save_error
from ai_tui.store.reader import SUFFIX
from ai_tui.store.rescue import NOBODY, line_of
from ai_tui.store.steps import Step, encode, rescue
from ai_tui.store.store import Store

ASIDE = "set-aside"
"""The folder of the copies of what was mended, in the folder of the run."""

_LINES: frozenset[Why] = frozenset({"unreadable", "checksum", "unfinished", "header", "stray"})
"""The damage that is mended by taking lines out of a journal."""
_FILES: frozenset[Why] = frozenset({"foreign", "no_file"})
"""The damage that is mended by taking a file away from the journals."""
_LISTED: frozenset[Why] = frozenset({"missing", "cut"})
"""The damage that is mended by making database.json anew, without what is gone."""


class Repaired(Struct, frozen=True):
    """What a repair did: the lines taken out of journals, and the copies that were kept.

    `doubtful` names the documents (table/key) that only a damaged line has, and count as it says.
    """

    lines: int = 0
    kept: tuple[Path, ...] = ()
    doubtful: tuple[str, ...] = ()


def mends(damage: Damage) -> bool:
    """Whether a repair does something about it."""
    return damage.file == NAME or damage.why in _LINES | _FILES | _LISTED


def fresh(store: Store) -> bool:
    """Whether database.json holds just what the journals say."""
    try:
        tree = msgspec.json.decode(read_file(store.folder / NAME), type=dict[str, object])
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return False
    wanted = content(Meta(store.run, store.session, {}), store.fold.tables())
    wanted = msgspec.json.decode(msgspec.json.encode(wanted))
    return {**tree, META: 0} == {**wanted, META: 0}


def repair(folder: Path, *, wall: Callable[[], int], boot_id: str, words: Words) -> Repaired:
    """Take out of the journals what does not count, and make database.json anew.

    What counts only because nothing sound has the same document goes into a journal of its own,
    as older than anything else, so that a sound copy of it which turns up still wins. Journals
    of writers who are on are left to them. SaveError when it cannot be done; every file is whole
    then, the old or the mended one.
    """
    store = Store.open(folder, author="", wall=wall, boot_id=boot_id, read_only=True, words=words)
    if store.too_new:
        raise SaveError("newer", words("store.save_newer", place=folder))
    doubtful = store.fold.doubtful()
    try:
        kept = _clear(folder)
        if store.rescued or doubtful:
            _write_doubtful(store, wall())
        lines, mended = _mend_journals(store, wall())
        kept += mended
        store = Store.open(folder, author="", wall=wall, words=words)
        if not fresh(store) or any(map(_is_of_database, store.damage)):
            kept += _keep(folder, folder / NAME)
            store.snapshot(store.fold.tables())
    except OSError as error:
        raise save_error(error, folder, words) from error
    names = tuple(f"{version.table}/{version.key}" for version in doubtful)
    return Repaired(lines, tuple(kept), names)


def _mend_journals(store: Store, now: int) -> tuple[int, list[Path]]:
    """Mend each damaged journal; gives how many lines went, and the copies."""
    taken, kept = 0, list[Path]()
    live = {person.writer for person in store.present()}
    for name in sorted({each.file for each in store.damage if _is_of_journal(each)}):
        path = store.folder / JOURNALS / name
        theirs = (each for each in store.damage if each.file == name)
        found = {each.line: each.why for each in theirs if _is_of_journal(each)}
        if found.get(0) == "no_file":
            kept.append(_move(store.folder, path))
            continue
        data = read_file(path)
        header = sound_header(data.split(b"\n")) or _nobody(store, now)
        if header.writer in live:
            continue
        kept += _keep(store.folder, path)
        if found.get(0) == "foreign":
            path.unlink()
        else:
            lost = {line for line, why in found.items() if why in _LINES}
            taken += _mend(path, data, replace(header, again=False), lost, now)
    return taken, kept


def _mend(path: Path, data: bytes, header: Header, lost: set[int], now: int) -> int:
    """Take lines out of a journal that nobody writes any more; gives how many."""
    if not data.endswith(b"\n"):
        lost.add(data.count(b"\n") + 1)
    own = dict(of_run(data.split(b"\n"), header.run))
    lost.update(set(range(1, data.count(b"\n") + 1)) - own.keys())
    lines = [*_sound(own, lost)]
    if not (lines and decode_end(lines[-1])):
        lines.append(encode_end(End(now, header.writer)))
    mended = b"".join((encode_head(header), *lines))
    replace_file(path, path.with_suffix(".tmp"), mended, durable=True)
    return len(lost)


def _sound(lines: Mapping[int, bytes], lost: Container[int]) -> Iterator[bytes]:
    """The lines below the header that can be read, and the steps inside those that cannot."""
    for number, line in lines.items():
        if decode_header(line) or not line.strip():
            continue
        if number not in lost:
            yield line + b"\n"
        else:
            yield from map(encode, rescue(line))


def _is_of_journal(damage: Damage) -> bool:
    return damage.file != NAME and damage.why in _LINES | _FILES


def _is_of_database(damage: Damage) -> bool:
    return damage.file == NAME or damage.why in _LISTED


def _write_doubtful(store: Store, now: int) -> None:
    """Put what only a damaged line or database.json still has into a journal of its own."""
    doubtful = store.fold.doubtful()
    lines = [line_of(step) for step in store.rescued if step.valid]
    lines += [encode(Step(0, NOBODY, "", doubtful))] if doubtful else []
    data = b"".join((encode_head(_nobody(store, now)), *lines, encode_end(End(now, NOBODY))))
    with suppress(FileExistsError):
        make_folder(store.folder / JOURNALS)
    path = store.folder / JOURNALS / f"rescued-{crc32(data):08x}{SUFFIX}"
    replace_file(path, path.with_suffix(".tmp"), data, durable=True)


def _nobody(store: Store, now: int) -> Header:
    """The header of a journal of which nobody knows who wrote it."""
    return Header(FORMAT, store.run, store.session, NOBODY, at=now)


def _clear(folder: Path) -> list[Path]:
    """Set aside what stands where the folders of a run belong."""
    places = (folder / name for name in (JOURNALS, DRAFTS))
    return [_move(folder, path) for path in places if path.exists() and not path.is_dir()]


def _move(folder: Path, path: Path) -> Path:
    """Set aside what is no file; gives where it is now."""
    aside = _aside(folder)
    names = (f"{path.name}-{number}" for number in count(1))
    place = next(aside / name for name in names if not os.path.lexists(aside / name))
    path.rename(place)
    return place


def _keep(folder: Path, path: Path) -> list[Path]:
    """A copy of a file, in the folder of what was set aside; what cannot be read is moved there.

    None of a file that is not there.
    """
    try:
        data = read_file(path)
    except FileNotFoundError:
        return []
    except OSError:
        return [_move(folder, path)]
    aside = _aside(folder)
    copy = aside / f"{path.stem}-{crc32(data):08x}{path.suffix}"
    replace_file(copy, copy.with_name(f".{copy.name}.tmp"), data, durable=True)
    return [copy]


def _aside(folder: Path) -> Path:
    """The folder of what was set aside; what stood in its place goes into it."""
    aside, stray = folder / ASIDE, folder / f".{ASIDE}.tmp"
    if os.path.lexists(aside) and not aside.is_dir():
        aside.rename(stray)
    with suppress(FileExistsError):
        make_folder(aside)
    if os.path.lexists(stray):
        stray.rename(aside / f"{ASIDE}-{random_name()}")
    return aside
