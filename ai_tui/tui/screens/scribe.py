"""The scribe's screen: the clock beside the harvest, in two loops that never touch each other."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingsMap
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.screen import Screen

from ai_tui.agenda.signals import signals
from ai_tui.run.harvest import Typed, new_id
from ai_tui.run.saving import Arrived
from ai_tui.tui.commands.table import TABLE, bindings, command
from ai_tui.tui.desk import Desk, Level, Place
from ai_tui.tui.editor import messages
from ai_tui.tui.editor.editor import FormEditor
from ai_tui.tui.layout import layout
from ai_tui.tui.link import SNAPSHOT_EVERY, Link
from ai_tui.tui.paint.pieces import Hit
from ai_tui.tui.screens.arranging import arrange, ask_first, clicked
from ai_tui.tui.screens.clock_parts import paint_clock, paint_too_small, tell
from ai_tui.tui.screens.drafting import DraftKeeper
from ai_tui.tui.screens.harvest_parts import paint_harvest, paint_status
from ai_tui.tui.screens.naming import step_name
from ai_tui.tui.theme import THEMES
from ai_tui.tui.ticking import until_next_tick
from ai_tui.tui.widgets.rows import Rows
from ai_tui.tui.widgets.split_rows import SplitRows

if TYPE_CHECKING:
    from ai_tui.locale import Words
    from ai_tui.run.run import Run
    from ai_tui.session.model import GroupKind
    from ai_tui.store.steps import Step
    from ai_tui.tui.commands.command import Command
    from ai_tui.tui.panels.panel import Panel

Result = TypeVar("Result")

JUST_NOW = 2.0
"""Seconds after somebody else's press within which the next key asks first."""
SECOND_PRESS = 4.0
"""Seconds within which the second ctrl+c leaves."""


