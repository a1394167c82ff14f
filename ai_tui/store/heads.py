"""The lines of a journal that are no steps: whose it is and of which run, and that it ended."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from ai_tui.store.lines import BLANK, SEALS, encoder, gated, is_suspicious, seal, sealed
from ai_tui.store.steps import Step, decode

HEAD = 2
"""How many lines of a journal are its header."""

Line = TypeVar("Line", bound=Struct)


class Header(Struct, frozen=True):
    """The first line of a journal: whose it is and of which run.

    `boot` and `pid` tell readers on the same machine whether the writer still runs; `at` is when
    the journal began, in milliseconds since the epoch; `scope` is what the writer types for;
    `again` is so in the second line, which says it once more.
    """

    format: int
    run: str
    session: str
    writer: str
    author: str = ""
    boot: str = ""
    pid: int = 0
    scope: str = ""
    at: int = 0
    again: bool = False


class End(Struct, frozen=True):
    """The last line of a journal whose writer left in peace; `end` is when."""

    end: int
    writer: str


_headers = msgspec.json.Decoder(Header)
_ends = msgspec.json.Decoder(End)


def encode_header(header: Header) -> bytes:
    """A header's line, newline and checksum included."""
    return seal(encoder.encode(header))


def encode_head(header: Header) -> bytes:
    """The lines that begin a journal: its header, and the same again.

    A step does not say of which run it is, so no single damaged line may leave that in doubt. A
    journal without either counts and is reported: it may as well be one of this run.
    """
    return encode_header(header) + encode_header(replace(header, again=True))


def encode_end(end: End) -> bytes:
    """The last line of a journal, newline and checksum included."""
    return seal(encoder.encode(end))


def decode_header(line: bytes) -> tuple[Header, bool] | None:
    """The header in a line and whether its checksum is right, or None when it is no header."""
    return _decode_sealed(_headers, line)


def decode_end(line: bytes) -> tuple[End, bool] | None:
    """The end in a line and whether its checksum is right, or None when it is no end line."""
    return _decode_sealed(_ends, line)


def sound_header(lines: Sequence[bytes]) -> Header | None:
    """The first sound header in the head of a journal, also of a line that grew longer."""
    for line in lines[:HEAD]:
        end = SEALS.search(line)
        found = decode_header(line[: end.end()]) if end else None
        if found is not None and found[1]:
            return found[0]
    return None


def of_run(lines: Iterable[bytes], run: str) -> Iterator[tuple[int, bytes]]:
    """The lines of a journal that are of a run, each with its number, counted from 1.

    What follows a sound header of another run is of that one, up to the next sound header, but
    for the steps of other writers.
    """
    stray: Header | None = None
    for number, line in enumerate(lines, 1):
        header = sound_header([line])
        if header is not None:
            stray = header if header.run != run else None
        if stray is None or step_between(line, stray) is not None:
            yield number, line


def step_between(line: bytes, header: Header) -> Step | None:
    """The sound step in a line that stands among those below a header and is not of its writer."""
    step = decode(line)
    return step if step is not None and step.valid and step.writer != header.writer else None


def _decode_sealed(decoder: msgspec.json.Decoder[Line], line: bytes) -> tuple[Line, bool] | None:
    line = line.strip(BLANK)
    try:
        found = decoder.decode(line)
        if is_suspicious(line):
            found = decoder.decode(gated(line))
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return None
    return found, sealed(line)
