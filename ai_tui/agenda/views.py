"""One block of the timeline with its phases and turns, as screens and reports see it."""

from datetime import datetime, timedelta
from functools import lru_cache

from msgspec.structs import replace

from ai_tui.agenda.evening import BlockView, PhaseView, TurnView
from ai_tui.agenda.log import BlockLog, PhaseLog
from ai_tui.agenda.pace import Lengths, Pace, block_length, pace, phase_lengths
from ai_tui.agenda.projection import Span
from ai_tui.agenda.rounds import Groups, members
from ai_tui.agenda.rows import Row
from ai_tui.agenda.wall import Wall
from ai_tui.session.model import GroupKind

_NONE = timedelta()


class Lens:
    """What a view needs besides the block itself: the groups, the wall clock and the time.

    Nothing is late before the session has `begun`. When no clock changes from the first time
    until the last (`steady`), times are shown as they are: they come from the wall clock of that
    stretch. `to_come` has the turns of a round in which nothing has happened.
    """

    def __init__(self, groups: Groups, wall: Wall, at: datetime, begun: bool, steady: bool) -> None:
        self.groups = groups
        self.wall = wall
        self.at = at
        self.begun = begun
        self.steady = steady
        self.to_come = {
            kind: {group: _to_come(group) for group in ids} for kind, ids in groups.items()
        }


def block_view(row: Row, span: Span, lens: Lens) -> BlockView:
    """The block with its actual times where it ran, and those of `span` where it is to come."""
    slot, log, going, state = row.slot, row.log, row.pace, row.state
    lengths = going.lengths if going else phase_lengths(log, lens.groups)
    if going:
        phases = _going(row, _giving_way(row, going, span, lens.groups), span.start, lens)
    else:
        phases = _over(log, lengths, lens)
    block, length = slot.block, block_length(log, lengths)
    if length is not None and block.reused:
        length -= block.reused
    elapsed, paused, extended = log.totals()
    start = span.start if state == "to_come" else log.started
    view = BlockView(  # by place, in the order of its fields: keywords take four times as long
        block.id,
        block.title,
        state,
        block.fixed,
        slot.start,
        slot.end,
        start,
        span.end if going else log.ended,
        length,
        log.started,
        log.began_by,
        log.ended,
        elapsed,
        row.leg.takes if row.leg else _NONE,
        paused,
        log.waited,
        extended,
        _NONE if length is None or elapsed < length else elapsed - length,
        _late(row, start) if lens.begun else _NONE,
        span.slack,
        span.short if lens.begun else _NONE,
        tuple(phases),
        slot.length,
    )
    return view if lens.steady else _on(lens.wall, view)


def _on(wall: Wall, view: BlockView) -> BlockView:
    """The view with every time that is not planned as the `wall` shows it."""
    phases = tuple([replace(phase, **_shown(wall, phase)) for phase in view.phases])
    return replace(view, phases=phases, **_shown(wall, view))


def _shown(wall: Wall, view: BlockView | PhaseView) -> dict[str, datetime | None]:
    times = {name: getattr(view, name) for name in ("start", "end", "started", "ended")}
    return {name: at and wall(at) for name, at in times.items()}


def _giving_way(row: Row, going: Pace, span: Span, groups: Groups) -> Pace:
    """The pace at the length that the block is expected to be left with, if it gives way."""
    gives = row.leg is not None and row.leg.floor is not None
    if not gives or span.start is None or span.end is None:
        return going
    return pace(replace(row.log, length=span.end - span.start), groups)


def _late(row: Row, start: datetime | None) -> timedelta:
    """How far `start` lies behind plan; nothing where nobody can tell, or nothing is to begin."""
    planned = row.slot.start
    return start - planned if start and planned and row.state != "skipped" else _NONE


def _over(log: BlockLog, lengths: Lengths, lens: Lens) -> list[PhaseView]:
    """The views of the phases of a block, as if each of them is over."""
    views = []
    for done, length in zip(log.phases, lengths, strict=False):
        plan, spent, started, ended = done.plan, done.spent, done.started, done.ended
        view = PhaseView(  # by place, in the order of its fields
            plan.id,
            plan.title,
            "done" if started else "skipped",
            length,
            started,
            ended,
            started,
            ended,
            spent - done.before,
            _NONE,
            done.extended,
            _turns(done, plan.per, lens) if plan.per else (),
            spent,
            done.paused,
        )
        views.append(view)
    return views


def _going(row: Row, pace: Pace, start: datetime | None, lens: Lens) -> list[PhaseView]:
    """The views of the phases of a block that runs, or that is to come at `start`."""
    current, to_come = row.log.at, row.state == "to_come"
    views = _over(row.log, pace.lengths, lens)
    cursor = start if to_come else lens.at
    for index, need in enumerate(pace.needs, current):
        running = index == current and not to_come
        views[index] = replace(
            views[index],
            state=row.state if running else "to_come",
            start=views[index].started if running else cursor,
            end=None if cursor is None or need is None else cursor + need,
            left=need,
            elapsed=views[index].elapsed if index == current else _NONE,
        )
        cursor = views[index].end
    return views


def _turns(done: PhaseLog, kind: GroupKind, lens: Lens) -> tuple[TurnView, ...]:
    """The turns of everybody who takes part, in order."""
    present = lens.to_come.get(kind, {})
    views = present.copy()
    for group, turn in done.turns.items():
        if group == done.speaking:
            views[group] = TurnView(group, "now", turn.taken)
        elif turn.passed:
            views[group] = TurnView(group, "passed", turn.taken)
        else:
            views[group] = TurnView(group, "done" if turn.called else "to_come", turn.taken)
    if done.order or len(views) > len(present):
        return tuple([views[group] for group in members(done, lens.groups)])
    return tuple(views.values())


@lru_cache(maxsize=1024)
def _to_come(group: str) -> TurnView:
    """The view of a turn in which nothing has happened."""
    return TurnView(group, "to_come")
