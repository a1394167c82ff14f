"""The timeline of a very long day: 200 blocks, 2,000 moments as a run writes them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from datetime import time as time_of_day
from statistics import median

from ai_tui.agenda.moments import Action, Instant, Moment, seen_key
from ai_tui.agenda.schedule import Schedule, schedule
from ai_tui.agenda.timeline import evening
from ai_tui.session.model import Block, Phase, Session
from benchmarks.bench import Bench
from benchmarks.figure import Figure, alone

BLOCKS = 200
MOMENTS = 2_000
LIMIT = 5.0
TIMES = 40
DAY = date(2026, 1, 5)
START = datetime(2026, 1, 5, 8, tzinfo=UTC)
BOOTED = 4_321.987654321
"""Seconds that the machine is on at the start."""
GROUPS = {"groups": [f"g{number}" for number in range(12)], "themes": []}
ACTIONS: tuple[Action, ...] = (
    "start",
    "extend",
    "pause",
    "resume",
    "phase",
    "turn",
    "turn",
    "extend",
    "phase",
    "extend",
)
"""What happens in each block, a quarter of a minute apart."""


def figures(bench: Bench) -> Iterator[Figure]:
    """All of it from nothing, and the next tick, which goes on from the fold before it."""
    moments = _moments()
    assert len(moments) == MOMENTS, "the evening is of another size"
    now = _instant(15 * (MOMENTS - 1) + 5)
    plans = [_plan() for _ in range(TIMES)]

    def whole() -> float:
        return _milliseconds(
            [lambda plan=plan: evening(plan, moments, now, GROUPS) for plan in plans]
        )

    def tick() -> float:
        evening(plans[0], moments, now, GROUPS)
        later = [_instant(15 * (MOMENTS - 1) + 5 + s) for s in range(1, TIMES)]
        return _milliseconds(
            [lambda then=then: evening(plans[0], moments, then, GROUPS) for then in later]
        )

    size = f"{BLOCKS} blocks, {MOMENTS:,} moments"
    yield alone(f"timeline, {size}", "ms", [whole() for _ in range(bench.rounds)], LIMIT)
    yield alone(
        f"timeline, the next tick, {size}", "ms", [tick() for _ in range(bench.rounds)], LIMIT
    )


def _plan() -> Schedule:
    session = Session(id="long", title="Long", start=time_of_day(8), zone="UTC")
    phases = (
        Phase(id="intro", title="Intro", length=timedelta(minutes=1)),
        Phase(id="round", title="Round", length=timedelta(seconds=30), per="groups"),
        Phase(id="end", title="End", length=timedelta(minutes=1)),
    )
    blocks = [
        Block(id=f"b{n}", title=f"Block {n}", pos=f"{n:04}", phases=phases) for n in range(BLOCKS)
    ]
    return schedule(session, blocks, DAY)


def _instant(seconds: int) -> Instant:
    """That many `seconds` after the start, in one boot."""
    return Instant(START + timedelta(seconds=seconds), BOOTED + seconds, "one boot")


def _moments() -> list[Moment]:
    """Each moment sees what is current when it is pressed."""
    plan = _plan()
    moments: list[Moment] = []
    for number in range(MOMENTS):
        block, place = divmod(number, len(ACTIONS))
        at = _instant(15 * number)
        now = evening(plan, moments, at, GROUPS)
        seen = seen_key(now.block, now.phase, now.group)
        moments.append(_moment(number, ACTIONS[place], f"b{block}", place, at, seen))
    return moments


def _moment(number: int, action: Action, block: str, place: int, at: Instant, seen: str) -> Moment:
    phase = {4: "round", 5: "round", 6: "round", 7: "round", 8: "end", 9: "end"}.get(place, "intro")
    group = {5: "g0", 6: "g1"}.get(place, "")
    by = timedelta(minutes=1) if action == "extend" else timedelta()
    return Moment(
        id=f"m{number:05}",
        action=action,
        at=at,
        block=block,
        phase=phase,
        group=group,
        by=by,
        seen=seen,
    )


def _milliseconds(jobs: Sequence[Callable[[], object]]) -> float:
    times = []
    for job in jobs:
        began = time.perf_counter()
        job()
        times.append(time.perf_counter() - began)
    return 1000 * median(times)
