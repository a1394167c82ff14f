"""Entries straight from what the journals hold, without a dict for each document."""

from datetime import datetime

import msgspec
from msgspec import Struct

from ai_tui.forms.base import Entry
from ai_tui.run.documents import dated
from ai_tui.store.fold import Fold


class _Text(Struct, gc=False):
    """What an entry's own document says."""

    block: str
    text: str
    author: str = ""
    at: datetime | None = None
    late: bool = False


class _Place(Struct, gc=False):
    """Where an entry stands."""

    form: str
    group: str
    slot: str
    pos: str


_text = msgspec.json.Decoder(_Text)
_place = msgspec.json.Decoder(_Place)


def saved_entry(fold: Fold, key: str) -> Entry | None:
    """The entry of id `key`; None when it was removed, or its documents are not as they should."""
    text, place = fold.read("entries", key, _text), fold.read("places", key, _place)
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
