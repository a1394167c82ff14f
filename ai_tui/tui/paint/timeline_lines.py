"""What the timeline says, line by line, before anyone knows how wide it will be."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Literal, NamedTuple

from msgspec import Struct

from ai_tui.agenda.evening import (
    BlockView,
    Evening,
    PhaseView,
    State,
    minutes_between,
    minutes_up,
    rounded,
)
from ai_tui.locale import Words
from ai_tui.signs import DANGER, HARD_END, STATES, titled
from ai_tui.tui.paint.pieces import Role
from ai_tui.tui.paint.times import (
    MINUTE,
    amount,
    given_words,
    short_amount,
    whole_minutes,
)

Phases = Literal["none", "current", "all"]
"""Of which blocks the timeline shows the phases."""


class Deviation(NamedTuple):
    """How far something is off, in about three cells and in words."""

    short: str = ""
    long: str = ""
    role: Role = "rest"


class Line(Struct, frozen=True):
    """One line: `at` is actual or expected, `planned` and `minutes` are lengths in minutes."""

    kind: Literal["block", "phase", "bar", "day", "note", "end"]
    sign: str = ""
    sign_role: Role = "rest"
    title: str = ""
    role: Role = "text"
    plan: datetime | None = None
    at: datetime | None = None
    minutes: int | None = None
    planned: int | None = None
    deviation: Deviation = Deviation()
    part: float = 0.0
    key: tuple[str, str] | None = None


def lines(evening: Evening, words: Words, phases: Phases) -> list[Line]:
    """The lines of all blocks, with phases and the now-line, without the hard end."""
    found: list[Line] = []
    day: date | None = None
    for block in evening.blocks:
        begins = block.planned_start.date() if block.planned_start else None
        if begins and day and begins != day:
            found.append(Line("day", title=words("common.long_date", day=begins), role="rest"))
        day = begins or day
        found.append(_block_line(block, words))
        found.extend(_note(block, words))
        found.extend(_below(block, evening, phases))
    return found


def end_line(evening: Evening, words: Words) -> Line | None:
    """The line of the hard end, if there is one."""
    if evening.hard_end is None:
        return None
    at = evening.ended or evening.end
    minutes = minutes_between(at, evening.hard_end) if at else 0
    return Line(
        "end",
        sign=HARD_END,
        sign_role="alarm" if minutes < 0 else "text",
        title=words("tui_clock.finish"),
        role="text",
        plan=evening.hard_end,
        at=at,
        deviation=_room(minutes, words),
    )


def _room(minutes: int, words: Words) -> Deviation:
    if minutes < 0:
        return _short_of(-minutes, words, "alarm")
    return _spare(minutes, words) if minutes else Deviation()


def _short_of(minutes: int, words: Words, role: Role) -> Deviation:
    """What is lacking, with a sign of its own: '-' says what is early."""
    long = words("tui_clock.too_short", n=amount(minutes, words))
    return Deviation(f"{short_amount(minutes, words)}{DANGER}", long, role)


def _spare(minutes: int, words: Words) -> Deviation:
    long = words("tui_clock.spare", n=amount(minutes, words))
    return Deviation(short_amount(minutes, words), long)


def _block_line(block: BlockView, words: Words) -> Line:
    off = deviation(block, words)
    danger = off.role == "look_out"
    sign = DANGER if danger else STATES[block.state]
    return Line(
        "block",
        sign=sign,
        sign_role="look_out" if danger else _sign_role(block.state),
        title=titled(block.title, fixed=block.fixed),
        role=_role(block.state),
        plan=block.planned_start,
        at=None if block.state == "skipped" else block.start,
        minutes=_minutes(block),
        planned=_planned(block),
        deviation=off,
        key=(block.id, ""),
    )


def _note(block: BlockView, words: Words) -> Iterator[Line]:
    """What was added to a block and how long it stood still, apart from what it ran over."""
    said = given_words(block.given, words)
    counted = rounded if block.state == "done" else whole_minutes
    if paused := counted(block.paused):
        said.append(words("tui_clock.stood_still", n=amount(paused, words)))
    if block.state == "skipped" or not said:
        return
    if over := counted(block.over):
        said.append(words("tui_clock.ran_over", n=amount(over, words)))
    yield Line("note", title=" · ".join(said), role="rest", key=(block.id, ""))


def _below(block: BlockView, evening: Evening, phases: Phases) -> Iterator[Line]:
    """The phases of a block that are shown, and the now-line under what runs."""
    current = block.id == evening.block
    if phases == "none" or not (current or phases == "all") or block.state == "skipped":
        if current:
            yield _bar(block, evening)
        return
    marked = False
    for phase in block.phases:
        yield Line(
            "phase",
            sign=STATES[phase.state],
            sign_role=_sign_role(phase.state),
            title=phase.title,
            role=_role(phase.state),
            at=phase.start,
            minutes=_minutes(phase),
            key=(block.id, phase.id),
        )
        if current and phase.id == evening.phase:
            marked = True
            yield _bar(phase, evening, block)
    if current and not marked:
        yield _bar(block, evening)


def _bar(running: BlockView | PhaseView, evening: Evening, block: BlockView | None = None) -> Line:
    """The now-line: how far what runs has come, 0 to 1 (0 without a length)."""
    part = running.elapsed / running.length if running.length else 0.0
    phase = running.id if block else ""
    return Line(
        "bar",
        role="alarm" if part > 1 else "now",
        at=evening.now,
        part=min(max(part, 0.0), 1.0),
        key=((block or running).id, phase),
    )


def _sign_role(state: State) -> Role:
    roles: dict[State, Role] = {"done": "done", "now": "now", "paused": "look_out"}
    return roles.get(state, "rest")


def _role(state: State) -> Role:
    roles: dict[State, Role] = {"done": "rest", "skipped": "rest", "now": "now", "paused": "now"}
    return roles.get(state, "text")


def _minutes(view: BlockView | PhaseView) -> int | None:
    """What it took or is expected to take, without its pauses."""
    length = view.expected
    return None if length is None else rounded(length)


def _planned(block: BlockView) -> int | None:
    if block.planned_start and block.planned_end:
        return minutes_between(block.planned_start, block.planned_end)
    return None if block.length is None else rounded(block.length - block.given)


def deviation(block: BlockView, words: Words) -> Deviation:
    """How far a block is off its plan; what is still to come may be too short or have room."""
    if block.state == "skipped":
        return Deviation()
    if block.state == "done":
        return _done_deviation(block, words)
    if block.state == "to_come" and block.short >= MINUTE:
        return _short_of(whole_minutes(block.short), words, "look_out")
    if block.state == "to_come" and block.slack >= MINUTE:
        return _spare(minutes_up(block.slack), words)
    return _shifted(_late(block), words)


def _late(block: BlockView) -> int:
    """How many minutes a block begins after its plan, as the two times show it."""
    if block.planned_start is None or block.start is None:
        return 0
    return minutes_between(block.planned_start, block.start)


def _shifted(minutes: int, words: Words) -> Deviation:
    if not minutes:
        return Deviation()
    sign, key = ("+", "later") if minutes > 0 else ("-", "earlier")
    off = abs(minutes)
    long = words(f"tui_clock.{key}", n=amount(off, words))
    return Deviation(f"{sign}{short_amount(off, words)}", long, "text")


def _done_deviation(block: BlockView, words: Words) -> Deviation:
    """Short: the end against the planned end. In words: how much longer it took, else when."""
    behind = _late(block)
    if block.planned_end and block.end:
        behind = minutes_between(block.planned_end, block.end)
    shifted = _shifted(behind, words)
    took, planned = _minutes(block), _planned(block)
    if took is None or planned is None or took == planned:
        return shifted._replace(role="rest")
    key = "longer" if took > planned else "shorter"
    off = amount(abs(took - planned), words)
    return Deviation(shifted.short, words(f"tui_clock.{key}", n=off))
