"""All that a process knows of a run, written to another folder when its own cannot be used."""

import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from zlib import crc32

from msgspec.structs import replace

from ai_tui.locale import Words
from ai_tui.store.files import replace_file
from ai_tui.store.folder import JOURNALS, make
from ai_tui.store.heads import End, Header, encode_end, encode_head
from ai_tui.store.lines import FORMAT
from ai_tui.store.names import slug
from ai_tui.store.problems import make_error
from ai_tui.store.reader import SUFFIX
from ai_tui.store.steps import Step, encode

NOBODY = "-nobody"
"""The writer of what came from no journal; the names of others come after it."""

_CRC = slice(-11, -3)
"""Where the checksum of a line stands, in hexadecimal."""
_FLIPPED = 0xFFFFFFFF


def journals(steps: Iterable[Step], run: str, session: str) -> Iterator[tuple[str, bytes]]:
    """By file name, the ended journals that hold these steps: one for each writer.

    The same steps give the same names and the same bytes, whoever asks.
    """
    by_writer: dict[str, list[Step]] = defaultdict(list)
    for step in steps:
        by_writer[step.writer or NOBODY].append(step)
    for writer, theirs in sorted(by_writer.items()):
        lines = sorted(map(line_of, theirs))
        stamps = [step.stamp for step in theirs]
        header = Header(
            FORMAT, run, session, writer, max(theirs, key=lambda x: x.stamp).author, at=min(stamps)
        )
        data = b"".join((encode_head(header), *lines, encode_end(End(max(stamps), writer))))
        yield f"rescued-{slug(writer)}-{crc32(data):08x}{SUFFIX}", data


def write(folder: Path, files: Iterable[tuple[str, bytes]], words: Words) -> None:
    """Make the folder of a run with these journals in it.

    OpenError when it is there already or cannot be made; nothing of it is left then.
    """
    make(folder, words)
    try:
        for name, data in files:
            path = folder / JOURNALS / name
            replace_file(path, path.with_suffix(".tmp"), data, durable=True)
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise make_error(error, folder, words) from error


def line_of(step: Step) -> bytes:
    """The line of a step; what counted less because its line was damaged goes on to do so."""
    if not step.writer:
        return encode(replace(step, writer=NOBODY, valid=True))
    if step.valid:
        return encode(step)
    line = encode(replace(step, valid=True))
    wrong = b"%08x" % (int(line[_CRC], 16) ^ _FLIPPED)
    return line[: _CRC.start] + wrong + line[_CRC.stop :]
