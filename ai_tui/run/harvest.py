"""The verbs of the harvest: write, edit, move and remove entries; notes and form states."""

from collections.abc import Sequence

from msgspec import Struct

from ai_tui.forms.base import Entry, cell_slot
from ai_tui.run.ledger import Ledger
from ai_tui.run.state import FormState
from ai_tui.session.model import Form
from ai_tui.session.order import between, spread
from ai_tui.store.names import random_name
from ai_tui.store.steps import Version
from ai_tui.text import clean_entry


def new_id() -> str:
    """An id that no other process makes: ten letters and digits, 50 bits."""
    return random_name(10)


class Typed(Struct, frozen=True):
    """One text on its way into a slot, right behind the entry `after` ('' for the first place)."""

    entry: str
    slot: str
    text: str
    after: str = ""


class HarvestVerbs:
    """What a scribe does to the harvest; each verb is one step."""

    def __init__(self, run: Ledger) -> None:
        self._run = run

    def write(self, form: Form, group: str, typed: Sequence[Typed]) -> None:
        """Save texts: a known entry gets its new text, a new one a place; an emptied one goes."""
        versions: list[Version] = []
        placed: dict[str, dict[str, str]] = {}
        for item in typed:
            versions += self._written(form, group, item, placed)
        self._run.commit(versions)

    def append(self, form: Form, group: str, slot: str, texts: Sequence[str]) -> list[str]:
        """Save texts, but for empty ones, at the end of a slot; gives the ids of the entries."""
        pos = self._run.state.last_pos(form.id, group)
        versions: list[Version] = []
        for typed in texts:
            if text := clean_entry(typed):
                entry, pos = new_id(), between(pos, "")
                versions.append(self._entry_version(form, entry, text))
                versions.append(_place_version(entry, form.id, group, slot, pos))
        self._run.commit(versions)
        return [version.key for version in versions[::2]]

    def _written(
        self, form: Form, group: str, item: Typed, placed: dict[str, dict[str, str]]
    ) -> list[Version]:
        text = clean_entry(item.text)
        known = self._run.state.entry(item.entry)
        if known is not None:
            if not text:
                return self._removed(known)
            return [] if text == known.text else [self._entry_version(form, item.entry, text)]
        if not text:
            return []
        pos = self._place(form, group, item, placed)
        placed.setdefault(item.slot, {})[item.entry] = pos
        return [
            self._entry_version(form, item.entry, text),
            _place_version(item.entry, form.id, group, item.slot, pos),
        ]

    def _place(self, form: Form, group: str, item: Typed, placed: dict[str, dict[str, str]]) -> str:
        state = self._run.state
        standing = {e.id: e.pos for e in state.harvest(form.id, group).get(item.slot, ())}
        fresh = [pos for slot in placed.values() for pos in slot.values()]
        last = max([state.last_pos(form.id, group), *fresh])
        return _pos_after(standing | placed.get(item.slot, {}), item.after, last)

    def _entry_version(self, form: Form, entry: str, text: str) -> Version:
        doc: dict[str, object] = {
            "form": form.id,
            "block": form.block,
            "text": text,
            "author": self._run.author,
            "at": self._run.now_written(),
        }
        if self._run.closed:
            doc["late"] = True
        return Version("entries", entry, doc)

    def _removed(self, entry: Entry) -> list[Version]:
        """Texts go and places stay, so that what somebody else types there meanwhile is kept."""
        return [Version("entries", gone.id, None) for gone in (entry, *self._cells(entry))]

    def _cells(self, entry: Entry) -> list[Entry]:
        harvest = self._run.state.harvest(entry.form, entry.group)
        suffix = cell_slot("", entry.id)
        return [e for slot, entries in harvest.items() if slot.endswith(suffix) for e in entries]

    def remove(self, key: str) -> None:
        """Take an entry away, with the cells beside it."""
        entry = self._run.state.entry(key)
        if entry is not None:
            self._run.commit(self._removed(entry))

    def move(self, key: str, group: str, slot: str, after: str) -> None:
        """Put an entry in another place: behind `after` in `slot` of `group`."""
        entry = self._run.state.entry(key)
        if entry is None:
            return
        standing = {
            e.id: e.pos
            for e in self._run.state.harvest(entry.form, group).get(slot, ())
            if e.id != key
        }
        last = self._run.state.last_pos(entry.form, group)
        pos = _pos_after(standing, after, last)
        versions = [_place_version(key, entry.form, group, slot, pos)]
        if group != entry.group:
            versions += [
                _place_version(cell.id, cell.form, group, cell.slot, cell.pos)
                for cell in self._cells(entry)
            ]
        self._run.commit(versions)

    def note(self, text: str) -> None:
        """Save a loose note with the time and the block that runs."""
        if text := clean_entry(text):
            doc = {
                "id": new_id(),
                "text": text,
                "block": self._run.evening().block,
                "author": self._run.author,
                "at": self._run.now_written(),
            }
            self._run.commit([Version("notes", doc["id"], doc)])

    def mark(self, form: str, group: str, state: FormState) -> None:
        """Say where a group's form stands."""
        doc = {"form": form, "group": group, "state": state, "author": self._run.author}
        self._run.commit([Version("states", f"{form}/{group}", doc)])


def moved_group(entries: Sequence[Entry], standing: Sequence[Entry], group: str) -> list[Version]:
    """The versions that put `entries` in their order behind those `standing` in `group`."""
    moving = sorted(entries, key=lambda entry: (entry.pos, entry.id))
    last = max((entry.pos for entry in standing), default="")
    return [
        _place_version(entry.id, entry.form, group, entry.slot, pos)
        for entry, pos in zip(moving, spread(len(moving), last), strict=True)
    ]


def _place_version(entry: str, form: str, group: str, slot: str, pos: str) -> Version:
    return Version("places", entry, {"form": form, "group": group, "slot": slot, "pos": pos})


def _pos_after(standing: dict[str, str], after: str, last: str) -> str:
    """The position behind `after` in a slot; at its end behind `last`, that of the whole form.

    So the entries of all slots stand in the order in which they were typed.
    """
    low = standing.get(after, "")
    if after and not low:
        low = max(standing.values(), default="")
    high = min((pos for pos in standing.values() if pos > low), default="")
    return between(low if high else last, high)
