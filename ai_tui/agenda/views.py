"""One block of the timeline with its phases and turns, as screens and reports see it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import lru_cache

from msgspec.structs import replace

from ai_tui.agenda.evening import BlockView, PhaseView, State, TurnView
from ai_tui.agenda.log import PhaseLog, TurnLog
from ai_tui.agenda.pace import pace
from ai_tui.agenda.projection import Span
from ai_tui.agenda.rounds import Groups, members
from ai_tui.agenda.rows import Row
from ai_tui.agenda.wall import Wall
from ai_tui.session.model import Phase

_NONE = timedelta()


class Lens:
    """What a view needs besides the block itself: the groups, the wall clock and the time.

    Nothing is late before the session has `begun`. When no clock changes from the first time
    until the last, times are shown as they are: they come from the wall clock of that stretch.
    """

    def __init__(self, groups: Groups, wall: Wall, at: datetime, begun: bool, steady: bool) -> None:
        self.groups = groups
        self.at = at
        self.begun = begun
        self.show: Callable[[datetime | None], datetime | None] = (
            _as_it_is if steady else lambda at: None if at is None else wall(at)
        )


def _as_it_is(at: datetime | None) -> datetime | None:
    return at


def block_view(row: Row, span: Span, lens: Lens) -> BlockView:
    """The block with its actual times where it ran, and those of `span` where it is to come."""
    slot, log, state, show = row.slot, row.log, row.state, lens.show
    block, length = slot.block, row.pace.length
    over = _NONE if length is None else max(log.elapsed - length, _NONE)
    start = span.start if state == "to_come" else log.started
    end = log.ended if state in ("done", "skipped") else span.end
    return BlockView(
        id=block.id,
        title=block.title,
        state=state,
        fixed=block.fixed,
        planned_start=slot.start,
        planned_end=slot.end,
        start=show(start),
        end=show(end),
        length=length,
        started=show(log.started),
        began_by=log.began_by,
        ended=show(log.ended),
        elapsed=log.elapsed,
        paused=log.paused,
        waited=log.waited,
        extended=log.extended,
        over=over,
        late=_late(row, start) if lens.begun else _NONE,
        slack=span.slack,
        short=span.short if lens.begun else _NONE,
        phases=_phases(_giving_way(row, span, lens.groups), span.start, lens),
    )


def _giving_way(row: Row, span: Span, groups: Groups) -> Row:
    """The row at the pace of the length that it is expected to be left with, if it gives way."""
    if row.leg.floor is None or span.start is None or span.end is None:
        return row
    return replace(row, pace=pace(replace(row.log, length=span.end - span.start), groups))


def _late(row: Row, start: datetime | None) -> timedelta:
    """How far `start` lies behind plan; nothing where nobody can tell, or nothing is to begin."""
    planned = row.slot.start
    return start - planned if start and planned and row.state != "skipped" else _NONE


def _phases(row: Row, start: datetime | None, lens: Lens) -> tuple[PhaseView, ...]:
    log, going = row.log, row.state in ("now", "paused", "to_come")
    if not going:
        return tuple([_phase_over(row, index, lens) for index in range(len(log.phases))])
    over = [_phase_over(row, index, lens) for index in range(log.at)]
    cursor = start if row.state == "to_come" else lens.at
    for index in range(log.at, len(log.phases)):
        need = row.pace.needs[index - log.at]
        end = None if cursor is None or need is None else cursor + need
        running = row.state != "to_come" and index == log.at
        begin = log.phases[index].started if running else cursor
        over.append(_phase(row, index, row.state if running else "to_come", (begin, end), lens))
        cursor = end
    return tuple(over)


def _phase_over(row: Row, index: int, lens: Lens) -> PhaseView:
    done = row.log.phases[index]
    state: State = "done" if done.started else "skipped"
    return _phase(row, index, state, (done.started, done.ended), lens)


def _phase(
    row: Row,
    index: int,
    state: State,
    times: tuple[datetime | None, datetime | None],
    lens: Lens,
) -> PhaseView:
    phase, done, show = row.log.block.phases[index], row.log.phases[index], lens.show
    return PhaseView(
        id=phase.id,
        title=phase.title,
        state=state,
        length=row.pace.lengths[index],
        start=show(times[0]),
        end=show(times[1]),
        started=show(done.started),
        ended=show(done.ended),
        elapsed=done.timer,
        extended=done.extended,
        turns=_turns(phase, done, lens.groups) if phase.per else (),
        spent=done.spent,
        paused=done.paused,
    )


def _turns(phase: Phase, done: PhaseLog, groups: Groups) -> tuple[TurnView, ...]:
    turns = done.turns
    return tuple(
        [
            _turn(group, turn, done) if (turn := turns.get(group)) else _to_come(group)
            for group in members(phase, done, groups)
        ]
    )


@lru_cache(maxsize=1024)
def _to_come(group: str) -> TurnView:
    """The view of a turn in which nothing has happened."""
    return TurnView(group, "to_come")


def _turn(group: str, turn: TurnLog, done: PhaseLog) -> TurnView:
    if group == done.speaking:
        return TurnView(group, "now", turn.taken)
    if turn.passed:
        return TurnView(group, "passed", turn.taken)
    return TurnView(group, "done" if turn.called else "to_come", turn.taken)
