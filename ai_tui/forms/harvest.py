"""Putting entries in order, and finding them again by what they say."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from operator import attrgetter

from msgspec import Struct

from ai_tui.forms.base import Entry, Harvest

_LABEL = r"(?<![\w#&/])#([^\W\d_][\w-]*)"


class Marks(Struct, frozen=True):
    """What a scribe noted inside a text: `query` to ask again ('navragen'), and its labels."""

    query: bool = False
    labels: tuple[str, ...] = ()


def marks(text: str) -> Marks:
    """The marks of a text: '??' is a query, '#word' a label (lower case, each once)."""
    if "?" not in text and "#" not in text:
        return Marks()
    labels = dict.fromkeys(label.casefold() for label in re.findall(_LABEL, text))
    return Marks("??" in text, tuple(labels))


def arrange(entries: Iterable[Entry]) -> Harvest:
    """The entries of one form and group per slot, in order; cells of rows that are gone stay out.

    The order is that of their positions, ties by id.
    """
    return by_slot(sorted(entries, key=attrgetter("pos", "id")))


def by_slot(ordered: Sequence[Entry]) -> Harvest:
    """As `arrange`, of entries that are in order."""
    harvest: dict[str, list[Entry]] = {}
    for entry in ordered:
        harvest.setdefault(entry.slot, []).append(entry)
    if any("@" in slot for slot in harvest):
        ids = {entry.id for entry in ordered}
        gone = [slot for slot in harvest if "@" in slot and slot.partition("@")[2] not in ids]
        for slot in gone:
            del harvest[slot]
    return harvest


def search(entries: Iterable[Entry], query: str) -> list[Entry]:
    """The entries that hold every word of `query`, case and accents aside, in the order given.

    A word '#label' finds only entries with that label; an empty query finds nothing.
    """
    words = _plain(query).split()
    return [entry for entry in entries if words and _matches(entry.text, words)]


def queries(entries: Iterable[Entry]) -> list[Entry]:
    """The entries that are to be asked again, in the order given."""
    return [entry for entry in entries if marks(entry.text).query]


def by_label(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """The entries of each label, labels in alphabetical order."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        for label in marks(entry.text).labels:
            found.setdefault(label, []).append(entry)
    return dict(sorted(found.items()))


def _matches(text: str, words: Sequence[str]) -> bool:
    plain = _plain(text)
    if not all(word in plain for word in words):
        return False
    labels = [word[1:] for word in words if len(word) > 1 and word[0] == "#"]
    return not labels or set(labels) <= {_plain(label) for label in marks(text).labels}


def _plain(text: str) -> str:
    if text.isascii():
        return text.casefold()
    split = unicodedata.normalize("NFD", text.casefold())
    return "".join(char for char in split if not unicodedata.combining(char))
