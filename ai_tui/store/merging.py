"""Joining the folders of one run that was kept on several machines."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from zlib import crc32

from msgspec import Struct
from msgspec.structs import replace

from ai_tui.errors import AiTuiError
from ai_tui.locale import Words
from ai_tui.store.files import make_folder, read_file, replace_file
from ai_tui.store.fold import Fold
from ai_tui.store.problems import open_error, save_error
from ai_tui.store.reader import SUFFIX
from ai_tui.store.steps import (
    FORMAT,
    End,
    Header,
    Step,
    decode,
    decode_header,
    encode,
    encode_end,
    encode_header,
    rescue,
)
from ai_tui.store.store import JOURNALS, Store

CLOCK = frozenset({"moments", "clock", "start", "wall"})
"""The tables about the clock and the room's screen; a merge keeps those of the first folder."""


class Merged(Struct, frozen=True):
    """What a merge brought in: new journals, and new steps in them."""

    journals: int = 0
    steps: int = 0


def merge(
    into: Path, others: Sequence[Path], *, wall: Callable[[], int], words: Words | None = None
) -> Merged:
    """Bring the steps of `others` into the folder `into`, but for those about the clock.

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
    merged = Merged()
    for store in stores:
        for name, header, lines in _journals(store, words):
            fresh = list(_fresh(lines, first.fold))
            if not fresh:
                continue
            try:
                _write(into / JOURNALS, name, header, fresh, wall())
            except OSError as error:
                raise save_error(error, into, words) from error
            merged = Merged(merged.journals + 1, merged.steps + len(fresh))
    return merged


def _journals(store: Store, words: Words) -> Iterator[tuple[str, Header, list[bytes]]]:
    """By file name, the header and the finished lines of the journals of a folder's run.

    What only its database.json still has comes as a journal too, older than anything else.
    """
    nobody = Header(FORMAT, store.run, store.session, "nobody")
    for name in store.journals:
        try:
            lines = read_file(store.folder / JOURNALS / name).split(b"\n")[:-1]
        except OSError as error:
            raise open_error(error, store.folder, words) from error
        header = decode_header(lines[0]) if lines else None
        yield name, replace(header[0], boot="", pid=0) if header else nobody, lines
    if store.rescued:
        yield f"rescued{SUFFIX}", nobody, [encode(Step(0, "nobody", "", store.rescued)).rstrip()]


def _fresh(lines: Iterable[bytes], fold: Fold) -> Iterator[bytes]:
    """The lines whose steps the fold has not, which has them then, without what is the clock's."""
    for line in lines:
        step = decode(line)
        for found in rescue(line) if step is None else [step]:
            kept = tuple(version for version in found.versions if version.table not in CLOCK)
            whole = len(kept) == len(found.versions)
            if not kept or not (whole or found.valid):
                continue
            mine = found if whole else replace(found, versions=kept)
            if not fold.knows(mine):
                fold.apply(mine)
                yield encode(mine) if found.valid else line + b"\n"


def _write(folder: Path, name: str, header: Header, lines: Iterable[bytes], now: int) -> None:
    """Put lines into a journal of their own that says it is ended."""
    end = encode_end(End(end=now, writer=header.writer))
    data = b"".join((encode_header(header), *lines, end))
    if not folder.is_dir():
        make_folder(folder)
    path = folder / name
    if path.exists():
        path = folder / f"{path.stem}-{crc32(data):08x}{SUFFIX}"
    replace_file(path, path.with_suffix(".tmp"), data, durable=True)
