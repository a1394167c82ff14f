"""Commands of the clock; none of them moves the cursor, the form or the group."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from ai_tui.tui.commands.command import Command
from ai_tui.tui.paint.coming import skipped_text
from ai_tui.tui.paint.times import digits_text
from ai_tui.tui.screens.news import waiting

if TYPE_CHECKING:
    from ai_tui.agenda.evening import BlockView, Evening
    from ai_tui.tui.screens.scribe import ScribeScreen

QUITE_ANOTHER_TIME = timedelta(minutes=15)
"""A start that lies this far from the plan is worth a word."""
PRESS_AGAIN = 4.0
"""Seconds that the status line tells what a press of F2 did, or why it did nothing."""


def _next(scribe: ScribeScreen) -> None:
    if who := scribe.others.just_now():
        scribe.say(scribe.words("tui.pressed_just_now", who=who), "look_out", PRESS_AGAIN)
        return
    before = scribe.run.evening()
    if before.ahead.kind == "end":
        _finish(scribe)
        return
    scribe.run.clock.next()
    scribe.clock_changed()
    if before.state == "before":
        _tell_shift(scribe, before)
    elif before.block != scribe.evening.block:
        _tell_waiting(scribe, before.block)


def _tell_shift(scribe: ScribeScreen, before: Evening) -> None:
    """Say how to move the plan along when the session begins at quite another time."""
    planned = before.planned_start
    if planned is not None and abs(before.now - planned) > QUITE_ANOTHER_TIME:
        now, meant = scribe.clock_text(before.now), scribe.clock_text(planned)
        told, first = scribe.words("tui.began_off", now=now, planned=meant), scribe.evening.block
        scribe.say(told, "look_out", holds=lambda: _starts(scribe) == (first, planned))


def _starts(scribe: ScribeScreen) -> tuple[str, datetime | None]:
    return scribe.evening.block, scribe.evening.planned_start


def _tell_waiting(scribe: ScribeScreen, ended: str) -> None:
    """Say which form of the block that just ended is not complete yet."""
    scribe.news.ended = ended
    if still := waiting(scribe, ended):
        scribe.say(still.text, still.level, PRESS_AGAIN, names=still.names)


def _next_label(scribe: ScribeScreen) -> str:
    ahead = scribe.run.evening().ahead
    if ahead.kind == "begin":
        return scribe.words("tui.do.begin")
    if ahead.kind == "end":
        return _finish_label(scribe)
    if ahead.kind == "turn" and (group := scribe.run.state.group(ahead.group)):
        return scribe.run.group_name(group)
    return ahead.title or scribe.words("tui.do.next")


def _pause(scribe: ScribeScreen) -> None:
    if scribe.run.evening().state in ("running", "paused"):
        scribe.run.clock.pause_or_resume()
        scribe.clock_changed()


def _pause_label(scribe: ScribeScreen) -> str | None:
    """What pausing is called; not the same as a block called 'Pauze' that comes next."""
    state = scribe.run.evening().state
    if state == "paused":
        return scribe.words("tui.do.resume")
    if state != "running":
        return None
    pause = scribe.words("tui.do.pause")
    same = pause.casefold() == _next_label(scribe).casefold()
    return scribe.words("tui.do.stop_clock") if same else pause


def _extend(minutes: int) -> Command:
    name = {-1: "less", 1: "more", 5: "more5"}[minutes]
    letter = {-1: "-", 1: "+", 5: "5"}[minutes]
    key = {-1: "f4", 1: "f5", 5: "f6"}[minutes]

    def extend(scribe: ScribeScreen) -> None:
        before = scribe.run.evening().current
        if before is not None:
            scribe.run.clock.extend(timedelta(minutes=minutes))
            scribe.clock_changed()
            _tell_extended(scribe, before, minutes)

    return Command(
        id=name,
        section="clock",
        run=extend,
        keys=(key,),
        letter=letter,
        rank=9,
        label=lambda scribe: scribe.words(f"tui.do.{name}") if scribe.evening.block else None,
    )


def _tell_extended(scribe: ScribeScreen, before: BlockView, minutes: int) -> None:
    """Say until when it goes on now, or how long it is over time still."""
    evening = scribe.run.evening()
    left, until = evening.countdown.left, evening.countdown.until
    if evening.current is None or evening.current.extended == before.extended:
        nothing = "nothing_to_take" if minutes < 0 and until is not None else "no_end_to_move"
        scribe.say(scribe.words(f"tui.{nothing}"))
    elif left is not None and left < timedelta():
        over = digits_text(-left, scribe.words)
        scribe.say(scribe.words("tui.extended_over", n=minutes, over=over))
    elif until is not None:
        scribe.say(scribe.words("tui.extended", n=minutes, until=scribe.clock_text(until)))


def _shorten(scribe: ScribeScreen) -> None:
    from ai_tui.tui.panels.shorten import Shorten

    scribe.open_panel(Shorten(scribe.run), lambda _: scribe.clock_changed())


def _shorten_label(scribe: ScribeScreen) -> str | None:
    """Before the start and after the end nothing can be shorter."""
    going = scribe.evening.state in ("running", "paused")
    return scribe.words("tui.do.shorten") if going else None


def _back(scribe: ScribeScreen) -> None:
    if scribe.run.clock.back():
        scribe.clock_changed()
    else:
        scribe.say(scribe.words("tui.no_block_before"))


def _skip(scribe: ScribeScreen) -> None:
    evening = scribe.run.evening()
    if evening.current is not None:
        scribe.run.clock.skip(evening.block)
        scribe.clock_changed()
        title = evening.current.title
        after = scribe.run.evening()
        told = skipped_text(after, scribe.run.zone, title, scribe.words)
        scribe.say(told, names=(title, after.ahead.title))


def _blocks(scribe: ScribeScreen) -> None:
    from ai_tui.tui.panels.blocks import Blocks

    scribe.open_panel(Blocks(scribe.run), lambda _: scribe.clock_changed())


def _clock_menu(scribe: ScribeScreen) -> None:
    from ai_tui.tui.panels.clockmenu import ClockMenu

    scribe.open_panel(ClockMenu(scribe.run), lambda _: scribe.clock_changed())


def _plan(scribe: ScribeScreen) -> None:
    from ai_tui.tui.panels.plan import PlanPanel

    scribe.open_panel(PlanPanel(scribe.run), lambda _: scribe.clock_changed())


def _finish(scribe: ScribeScreen) -> None:
    """End the session; once it has ended, show how it went."""
    if scribe.run.evening().state == "over":
        from ai_tui.tui.panels.closing import Closing

        scribe.open_panel(Closing(scribe.run))
        return
    scribe.run.clock.finish()
    scribe.clock_changed()
    scribe.say(scribe.words("tui.finished"))


def _finish_label(scribe: ScribeScreen) -> str:
    over = scribe.run.evening().state == "over"
    return scribe.words("tui.do.closing" if over else "tui.do.finish")


COMMANDS: tuple[Command, ...] = (
    Command(
        id="next",
        section="clock",
        run=_next,
        keys=("f2",),
        letter="v",
        rank=2,
        label=_next_label,
        least=12,
    ),
    Command(
        id="pause",
        section="clock",
        run=_pause,
        keys=("f3",),
        letter="p",
        rank=3,
        label=_pause_label,
    ),
    _extend(-1),
    _extend(1),
    _extend(5),
    Command(id="back", section="clock", run=_back, letter="t"),
    Command(id="skip", section="clock", run=_skip, letter="o"),
    Command(id="blocks", section="clock", run=_blocks, letter="b"),
    Command(
        id="shorten",
        section="clock",
        run=_shorten,
        keys=("f7",),
        letter="i",
        rank=4,
        label=_shorten_label,
    ),
    Command(id="clockmenu", section="clock", run=_clock_menu, letter="y"),
    Command(id="plan", section="clock", run=_plan, letter="d"),
    Command(id="finish", section="clock", run=_finish, letter="e", label=_finish_label),
)
