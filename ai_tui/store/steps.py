"""A step, what a person does in one go, and the line of a journal that holds it."""

import math
import re
import sys
from binascii import hexlify
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any, TypeVar
from unicodedata import is_normalized
from zlib import crc32

import msgspec
from msgspec import Raw, Struct
from msgspec.structs import force_setattr, replace

from ai_tui.text import clean

HEAD = 2
"""How many lines of a journal are its header."""

FORMAT = 1
"""The version of the lines that this program writes; it reads newer ones but never writes there."""

LATEST = 253_370_764_800_000
"""The stamp at which the year 9999 begins: no clock and no calendar goes further."""
MOST_ERAS = 2**32
"""The last era; there is no other after it."""

Doc = dict[str, Any]
"""A document: plain JSON values. Whoever is handed one reads it and never changes it."""

T = TypeVar("T")
Line = TypeVar("Line", bound=Struct)

_SEAL = b',"crc":"%08x"}'
_SEAL_LENGTH = 18
_SUSPICIOUS = re.compile(
    rb"\\[ubfr]|\x7f|\xc2[\x80-\x9f]|\xd8\x9c|\xe2\x80[\x8e\x8f\xa8-\xae]|\xe2\x81[\xa6-\xa9]"
    rb"|\xef\xbb\xbf|\xef\xbf[\xb9-\xbb\xbe\xbf]|\xef\xb7[\x90-\xaf]"
    rb"|[\xf0-\xf4].\xbf[\xbe\xbf]|\xf3\xa0[\x80\x81]"
)
_BACKSLASH, _DELETE = b"\\\x7f"
_LEADS = (_BACKSLASH, _DELETE, 0xC2, 0xD8, 0xE2, 0xEF, b"\xf3\xa0", b"\xbf\xbe", b"\xbf\xbf")
"""What is in everything suspicious. Python finds one byte by its number, many times sooner."""
_STEP_STARTS = re.compile(rb'(?=\{"stamp":)')
_SEALS = re.compile(rb',"crc":"[0-9a-f]{8}"\}')
_BLANK = b" \t\r\n\xef\xbb\xbf"


class Version(Struct, frozen=True, array_like=True, gc=False, eq=False):
    """What one document became in a step: `Version(table, key, doc)`; a `doc` of None deletes it.

    What comes from a journal is kept as the JSON it was and decoded when asked for, because a
    run holds many more documents than a screen shows.
    """

    table: str
    key: str
    held: Raw

    if TYPE_CHECKING:

        def __init__(self, table: str, key: str, doc: Doc | Raw | None) -> None: ...

    @property
    def doc(self) -> Doc | None:
        """The document, None if this version deletes it."""
        held: Any = self.held
        try:
            doc: Doc | None = _docs.decode(held) if type(held) is Raw else held
        except (msgspec.MsgspecError, UnicodeDecodeError):
            return {}
        return doc

    def read(self, decoder: msgspec.json.Decoder[T]) -> T | None:
        """The document as `decoder` reads it; None when it does not fit, or is not JSON yet."""
        if type(self.held) is not Raw:
            return None
        try:
            return decoder.decode(self.held)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            return None

    @property
    def deletes(self) -> bool:
        """Whether this version deletes its document."""
        return self.held is None or self.held == _NULL

    @property
    def spot(self) -> tuple[str, str, str]:
        """The form, the group and the position that a place names."""
        if type(self.held) is not Raw:
            doc: Doc = self.doc or {}
            return str(doc.get("form", "")), str(doc.get("group", "")), str(doc.get("pos", ""))
        try:
            spot = _spots.decode(self.held)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            return "", "", ""
        return spot.form, spot.group, str(spot.pos)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Version):
            return NotImplemented
        return (self.table, self.key, self.doc) == (other.table, other.key, other.doc)

    __hash__ = None  # type: ignore[assignment]


