"""Whether the phases of a block fit into it, and for how many groups its rounds do."""

from collections.abc import Sequence
from datetime import timedelta

from ai_tui.session.blocks import Draft
from ai_tui.session.model import MOST_GROUPS, Block, Phase
from ai_tui.session.walk import Walk


def fits(block: Block) -> int | None:
    """For how many groups the rounds of `block` fit into its length, at most 999.

    None when it has no round, or its length or that of a turn is open.
    """
    if block.length is None or not any(phase.per for phase in block.phases):
        return None
    if any(phase.per and phase.length is None for phase in block.phases):
        return None
    low, high = 0, MOST_GROUPS
    while low < high:
        middle = (low + high + 1) // 2
        if total(block.phases, middle) <= block.length:
            low = middle
        else:
            high = middle - 1
    return low


def total(phases: Sequence[Phase], groups: int) -> timedelta:
    """What the phases with a length take together when `groups` groups have their turns."""
    lengths = (phase.total(groups) for phase in phases)
    return sum((length for length in lengths if length is not None), timedelta())


def count(groups: int | tuple[str, ...] | None) -> int | None:
    """How many groups a session plans, None when that is asked later."""
    return len(groups) if isinstance(groups, tuple) else groups


def needs(block: Block, groups: int | None) -> timedelta:
    """The shortest that `block` can be in a file: a phase that takes what is left has a minute."""
    left = any(phase.total(0) is None for phase in block.phases)
    return total(block.phases, _takers(block, groups)) + timedelta(minutes=left)


def _takers(block: Block, groups: int | None) -> int:
    """How many groups the rounds of `block` must at least have time for."""
    themes = all(phase.per != "groups" for phase in block.phases)
    return 1 if themes or groups is None else groups


def check(draft: Draft, groups: int | None, walk: Walk) -> None:
    """Note what does not fit in one block; `groups` is None when their number is asked later."""
    block = draft.block
    if block.min is not None and block.length is not None and block.min > block.length:
        walk.note((*draft.path, "min"), "session.min", min=block.min, length=block.length)
    for phase, path in zip(block.phases, draft.phase_paths, strict=True):
        if phase.min is not None and phase.length is not None and phase.min > phase.length:
            walk.note((*path, "min"), "session.min", min=phase.min, length=phase.length)
    if block.length is not None:
        _check_sum(draft, block.length, groups, walk)


def _check_sum(draft: Draft, length: timedelta, groups: int | None, walk: Walk) -> None:
    """Note phases that take longer than their block, with the number of groups that would fit."""
    block = draft.block
    open_ones = [n for n, phase in enumerate(block.phases) if phase.total(0) is None]
    plain = total([phase for phase in block.phases if phase.per is None], 0)
    if plain > length:
        walk.note((*draft.path, "phases"), "session.phases_long", total=plain, length=length)
        return
    if len(open_ones) > 1:
        walk.note(draft.phase_paths[open_ones[1]], "session.phases_open")
    fit = fits(block)
    if fit is not None:
        want = _takers(block, groups)
        if fit < want:
            themes = all(phase.per != "groups" for phase in block.phases)
            where = next(n for n, phase in enumerate(block.phases) if phase.per)
            walk.note(
                draft.phase_paths[where],
                "session.round_long_themes" if themes else "session.round_long",
                fit=fit,
                groups=want,
                total=total(block.phases, want),
                length=length,
            )
            return
    if open_ones and plain == length:
        walk.note(draft.phase_paths[open_ones[0]], "session.phases_nothing")
