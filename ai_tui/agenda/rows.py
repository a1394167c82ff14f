"""The blocks of the plan, each with what happened in it and what it still needs."""

from collections.abc import Sequence
from datetime import timedelta

from msgspec import Struct

from ai_tui.agenda.evening import BlockView, State
from ai_tui.agenda.fold import Fold
from ai_tui.agenda.log import BlockLog, blank
from ai_tui.agenda.pace import Pace, least, pace
from ai_tui.agenda.projection import Leg, Span
from ai_tui.agenda.schedule import Slot

_NONE = timedelta()


class Row(Struct, gc=False):
    """A block in its place, in the state that the moments so far leave it in.

    `pace` tells how it goes and `leg` what it still needs: None for what is over or skipped, but
    the current block always has a leg. `shown` remembers its last view, and for what it was.
    """

    slot: Slot
    log: BlockLog
    state: State
    pace: Pace | None = None
    leg: Leg | None = None
    shown: tuple[Span, bool, BlockView] | None = None


def row(slot: Slot, fold: Fold) -> Row:
    """The row of `slot` after what `fold` has counted."""
    log = fold.logs.get(slot.block.id) or blank(slot)
    running, state = log is fold.current, _state(log, fold)
    if state == "done" or (state == "skipped" and not running):
        return Row(slot, log, state)
    if state == "skipped":
        return Row(slot, log, state, leg=Leg(slot=slot, takes=_NONE, running=True))
    going = pace(log, fold.groups)
    left = going.left
    gives = slot.block.absorbs and log.started is None and left is not None
    floor = least(log, going) if gives else None
    leg = Leg(slot=slot, takes=left, known=going.known, floor=floor, running=running)
    return Row(slot, log, state, going, leg)


def rows_now(rows: Sequence[Row], fold: Fold) -> list[Row]:
    """The rows after what `fold` wrote since it was forked, the same ones where that is nothing."""
    now = list(rows)
    for log in fold.written.values():
        now[log.slot.index] = row(log.slot, fold)
    return now


def _state(log: BlockLog, fold: Fold) -> State:
    if log.skipped:
        return "skipped"
    if log is fold.current:
        return "paused" if fold.paused_since else "now"
    return "to_come" if log.started is None or log.owed else "done"