class Step(Struct, frozen=True, omit_defaults=True, gc=False):
    """One line of a journal: versions of documents that come into being together.

    `stamp` is milliseconds since the epoch and orders the steps of an `era`. An era ends when a
    writer finds stamps that his clock says lie far ahead: no reader can tell which of the two
    is wrong, so what comes later says itself that it does. `undoes` is the id of the step that
    this one reverses. A step that is not `valid` came from a line with a wrong checksum, and
    counts only where nothing valid has the same document.
    """

    stamp: Annotated[int, msgspec.Meta(ge=0, le=LATEST)]
    writer: str
    author: str
    versions: tuple[Version, ...]
    undoes: str = ""
    era: Annotated[int, msgspec.Meta(ge=0, le=MOST_ERAS)] = 0
    valid: bool = True

    @property
    def id(self) -> str:
        """The name of the step, unique because no writer uses a stamp twice in an era."""
        era = f"{self.era}." if self.era else ""
        return f"{era}{self.stamp}-{self.writer}"

    @property
    def rank(self) -> tuple[int, int, str]:
        """What orders sound steps."""
        return self.era, self.stamp, self.writer


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


class _Spot(Struct, gc=False):
    form: str = ""
    group: str = ""
    pos: Any = ""


_NULL = Raw(b"null")
_docs = msgspec.json.Decoder(Doc | None)
_spots = msgspec.json.Decoder(_Spot)
_encoder = msgspec.json.Encoder()
_steps = msgspec.json.Decoder(Step)
_trees = msgspec.json.Decoder()
_headers = msgspec.json.Decoder(Header)
_ends = msgspec.json.Decoder(End)


def seal(payload: bytes) -> bytes:
    """Give a JSON object its checksum as the last field, and its newline."""
    body = payload[:-1]
    return body + b',"crc":"' + hexlify(crc32(body).to_bytes(4)) + b'"}\n'


def sealed(line: bytes) -> bool:
    """Whether the checksum of a line (without its newline) is right."""
    return line[-_SEAL_LENGTH:] == _SEAL % crc32(line[:-_SEAL_LENGTH])


def encode(step: Step) -> bytes:
    """The line of a step, newline and checksum included.

    Raises ValueError for a number JSON does not know (NaN, infinity); a lone surrogate is
    replaced, as the gate does.
    """
    try:
        payload = _encoder.encode(step)
    except UnicodeEncodeError:
        tree = {"stamp": step.stamp, "writer": step.writer, "author": step.author}
        tree |= {"versions": [(v.table, v.key, v.doc) for v in step.versions]}
        tree |= {"undoes": step.undoes} if step.undoes else {}
        tree |= {"era": step.era} if step.era else {}
        payload = _encoder.encode(cleaned(tree))
    if payload.find(b"null") >= 0:
        for version in step.versions:
            _check(version.held)
    return seal(payload)


def freeze(versions: Iterable[Version]) -> tuple[Version, ...]:
    """Versions as their readers will find them, whatever happens to their documents later.

    Raises ValueError as `encode` does.
    """
    frozen = []
    for version in versions:
        try:
            held = _encoder.encode(version.held)
        except UnicodeEncodeError:
            held = _encoder.encode(cleaned(version.held))
        if held.find(b"null") >= 0:
            _check(version.held)
        frozen.append(Version(version.table, version.key, Raw(held)))
    return tuple(frozen)


def settle(step: Step) -> tuple[Step, bytes]:
    """A step of frozen versions as its readers will find it, and its line.

    Raises ValueError when they would not find it.
    """
    try:
        line = seal(_encoder.encode(step))
        as_it_is = step.stamp <= LATEST and not _is_suspicious(line)
    except UnicodeEncodeError:
        line, as_it_is = encode(step), False
    found = step if as_it_is else decode(line)
    if found is None:
        raise ValueError("a step that cannot be read back")
    return found, line


def encode_header(header: Header) -> bytes:
    """A header's line, newline and checksum included."""
    return seal(_encoder.encode(header))


