"""The entries of a run, by id and by form and group, read once and kept as they change."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from ai_tui.forms import arrange, by_slot
from ai_tui.forms.base import Entry, Harvest
from ai_tui.run.documents import Documents
from ai_tui.run.entries import Place, Text, entry_of, saved_entry
from ai_tui.store.steps import Version

Spot = tuple[str, str]
"""A form and a group."""

TABLES = frozenset(("entries", "places"))


class Harvests:
    """Every entry that was asked for, and every harvest, as the documents say.

    A save costs as much in a full harvest as in an empty one, because the entry that changed is
    put in its place there and the others are left as they are.
    """

    def __init__(self, docs: Documents) -> None:
        self._docs = docs
        self._entries: dict[str, Entry | None] = {}
        self._harvests: dict[Spot, Harvest] = {}
        self._stale: dict[str, Entry | None] = {}
        """What the entries were that changed since something was asked for."""

    def changed(self, versions: Iterable[Version]) -> None:
        """Take in that `versions` came or went."""
        for version in versions:
            key = version.key
            if version.table in TABLES and key not in self._stale:
                self._stale[key] = self._entries.pop(key, None)

    def entry(self, key: str) -> Entry | None:
        """An entry by its id, or None when it was removed."""
        self._catch_up()
        return self._entry(key)

    def of(self, form: str, group: str) -> Harvest:
        """The entries of one form and group, per slot, in order."""
        self._catch_up()
        spot = (form, group)
        if spot not in self._harvests:
            saved = self._there(self._docs.fold.entries_of(form, group))
            loose = self._loose()
            self._harvests[spot] = (
                arrange(self._there(self._moved(saved, loose, spot))) if loose else by_slot(saved)
            )
        return self._harvests[spot]

    def _catch_up(self) -> None:
        while self._stale:
            key, old = self._stale.popitem()
            self._replace(old, self._entry(key))

    def _entry(self, key: str) -> Entry | None:
        if key not in self._entries:
            self._entries[key] = self._read(key)
        return self._entries[key]

    def _replace(self, old: Entry | None, new: Entry | None) -> None:
        """Put an entry in the place of what it was, or forget the harvests that have it."""
        if new is not None and self._is_plain(old, new):
            self._put(new)
        else:
            for entry in (old, new):
                if entry is not None:
                    self._harvests.pop((entry.form, entry.group), None)

    def _is_plain(self, old: Entry | None, new: Entry) -> bool:
        """Whether the entry is a new row or stands where it stood; no cell comes or goes then."""
        if old is not None:
            return _place(old) == _place(new)
        return "@" not in new.slot and len(self._docs.fold.versions("entries", new.id)) <= 1

    def _put(self, entry: Entry) -> None:
        spot = (entry.form, entry.group)
        harvest = self._harvests.get(spot)
        if harvest is None:
            return
        if entry.slot in harvest:
            row = _with(harvest[entry.slot], entry)
            self._harvests[spot] = {**harvest, entry.slot: row}
        else:
            del self._harvests[spot]

    def _read(self, key: str) -> Entry | None:
        on_its_way = ("entries", key) in self._docs.overlay or ("places", key) in self._docs.overlay
        return (None if on_its_way else saved_entry(self._docs.fold, key)) or self._read_loose(key)

    def _read_loose(self, key: str) -> Entry | None:
        """An entry on its way to the disk, or one whose documents are not as they should be."""
        newest = self._docs.newest
        return entry_of(key, newest("entries", key, Text), newest("places", key, Place))

    def _there(self, keys: Iterable[str]) -> list[Entry]:
        kept = self._entries
        return [entry for key in keys if (entry := kept.get(key) or self._entry(key))]

    def _loose(self) -> set[str]:
        """The entries that may stand elsewhere than the fold has them."""
        docs = self._docs
        on_their_way = (key for table, key in docs.overlay if table in TABLES)
        return {*on_their_way, *docs.fold.entries_of("", "")}

    def _moved(self, saved: Iterable[Entry], loose: Iterable[str], spot: Spot) -> set[str]:
        """The entries of a form and group with the loose ones that stand there, without others."""
        keys = {entry.id for entry in saved}
        for key in loose:
            entry = self._entry(key)
            here = entry is not None and (entry.form, entry.group) == spot
            (keys.add if here else keys.discard)(key)
        return keys


def _place(entry: Entry) -> tuple[str, str, str, str]:
    return entry.form, entry.group, entry.slot, entry.pos


def _rank(entry: Entry) -> tuple[str, str]:
    return entry.pos, entry.id


def _with(row: Sequence[Entry], entry: Entry) -> list[Entry]:
    """The row with the entry in its place, instead of the one with its id."""
    at = bisect_left(row, _rank(entry), key=_rank)
    rest = row[at + 1 :] if at < len(row) and row[at].id == entry.id else row[at:]
    return [*row[:at], entry, *rest]
