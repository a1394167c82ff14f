"""Folds moments, one after the other, into what happened."""

from collections.abc import Callable
from copy import copy
from datetime import datetime, timedelta

from ai_tui.agenda.log import BlockLog, TurnLog, blank
from ai_tui.agenda.moments import Action, Moment, seen_key
from ai_tui.agenda.pace import pace, phase_lengths
from ai_tui.agenda.rounds import Groups, turn_length, waiting
from ai_tui.agenda.schedule import Schedule, Slot

_NONE = timedelta()


class Fold:
    """The state of the clock after the moments fed to it.

    `current` is the block that runs; `latest` is until when its time has been counted. Phases go
    on by themselves as time is counted; everything else changes by a moment.
    """

    def __init__(self, schedule: Schedule, groups: Groups) -> None:
        self.groups = groups
        self.logs: dict[str, BlockLog] = {}
        self.current: BlockLog | None = None
        self.latest: datetime | None = None
        self.paused_since: datetime | None = None
        self.started: datetime | None = None
        self.ended: datetime | None = None
        self._mine: set[str] = set()
        self._slots = {slot.block.id: slot for slot in schedule.slots}
        self._places = {slot.block.id: index for index, slot in enumerate(schedule.slots)}

    def fork(self) -> "Fold":
        """A fold that goes on from here, while this one stays as it is."""
        fork = copy(self)
        fork.logs, fork._mine = dict(self.logs), set()
        if self.current:
            fork.current = fork.log(self.current.block.id)
        return fork

    def log(self, block: str) -> BlockLog | None:
        """What happened in block `block`, to write in; None when the plan has no such block."""
        known = self.logs.get(block)
        if block in self._mine or block not in self._slots:
            return known
        self._mine.add(block)
        self.logs[block] = known.copied() if known else blank(self._slots[block].block)
        return self.logs[block]

    def feed(self, moment: Moment, at: datetime) -> None:
        """Let `moment` happen at `at`, which is not before what was fed last.

        A moment pressed at something that was not current any more, or that makes no sense,
        counts for nothing.
        """
        self.count(at)
        if moment.seen is None or self._still(moment.seen):
            _VERBS[moment.action](self, moment, at)

    def _still(self, seen: str) -> bool:
        """Whether nobody has moved the clock on since `seen` was current.

        This asks what was pressed, never what time it was: every screen must agree on it, also
        after a start is corrected or a plan changed. Phases that went on by themselves do not
        count as moved on, and a phase that the plan lost cannot be judged.
        """
        log = self.current
        if log is None:
            return seen == seen_key("")
        block, *rest = seen.split("/", 2)
        if block != log.block.id or len(rest) != 2:
            return False
        index = log.places.get(rest[0])
        if index is None:
            return True
        return index >= log.anchor and rest[1] == log.phases[log.anchor].speaking

    def count(self, at: datetime) -> None:
        """Count the time until `at` for what runs, for the pause, or for the wait.

        After the current block was skipped there is only waiting until another one starts.
        """
        since, log, self.latest = self.latest, self.current, at
        if log is None or since is None:
            return
        passed = at - since
        if self.paused_since:
            log.paused += passed
            if log.phases:
                log.phase_log.paused += passed
        elif log.skipped:
            log.waited += passed
        else:
            self._run(log, since, passed)

    def _run(self, log: BlockLog, since: datetime, passed: timedelta) -> None:
        """Let `passed` run in the block, going on to the next phase where one is used up."""
        phases = log.phases
        while log.at < len(phases) - 1 and log.block.phases[log.at].per is None:
            length, phase = self._length(log), phases[log.at]
            if length is None:
                break
            rest = length - phase.timer
            if passed < rest:
                break
            rest = max(rest, _NONE)
            phase.spend(rest)
            log.elapsed += rest
            since, passed = since + rest, passed - rest
            phase.leave(since)
            log.at += 1
            phases[log.at].begin(since)
        log.elapsed += passed
        if phases:
            phases[log.at].spend(passed)

    def _length(self, log: BlockLog) -> timedelta | None:
        """The length of the current phase, which is no round; None when it is open-ended."""
        length = log.block.phases[log.at].length
        if length is not None:
            return length + log.phases[log.at].extended
        return phase_lengths(log, self.groups)[log.at]

    def _start(self, moment: Moment, at: datetime) -> None:
        log = self.log(moment.block)
        if log is None or log is self.current:
            return
        if self.current:
            self._leave(self.current, log, at)
        self.current, self.ended, self.paused_since = log, None, None
        self.started = self.started or at
        if log.started is None:
            log.began_by = moment.id
            self._begin(log, at)
        log.skipped = log.owed = False
        log.ended, log.anchor = None, log.at
        if log.phases:
            log.phase_log.ended = None

    def _begin(self, log: BlockLog, at: datetime) -> None:
        log.started = at
        log.length = shrunk(self._slots[log.block.id], log.length, at)
        if log.phases:
            log.phase_log.begin(at)

    def _leave(self, log: BlockLog, following: BlockLog | None, at: datetime) -> None:
        """End the block; it is owed when it was skipped, or an earlier one is gone back to.

        One that is left for an earlier one has to have time left.
        """
        log.ended = at
        if log.phases:
            log.phase_log.ended = at
        if log.skipped:
            log.owed = True
        elif following and self._places[following.block.id] < self._places[log.block.id]:
            rest = pace(log, self.groups).left
            log.owed = rest is None or rest > _NONE

    def _finish(self, _moment: Moment, at: datetime) -> None:
        if self.current:
            self._leave(self.current, None, at)
        self.current = self.paused_since = None
        self.ended = self.ended or at

    def _pause(self, _moment: Moment, at: datetime) -> None:
        if self.current and not self.paused_since:
            self.paused_since = at

    def _resume(self, _moment: Moment, _at: datetime) -> None:
        self.paused_since = None

    def _skip(self, moment: Moment, _at: datetime) -> None:
        if log := self.log(moment.block):
            log.skipped = True

    def _restore(self, moment: Moment, _at: datetime) -> None:
        if log := self.log(moment.block):
            log.skipped = False

    def _phase(self, moment: Moment, at: datetime) -> None:
        log = self._running(moment)
        index = log.places.get(moment.phase) if log else None
        if log and index is not None:
            _go(log, index, at)
            log.phase_log.begin(at)

    def _turn(self, moment: Moment, at: datetime) -> None:
        found = self._round(moment)
        if found is None:
            return
        log, index = found
        if index != log.at:
            _go(log, index, at)
            if log.phase_log.started is None:
                log.phase_log.begin(at)
            log.phase_log.ended = None
        log.anchor = index
        log.phase_log.call(moment.group)

    def _pass(self, moment: Moment, _at: datetime) -> None:
        found = self._round(moment)
        if found and moment.group:
            log, index = found
            log.phases[index].pass_by(moment.group)

    def _reorder(self, moment: Moment, at: datetime) -> None:
        found = self._round(moment)
        if found:
            log, index = found
            log.phases[index].start_over(moment.order)
            if index == log.at:
                log.anchor = index
                log.phase_log.begin(at)

    def _extend(self, moment: Moment, _at: datetime) -> None:
        log = self.current
        if log is None or log.skipped:
            return
        room, turn = self._phase_room(log) if log.phases else (pace(log, self.groups).left, None)
        if room is None:
            return
        by = max(moment.by, -room)
        log.extended += by
        if log.phases:
            log.phase_log.extended += by
        if turn:
            turn.extended += by

    def _phase_room(self, log: BlockLog) -> tuple[timedelta | None, TurnLog | None]:
        """How much can be taken from the current phase, and the turn that it is taken from.

        In a round that is the turn that runs, else the one that comes; None when nothing has
        an end to move.
        """
        phase, done = log.block.phases[log.at], log.phases[log.at]
        if phase.per is None:
            length = self._length(log)
            return (None if length is None else max(length - done.timer, _NONE)), None
        group = done.speaking or next(iter(waiting(phase, done, self.groups)), "")
        length = turn_length(phase, done, group)
        if not group or length is None:
            return None, None
        turn = done.turns.setdefault(group, TurnLog())
        return max(length - turn.taken, _NONE), turn

    def _running(self, moment: Moment) -> BlockLog | None:
        """The current block, when the moment is about it and it was not skipped."""
        log = self.current
        if log is None or log.skipped:
            return None
        return log if moment.block in ("", log.block.id) else None

    def _round(self, moment: Moment) -> tuple[BlockLog, int] | None:
        """The current block and the place of the round in it that the moment is about."""
        log = self._running(moment)
        if log is None:
            return None
        phases = log.block.phases
        if moment.phase:
            index = log.places.get(moment.phase)
            return (log, index) if index is not None and phases[index].per else None
        rounds = (index for index in range(log.at, len(phases)) if phases[index].per)
        index = next(rounds, None)
        return None if index is None else (log, index)


_VERBS: dict[Action, Callable[[Fold, Moment, datetime], None]] = {
    "start": Fold._start,
    "phase": Fold._phase,
    "turn": Fold._turn,
    "pass": Fold._pass,
    "reorder": Fold._reorder,
    "pause": Fold._pause,
    "resume": Fold._resume,
    "extend": Fold._extend,
    "skip": Fold._skip,
    "restore": Fold._restore,
    "finish": Fold._finish,
}


def shrunk(slot: Slot, length: timedelta | None, start: datetime) -> timedelta | None:
    """What is left of `length` for a block that begins at `start` and may absorb its lateness."""
    block = slot.block
    if not block.absorbs or block.min is None or length is None or slot.end is None:
        return length
    return min(length, max(block.min, slot.end - start))


def _go(log: BlockLog, index: int, at: datetime) -> None:
    """Leave the current phase for the one at `index`."""
    log.phase_log.leave(at)
    log.at = log.anchor = index
