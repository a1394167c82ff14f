"""A step, what a person does in one go, and the line of a journal that holds it."""

import math
import re
import sys
from collections.abc import Iterator
from typing import Any, TypeVar
from zlib import crc32

import msgspec
from msgspec import Struct
from msgspec.structs import force_setattr, replace

from ai_tui.text import clean

FORMAT = 1
"""The version of the lines that this program writes; it reads newer ones but never writes there."""

Doc = dict[str, Any]
"""A document: plain JSON values. Whoever is handed one reads it and never changes it."""

Line = TypeVar("Line", bound=Struct)

_SEAL = b',"crc":"%08x"}'
_SEAL_LENGTH = 18
_SUSPICIOUS = re.compile(
    rb"\\[ubfr]|\x7f|\xc2[\x80-\x9f]|\xd8\x9c|\xe2\x80[\x8e\x8f\xa8-\xae]|\xe2\x81[\xa6-\xa9]"
    rb"|\xef\xbb\xbf|\xef\xbf[\xb9-\xbb]"
)
_STEP_STARTS = re.compile(rb'(?=\{"stamp":)')
_SEALED = re.compile(rb'.*,"crc":"[0-9a-f]{8}"\}', re.DOTALL)
_SHARED_LENGTH = 24
_BLANK = b" \t\r\xef\xbb\xbf"


class Version(Struct, frozen=True, array_like=True, gc=False):
    """What one document became in a step; a `doc` of None deletes it."""

    table: str
    key: str
    doc: Doc | None


class Step(Struct, frozen=True, omit_defaults=True, gc=False):
    """One line of a journal: versions of documents that come into being together.

    `stamp` is milliseconds since the epoch and orders steps; `undoes` is the id of the step that
    this one reverses. A step that is not `valid` came from a line with a wrong checksum or a
    stamp far in the future, and counts only where nothing valid has the same document.
    """

    stamp: int
    writer: str
    author: str
    versions: tuple[Version, ...]
    undoes: str = ""
    valid: bool = True

    @property
    def id(self) -> str:
        """The name of the step, unique because no writer uses a stamp twice."""
        return f"{self.stamp}-{self.writer}"


class Header(Struct, frozen=True):
    """The first line of a journal: whose it is and of which run.

    `boot` and `pid` tell readers on the same machine whether the writer still runs; `at` is when
    the journal began, in milliseconds since the epoch.
    """

    format: int
    run: str
    session: str
    writer: str
    author: str = ""
    boot: str = ""
    pid: int = 0
    at: int = 0


class End(Struct, frozen=True):
    """The last line of a journal whose writer left in peace; `end` is when."""

    end: int
    writer: str


_encoder = msgspec.json.Encoder()
_steps = msgspec.json.Decoder(Step)
_headers = msgspec.json.Decoder(Header)
_ends = msgspec.json.Decoder(End)


def seal(payload: bytes) -> bytes:
    """Give a JSON object its checksum as the last field, and its newline."""
    body = payload[:-1]
    return body + _SEAL % crc32(body) + b"\n"


def sealed(line: bytes) -> bool:
    """Whether the checksum of a line (without its newline) is right."""
    return line[-_SEAL_LENGTH:] == _SEAL % crc32(line[:-_SEAL_LENGTH])


def encode(step: Step) -> bytes:
    """The line of a step, newline and checksum included.

    Raises ValueError for a number JSON does not know (NaN, infinity); a lone surrogate is
    replaced, as the gate does.
    """
    for version in step.versions:
        _check(version.doc)
    try:
        payload = _encoder.encode(step)
    except UnicodeEncodeError:
        payload = _encoder.encode(msgspec.convert(cleaned(msgspec.to_builtins(step)), Step))
    return seal(payload)


def encode_header(header: Header) -> bytes:
    """The first line of a journal, newline and checksum included."""
    return seal(_encoder.encode(header))


def encode_end(end: End) -> bytes:
    """The last line of a journal, newline and checksum included."""
    return seal(_encoder.encode(end))


def decode(line: bytes) -> Step | None:
    """The step in a line with or without its newline, or None when there is none to read.

    With a wrong checksum the step is not `valid`.
    """
    line = line.strip(_BLANK + b"\n")
    try:
        step = _steps.decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
    valid = sealed(line)
    if not valid or _SUSPICIOUS.search(line):
        step = msgspec.convert(cleaned(msgspec.to_builtins(step)), Step)
    if step.valid is not valid:
        step = replace(step, valid=valid)
    _share(step)
    return step


def decode_header(line: bytes) -> tuple[Header, bool] | None:
    """The header in a line and whether its checksum is right, or None when it is no header."""
    return _decode_sealed(_headers, line)


def decode_end(line: bytes) -> tuple[End, bool] | None:
    """The end in a line and whether its checksum is right, or None when it is no end line."""
    return _decode_sealed(_ends, line)


def rescue(line: bytes) -> Iterator[Step]:
    """The sound steps inside a line that does not parse, such as two lines grown together."""
    for piece in _STEP_STARTS.split(line):
        whole = _SEALED.match(piece)
        step = decode(whole.group()) if whole else None
        if step is not None and step.valid:
            yield step


def _decode_sealed(decoder: msgspec.json.Decoder[Line], line: bytes) -> tuple[Line, bool] | None:
    line = line.strip(_BLANK + b"\n")
    try:
        found = decoder.decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
    if _SUSPICIOUS.search(line):
        found = msgspec.convert(cleaned(msgspec.to_builtins(found)), type(found))
    return found, sealed(line)


def _check(value: object) -> None:
    """Refuse the numbers that the encoder would quietly turn into null."""
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError("a document holds a number that JSON does not know")
    elif isinstance(value, dict):
        for inner in value.values():
            _check(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            _check(inner)


def cleaned(value: Any) -> Any:
    """The same plain value with every text in it passed through the gate."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {clean(key): cleaned(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [cleaned(inner) for inner in value]
    return value


def _share(step: Step) -> None:
    """Let equal short texts be one object: names and ids repeat in every line of a run."""
    intern = sys.intern
    force_setattr(step, "writer", intern(step.writer))
    force_setattr(step, "author", intern(step.author))
    for version in step.versions:
        force_setattr(version, "table", intern(version.table))
        force_setattr(version, "key", intern(version.key))
        doc = version.doc
        if doc is not None:
            for name, value in doc.items():
                if type(value) is str and len(value) < _SHARED_LENGTH:
                    doc[name] = intern(value)
