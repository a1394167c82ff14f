"""What the clock says aloud: little time left, time over, a phase that begins."""

from datetime import timedelta
from typing import Literal

from msgspec import Struct

from ai_tui.agenda.evening import Evening
from ai_tui.agenda.schedule import Schedule
from ai_tui.session.model import Block, Phase

_NONE = timedelta()
_SECOND = timedelta(seconds=1)
_LONG = timedelta(minutes=10)
_WARN_LONG = (timedelta(minutes=5), timedelta(minutes=1))
_WARN_SHORT = (timedelta(seconds=30),)


class Signal(Struct, frozen=True, kw_only=True):
    """A sign to give once: time is nearly up (`left`), it is up (`over`), or a `phase` began.

    `left` is the time left in whole seconds; `text` is what the plan wants said.
    """

    kind: Literal["left", "over", "phase"]
    block: str
    phase: str = ""
    group: str = ""
    title: str = ""
    text: str = ""
    left: timedelta = _NONE


def signals(before: Evening, after: Evening, schedule: Schedule) -> tuple[Signal, ...]:
    """The signals that fall between two views of the same evening, at most one of each kind.

    Where the views lie far apart only what is still true is said: the phase that runs now, and
    the last of the warnings passed.
    """
    block = next((slot.block for slot in schedule.slots if slot.block.id == after.block), None)
    if block is None:
        return ()
    found = []
    phase = next((phase for phase in block.phases if phase.id == after.phase), None)
    began = phase is not None and _place(before)[:2] != _place(after)[:2]
    if phase and began:
        found.append(_signal("phase", after, block, phase))
    if passed := _passed(before, after, block):
        found.append(_signal(passed, after, block, phase))
    return tuple(found)


def _place(evening: Evening) -> tuple[str, str, str]:
    return evening.block, evening.phase, evening.group


def _passed(before: Evening, after: Evening, block: Block) -> Literal["", "left", "over"]:
    """Which mark the countdown has passed since `before`: that of the end goes first.

    A countdown that began since is followed from its full length; one that is gone back to gave
    its signals before.
    """
    left, length = after.countdown.left, after.countdown.length
    if left is None or length is None:
        return ""
    earlier = before.countdown.left
    if _place(before) != _place(after):
        earlier = length if length - left <= after.now - before.now else left
    if earlier is None or earlier <= left:
        return ""
    if left <= _NONE:
        return "over" if earlier > _NONE else ""
    marks = _marks(block, length)
    return "left" if any(left <= mark < earlier for mark in marks) else ""


def _marks(block: Block, length: timedelta) -> tuple[timedelta, ...]:
    if block.warn is not None:
        return block.warn
    return _WARN_LONG if length >= _LONG else _WARN_SHORT


def _signal(
    kind: Literal["left", "over", "phase"], evening: Evening, block: Block, phase: Phase | None
) -> Signal:
    left = evening.countdown.left or _NONE
    return Signal(
        kind=kind,
        block=evening.block,
        phase=evening.phase,
        group=evening.group,
        title=phase.title if phase else block.title,
        text=phase.signal if phase and kind == "phase" else "",
        left=max(-(-left // _SECOND) * _SECOND, _NONE),
    )
