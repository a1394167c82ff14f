"""What was typed, as search lists it: entries and notes, and quick ways to less of them."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from ai_tui.forms import by_label, queries, search
from ai_tui.forms.base import Entry
from ai_tui.run.run import Run

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
        for note in run.state.notes
    ]
    return sorted([*run.state.entries(), *notes], key=_when, reverse=True)


def _when(entry: Entry) -> tuple[float, str]:
    at: datetime | None = entry.at
    return (at.timestamp() if at else 0.0, entry.id)


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
    entries = everything(run)
    if not query.strip():
        return entries
    forms = {form.id: place for place, form in enumerate(run.state.forms)}
    groups = {group.id: place for place, group in enumerate(run.state.all_groups)}
    last = len(forms) + len(groups)
    return sorted(
        search(entries, query),
        key=lambda e: (forms.get(e.form, last), groups.get(e.group, last), e.slot, e.pos, e.id),
    )
