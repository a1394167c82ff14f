from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from textual.pilot import Pilot

from ai_tui.agenda.moments import Instant
from ai_tui.forms import OPTIONS
from ai_tui.run.making import make
from ai_tui.run.run import Run
from ai_tui.session.checking import check
from ai_tui.session.library import find
from ai_tui.session.reading import read
from ai_tui.tui.app import AiTuiApp
from ai_tui.tui.commands.table import TABLE
from ai_tui.tui.paint.pieces import plain
from ai_tui.tui.screens.scribe import ScribeScreen

DAY = datetime(2024, 12, 4, 15, 0, tzinfo=UTC)
"""16:00 in Amsterdam on the day of the session."""


class HandClock:
    """A clock that stands still until a test moves it."""

    def __init__(self, at: datetime = DAY) -> None:
        self.at = at

    def __call__(self) -> Instant:
        return Instant(self.at)

    def pass_(self, **lengths: float) -> None:
        self.at += timedelta(**lengths)


class HandTicks:
    """The seconds of the program, which stand still until a test moves them."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def plan_of(name: str = "alblasserdam-2024"):
    return read(find(name), OPTIONS)


def plan_from(text: str):
    plan, problems = check(text, "proef", OPTIONS)
    assert plan is not None, problems
    return plan


def new_run(folder: Path, clock: HandClock, groups: int = 6, plan=None, author="notulist") -> Run:
    run = make(plan or plan_of(), folder, author, clock)
    if groups:
        run.groups.add([f"Tafel {number}" for number in range(1, groups + 1)])
    return run


class Stage:
    """A scribe's screen on a stage: keys in, painted parts and the state out."""

    def __init__(
        self,
        pilot: Pilot[int],
        scribe: ScribeScreen,
        clock: HandClock,
        ticks: HandTicks | None = None,
    ) -> None:
        self.ticks = ticks or HandTicks()
        self.pilot = pilot
        self.scribe = scribe
        self.clock = clock

    @property
    def run(self) -> Run:
        return self.scribe.run

    async def keys(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.settle()

    async def type(self, text: str) -> None:
        await self.keys(*("space" if sign == " " else sign for sign in text))

    async def settle(self) -> None:
        """Wait until the disk has answered everything and the screen shows it."""
        await self.pilot.pause()
        while self.run.state.pending or self.scribe.link.safe is None:
            await self.pilot.pause(0.005)
        await self.pilot.pause()

    async def passes(self, **lengths: float) -> None:
        """Let time pass on the clock and tick once."""
        self.clock.pass_(**lengths)
        self.scribe.time_passed()
        await self.pilot.pause()

    def part(self, name: str) -> str:
        return plain(self.scribe.part(name).rows)

    def form(self) -> str:
        return plain(self.scribe.editor._rows.rows)

    def texts(self, form: str, group: str) -> list[str]:
        """What stands in the first slot of a form for a group, by their names."""
        state = self.run.state
        found = next(g for g in state.all_groups if g.name == group)
        return [e.text for entries in state.harvest(form, found.id).values() for e in entries]


@asynccontextmanager
async def on_stage(
    run: Run,
    clock: HandClock,
    size: tuple[int, int] = (120, 36),
    only: frozenset[str] = frozenset(),
) -> AsyncIterator[Stage]:
    ticks = HandTicks()
    scribe = ScribeScreen(run, TABLE, only, ticks)
    app = AiTuiApp(lambda: scribe, run.words)
    async with app.run_test(size=size) as pilot:
        stage = Stage(pilot, scribe, clock, ticks)
        await stage.settle()
        yield stage
        scribe.link.stop()
    run.close()
