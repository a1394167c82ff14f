"""What was typed, as search lists it: entries and notes, and quick ways to less of them."""

from collections.abc import Sequence
from operator import itemgetter
from typing import NamedTuple

from ai_tui.forms import by_label, queries, search
from ai_tui.forms.base import Entry
from ai_tui.run.run import Run
from ai_tui.text import folded

TABLES = ("entries", "places", "notes")
QUERY = "??"


class Quick(NamedTuple):
    """A search that takes no typing: a label or the lines to ask again, with how many there are."""

    query: str
    amount: int


def everything(run: Run) -> list[Entry]:
    """Every entry and note, the newest first; a note is an entry without a form."""
    return run.state.keep("everything", TABLES, lambda: _made(run))


def _made(run: Run) -> list[Entry]:
    state = run.state
    notes = [
        Entry(
            id=note.id,
            block=note.block,
            form="",
            group="",
            slot="",
            pos="",
            text=note.text,
            author=note.author,
            at=note.at,
        )
        for note in state.notes
    ]
    ranked = [(state.rank("entries", entry.id), entry) for entry in state.entries()]
    ranked += [(state.rank("notes", note.id), note) for note in notes]
    ranked.sort(key=itemgetter(0))
    return [entry for _, entry in reversed(ranked)]


def quick(run: Run) -> list[Quick]:
    """The lines to ask again, and the labels, the most used first."""

    def count() -> list[Quick]:
        entries = everything(run)
        asked = len(queries(entries))
        labels = [Quick(f"#{label}", len(found)) for label, found in by_label(entries).items()]
        labels.sort(key=lambda label: -label.amount)
        return [Quick(QUERY, asked), *labels] if asked else labels

    return run.state.keep("quick", TABLES, count)


def found(run: Run, query: str) -> Sequence[Entry]:
    """What holds every word typed, by form and group; all there is, newest first, without words."""
    if not query.strip():
        return everything(run)
    words = folded(query).split()
    holding = [entry for entry, text in _by_place(run) if all(word in text for word in words)]
    return search(holding, query) if "#" in query else holding


def _by_place(run: Run) -> list[tuple[Entry, str]]:
    """Every entry with its text as it is compared, by form and group; notes last, newest first."""

    def make() -> list[tuple[Entry, str]]:
        forms = {form.id: place for place, form in enumerate(run.state.forms)}
        groups = {group.id: place for place, group in enumerate(run.state.all_groups)}
        last = len(forms) + len(groups)

        def where(entry: Entry) -> tuple[int, int, str, str, str]:
            form, group = forms.get(entry.form, last), groups.get(entry.group, last)
            return (form, group, entry.slot, entry.pos, entry.id if entry.form else "")

        return [(entry, folded(entry.text)) for entry in sorted(everything(run), key=where)]

    return run.state.keep("by_place", (*TABLES, "forms", "groups"), make)
