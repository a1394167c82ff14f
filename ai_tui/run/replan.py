"""The verbs that change the plan while it runs; the plan as it was stays for the report."""

from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta

import msgspec
from msgspec.structs import replace

from ai_tui.agenda.schedule import Slot, planned_length, schedule
from ai_tui.agenda.wall import at_wall
from ai_tui.run.harvest import new_id
from ai_tui.run.run import Run
from ai_tui.session.fitting import count, needs
from ai_tui.session.model import Block, Plan
from ai_tui.session.order import between
from ai_tui.store.steps import Version
from ai_tui.text import clean_line

FAR = timedelta(hours=6)
"""A start that lies this long after what comes before it is a slip of the keys."""


class ReplanVerbs:
    """What a scribe does to the run sheet; each verb is one step, a new version of one block."""

    def __init__(self, run: Run) -> None:
        self._run = run

    def insert(self, after: str, title: str, length: timedelta) -> Block | None:
        """Put a new block behind the block `after`; None without a title, or above what began."""
        if not (title := clean_line(title)) or not self.takes_behind(after):
            return None
        pos = self._pos_behind(after)
        block = Block(id=f"b{new_id()}", title=title, pos=pos, length=length)
        self._save(block)
        return block

    def takes_behind(self, after: str) -> bool:
        """Whether a new block may stand behind the block `after`: nothing below that has begun."""
        ids = [each.id for each in self._run.state.blocks]
        return not any(map(self._has_begun, ids[ids.index(after) + 1 :]))

    def drop(self, block: Block) -> None:
        """Take a block out of the plan; what was typed in its forms stays."""
        self._run.commit([Version("blocks", block.id, None)])

    def move(self, block: Block, by: int) -> bool:
        """Put a block one place later (by=1) or earlier (by=-1), unless it is at the end.

        False when a block that has begun would end up below another.
        """
        ids = [each.id for each in self._run.state.blocks]
        here = ids.index(block.id)
        index = here + by
        if not 0 <= index < len(ids):
            return True
        if self._has_begun(ids[min(here, index)]):
            return False
        ids.remove(block.id)
        after = ids[index - 1] if index else ""
        self._save(replace(block, pos=self._pos_behind(after, without=block.id)))
        return True

    def _has_begun(self, block: str) -> bool:
        view = self._run.evening().view(block)
        return view is not None and view.started is not None

    def rename(self, block: Block, title: str) -> None:
        """Give a block another title; an empty one changes nothing."""
        if title := clean_line(title):
            self._save(replace(block, title=title))

    def starts_at(self, block: Block) -> datetime | None:
        """When a block is to begin in this run; None when it follows the block before it."""
        slot = self._run.schedule().slot(block.id)
        return slot.start if slot and slot.own else None

    def retime(self, block: Block, start: time | None) -> bool:
        """Give a block another start in this run, or None: it follows the block before it.

        False when nothing was changed: the start does not fit behind the block before it, or a
        fixed block would lose its time.
        """
        if start is None:
            if not block.fixed:
                self._save(replace(block, start=None))
            return not block.fixed
        wanted = replace(block, start=self._as_planned(block, start))
        if not self._fits(wanted):
            return False
        self._save(wanted)
        return True

    def _as_planned(self, block: Block, start: time) -> time:
        """The start that the plan has when this run, which may be shifted, has `start`."""
        state = self._run.state
        day = state.start.day + timedelta(days=block.day - 1)
        at = at_wall(day, start, state.session.zone) - state.start.shift
        return at.astimezone(self._run.zone).time()

    def _fits(self, block: Block) -> bool:
        """Whether the start of a block counts, and is not hours after what comes before it."""
        state, start = self._run.state, self._run.state.start
        blocks = [block if each.id == block.id else each for each in state.blocks]
        slots = schedule(state.session, blocks, start.day, start.shift).slots
        index = next(at for at, slot in enumerate(slots) if slot.block.id == block.id)
        slot, earlier = slots[index], slots[index - 1] if index else None
        if earlier is None or earlier.start is None or slot.start is None:
            return slot.own
        wait = slot.start - (earlier.end or earlier.start)
        return slot.own and (wait < FAR or block.day > earlier.block.day)

    def lengthen(self, block: Block, length: timedelta) -> None:
        """Give a block another length, longer or shorter; the same one changes nothing."""
        if length == block.length:
            return
        least = min(block.min, length) if block.min is not None else None
        free = replace(block, planned_length=None, reused=timedelta())
        self._save(replace(free, length=length, min=least))

    def fix(self, block: Block, fixed: bool) -> None:
        """Let a block wait for its time, or follow what came before; only one with a time waits."""
        self._save(replace(block, fixed=fixed and self.starts_at(block) is not None))

    def plan(self) -> Plan:
        """The plan as it stands now, as a session file would say it.

        A floating block whose time no longer fits behind what precedes it simply follows it. What
        phases left early, and turns of groups that went, have their time again.
        """
        state = self._run.state
        return Plan(
            session=state.session,
            blocks=tuple(_fitting(self._run.schedule().slots, count(state.session.groups))),
            forms=tuple(state.forms),
            groups=tuple(state.groups("groups")),
        )

    def _save(self, block: Block) -> None:
        if block != self._run.state.block(block.id):
            self._run.commit([Version("blocks", block.id, msgspec.to_builtins(block))])

    def _pos_behind(self, after: str, without: str = "") -> str:
        places = [each for each in self._run.state.blocks if each.id != without]
        ids = [each.id for each in places]
        index = ids.index(after) + 1 if after in ids else 0
        low = places[index - 1].pos if index else ""
        return between(low, places[index].pos if index < len(places) else "")


def _fitting(slots: Iterable[Slot], groups: int | None) -> Iterator[Block]:
    """The blocks, without the starts that lie before the end of the block before.

    They are as long as they became: what follows one that has no start any more may lose its own.
    """
    end: datetime | None = None
    for slot in slots:
        block = _holding(slot.block, groups)
        early = slot.start is not None and end is not None and slot.start < end
        stays = slot.own and (block.fixed or not early)
        yield block if stays or block.start is None else replace(block, start=None)
        begin = slot.start if stays or end is None else end
        end = _end(slot, block, begin)


def _holding(block: Block, groups: int | None) -> Block:
    """The block, as long as its phases where less was left of it than they take.

    It gets no longer than it was planned: what did not fit then is said of the file.
    """
    if block.length is None or block.planned_length is None:
        return block
    whole = min(needs(block, groups), block.planned_length)
    return replace(block, length=max(block.length, whole))


def _end(slot: Slot, block: Block, begin: datetime | None) -> datetime | None:
    """When a block that begins at `begin` ends; an open one no earlier than the plan has it."""
    length = planned_length(replace(block, planned_length=None))
    if begin is None or length is None:
        return max(filter(None, (begin, slot.end)), default=None)
    return begin + length
