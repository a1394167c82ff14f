"""One run on several machines: handing out copies of its folder, and joining them again."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from zlib import crc32

from msgspec import Struct
from msgspec.structs import replace

from ai_tui.errors import AiTuiError
from ai_tui.locale import Words
from ai_tui.store.files import make_folder, read_file, replace_file
from ai_tui.store.fold import Fold
from ai_tui.store.folder import JOURNALS
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
from ai_tui.store.problems import Damage, SaveError, open_error, save_error
from ai_tui.store.reader import SUFFIX
from ai_tui.store.rescue import NOBODY, line_of, write
from ai_tui.store.steps import decode, encode, rescue
from ai_tui.store.store import Store

NOT_MERGED = frozenset({"moments", "clock", "attending", "start", "blocks", "wall", "released"})
"""The tables about clock, run sheet and room's screen; a merge keeps those of the first folder."""


class Merged(Struct, frozen=True):
    """What a merge brought in: new journals, and new steps in them.

    `each` is how many steps came from each of the other folders, in the order they were given;
    `unread` are their files that could not be read.
    """

    journals: int = 0
    steps: int = 0
    each: tuple[int, ...] = ()
    unread: tuple[Damage, ...] = ()


def merge(
    into: Path, others: Sequence[Path], *, wall: Callable[[], int], words: Words | None = None
) -> Merged:
    """Bring the steps of `others` into the folder `into`, but for what stays the first folder's.

    Order and repetition do not matter, and a process that has `into` open sees what comes in.
    A folder of another run raises AiTuiError before anything is copied.
    """
    words = words or Words("en")
    first = Store.open(into, author="", wall=wall, read_only=True, words=words)
    stores = [Store.open(p, author="", wall=wall, read_only=True, words=words) for p in others]
    for store in stores:
        if store.run != first.run:
            raise AiTuiError(
                words("store.merge_other_run", place=store.folder, other=store.run, run=first.run)
            )
    for store in (first, *stores):
        if store.too_new:
            raise SaveError("newer", words("store.save_newer", place=store.folder))
    merged = Merged()
    for store in stores:
        before = merged.steps
        for name, header, lines in _journals(store, words):
            fresh = list(_fresh(lines, first.fold))
            if fresh:
                _put(into, name, header, fresh, wall(), words)
                merged = replace(
                    merged, journals=merged.journals + 1, steps=merged.steps + len(fresh)
                )
        merged = replace(
            merged,
            each=(*merged.each, merged.steps - before),
            unread=(*merged.unread, *_unread(store)),
        )
    return merged


def copy(
    run: Path, to: Path, *, wall: Callable[[], int], words: Words | None = None
) -> tuple[Damage, ...]:
    """Make the folder `to` and put into it all that is saved in the folder `run`.

    Gives the files of `run` that could not be read. What is saved in the copy later comes back
    with `merge`. OpenError when `to` is there, unless it is empty, or cannot be made; nothing of
    it is left then.
    """
    words = words or Words("en")
    store = Store.open(run, author="", wall=wall, read_only=True, words=words)
    if store.too_new:
        raise SaveError("newer", words("store.save_newer", place=run))
    files = []
    for name, header, lines in _journals(store, words):
        kept = [line + b"\n" for line in lines if not (decode_header(line) or decode_end(line))]
        files.append((name, _ended(header, kept, wall())))
    with suppress(OSError):
        to.rmdir()
    write(to, files, words)
    return _unread(store)


def _unread(store: Store) -> tuple[Damage, ...]:
    """The files of a folder that could not be read."""
    return tuple(each for each in store.damage if each.why in ("file_unread", "no_file"))


def _journals(store: Store, words: Words) -> Iterator[tuple[str, Header, list[bytes]]]:
    """By file name, the header and the finished lines of the journals of a folder's run.

    What only its database.json still has comes as a journal too, older than anything else.
    """
    nobody = Header(FORMAT, store.run, store.session, NOBODY)
    for name in store.journals:
        try:
            lines = read_file(store.folder / JOURNALS / name).split(b"\n")[:-1]
        except OSError as error:
            raise open_error(error, store.folder, words) from error
        header = replace(sound_header(lines) or nobody, boot="", pid=0, again=False)
        yield name, header, [line for _, line in of_run(lines, store.run)]
    if store.rescued:
        yield f"rescued{SUFFIX}", nobody, [line_of(step)[:-1] for step in store.rescued]


def _fresh(lines: Iterable[bytes], fold: Fold) -> Iterator[bytes]:
    """The lines of steps that the fold has not, but for `NOT_MERGED` tables; it has them then."""
    for line in lines:
        step = decode(line)
        for found in rescue(line) if step is None else [step]:
            kept = tuple(version for version in found.versions if version.table not in NOT_MERGED)
            whole = len(kept) == len(found.versions)
            if not kept or not (whole or found.valid):
                continue
            mine = found if whole else replace(found, versions=kept)
            if not (fold.knows(found) or fold.knows(mine)):
                fold.apply(mine)
                yield encode(mine) if found.valid else line + b"\n"


def _put(
    run: Path, name: str, header: Header, lines: Iterable[bytes], now: int, words: Words
) -> None:
    """Put lines into a journal of their own in the folder `run`; SaveError if it fails."""
    data, path = _ended(header, lines, now), run / JOURNALS / name
    try:
        if not path.parent.is_dir():
            make_folder(path.parent)
        if path.exists():
            path = path.with_name(f"{path.stem}-{crc32(data):08x}{SUFFIX}")
        replace_file(path, path.with_suffix(".tmp"), data, durable=True)
    except OSError as error:
        raise save_error(error, run, words) from error


def _ended(header: Header, lines: Iterable[bytes], now: int) -> bytes:
    """The bytes of a journal with these lines whose writer left."""
    return b"".join((encode_head(header), *lines, encode_end(End(now, header.writer))))
