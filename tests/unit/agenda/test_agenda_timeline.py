from datetime import timedelta

import pytest
from agenda_kit import (
    NOTHING,
    Story,
    block,
    hm,
    minutes,
    phase,
    phase_times,
    seconds,
    states,
    times,
    view,
)

from ai_tui.agenda.next import current_seen


def dinner_evening() -> Story:
    return Story(
        block("talk", "16:00", 30),
        block("share", "16:30", 45),
        block("dinner", "17:30", 30, fixed=True),
        block("close", "18:00", 30),
        start="16:00",
        until="19:00",
    )


def test_before_the_start_everything_is_as_planned():
    seen = dinner_evening().at("15:47")
    assert (seen.state, seen.block, seen.drift) == ("before", "", NOTHING)
    assert times(seen) == {
        "talk": "16:00-16:30",
        "share": "16:30-17:15",
        "dinner": "17:30-18:00",
        "close": "18:00-18:30",
    }
    assert seen.countdown.left == minutes(13)
    assert hm(seen.countdown.until) == "16:00"
    assert (seen.ahead.kind, seen.ahead.block, hm(seen.ahead.at)) == ("begin", "talk", "16:00")
    assert seen.room == minutes(30)


def test_nothing_is_late_before_the_first_start_and_the_plan_stays_as_it_is():
    seen = dinner_evening().at("17:20")
    assert seen.state == "before"
    assert times(seen) == times(dinner_evening().at("15:47"))
    assert hm(view(seen, "dinner").start) == "17:30"
    assert seen.countdown.left == minutes(-80)
    assert seen.drift == NOTHING
    assert all(one.late == NOTHING and one.short == NOTHING for one in seen.blocks)
    assert seen.room == minutes(30)
    assert hm(seen.end) == "18:30"


def test_an_overrun_moves_what_follows_up_to_the_fixed_block():
    story = dinner_evening()
    story.press("16:00", "start", "talk")
    seen = story.at("16:37")
    assert times(seen) == {
        "talk": "16:00-16:37",
        "share": "16:37-17:22",
        "dinner": "17:30-18:00",
        "close": "18:00-18:30",
    }
    assert view(seen, "talk").over == minutes(7)
    assert view(seen, "share").late == minutes(7)
    assert view(seen, "dinner").slack == minutes(8)
    assert seen.drift == NOTHING
    assert seen.countdown.left == minutes(-7)
    assert hm(seen.countdown.until) == "16:30"


def test_what_comes_too_late_for_a_fixed_block_is_short():
    story = dinner_evening()
    story.press("16:00", "start", "talk")
    story.press("16:52", "start", "share")
    seen = story.at("17:00")
    assert view(seen, "dinner").short == minutes(7)
    assert view(seen, "dinner").slack == NOTHING
    assert hm(view(seen, "dinner").start) == "17:37"
    assert seen.drift == minutes(7)
    assert hm(seen.end) == "18:37"
    assert seen.room == minutes(23)


def test_a_fixed_block_is_not_expected_before_its_time_but_starts_when_pressed():
    story = dinner_evening()
    story.press("16:00", "start", "talk")
    story.press("16:30", "start", "share")
    story.press("17:10", "start", "dinner")
    seen = story.at("17:12")
    assert times(seen)["dinner"] == "17:10-17:40"
    assert view(seen, "dinner").late == minutes(-20)
    assert times(seen)["close"] == "17:40-18:10"
    assert seen.drift == minutes(-20)


def test_floating_blocks_follow_early():
    story = dinner_evening()
    story.press("16:00", "start", "talk")
    story.press("16:20", "start", "share")
    seen = story.at("16:25")
    assert times(seen)["share"] == "16:20-17:05"
    assert view(seen, "share").late == minutes(-10)
    assert view(seen, "dinner").slack == minutes(25)


def test_a_gap_in_the_plan_takes_up_delay_and_stays_when_early():
    story = Story(block("a", "16:00", 20), block("b", "16:30", 30))
    story.press("16:00", "start", "a")
    assert hm(view(story.at("16:10"), "b").start) == "16:30"
    assert hm(view(story.at("16:27"), "b").start) == "16:30"
    assert hm(view(story.at("16:34"), "b").start) == "16:34"
    early = Story(block("z", "15:50", 10), *story.blocks)
    early.press("15:50", "start", "z")
    early.press("15:55", "start", "a")
    assert hm(view(early.at("15:56"), "b").start) == "16:25"


