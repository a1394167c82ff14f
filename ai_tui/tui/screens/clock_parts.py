"""The parts of the scribe's screen that follow the clock, painted from the evening of now."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from ai_tui.agenda.evening import Evening
from ai_tui.agenda.signals import Signal
from ai_tui.tui.paint.clock_panel import clock_cuts, clock_panel
from ai_tui.tui.paint.header import header
from ai_tui.tui.paint.instruction import instruction
from ai_tui.tui.paint.pieces import blank, edged, rule
from ai_tui.tui.paint.timeline import timeline, timeline_line
from ai_tui.tui.paint.timeline_lines import Phases
from ai_tui.tui.paint.times import SECOND, clock, left_text
from ai_tui.tui.screens.news import turn_offered
from ai_tui.tui.widgets.split_rows import SplitRows

if TYPE_CHECKING:
    from ai_tui.tui.screens.scribe import ScribeScreen

ALL_PHASES_FROM = 45
"""Rows from which the timeline shows the phases of every block."""


SIGNAL_FOR = {"left": 10.0, "over": 10.0, "phase": 30.0}
"""Seconds that the status line repeats a signal; time that is over is said for longer by itself."""


def standing(evening: Evening, block: str) -> tuple[str, ...]:
    """What keys, the title of a form of this block and the room's view say of the clock.

    It changes at a press, at a new phase, when the time is over, and with the minute at which a
    block that is still to come begins.
    """
    view = evening.view(block)
    begins = clock(view.start) if view else ""
    ahead, left = evening.ahead, evening.countdown.left
    late = "late" if left is not None and left <= -SECOND else ""
    now = (evening.state, evening.block, evening.phase, evening.group, late)
    return (*now, ahead.kind, ahead.group, ahead.title, begins)


def paint_clock(scribe: ScribeScreen) -> None:
    """Paint header, timeline, countdown and instruction; only what differs reaches the terminal."""
    if not scribe.frame.fits:
        return
    _paint_header(scribe)
    _paint_timeline(scribe)
    _paint_countdown(scribe)


def _paint_header(scribe: ScribeScreen) -> None:
    session, rehearsal = scribe.run.state.session, scribe.run.state.rehearsal
    row = header(
        scribe.evening,
        scribe.words,
        scribe.frame.width,
        title=session.title,
        place=session.place,
        day=scribe.run.state.start.day,
        speed=rehearsal.speed if rehearsal else 1,
    )
    scribe.part("header").set_rows([row])


def _paint_timeline(scribe: ScribeScreen) -> None:
    frame = scribe.frame
    if frame.left:
        phases: Phases = "all" if frame.height >= ALL_PHASES_FROM else "current"
        painted = timeline(scribe.evening, scribe.words, frame.left, frame.timeline, phases=phases)
        scribe.part("timeline").set_rows(edged(painted.rows, frame.left + 1, frame.timeline))
        scribe.timeline_keys = painted.keys


def split_clock(scribe: ScribeScreen) -> SplitRows:
    """The part that the countdown is painted in, split where its rows change at other times."""
    clock = SplitRows(id="clock")
    _split(clock, scribe)
    return clock


def _split(clock: SplitRows, scribe: ScribeScreen) -> None:
    frame = scribe.frame
    clock.split_at(clock_cuts(scribe.evening, scribe.words, frame.work, frame.clock))


def _paint_countdown(scribe: ScribeScreen) -> None:
    frame, evening = scribe.frame, scribe.evening
    names = {group.id: scribe.run.group_name(group) for group in scribe.run.state.all_groups}
    rows = list(clock_panel(evening, scribe.words, frame.work, frame.clock, names))
    if not frame.left:
        rows.append(timeline_line(evening, scribe.words, frame.work))
    part = scribe.query_one("#clock", SplitRows)
    _split(part, scribe)
    part.set_rows(rows)
    running = "" if evening.waiting else evening.block
    block = scribe.run.state.block(running or evening.ahead.block)
    told = instruction(block, evening.phase, scribe.words, frame.work, frame.instruction)
    scribe.part("instruction").set_rows([*told, rule(frame.work)])


def tell(scribe: ScribeScreen, signal: Signal) -> None:
    """Say a signal in the status line, and ring if the scribe asked for it."""
    title = signal.text if signal.kind == "phase" and signal.text else signal.title
    left = left_text(signal.left, scribe.words)
    scribe.say(
        scribe.words(f"tui.signal.{signal.kind}", title=title, left=left),
        "look_out" if signal.kind == "over" else "news",
        SIGNAL_FOR[signal.kind],
        holds=lambda: _still(scribe.evening, signal),
        names=(title,),
    )
    if scribe.rings:
        scribe.app.bell()


def tell_turn(scribe: ScribeScreen, before: Evening) -> None:
    """Say of a turn that began which key opens the form of that group."""
    offered = turn_offered(scribe)
    if offered and before.group != scribe.evening.group:
        scribe.say(
            offered.text,
            offered.level,
            SIGNAL_FOR["phase"],
            holds=lambda: turn_offered(scribe) == offered,
            names=offered.names,
        )


def _still(evening: Evening, signal: Signal) -> bool:
    """Whether what a signal says is still so: the same thing runs, and is over or is not."""
    left = evening.countdown.left
    over = left is not None and left <= timedelta()
    here = (evening.block, evening.phase, evening.group)
    return here == (signal.block, signal.phase, signal.group) and over == (signal.kind == "over")


def paint_too_small(scribe: ScribeScreen) -> None:
    """Ask for a larger window; clock, typing and saving go on behind it."""
    from ai_tui.tui.layout import LEAST
    from ai_tui.tui.paint.pieces import Piece, wrap

    columns, rows = LEAST
    text = scribe.words("tui.too_small", columns=columns, rows=rows)
    lines = wrap(text, max(scribe.frame.width - 2, 1), max(scribe.frame.height, 1))
    scribe.part("too_small").set_rows([blank(1), *((Piece(f" {line}"),) for line in lines)])