class ScribeScreen(Screen[None], inherit_bindings=False):
    """One scribe at one run."""

    AUTO_FOCUS = "FormEditor TextArea"

    class Poked(Message):
        """The disk has news."""

    def __init__(self, run: Run) -> None:
        super().__init__()
        self.run = run
        self.words: Words = run.words
        self.commands = TABLE
        self.desk = Desk(run)
        self.link = Link(run, self._poke)
        self.evening = run.evening()
        self.frame = layout(80, 24)
        self.rings = False
        self.tab_hits: tuple[Hit, ...] = ()
        self.footer_hits: tuple[Hit, ...] = ()
        self.timeline_keys: tuple[tuple[str, str] | None, ...] = ()
        self.drafts = DraftKeeper(self)
        self._after_saving: list[Callable[[], None]] = []
        self._leave_by = 0.0
        self._pressed = (0.0, "")
        self._bindings = BindingsMap(bindings(TABLE))

    def compose(self) -> ComposeResult:
        """The header, three columns, the status line and the footer."""
        yield Rows(id="header")
        with Horizontal(id="columns"):
            with Vertical(id="left"):
                yield Rows(id="timeline")
                yield Rows(id="open")
            with Vertical(id="work"):
                yield SplitRows(id="clock")
                yield Rows(id="instruction")
                yield Rows(id="tabs")
                yield FormEditor(self.words, new_id, tell=self._heard)
                yield Rows(id="others")
            yield Rows(id="right")
        yield Rows(id="status")
        yield Rows(id="footer")
        yield Rows(id="too_small")

    @property
    def editor(self) -> FormEditor:
        """The form under the scribe's hands."""
        return self.query_one(FormEditor)

    def part(self, name: str) -> Rows:
        """One painted part of the screen, by its id."""
        return self.query_one(f"#{name}", Rows)

    def on_mount(self) -> None:
        """Let a rehearsal go on, show the form, and start the clock and the disk."""
        self.run.attend()
        self.link.start()
        self.load_form()
        self._arrange()
        self._tick()
        self.set_interval(SNAPSHOT_EVERY, self.link.snapshot)
        self.call_after_refresh(ask_first, self)

    def on_resize(self) -> None:
        """Lay the parts out anew for the size of the terminal."""
        self._arrange()

    def _arrange(self) -> None:
        """Give every part its place for the size of the terminal, and paint it."""
        self.frame = layout(*self.app.size)
        arrange(self)
        self.paint()

    # the clock

    def _tick(self) -> None:
        before, self.evening = self.evening, self.run.evening()
        for signal in signals(before, self.evening, self.run.schedule()):
            tell(self, signal)
        paint_clock(self)
        paint_status(self)
        self.set_timer(until_next_tick(self.run, self.evening), self._tick)

    def clock_changed(self) -> None:
        """Paint what a clock action changed; the place under the hands stays."""
        self.evening = self.run.evening()
        self.paint()

    def clock_text(self, at: datetime) -> str:
        """A time of day in the session's zone."""
        return f"{at.astimezone(self.run.zone):%H:%M}"

    def paint(self) -> None:
        """Paint every part."""
        if self.frame.fits:
            paint_clock(self)
            paint_harvest(self)
        else:
            paint_too_small(self)

    def group_names(self) -> dict[str, str]:
        """The names of all groups, by id."""
        return {group.id: self.run.group_name(group) for group in self.run.state.all_groups}

    def group_kind(self) -> GroupKind:
        """The kind of groups that the form under the hands is about."""
        form = self.desk.form
        return "themes" if form is not None and form.audience == "themes" else "groups"

    def present(self) -> list[tuple[str, datetime]]:
        """Who write along, and since when."""
        return [
            (person.author, datetime.fromtimestamp(person.since / 1000, self.run.zone))
            for person in self.link.people
        ]

    # the harvest

    def load_form(self) -> None:
        """Show the form of the place under the hands; the same place keeps its cursor."""
        form, group = self.desk.form, self.desk.group
        if form is None or group is None:
            self.editor.load("", (), {})
            return
        failed = frozenset(self.pending()) if self.link.failed else frozenset()
        self.editor.load(
            self.desk.place.key,
            self.run.slots(form, group),
            self.run.harvest_of(form, group),
            pending=frozenset(self.pending()),
            failed=failed,
        )

    def pending(self) -> set[str]:
        """The entries whose newest text is not on the disk yet."""
        pending = self.run.state.pending
        return {version.key for change in pending for version in change.versions}

    def refresh_harvest(self) -> None:
        """Show what changed in the harvest, around the cursor."""
        self.load_form()
        self.paint()

    def place_changed(self) -> None:
        """Show another form or group, and the hint of a form that is new under the hands."""
        form = self.desk.form
        if form is not None and form.hint and not self.editor.key.startswith(f"{form.id}/"):
            self.say(form.hint)
        self.load_form()
        paint_harvest(self)
        self.editor.focus()

    def go(self, place: Place | None) -> None:
        """Open a place that a panel gave."""
        if place is not None:
            self.desk.open(place)
            self.place_changed()

    def groups_changed(self) -> None:
        """Show groups that were added, renamed, merged or closed."""
        self.desk.settle()
        self.place_changed()
        self.clock_changed()

    def open_step(self, step: Step) -> None:
        """Go where a step changed an entry, and show what it did."""
        for version in step.versions:
            place = self.run.state.doc("places", version.key) or version.doc
            if version.table == "places" and place is not None:
                self.desk.open(Place(place["form"], place["group"]))
                self.place_changed()
                self.editor.reveal(version.key)
                return
            entry = self.run.state.entry(version.key)
            if version.table == "entries" and entry is not None:
                self.go(Place(entry.form, entry.group))
                self.editor.reveal(entry.id)
                return
        self.refresh_harvest()

    def _heard(self, message: Message) -> None:
        """Do what the editor tells, before it handles the next key."""
        hears: dict[type[Message], Callable[[Any], None]] = {
            messages.Saved: self._saved,
            messages.Pasted: self._pasted,
            messages.Removed: self._removed,
            messages.Moved: self._moved,
            messages.Complete: self._complete,
            messages.Drafted: self._drafted,
            messages.Escaped: self._escaped,
            messages.Conflict: self._conflict,
        }
        if type(message) in hears:
            hears[type(message)](message)

    def _saved(self, event: messages.Saved) -> None:
        self._write(event.key, [Typed(event.entry, event.slot, event.text, event.after or "")])

    def _pasted(self, event: messages.Pasted) -> None:
        self._write(event.key, [Typed(e, slot, text, a or "") for slot, e, text, a in event.rows])

    def _write(self, key: str, typed: list[Typed]) -> None:
        form_id, _, group = key.partition("/")
        form = self.run.state.form(form_id)
        if form is not None:
            self.run.harvest.write(form, group, typed)
            self.drafts.clear()
            self.refresh_harvest()

    def _removed(self, event: messages.Removed) -> None:
        self.run.harvest.remove(event.entry)
        self.refresh_harvest()

    def _moved(self, event: messages.Moved) -> None:
        _, _, group = event.key.partition("/")
        self.run.harvest.move(event.entry, group, event.slot, event.after or "")
        self.refresh_harvest()

    def _complete(self, _: messages.Complete) -> None:
        name = self.desk.next_group_name()
        self.say(
            self.words("tui.complete_next", group=name) if name else self.words("tui.complete")
        )

    def _drafted(self, event: messages.Drafted) -> None:
        self.drafts.typed(event.key, event.slot, event.entry, event.text)

    def _escaped(self, event: messages.Escaped) -> None:
        self.drafts.escaped = event
        self.say(self.words("tui.escaped"))

    def _conflict(self, event: messages.Conflict) -> None:
        entry = self.run.state.entry(event.entry)
        who = entry.author if entry else ""
        self.say(self.words("tui.conflict", who=who, theirs=event.theirs), "look_out")

    # the disk

    def _poke(self) -> None:
        self.post_message(self.Poked())

    @on(Poked)
    def _poked(self) -> None:
        events = self.link.drain()
        if arrived := [event for event in events if isinstance(event, Arrived)]:
            self._note_presses(arrived)
            self.desk.settle()
            self.evening = self.run.evening()
        self.refresh_harvest()
        while self._after_saving and not self.run.state.pending:
            self._after_saving.pop(0)()

    def _note_presses(self, arrived: list[Arrived]) -> None:
        """Remember who of the others touched the clock just now."""
        for step in (step for event in arrived for step in event.steps):
            if any(version.table == "moments" for version in step.versions):
                self._pressed = (time.monotonic(), step.author)

    def pressed_just_now(self) -> str:
        """Who else touched the clock within the last two seconds; asked once for each press."""
        at, who = self._pressed
        self._pressed = (0.0, "")
        return who if time.monotonic() - at < JUST_NOW else ""

    def when_saved(self, job: Callable[[], None]) -> None:
        """Do `job` as soon as everything typed is saved."""
        self.editor.flush()
        if self.run.state.pending:
            self._after_saving.append(job)
        else:
            job()

    # commands and panels

    async def action_do(self, name: str) -> None:
        """Do the command of a key, after what was typed before it and before what comes after."""
        done = asyncio.get_running_loop().create_future()

        def turn() -> None:
            try:
                command(name).run(self)
            finally:
                done.set_result(None)

        self.editor.in_turn(turn)
        await done

    def do(self, name: str | None) -> None:
        """Do a command that the strip, the palette or the mouse named."""
        if name:
            self.editor.in_turn(lambda: command(name).run(self))

    def open_panel(
        self, panel: Panel[Result], done: Callable[[Result | None], None] | None = None
    ) -> None:
        """Lay a panel over the screen; `done` takes what it gives."""
        self.app.push_screen(panel, done)

    def entry_here(self) -> str:
        """The saved entry under the cursor, or ''."""
        spot = self.editor.spot
        return spot.entry if spot and self.run.state.entry(spot.entry) else ""

    def say(self, text: str, level: Level = "news") -> None:
        """Put something in the status line."""
        self.desk.say(text, level)
        paint_status(self)

    def label_of(self, entry: Command) -> str | None:
        """What a command is called at this moment; None when it does nothing now."""
        return entry.label(self) if entry.label else self.words(f"tui.do.{entry.id}")

    def step_name(self, step: Step) -> str:
        """What a step of the harvest is called in footer and status."""
        return step_name(self.run, step)

    def next_theme(self) -> None:
        """Go to the next colours."""
        names = [theme.name for theme in THEMES]
        self.app.theme = names[(names.index(self.app.theme) + 1) % len(names)]

    def quit_or_copy(self) -> None:
        """Copy what is selected; else leave at the second press in a row."""
        if selected := self.editor.selected_text:
            self.app.copy_to_clipboard(selected)
            self.say(self.words("tui.copied"))
        elif time.monotonic() < self._leave_by:
            self.leave()
        else:
            self._leave_by = time.monotonic() + SECOND_PRESS
            self.say(self.words("tui.quit_again"), "look_out")

    def leave(self) -> None:
        """Save the half-typed row and go; what is not saved yet keeps the screen open."""
        self.editor.flush()
        if self.link.failed:
            self.say(self.words("tui.not_saved_yet"), "alarm")
        else:
            self.app.exit(0)

    def close(self) -> None:
        """Save what is queued and end this process's part in the run, after the app has ended."""
        self.link.stop()
        self.run.close()

    @on(Rows.Clicked)
    def _clicked(self, event: Rows.Clicked) -> None:
        clicked(self, event.rows.id or "", event.row, event.column)
