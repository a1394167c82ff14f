"""Planned beside actual, as a table of the report."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from ai_tui.agenda.evening import rounded
from ai_tui.export.parts import Column, Grid, Row, texts
from ai_tui.export.shapes import ActualPart, BlockPart, PhasePart, PlannedPart, TimingPart
from ai_tui.locale import Words
from ai_tui.signs import STATES, titled


def timetable(timing: TimingPart, names: Mapping[str, str], words: Words) -> Grid:
    """A row for every block and under it one for each phase; `names` are the groups'."""
    rows = []
    for block in timing.blocks:
        rows.append(_block(block, words))
        rows += [_phase(phase, names, words) for phase in block.phases]
    columns = (
        Column(),
        Column(words("export.plan"), narrow=True),
        Column(words("export.actual"), narrow=True),
        Column(words("export.block")),
        Column(words("export.minutes"), right=True),
        Column(words("export.remarks")),
    )
    return Grid(words("export.timeline"), columns, tuple(rows))


def clock(at: datetime | None) -> str:
    """A time of day, '' when it is not known."""
    return f"{at:%H:%M}" if at else ""


def _block(block: BlockPart, words: Words) -> Row:
    cells = texts(
        STATES[block.state],
        _span(block.planned),
        _span(block.actual),
        titled(block.title, fixed=block.fixed),
        _minutes(block),
        ", ".join(_remarks(block, words)),
    )
    return Row(cells)


def _phase(phase: PhasePart, names: Mapping[str, str], words: Words) -> Row:
    cells = texts(
        "",
        _span(phase.planned),
        _span(phase.actual),
        f"  {STATES[phase.state]} {phase.title}",
        _minutes(phase),
        ", ".join([*_skipped(phase, words), *_beyond(phase.actual, words), *_turns(phase, names)]),
    )
    return Row(cells, minor=True)


def _skipped(phase: PhasePart, words: Words) -> Iterator[str]:
    if phase.state == "skipped":
        yield words("export.block_skipped")


def _turns(phase: PhasePart, names: Mapping[str, str]) -> Iterator[str]:
    """What the turn of each group took: 'Tafel 1 02:10'."""
    for turn in phase.turns:
        if turn.group in names and turn.seconds:
            yield f"{names[turn.group]} {_took(turn.seconds)}"


def _took(seconds: int) -> str:
    """'02:10', from an hour on '2:13:00'."""
    minutes, seconds = divmod(seconds, 60)
    hours, rest = divmod(minutes, 60)
    return f"{hours}:{rest:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}"


def _remarks(block: BlockPart, words: Words) -> Iterator[str]:
    if block.state in {"skipped", "now", "paused"}:
        yield words(f"export.block_{block.state}")
    if block.change == "dropped":
        yield words("export.block_dropped")
    if block.change == "inserted":
        yield _inserted(block.planned_now, words)
    yield from _beyond(block.actual, words)


def _inserted(plan: PlannedPart, words: Words) -> str:
    """What a block was given that came in on the way, apart from what was planned at first."""
    minutes = "" if plan.seconds is None else words("common.minutes", n=_rounded(plan.seconds))
    return words("export.block_inserted", minutes=minutes, at=clock(plan.start))


def _beyond(actual: ActualPart, words: Words) -> Iterator[str]:
    """What was paused, given, taken and overrun, each apart."""
    for key, seconds in (
        ("paused", actual.paused_seconds),
        ("extended", actual.extended_seconds),
        ("shortened", -actual.extended_seconds),
        ("over", actual.over_seconds),
    ):
        if seconds >= 30:
            yield words(f"export.was_{key}", minutes=words("common.minutes", n=_rounded(seconds)))


def _span(span: PlannedPart | ActualPart) -> str:
    return "–".join(filter(None, (clock(span.start), clock(span.end))))


def _rounded(seconds: int) -> int:
    return rounded(timedelta(seconds=seconds))


def _minutes(part: BlockPart | PhasePart) -> str:
    return str(_rounded(part.actual.seconds)) if part.actual.start else ""
