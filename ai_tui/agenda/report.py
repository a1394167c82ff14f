"""Afterwards: planned against actual, per block and phase."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct

from ai_tui.agenda.evening import BlockView, Evening, PhaseView, State, TurnView
from ai_tui.agenda.schedule import Schedule, Slot, planned_length
from ai_tui.session.model import Phase

_NONE = timedelta()


class Planned(Struct, frozen=True):
    """When something was meant to be and for how long; None where the plan did not say."""

    start: datetime | None = None
    end: datetime | None = None
    length: timedelta | None = None


class Actual(Struct, frozen=True, kw_only=True):
    """When something was, and for how long: `elapsed` counts neither pauses nor absence.

    `extended` is time given on purpose (negative: taken), `over` what it took beyond its length
    with those extensions.
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
    """A block. `change` tells whether it came into the plan or left it during the session."""

    id: str
    title: str
    state: State
    fixed: bool
    planned: Planned
    actual: Actual
    change: Literal["", "inserted", "dropped"] = ""
    phases: tuple[PhaseReport, ...] = ()


class Report(Struct, frozen=True, kw_only=True):
    """The whole session; its `actual` leaves out the blocks that were skipped."""

    state: Literal["before", "running", "paused", "over"]
    planned: Planned
    actual: Actual
    hard_end: datetime | None
    blocks: tuple[BlockReport, ...]


def report(original: Schedule, evening: Evening) -> Report:
    """What was planned at first, as `original` has it, beside what `evening` says happened.

    Blocks stand in the order of the plan as it became; those that left it follow at the end.
    """
    slots = {slot.block.id: slot for slot in original.slots}
    blocks = [_block(view, slots.get(view.id)) for view in evening.blocks]
    kept = {view.id for view in evening.blocks}
    counted = [view for view in evening.blocks if view.state != "skipped"]
    blocks += [_dropped(slot) for slot in original.slots if slot.block.id not in kept]
    return Report(
        state=evening.state,
        planned=_span(original.start, original.end),
        actual=Actual(
            start=evening.started,
            end=evening.ended,
            elapsed=sum((view.elapsed for view in counted), _NONE),
            paused=sum((view.paused for view in counted), _NONE),
            extended=sum((view.extended for view in counted), _NONE),
            over=sum((view.over for view in counted), _NONE),
        ),
        hard_end=original.hard_end,
        blocks=tuple(blocks),
    )


def _span(start: datetime | None, end: datetime | None) -> Planned:
    return Planned(start, end, end - start if start and end else None)


def _block(view: BlockView, slot: Slot | None) -> BlockReport:
    return BlockReport(
        id=view.id,
        title=view.title,
        state=view.state,
        fixed=view.fixed,
        planned=_planned(slot) if slot else Planned(),
        actual=Actual(
            start=view.started,
            end=view.ended,
            elapsed=view.elapsed,
            paused=view.paused,
            extended=view.extended,
            over=view.over,
        ),
        change="" if slot else "inserted",
        phases=_phases(view, slot),
    )


def _dropped(slot: Slot) -> BlockReport:
    block = slot.block
    return BlockReport(
        id=block.id,
        title=block.title,
        state="skipped",
        fixed=block.fixed,
        planned=_planned(slot),
        actual=Actual(),
        change="dropped",
    )


def _planned(slot: Slot) -> Planned:
    return Planned(slot.start, slot.end, planned_length(slot.block))


def _phases(view: BlockView, slot: Slot | None) -> tuple[PhaseReport, ...]:
    """The phases of a block, each planned right after the one before it."""
    plans: Mapping[str, Phase] = {phase.id: phase for phase in slot.block.phases} if slot else {}
    cursor = slot.start if slot else None
    phases = []
    for phase in view.phases:
        plan = plans.get(phase.id)
        length = plan.total(len(phase.turns)) if plan else None
        end = cursor + length if cursor and length is not None else None
        planned = Planned(cursor, end, length) if plan else Planned()
        phases.append(_phase(phase, planned))
        cursor = end if plan else cursor
    return tuple(phases)


def _phase(phase: PhaseView, planned: Planned) -> PhaseReport:
    over = _NONE if phase.length is None else max(phase.elapsed - phase.length, _NONE)
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
            extended=phase.extended,
            over=over,
        ),
        turns=phase.turns,
    )
