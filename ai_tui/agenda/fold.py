"""Folds moments, one after the other, into what happened."""

from collections.abc import Callable, Iterable
from copy import copy
from datetime import datetime, timedelta

from ai_tui.agenda.log import BlockLog, PhaseLog, blank
from ai_tui.agenda.moments import Action, Moment, seen_key
from ai_tui.agenda.pace import pace
from ai_tui.agenda.rounds import Groups
from ai_tui.agenda.schedule import Schedule, Slot
from ai_tui.agenda.within import WITHIN, flow

_NONE = timedelta()
_NOTHING = seen_key("")


class Fold:
    """The state of the clock after the moments fed to it.

    `current` is the block that runs; `latest` is until when its time has been counted. Phases go
    on by themselves as time is counted; everything else changes by a moment. `logs` has the
    blocks in which something happened, `written` those in which it did since the last fork.
    """

    def __init__(self, schedule: Schedule, groups: Groups) -> None:
        self.groups = groups
        self.logs: dict[str, BlockLog] = {}
        self.current: BlockLog | None = None
        self.latest: datetime | None = None
        self.paused_since: datetime | None = None
        self.started: datetime | None = None
        self.ended: datetime | None = None
        self.written: dict[str, BlockLog] = {}
        self._slots = {slot.block.id: slot for slot in schedule.slots}

    def fork(self) -> "Fold":
        """A fold that goes on from here, while this one stays as it is."""
        fork = copy(self)
        fork.logs, fork.written = dict(self.logs), {}
        if self.current:
            fork.current = fork.log(self.current.id)
        return fork

    def log(self, block: str) -> BlockLog | None:
        """What happened in block `block`, to write in; None when the plan has no such block."""
        log = self.written.get(block)
        if log is None and (slot := self._slots.get(block)):
            known = self.logs.get(block)
            log = blank(slot) if known is None else known.copied()
            self.logs[block] = self.written[block] = log
        return log

    def feed(self, moments: Iterable[Moment], times: Iterable[datetime]) -> None:
        """Let `moments` happen at `times`, none of them before what was fed last.

        A moment pressed at something that was not current any more, or that makes no sense,
        counts for nothing.
        """
        for moment, at in zip(moments, times, strict=True):
            action, seen = moment.action, moment.seen
            phase = self.count(at, action)
            if seen is None or (phase and seen == phase.key + phase.speaking) or self._still(seen):
                within = WITHIN.get(action)
                if within is None:
                    _PRESSES[action](self, moment, at)
                elif (log := self.current) and not log.skipped:
                    within(log, moment, at, self.groups)

    def _still(self, seen: str) -> bool:
        """Whether nobody has moved the clock on since `seen` was current, which it is no more.

        This asks what was pressed, never what time it was: every screen must agree on it, also
        after a start is corrected or a plan changed. Phases that went on by themselves do not
        count as moved on, and a phase that the plan lost cannot be judged.
        """
        log = self.current
        if log is None:
            return seen == _NOTHING
        block, *rest = seen.split("/", 2)
        if block != log.id or len(rest) != 2:
            return False
        index = log.slot.places.get(rest[0])
        if index is None:
            return True
        return index >= log.anchor and rest[1] == log.phases[log.anchor].speaking

    def count(self, at: datetime, action: Action | None = None) -> PhaseLog | None:
        """Count the time until `at` for what runs, for the pause, or for the wait.

        A phase that is used up at `at` goes on to the next one, unless the `action` stops the clock
        there. After the current block was skipped there is only waiting until another one starts.
        Returns the phase that the current block is in then.
        """
        since, log = self.latest, self.current
        self.latest = at
        if log is None or since is None:
            return None
        passed, phase = at - since, log.now
        if self.paused_since:
            phase.paused += passed
        elif log.skipped:
            log.waited += passed
        else:
            spent, until = phase.spent + passed, phase.until
            if until is not None and spent >= until:
                phase, passed = flow(log, at, passed, self.groups, action == "pause")
                spent = phase.spent + passed
            phase.spent = spent
            if phase.turn is not None:
                phase.turn.taken += passed
        return phase

    def _start(self, moment: Moment, at: datetime) -> None:
        log = self.log(moment.block)
        if log is None or log is self.current:
            return
        if self.current:
            self._leave(self.current, log, at)
        self.current, self.ended, self.paused_since = log, None, None
        self.started = self.started or at
        if log.started is None:
            log.started, log.began_by = at, moment.id
            if log.slot.block.absorbs:
                log.length = _shrunk(log.slot, log.length, at)
            log.now.begin(at)
        else:
            log.ended = log.now.ended = None
            log.owed, log.anchor = False, log.at
        if log.skipped:
            log.skipped = False

    def _leave(self, log: BlockLog, following: BlockLog | None, at: datetime) -> None:
        """End the block; it is owed when it was skipped, or broken off with time left.

        It is broken off by going back to one that began before it. Where the following one begins
        only now, blocks are taken in another order than planned, and nothing is.
        """
        log.ended = log.now.ended = at
        if log.skipped:
            log.owed = True
        elif following and following.began_before(log):
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


_PRESSES: dict[Action, Callable[[Fold, Moment, datetime], None]] = {
    "start": Fold._start,
    "pause": Fold._pause,
    "resume": Fold._resume,
    "skip": Fold._skip,
    "restore": Fold._restore,
    "finish": Fold._finish,
}
"""What the presses do that are not about what goes on within the current block."""


def _shrunk(slot: Slot, length: timedelta | None, start: datetime) -> timedelta | None:
    """What is left of `length` for a block that begins at `start` and absorbs its lateness."""
    block = slot.block
    if block.min is None or length is None or slot.end is None:
        return length
    return min(length, max(block.min, slot.end - start))
