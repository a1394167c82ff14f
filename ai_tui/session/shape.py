"""The tables of a session file, key by key: what may stand in it and of which type."""

import datetime as dt
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from ai_tui.session.model import MOST_GROUPS, Audience, GroupKind, WallView

MOST_BLOCKS = 1000
MOST_PARTS = 100
"""How many phases, and how many forms, a block may have."""

Text = Annotated[str, Meta(extra={"lines": True})]
"""A text of several lines; a plain `str` becomes one line."""

Needed = Annotated[str, Meta(extra={"needed": True})]
"""One line that must be there."""

Names = Annotated[list[str], Meta(max_length=999)]

GroupCount = Annotated[int, Meta(ge=1, le=MOST_GROUPS)]

GroupNames = Annotated[list[str], Meta(min_length=1, max_length=MOST_GROUPS)]

Day = Annotated[int, Meta(ge=1, le=366)]


class SessionTable(Struct, frozen=True, kw_only=True):
    """The top of the file."""

    title: Needed = ""
    theme: str = ""
    background: Text = ""
    date: dt.date | None = None
    start: dt.time | None = None
    until: dt.time | None = None
    until_day: Day | None = None
    place: str = ""
    lang: Literal["nl", "en"] = "nl"
    zone: str = "Europe/Amsterdam"
    group_word: str = ""
    groups: Literal["ask"] | GroupCount | GroupNames | None = None
    blocks: Annotated[list[dict[str, Any]], Meta(max_length=MOST_BLOCKS)] = []


class PhaseTable(Struct, frozen=True, kw_only=True):
    """A phase written out, or a `recipe` with what it shares."""

    id: str = ""
    recipe: str = ""
    title: str = ""
    minutes: dt.timedelta | None = None
    min: dt.timedelta | None = None
    per: GroupKind | None = None
    change: dt.timedelta | None = None
    signal: str = ""
    instruction: Text = ""
    wall: WallView | None = None


class BlockTable(Struct, frozen=True, kw_only=True):
    """One [[blocks]]."""

    id: str = ""
    title: Needed = ""
    start: dt.time | None = None
    day: Day | None = None
    minutes: dt.timedelta | None = None
    min: dt.timedelta | None = None
    fixed: bool = False
    absorb: bool = False
    stage: str = ""
    roles: Names = []
    instruction: Text = ""
    background: Text = ""
    warn: list[dt.timedelta] | None = None
    wall: WallView = "clock"
    phases: Annotated[list[str | PhaseTable], Meta(max_length=MOST_PARTS)] = []
    forms: Annotated[list[dict[str, Any]], Meta(max_length=MOST_PARTS)] = []


class FormTable(Struct, frozen=True, kw_only=True, rename={"audience": "for"}):
    """One [[blocks.forms]], without the keys that its kind adds."""

    id: str = ""
    kind: Needed = ""
    title: Needed = ""
    audience: Audience = "groups"
    phase: str = ""
    hint: Text = ""
