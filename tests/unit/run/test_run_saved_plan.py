"""Whatever F7 makes shorter, the plan can be saved as a session file that reads again."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from run_kit import Machine

from ai_tui.agenda.applying import apply
from ai_tui.agenda.shorten import adjust, propose
from ai_tui.forms import OPTIONS
from ai_tui.run.making import make
from ai_tui.run.plan import PlanVerbs
from ai_tui.run.replan import ReplanVerbs
from ai_tui.run.run import Run
from ai_tui.session.checking import check
from ai_tui.session.model import Block, Plan
from ai_tui.session.writing import to_toml

FOUR = datetime(2024, 12, 4, 15, tzinfo=UTC)
SESSION = """
title = "Middag"
date = 2024-12-04
start = "16:00"
until = "{until}"
groups = 3
"""
BLOCK = """
[[blocks]]
id = "{id}"
title = "{id}"
minutes = {minutes}
min = {least}
phases = {phases}
"""
PHASES = ("12 uitleg", "10 kiezen", "per groep 2 vertellen | 1 wissel", "napraten")


def plan_of(blocks: list[str], until: str) -> Plan | None:
    return check(SESSION.format(until=until) + "".join(blocks), "middag.toml", OPTIONS)[0]


def made(id: str, minutes: int, least: int, *phases: str) -> str:
    listed = "[" + ", ".join(f'"{phase}"' for phase in phases) + "]"
    return BLOCK.format(id=id, minutes=minutes, least=least, phases=listed)


def shortened(run: Run, minutes: int = 0) -> bool:
    """F7, every row made that much shorter than proposed, and Enter."""
    found = propose(run.schedule(), run.evening())
    if found is None or found.kind == "give":
        return False
    for row in range(len(found.rows)):
        found = adjust(found, row, -minutes)
    PlanVerbs(run).apply(apply(found, run.state.blocks))
    return True


def saved(run: Run) -> tuple[Block, ...]:
    """The blocks of the plan that 'w' keeps, read again."""
    plan, problems = check(to_toml(ReplanVerbs(run).plan()), "middag-2.toml", OPTIONS)
    assert plan, problems
    return plan.blocks


@st.composite
def blocks(draw, id: str) -> str:
    minutes = draw(st.sampled_from([25, 35]))
    phases = draw(st.permutations(PHASES))[: draw(st.integers(1, 3))]
    return made(id, minutes, draw(st.sampled_from([0, 5])), *phases)


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_what_is_made_shorter_can_be_saved_and_read(data):
    listed = [data.draw(blocks(id)) for id in ("a", "b")]
    plan = plan_of(listed, "17:10")
    assume(plan)
    machine = Machine(FOUR + timedelta(minutes=data.draw(st.integers(15, 30))))
    with TemporaryDirectory() as folder:
        run = make(plan, Path(folder) / "run", "Sam", machine)
        for passed in data.draw(st.lists(st.integers(0, 12), min_size=1, max_size=4)):
            run.clock.next()
            machine.pass_by(minutes=passed)
        if data.draw(st.booleans()):
            run.groups.close(run.state.groups("groups")[2])
        while shortened(run, data.draw(st.sampled_from([0, 60]))) and data.draw(st.booleans()):
            machine.pass_by(minutes=2)
        saved(run)
        run.close()


def test_a_phase_that_takes_what_is_left_keeps_a_minute(tmp_path):
    plan = plan_of([made("a", 30, 0, "12 uitleg", "napraten"), made("b", 30, 30)], "17:00")
    run = make(plan, tmp_path / "run", "Sam", Machine(FOUR + timedelta(minutes=25)))
    run.clock.next()
    assert shortened(run, 60)
    assert [one.length for one in run.evening().blocks[0].phases] == [timedelta(), timedelta(0, 60)]
    assert [block.length for block in saved(run)] == [timedelta(minutes=1), timedelta(minutes=30)]
    run.close()


def test_what_a_phase_left_early_is_there_again_in_the_saved_plan(tmp_path):
    plan = plan_of([made("a", 30, 0, "12 uitleg", "napraten"), made("b", 30, 30)], "17:00")
    machine = Machine(FOUR + timedelta(minutes=28))
    run = make(plan, tmp_path / "run", "Sam", machine)
    run.clock.next()
    machine.pass_by(minutes=1)
    run.clock.next()
    assert shortened(run, 60)
    assert run.state.blocks[0].length == timedelta(minutes=2)
    first, second = saved(run)
    assert (first.length, second.length) == (timedelta(minutes=13), timedelta(minutes=30))
    run.close()


def test_what_a_person_chose_is_saved_as_it_is_though_it_does_not_fit(tmp_path):
    plan = plan_of([made("a", 30, 0, "12 uitleg", "napraten")], "17:00")
    run = make(plan, tmp_path / "run", "Sam", Machine(FOUR))
    verbs = ReplanVerbs(run)
    verbs.lengthen(run.state.blocks[0], timedelta(minutes=5))
    assert verbs.plan().blocks[0].length == timedelta(minutes=5)
    run.close()
