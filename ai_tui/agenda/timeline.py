"""The timeline: planned, actual and expected times of everything, from what happened until now."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Literal

from msgspec.structs import replace

from ai_tui.agenda.countdown import block_countdown, phase_countdown
from ai_tui.agenda.evening import Ahead, BlockView, Countdown, Evening
from ai_tui.agenda.memory import Folded, Memory
from ai_tui.agenda.moments import Instant, Moment, placed
from ai_tui.agenda.next import ahead_block, ahead_in
from ai_tui.agenda.projection import Span, project
from ai_tui.agenda.rows import rows_now
from ai_tui.agenda.schedule import Schedule
from ai_tui.agenda.views import Lens, block_view
from ai_tui.session.model import GroupKind

_memory = Memory()
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
    folded = _memory.folded(schedule, moments, now, groups)
    return _Picture(folded, now).evening(folded.wall(now.wall))


class _Picture:
    """The evening as it follows from what happened until `at`."""

    def __init__(self, folded: Folded, now: Instant) -> None:
        self.schedule = folded.schedule
        self.wall = folded.wall
        at = self.wall(placed(now, folded.now))
        self.at = max(at, folded.fold.latest or at)
        self.fold = folded.fold.fork()
        self.fold.count(self.at)
        self.state: Literal["before", "running", "paused", "over"] = "before"
        if self.fold.current:
            self.state = "paused" if self.fold.paused_since else "running"
        elif self.fold.ended:
            self.state = "over"
        self.rows = rows_now(folded.rows, self.fold)
        log = self.fold.current
        self.current = self.rows[log.slot.index] if log else None

    def evening(self, now: datetime) -> Evening:
        """The whole of it, at the wall time `now`."""
        fold, log, show = self.fold, self.fold.current, self._show
        spans = self._spans()
        blocks = tuple(self._views(spans))
        end = self._end(spans)
        drift = self._drift(blocks, end)
        phase = log.now if log and not log.skipped else None
        digits, whole = self._countdowns()
        return Evening(
            now=now,
            reached=self.at,
            state=self.state,
            blocks=blocks,
            block=log.id if log else "",
            phase=phase.plan.id if phase else "",
            group=phase.speaking if phase else "",
            planned_start=self.schedule.start,
            planned_end=self.schedule.end,
            started=show(fold.started),
            ended=show(fold.ended),
            paused_since=show(fold.paused_since),
            end=show(end),
            hard_end=self.schedule.hard_end,
            drift=drift,
            behind=self._behind(blocks, spans, drift),
            room=self._room(end),
            countdown=digits,
            block_countdown=whole,
            ahead=self._ahead(blocks, show(end)),
            tight=log.now.tight if log else None,
        )

    def _views(self, spans: Mapping[str, Span]) -> Iterator[BlockView]:
        """The view of every block, the one from before where neither it nor its times changed."""
        steady = self._steady(spans)
        lens = Lens(self.fold.groups, self.wall, self.at, self.state != "before", steady)
        for one in self.rows:
            span = spans.get(one.log.id, _NOWHERE)
            shown = one.shown
            if shown is None or shown[0] != span or shown[1] != lens.begun:
                one.shown = shown = (span, lens.begun, block_view(one, span, lens))
            yield shown[2]

    def _steady(self, spans: Mapping[str, Span]) -> bool:
        """Whether no clock changes between the first and the last of the times there are."""
        first = min(filter(None, (self.fold.started, self.schedule.start, self.at)))
        last = next((span.end for span in reversed(list(spans.values())) if span.end), self.at)
        return self.wall.steady(first, max(last, self.at))

    def _show(self, at: datetime | None) -> datetime | None:
        return None if at is None else self.wall(at)

    def _spans(self) -> dict[str, Span]:
        """When the current block and those to come are expected, in that order."""
        if self.state == "over":
            return {}
        begin = self.schedule.start if self.state == "before" else self.at
        going = [one for one in self.rows if one.leg and one is not self.current]
        if self.current:
            going.insert(0, self.current)
        spans = project([one.leg for one in going if one.leg], begin)
        return {one.slot.block.id: span for one, span in zip(going, spans, strict=True)}

    def _countdowns(self) -> tuple[Countdown, Countdown]:
        """What the digits count, and what is left of the block."""
        log, groups = self.fold.current, self.fold.groups
        if log and log.skipped:
            return self._counted(self._waiting()), _OPEN
        if log:
            pace = self.rows[log.slot.index].pace
            assert pace
            digits = phase_countdown(log, pace, groups, self.at)
            return self._counted(digits), self._counted(block_countdown(pace, self.at))
        if self.state == "before" and self.schedule.start:
            start = self.schedule.start
            return Countdown(start - self.at, start, None), _OPEN
        return _OPEN, _OPEN

    def _waiting(self) -> Countdown:
        """What is left until the block that comes next, if that waits for its time."""
        coming = next((one.slot for one in self.rows if one.state == "to_come"), None)
        if coming is None or not coming.waits or coming.start is None:
            return _OPEN
        return Countdown(coming.start - self.at, coming.start, None)

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

    def _behind(
        self, blocks: Sequence[BlockView], spans: Mapping[str, Span], drift: timedelta
    ) -> timedelta:
        """How far the end of the current block lies behind plan; of a skipped one the next start.

        Where nobody can tell that it is the start of the block, and without one the `drift`.
        """
        log = self.fold.current
        if log is None:
            return drift
        if log.skipped:
            return next((view.late for view in blocks if view.state == "to_come"), drift)
        end, planned = spans[log.id].end, log.slot.end
        if end and planned:
            return end - planned
        return blocks[log.slot.index].late

    def _room(self, end: datetime | None) -> timedelta | None:
        """The time between the end and the hard end."""
        hard = self.schedule.hard_end
        return hard - end if hard and end else None

    def _ahead(self, blocks: Sequence[BlockView], end: datetime | None) -> Ahead:
        if self.state == "over":
            return Ahead("end")
        log = self.fold.current
        if log and not log.skipped:
            within = ahead_in(log, blocks[log.slot.index], self.fold.groups, self.at)
            if within:
                return replace(within, at=self._show(within.at))
        coming = [view for view in blocks if view.state == "to_come"]
        return ahead_block(coming, log is not None, end)
