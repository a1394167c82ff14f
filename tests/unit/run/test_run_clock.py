from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from msgspec.structs import replace
from run_kit import NINE, BootedMachine, SlowDisk, plan

from ai_tui.run import clockwork
from ai_tui.run.clock import system_clock, wall_of
from ai_tui.run.making import make
from ai_tui.run.plan import PlanVerbs
from ai_tui.run.replan import ReplanVerbs
from ai_tui.session.model import Phase


def running(run):
    evening = run.evening()
    return evening.state, evening.block


def test_the_milliseconds_of_the_machine_are_those_of_its_instants():
    clock = system_clock()
    before = clock().wall
    between = wall_of(clock)()
    after = clock().wall
    passed = timedelta(milliseconds=1)
    assert before - passed <= datetime.fromtimestamp(between / 1000, UTC) <= after


def test_the_milliseconds_of_another_clock_are_those_of_its_instants(machine):
    machine.at = NINE + timedelta(milliseconds=123)
    assert wall_of(machine)() == int(NINE.timestamp()) * 1000 + 123


def test_next_starts_the_blocks_one_by_one_and_then_ends(run, machine):
    machine.at = NINE
    run.clock.next()
    assert running(run) == ("running", "praten")
    machine.pass_by(minutes=35)
    run.clock.next()
    assert running(run) == ("running", "delen")
    assert not run.closed
    machine.pass_by(minutes=60)
    run.clock.next()
    assert running(run)[0] == "over"
    assert run.closed


def test_a_pause_stops_the_countdown_and_goes_on_where_it_was(run, machine):
    machine.at = NINE
    run.clock.next()
    machine.pass_by(minutes=10)
    run.clock.pause_or_resume()
    machine.pass_by(minutes=20)
    assert run.evening().countdown.left == timedelta(minutes=20)
    run.clock.pause_or_resume()
    machine.pass_by(minutes=5)
    assert run.evening().countdown.left == timedelta(minutes=15)


def test_more_time_is_more_and_less_is_less(run, machine):
    machine.at = NINE
    run.clock.next()
    run.clock.extend(timedelta(minutes=5))
    run.clock.extend(timedelta(minutes=-1))
    assert run.evening().countdown.left == timedelta(minutes=34)


def test_skipping_the_current_block_starts_the_next(run, machine):
    machine.at = NINE
    run.clock.next()
    run.clock.skip("praten")
    assert running(run) == ("running", "delen")
    assert run.evening().view("praten").state == "skipped"
    run.clock.restore("praten")
    run.clock.go("praten")
    assert running(run) == ("running", "praten")


@pytest.fixture(params=[1, -1], ids=["rising", "falling"])
def ids(request, monkeypatch):
    """Ids that rise or fall from one moment to the next: they say nothing about the order."""
    numbers = count(500, request.param)
    monkeypatch.setattr(clockwork, "new_id", lambda: f"m{next(numbers)}")


@pytest.mark.parametrize("saved", [True, False])
def test_the_moments_of_one_press_happen_in_their_order(run, machine, ids, saved):
    turns = Phase(id="ronde", title="Ronde", length=timedelta(minutes=2), per="groups")
    PlanVerbs(run).apply([replace(run.state.block("delen"), phases=(turns,))])
    if not saved:
        SlowDisk(run)
    machine.at = NINE
    run.clock.next()
    machine.pass_by(minutes=10)
    run.clock.skip("praten")
    evening = run.evening()
    assert (evening.block, evening.group) == ("delen", "g1")
    assert evening.view("praten").state == "skipped"


def test_presses_happen_in_their_order_whatever_the_clock_of_the_machine_said(run, machine, joined):
    machine.at = NINE + timedelta(days=3)
    run.clock.next()
    run.close()
    machine.at = NINE
    joined().clock.next()
    actions = [(moment.action, moment.block) for moment in joined().state.moments]
    assert actions == [("start", "praten"), ("start", "delen")]


def test_presses_on_their_way_happen_in_their_order(run, machine, ids):
    SlowDisk(run)
    machine.at = NINE
    run.clock.next()
    for _ in range(10):
        run.clock.pause_or_resume()
    assert running(run) == ("running", "praten")


def test_skipping_the_current_block_does_not_start_a_fixed_one_early(run, machine):
    delen = run.state.block("delen")
    ReplanVerbs(run).fix(delen, True)
    machine.at = NINE
    run.clock.next()
    machine.pass_by(minutes=10)
    run.clock.skip("praten")
    assert running(run) == ("running", "praten")
    assert run.evening().view("praten").state == "skipped"
    assert run.evening().countdown.left == timedelta(minutes=20)
    run.clock.next()
    assert running(run) == ("running", "delen")
    assert run.evening().view("praten").state == "skipped"


def test_skipping_the_current_block_starts_a_fixed_one_whose_time_has_come(run, machine):
    ReplanVerbs(run).fix(run.state.block("delen"), True)
    machine.at = NINE
    run.clock.next()
    machine.pass_by(minutes=31)
    run.clock.skip("praten")
    assert running(run) == ("running", "delen")


def test_the_last_block_skipped_is_skipped_and_the_end_comes_next(run, machine):
    machine.at = NINE
    run.clock.next()
    run.clock.next()
    run.clock.skip("delen")
    evening = run.evening()
    assert (evening.view("delen").state, evening.ahead.kind) == ("skipped", "end")
    run.clock.next()
    assert run.closed


