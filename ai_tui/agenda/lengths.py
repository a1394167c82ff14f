"""How long phases and blocks take: what the plan says, and what happened to it."""

from datetime import timedelta

from ai_tui.agenda.log import BlockLog
from ai_tui.agenda.rounds import Groups, round_left, round_length

_NONE = timedelta()
Lengths = list[timedelta | None]


def phase_lengths(log: BlockLog, groups: Groups) -> Lengths:
    """The length of every phase, extensions included; None where it is open.

    A phase without a length takes what its block leaves; several share it.
    """
    lengths: Lengths = []
    free = []
    for index, (phase, done) in enumerate(zip(log.block.phases, log.phases, strict=True)):
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
        share = _leftover(log, lengths, groups) / len(free)
        for index in free:
            lengths[index] = share
    return lengths


def _leftover(log: BlockLog, lengths: Lengths, groups: Groups) -> timedelta:
    """What the block leaves, from where it is, to its phases without a length."""
    assert log.length is not None
    needed = _total(_needs(log, lengths, groups))
    return max(log.length + log.extended - _before(log) - needed, _NONE)


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


def _before(log: BlockLog) -> timedelta:
    """The block's time that had passed when the current phase began."""
    return log.elapsed - log.phase_log.timer


def block_length(log: BlockLog, lengths: Lengths) -> timedelta | None:
    """The block's length, extensions included: its own, else that of its phases together."""
    if log.length is not None:
        return log.length + log.extended
    if not lengths or None in lengths:
        return None
    return _total(lengths)


def due(log: BlockLog, lengths: Lengths, groups: Groups) -> timedelta | None:
    """The elapsed time at which the block should end, as its phases go; None when open-ended.

    A phase that began early or late moves those after it. Time that the phases leave free in
    the block is used up first by what is late, and stays free when they are early.
    """
    length = block_length(log, lengths)
    if not lengths:
        return length
    phases = phases_due(log, lengths, groups)
    if length is None or phases is None:
        return phases if length is None else length
    free = max(length - _total(lengths), _NONE)
    return max(phases, min(length, phases + free))


def phases_due(log: BlockLog, lengths: Lengths, groups: Groups) -> timedelta | None:
    """The elapsed time at which the last phase should end; None when one is open."""
    needs = _needs(log, lengths, groups)
    return None if None in needs else _before(log) + _total(needs)


def needed(log: BlockLog, lengths: Lengths, groups: Groups) -> Lengths:
    """What the current phase (at least nothing) and each one after it take from now on."""
    needs = _needs(log, lengths, groups)
    if needs and needs[0] is not None:
        needs[0] = max(needs[0] - log.phase_log.timer, _NONE)
    return needs


def left(log: BlockLog, lengths: Lengths, groups: Groups) -> timedelta | None:
    """How long the block still needs, at least nothing; None when it is open-ended."""
    until = due(log, lengths, groups)
    return None if until is None else max(until - log.elapsed, _NONE)


def least_left(log: BlockLog, lengths: Lengths, groups: Groups) -> timedelta:
    """How long a block that gives way still needs at least: its `min`, and what its phases take."""
    least = log.block.min or _NONE
    if log.block.min is None and log.length is not None:
        least = log.length
    least += log.extended - log.elapsed
    if lengths:
        phases = phases_due(log, lengths, groups)
        least = max(least, (phases or _NONE) - log.elapsed)
    return max(least, _NONE)


def _total(lengths: Lengths) -> timedelta:
    return sum((length for length in lengths if length is not None), _NONE)
