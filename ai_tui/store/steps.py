"""A step, what a person does in one go, and the line of a journal that holds it."""

import math
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import msgspec
from msgspec import Raw, Struct
from msgspec.structs import force_setattr, replace

from ai_tui.store.lines import BLANK, SEALS, cleaned, encoder, gated, is_suspicious, seal, sealed

LATEST = 253_370_764_800_000
"""The stamp at which the year 9999 begins: no clock and no calendar goes further."""
MOST_ERAS = 2**32
"""The last era; there is no other after it."""

Doc = dict[str, Any]
"""A document: plain JSON values. Whoever is handed one reads it and never changes it."""

T = TypeVar("T")

_STEP_STARTS = re.compile(rb'(?=\{"stamp":)')


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
        """The form, the group and the position that a place names; empty when it is no place."""
        held: Any = self.held
        try:
            spot = _spots.decode(held) if type(held) is Raw else msgspec.convert(held, _Spot)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            return "", "", ""
        return spot.form, spot.group, spot.pos

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


class _Spot(Struct, gc=False):
    """All that a place has to say to count as one, also what is not looked up here."""

    form: str
    group: str
    slot: str
    pos: str


_NULL = Raw(b"null")
_docs = msgspec.json.Decoder(Doc | None)
_spots = msgspec.json.Decoder(_Spot)
_steps = msgspec.json.Decoder(Step)


def encode(step: Step) -> bytes:
    """The line of a step, newline and checksum included.

    Raises ValueError for a number JSON does not know (NaN, infinity); a lone surrogate is
    replaced, as the gate does.
    """
    try:
        payload = encoder.encode(step)
    except UnicodeEncodeError:
        tree = {"stamp": step.stamp, "writer": step.writer, "author": step.author}
        tree |= {"versions": [(v.table, v.key, v.doc) for v in step.versions]}
        tree |= {"undoes": step.undoes} if step.undoes else {}
        tree |= {"era": step.era} if step.era else {}
        payload = encoder.encode(cleaned(tree))
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
            held = encoder.encode(version.held)
        except UnicodeEncodeError:
            held = encoder.encode(cleaned(version.held))
        if held.find(b"null") >= 0:
            _check(version.held)
        frozen.append(Version(version.table, version.key, Raw(held)))
    return tuple(frozen)


def settle(step: Step) -> tuple[Step, bytes]:
    """A step of frozen versions as its readers will find it, and its line.

    Raises ValueError when they would not find it.
    """
    try:
        line = seal(encoder.encode(step))
        as_it_is = step.stamp <= LATEST and not is_suspicious(line)
    except UnicodeEncodeError:
        line, as_it_is = encode(step), False
    found = step if as_it_is else decode(line)
    if found is None:
        raise ValueError("a step that cannot be read back")
    return found, line


def decode(line: bytes) -> Step | None:
    """The step in a line with or without its newline, or None when there is none to read.

    With a wrong checksum the step is not `valid`.
    """
    line = line.strip(BLANK)
    try:
        step = _steps.decode(line)
        valid = sealed(line)
        if not valid or is_suspicious(line):
            step = _steps.decode(gated(line))
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
    if is_suspicious(data) or not all(map(sealed, lines)):
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


def rescue(line: bytes) -> Iterator[Step]:
    """The sound steps inside a line that does not parse, such as two lines grown together."""
    for piece in _STEP_STARTS.split(line):
        lines = (piece[: found.end()] for found in SEALS.finditer(piece))
        steps = (decode(line) for line in lines if sealed(line))
        yield from islice((step for step in steps if step is not None and step.valid), 1)


def _check(value: object) -> None:
    """Refuse the numbers that the encoder would quietly turn into null."""
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError("a document holds a number that JSON does not know")
    elif isinstance(value, dict | list | tuple):
        for inner in value.values() if isinstance(value, dict) else value:
            if type(inner) is not str:
                _check(inner)


def _share(step: Step) -> None:
    """Let equal names be one object, because they repeat in every line of a run."""
    intern = sys.intern
    force_setattr(step, "writer", intern(step.writer))
    force_setattr(step, "author", intern(step.author))
    for version in step.versions:
        force_setattr(version, "table", intern(version.table))