def test_planned_times_stay_the_plan_whatever_happens():
    story = dinner_evening()
    story.press("16:20", "start", "talk")
    story.press("16:30", "extend", by=minutes(5))
    planned = [(hm(one.planned_start), hm(one.planned_end)) for one in story.at("17:40").blocks]
    assert planned == [
        ("16:00", "16:30"),
        ("16:30", "17:15"),
        ("17:30", "18:00"),
        ("18:00", "18:30"),
    ]


def test_pause_stops_the_block_and_everything_after_it_moves():
    story = dinner_evening()
    story.press("16:00", "start", "talk")
    story.press("16:10", "pause")
    seen = story.at("16:16")
    assert seen.state == "paused"
    assert states(seen)["talk"] == "paused"
    assert hm(seen.paused_since) == "16:10"
    assert seen.countdown.left == minutes(20)
    assert hm(seen.countdown.until) == "16:36"
    story.press("16:20", "resume")
    seen = story.at("16:25")
    assert (view(seen, "talk").elapsed, view(seen, "talk").paused) == (minutes(15), minutes(10))
    assert times(seen)["talk"] == "16:00-16:40"
    assert view(seen, "talk").over == NOTHING


def test_extension_pause_and_overrun_stay_apart():
    story = dinner_evening()
    story.press("16:00", "start", "talk")
    story.press("16:10", "pause")
    story.press("16:15", "resume")
    story.press("16:20", "extend", by=minutes(5))
    talk = view(story.at("16:43"), "talk")
    assert (talk.paused, talk.extended, talk.over) == (minutes(5), minutes(5), minutes(3))
    assert talk.length == minutes(35)


def test_added_time_changes_this_block_and_all_that_follows():
    story = dinner_evening()
    story.press("16:00", "start", "talk")
    story.press("16:05", "extend", by=minutes(5))
    seen = story.at("16:06")
    assert times(seen)["talk"] == "16:00-16:35"
    assert times(seen)["share"] == "16:35-17:20"
    assert seen.countdown.left == minutes(29)


def test_time_taken_away_is_never_more_than_is_left():
    story = dinner_evening()
    story.press("16:00", "start", "talk")
    story.press("16:28", "extend", by=minutes(-5))
    talk = view(story.at("16:28"), "talk")
    assert talk.extended == minutes(-2)
    assert talk.length == talk.elapsed == minutes(28)


def test_time_taken_away_in_overtime_changes_nothing():
    story = dinner_evening()
    story.press("16:00", "start", "talk")
    story.press("16:33", "extend", by=minutes(-5))
    assert view(story.at("16:34"), "talk").extended == NOTHING


def test_going_back_continues_the_blocks_own_time_and_owes_the_one_broken_off():
    story = dinner_evening()
    story.press("16:00", "start", "talk")
    story.press("16:20", "start", "share")
    story.press("16:25", "start", "talk")
    seen = story.at("16:28")
    assert (seen.block, view(seen, "talk").elapsed) == ("talk", minutes(23))
    assert hm(view(seen, "talk").end) == "16:35"
    assert states(seen)["share"] == "to_come"
    assert times(seen)["share"] == "16:35-17:15"
    assert seen.ahead.block == "share"
    story.press("16:35", "start", "share")
    assert view(story.at("16:36"), "share").elapsed == minutes(6)
    assert hm(view(story.at("16:36"), "share").started) == "16:20"


def test_a_block_that_had_its_time_is_done_when_an_earlier_one_is_gone_back_to():
    story = dinner_evening()
    story.press("16:00", "start", "talk")
    story.press("16:10", "start", "share")
    story.press("16:58", "start", "talk")
    seen = story.at("17:00")
    assert states(seen)["share"] == "done"
    assert seen.ahead.block == "dinner"


def test_a_block_taken_first_is_done_when_the_one_before_it_begins_after_it():
    story = dinner_evening()
    story.press("16:00", "start", "share")
    story.next("16:20")
    seen = story.at("16:22")
    assert seen.block == "talk"
    assert states(seen)["share"] == "done"
    assert seen.ahead.block == "dinner"


