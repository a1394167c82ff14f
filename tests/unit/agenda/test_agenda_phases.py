from agenda_kit import (
    NOTHING,
    Story,
    block,
    hm,
    minutes,
    phase,
    phase_times,
    phase_view,
    round_of,
    seconds,
    times,
    view,
)

from ai_tui.agenda.moments import seen_key


def interviews(length: float = 45, **more) -> Story:
    return Story(
        block(
            "talk",
            "16:30",
            length,
            phases=(phase("intro", 5), phase("first", 15), phase("second", 15), phase("back", 10)),
            **more,
        ),
        block("share", "17:15", 30),
    )


def phase_states(seen, of="talk"):
    return {one.id: one.state for one in view(seen, of).phases}


def test_phases_are_expected_one_after_the_other_from_the_start():
    assert phase_times(interviews().at("16:00"), "talk") == {
        "intro": "16:30-16:35",
        "first": "16:35-16:50",
        "second": "16:50-17:05",
        "back": "17:05-17:15",
    }


def test_phases_go_on_by_themselves():
    story = interviews()
    story.press("16:30", "start", "talk")
    seen = story.at("16:42")
    assert (seen.block, seen.phase) == ("talk", "first")
    assert phase_states(seen) == {
        "intro": "done",
        "first": "now",
        "second": "to_come",
        "back": "to_come",
    }
    assert seen.countdown.left == minutes(8)
    assert (hm(seen.countdown.until), seen.countdown.length) == ("16:50", minutes(15))
    assert seen.block_countdown.left == minutes(33)
    assert (seen.ahead.kind, seen.ahead.phase, hm(seen.ahead.at)) == ("phase", "second", "16:50")


def test_a_phase_ends_at_the_very_moment_that_the_next_begins():
    story = interviews()
    story.press("16:30", "start", "talk")
    assert story.at("16:34:59").phase == "intro"
    assert story.at("16:35").phase == "first"
    assert hm(phase_view(story.at("16:40"), "talk", "intro").ended) == "16:35"
    assert hm(phase_view(story.at("16:40"), "talk", "first").started) == "16:35"


def test_the_last_phase_runs_over_and_the_block_with_it():
    story = interviews()
    story.press("16:30", "start", "talk")
    seen = story.at("17:18")
    assert seen.phase == "back"
    assert seen.countdown.left == minutes(-3)
    assert seen.block_countdown.left == minutes(-3)
    assert view(seen, "talk").over == minutes(3)
    assert seen.ahead.block == "share"
    assert times(seen)["share"] == "17:18-17:48"


def test_a_phase_begun_early_moves_those_after_it_forward():
    story = interviews()
    story.press("16:30", "start", "talk")
    story.press("16:33", "phase", "talk", phase="first")
    seen = story.at("16:40")
    assert phase_times(seen, "talk")["back"] == "17:03-17:13"
    assert times(seen)["share"] == "17:13-17:43"
    assert seen.drift == minutes(-2)


def test_a_phase_that_comes_again_has_not_run_since_it_last_began():
    story = Story(block("talk", "16:00", phases=(phase("x", 5), phase("y", 5))))
    story.press("16:00", "start", "talk")
    story.press("16:08", "phase", "talk", phase="x")
    before, after = (phase_view(story.at(at), "talk", "y") for at in ("16:12:59", "16:13:01"))
    assert (before.state, before.elapsed, before.spent) == ("to_come", NOTHING, minutes(3))
    assert (after.state, after.elapsed, after.spent) == ("now", seconds(1), minutes(3) + seconds(1))


def test_a_phase_begun_anew_restarts_its_timer_and_moves_those_after_it_back():
    story = interviews()
    story.press("16:30", "start", "talk")
    story.press("16:40", "phase", "talk", phase="first")
    seen = story.at("16:42")
    assert seen.countdown.left == minutes(13)
    assert phase_times(seen, "talk")["second"] == "16:55-17:10"
    first = phase_view(seen, "talk", "first")
    assert (first.elapsed, first.spent) == (minutes(2), minutes(7))
    assert seen.drift == minutes(5)


def test_a_phase_jumped_over_is_skipped_and_one_gone_back_to_comes_again():
    story = interviews()
    story.press("16:30", "start", "talk")
    story.press("16:34", "phase", "talk", phase="back")
    assert phase_states(story.at("16:36")) == {
        "intro": "done",
        "first": "skipped",
        "second": "skipped",
        "back": "now",
    }
    story.press("16:37", "phase", "talk", phase="second")
    seen = story.at("16:38")
    assert phase_states(seen)["back"] == "to_come"
    assert phase_times(seen, "talk")["back"] == "16:52-17:02"


