"""One block of the timeline with its phases and turns, as screens and reports see it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from ai_tui.agenda.evening import BlockView, PhaseView, State, TurnView
from ai_tui.agenda.log import PhaseLog
from ai_tui.agenda.projection import Span
from ai_tui.agenda.rounds import Groups, members
from ai_tui.agenda.rows import Row
from ai_tui.agenda.wall import Wall
from ai_tui.session.model import Phase

_NONE = timedelta()


class Lens:
    """What a view needs besides the block itself: the groups, the wall clock and the time.

    Nothing is late before the session has `begun`.
    """

    def __init__(self, groups: Groups, wall: Wall, at: datetime, begun: bool) -> None:
        self.groups = groups
        self.wall = wall
        self.at = at
        self.begun = begun

    def show(self, at: datetime | None) -> datetime | None:
        """`at` as the wall clock shows it."""
        return None if at is None else self.wall(at)


def block_view(row: Row, span: Span, lens: Lens) -> BlockView:
    """The block with its actual times where it ran, and those of `span` where it is to come."""
    slot, log, state = row.slot, row.log, row.state
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
        start=lens.show(start),
        end=lens.show(end),
        length=length,
        started=lens.show(log.started),
        began_by=log.began_by,
        ended=lens.show(log.ended),
        elapsed=log.elapsed,
        paused=log.paused,
        extended=log.extended,
        over=over,
        late=_late(row, start) if lens.begun else _NONE,
        slack=span.slack,
        short=span.short if lens.begun else _NONE,
        phases=tuple(_phases(row, span.start, lens)),
    )


def _late(row: Row, start: datetime | None) -> timedelta:
    """How far `start` lies behind plan; nothing where nobody can tell, or nothing is to begin."""
    planned = row.slot.start
    return start - planned if start and planned and row.state != "skipped" else _NONE


def _phases(row: Row, start: datetime | None, lens: Lens) -> Iterator[PhaseView]:
    log, state, lengths = row.log, row.state, row.pace.lengths
    going = state in ("now", "paused", "to_come")
    cursor = start if state == "to_come" else lens.at
    for index, (phase, done) in enumerate(zip(log.block.phases, log.phases, strict=True)):
        if not going or index < log.at:
            over: State = "done" if done.started else "skipped"
            yield _phase(phase, done, over, (done.started, done.ended), lengths[index], lens)
            continue
        need = row.pace.needs[index - log.at]
        end = None if cursor is None or need is None else cursor + need
        running = state != "to_come" and index == log.at
        yield _phase(
            phase,
            done,
            state if running else "to_come",
            (done.started if running else cursor, end),
            lengths[index],
            lens,
        )
        cursor = end


def _phase(
    phase: Phase,
    done: PhaseLog,
    state: State,
    times: tuple[datetime | None, datetime | None],
    length: timedelta | None,
    lens: Lens,
) -> PhaseView:
    return PhaseView(
        id=phase.id,
        title=phase.title,
        state=state,
        length=length,
        start=lens.show(times[0]),
        end=lens.show(times[1]),
        started=lens.show(done.started),
        ended=lens.show(done.ended),
        elapsed=done.timer,
        extended=done.extended,
        turns=_turns(phase, done, lens.groups) if phase.per else (),
        spent=done.spent,
        paused=done.paused,
    )


def _turns(phase: Phase, done: PhaseLog, groups: Groups) -> tuple[TurnView, ...]:
    return tuple(_turn(group, done) for group in members(phase, done, groups))


def _turn(group: str, done: PhaseLog) -> TurnView:
    turn = done.turns.get(group)
    if turn is None:
        return TurnView(group, "to_come")
    if group == done.speaking:
        return TurnView(group, "now", turn.taken)
    if turn.passed:
        return TurnView(group, "passed", turn.taken)
    return TurnView(group, "done" if turn.called else "to_come", turn.taken)
