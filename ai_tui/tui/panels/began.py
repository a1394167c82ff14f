"""Correcting a press that came late: when did this block really begin?"""

from datetime import datetime, timedelta

from textual.screen import ScreenResultType

from ai_tui.agenda.evening import BlockView
from ai_tui.agenda.wall import last_at_wall
from ai_tui.errors import UsageError
from ai_tui.run.making import clock_time
from ai_tui.tui.paint.times import clock
from ai_tui.tui.panels.asking import AskingList

REACH = timedelta(hours=12)
"""A correction reaches this far back; a time further back is one that is still to come."""


class BeganList(AskingList[ScreenResultType]):
    """A list that can ask at what time a block began."""

    def local(self, at: datetime | None) -> datetime | None:
        """A time in the session's zone."""
        return at.astimezone(self.run.zone) if at else None

    def ask_began(self, view: BlockView) -> None:
        """Ask when a block began that has begun."""
        self.ask("began", clock(self.local(view.started)), view.id)

    def called(self, subject: str) -> str | None:
        """The title of the block that it is about."""
        view = self.run.evening().view(subject)
        return view.title if view else None

    def question(self) -> str:
        """Which block it is about."""
        return self.about("ask_began")

    def answer(self, text: str) -> str:
        """Correct the start; late at night a time that lies ahead is yesterday's."""
        try:
            at = self._nearest_past(text)
        except UsageError as error:
            return str(error)
        if at is None:
            return self.text("still_to_come", at=text.strip())
        if not self.run.clock.began_at(self.subject, at):
            return self.text("not_begun")
        self.corrected(at)
        return ""

    def corrected(self, at: datetime) -> None:
        """Say when the block began now; not further than what was begun before and after it."""
        view = self.run.evening().view(self.subject)
        if view is None or view.started is None:
            return
        began = clock(self.local(view.started))
        whole = (view.started - at) // timedelta(minutes=1)
        key = "began" if whole == 0 else "began_after" if whole > 0 else "began_before"
        told = self.text(key, title=view.title, at=began)
        self.host.say(told, (view.title,))

    def _nearest_past(self, text: str) -> datetime | None:
        now = self.run.now().wall
        at = last_at_wall(clock_time(text, self.words), self.run.state.session.zone, now)
        return at if now - at <= REACH else None
