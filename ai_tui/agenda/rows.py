"""The blocks of the plan, each with what happened in it and what it still needs."""

from collections.abc import Sequence
from datetime import timedelta

from msgspec import Struct

from ai_tui.agenda.evening import State
from ai_tui.agenda.fold import Fold
from ai_tui.agenda.log import BlockLog, untouched
from ai_tui.agenda.pace import Pace, least, pace
from ai_tui.agenda.projection import Leg
from ai_tui.agenda.schedule import Slot

_NONE = timedelta()


class Row(Struct, frozen=True):
    """A block in its place, in the state that the moments so far leave it in."""

    slot: Slot
    log: BlockLog
    state: State
    pace: Pace
    leg: Leg


def row(slot: Slot, fold: Fold) -> Row:
    """The row of `slot` after what `fold` has counted."""
    log = fold.logs.get(slot.block.id) or untouched(slot.block)
    going = pace(log, fold.groups)
    running = log is fold.current
    gives = slot.block.absorbs and log.started is None and going.left is not None
    floor = least(log, going) if gives else None
    over = running and log.skipped
    takes, known = (_NONE, _NONE) if over else (going.left, going.known)
    leg = Leg(slot=slot, takes=takes, known=known, floor=floor, running=running)
    return Row(slot, log, _state(log, fold), going, leg)


def rows_now(rows: Sequence[Row], fold: Fold) -> list[Row]:
    """The rows after what `fold` has counted since, the same ones where nothing happened."""
    return [
        known
        if fold.logs.get(known.slot.block.id, known.log) is known.log
        else row(known.slot, fold)
        for known in rows
    ]


def _state(log: BlockLog, fold: Fold) -> State:
    if log.skipped:
        return "skipped"
    if log is fold.current:
        return "paused" if fold.paused_since else "now"
    return "to_come" if log.to_come else "done"
