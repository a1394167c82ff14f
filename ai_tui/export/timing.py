"""When everything was planned and when it happened, as an export has it."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from ai_tui.agenda.report import Actual, BlockReport, PhaseReport, Planned
from ai_tui.export.shapes import ActualPart, BlockPart, PhasePart, PlannedPart, TimingPart, TurnPart
from ai_tui.run.run import Run


def timing_part(run: Run) -> TimingPart:
    """The times of the session and of each block and phase."""
    report = run.report()
    names = {group.id: run.group_name(group) for group in run.state.all_groups}
    stages = {block.id: block.stage for block in run.state.all_blocks}
    return TimingPart(
        state=report.state,
        planned=_planned(report.planned),
        actual=_actual(report.actual),
        hard_end=_time(report.hard_end),
        blocks=[_block(block, stages.get(block.id, ""), names) for block in report.blocks],
    )


def _block(block: BlockReport, stage: str, names: Mapping[str, str]) -> BlockPart:
    return BlockPart(
        id=block.id,
        title=block.title,
        stage=stage,
        fixed=block.fixed,
        state=block.state,
        change=block.change,
        planned=_planned(block.planned),
        planned_now=_planned(block.planned_now),
        actual=_actual(block.actual),
        phases=[_phase(phase, names) for phase in block.phases],
    )


def _phase(phase: PhaseReport, names: Mapping[str, str]) -> PhasePart:
    return PhasePart(
        id=phase.id,
        title=phase.title,
        state=phase.state,
        planned=_planned(phase.planned),
        actual=_actual(phase.actual),
        turns=[
            TurnPart(
                group=turn.group,
                name=names.get(turn.group, turn.group),
                state=turn.state,
                seconds=_seconds(turn.taken),
            )
            for turn in phase.turns
        ],
    )


def _planned(planned: Planned) -> PlannedPart:
    length = planned.length
    seconds = None if length is None else _seconds(length)
    return PlannedPart(_time(planned.start), _time(planned.end), seconds)


def _actual(actual: Actual) -> ActualPart:
    return ActualPart(
        start=_time(actual.start),
        end=_time(actual.end),
        seconds=_seconds(actual.elapsed),
        paused_seconds=_seconds(actual.paused),
        extended_seconds=_seconds(actual.extended),
        over_seconds=_seconds(actual.over),
    )


def _time(at: datetime | None) -> datetime | None:
    return at and at.replace(microsecond=0)


def _seconds(length: timedelta) -> int:
    return round(length.total_seconds())
