"""How many groups there were when a round began: that is what its plan counts."""

from ai_tui.run.documents import Rank, first_read
from ai_tui.run.state import State, pressed
from ai_tui.session.model import Group, GroupKind


def groups_at_first_turn(state: State) -> dict[tuple[str, str], int]:
    """By block and phase, how many open groups there were when the first turn was called.

    Who comes or goes later changes what happens, and no more what was planned.
    """
    found: dict[tuple[str, str], int] = {}
    for moment in state.moments:
        place = (moment.block, moment.phase)
        group = state.group(moment.group) if moment.action == "turn" else None
        if group is not None and place not in found:
            found[place] = _open_groups(state, group.kind, pressed(state, moment.id)[0])
    return found


def _open_groups(state: State, kind: GroupKind, before: Rank) -> int:
    """How many open groups of a kind there were before what was saved with that rank."""
    groups = (_group(state, group.id, before) for group in state.all_groups)
    return sum(group is not None and group.kind == kind and not group.closed for group in groups)


def _group(state: State, key: str, before: Rank) -> Group | None:
    """A group as it was then; None when there was none, or when it was taken away."""
    docs = [doc for step, doc in state.fold.versions("groups", key) if step.rank < before]
    return first_read("groups", key, reversed(docs), Group)
