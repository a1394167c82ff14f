"""What the status line says: the news of the last action, else what stands as long as it is so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from ai_tui.agenda.evening import minutes_between
from ai_tui.tui.paint.times import whole_minutes
from ai_tui.tui.panels.owings import TABLES

if TYPE_CHECKING:
    from ai_tui.tui.screens.scribe import ScribeScreen

Level = Literal["news", "hint", "look_out", "alarm"]

NEWS_FOR = 60.0
"""Seconds after which news is old, whatever happens."""
READ_IN = 5.0
"""Seconds that a warning stays, however fast somebody goes on typing."""


class News(Struct, frozen=True):
    """What the status line says on its left; its `names` give way where there is little room.

    Where there is too little for all of it, `instead` is said, if that is anything.
    """

    text: str = ""
    level: Level = "news"
    names: tuple[str, ...] = ()
    instead: News | None = None

    def beside(self, turn: News | None) -> News:
        """This with the offer of a `turn` behind it, if there is one and room for both."""
        if turn is None or turn.text == self.text:
            return self
        text = f"{self.text} · {turn.text}"
        return News(text, self.level, (*self.names, *turn.names), self)


class _Said(Struct, frozen=True):
    """News, when it was said, until when it lasts and, if not of an action, how long it is so."""

    news: News
    at: float
    until: float
    holds: Callable[[], bool] | None


class _Held(Struct, frozen=True):
    """News that stays as long as it `holds`, whatever else is said meanwhile."""

    news: News
    holds: Callable[[], bool]


class NewsLine:
    """The left of one scribe's status line; `ticks` counts seconds."""

    def __init__(self, scribe: ScribeScreen, ticks: Callable[[], float]) -> None:
        self._scribe = scribe
        self._ticks = ticks
        self._said: _Said | None = None
        self._held: list[_Held] = []
        self.ended = ""
        """The block that was left last; what is still owed for it is said."""

    def say(
        self,
        text: str,
        level: Level = "news",
        lasts: float | None = None,
        holds: Callable[[], bool] | None = None,
        names: tuple[str, ...] = (),
    ) -> None:
        """Say something until the next action, for a while.

        That is `lasts` seconds, or as long as its `level` asks, and no longer than it `holds`.
        With `holds` alone it stays through actions and comes back after other news, while it holds.
        """
        now, news = self._ticks(), News(text, level, names)
        if holds is not None and lasts is None:
            self._said = None
            self._held = [_Held(news, holds), *(held for held in self._held if held.news != news)]
            return
        if lasts is None:
            lasts = NEWS_FOR if level == "news" else float("inf")
        self._said = _Said(news, now, now + lasts, holds)

    def acted(self) -> bool:
        """Somebody did something else: what was said of the action before goes; True if it went.

        What holds stays until it holds no more, and a warning until there was time to read it.
        """
        said, held = self._said, len(self._held)
        if said is not None and (said.news.level == "news" or self._ticks() - said.at >= READ_IN):
            self._said = None
        self._held = [each for each in self._held if each.holds()]
        return said is not self._said or held != len(self._held)

    def now(self) -> News:
        """What the line says at this moment, and whose turn it is unless it tells of an action."""
        said, turn = self._said, turn_offered(self._scribe)
        if said is not None and self._ticks() <= said.until:
            if said.holds is None:
                return said.news
            if said.holds():
                return said.news.beside(turn)
        self._said = None
        self._held = [each for each in self._held if each.holds()]
        if self._held:
            return self._held[0].news.beside(turn)
        return next(_standing(self._scribe, self.ended, turn), News())


def _standing(scribe: ScribeScreen, ended: str, turn: News | None) -> Iterator[News]:
    """What is so at this moment, the most pressing first; a warning stays until it is solved."""
    words, evening = scribe.words, scribe.evening
    if evening.state == "over":
        yield News(words("tui.finished"))
    for danger in _danger(scribe):
        yield danger.beside(turn)
    left = evening.countdown.left
    if evening.state == "running" and left is not None and left < timedelta():
        running = _running(scribe)
        over = News(words("tui.signal.over", title=running), "look_out", (running,))
        yield over.beside(turn)
    if turn:
        yield turn
    if still := waiting(scribe, ended):
        yield still
    form = scribe.desk.form
    current = None if evening.waiting else evening.current
    if current and (form is None or form.block != current.id) and scribe.desk.forms_of(current.id):
        yield News(words("tui.now_running", title=current.title), names=(current.title,))
    if form is not None and form.hint and scribe.desk.group is not None:
        yield News(form.hint, "hint")


def turn_offered(scribe: ScribeScreen) -> News | None:
    """Whose turn it is, or which form that group fills in, where F9 opens another than is open."""
    group = scribe.evening.group
    place = scribe.desk.place_of(scribe.evening) if group else None
    if place is None or place.group != group or place == scribe.desk.place:
        return None
    form, there = scribe.run.state.form(place.form), scribe.run.state.group(group)
    if form is not None and group == scribe.desk.place.group:
        name = form.title
    else:
        name = scribe.run.group_name(there) if there else group
    return News(scribe.words("tui.now_running", title=name), names=(name,))


def _running(scribe: ScribeScreen) -> str:
    """What the big digits count: the phase, a block without phases, or what is waited for."""
    if scribe.evening.waiting:
        return scribe.evening.ahead.title
    block = scribe.evening.current
    phases = block.phases if block else ()
    title = next((phase.title for phase in phases if phase.id == scribe.evening.phase), "")
    return title or (block.title if block else "")


def _danger(scribe: ScribeScreen) -> Iterator[News]:
    """The fixed block, then the hard end, that will not be made as things go now."""
    words, evening = scribe.words, scribe.evening
    if evening.state not in ("running", "paused"):
        return
    for block in evening.blocks:
        short = whole_minutes(block.short)
        if block.state == "to_come" and short > 0 and block.planned_start is not None:
            at = scribe.clock_text(block.planned_start)
            told = words("tui.danger", title=block.title, at=at, length=_length(scribe, short))
            yield News(told, "look_out", (block.title,))
    if evening.hard_end is None or evening.end is None:
        return
    if (short := minutes_between(evening.hard_end, evening.end)) > 0:
        at, length = scribe.clock_text(evening.hard_end), _length(scribe, short)
        yield News(words("tui.danger_end", at=at, length=length), "look_out")


def _length(scribe: ScribeScreen, minutes: int) -> str:
    return scribe.words("tui_clock.length", n=minutes)


def waiting(scribe: ScribeScreen, block: str) -> News | None:
    """How many groups still owe something for the first form of a block that is not complete."""
    if not block:
        return None
    kept = scribe.run.state.keep("still waiting", TABLES, lambda: dict[str, News | None]())
    if block not in kept:
        kept[block] = _waiting(scribe, block)
    return kept[block]


def _waiting(scribe: ScribeScreen, block: str) -> News | None:
    there = scribe.desk.waiting(scribe.desk.forms_of(block))
    if not there:
        return None
    form = there[0][0]
    late = [group for each, group in there if each == form]
    if len(late) == 1:
        name = scribe.run.group_name(late[0])
        told = scribe.words("tui.still_waiting_one", group=name, form=form.title)
        return News(told, "look_out", (form.title, name))
    asked = sum(not group.closed for group in scribe.desk.groups_of(form))
    told = scribe.words("tui.still_waiting", n=len(late), of=asked, form=form.title)
    return News(told, "look_out", (form.title,))
