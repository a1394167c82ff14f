"""What the documents of each table are."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from ai_tui.agenda.moments import Moment
from ai_tui.run.clock import Rehearsal
from ai_tui.run.documents import read_as
from ai_tui.run.entries import Place, Text
from ai_tui.run.planned import RunInfo, Start
from ai_tui.run.state import Note, Said, State
from ai_tui.session.model import Block, Form, Group, Session

KINDS: Mapping[str, type[Struct]] = {
    "run": RunInfo,
    "session": Session,
    "start": Start,
    "clock": Rehearsal,
    "blocks": Block,
    "forms": Form,
    "groups": Group,
    "moments": Moment,
    "entries": Text,
    "places": Place,
    "states": Said,
    "notes": Note,
}


def fits(table: str, key: str, doc: dict[str, Any] | None) -> bool:
    """Whether a version of a document is what it should be, or deletes it."""
    return doc is None or read_as(table, key, doc, KINDS[table]) is not None


def look_through(state: State) -> None:
    """Read every document, so that all that is not what it should be is among the unfit."""
    _ = state.whole
    for table, kind in KINDS.items():
        for _ in state.read_all(table, kind):
            pass
