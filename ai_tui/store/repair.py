"""Mending a run's folder: what cannot be read is set aside in a copy, nothing is deleted."""

from collections.abc import Callable, Container, Iterator
from contextlib import suppress
from pathlib import Path
from zlib import crc32

import msgspec
from msgspec import Struct

from ai_tui.locale import Words
from ai_tui.store.database import META, NAME, Meta, content
from ai_tui.store.files import make_folder, read_file, replace_file
from ai_tui.store.problems import SaveError, save_error
from ai_tui.store.reader import SUFFIX
from ai_tui.store.steps import (
    FORMAT,
    End,
    Header,
    Step,
    decode_end,
    decode_header,
    encode,
    encode_end,
    encode_header,
    rescue,
)
from ai_tui.store.store import JOURNALS, Store

ASIDE = "set-aside"
"""The folder of the copies of what was mended, in the folder of the run."""

_MENDED = frozenset({"unreadable", "unfinished", "header"})


class Repaired(Struct, frozen=True):
    """What a repair did: the lines taken out of journals, and the copies that were kept."""

    lines: int = 0
    kept: tuple[Path, ...] = ()


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
    """Take what cannot be read out of the journals, and make database.json anew.

    Journals of writers who are on are left to them. SaveError when it cannot be done; every
    file is whole then, the old or the mended one.
    """
    store = Store.open(folder, author="", wall=wall, boot_id=boot_id, read_only=True, words=words)
    if store.too_new:
        raise SaveError("newer", words("store.save_newer", place=folder))
    try:
        lines, kept = _mend_journals(store, wall())
        if store.rescued:
            _write_rescued(store, wall())
        store = Store.open(folder, author="", wall=wall, words=words)
        if store.damage or not fresh(store):
            kept += _keep(folder, folder / NAME)
            store.snapshot(store.fold.tables())
    except OSError as error:
        raise save_error(error, folder, words) from error
    return Repaired(lines, tuple(kept))


def _mend_journals(store: Store, now: int) -> tuple[int, list[Path]]:
    """Mend each damaged journal; gives how many lines went, and the copies."""
    count, kept = 0, list[Path]()
    live = {person.writer for person in store.present()}
    for name in sorted({each.file for each in store.damage if each.why in _MENDED}):
        path = store.folder / JOURNALS / name
        data = read_file(path)
        header = decode_header(data.partition(b"\n")[0])
        if header is not None and header[0].writer in live:
            continue
        lost = {each.line for each in store.damage if each.file == name and each.why in _MENDED}
        if not data.endswith(b"\n"):
            lost.add(data.count(b"\n") + 1)
        kept += _keep(store.folder, path)
        nobody = Header(FORMAT, store.run, store.session, "nobody", at=now)
        sound = header[0] if header and header[1] else nobody
        lines = [*_sound(data, lost)]
        if not (lines and decode_end(lines[-1])):
            lines.append(encode_end(End(now, sound.writer)))
        mended = b"".join((encode_header(sound), *lines))
        replace_file(path, path.with_suffix(".tmp"), mended, durable=True)
        count += len(lost)
    return count, kept


def _sound(data: bytes, lost: Container[int]) -> Iterator[bytes]:
    """The lines below the header that can be read, and the steps inside those that cannot."""
    for number, line in enumerate(data.split(b"\n"), 1):
        if decode_header(line) or not line.strip():
            continue
        if number not in lost:
            yield line + b"\n"
        else:
            yield from map(encode, rescue(line))


def _write_rescued(store: Store, now: int) -> None:
    """Put what only database.json still had into a journal of its own."""
    lines = (
        encode_header(Header(FORMAT, store.run, store.session, "nobody", at=now)),
        encode(Step(0, "nobody", "", store.rescued)),
        encode_end(End(now, "nobody")),
    )
    data = b"".join(lines)
    path = store.folder / JOURNALS / f"rescued-{crc32(data):08x}{SUFFIX}"
    replace_file(path, path.with_suffix(".tmp"), data, durable=True)


def _keep(folder: Path, path: Path) -> list[Path]:
    """A copy of a file, in the folder of what was set aside; none of a file that is not there."""
    try:
        data = read_file(path)
    except FileNotFoundError:
        return []
    aside = folder / ASIDE
    with suppress(FileExistsError):
        make_folder(aside)
    copy = aside / f"{path.stem}-{crc32(data):08x}{path.suffix}"
    replace_file(copy, copy.with_name(f".{copy.name}.tmp"), data, durable=True)
    return [copy]
