"""Entries straight from what the journals hold, without a dict for each document."""

from datetime import datetime

import msgspec
from msgspec import Struct

from ai_tui.forms.base import Entry
from ai_tui.run.documents import dated
from ai_tui.store.fold import Fold


class Text(Struct, gc=False):
    """What an entry's own document says."""

    block: str
    text: str
    author: str = ""
    at: datetime | None = None
    late: bool = False


class Place(Struct, gc=False):
    """Where an entry stands."""

    form: str
    group: str
    slot: str
    pos: str


_text = msgspec.json.Decoder(Text)
_place = msgspec.json.Decoder(Place)


def saved_entry(fold: Fold, key: str) -> Entry | None:
    """The entry of id `key`; None when it was removed, or its documents are not as they should."""
    return entry_of(key, fold.read("entries", key, _text), fold.read("places", key, _place))


def entry_of(key: str, text: Text | None, place: Place | None) -> Entry | None:
    """The entry of id `key`, or None when it lacks one of its two documents."""
    if text is None or place is None:
        return None
    return Entry(
        id=key,
        block=text.block,
        form=place.form,
        group=place.group,
        slot=place.slot,
        pos=place.pos,
        text=text.text,
        author=text.author,
        at=dated(text.at),
        late=text.late,
    )