def test_pause_holds_the_phase():
    story = interviews()
    story.press("16:30", "start", "talk")
    story.press("16:33", "pause")
    assert story.at("16:50").phase == "intro"
    story.press("16:50", "resume")
    assert hm(phase_view(story.at("16:50"), "talk", "first").start) == "16:52"
    intro = phase_view(story.at("16:53"), "talk", "intro")
    assert (intro.elapsed, intro.paused) == (minutes(5), minutes(17))


def test_extension_goes_to_the_current_phase_and_so_to_its_block():
    story = interviews()
    story.press("16:30", "start", "talk")
    story.press("16:37", "extend", by=minutes(5))
    seen = story.at("16:38")
    assert phase_view(seen, "talk", "first").length == minutes(20)
    assert phase_view(seen, "talk", "first").extended == minutes(5)
    assert view(seen, "talk").extended == minutes(5)
    assert phase_view(seen, "talk", "second").extended == NOTHING
    assert times(seen)["share"] == "17:20-17:50"


def test_taking_away_more_than_is_left_ends_the_phase_now():
    story = interviews()
    story.press("16:30", "start", "talk")
    story.press("16:34", "extend", by=minutes(-5))
    seen = story.at("16:34")
    assert seen.phase == "first"
    assert phase_view(seen, "talk", "intro").length == minutes(4)
    assert times(seen)["share"] == "17:14-17:44"


def test_time_that_phases_leave_free_is_used_up_first():
    story = interviews(length=50)
    story.press("16:30", "start", "talk")
    assert times(story.at("16:31"))["talk"] == "16:30-17:20"
    story.press("16:33", "phase", "talk", phase="intro")
    assert times(story.at("16:34"))["talk"] == "16:30-17:20"
    story.press("16:38", "phase", "talk", phase="intro")
    assert times(story.at("16:39"))["talk"] == "16:30-17:23"


def test_time_that_phases_leave_free_stays_when_they_are_early():
    story = interviews(length=50)
    story.press("16:30", "start", "talk")
    story.press("16:32", "phase", "talk", phase="first")
    seen = story.at("16:33")
    assert phase_times(seen, "talk")["back"] == "17:02-17:12"
    assert times(seen)["talk"] == "16:30-17:17"


def test_a_phase_without_a_length_takes_what_its_block_leaves():
    story = Story(
        block("talk", "16:30", 45, phases=(phase("intro", 5), phase("free"), phase("back", 10)))
    )
    assert phase_times(story.at("16:00"), "talk") == {
        "intro": "16:30-16:35",
        "free": "16:35-17:05",
        "back": "17:05-17:15",
    }
    story.press("16:30", "start", "talk")
    story.press("16:32", "phase", "talk", phase="free")
    seen = story.at("16:40")
    assert phase_times(seen, "talk")["free"] == "16:32-17:05"
    assert times(seen)["talk"] == "16:30-17:15"
    assert story.at("17:05").phase == "back"


def test_phases_without_a_length_share_what_their_block_leaves():
    story = Story(block("talk", "16:30", 45, phases=(phase("x"), phase("y", 5), phase("z"))))
    assert phase_times(story.at("16:00"), "talk") == {
        "x": "16:30-16:50",
        "y": "16:50-16:55",
        "z": "16:55-17:15",
    }


def test_a_phase_that_had_more_than_its_block_leaves_it_now_keeps_the_time_it_took():
    story = Story(block("talk", "16:30", 10, phases=(phase("free"), round_of("round", 2))))
    story.press("16:30", "start", "talk")
    story.press("16:31", "pass", phase="round", group="g1")
    assert phase_times(story.at("16:32"), "talk")["free"] == "16:30-16:36"
    story.press("16:35", "reorder", phase="round", order=("g2", "g1", "g3"))
    seen = story.at("16:36")
    assert phase_times(seen, "talk")["free"] == "16:30-16:35"
    assert phase_view(seen, "talk", "free").elapsed == minutes(5)
    assert phase_view(seen, "talk", "round").elapsed == minutes(1)


def test_a_phase_without_a_length_that_is_over_was_as_long_as_it_took():
    story = Story(block("talk", "16:30", 30, phases=(phase("first"), phase("second"))))
    story.press("16:30", "start", "talk")
    story.press("16:40", "phase", phase="second")
    seen = story.at("16:41")
    assert phase_view(seen, "talk", "first").length == minutes(10)
    assert phase_view(seen, "talk", "second").length == minutes(20)


