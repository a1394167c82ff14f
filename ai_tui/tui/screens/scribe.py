"""The scribe's screen: the clock beside the harvest, in two loops that never touch each other."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingsMap
from textual.events import ScreenResume
from textual.message import Message

from ai_tui.agenda.signals import signals
from ai_tui.run.harvest import new_id
from ai_tui.run.saving import Arrived, Replaced, Saved
from ai_tui.tui.commands.binding import bindings
from ai_tui.tui.commands.doing import Doing
from ai_tui.tui.desk import Desk, Place
from ai_tui.tui.editor.editor import FormEditor
from ai_tui.tui.layout import layout
from ai_tui.tui.link import Link
from ai_tui.tui.paint.pieces import Hit
from ai_tui.tui.panels.beneath import Layer
from ai_tui.tui.screens.arranging import arrange, clicked
from ai_tui.tui.screens.asking_first import ask_first
from ai_tui.tui.screens.clock_parts import (
    paint_clock,
    paint_too_small,
    split_clock,
    standing,
    tell,
    tell_turn,
)
from ai_tui.tui.screens.harvest_parts import paint_footer, paint_harvest, paint_status
from ai_tui.tui.screens.meanwhile import tell_meanwhile
from ai_tui.tui.screens.news import Level, NewsLine
from ai_tui.tui.screens.presses import OthersPresses, SecondPress
from ai_tui.tui.screens.rescuing import Safety
from ai_tui.tui.screens.typing import Typing
from ai_tui.tui.ticking import until_next_tick
from ai_tui.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from ai_tui.locale import Words
    from ai_tui.run.run import Run
    from ai_tui.tui.commands.command import Command
    from ai_tui.tui.panels.panel import Panel

Result = TypeVar("Result")


class ScribeScreen(Layer[None], inherit_bindings=False):
    """One scribe at one run, with these commands.

    `only` narrows it to the groups of those ids, if any. `ticks` counts the seconds of the
    program, whatever the clock of the session does.
    """

    AUTO_FOCUS = "FormEditor RowArea"

    class Poked(Message):
        """The disk has news."""

    def __init__(
        self,
        run: Run,
        commands: tuple[Command, ...],
        only: frozenset[str] = frozenset(),
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._ticks = ticks
        self.run = run
        self.words: Words = run.words
        self.doing = Doing(self, commands)
        self.desk = Desk(run, only)
        self.link = Link(run, lambda: self.post_message(self.Poked()), ticks)
        self.evening = run.evening()
        self.frame = layout(80, 24)
        self.rings = False
        self.tab_hits: tuple[Hit, ...] = ()
        self.footer_hits: tuple[Hit, ...] = ()
        self.footer_unsaved = False
        """Whether the row was unsaved when the footer was painted: its ^Z names that row."""
        self.timeline_keys: tuple[tuple[str, str] | None, ...] = ()
        self.news = NewsLine(self, ticks)
        self.typing = Typing(self, ticks)
        self.others = OthersPresses(ticks)
        self.leaving = SecondPress(ticks)
        self.safety = Safety(self)
        self._bindings = BindingsMap(bindings(commands))

    def compose(self) -> ComposeResult:
        """The parts, which `arrange` gives their places."""
        self.frame = layout(*self.app.size)
        for name in ("header", "timeline", "open"):
            yield Rows(id=name)
        yield split_clock(self)
        for name in ("instruction", "tabs"):
            yield Rows(id=name)
        hear = self.typing.hear
        yield FormEditor(self.words, new_id, tell=hear, acted=self.acted, id="editor")
        for name in ("others", "right", "status", "footer", "too_small"):
            yield Rows(id=name)

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
        self.evening = self.run.evening()
        self.link.start()
        self.typing.load()
        self.safety.tell_newer()
        self._arrange()
        self._tick_later()
        ask_first(self)

    def on_resize(self) -> None:
        """Lay the parts out anew for the size of the terminal."""
        if self.frame != layout(*self.app.size):
            self._arrange()

    def _arrange(self) -> None:
        """Give every part its place for the size of the terminal, and paint it."""
        self.frame = layout(*self.app.size)
        arrange(self)
        self.paint()

    # the clock

    def time_passed(self) -> None:
        """Say and paint what the clock did since it was looked at last."""
        before, self.evening = self.evening, self.run.evening()
        for signal in signals(before, self.evening, self.run.schedule()):
            tell(self, signal)
        block = self.desk.form.block if self.desk.form else ""
        if standing(before, block) == standing(self.evening, block):
            paint_clock(self)
        else:
            self.paint()
        paint_status(self)

    def _tick(self) -> None:
        self.time_passed()
        self.safety.tell_damage()
        self.typing.drafts.look_again()
        self.safety.go_on()
        if self.safety.successor is None:
            self._tick_later()

    def _tick_later(self) -> None:
        self.set_timer(until_next_tick(self.run, self.evening), self._tick)

    def clock_changed(self) -> None:
        """Paint what a clock action changed; the place under the hands stays."""
        self._look()
        self.paint()

    def _look(self) -> None:
        """Look at the clock after somebody touched it."""
        before, self.evening = self.evening, self.run.evening()
        tell_turn(self, before)

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

    # the harvest

    def refresh_harvest(self) -> None:
        """Show what changed in the harvest, around the cursor."""
        self.typing.load()
        self.paint()

    def place_changed(self) -> None:
        """Show another form or group."""
        self.acted()
        self.typing.load()
        paint_harvest(self)
        self.editor.focus()

    def go(self, place: Place | None) -> None:
        """Open a place that a panel gave."""
        if place is not None:
            self.desk.open(place)
            self.place_changed()

    def groups_changed(self) -> None:
        """Show groups that this scribe added, renamed, merged or closed."""
        self.desk.settle()
        self.desk.leave_closed()
        self.place_changed()
        self.clock_changed()

    # the disk

    @on(Poked)
    def _poked(self) -> None:
        group, events = self.desk.group, self.link.drain()
        if any(isinstance(event, Arrived | Replaced) for event in events):
            self.others.note(events)
            self.desk.settle()
            self._look()
            tell_meanwhile(self, events, group)
        self.refresh_harvest()
        self.typing.go_on_when_saved()
        self.safety.hear(events)
        if any(isinstance(event, Saved | Arrived | Replaced) for event in events):
            self._show_in_panel()

    def _show_in_panel(self) -> None:
        """Show in the panel that lies over the screen, if one does, what changed under it."""
        if (panel := self.panel_above()) is not None:
            panel.lay_out()

    def panel_above(self) -> Panel[Any] | None:
        """The panel that lies over the screen, if one does."""
        for top in self.app.screen_stack[-1:]:
            if top is not self:
                from ai_tui.tui.panels.panel import Panel

                return top if isinstance(top, Panel) else None
        return None

    def on_screen_resume(self, event: ScreenResume) -> None:
        """The panel is gone: all keys are there again. What was mounted has its styles already."""
        event.refresh_styles = False
        paint_footer(self)

    # commands and panels

    async def action_do(self, name: str) -> None:
        """Do the command of a key."""
        await self.doing.done(name)

    def acted(self, command: str = "") -> None:
        """Something was done: what the status line said of the action before goes."""
        if command != "quit":
            self.leaving.forget()
        if self.news.acted():
            paint_status(self)

    def open_panel(
        self, panel: Panel[Result], done: Callable[[Result | None], None] | None = None
    ) -> None:
        """Lay a panel over the screen; `done` takes what it gives."""
        from ai_tui.tui.panels.panel import lay

        lay(self.app, panel, done)
        paint_footer(self)

    def say(
        self,
        text: str,
        level: Level = "news",
        lasts: float | None = None,
        holds: Callable[[], bool] | None = None,
        names: tuple[str, ...] = (),
    ) -> None:
        """Put something in the status line; see `NewsLine.say`."""
        self.news.say(text, level, lasts, holds, names)
        paint_status(self)

    def again(self, run: Run) -> ScribeScreen:
        """A screen of the same scribe, at the same place, of another copy of the run."""
        other = ScribeScreen(run, self.doing.commands, self.desk.only, self._ticks)
        other.desk.open(self.desk.place)
        other.rings = self.rings
        other.typing.drafts.take_over(self.typing.drafts)
        return other

    def close(self) -> None:
        """Save what is queued and end this process's part in the run, after the app has ended."""
        self.safety.close()

    @on(Rows.Clicked)
    def _clicked(self, event: Rows.Clicked) -> None:
        clicked(self, event.rows.id or "", event.row, event.column)
