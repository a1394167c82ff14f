"""How long phases and blocks take: what the plan says, and what became of it."""

from datetime import timedelta

from msgspec import Struct

from ai_tui.agenda.log import BlockLog
from ai_tui.agenda.rounds import Groups, round_left, round_length

_NONE = timedelta()
Lengths = list[timedelta | None]


class Pace(Struct):
    """How a block goes. None stands for a length that nobody can tell.

    `lengths` are those of all phases, extensions included. `needs` is what the current phase
    and each one after it still take. `length` is the block's own, extensions included; `due` is
    the elapsed time at which it should end.
    """

    elapsed: timedelta
    lengths: Lengths
    needs: Lengths
    length: timedelta | None
    due: timedelta | None

    @property
    def known(self) -> timedelta:
        """What the phases that have a length still need."""
        return _total(self.needs)

    @property
    def left(self) -> timedelta | None:
        """How long the block still needs, at least nothing."""
        return None if self.due is None else max(self.due - self.elapsed, _NONE)


def pace(log: BlockLog, groups: Groups) -> Pace:
    """How the block of `log` goes, its rounds counting the groups in `groups`.

    A phase that began early or late moves those after it. Time that the phases leave free in
    the block is used up first by what is late, and stays free when they are early. A phase that
    nobody knows the length of leaves room for those after it.
    """
    length = None if log.length is None else log.length + log.extended
    if not log.phases:
        return Pace(log.elapsed, [], [], length, length)
    lengths = phase_lengths(log, groups)
    needs = _needs(log, lengths, groups)
    timer = log.phase_log.timer
    phases = log.elapsed - (timer if needs[0] is not None else _NONE) + _total(needs)
    total = _total(lengths)
    if length is None:
        due = None if None in needs else phases
        length = None if None in lengths else total
    elif None in needs:
        due = max(length, phases)
    else:
        due = max(phases, min(length, phases + max(length - total, _NONE)))
    if needs[0] is not None:
        needs[0] = max(needs[0] - timer, _NONE)
    return Pace(log.elapsed, lengths, needs, length, due)


def phase_lengths(log: BlockLog, groups: Groups) -> Lengths:
    """The length of every phase, extensions included; None where it is open.

    A phase without a length takes what its block leaves; several share it.
    """
    lengths: Lengths = []
    free = []
    for index, phase in enumerate(log.block.phases):
        done = log.phases[index]
        if phase.per:
            lengths.append(round_length(phase, done, groups))
        elif phase.length is not None:
            lengths.append(phase.length + done.extended)
        elif index < log.at:
            lengths.append(done.timer)
        else:
            free.append(index)
            lengths.append(None)
    if free and log.length is not None:
        needs = _needs(log, lengths, groups)
        open_round = needs[0] is None and log.at not in free
        needed = log.elapsed - (_NONE if open_round else log.phase_log.timer) + _total(needs)
        share = max(log.length + log.extended - needed, _NONE) / len(free)
        for index in free:
            lengths[index] = share
    return lengths


def least(log: BlockLog, pace: Pace) -> timedelta:
    """How short a block that has not begun may become: its `min`, but no shorter than its phases.

    Phases without a length become shorter along with it.
    """
    phases = zip(log.block.phases, pace.needs, strict=True)
    own = _total([need for phase, need in phases if phase.length is not None])
    return max((log.block.min if log.block.min is not None else log.length) or _NONE, own)


def _needs(log: BlockLog, lengths: Lengths, groups: Groups) -> Lengths:
    """What the current phase and each one after it take, the current one from its beginning."""
    needs = lengths[log.at :]
    for index in range(log.at, len(lengths)):
        phase, done = log.block.phases[index], log.phases[index]
        if phase.per and (done.turns or index == log.at):
            left = round_left(phase, done, groups)
            begun = done.timer if index == log.at else _NONE
            needs[index - log.at] = None if left is None else begun + left
    return needs


def _total(lengths: Lengths) -> timedelta:
    total = _NONE
    for length in lengths:
        if length is not None:
            total += length
    return total
