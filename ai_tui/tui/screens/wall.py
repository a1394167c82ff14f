"""The room's screen: it only shows, and follows the run by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.message import Message
from textual.screen import Screen

from ai_tui.run.watching import News, Reachable, Reread, Watch
from ai_tui.tui.ticking import until_next_tick
from ai_tui.tui.wall.moment import RoomMoment
from ai_tui.tui.wall.painting import paint
from ai_tui.tui.wall.picture import Picture
from ai_tui.tui.wall.scenes import scene
from ai_tui.tui.widgets.rows import Rows
from ai_tui.tui.widgets.split_rows import SplitRows

if TYPE_CHECKING:
    from ai_tui.run.run import Run


class WallScreen(Screen[None], inherit_bindings=False):
    """One run as the room sees it; `run` was opened for reading only."""

    BINDINGS: ClassVar = [Binding("q,ctrl+c", "leave", show=False, priority=True)]

    class Heard(Message):
        """The disk has news."""

        def __init__(self, event: News) -> None:
            super().__init__()
            self.event = event

    def __init__(self, run: Run) -> None:
        super().__init__()
        self.run = run
        self._follower = Watch(run, self._post)
        self.reachable = True
        self._evening = run.evening()
        self._place = (-1, -1)

    def compose(self) -> ComposeResult:
        """What stands still, what changes every second, and what stands still under it."""
        yield Rows(id="top")
        yield SplitRows(id="live")
        yield Rows(id="bottom")

    def on_mount(self) -> None:
        """Show the run, and begin to follow clock and disk."""
        self._follower.start()
        self._tick()

    def on_unmount(self) -> None:
        """Follow no longer."""
        self._follower.leave()

    def on_resize(self) -> None:
        """Paint at the size of the terminal."""
        self.show_now()

    def _post(self, event: News) -> None:
        self.post_message(self.Heard(event))

    @on(Heard)
    def _hear(self, message: Heard) -> None:
        if isinstance(message.event, Reachable):
            self.reachable = message.event.there
        elif isinstance(message.event, Reread):
            self.run = message.event.run
        else:
            self.run.receive(message.event)
        self.show_now()

    def _tick(self) -> None:
        self.show_now()
        self.set_timer(until_next_tick(self.run, self._evening), self._tick)

    def show_now(self) -> None:
        """Paint what the room sees now; only what differs reaches the terminal."""
        now = RoomMoment(self.run)
        self._evening = now.evening
        notice = "" if self.reachable else now.words("tui_wall.lost")
        width, height = self.app.size
        self._show(paint(scene(now), now.words, width, height, notice))

    def _show(self, picture: Picture) -> None:
        top, live = self.query_one("#top", Rows), self.query_one("#live", SplitRows)
        under = picture.top + picture.live
        if self._place != (picture.top, picture.live):
            self._place = (picture.top, picture.live)
            top.styles.height, live.styles.height = self._place
        live.split_at(picture.cuts)
        top.set_rows(picture.rows[: picture.top])
        live.set_rows(picture.rows[picture.top : under])
        self.query_one("#bottom", Rows).set_rows(picture.rows[under:])

    def action_leave(self) -> None:
        """Close the screen."""
        self.app.exit(0)