def test_a_block_broken_off_and_gone_on_with_is_done_when_it_ends():
    story = Story(block("a", "16:00", 30), block("b", "16:30", 30), block("c", "17:00", 30))
    for at, which in (("16:00", "a"), ("16:30", "b"), ("16:40", "a"), ("16:45", "b")):
        story.press(at, "start", which)
    assert view(story.at("16:42"), "b").state == "to_come"
    story.press("17:05", "start", "c")
    assert view(story.at("17:06"), "b").state == "done"


def test_a_skipped_block_leaves_every_total_and_comes_back_whole():
    story = dinner_evening()
    story.press("16:00", "start", "talk")
    whole = story.at("16:10")
    story.press("16:05", "skip", "close")
    seen = story.at("16:10")
    assert states(seen)["close"] == "skipped"
    assert hm(seen.end) == "18:00"
    assert (view(seen, "close").start, view(seen, "close").end) == (None, None)
    assert seen.room == minutes(60)
    story.press("16:08", "restore", "close")
    assert story.at("16:10") == whole


def test_the_current_block_is_skipped_when_the_next_one_starts_with_it():
    story = dinner_evening()
    story.press("16:05", "start", "talk")
    story.press("16:15", "skip", "talk")
    story.press("16:15", "start", "share")
    seen = story.at("16:17")
    assert states(seen)["talk"] == "skipped"
    assert (view(seen, "talk").elapsed, view(seen, "talk").late) == (minutes(10), NOTHING)
    assert seen.block == "share"


def test_a_current_block_that_is_skipped_is_shown_as_skipped_and_waits_for_the_fixed_one():
    story = dinner_evening()
    story.press("16:00", "start", "talk")
    story.press("16:30", "start", "share")
    story.press("16:50", "extend", "share", by=minutes(5))
    story.press("17:00", "skip", "share")
    seen = story.at("17:10")
    assert (seen.state, seen.block, states(seen)["share"]) == ("running", "share", "skipped")
    assert (seen.countdown.left, hm(seen.countdown.until)) == (minutes(20), "17:30")
    assert times(seen)["dinner"] == "17:30-18:00"
    assert (seen.ahead.kind, seen.ahead.block) == ("block", "dinner")
    assert (seen.drift, seen.behind) == (NOTHING, NOTHING)
    assert story.at("17:33").countdown.left == minutes(-3)


def test_the_time_after_a_skip_is_not_the_skipped_blocks_own():
    story = dinner_evening()
    story.press("16:00", "start", "share")
    story.press("16:10", "skip", "share")
    story.press("16:12", "extend", "share", by=minutes(5))
    skipped = view(story.at("16:30"), "share")
    assert (skipped.elapsed, skipped.waited) == (minutes(10), minutes(20))
    assert (skipped.paused, skipped.extended) == (NOTHING, NOTHING)
    story.press("16:40", "start", "talk")
    story.press("16:45", "restore", "share")
    whole = view(story.at("16:45"), "share")
    assert (whole.state, whole.elapsed, whole.length) == ("to_come", minutes(10), minutes(45))
    assert whole.end - whole.start == minutes(35)


def test_a_pause_while_nothing_runs_is_a_pause():
    story = dinner_evening()
    story.press("16:00", "start", "share")
    story.press("16:10", "skip", "share")
    story.press("16:15", "pause")
    story.press("16:18", "resume")
    skipped = view(story.at("16:30"), "share")
    assert (skipped.paused, skipped.waited) == (minutes(3), minutes(17))


def test_a_current_block_skipped_and_restored_goes_on():
    story = dinner_evening()
    story.press("16:00", "start", "talk")
    story.press("16:10", "skip", "talk")
    story.press("16:15", "restore", "talk")
    seen = story.at("16:20")
    assert (states(seen)["talk"], seen.countdown.left) == ("now", minutes(15))


def test_what_runs_now_can_be_behind_while_the_end_is_not():
    story = dinner_evening()
    story.press("15:00", "start", "talk")
    seen = story.at("15:10")
    assert (seen.behind, seen.drift) == (minutes(-60), NOTHING)
    story = dinner_evening()
    story.press("16:12", "start", "talk")
    seen = story.at("16:20")
    assert (seen.behind, seen.drift) == (minutes(12), NOTHING)


