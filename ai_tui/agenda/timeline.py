"""The timeline: planned, actual and expected times of everything, from what happened until now."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from ai_tui.agenda.countdown import block_countdown, phase_countdown
from ai_tui.agenda.evening import Ahead, BlockView, Countdown, Evening, State
from ai_tui.agenda.fold import Fold
from ai_tui.agenda.lengths import Lengths, least_left, left, phase_lengths
from ai_tui.agenda.log import BlockLog, untouched
from ai_tui.agenda.moments import Instant, Moment, placed
from ai_tui.agenda.next import ahead_block, ahead_in
from ai_tui.agenda.projection import Leg, Span, project
from ai_tui.agenda.schedule import Schedule, Slot
from ai_tui.agenda.views import Lens, block_view
from ai_tui.agenda.wall import Wall
from ai_tui.session.model import GroupKind

_NONE = timedelta()
_NOWHERE = Span(None, None)
_OPEN = Countdown(None, None, None)


def evening(
    schedule: Schedule,
    moments: Sequence[Moment],
    now: Instant,
    groups: Mapping[GroupKind, Sequence[str]],
) -> Evening:
    """Everything about the clock at `now`.

    `moments` come in the order of their stamps; `groups` are the ids of the groups there are
    now, in their order. A wall clock that shows an earlier time than the last moment stands
    still for the agenda until it has caught up.
    """
    wall = Wall(schedule.zone, now.wall)
    fold = Fold(schedule, groups)
    for moment, at in happened(moments, now, wall):
        fold.feed(moment, at)
    at = max(wall(now.wall), fold.since) if fold.since else wall(now.wall)
    fold.count(at)
    return _Picture(schedule, fold, at, wall).evening(wall(now.wall))


def happened(
    moments: Sequence[Moment], now: Instant, wall: Wall
) -> Iterator[tuple[Moment, datetime]]:
    """Each moment with the time it happened, never before the one before it.

    A corrected moment stays between its neighbours, and is never in the future.
    """
    here = replace(now, wall=now.wall.astimezone(UTC))
    times = [wall(placed(moment.at, here)) for moment in moments]
    if any(moment.pressed for moment in moments):
        latest = wall(now.wall)
        for index in range(len(times) - 1, -1, -1):
            if moments[index].pressed:
                times[index] = min(times[index], latest)
            else:
                latest = min(latest, times[index])
    before: datetime | None = None
    for moment, at in zip(moments, times, strict=True):
        before = max(at, before) if before else at
        yield moment, before


class _Picture:
    """The evening as it follows from what happened until `at`."""

    def __init__(self, schedule: Schedule, fold: Fold, at: datetime, wall: Wall) -> None:
        self.schedule = schedule
        self.fold = fold
        self.at = at
        self.wall = wall
        self.state: Literal["before", "running", "paused", "over"] = "before"
        if fold.current:
            self.state = "paused" if fold.paused_since else "running"
        elif fold.ended:
            self.state = "over"
        self.rows = [self._row(slot) for slot in schedule.slots]

    def evening(self, now: datetime) -> Evening:
        """The whole of it, at the wall time `now`."""
        fold, log, show = self.fold, self.fold.current, self._show
        spans = self._spans()
        lens = Lens(fold.groups, self.wall, self.at, self.state != "before")
        blocks = tuple(
            block_view(
                row.slot,
                row.log,
                row.state,
                spans.get(row.slot.block.id, _NOWHERE),
                row.lengths,
                lens,
            )
            for row in self.rows
        )
        end = self._end(spans)
        phase = log.phase if log else None
        digits, whole = self._countdowns()
        return Evening(
            now=now,
            state=self.state,
            blocks=blocks,
            block=log.block.id if log else "",
            phase=phase.id if phase else "",
            group=log.phase_log.speaking if log and phase else "",
            planned_start=self.schedule.start,
            planned_end=self.schedule.end,
            started=show(fold.started),
            ended=show(fold.ended),
            paused_since=show(fold.paused_since),
            end=show(end),
            hard_end=self.schedule.hard_end,
            drift=self._drift(blocks, end),
            room=self._room(end),
            countdown=digits,
            block_countdown=whole,
            ahead=self._ahead(blocks, show(end)),
        )

    def _row(self, slot: Slot) -> "_Row":
        log = self.fold.logs.get(slot.block.id) or untouched(slot.block)
        return _Row(slot, log, self._state_of(log), phase_lengths(log, self.fold.groups))

    def _state_of(self, log: BlockLog) -> State:
        if log is self.fold.current:
            return "paused" if self.fold.paused_since else "now"
        if log.skipped:
            return "skipped"
        return "to_come" if log.to_come else "done"

    def _show(self, at: datetime | None) -> datetime | None:
        return None if at is None else self.wall(at)

    def _spans(self) -> dict[str, Span]:
        """When the current block and those to come are expected, in that order."""
        if self.state == "over":
            return {}
        begin: datetime | None = self.at
        if self.state == "before":
            planned = self.schedule.start
            begin = planned and max(planned, self.at)
        going = [row for row in self.rows if row.log is self.fold.current]
        going += [row for row in self.rows if row.state == "to_come"]
        spans = project([self._leg(row) for row in going], begin)
        return {row.slot.block.id: span for row, span in zip(going, spans, strict=True)}

    def _leg(self, row: "_Row") -> Leg:
        log, groups = row.log, self.fold.groups
        running = log is self.fold.current
        takes = left(log, row.lengths, groups)
        floor = None
        if not running and row.slot.block.absorbs and takes is not None:
            floor = least_left(log, row.lengths, groups)
        return Leg(slot=row.slot, takes=takes, floor=floor, running=running)

    def _countdowns(self) -> tuple[Countdown, Countdown]:
        """What the digits count, and what is left of the block."""
        log, groups = self.fold.current, self.fold.groups
        if log:
            digits, whole = (
                phase_countdown(log, groups, self.at),
                block_countdown(log, groups, self.at),
            )
            return self._counted(digits), self._counted(whole)
        if self.state == "before" and self.schedule.start:
            start = self.schedule.start
            return Countdown(start - self.at, start, None), _OPEN
        return _OPEN, _OPEN

    def _counted(self, count: Countdown) -> Countdown:
        return replace(count, until=self._show(count.until))

    def _end(self, spans: Mapping[str, Span]) -> datetime | None:
        if self.state == "over":
            return self.fold.ended
        return next((span.end for span in reversed(list(spans.values()))), None)

    def _drift(self, blocks: Sequence[BlockView], end: datetime | None) -> timedelta:
        """How far the end lies behind plan, or the last block that both are known of."""
        if self.state == "before":
            return _NONE
        if end and self.schedule.end:
            return end - self.schedule.end
        timed = (view.late for view in reversed(blocks) if view.start and view.planned_start)
        return next(timed, _NONE)

    def _room(self, end: datetime | None) -> timedelta | None:
        """The time between the end and the hard end; before the start that of the plan."""
        if self.state == "before":
            end = self.schedule.end
        hard = self.schedule.hard_end
        return hard - end if hard and end else None

    def _ahead(self, blocks: Sequence[BlockView], end: datetime | None) -> Ahead:
        if self.state == "over":
            return Ahead("end")
        log = self.fold.current
        if log:
            view = next(view for view in blocks if view.id == log.block.id)
            within = ahead_in(log, view, self.fold.groups, self.at)
            if within:
                return replace(within, at=self._show(within.at))
        coming = [view for view in blocks if view.state == "to_come"]
        return ahead_block(coming, log is not None, end)


class _Row(Struct):
    """A block of the plan with what happened in it."""

    slot: Slot
    log: BlockLog
    state: State
    lengths: Lengths
