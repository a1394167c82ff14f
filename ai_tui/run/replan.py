"""The verbs that change the plan while it runs; the plan as it was stays for the report."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

import msgspec
from msgspec.structs import replace

from ai_tui.run.harvest import new_id
from ai_tui.run.run import Run
from ai_tui.session.model import Block, Plan
from ai_tui.session.order import between
from ai_tui.store.steps import Version
from ai_tui.text import clean_line


class ReplanVerbs:
    """What a scribe does to the run sheet; each verb is one step, a new version of one block."""

    def __init__(self, run: Run) -> None:
        self._run = run

    def insert(self, after: str, title: str, length: timedelta) -> Block | None:
        """Put a new block behind the block `after`; None without a title."""
        if not (title := clean_line(title)):
            return None
        pos = self._pos_behind(after)
        block = Block(id=f"b{new_id()}", title=title, pos=pos, length=length)
        self._save(block)
        return block

    def drop(self, block: Block) -> None:
        """Take a block out of the plan; what was typed in its forms stays."""
        self._run.commit([Version("blocks", block.id, None)])

    def move(self, block: Block, by: int) -> None:
        """Put a block one place later (by=1) or earlier (by=-1)."""
        ids = [each.id for each in self._run.state.blocks]
        index = ids.index(block.id) + by
        if 0 <= index < len(ids):
            ids.remove(block.id)
            after = ids[index - 1] if index else ""
            self._save(replace(block, pos=self._pos_behind(after, without=block.id)))

    def rename(self, block: Block, title: str) -> None:
        """Give a block another title; an empty one changes nothing."""
        if title := clean_line(title):
            self._save(replace(block, title=title))

    def retime(self, block: Block, start: time | None) -> None:
        """Give a block another start, or None: it follows the block before it."""
        self._save(replace(block, start=start, fixed=block.fixed and start is not None))

    def lengthen(self, block: Block, length: timedelta) -> None:
        """Give a block another length, longer or shorter."""
        least = min(block.min, length) if block.min is not None else None
        self._save(replace(block, length=length, planned_length=None, min=least))

    def fix(self, block: Block, fixed: bool) -> None:
        """Let a block wait for its time, or follow what came before; only one with a time waits."""
        self._save(replace(block, fixed=fixed and block.start is not None))

    def plan(self) -> Plan:
        """The plan as it stands now, as a session file would say it.

        A floating block whose time no longer fits behind what precedes it simply follows it.
        """
        state = self._run.state
        return Plan(
            session=state.session,
            blocks=tuple(_fitting(state.blocks)),
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


def _fitting(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, without the starts that lie before the end of the block before."""
    end: timedelta | None = None
    for block in blocks:
        start = None if block.start is None else _since_midnight(block)
        if start is not None and end is not None and start < end and not block.fixed:
            block, start = replace(block, start=None), None
        begin = start if start is not None else end
        end = None if begin is None or block.length is None else begin + block.length
        yield block


def _since_midnight(block: Block) -> timedelta:
    """The block's own start, counted from the midnight before the session's first day."""
    at = datetime.combine(date.min, block.start or time())
    return at - datetime.combine(date.min, time()) + timedelta(days=block.day - 1)
