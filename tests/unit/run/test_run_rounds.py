"""What a round was planned to take, whatever becomes of the groups later."""

from datetime import timedelta

import pytest
from msgspec.structs import replace
from run_kit import NINE, Machine, SlowDisk, plan

from ai_tui.run.making import make
from ai_tui.run.run import Run
from ai_tui.session.model import Phase
from ai_tui.store.steps import Version

MINUTE = timedelta(minutes=1)


def phases(kind: str) -> tuple[Phase, ...]:
    turns = Phase(id="ronde", title="R", length=3 * MINUTE, change=MINUTE, per=kind)
    return (turns, Phase(id="na", title="Na"))


@pytest.fixture
def machine():
    return Machine(NINE)


@pytest.fixture
def run(tmp_path, machine):
    made = plan()
    talk, share = made.blocks
    blocks = (replace(talk, phases=phases("groups")), replace(share, phases=phases("themes")))
    return make(replace(made, blocks=blocks), tmp_path / "run", "Sam", machine)


def told(run: Run, block: str = "praten") -> tuple[int, int]:
    """The minutes that a round was planned to take, and those given (or taken) beyond them."""
    one = next(one for one in run.report().blocks if one.id == block).phases[0]
    return one.planned.length // MINUTE, one.actual.extended // MINUTE


def table(run: Run, name: str):
    return next(group for group in run.state.all_groups if group.name == name)


def test_a_group_that_leaves_before_its_turn_leaves_the_plan_as_it_was(run, machine):
    run.clock.go("praten")
    assert told(run) == (11, 0)
    machine.pass_by(minutes=4)
    run.clock.next()
    run.groups.close(table(run, "Tafel 3"))
    assert told(run) == (11, -4)
    machine.pass_by(minutes=4)
    run.clock.finish()
    run.groups.close(table(run, "Tafel 1"))
    assert told(run) == (11, -4)


def test_a_group_whose_newest_version_is_none_counts_as_it_was(run):
    group = table(run, "Tafel 3")
    run.commit([Version("groups", group.id, {"name": 5})])
    run.clock.go("praten")
    assert told(run) == (11, 0)


def test_a_turn_of_another_name_than_its_own_stops_nothing(run):
    run.clock.go("praten")
    run.clock.next()
    key, doc = next((k, d) for k, d in run.state.table("moments").items() if d["action"] == "turn")
    run.commit([Version("moments", key, doc | {"id": "anders"})])
    assert told(run)[0] == 11


def test_a_group_that_comes_when_the_round_goes_on_gets_time_beyond_the_plan(run):
    run.clock.go("praten")
    run.groups.add(["Tafel 4"])
    assert told(run) == (11, 4)


def test_before_a_round_begins_its_plan_counts_the_groups_there_are(run):
    run.groups.close(table(run, "Tafel 3"))
    assert told(run) == (7, 0)
    run.clock.go("praten")
    assert told(run) == (7, 0)
    run.groups.reopen(table(run, "Tafel 3"))
    assert told(run) == (7, 4)


def test_a_round_of_themes_counts_those_there_were_at_its_first_turn(run, machine):
    run.clock.go("delen")
    assert told(run, "delen") == (0, 0)
    themes = run.groups.add(["Buurt", "Zorg"], "themes")
    assert told(run, "delen") == (7, 0)
    run.clock.next()
    run.groups.close(themes[1])
    assert told(run, "delen") == (7, -4)


def test_a_turn_that_is_on_its_way_to_the_disk_counts_the_groups_of_now(run):
    disk = SlowDisk(run)
    run.clock.go("praten")
    assert told(run) == (11, 0)
    disk.answer()
    assert told(run) == (11, 0)