def test_a_correction_is_about_the_first_time_a_block_began(run, machine):
    machine.at = NINE
    run.clock.next()
    machine.pass_by(minutes=32)
    run.clock.next()
    machine.pass_by(minutes=5)
    run.clock.back()
    machine.pass_by(minutes=5)
    run.clock.go("delen")
    assert run.clock.began_at("delen", NINE + timedelta(minutes=30))
    evening = run.evening()
    assert evening.view("delen").started == NINE + timedelta(minutes=30)
    assert evening.view("delen").elapsed == timedelta(minutes=7)
    assert evening.view("praten").elapsed == timedelta(minutes=35)


def test_back_goes_on_with_the_block_before(run, machine):
    machine.at = NINE
    run.clock.next()
    machine.pass_by(minutes=10)
    run.clock.next()
    machine.pass_by(minutes=1)
    run.clock.back()
    assert running(run) == ("running", "praten")
    assert run.evening().countdown.left == timedelta(minutes=20)


def taken(run, machine, *blocks):
    """Blocks begun one after the other, each for a minute."""
    for block in blocks:
        run.clock.go(block)
        machine.pass_by(minutes=1)


def test_back_follows_the_order_in_which_blocks_ran(run, machine):
    machine.at = NINE
    last = ReplanVerbs(run).insert("delen", "Borrel", timedelta(minutes=30)).id
    taken(run, machine, "praten", last, "delen")
    assert run.clock.back()
    assert run.evening().block == last
    assert run.evening().view("delen").state == "to_come"
    run.undo.undo("clock")
    run.clock.finish()
    assert run.clock.back()
    assert run.evening().block == "delen"


def test_back_knows_when_nothing_ran_before(run, machine):
    machine.at = NINE
    assert not run.clock.back()
    taken(run, machine, "delen", "praten")
    assert run.clock.back()
    assert run.evening().block == "delen"
    assert not run.clock.back()


def test_a_late_press_is_corrected_and_what_was_pressed_stays_known(run, machine):
    assert not run.clock.began_at("praten", NINE)
    machine.at = NINE + timedelta(minutes=7)
    run.clock.next()
    assert run.clock.began_at("praten", NINE)
    assert run.evening().countdown.left == timedelta(minutes=23)
    (moment,) = run.state.moments
    assert moment.pressed.wall == NINE + timedelta(minutes=7)


def test_a_start_chosen_anew_moves_the_plan(run, machine):
    start = run.state.start
    run.clock.start_choice(type(start)(choice="now", day=start.day, shift=timedelta(minutes=45)))
    assert run.schedule().start == NINE + timedelta(minutes=45)
    assert run.state.start.choice == "now"


def test_finishing_at_an_earlier_time_closes_the_run_then(run, machine):
    machine.at = NINE
    run.clock.next()
    machine.pass_by(hours=20)
    run.clock.finish(NINE + timedelta(hours=2))
    assert run.evening().ended == NINE + timedelta(hours=2)
    assert run.closed


def test_starting_a_block_again_after_the_end_opens_the_run(run, machine):
    machine.at = NINE
    run.clock.next()
    run.clock.finish()
    run.clock.go("delen")
    assert not run.closed
    assert running(run) == ("running", "delen")


def test_the_clock_never_moves_what_is_typed(run, form):
    (entry,) = run.harvest.append(form("top"), "g1", "items", ["een"])
    before = run.state.entry(entry)
    run.clock.next()
    run.clock.next()
    run.clock.finish()
    assert run.state.entry(entry) == before


@pytest.fixture
def booted(folder):
    """A run on a machine whose wall clock can be set."""
    machine = BootedMachine(NINE)
    run = make(plan(), folder, "mies", machine)
    yield run, machine
    run.store.close()


def minutes_of(run):
    return [round(view.elapsed / timedelta(minutes=1), 3) for view in run.evening().blocks]


@pytest.mark.parametrize("hours", [-1, 1])
@pytest.mark.parametrize("times", [1, 2])
def test_a_corrected_start_stays_where_it_was_when_the_wall_clock_is_set(booted, hours, times):
    run, machine = booted
    run.clock.next()
    machine.pass_by(minutes=32)
    run.clock.next()
    machine.pass_by(minutes=1)
    for ago in (7, 3)[-times:]:
        assert run.clock.began_at("delen", machine.at - timedelta(minutes=ago))
    assert minutes_of(run) == [30, 3]
    machine.set_by(hours=hours)
    machine.pass_by(minutes=5)
    assert minutes_of(run) == [30, 8]
    assert run.evening().countdown.left == timedelta(minutes=52)
    assert run.clock.began_at("delen", machine.at - timedelta(minutes=6))
    machine.set_by(hours=-hours)
    machine.pass_by(minutes=1)
    assert minutes_of(run) == [32, 7]
    assert run.state.moments[-1].pressed.wall == NINE + timedelta(minutes=32)


@pytest.mark.parametrize("milliseconds", [-300, 300])
def test_a_correction_is_told_as_it_was_given_when_the_wall_clock_is_set_to_rights(
    booted, milliseconds
):
    run, machine = booted
    machine.pass_by(minutes=7)
    run.clock.next()
    assert run.clock.began_at("praten", NINE)
    machine.set_by(milliseconds=milliseconds)
    assert run.evening().view("praten").started == NINE


def test_a_correction_to_before_this_boot_counts_by_the_wall_clock(booted):
    run, machine = booted
    run.clock.next()
    machine.pass_by(minutes=1)
    assert run.clock.began_at("praten", NINE - timedelta(hours=3))
    assert run.state.moments[0].at.boot_id == ""
    assert minutes_of(run) == [181, 0]