def test_a_skipped_block_can_be_started():
    story = dinner_evening()
    story.press("15:50", "skip", "talk")
    assert story.at("15:55").ahead.block == "share"
    story.press("16:00", "start", "talk")
    assert states(story.at("16:01"))["talk"] == "now"
    story.press("16:20", "start", "share")
    assert states(story.at("16:21"))["talk"] == "done"


def test_a_block_started_out_of_order_leaves_the_one_passed_over_to_come():
    story = Story(block("a", "16:00", 30), block("b", "16:30", 30), block("c", "17:00", 30))
    story.press("16:00", "start", "a")
    story.press("16:30", "start", "c")
    seen = story.at("16:40")
    assert states(seen) == {"a": "done", "b": "to_come", "c": "now"}
    assert times(seen)["b"] == "17:00-17:30"
    assert (seen.ahead.kind, seen.ahead.block) == ("block", "b")
    assert seen.drift == NOTHING


def test_of_a_break_that_gives_way_the_phase_without_a_length_becomes_shorter():
    phases = (phase("fetch", 5), phase("eat"), phase("tidy", 5))
    story = Story(
        block("a", "16:00", 30),
        block("rest", "16:30", 30, absorbs=True, min=10, phases=phases),
        block("b", "17:00", 30),
    )
    story.press("16:15", "start", "a")
    seen = story.at("16:20")
    assert times(seen) == {"a": "16:15-16:45", "rest": "16:45-17:00", "b": "17:00-17:30"}
    assert phase_times(seen, "rest") == {
        "fetch": "16:45-16:50",
        "eat": "16:50-16:55",
        "tidy": "16:55-17:00",
    }
    story.press("16:55", "start", "rest")
    assert times(story.at("16:55"))["rest"] == "16:55-17:05"


def test_a_break_absorbs_lateness_down_to_its_minimum_before_it_passes_it_on():
    story = Story(
        block("a", "16:00", 30),
        block("rest", "16:30", 15, absorbs=True, min=5),
        block("b", "16:45", 30),
    )
    story.press("16:00", "start", "a")
    assert times(story.at("16:36")) == {
        "a": "16:00-16:36",
        "rest": "16:36-16:45",
        "b": "16:45-17:15",
    }
    assert times(story.at("16:44"))["b"] == "16:49-17:19"
    assert times(story.at("16:20"))["rest"] == "16:30-16:45"
    story.press("16:36", "start", "rest")
    seen = story.at("16:40")
    assert seen.countdown.left == minutes(5)
    assert seen.drift == NOTHING
    story.press("16:40", "pause")
    assert times(story.at("16:50"))["b"] == "16:55-17:25"


def test_an_open_ended_block_lasts_until_the_next_planned_time():
    story = Story(block("calls", "16:00"), block("b", "17:00", 30))
    seen = story.at("15:50")
    assert times(seen) == {"calls": "16:00-17:00", "b": "17:00-17:30"}
    story.press("16:00", "start", "calls")
    seen = story.at("16:20")
    assert seen.countdown.left is None
    assert times(seen)["b"] == "17:00-17:30"
    assert times(story.at("17:10"))["b"] == "17:10-17:40"
    assert story.at("17:10").drift == minutes(10)


def test_finish_ends_it_and_a_later_start_opens_it_again():
    story = dinner_evening()
    story.press("16:00", "start", "talk")
    story.press("16:20", "finish")
    seen = story.at("16:50")
    assert (seen.state, seen.block, hm(seen.ended)) == ("over", "", "16:20")
    assert view(seen, "talk").elapsed == minutes(20)
    assert seen.ahead.kind == "end"
    assert seen.end == seen.ended
    story.press("17:00", "start", "talk")
    seen = story.at("17:05")
    assert (seen.state, seen.ended) == ("running", None)
    assert view(seen, "talk").elapsed == minutes(25)


def test_the_last_block_is_followed_by_the_end():
    story = dinner_evening()
    story.press("18:00", "start", "close")
    for one in ("talk", "share", "dinner"):
        story.press("18:00", "skip", one)
    seen = story.at("18:05")
    assert (seen.ahead.kind, hm(seen.ahead.at)) == ("end", "18:30")