def test_nothing_is_added_to_a_phase_without_an_end():
    story = Story(block("talk", "16:30", phases=(phase("free"), phase("back", 10))))
    story.press("16:30", "start", "talk")
    before = story.at("16:40")
    story.press("16:35", "extend", by=minutes(5))
    assert story.at("16:40") == before


def test_a_phase_of_another_block_does_not_begin():
    story = Story(
        block("talk", "16:30", 30, phases=(phase("first", 10), phase("second", 20))),
        block("share", "17:00", 30, phases=(phase("first", 10), phase("second", 20))),
    )
    story.press("16:00", "start", "share")
    before = story.at("16:05")
    story.press("16:02", "phase", "talk", phase="second")
    assert story.at("16:05") == before


def test_a_phase_of_an_open_ended_block_waits_for_a_press():
    story = Story(block("talk", "16:30", phases=(phase("free"), phase("back", 10))))
    story.press("16:30", "start", "talk")
    seen = story.at("18:30")
    assert seen.phase == "free"
    assert seen.countdown.left is None
    assert phase_times(seen, "talk") == {"free": "16:30-", "back": "-"}


def test_phases_of_no_length_are_passed_at_once():
    story = Story(block("talk", "16:30", 10, phases=(phase("sign", 0), phase("rest", 10))))
    story.press("16:30", "start", "talk", seen=seen_key(""))
    assert story.at("16:30").phase == "rest"


def test_a_block_gone_back_to_goes_on_in_its_phase():
    story = interviews()
    story.press("16:30", "start", "talk")
    story.press("16:40", "start", "share")
    story.press("16:45", "start", "talk")
    seen = story.at("16:47")
    assert seen.phase == "first"
    assert seen.countdown.left == minutes(8)
    story.press("16:48", "start", "share")
    assert phase_states(story.at("16:49"))["second"] == "skipped"


def test_a_press_seen_in_an_earlier_phase_still_counts_when_phases_went_on_by_themselves():
    story = interviews()
    story.press("16:30", "start", "talk")
    story.press("16:35:00.200", "pause", "talk", seen=seen_key("talk", "intro"))
    assert story.at("16:36").state == "paused"


def test_two_presses_of_next_phase_start_it_once():
    story = interviews()
    story.press("16:30", "start", "talk")
    saw = seen_key("talk", "intro")
    story.press("16:33", "phase", "talk", phase="first", seen=saw)
    story.press("16:33:01", "phase", "talk", phase="first", seen=saw)
    assert story.at("16:34").countdown.left == minutes(14)


def test_a_start_corrected_to_earlier_keeps_every_press_that_counted():
    story = interviews()
    start = story.press("16:37", "start", "talk")
    story.press("16:40", "pause", "talk", seen=seen_key("talk", "intro"))
    story.press("16:45", "resume", "talk", seen=seen_key("talk", "intro"))
    story.moments[0] = type(start)(
        id=start.id,
        action="start",
        block="talk",
        at=type(start.at)(story.time("16:30")),
        pressed=start.at,
    )
    seen = story.at("16:46")
    assert view(seen, "talk").paused == minutes(5)
    assert view(seen, "talk").elapsed == minutes(11)
    assert seen.phase == "first"


def test_phases_of_a_block_that_is_over_are_done_or_were_skipped():
    story = interviews()
    story.press("16:30", "start", "talk")
    story.press("16:52", "start", "share")
    seen = story.at("17:00")
    assert phase_states(seen) == {
        "intro": "done",
        "first": "done",
        "second": "done",
        "back": "skipped",
    }
    assert hm(phase_view(seen, "talk", "second").ended) == "16:52"
    assert phase_view(seen, "talk", "second").spent == minutes(2)


def test_the_second_a_phase_turns_into_the_next_nothing_expected_jumps():
    story = interviews()
    story.press("16:30", "start", "talk")
    before, after = story.at("16:34:59"), story.at("16:35:01")
    assert times(before) == times(after)
    assert before.block_countdown.left - after.block_countdown.left == seconds(2)


def test_a_phase_that_is_used_up_as_the_clock_stops_lasts_until_it_goes_on():
    story = interviews()
    story.press("16:30", "start", "talk")
    story.press("16:50", "pause")
    seen = story.at("17:00")
    assert (seen.phase, seen.countdown.left) == ("first", NOTHING)
    assert phase_states(seen) == {
        "intro": "done",
        "first": "paused",
        "second": "to_come",
        "back": "to_come",
    }
    story.press("17:00", "resume")
    assert story.at("17:00").phase == "second"
    seen = story.at("17:01")
    assert (hm(phase_view(seen, "talk", "second").started), seen.countdown.left) == (
        "17:00",
        minutes(14),
    )
