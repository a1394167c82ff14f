"""The verbs of the plan while it runs: shorter or longer blocks, and another beginning."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec

from ai_tui.agenda.moments import Instant, Moment, seen_key
from ai_tui.run.harvest import new_id
from ai_tui.run.making import start_choice
from ai_tui.run.run import Run
from ai_tui.session.model import Block, Plan
from ai_tui.store.steps import Version


class PlanVerbs:
    """What a scribe does to the plan of a run; each verb is one step."""

    def __init__(self, run: Run) -> None:
        self._run = run

    def apply(self, blocks: Sequence[Block], extension: timedelta = timedelta()) -> None:
        """Give blocks another length, and what runs now `extension` more (or less) time."""
        versions = [
            Version("blocks", block.id, msgspec.to_builtins(block))
            for block in blocks
            if block != self._run.state.block(block.id)
        ]
        if extension:
            versions.append(self._extension(extension))
        self._run.commit(versions)

    def _extension(self, by: timedelta) -> Version:
        evening = self._run.evening()
        moment = Moment(
            id=new_id(),
            action="extend",
            at=self._run.now(),
            block=evening.block,
            phase=evening.phase,
            by=by,
            seen=seen_key(evening.block, evening.phase, evening.group),
            author=self._run.author,
        )
        return Version("moments", moment.id, msgspec.to_builtins(moment))

    def real_begin(self) -> datetime | None:
        """When the session began, or now before it begins; None when the plan says so already."""
        evening = self._run.evening()
        if evening.planned_start is None or evening.state == "over":
            return None
        begin = evening.started or evening.now
        minute = timedelta(minutes=1)
        return begin if abs(begin - evening.planned_start) >= minute else None

    def shift(self) -> None:
        """Let every planned time move along, as if the plan began when the session did."""
        begin = self.real_begin()
        if begin is not None:
            state = self._run.state
            plan = Plan(session=state.session, blocks=tuple(state.blocks))
            start = start_choice(plan, "now", Instant(begin), self._run.words)
            self._run.clock.start_choice(start)
