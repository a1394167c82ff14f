"""What a proposal makes of the plan: new versions of the blocks that it changes."""

from collections.abc import Sequence
from datetime import timedelta

from msgspec.structs import replace

from ai_tui.agenda.parts import MINUTE, Part, Road
from ai_tui.agenda.schedule import planned_length
from ai_tui.agenda.shorten import Proposal
from ai_tui.session.model import Block, Phase

_NONE = timedelta()
_SECOND = timedelta(seconds=1)


def apply(proposal: Proposal, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """New versions of the blocks that change, for the caller to write as one step.

    What runs now changes in the plan too: an extension is what people give it by hand.
    """
    made = []
    for block in blocks:
        own = [
            (part, cut * MINUTE)
            for part, cut in zip(proposal.road.parts, proposal.cuts, strict=True)
            if part.block == block.id and cut
        ]
        if own:
            made.append(_changed(block, own, proposal.road))
    return tuple(made)


def _changed(block: Block, cut: Sequence[tuple[Part, timedelta]], road: Road) -> Block:
    """The block with each part that much shorter, remembering what the plan had made it."""
    by_phase = {part.phase: (part, less) for part, less in cut if not part.free}
    phases = tuple(
        _shorter(phase, *by_phase[phase.id]) if phase.id in by_phase else phase
        for phase in block.phases
    )
    leg = cut[0][0].leg
    length, excess = road.lengths[leg], road.excess[leg]
    less = sum((less for _, less in cut), _NONE)
    if block.length is None or length is None:
        length = block.length
    else:
        length -= max(less - excess, _NONE) if excess else less
        length = max(length, block.min or _NONE)
    reused = block.reused + min(max(-less, _NONE), road.early[leg])
    made = replace(block, phases=phases, length=length, planned_length=None, reused=reused)
    was = planned_length(block)
    return made if planned_length(made) == was else replace(made, planned_length=was)


def _shorter(phase: Phase, part: Part, less: timedelta) -> Phase:
    """The phase that much shorter; one that takes what its block leaves stays as it is.

    A turn is so by whole seconds, upwards: together the turns win no less than was asked.
    """
    if phase.length is None:
        return phase
    was = phase.length if phase.planned_length is None else phase.planned_length
    if phase.per:
        turn = -(-less // (part.turns * _SECOND)) * _SECOND
        less = min(turn, phase.length - (phase.min or _NONE))
    length = phase.length - less
    return replace(phase, length=length, planned_length=None if length == was else was)
