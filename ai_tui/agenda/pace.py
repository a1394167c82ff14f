"""How long phases and blocks take: what the plan says, and what became of it."""

from datetime import timedelta

from msgspec import Struct

from ai_tui.agenda.log import BlockLog
from ai_tui.agenda.rounds import Groups, round_left, round_length

_NONE = timedelta()
Lengths = list[timedelta | None]


class Pace(Struct, gc=False):
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
    own, elapsed = _own_length(log), log.elapsed
    if not log.slot.block.phases:
        return Pace(elapsed, [], [], own, own)
    lengths, timer = phase_lengths(log, groups), log.now.timer
    needs = _needs(log, lengths, groups)
    phases = elapsed - (timer if needs[0] is not None else _NONE) + _total(needs)
    if own is None:
        due = None if None in needs else phases
    elif None in needs:
        due = max(own, phases)
    else:
        due = max(phases, min(own, phases + max(own - _total(lengths), _NONE)))
    if needs[0] is not None:
        needs[0] = max(needs[0] - timer, _NONE)
    return Pace(elapsed, lengths, needs, block_length(log, lengths), due)


def open_length(log: BlockLog, groups: Groups) -> timedelta | None:
    """The length of the current phase of which the plan says none: what its block leaves."""
    return phase_lengths(log, groups)[log.at] if log.slot.block.phases else _own_length(log)


def block_length(log: BlockLog, lengths: Lengths) -> timedelta | None:
    """The length of a block with extensions: its own, else that of its phases, the `lengths`."""
    own = _own_length(log)
    if own is not None:
        return own
    total = _NONE
    for length in lengths:
        if length is None:
            return None
        total += length
    return total if lengths else None


def phase_lengths(log: BlockLog, groups: Groups) -> Lengths:
    """The length of every phase, extensions included; None where it is open.

    A phase without a length takes what its block leaves; several share it.
    """
    if not log.slot.block.phases:
        return []
    lengths: Lengths = []
    for done in log.phases:
        plan = done.plan
        if plan.per:
            lengths.append(round_length(done, groups))
        else:
            lengths.append(None if plan.length is None else plan.length + done.extended)
    if None in lengths:
        _fill(lengths, log, groups)
    return lengths


def _fill(lengths: Lengths, log: BlockLog, groups: Groups) -> None:
    """Give the phases to which the plan gives no length the one that they get."""
    free = []
    for index, done in enumerate(log.phases):
        if done.plan.length is None and done.plan.per is None:
            if index < log.at:
                lengths[index] = done.timer
            else:
                free.append(index)
    if free and log.length is not None:
        needs = _needs(log, lengths, groups)
        open_round = needs[0] is None and log.at not in free
        needed = log.elapsed - (_NONE if open_round else log.now.timer) + _total(needs)
        share = max(log.length + log.extended - needed, _NONE) / len(free)
        for index in free:
            lengths[index] = share


def least(log: BlockLog, going: Pace) -> timedelta:
    """How short a block that has not begun may become: its `min`, but no shorter than its phases.

    Phases without a length become shorter along with it.
    """
    phases = zip(log.slot.block.phases, going.needs, strict=True)
    own = _total([need for phase, need in phases if phase.length is not None])
    block = log.slot.block
    return max((block.min if block.min is not None else log.length) or _NONE, own)


def _needs(log: BlockLog, lengths: Lengths, groups: Groups) -> Lengths:
    """What the current phase and each one after it take, the current one from its beginning."""
    needs = lengths[log.at :]
    for index in range(log.at, len(lengths)):
        done = log.phases[index]
        if done.plan.per and (done.turns or index == log.at):
            left = round_left(done, groups)
            begun = done.timer if index == log.at else _NONE
            needs[index - log.at] = None if left is None else begun + left
    return needs


def _own_length(log: BlockLog) -> timedelta | None:
    return None if log.length is None else max(log.length + log.extended, _NONE)


def _total(lengths: Lengths) -> timedelta:
    return sum(filter(None, lengths), _NONE)