def encode_head(header: Header) -> bytes:
    """The lines that begin a journal: its header, and the same again.

    A step does not say of which run it is, so no single damaged line may leave that in doubt. A
    journal without either counts and is reported: it may as well be one of this run.
    """
    return encode_header(header) + encode_header(replace(header, again=True))


def encode_end(end: End) -> bytes:
    """The last line of a journal, newline and checksum included."""
    return seal(_encoder.encode(end))


def decode(line: bytes) -> Step | None:
    """The step in a line with or without its newline, or None when there is none to read.

    With a wrong checksum the step is not `valid`.
    """
    line = line.strip(_BLANK)
    try:
        step = _steps.decode(line)
        valid = sealed(line)
        if not valid or _is_suspicious(line):
            step = _steps.decode(_encoder.encode(cleaned(_trees.decode(line))))
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return None
    if step.valid is not valid:
        step = replace(step, valid=valid)
    _share(step)
    return step


def decode_all(lines: Sequence[bytes]) -> list[Step]:
    """The steps in lines without their newlines, or none at all unless each is a sound step.

    Many lines are read faster at once than one by one.
    """
    data = b"\n".join(lines)
    if _is_suspicious(data) or not all(map(sealed, lines)):
        return []
    try:
        steps = _steps.decode_lines(data)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return []
    if len(steps) != len(lines) or not all(step.valid for step in steps):
        return []
    for step in steps:
        _share(step)
    return steps


def decode_header(line: bytes) -> tuple[Header, bool] | None:
    """The header in a line and whether its checksum is right, or None when it is no header."""
    return _decode_sealed(_headers, line)


def sound_header(lines: Sequence[bytes]) -> Header | None:
    """The first sound header in the head of a journal, also of a line that grew longer."""
    for line in lines[:HEAD]:
        seal = _SEALS.search(line)
        found = decode_header(line[: seal.end()]) if seal else None
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


def decode_end(line: bytes) -> tuple[End, bool] | None:
    """The end in a line and whether its checksum is right, or None when it is no end line."""
    return _decode_sealed(_ends, line)


def rescue(line: bytes) -> Iterator[Step]:
    """The sound steps inside a line that does not parse, such as two lines grown together."""
    for piece in _STEP_STARTS.split(line):
        lines = (piece[: found.end()] for found in _SEALS.finditer(piece))
        steps = (decode(line) for line in lines if sealed(line))
        yield from islice((step for step in steps if step is not None and step.valid), 1)


def _decode_sealed(decoder: msgspec.json.Decoder[Line], line: bytes) -> tuple[Line, bool] | None:
    line = line.strip(_BLANK)
    try:
        found = decoder.decode(line)
        if _is_suspicious(line):
            found = decoder.decode(_encoder.encode(cleaned(_trees.decode(line))))
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return None
    return found, sealed(line)


def _is_suspicious(line: bytes) -> bool:
    """Whether a line may hold what the gate takes out; most lines are told at a glance."""
    if line.isascii() and _BACKSLASH not in line and _DELETE not in line:
        return False
    suspect = any(lead in line for lead in _LEADS)
    return (suspect and _SUSPICIOUS.search(line) is not None) or not _is_normal(line)


def _is_normal(line: bytes) -> bool:
    """Whether every letter with an accent is one character, as the gate makes it."""
    try:
        return line.isascii() or is_normalized("NFC", line.decode())
    except UnicodeDecodeError:
        return False


def _check(value: object) -> None:
    """Refuse the numbers that the encoder would quietly turn into null."""
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError("a document holds a number that JSON does not know")
    elif isinstance(value, dict | list | tuple):
        for inner in value.values() if isinstance(value, dict) else value:
            if type(inner) is not str:
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
    """Let equal names be one object, because they repeat in every line of a run."""
    intern = sys.intern
    force_setattr(step, "writer", intern(step.writer))
    force_setattr(step, "author", intern(step.author))
    for version in step.versions:
        force_setattr(version, "table", intern(version.table))
