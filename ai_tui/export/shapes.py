"""The shape of an export: what a reader of the JSON finds, key by key.

Times carry their offset from UTC; lengths are whole seconds. Every key is always there; null is
what nobody knows.
"""

from datetime import date, datetime, time
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

Time = Annotated[datetime, Meta(tz=True)]
"""A point in time with its offset from UTC."""

SCHEMA_VERSION: Literal[3] = 3
"""Goes up when a key goes or its value gets another shape; a new key leaves it as it is."""


class RunPart(Struct, frozen=True, kw_only=True):
    """Which run this is; `day` is the day it ran, `start` how it was started.

    Of a rehearsal `made` and `exported` are real times, and all others in the document its own.
    """

    id: str
    name: str
    made: Time
    exported: Time
    rehearsal: bool
    day: date
    start: str


class SessionPart(Struct, frozen=True, kw_only=True):
    """What the session file says of the whole; `until` is the hard end."""

    id: str
    title: str
    theme: str
    background: str
    date: date | None
    start: time | None
    until: time | None
    place: str
    lang: str
    zone: str


class PlannedPart(Struct, frozen=True):
    """When something was meant to be and for how long."""

    start: Time | None
    end: Time | None
    seconds: int | None


class ActualPart(Struct, frozen=True, kw_only=True):
    """When something was and for how long; pauses are no part of `seconds`.

    `extended_seconds` were given on purpose, while it ran or in the plan (negative: taken away),
    `over_seconds` is how far it went on beyond that.
    """

    start: Time | None
    end: Time | None
    seconds: int
    paused_seconds: int
    extended_seconds: int
    over_seconds: int


class TurnPart(Struct, frozen=True, kw_only=True):
    """The turn of a group in a round; `name` is what the group is called."""

    group: str
    name: str
    state: Literal["to_come", "now", "done", "passed"]
    seconds: int


class PhasePart(Struct, frozen=True, kw_only=True):
    """A phase of a block."""

    id: str
    title: str
    state: Literal["to_come", "now", "paused", "done", "skipped"]
    planned: PlannedPart
    actual: ActualPart
    turns: list[TurnPart]


class BlockPart(Struct, frozen=True, kw_only=True):
    """A block of the run sheet; `change` says if it came into the plan or left it on the way.

    `planned` is as the plan was that the run was made of, `planned_now` as that has become.
    """

    id: str
    title: str
    stage: str
    fixed: bool
    state: Literal["to_come", "now", "paused", "done", "skipped", "dropped"]
    change: Literal["", "inserted", "dropped"]
    planned: PlannedPart
    planned_now: PlannedPart
    actual: ActualPart
    phases: list[PhasePart]


class TimingPart(Struct, frozen=True, kw_only=True):
    """The session as a whole and block by block; `hard_end` is when it had to be over.

    The seconds `planned` for the whole are those of the blocks together.
    """

    state: Literal["before", "running", "paused", "over"]
    planned: PlannedPart
    actual: ActualPart
    hard_end: Time | None
    blocks: list[BlockPart]


class GroupPart(Struct, frozen=True, kw_only=True):
    """A group; one that was merged names the group that took its entries."""

    id: str
    name: str
    kind: Literal["groups", "themes"]
    closed: bool
    merged_into: str | None


class EntryPart(Struct, frozen=True, kw_only=True):
    """One thing that was typed, in its place.

    `rank` counts from 1 within the slot. A text beside a row (who, when, from whom) stands in
    `cell` and names that row in `beside`. `query` is to be asked again, `late` came afterwards,
    `surplus` is more than was asked.
    """

    id: str
    slot: str
    rank: int
    cell: str | None
    beside: str | None
    text: str
    author: str
    at: Time | None
    late: bool
    surplus: bool
    query: bool
    labels: list[str]


class OtherPart(Struct, frozen=True, kw_only=True):
    """Texts in a slot that the form does not have, or has no more."""

    slot: str
    title: str
    texts: list[str]


class ResultPart(Struct, frozen=True, kw_only=True):
    """What one group, or the room, gave for a form.

    `result` holds what was asked in the shape of the form's kind, `beyond` the texts that are
    more than was asked (by column or field where `result` is so), and `entries` every text there is
    with all that is known of it.
    """

    group: str
    name: str
    state: Literal["open", "paper", "typed", "read", "nothing"]
    have: int
    want: int
    result: Any
    beyond: list[str] | dict[str, list[str]]
    other: list[OtherPart]
    entries: list[EntryPart]


class FormPart(Struct, frozen=True, kw_only=True):
    """A form of a block; `audience` is who it was asked of."""

    id: str
    block: str
    kind: str
    title: str
    audience: Literal["groups", "themes", "room"]
    results: list[ResultPart]


class NotePart(Struct, frozen=True, kw_only=True):
    """A loose note, with the block that ran when it was typed."""

    id: str
    block: str | None
    text: str
    author: str
    at: Time | None
    query: bool
    labels: list[str]


class Record(Struct, frozen=True, kw_only=True):
    """A whole run: what was planned, what happened, and what came out of it."""

    schema_version: Literal[3]
    run: RunPart
    session: SessionPart
    timing: TimingPart
    groups: list[GroupPart]
    forms: list[FormPart]
    notes: list[NotePart]
