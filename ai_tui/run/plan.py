"""The verbs of the plan while it runs: shorter or longer blocks, and another beginning."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec

from ai_tui.agenda.moments import Instant
from ai_tui.run.making import start_choice
from ai_tui.run.run import Run
from ai_tui.session.model import Block, Plan
from ai_tui.store.steps import Version


class PlanVerbs:
    """What a scribe does to the plan of a run; each verb is one step."""

    def __init__(self, run: Run) -> None:
        self._run = run

    def apply(self, blocks: Sequence[Block]) -> None:
        """Give blocks another length."""
        self._run.commit(
            [
                Version("blocks", block.id, msgspec.to_builtins(block))
                for block in blocks
                if block != self._run.state.block(block.id)
            ]
        )

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