@pytest.mark.parametrize(
    "nonsense",
    [
        [("16:10", "resume")],
        [("16:10", "start", "unknown")],
        [("16:10", "start", "talk")],
        [("16:10", "phase", "share", "nowhere")],
        [("16:10", "turn", "share", "nowhere")],
        [("16:10", "phase", "talk", "nowhere")],
        [("16:10", "turn", "talk", "nowhere")],
        [("16:10", "skip", "unknown")],
        [("16:10", "restore", "unknown")],
        [("16:10", "extend", "", "", NOTHING)],
    ],
)
def test_what_makes_no_sense_counts_for_nothing(nonsense):
    story = dinner_evening()
    story.press("16:00", "start", "talk")
    before = story.at("16:20")
    for at, action, *rest in nonsense:
        fields = dict(zip(("block", "phase", "by"), rest, strict=False))
        story.press(at, action, **fields)
    assert story.at("16:20") == before


@pytest.mark.parametrize(
    "action", ["pause", "resume", "extend", "phase", "turn", "pass", "reorder"]
)
def test_nothing_but_a_start_moves_a_session_that_has_not_begun(action):
    story = dinner_evening()
    before = story.at("16:20")
    story.press("16:10", action, "talk", by=minutes(5), group="g1")
    assert story.at("16:20") == before


def test_a_second_pause_does_not_begin_a_pause_anew():
    story = dinner_evening()
    story.press("16:00", "start", "talk")
    story.press("16:10", "pause")
    story.press("16:12", "pause")
    assert hm(story.at("16:15").paused_since) == "16:10"
    story.press("16:15", "resume")
    assert view(story.at("16:20"), "talk").paused == minutes(5)


def test_starting_the_current_block_does_not_end_a_pause():
    story = dinner_evening()
    story.press("16:00", "start", "talk")
    story.press("16:10", "pause")
    story.press("16:12", "start", "talk")
    assert story.at("16:15").state == "paused"


def test_starting_another_block_ends_a_pause():
    story = dinner_evening()
    story.press("16:00", "start", "talk")
    story.press("16:10", "pause")
    story.press("16:15", "start", "share")
    seen = story.at("16:20")
    assert (seen.state, seen.paused_since) == ("running", None)
    assert view(seen, "talk").paused == minutes(5)
    assert view(seen, "share").elapsed == minutes(5)


def test_a_press_on_what_was_not_current_any_more_counts_for_nothing():
    story = dinner_evening()
    story.press("16:00", "start", "talk", seen="//")
    saw = current_seen(story.at("16:29"))
    story.press("16:30", "start", "share", seen=saw)
    story.press("16:30:00.500", "start", "dinner", seen=saw)
    assert story.at("16:31").block == "share"


def test_the_start_choice_moves_the_whole_plan():
    story = dinner_evening()
    story.shift = minutes(23)
    seen = story.at("16:00")
    assert hm(seen.planned_start) == "16:23"
    assert times(seen)["dinner"] == "17:53-18:23"
    assert hm(seen.hard_end) == "19:23"


def test_times_are_shown_in_the_zone_of_the_session():
    story = dinner_evening()
    story.press("16:00", "start", "talk")
    seen = story.at("16:10")
    assert seen.now.utcoffset() == timedelta(hours=1)
    assert {one.start.utcoffset() for one in seen.blocks if one.start} == {timedelta(hours=1)}


def test_a_corrected_start_counts_from_the_corrected_time():
    story = dinner_evening()
    story.press("16:00", "start", "talk")
    pressed = story.press("16:44", "start", "share")
    story.moments[-1] = type(pressed)(
        id=pressed.id,
        action="start",
        block="share",
        at=type(pressed.at)(story.time("16:37")),
        pressed=pressed.at,
    )
    seen = story.at("16:50")
    assert hm(view(seen, "share").started) == "16:37"
    assert hm(view(seen, "talk").ended) == "16:37"
    assert view(seen, "share").elapsed == minutes(13)


def test_length_of_a_block_without_one_is_that_of_its_phases():
    story = Story(block("a", "16:00", phases=(phase("x", 10), phase("y", 15))), block("b", "", 5))
    assert times(story.at("15:00")) == {"a": "16:00-16:25", "b": "16:25-16:30"}
    assert view(story.at("15:00"), "a").length == minutes(25)


def test_the_countdown_of_a_block_without_phases_is_that_of_the_block():
    story = dinner_evening()
    story.press("16:00", "start", "talk")
    seen = story.at("16:29:50")
    assert seen.countdown == seen.block_countdown
    assert (seen.countdown.left, seen.countdown.length) == (seconds(10), minutes(30))
