import pytest
from agenda_kit import (
    NOTHING,
    Story,
    block,
    hm,
    minutes,
    phase,
    phase_view,
    round_of,
    seconds,
    times,
    view,
)
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from ai_tui.agenda.applying import apply
from ai_tui.agenda.moments import Instant
from ai_tui.agenda.shares import most, shares
from ai_tui.agenda.shorten import Proposal, adjust, propose
from ai_tui.agenda.timeline import evening
from ai_tui.forms import OPTIONS
from ai_tui.session.checking import check
from ai_tui.session.model import Phase, Plan
from ai_tui.session.problems import Problem
from ai_tui.session.writing import to_toml


def proposal(story: Story, now: str) -> Proposal:
    found = propose(story.plan, story.at(now))
    assert found is not None
    return found


def applied(story: Story, found: Proposal) -> None:
    """Write the proposal into the story, as the scribe's Enter does."""
    by_id = {one.id: one for one in apply(found, story.blocks)}
    story.blocks = [by_id.get(one.id, one) for one in story.blocks]


def lengths(found: Proposal) -> dict[str, tuple[int, int]]:
    """Minutes before and after of every row, by phase or block."""
    return {
        row.phase or row.block: (row.length // minutes(1), row.proposed // minutes(1))
        for row in found.rows
    }


def keeps_its_promise(story: Story, now: str, found: Proposal) -> None:
    """Apply it: everything is expected when it was said to be, and as much too late."""
    applied(story, found)
    seen = story.at(now)
    assert seen.end == found.end
    late = {one.id: one.short for one in seen.blocks if one.short}
    assert late == {goal.block: goal.missing for goal in found.goals if goal.block and goal.missing}
    assert [hm(row.end) for row in found.rows if not row.free] == [
        hm(phase_view(seen, row.block, row.phase).end if row.phase else view(seen, row.block).end)
        for row in found.rows
        if not row.free
    ]


def overrun() -> Story:
    """The interviews ran twelve minutes over; dinner is fixed."""
    story = Story(
        block("pairs", "16:30", 45),
        block("share", "17:15", 45, min=35),
        block(
            "dream",
            "18:00",
            45,
            min=38,
            phases=(phase("prepare", 25), round_of("stage", 3), phase("themes", 8)),
        ),
        block("dinner", "18:45", 30, fixed=True),
        block("close", "19:15", 90, min=80),
        start="16:30",
        until="21:00",
    )
    story.groups["groups"] = ("g1", "g2", "g3", "g4")
    story.press("16:30", "start", "pairs")
    story.press("17:27", "start", "share")
    return story


def test_nothing_is_proposed_on_time_before_the_start_or_after_the_end():
    story = Story(block("a", "16:00", 30, min=20), start="16:00", until="16:30")
    assert propose(story.plan, story.at("16:10")) is None
    story.press("16:00", "start", "a")
    assert propose(story.plan, story.at("16:10")) is None
    story.press("16:50", "finish")
    assert propose(story.plan, story.at("17:00")) is None


def test_less_than_a_minute_too_late_needs_no_winning():
    story = Story(
        block("a", "16:00", 30, min=20), block("end", "16:30", 30, fixed=True), until="17:00"
    )
    story.press("16:00:59", "start", "a")
    assert propose(story.plan, story.at("16:10")) is None
    story.press("16:10", "extend", by=seconds(1))
    found = proposal(story, "16:10")
    assert [(one.block, one.need, one.missing) for one in found.goals] == [
        ("end", minutes(1), NOTHING),
        ("", minutes(1), NOTHING),
    ]
    assert lengths(found)["a"] == (30, 29)


def test_the_delay_is_divided_over_what_can_give_before_the_fixed_block():
    found = proposal(overrun(), "17:30")
    assert found.kind == "shorten"
    assert [(one.block, hm(one.at), one.need, one.missing) for one in found.goals] == [
        ("dinner", "18:45", minutes(12), NOTHING)
    ]
    assert lengths(found) == {
        "share": (45, 38),
        "prepare": (25, 21),
        "stage": (12, 12),
        "themes": (8, 7),
        "dinner": (30, 30),
        "close": (90, 90),
    }
    assert [(hm(row.end_before), hm(row.end)) for row in found.rows] == [
        ("18:12", "18:05"),
        ("18:37", "18:26"),
        ("18:49", "18:38"),
        ("18:57", "18:45"),
        ("19:27", "19:15"),
        ("20:57", "20:45"),
    ]
    assert (hm(found.end_before), hm(found.end)) == ("20:57", "20:45")
    assert (found.rows[0].current, found.rows[4].fixed) == (True, True)


def test_applied_it_does_what_it_showed():
    story = overrun()
    found = proposal(story, "17:30")
    applied(story, found)
    seen = story.at("17:30")
    assert hm(view(seen, "dinner").start) == "18:45"
    assert view(seen, "dinner").short == NOTHING
    assert seen.end == found.end
    assert seen.drift == NOTHING
    assert (view(seen, "share").given, view(seen, "share").extended) == (minutes(-7), NOTHING)
    assert view(seen, "dream").length == minutes(40)
    assert [hm(one.planned_start) for one in seen.blocks][:3] == ["16:30", "17:15", "18:00"]
    assert hm(view(seen, "dream").planned_end) == "18:45"
    assert propose(story.plan, seen) is None


def test_no_part_becomes_shorter_than_its_least():
    found = proposal(overrun(), "17:30")
    assert [row.least // minutes(1) for row in found.rows] == [35, 20, 12, 6, 30, 80]
    assert all(row.least <= row.proposed <= row.most for row in found.rows)


def test_what_cannot_be_met_is_said_in_minutes():
    story = overrun()
    story.moments[-1] = replace(
        story.moments[-1], at=replace(story.moments[-1].at, wall=story.time("17:45"))
    )
    found = proposal(story, "17:46")
    assert found.goals[0].need == minutes(30)
    assert found.missing == minutes(13)
    assert lengths(found)["share"] == (45, 35)


def test_the_hard_end_is_met_with_what_comes_after_the_fixed_block():
    story = Story(
        block("a", "16:00", 30, min=10),
        block("eat", "17:00", 30, fixed=True),
        block("b", "17:30", 60, min=40),
        start="16:00",
        until="18:20",
    )
    story.press("16:00", "start", "a")
    found = proposal(story, "16:10")
    assert [(one.block, one.need, one.missing) for one in found.goals] == [
        ("", minutes(10), NOTHING)
    ]
    assert lengths(found) == {"a": (30, 30), "eat": (30, 30), "b": (60, 50)}


def test_two_deadlines_are_each_met_in_their_own_stretch():
    story = Story(
        block("a", "16:00", 30, min=20),
        block("eat", "16:30", 30, fixed=True),
        block("b", "17:00", 60, min=30),
        start="16:00",
        until="17:50",
    )
    story.press("16:05", "start", "a")
    found = proposal(story, "16:05")
    assert lengths(found) == {"a": (30, 25), "eat": (30, 30), "b": (60, 50)}
    assert [one.missing for one in found.goals] == [NOTHING, NOTHING]


def test_a_block_without_min_gives_nothing_unless_its_phases_may():
    story = Story(
        block("a", "16:00", 30),
        block("b", "16:30", 30, phases=(phase("x", 20, min=15), phase("y", 10))),
        start="16:00",
        until="16:50",
    )
    story.press("16:00", "start", "a")
    found = proposal(story, "16:01")
    assert lengths(found) == {"a": (30, 30), "x": (20, 15), "y": (10, 10)}
    assert found.missing == minutes(5)


def test_phases_without_min_share_what_their_block_gives_beyond_the_others():
    story = Story(
        block(
            "b",
            "16:00",
            50,
            min=32,
            phases=(phase("x", 20, min=18), phase("y", 20), phase("z", 10)),
        ),
        block("end", "16:50", 10, fixed=True),
    )
    story.press("16:24", "start", "b")
    story.press("16:24", "phase", "b", phase="x")
    found = proposal(story, "16:24")
    assert [row.length - row.least for row in found.rows] == [
        minutes(2),
        minutes(11),
        minutes(5),
        NOTHING,
    ]


def test_free_time_in_a_block_goes_first():
    story = Story(
        block("a", "16:00", 10),
        block("b", "16:10", 30, min=20, phases=(phase("x", 12), phase("y", 10))),
        block("end", "16:40", 10, fixed=True),
    )
    story.press("16:05", "start", "a")
    found = proposal(story, "16:05")
    free = [row for row in found.rows if row.free]
    assert [(row.block, row.length, row.least) for row in free] == [("b", minutes(8), NOTHING)]
    applied(story, found)
    assert view(story.at("16:05"), "end").short == NOTHING


def test_a_round_gives_only_when_its_turns_have_a_min():
    story = Story(
        block("a", "16:00", 10),
        block("b", "16:10", 12, phases=(round_of("stage", 4, min=3),)),
        block("end", "16:22", 10, fixed=True),
    )
    story.press("16:02", "start", "a")
    found = proposal(story, "16:02")
    assert lengths(found)["stage"] == (12, 10)
    applied(story, found)
    seen = story.at("16:02")
    assert view(seen, "end").short == NOTHING
    assert story.blocks[1].phases[0].length == minutes(4) - seconds(40)


def saved(story: Story) -> tuple[Problem, ...]:
    """What is wrong with the session file that the plan is saved as."""
    plan = Plan(session=story.session, blocks=tuple(story.blocks), forms=())
    return check(to_toml(plan), "saved.toml", OPTIONS)[1]


@pytest.mark.parametrize(("least", "left"), [(60, 145), (145.5, 145.5)])
def test_a_round_that_became_shorter_is_saved_as_a_plan_that_fits(least, left):
    turns = round_of("tell", 3, 1, min=least / 60)
    story = Story(
        block("a", "16:00", 10),
        block("b", "16:10", 27, min=15, phases=(turns,)),
        block("end", "16:37", 10, fixed=True),
        groups=tuple("ABCDEFG"),
    )
    story.groups["groups"] = tuple("ABCDEFG")
    story.press("16:04", "start", "a")
    found = proposal(story, "16:04")
    assert lengths(found)["tell"] == (27, 23)
    applied(story, found)
    assert times(story.at("16:04")) == {
        "a": "16:04-16:14",
        "b": "16:14-16:37",
        "end": "16:37-16:47",
    }
    assert (story.blocks[1].length, story.blocks[1].phases[0].length) == (
        minutes(23),
        seconds(left),
    )
    assert saved(story) == ()


def test_a_round_that_runs_keeps_its_turns():
    story = Story(
        block("b", "16:00", 12, phases=(round_of("stage", 4, min=1),)),
        block("end", "16:12", 10, fixed=True),
    )
    story.press("16:05", "start", "b")
    story.press("16:05", "turn", "b", phase="stage", group="g1")
    found = proposal(story, "16:06")
    assert found.rows[0].least == found.rows[0].length
    assert found.missing == minutes(5)


def test_the_current_phase_gives_only_what_is_left_of_it():
    story = Story(
        block("a", "16:00", 30, min=5), block("end", "16:30", 10, fixed=True), start="16:00"
    )
    story.press("16:10", "start", "a")
    found = proposal(story, "16:35")
    assert (found.rows[0].length, found.rows[0].least) == (minutes(30), minutes(25))
    assert found.missing == minutes(5)
    applied(story, found)
    assert story.at("16:35").countdown.left == NOTHING


def test_a_phase_that_is_nearly_over_leaves_the_giving_to_the_others():
    story = Story(
        block("b", "16:00", 40, min=20, phases=(phase("x", 20, min=5), phase("y", 20, min=10))),
        block("end", "16:40", 10, fixed=True),
    )
    story.press("16:12", "start", "b")
    found = proposal(story, "16:30")
    assert lengths(found) == {"x": (20, 18), "y": (20, 10), "end": (10, 10)}
    assert found.missing == NOTHING


def test_seconds_of_delay_are_rounded_up_to_a_minute():
    story = overrun()
    found = proposal(story, "17:30")
    late = replace(story.moments[-1].at, wall=story.time("17:27:20"))
    story.moments[-1] = replace(story.moments[-1], at=late)
    again = proposal(story, "17:30")
    assert again.goals[0].need == minutes(12) + seconds(20)
    assert again.goals[0].missing == NOTHING
    assert sum(again.cuts) == sum(found.cuts) + 1


def test_what_neither_deadline_can_win_is_taken_once():
    story = Story(
        block("a", "16:00", 30, min=25),
        block("eat", "16:30", 30, min=10, fixed=True),
        block("b", "17:00", 30, min=28),
        start="16:00",
        until="17:20",
    )
    story.press("16:20", "start", "a")
    found = proposal(story, "16:20")
    assert lengths(found) == {"a": (30, 25), "eat": (30, 30), "b": (30, 28)}
    assert [one.missing for one in found.goals] == [minutes(15), minutes(23)]


def test_phases_together_give_no_more_than_their_block():
    phases = (phase("x", 12, min=3), phase("y", 10, min=1))
    story = Story(
        block("a", "16:00", 10),
        block("b", "16:10", 30, min=14, phases=phases),
        block("end", "16:40", 10, fixed=True),
    )
    story.press("16:20", "start", "a")
    found = proposal(story, "16:20")
    assert [row.length - row.least for row in found.rows][1:4] == [
        minutes(4),
        minutes(4),
        minutes(8),
    ]
    assert found.missing == minutes(4)


def test_a_round_that_was_broken_off_keeps_its_turns():
    story = Story(
        block("a", "16:00", 30),
        block("b", "16:30", 20, min=10, phases=(round_of("x", 5, min=2), phase("z", 5))),
        block("eat", "16:50", 30, fixed=True),
        start="16:00",
    )
    story.press("16:00", "start", "a")
    story.press("16:20", "start", "b")
    story.press("16:20", "turn", "b", phase="x", group="g1")
    story.press("16:24", "turn", "b", phase="x", group="g2")
    story.press("16:26", "start", "a")
    found = proposal(story, "16:45")
    assert lengths(found)["x"] == (15, 15)
    keeps_its_promise(story, "16:45", found)


def test_a_round_that_was_passed_in_part_is_shortened_by_what_is_left_of_it():
    story = Story(
        block("a", "16:00", 20, phases=(phase("w", 5), round_of("x", 5, min=2))),
        block("eat", "16:20", 30, fixed=True),
    )
    story.press("16:10", "start", "a")
    story.press("16:11", "pass", "a", phase="x", group="g1")
    found = proposal(story, "16:12")
    assert lengths(found)["x"] == (10, 4)
    keeps_its_promise(story, "16:12", found)


def test_what_was_given_on_purpose_stays_given():
    phases = (phase("x", 5), phase("y", 15), phase("z", 25))
    story = Story(
        block("a", "16:00", 45, min=35, phases=phases), block("eat", "16:45", 30, fixed=True)
    )
    story.press("16:00", "start", "a")
    story.press("16:01", "extend", by=minutes(15))
    found = proposal(story, "16:10")
    assert found.missing == minutes(5)
    keeps_its_promise(story, "16:10", found)
    assert view(story.at("16:10"), "a").length == minutes(35 + 15)


def test_after_an_extension_a_block_and_a_phase_keep_their_min_beside_it():
    story = Story(
        block("a", "16:00", 20, min=5),
        block("b", "16:20", 20, phases=(phase("x", 20, min=10),)),
        block("eat", "16:40", 30, fixed=True),
    )
    story.press("16:00", "start", "a")
    story.press("16:10", "start", "b")
    story.press("16:11", "extend", by=minutes(10))
    story.press("16:12", "start", "a")
    story.press("16:12", "extend", by=minutes(30))
    found = proposal(story, "16:13")
    assert lengths(found)["a"] == (50, 41)
    assert lengths(found)["x"] == (30, 20)
    keeps_its_promise(story, "16:13", found)
    assert story.blocks[1].phases[0].length == minutes(10)


def test_a_skipped_block_that_is_current_takes_no_time():
    story = Story(
        block("a", "18:00", 45),
        block("quiz", "", 15),
        block("eat", "18:45", 30, fixed=True),
        start="18:00",
    )
    story.press("18:00", "start", "a")
    story.press("18:10", "skip", "a")
    assert view(story.at("18:10"), "eat").short == NOTHING
    assert proposal(story, "18:10").room == minutes(20)
    found = proposal(story, "18:35")
    assert [(goal.block, goal.need) for goal in found.goals] == [("eat", minutes(5))]
    keeps_its_promise(story, "18:35", found)


def test_with_only_a_skipped_block_the_end_is_as_expected():
    story = Story(block("a", "20:00", 30), start="20:00", until="20:30")
    story.press("20:00", "start", "a")
    story.press("20:34", "skip", "a")
    found = proposal(story, "20:35")
    assert (found.rows, found.missing) == ((), minutes(5))
    assert found.end == story.at("20:35").end


def test_a_phase_that_takes_what_is_left_does_not_take_what_is_won():
    phases = (phase("x", 10), phase("y", 10, min=5), phase("z"))
    story = Story(
        block("a", "16:00", 30, min=20, phases=phases), block("eat", "16:30", 30, fixed=True)
    )
    story.press("16:10", "start", "a")
    story.press("16:15", "phase", "a", phase="y")
    found = proposal(story, "16:15")
    assert found.missing == NOTHING
    keeps_its_promise(story, "16:15", found)


def test_what_takes_what_is_left_takes_no_more_when_nothing_is():
    phases = (phase("x", 10), phase("y", 10), phase("z"))
    story = Story(
        block("a", "16:00", 25, phases=phases),
        block("b", "16:25", 10),
    )
    story.press("15:40", "start", "a")
    story.press("15:52", "phase", "a", phase="x")
    found = adjust(adjust(proposal(story, "15:52"), 1, 3), 2, 4)
    assert lengths(found) == {"x": (10, 10), "y": (10, 13), "z": (0, 0), "b": (10, 10)}
    keeps_its_promise(story, "15:52", found)


def test_after_an_open_round_the_end_of_a_block_without_a_length_is_known():
    phases = (round_of("x", None), phase("y", 20, min=5))
    story = Story(block("a", "16:00", phases=phases), block("eat", "16:30", 30, fixed=True))
    story.press("16:00", "start", "a")
    story.press("16:20", "phase", "a", phase="y")
    found = proposal(story, "16:21")
    assert (lengths(found)["y"], found.missing) == ((20, 10), NOTHING)
    keeps_its_promise(story, "16:21", found)


def test_a_round_broken_off_in_a_block_without_a_length_needs_only_the_rest():
    phases = (phase("w"), round_of("x", 5))
    story = Story(
        block("a", "16:00", 10),
        block("b", "", phases=phases),
        block("c", ""),
        block("eat", "16:20", 30, fixed=True),
    )
    story.press("16:00", "start", "a")
    story.press("16:00", "start", "b")
    story.press("16:00", "turn", "b", phase="x", group="g1")
    story.press("16:05", "turn", "b", phase="x", group="g2")
    story.press("16:10", "phase", "b", phase="w")
    story.press("16:11", "start", "a")
    found = proposal(story, "16:12")
    assert [(goal.block, goal.need) for goal in found.goals] == [("eat", minutes(6))]
    keeps_its_promise(story, "16:12", found)


def test_what_was_broken_off_is_shortened_but_not_done_away_with():
    story = Story(
        block("a", "16:00", 20),
        block("b", "16:20", 20, min=5),
        block("eat", "16:35", 30, fixed=True),
    )
    story.press("16:05", "start", "a")
    story.press("16:05", "start", "b")
    story.press("16:15", "start", "a")
    found = proposal(story, "16:20")
    assert (lengths(found)["b"], found.missing) == ((20, 11), minutes(1))
    keeps_its_promise(story, "16:20", found)
    assert view(story.at("16:20"), "b").state == "to_come"


def test_a_gap_stays_when_phases_of_a_block_without_a_length_change():
    story = Story(
        block("a", "16:00", 20),
        block("b", "16:20", phases=(phase("x", 10, min=4), phase("y", 10))),
        block("c", "16:50", 10),
        block("eat", "17:00", 30, fixed=True),
    )
    story.press("15:40", "start", "a")
    found = adjust(proposal(story, "15:40"), 1, 5)
    assert lengths(found)["x"] == (10, 15)
    keeps_its_promise(story, "15:40", found)
    assert times(story.at("15:40"))["c"] == "16:35-16:45"


def test_a_round_without_groups_is_still_a_round():
    phases = (phase("choose", 20), phase("share", 3, per="themes"))
    story = Story(
        block("a", "16:00", 30),
        block("b", "16:30", 30, phases=phases),
        start="16:00",
        until="17:00",
    )
    story.press("16:00", "start", "a")
    story.press("16:10", "start", "b")
    found = proposal(story, "16:12")
    assert [row.phase for row in found.rows if row.most > row.length] == ["choose"]
    longer = adjust(found, 1, 2)
    assert longer == found
    keeps_its_promise(story, "16:12", longer)


def test_a_round_that_does_not_fit_its_block_is_shortened_by_what_it_takes():
    phases = (round_of("stage", 4), phase("z", 4, min=1))
    story = Story(
        block("a", "16:00", 10),
        block("b", "16:10", 10, phases=phases),
        block("end", "16:26", 10, fixed=True),
    )
    story.press("16:02", "start", "a")
    found = proposal(story, "16:02")
    applied(story, found)
    assert story.blocks[1].length == minutes(10)
    assert story.at("16:02").end == found.end
    assert view(story.at("16:02"), "end").short == NOTHING


def test_a_block_in_arrears_is_not_made_shorter_than_its_min():
    story = Story(
        block("b", "16:00", 45, min=40, phases=(phase("x", 15), phase("y", 15), phase("z", 15))),
        block("end", "16:45", 10, fixed=True),
    )
    story.press("16:00", "start", "b")
    story.press("16:12", "phase", "b", phase="x")
    found = proposal(story, "16:12")
    assert found.goals[0].need == minutes(12)
    applied(story, found)
    assert story.blocks[0].length >= story.blocks[0].min
    assert story.at("16:12").end == found.end


def dreaming() -> Story:
    """A block that can miss ten minutes, and dinner after it."""
    phases = (
        phase("prepare", 20, min=15),
        round_of("stage", 2, change=1),
        phase("themes", 5, min=3),
    )
    story = Story(
        block("dream", "18:00", 45, min=35, phases=phases),
        block("dinner", "18:45", 30, fixed=True),
    )
    story.groups["groups"] = ("g1", "g2", "g3", "g4")
    return story


def test_a_phase_left_early_does_not_lock_those_to_come():
    story = dreaming()
    story.press("18:30", "start", "dream")
    story.press("18:31", "phase", "dream", phase="stage")
    found = proposal(story, "18:31")
    given_up = {"stage": (11, 11), "themes": (5, 4), "dream": (9, 0), "dinner": (30, 30)}
    assert lengths(found) == given_up
    assert (found.goals[0].need, found.missing) == (minutes(11), minutes(1))
    keeps_its_promise(story, "18:31", found)
    again = proposal(story, "18:31")
    assert [row.length - row.least for row in again.rows] == [NOTHING] * 3
    assert again.missing == minutes(1)


def test_a_block_left_early_down_to_its_min_still_gives_what_it_can_miss():
    story = dreaming()
    story.press("18:15", "start", "dream")
    story.press("18:25", "phase", "dream", phase="stage")
    found = proposal(story, "18:25")
    assert [row.length - row.least for row in found.rows] == [
        NOTHING,
        minutes(1),
        minutes(9),
        NOTHING,
    ]
    assert (found.goals[0].need, found.missing) == (minutes(5), NOTHING)
    keeps_its_promise(story, "18:25", found)


def left_early(*phases: Phase, length: float, least: float) -> Story:
    """A block of which the last phase takes what is left, begun late, with what follows it."""
    return Story(
        block("talk", "16:10", length, min=least, phases=(*phases, phase("rest"))),
        block("end", "16:40", 30, fixed=True),
    )


def test_a_phase_that_takes_what_is_left_gives_no_more_than_its_block_can_miss():
    story = left_early(phase("x", 20), length=30, least=15)
    story.press("16:31", "start", "talk")
    story.press("16:32", "phase", "talk", phase="rest")
    found = proposal(story, "16:33")
    assert (lengths(found)["rest"], found.missing) == ((29, 14), minutes(6))
    keeps_its_promise(story, "16:33", found)
    again = proposal(story, "16:33")
    assert (again.cuts, again.missing) == ((0, 0), minutes(6))
    assert times(story.at("16:33"))["talk"] == "16:31-16:46"


def test_turns_that_were_soon_over_give_nothing_twice():
    story = left_early(round_of("q", 5, change=1), length=20, least=10)
    story.groups["groups"] = ("g1", "g2", "g3", "g4")
    story.press("16:34", "start", "talk")
    story.press("16:34", "turn", "talk", phase="q", group="g1")
    for at, group in (("16:35", "g2"), ("16:36", "g3"), ("16:37", "g4")):
        story.press(at, "turn", "talk", phase="q", group=group)
    found = proposal(story, "16:37:30")
    assert (found.goals[0].need, found.missing) == (minutes(14), minutes(4))
    keeps_its_promise(story, "16:37:30", found)
    assert proposal(story, "16:37:30").missing == minutes(4)


def test_what_was_given_stays_given_when_the_phase_before_it_was_left_early():
    story = Story(
        block("b", "16:00", 40, min=5, phases=(phase("x", 20), phase("y", 20))),
        block("end", "16:40", 10, fixed=True),
    )
    story.press("16:25", "start", "b")
    story.press("16:26", "phase", "b", phase="y")
    story.press("16:27", "extend", "b", by=minutes(15))
    found = proposal(story, "16:27")
    assert lengths(found)["y"] == (35, 16)
    assert found.missing == minutes(2)


def given_and_left(until: str) -> Story:
    """An open phase got five minutes more and was left before it had used them; dinner waits."""
    story = Story(
        block("talk", "16:00", 28, min=15, phases=(phase("open"), phase("last", 18, min=16))),
        block("dinner", "16:28", 30, fixed=True, min=30),
    )
    story.press("16:00", "start", "talk")
    story.press("16:07", "extend", by=minutes(5))
    story.press(until, "phase", "talk", phase="last")
    return story


@pytest.mark.parametrize("until", ["16:07:30", "16:08", "16:09", "16:10:20", "16:14"])
def test_what_was_given_to_an_open_phase_that_was_left_changes_nothing_of_what_is_over(until):
    story = given_and_left(until)
    before = phase_view(story.at("16:17"), "talk", "open")
    keeps_its_promise(story, "16:17", proposal(story, "16:17"))
    after = phase_view(story.at("16:17"), "talk", "open")
    assert (after.elapsed, after.extended) == (before.elapsed, before.extended)


def test_what_got_its_time_back_can_miss_it_again():
    story = Story(
        block("talk", "16:00", 20, min=20, planned_length=30),
        block("next", "16:40", 30, fixed=True),
    )
    story.press("16:00", "start", "talk")
    found = proposal(story, "16:01")
    assert lengths(found)["talk"] == (20, 30)
    keeps_its_promise(story, "16:01", found)
    seen = story.at("16:01")
    assert (seen.countdown.extended, view(seen, "talk").given) == (NOTHING, NOTHING)
    story.press("16:02", "pause")
    story.press("16:17", "resume")
    found = proposal(story, "16:17")
    assert (lengths(found)["talk"], found.missing) == ((30, 25), NOTHING)
    keeps_its_promise(story, "16:17", found)


@pytest.mark.parametrize("phases", [(), (phase("x", 10), phase("y", 20))])
def test_shortening_again_takes_nothing_of_what_was_given(phases):
    story = Story(
        block("talk", "16:00", 30, min=20, phases=phases),
        block("next", "16:30", 30, fixed=True),
    )
    story.press("16:00", "start", "talk")
    story.press("16:01", "extend", by=minutes(20))
    found = proposal(story, "16:02")
    assert (found.goals[0].need, found.missing) == (minutes(20), minutes(10))
    keeps_its_promise(story, "16:02", found)
    assert view(story.at("16:02"), "talk").extended == minutes(20)
    again = proposal(story, "16:02")
    assert (any(again.cuts), again.missing) == (False, minutes(10))


def test_when_the_planned_time_is_used_up_only_what_was_given_is_left():
    story = Story(
        block("talk", "16:00", 30, phases=(phase("x", 10, min=5), phase("y", 20, min=10))),
        block("next", "16:30", 30, fixed=True),
    )
    story.press("16:10", "start", "talk")
    story.press("16:19", "extend", by=minutes(10))
    assert lengths(proposal(story, "16:18"))["x"] == (10, 8)
    found = proposal(story, "16:21")
    assert lengths(found) == {"x": (20, 20), "y": (20, 10), "next": (30, 30)}
    keeps_its_promise(story, "16:21", found)
    assert story.at("16:21").phase == "x"


def test_a_phase_that_began_anew_keeps_the_time_that_it_took_before():
    story = Story(
        block("talk", "16:00", 40, phases=(phase("x", 20, min=5), phase("y", 20))),
        block("next", "16:40", 30, fixed=True),
    )
    story.press("16:00", "start", "talk")
    story.press("16:12", "phase", "talk", phase="y")
    story.press("16:15", "phase", "talk", phase="x")
    found = proposal(story, "16:16")
    assert (lengths(found)["x"], found.missing) == ((20, 12), minutes(7))
    keeps_its_promise(story, "16:16", found)
    seen = story.at("16:16")
    spent = [phase_view(seen, "talk", one).spent for one in ("x", "y")]
    assert spent == [minutes(13), minutes(3)]


def test_leaving_early_does_not_lock_a_block_whose_phases_pass_its_length():
    phases = (phase("x", 20), phase("y", 20), phase("z", 20, min=5))
    story = Story(
        block("b", "16:00", 45, min=35, phases=phases), block("end", "16:45", 10, fixed=True)
    )
    story.press("16:00", "start", "b")
    story.press("16:02", "phase", "b", phase="y")
    story.press("16:10", "extend", "b", by=minutes(20))
    found = proposal(story, "16:10")
    assert (found.goals[0].need, found.missing) == (minutes(17), NOTHING)
    assert lengths(found) == {"y": (40, 33), "z": (20, 10), "end": (10, 10)}
    keeps_its_promise(story, "16:10", found)


def test_a_break_that_was_broken_off_keeps_the_length_it_began_with():
    story = Story(
        block("a", "16:00", 30),
        block("rest", "16:30", 15, absorbs=True, min=5),
        block("b", "16:45", 30, min=10),
        block("end", "17:15", 10, fixed=True),
    )
    story.press("16:05", "start", "a")
    story.press("16:33", "start", "rest")
    story.press("16:35", "start", "a")
    story.press("16:36", "extend", by=minutes(9))
    found = proposal(story, "16:40")
    assert lengths(found)["rest"][0] == 12
    assert found.missing == NOTHING
    applied(story, found)
    assert story.at("16:40").end == found.end


def test_a_gap_before_a_fixed_block_is_no_room_to_give():
    story = Story(block("a", "16:00", 20, min=10), block("eat", "16:30", 30, fixed=True))
    story.press("16:00", "start", "a")
    assert propose(story.plan, story.at("16:05")) is None


def test_room_that_nothing_can_take_is_not_proposed():
    story = Story(
        block("a", "16:00", 12, phases=(round_of("stage", 4),)),
        block("eat", "16:12", 30, fixed=True),
    )
    story.press("15:50", "start", "a")
    assert propose(story.plan, story.at("15:51")) is None


def test_a_danger_that_nothing_can_avert_is_proposed_with_what_is_missing():
    story = Story(block("a", "16:00", 30), block("eat", "16:30", 30, fixed=True))
    story.press("16:10", "start", "a")
    found = proposal(story, "16:15")
    assert (found.cuts, found.missing) == ((0, 0), minutes(10))


def test_a_row_can_be_adjusted_within_its_limits():
    found = proposal(overrun(), "17:30")
    longer = adjust(found, 0, 3)
    assert lengths(longer)["share"] == (45, 41)
    assert longer.missing == minutes(3)
    assert lengths(adjust(found, 0, 99))["share"] == (45, 45)
    assert lengths(adjust(found, 0, -99))["share"] == (45, 35)
    assert lengths(adjust(found, 4, -5))["dinner"] == (30, 30)
    assert adjust(longer, 0, -3) == found


def test_a_break_that_absorbs_is_not_shortened_twice():
    story = Story(
        block("a", "16:00", 30),
        block("rest", "16:30", 15, absorbs=True, min=5),
        block("b", "16:45", 30, min=10),
        block("end", "17:15", 10, fixed=True),
    )
    story.press("16:14", "start", "a")
    found = proposal(story, "16:14")
    assert lengths(found) == {"a": (30, 30), "rest": (5, 5), "b": (30, 26), "end": (10, 10)}
    assert adjust(found, 1, -3) == adjust(found, 1, 3) == found
    applied(story, found)
    assert view(story.at("16:14"), "end").short == NOTHING


def test_what_a_break_takes_up_first_is_taken_too():
    story = Story(
        block("talk", "16:00", 30, min=10),
        block("rest", "16:30", 20, absorbs=True, min=10),
        block("third", "16:50", 40, min=10),
        start="16:00",
        until="17:20",
    )
    story.press("16:05", "start", "talk")
    found = proposal(story, "16:06")
    assert (found.goals[0].need, found.missing) == (minutes(10), NOTHING)
    assert lengths(found) == {"talk": (30, 24), "rest": (15, 20), "third": (40, 31)}
    keeps_its_promise(story, "16:06", found)


def test_what_a_gap_in_the_plan_takes_up_first_is_taken_too():
    story = Story(
        block("a", "16:00", 30, min=10),
        block("c", "16:40", 30, min=10),
        block("d", "17:10", 10),
        start="16:00",
        until="17:10",
    )
    story.press("16:05", "start", "a")
    found = proposal(story, "16:05")
    assert (found.goals[0].need, found.missing) == (minutes(10), NOTHING)
    keeps_its_promise(story, "16:05", found)


def after_a_short_break() -> Story:
    """A break of twenty minutes that began ten minutes late, with the last block skipped."""
    story = Story(
        block("talk", "16:00", 30),
        block("rest", "16:30", 20, absorbs=True, min=5),
        block("next", "16:50", 30),
        block("last", "17:20", 20),
        start="16:00",
    )
    story.press("16:00", "start", "talk")
    story.press("16:40", "start", "rest")
    story.press("16:41", "skip", "last")
    return story


def test_a_break_that_gave_way_gets_nothing_back_while_it_runs():
    story = after_a_short_break()
    found = proposal(story, "16:42")
    assert (found.kind, lengths(found)) == ("give", {"rest": (10, 10), "next": (30, 30)})
    assert [row.most for row in found.rows] == [minutes(10), minutes(50)]


def test_a_break_that_gave_way_and_was_broken_off_gets_nothing_back():
    story = after_a_short_break()
    story.press("16:42", "start", "talk")
    found = proposal(story, "16:42")
    rest = next(row for row in found.rows if row.block == "rest")
    assert (rest.length, rest.most) == (minutes(10), minutes(10))
    keeps_its_promise(story, "16:42", found)


def test_a_phase_in_overtime_that_was_broken_off_gets_no_room():
    story = Story(
        block("a", "16:00", 10),
        block("b", "16:10", 30, phases=(phase("x", 5), round_of("q", 5), phase("y", 5))),
        block("c", "16:40", 30),
        block("d", "17:10", 30),
        start="16:00",
    )
    story.press("16:00", "start", "a")
    story.press("16:10", "start", "b")
    story.press("16:10", "phase", "b", phase="y")
    story.press("16:17", "start", "a")
    story.press("16:18", "skip", "d")
    found = proposal(story, "16:19")
    assert [row.most - row.length for row in found.rows if row.phase == "y"] == [NOTHING]


def test_what_runs_over_is_as_long_as_it_took_before_and_after():
    story = Story(
        block("talk", "16:00", 20, phases=(phase("x", 10), phase("y", 10))),
        block("share", "16:20", 30, min=10),
        block("end", "16:50", 10, fixed=True),
    )
    story.press("16:00", "start", "talk")
    found = proposal(story, "16:27")
    assert lengths(found) == {"y": (17, 17), "share": (30, 23), "end": (10, 10)}
    assert found.rows[0].least == found.rows[0].most == minutes(17)
    keeps_its_promise(story, "16:27", found)


def test_a_phase_that_is_to_come_again_comes_true():
    story = Story(
        block("talk", "16:00", 10, phases=(phase("x", 5), phase("y", 5, min=1))),
        block("next", "16:10", 10, fixed=True),
    )
    story.press("16:00", "start", "talk")
    story.press("16:05", "phase", "talk", phase="y")
    story.press("16:08", "extend", by=minutes(-1))
    story.press("16:08", "phase", "talk", phase="x")
    found = proposal(story, "16:08")
    assert lengths(found)["y"] == (4, 3)
    keeps_its_promise(story, "16:08", found)


def ahead() -> Story:
    story = overrun()
    story.moments[-1] = replace(
        story.moments[-1], at=replace(story.moments[-1].at, wall=story.time("17:03"))
    )
    return story


def test_ahead_of_time_nothing_becomes_longer_than_planned_by_itself():
    found = proposal(ahead(), "17:05")
    assert (found.kind, found.room, found.goals) == ("give", minutes(12), ())
    assert not any(found.cuts)
    assert all(row.most == row.length + minutes(12) for row in found.rows if row.most != row.length)
    assert [row.phase or row.block for row in found.rows if row.most > row.length] == [
        "share",
        "prepare",
        "themes",
    ]


def test_room_before_a_fixed_block_is_not_offered_to_what_comes_after_it():
    story = Story(
        block("dream", "20:00", 30, min=20),
        block("work", "20:30", 60, fixed=True),
        block("close", "21:30", 30, min=20),
        start="20:00",
        until="22:00",
    )
    story.press("19:50", "start", "dream")
    found = proposal(story, "19:55")
    assert (found.kind, found.room) == ("give", minutes(10))
    assert [row.most // minutes(1) for row in found.rows] == [40, 60, 30]
    assert adjust(found, 2, 3) == found


def test_room_before_the_end_stays_before_the_hard_end():
    story = Story(block("a", "16:00", 60), block("b", "17:00", 30), start="16:00", until="17:20")
    story.press("15:40", "start", "a")
    found = proposal(story, "15:45")
    assert found.room == minutes(10)
    assert adjust(found, 1, 99).missing == NOTHING


def test_room_given_by_hand_is_there_and_dinner_stays():
    story = ahead()
    found = adjust(adjust(proposal(story, "17:05"), 0, 7), 1, 5)
    assert found.goals == ()
    applied(story, found)
    seen = story.at("17:05")
    assert hm(view(seen, "dream").end) == "18:45"
    assert view(seen, "dinner").slack == NOTHING
    assert (view(seen, "share").given, view(seen, "share").extended) == (minutes(7), NOTHING)
    assert propose(story.plan, seen) is None


def test_what_was_shortened_gets_its_time_back_and_no_more():
    story = Story(
        block("a", "16:00", 30),
        block("b", "16:30", 20, min=10, planned_length=28),
        block("c", "17:00", 30, min=10),
        start="16:00",
    )
    story.press("15:50", "start", "a")
    story.press("16:20", "start", "b")
    story.press("16:20", "skip", "a")
    found = proposal(story, "16:20")
    assert found.room == minutes(18)
    assert lengths(found) == {"b": (20, 28), "c": (30, 30)}


def test_a_phase_that_was_made_shorter_gets_its_time_back():
    story = overrun()
    story.moments[-1] = replace(
        story.moments[-1], at=replace(story.moments[-1].at, wall=story.time("17:05"))
    )
    story.press("17:06", "extend", "share", by=minutes(-6))
    found = proposal(story, "17:06")
    assert found.room == minutes(16)
    assert lengths(found)["share"] == (39, 45)
    assert sum(-cut for cut in found.cuts) == 6


def test_too_much_given_is_shown_as_a_goal_that_is_missed():
    found = adjust(adjust(proposal(ahead(), "17:05"), 0, 12), 1, 5)
    assert [(one.block, one.missing) for one in found.goals] == [("dinner", minutes(5))]


def test_applying_and_shortening_back_to_the_plan_forgets_the_change():
    story = overrun()
    applied(story, proposal(story, "17:30"))
    changed = [(one.length, one.planned_length) for one in story.blocks[1:3]]
    assert changed == [(minutes(38), minutes(45)), (minutes(40), minutes(45))]
    story.moments[-1] = replace(
        story.moments[-1], at=replace(story.moments[-1].at, wall=story.time("17:15"))
    )
    found = proposal(story, "17:16")
    assert (found.kind, found.room) == ("give", minutes(12))
    applied(story, found)
    changed = [(one.length, one.planned_length) for one in story.blocks[1:3]]
    assert changed == [(minutes(45), None), (minutes(45), None)]


@given(st.integers(0, 500), st.lists(st.integers(0, 60), max_size=30))
def test_minutes_are_divided_without_losing_any(count, limits):
    given_out = most(count, limits)
    assert sum(given_out) == min(count, sum(limits))
    assert all(0 <= one <= limit for one, limit in zip(given_out, limits, strict=True))


@pytest.mark.parametrize(("count", "weights"), [(7, [1, 1, 1]), (100, [3, 0, 5]), (0, [4, 4])])
def test_shares_are_in_proportion_within_a_minute(count, weights):
    given_out = shares(count, weights)
    assert sum(given_out) == count
    for one, weight in zip(given_out, weights, strict=True):
        assert abs(one - count * weight / sum(weights)) < 1


def test_nobody_with_a_weight_means_nothing_is_given():
    assert shares(5, [0, 0]) == [0, 0]


def left_at_once(begin: str = "16:00") -> Story:
    """Eleven of the twelve minutes of the first phase were left."""
    phases = (phase("x", 12), phase("y", 20), phase("z", 8))
    story = Story(
        block("a", "16:00", 40, min=20, phases=phases), block("end", "16:40", 20, fixed=True)
    )
    start = story.time(begin)
    story.press(start, "start", "a")
    story.press(start + minutes(1), "phase", "a", phase="y")
    return story


def test_room_that_goes_from_one_phase_to_another_makes_a_block_no_longer():
    story = left_at_once()
    assert view(story.at("16:02"), "a").expected == minutes(29)
    found = proposal(story, "16:02")
    assert lengths(found) == {"y": (20, 28), "z": (8, 11), "end": (20, 20)}
    keeps_its_promise(story, "16:02", found)
    seen = story.at("16:02")
    one = view(seen, "a")
    assert (one.expected, one.length, one.given) == (minutes(40), minutes(40), NOTHING)
    assert phase_view(seen, "a", "y").expected == minutes(28)
    after = view(story.at("16:43"), "a")
    assert (after.expected, after.over) == (minutes(43), minutes(3))


def test_a_block_keeps_its_min_when_room_went_from_one_of_its_phases_to_another():
    story = left_at_once()
    applied(story, proposal(story, "16:02"))
    story.press("16:02", "extend", by=minutes(30))
    found = proposal(story, "16:02")
    assert found.missing == minutes(10)
    applied(story, found)
    one = view(story.at("16:02"), "a")
    assert one.expected == story.blocks[0].min + one.extended


def test_what_a_block_is_given_beyond_what_its_phases_left_early_is_extra_and_stays_so():
    story = left_at_once("15:40")
    found = proposal(story, "15:42")
    assert found.room == minutes(31)
    applied(story, adjust(found, 0, 10))
    one = view(story.at("15:42"), "a")
    assert (one.expected, one.length, one.given) == (minutes(50), minutes(50), minutes(10))
    story.press("15:45", "phase", "a", phase="z")
    one = view(story.at("15:46"), "a")
    assert (one.expected, one.given) == (minutes(16), minutes(10))


def test_the_digits_say_what_became_of_what_they_count_in_the_plan_and_by_hand():
    story = overrun()
    applied(story, proposal(story, "17:30"))
    assert story.at("17:30").countdown.extended == minutes(-7)
    story.press("17:31", "extend", by=minutes(2))
    assert story.at("17:32").countdown.extended == minutes(-5)
    story.press("18:05", "start", "dream")
    seen = story.at("18:06")
    assert (seen.countdown.length, seen.countdown.extended) == (minutes(21), minutes(-4))


def test_the_digits_of_a_turn_say_how_much_shorter_a_turn_became():
    story = Story(
        block("a", "16:00", 10),
        block("b", "16:10", 12, phases=(round_of("stage", 4, min=3),)),
        block("end", "16:22", 10, fixed=True),
    )
    story.press("16:03", "start", "a")
    applied(story, proposal(story, "16:03"))
    story.next("16:13")
    seen = story.at("16:13:30")
    assert (seen.countdown.length, seen.countdown.extended) == (minutes(3), minutes(-1))


def test_what_gets_back_all_that_was_taken_is_as_it_was_planned():
    story = overrun()
    before = story.blocks
    applied(story, proposal(story, "17:30"))
    assert story.blocks != before
    story.press("17:31", "start", "dream")
    applied(story, proposal(story, "17:31"))
    assert story.blocks[2] == before[2]


def test_room_that_went_from_phase_to_phase_leaves_the_free_time_of_a_block_as_it_was():
    phases = (phase("x", 12), phase("y", 20, min=10), phase("z", 3))
    story = Story(
        block("a", "16:00", 40, min=20, phases=phases), block("end", "16:40", 20, fixed=True)
    )
    story.press("16:00", "start", "a")
    story.press("16:01", "phase", "a", phase="y")
    keeps_its_promise(story, "16:02", proposal(story, "16:02"))
    assert (story.blocks[0].reused, story.blocks[0].length) == (minutes(11), minutes(51))
    story.press("16:03", "extend", by=minutes(3))
    found = proposal(story, "16:03")
    assert [row.length for row in found.rows if row.free] == [minutes(5)]
    keeps_its_promise(story, "16:03", found)
    assert view(story.at("16:03"), "a").expected == minutes(40)


def test_what_is_cut_to_what_it_took_while_the_clock_stands_still_has_not_ended():
    phases = (phase("x", 20, min=5), phase("y", 10))
    story = Story(block("a", "16:00", 30, phases=phases), block("end", "16:30", 10, fixed=True))
    story.press("16:10", "start", "a")
    story.press("16:20", "pause")
    found = proposal(story, "16:20")
    assert lengths(found)["x"] == (20, 10)
    keeps_its_promise(story, "16:20", found)
    seen = story.at("16:21")
    assert (seen.phase, seen.countdown.left) == ("x", NOTHING)
    assert phase_view(seen, "a", "x").state == "paused"
    story.press("16:21", "extend", by=minutes(1))
    story.press("16:21", "resume")
    assert (story.at("16:21:30").phase, story.at("16:23").phase) == ("x", "y")


@pytest.mark.parametrize("again", [False, True])
def test_what_was_left_after_time_was_taken_away_is_all_that_can_be_won(again):
    phases = (phase("x", 10, min=5), phase("y", 20, min=5))
    story = Story(block("a", "16:00", 30, phases=phases), block("end", "16:30", 10, fixed=True))
    story.press("16:10", "start", "a")
    story.press("16:10", "phase", "a", phase="y")
    story.press("16:12", "pause")
    story.press("16:13", "extend", by=minutes(-20))
    story.press("16:13", "resume")
    if again:
        story.press("16:14", "phase", "a", phase="y")
    story.press("16:14", "extend", by=minutes(5))
    story.press("16:20", "extend", by=minutes(20))
    found = proposal(story, "16:20")
    assert lengths(found)["y"][0] == lengths(found)["y"][1]
    keeps_its_promise(story, "16:20", found)


def test_it_counts_from_the_last_press_where_that_is_later_than_the_clock_here():
    story = Story(
        block("a", "16:00", 30, min=10),
        block("b", "16:30", 30, min=10),
        block("c", "17:00", 30, fixed=True),
    )
    story.press("16:00", "start", "a")
    story.press("16:44", "start", "b")
    behind = evening(story.plan, story.moments, Instant(story.time("16:40")), story.groups)
    assert view(behind, "c").short == minutes(14)
    (goal,) = propose(story.plan, behind).goals
    assert (goal.need, goal.missing) == (minutes(14), NOTHING)
