"""Afterwards: planned against actual, per block and phase."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct

from ai_tui.agenda.evening import BlockView, Evening, PhaseView, State, TurnView, given
from ai_tui.agenda.schedule import Schedule, Slot
from ai_tui.agenda.wall import Wall
from ai_tui.session.model import Phase

Turns = Mapping[tuple[str, str], int]
"""How many turns a round had when it began, by block and phase."""
_NONE = timedelta()


class Planned(Struct, frozen=True):
    """When something was meant to be and for how long; None where the plan did not say."""

    start: datetime | None = None
    end: datetime | None = None
    length: timedelta | None = None


class Actual(Struct, frozen=True, kw_only=True):
    """When something was, and for how long: `elapsed` counts neither pauses nor absence.

    `extended` is time given on purpose, whether while it ran or in the plan (negative: taken
    away), `over` what it took beyond all that: planned length, `extended` and `over` make `elapsed`
    of what was not over early, however often it began anew.
    """

    start: datetime | None = None
    end: datetime | None = None
    elapsed: timedelta = _NONE
    paused: timedelta = _NONE
    extended: timedelta = _NONE
    over: timedelta = _NONE


class PhaseReport(Struct, frozen=True, kw_only=True):
    """A phase, with the turns that groups had in it."""

    id: str
    title: str
    state: State
    planned: Planned
    actual: Actual
    turns: tuple[TurnView, ...] = ()


class BlockReport(Struct, frozen=True, kw_only=True):
    """A block. `change` tells whether it came into the plan or left it during the session.

    `planned` is as the plan had it at first, `planned_now` as the plan has become.
    """

    id: str
    title: str
    state: State | Literal["dropped"]
    fixed: bool
    planned: Planned
    planned_now: Planned
    actual: Actual
    change: Literal["", "inserted", "dropped"] = ""
    phases: tuple[PhaseReport, ...] = ()


class Report(Struct, frozen=True, kw_only=True):
    """The whole session; its `actual` leaves out the blocks that were skipped.

    The length that was `planned` is that of the blocks together, without what lies between them.
    """

    state: Literal["before", "running", "paused", "over"]
    planned: Planned
    actual: Actual
    hard_end: datetime | None
    blocks: tuple[BlockReport, ...]


def report(original: Schedule, plan: Schedule, evening: Evening, turns: Turns) -> Report:
    """What was planned at first, as `original` has it, beside what `evening` says happened.

    Of a round that has begun the `turns` were planned that it had then, of another one a turn for
    each group there is.
    Blocks stand in the order of the `plan` as it became; those that left it stand where they were.
    """
    first = {slot.block.id: slot for slot in original.slots}
    slots = first | {slot.block.id: slot for slot in plan.slots}
    ordered = sorted(slots.values(), key=lambda slot: (slot.block.pos, slot.block.id))
    views = {view.id: view for view in evening.blocks}
    wall = Wall(original.zone, original.start or evening.now)
    blocks = [
        _block(views[slot.block.id], first.get(slot.block.id), slot, turns, wall)
        if slot.block.id in views
        else _dropped(slot)
        for slot in ordered
    ]
    counted = [one.actual for one in blocks if one.state != "skipped"]
    return Report(
        state=evening.state,
        planned=_whole(original),
        actual=Actual(
            start=evening.started,
            end=evening.ended,
            elapsed=sum((actual.elapsed for actual in counted), _NONE),
            paused=sum((actual.paused for actual in counted), _NONE),
            extended=sum((actual.extended for actual in counted), _NONE),
            over=sum((actual.over for actual in counted), _NONE),
        ),
        hard_end=original.hard_end,
        blocks=tuple(blocks),
    )


def _whole(plan: Schedule) -> Planned:
    """The plan as a whole, as far as it says how long its blocks take."""
    known = [length for slot in plan.slots if (length := _takes(slot)) is not None]
    return Planned(plan.start, plan.end, sum(known, _NONE) if known else None)


def _takes(slot: Slot) -> timedelta | None:
    """How long the plan gives a block: its length, else the time until the next one."""
    if slot.length is None and slot.start and slot.end:
        return slot.end - slot.start
    return slot.length


def _block(view: BlockView, first: Slot | None, now: Slot, turns: Turns, wall: Wall) -> BlockReport:
    planned = _planned(first) if first else Planned()
    planned_now = _planned(now)
    return BlockReport(
        id=view.id,
        title=view.title,
        state=view.state,
        fixed=view.fixed,
        planned=planned,
        planned_now=planned_now,
        actual=Actual(
            start=view.started,
            end=view.ended,
            elapsed=view.elapsed,
            paused=view.paused,
            extended=given(view, planned.length if first else planned_now.length),
            over=view.over,
        ),
        change="" if first else "inserted",
        phases=tuple(_phases(view, first, now, turns, wall)),
    )


def _dropped(slot: Slot) -> BlockReport:
    block = slot.block
    return BlockReport(
        id=block.id,
        title=block.title,
        state="dropped",
        fixed=block.fixed,
        planned=_planned(slot),
        planned_now=Planned(),
        actual=Actual(),
        change="dropped",
    )


def _planned(slot: Slot) -> Planned:
    return Planned(slot.start, slot.end, slot.length)


def _phases(
    view: BlockView, first: Slot | None, now: Slot, turns: Turns, wall: Wall
) -> Iterator[PhaseReport]:
    """The phases of a block, each planned right after the one before it, as `wall` shows it."""
    plans: Mapping[str, Phase] = {phase.id: phase for phase in first.block.phases} if first else {}
    cursor = first.start if first else None
    for phase, plan_now in zip(view.phases, now.block.phases, strict=True):
        plan = plans.get(phase.id)
        count = turns.get((view.id, phase.id), len(phase.turns))
        length = plan.total(count) if plan else None
        end = wall(cursor + length) if cursor and length is not None else None
        planned = Planned(cursor, end, length) if plan else Planned()
        yield _phase(phase, planned, _over(phase, plan_now))
        cursor = end if plan else cursor


def _over(phase: PhaseView, plan: Phase) -> timedelta:
    """How far a phase passed its length: all its time counts, also from before it began anew.

    One that takes what its block leaves gets another length each time: only the last counts.
    """
    took = phase.elapsed if plan.length is None else phase.spent
    return _NONE if phase.length is None else max(took - phase.length, _NONE)


def _phase(phase: PhaseView, planned: Planned, over: timedelta) -> PhaseReport:
    return PhaseReport(
        id=phase.id,
        title=phase.title,
        state=phase.state,
        planned=planned,
        actual=Actual(
            start=phase.started,
            end=phase.ended,
            elapsed=phase.spent,
            paused=phase.paused,
            extended=given(phase, planned.length),
            over=over,
        ),
        turns=phase.turns,
    )
