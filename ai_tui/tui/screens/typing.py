"""What the editor tells becomes the harvest, and what changes in the harvest comes back to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from ai_tui.forms.base import cell_slot
from ai_tui.run import entries
from ai_tui.run.documents import read
from ai_tui.run.harvest import Typed
from ai_tui.text import MOST_CHARACTERS
from ai_tui.tui.desk import Place
from ai_tui.tui.editor import messages
from ai_tui.tui.screens.drafting import DraftKeeper
from ai_tui.tui.screens.harvest_parts import no_row, paint_footer
from ai_tui.tui.screens.meanwhile import tell_conflict
from ai_tui.tui.screens.news import NEWS_FOR

if TYPE_CHECKING:
    from datetime import datetime

    from ai_tui.forms.base import Entry, Harvest
    from ai_tui.session.model import Form
    from ai_tui.store.steps import Step
    from ai_tui.tui.screens.scribe import ScribeScreen


class Typing:
    """The link between one editor and one run, with the half-typed text in between.

    `ticks` counts seconds.
    """

    def __init__(self, scribe: ScribeScreen, ticks: Callable[[], float]) -> None:
        self._scribe = scribe
        self._run = scribe.run
        self.drafts = DraftKeeper(scribe, ticks)
        self._opened = Place()
        self._after_saving: list[Callable[[], None]] = []
        self._hears: dict[type[messages.Told], Callable[[Any], None]] = {
            messages.Saved: self._saved,
            messages.Pasted: self._pasted,
            messages.Removed: self._removed,
            messages.Moved: self._moved,
            messages.Complete: self._complete,
            messages.Drafted: self._drafted,
            messages.Escaped: self._escaped,
            messages.Conflict: self._conflict,
            messages.Nowhere: self._nowhere,
            messages.TooLong: self._too_long,
        }

    def hear(self, message: messages.Told) -> None:
        """Do what the editor tells, before it handles the next key."""
        self._hears[type(message)](message)
        if self._scribe.editor.unsaved != self._scribe.footer_unsaved:
            paint_footer(self._scribe)

    def load(self) -> None:
        """Show the form of the place under the hands; the same place keeps its cursor.

        It also does when its group went into another: what is half-typed goes along.
        """
        desk, editor = self._scribe.desk, self._scribe.editor
        form, group = desk.form, desk.group
        along, self._opened = desk.opened == self._opened, desk.opened
        if form is None or group is None:
            editor.load("", (), {})
            return
        pending = frozenset(self._pending())
        harvest = self._run.harvest_of(form, group)
        if along or editor.key == desk.place.key:
            harvest = self._with_row_away(harvest)
        editor.load(
            desk.place.key,
            self._run.slots(form, group),
            harvest,
            times=self._times(form, harvest),
            pending=pending,
            failed=self._failed(pending, harvest),
            along=along,
        )

    def row_away(self) -> Entry | None:
        """The row that is being typed, where somebody moved it; None when it is where it was."""
        spot, place = self._scribe.editor.spot, self._scribe.desk.place
        row = self._run.state.entry(spot.entry) if spot and self._scribe.editor.half_typed else None
        return row if row and Place(row.form, row.group) != place else None

    def _with_row_away(self, harvest: Harvest) -> Harvest:
        """The harvest with the row that is being typed where it stood, though it was moved away."""
        row = self.row_away()
        if row is None:
            return harvest
        state, group = self._run.state, self._scribe.desk.place.group
        places = (read(doc, entries.Place) for doc in state.history("places", row.id))
        pos = next((at.pos for at in places if at and at.group == group), row.pos)
        there = state.harvest(row.form, row.group)
        cells = {slot: there[slot] for slot in there if slot.endswith(cell_slot("", row.id))}
        column = [*harvest.get(row.slot, ()), replace(row, pos=pos)]
        column.sort(key=lambda entry: (entry.pos, entry.id))
        return {**harvest, **cells, row.slot: column}

    def _times(self, form: Form, harvest: Harvest) -> dict[str, str]:
        """When entries came that came after their block."""
        view = self._scribe.evening.view(form.block)
        ended = view.ended if view else None
        return {
            entry.id: self._time(entry.at, entry.late)
            for slot, entries in harvest.items()
            for entry in entries
            if "@" not in slot and entry.at and (entry.late or (ended and entry.at > ended))
        }

    def _time(self, at: datetime, late: bool) -> str:
        """The time, of another day that day; that it came after the session is said too."""
        at = at.astimezone(self._run.zone)
        other = at.date() != self._run.state.start.day
        time = f"{at.day}-{at.month}" if other else f"{at:%H:%M}"
        return self._scribe.words("tui.late", at=time) if late else time

    def _pending(self) -> set[str]:
        """The entries whose newest text is not on the disk yet."""
        changes = self._run.state.pending
        return {version.key for change in changes for version in change.versions}

    def _failed(self, pending: frozenset[str], harvest: Harvest) -> frozenset[str]:
        """The entries of a form that are not called saved: all, when saved ones are gone."""
        link = self._scribe.link
        if link.gone:
            return pending.union(entry.id for entries in harvest.values() for entry in entries)
        return pending if link.failed else frozenset()

    def when_saved(self, job: Callable[[], None]) -> None:
        """Do `job` as soon as everything typed is saved."""
        self._scribe.editor.flush()
        self._after_saving.append(job)
        self.go_on_when_saved()

    def go_on_when_saved(self) -> None:
        """Do what waits for saving, if everything is saved."""
        while self._after_saving and not self._run.state.pending:
            self._after_saving.pop(0)()

    def entry_here(self) -> str:
        """The saved entry under the cursor, or ''."""
        spot = self._scribe.editor.spot
        return spot.entry if spot and self._run.state.entry(spot.entry) else ""

    def open_step(self, step: Step) -> None:
        """Go where a step changed an entry, and show what it did."""
        state = self._run.state
        for version in step.versions:
            if version.table == "states":
                form, _, group = version.key.partition("/")
                self._scribe.go(Place(form, group))
                return
            place = state.doc("places", version.key) or (
                version.doc if version.table == "places" else None
            )
            if version.table in ("entries", "places") and place is not None:
                self._scribe.go(Place(str(place["form"]), str(place["group"])))
                self._scribe.editor.reveal(version.key)
                return
        self._scribe.refresh_harvest()

    def _saved(self, event: messages.Saved) -> None:
        self._write(event.key, [Typed(event.entry, event.slot, event.text, event.after or "")])

    def _pasted(self, event: messages.Pasted) -> None:
        self._write(event.key, [Typed(e, slot, text, a or "") for slot, e, text, a in event.rows])

    def _write(self, key: str, typed: list[Typed]) -> None:
        self._scribe.acted()
        form_id, _, group = key.partition("/")
        form = self._run.state.form(form_id)
        row = self._run.state.entry(typed[0].slot.partition("@")[2])
        if form is not None:
            self._run.harvest.write(form, row.group if row else group, typed)
            self._scribe.desk.stay()
            self.drafts.clear()
            self._scribe.refresh_harvest()

    def _removed(self, event: messages.Removed) -> None:
        self._scribe.acted()
        self._run.harvest.remove(event.entry)
        self.drafts.clear()
        self._scribe.refresh_harvest()

    def _moved(self, event: messages.Moved) -> None:
        self._scribe.acted()
        _, _, group = event.key.partition("/")
        self._run.harvest.move(event.entry, group, event.slot, event.after or "")
        self._scribe.refresh_harvest()

    def _complete(self, _event: messages.Complete) -> None:
        scribe = self._scribe
        name = scribe.desk.next_group_name()
        key = "tui.complete_next" if name else "tui.complete"
        scribe.say(scribe.words(key, group=name) if name else scribe.words(key))

    def _drafted(self, event: messages.Drafted) -> None:
        self._scribe.acted()
        self.drafts.typed(event.key, event.slot, event.entry, event.text)

    def _escaped(self, event: messages.Escaped) -> None:
        self.drafts.throw(event)
        self._scribe.say(self._scribe.words("tui.escaped"))
        self._scribe.refresh_harvest()

    def _nowhere(self, _event: messages.Nowhere) -> None:
        desk, place = self._scribe.desk, self._scribe.desk.place
        told = self._scribe.words(no_row(desk.form))
        self._scribe.say(told, "look_out", NEWS_FOR, holds=lambda: desk.place == place)

    def _too_long(self, _event: messages.TooLong) -> None:
        told = self._scribe.words("tui.too_long", most=MOST_CHARACTERS)
        self._scribe.say(told, "look_out")

    def _conflict(self, event: messages.Conflict) -> None:
        tell_conflict(self._scribe, event.entry, event.theirs)
