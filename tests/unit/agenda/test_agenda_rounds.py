import pytest
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
    times,
    view,
)


def performances(length: float = 20, turn: float | None = 2, change: float = 1) -> Story:
    return Story(
        block(
            "dream",
            "18:00",
            length,
            phases=(phase("prepare", 10), round_of("stage", turn, change), phase("themes", 2)),
        ),
        block("eat", "18:20", 30),
    )


def begun() -> Story:
    story = performances()
    story.press("18:00", "start", "dream")
    return story


def turns(seen):
    return [(one.group, one.state) for one in phase_view(seen, "dream", "stage").turns]


def taken(seen):
    return {one.group: one.taken for one in phase_view(seen, "dream", "stage").turns}


def test_a_round_takes_a_turn_for_every_group_and_the_changes_between():
    story = performances()
    assert phase_view(story.at("17:00"), "dream", "stage").length == minutes(8)
    assert phase_times(story.at("17:00"), "dream")["themes"] == "18:18-18:20"


def test_a_round_counts_the_groups_there_are_now():
    story = performances()
    story.groups["groups"] = ("g1", "g2", "g3", "g4", "g5")
    seen = story.at("17:00")
    assert phase_view(seen, "dream", "stage").length == minutes(14)
    assert times(seen)["eat"] == "18:26-18:56"
    story.groups["groups"] = ()
    assert phase_view(story.at("17:00"), "dream", "stage").length == NOTHING
    assert times(story.at("17:00"))["dream"] == "18:00-18:20"


def test_a_round_of_themes_counts_the_theme_groups():
    story = Story(
        block("share", "19:00", 15, phases=(phase("round", 3, per="themes"),)),
    )
    story.groups["themes"] = ("t1", "t2")
    assert phase_view(story.at("18:00"), "share", "round").length == minutes(6)
    assert [one.group for one in phase_view(story.at("18:00"), "share", "round").turns] == [
        "t1",
        "t2",
    ]


def test_the_round_begins_by_itself_but_its_turns_do_not():
    story = begun()
    seen = story.at("18:11")
    assert (seen.phase, seen.group) == ("stage", "")
    assert (seen.ahead.kind, seen.ahead.group, hm(seen.ahead.at)) == ("turn", "g1", "18:11")
    assert seen.countdown.left == minutes(2)
    assert hm(seen.countdown.until) == "18:13"
    assert times(seen)["eat"] == "18:21-18:51"


def test_a_turn_counts_down_and_says_who_is_next():
    story = begun()
    story.press("18:10", "turn", "dream", phase="stage", group="g1")
    seen = story.at("18:11:30")
    assert seen.group == "g1"
    assert seen.countdown.left == minutes(0.5)
    assert seen.countdown.length == minutes(2)
    assert (seen.ahead.group, hm(seen.ahead.at)) == ("g2", "18:13")
    assert turns(seen) == [("g1", "now"), ("g2", "to_come"), ("g3", "to_come")]
    assert times(seen)["eat"] == "18:20-18:50"


def test_turns_do_not_go_on_by_themselves_and_the_change_takes_up_what_runs_over():
    story = begun()
    story.press("18:10", "turn", "dream", phase="stage", group="g1")
    seen = story.at("18:12:40")
    assert seen.group == "g1"
    assert seen.countdown.left == minutes(-40 / 60)
    assert times(seen)["eat"] == "18:20-18:50"
    assert times(story.at("18:15"))["eat"] == "18:22-18:52"


def test_the_next_turn_ends_the_one_before_and_each_keeps_what_it_took():
    story = begun()
    story.press("18:10", "turn", "dream", phase="stage", group="g1")
    story.press("18:13", "turn", "dream", phase="stage", group="g2")
    story.press("18:14", "pause")
    story.press("18:20", "resume")
    seen = story.at("18:21")
    assert turns(seen) == [("g1", "done"), ("g2", "now"), ("g3", "to_come")]
    assert taken(seen) == {"g1": minutes(3), "g2": minutes(2), "g3": NOTHING}


def test_a_turn_can_be_ended_so_that_the_change_counts_down():
    story = begun()
    story.press("18:10", "turn", "dream", phase="stage", group="g1")
    story.press("18:11:30", "turn", "dream", phase="stage")
    seen = story.at("18:12")
    assert seen.group == ""
    assert (seen.countdown.left, seen.countdown.length) == (minutes(0.5), minutes(1))
    assert (seen.ahead.group, hm(seen.ahead.at)) == ("g2", "18:12:30")
    assert taken(seen)["g1"] == minutes(1.5)


def test_a_passed_turn_is_not_waited_for_and_can_be_called_later():
    story = begun()
    story.press("18:10", "pass", "dream", phase="stage", group="g1")
    seen = story.at("18:10")
    assert turns(seen)[0] == ("g1", "passed")
    assert seen.ahead.group == "g2"
    assert phase_view(seen, "dream", "stage").length == minutes(5)
    story.press("18:10", "turn", "dream", phase="stage", group="g2")
    story.press("18:13", "turn", "dream", phase="stage", group="g3")
    assert story.at("18:14").ahead.kind == "phase"
    story.press("18:16", "turn", "dream", phase="stage", group="g1")
    seen = story.at("18:17")
    assert (seen.group, taken(seen)["g1"]) == ("g1", minutes(1))
    story.press("18:18", "turn", "dream", phase="stage", group="g2")
    assert turns(story.at("18:19"))[0] == ("g1", "done")


def test_a_turn_passed_while_it_runs_keeps_what_it_took():
    story = begun()
    story.press("18:10", "turn", "dream", phase="stage", group="g1")
    story.press("18:10:30", "pass", "dream", phase="stage", group="g1")
    seen = story.at("18:11")
    assert seen.group == ""
    assert turns(seen)[0] == ("g1", "passed")
    assert taken(seen)["g1"] == minutes(0.5)
    story.press("18:12", "turn", "dream", phase="stage", group="g1")
    assert taken(story.at("18:13"))["g1"] == minutes(1.5)


def test_a_turn_that_was_had_is_not_passed():
    story = begun()
    story.press("18:10", "turn", "dream", phase="stage", group="g1")
    story.press("18:12", "turn", "dream", phase="stage", group="g2")
    story.press("18:12", "pass", "dream", phase="stage", group="g1")
    assert turns(story.at("18:13"))[0] == ("g1", "done")


def test_a_group_can_be_called_after_the_round():
    story = begun()
    story.press("18:10", "turn", "dream", phase="stage", group="g1")
    story.press("18:13", "phase", "dream", phase="themes")
    story.press("18:14", "turn", "dream", phase="stage", group="g3")
    seen = story.at("18:15")
    assert (seen.phase, seen.group) == ("stage", "g3")
    assert phase_view(seen, "dream", "stage").ended is None
    assert taken(seen)["g1"] == minutes(3)
    assert phase_view(seen, "dream", "stage").spent == minutes(4)
    assert phase_view(seen, "dream", "themes").state == "to_come"


def test_a_round_starts_over_in_another_order():
    story = begun()
    story.press("18:10", "turn", "dream", phase="stage", group="g1")
    story.press("18:11", "reorder", "dream", phase="stage", order=("g3", "g1", "g2"))
    seen = story.at("18:12")
    assert seen.group == ""
    assert turns(seen) == [("g3", "to_come"), ("g1", "to_come"), ("g2", "to_come")]
    assert seen.ahead.group == "g3"
    assert phase_view(seen, "dream", "stage").elapsed == minutes(1)
    assert phase_view(seen, "dream", "stage").spent == minutes(2)


def test_a_round_that_starts_over_forgets_the_time_that_its_turns_were_given():
    story = begun()
    story.press("18:10", "turn", "dream", phase="stage", group="g1")
    story.press("18:11", "extend", by=minutes(5))
    assert phase_view(story.at("18:12"), "dream", "stage").length == minutes(13)
    story.press("18:13", "reorder", "dream", phase="stage", order=("g3", "g2", "g1"))
    stage = phase_view(story.at("18:13"), "dream", "stage")
    assert (stage.length, stage.end - stage.start) == (minutes(8), minutes(8))
    assert stage.extended == minutes(5)


def test_time_that_was_given_to_a_turn_goes_when_its_group_goes_or_is_passed():
    story = begun()
    story.press("18:10", "extend", by=minutes(-1))
    assert phase_view(story.at("18:10"), "dream", "stage").length == minutes(7)
    story.groups["groups"] = ()
    assert phase_view(story.at("18:10"), "dream", "stage").length == NOTHING
    story.groups["groups"] = ("g1", "g2")
    story.press("18:10", "pass", "dream", phase="stage", group="g1")
    assert phase_view(story.at("18:10"), "dream", "stage").length == minutes(2)


def test_what_comes_after_an_open_round_keeps_its_time():
    phases = (phase("prepare", 10), round_of("stage", None), phase("themes", 10))
    story = Story(block("dream", "18:00", 30, phases=phases), block("eat", "18:30", 30))
    story.press("18:00", "start", "dream")
    assert times(story.at("18:15"))["eat"] == "18:30-19:00"
    assert times(story.at("18:25"))["eat"] == "18:35-19:05"
    story.press("18:25", "turn", "dream", phase="stage", group="g1")
    assert times(story.at("18:40"))["eat"] == "18:50-19:20"
    story.press("18:40", "phase", "dream", phase="themes")
    assert times(story.at("18:40"))["eat"] == "18:50-19:20"


def test_before_an_open_round_a_phase_begun_anew_moves_the_end_of_its_block():
    phases = (phase("prepare", 10), round_of("stage", None), phase("themes", 10))
    story = Story(block("dream", "18:00", 30, phases=phases), block("eat", "18:30", 30))
    story.press("18:00", "start", "dream")
    story.press("18:25", "phase", "dream", phase="prepare")
    assert times(story.at("18:25"))["dream"] == "18:00-18:45"


def test_a_group_that_is_new_since_the_order_was_given_comes_last():
    story = begun()
    story.press("18:10", "reorder", "dream", phase="stage", order=("g3", "g1", "g2"))
    story.groups["groups"] = ("g0", "g1", "g2", "g3")
    assert [group for group, _ in turns(story.at("18:11"))] == ["g3", "g1", "g2", "g0"]


def test_a_group_that_left_keeps_the_turn_it_had():
    story = begun()
    story.press("18:10", "turn", "dream", phase="stage", group="g1")
    story.press("18:13", "turn", "dream", phase="stage", group="g2")
    story.groups["groups"] = ("g2",)
    seen = story.at("18:14")
    assert turns(seen) == [("g1", "done"), ("g2", "now")]
    assert taken(seen)["g1"] == minutes(3)


@pytest.mark.parametrize("called", [("g1", "g2"), ("g2", "g1")])
def test_a_group_that_left_stands_where_it_had_its_turn(called):
    story = begun()
    story.press("18:10", "turn", "dream", phase="stage", group=called[0])
    story.press("18:13", "turn", "dream", phase="stage", group=called[1])
    story.groups["groups"] = ("g1", "g3")
    assert [group for group, _ in turns(story.at("18:14"))] == [*called, "g3"]


def test_a_group_that_was_passed_and_called_later_stands_where_it_had_its_turn():
    story = begun()
    story.press("18:10", "pass", "dream", phase="stage", group="g1")
    story.press("18:10", "turn", "dream", phase="stage", group="g2")
    story.press("18:13", "turn", "dream", phase="stage", group="g1")
    story.groups["groups"] = ("g2", "g3")
    assert [group for group, _ in turns(story.at("18:14"))] == ["g2", "g1", "g3"]


def test_a_group_that_came_after_the_order_was_given_and_left_stands_last():
    story = begun()
    story.press("18:10", "reorder", "dream", phase="stage", order=("g3", "g1"))
    for at, group in (("18:11", "g3"), ("18:13", "g1"), ("18:15", "g2")):
        story.press(at, "turn", "dream", phase="stage", group=group)
    story.groups["groups"] = ("g1", "g3")
    assert [group for group, _ in turns(story.at("18:16"))] == ["g3", "g1", "g2"]


def test_a_round_takes_the_turn_of_a_group_that_left_after_it_too():
    story = begun()
    story.press("18:10", "turn", "dream", phase="stage", group="g1")
    story.press("18:12", "turn", "dream", phase="stage", group="g2")
    story.groups["groups"] = ("g2", "g3")
    assert phase_view(story.at("18:13"), "dream", "stage").length == minutes(8)
    story.groups["groups"] = ("g3",)
    assert phase_view(story.at("18:13"), "dream", "stage").length == minutes(8)


def test_a_turn_in_a_round_of_another_block_is_not_given():
    story = begun()
    before = story.at("18:12")
    story.press("18:11", "turn", "eat", phase="stage", group="g1")
    assert story.at("18:12") == before


def test_nothing_is_added_to_a_round_in_which_everybody_had_their_turn():
    story = begun()
    for at, group in (("18:10", "g1"), ("18:12", "g2"), ("18:14", "g3"), ("18:16", "")):
        story.press(at, "turn", "dream", phase="stage", group=group)
    before = story.at("18:17")
    story.press("18:17", "extend", by=minutes(2))
    assert story.at("18:17") == before


def test_extension_goes_to_the_turn_that_runs_only():
    story = begun()
    story.press("18:10", "turn", "dream", phase="stage", group="g1")
    story.press("18:11", "extend", by=minutes(1))
    seen = story.at("18:11")
    assert seen.countdown.left == minutes(2)
    assert times(seen)["eat"] == "18:21-18:51"
    story.press("18:14", "turn", "dream", phase="stage", group="g2")
    seen = story.at("18:14")
    assert seen.countdown.left == minutes(2)
    assert view(seen, "dream").extended == minutes(1)
    assert phase_view(seen, "dream", "stage").extended == minutes(1)


def test_the_countdown_tells_what_was_added_to_what_it_counts():
    story = begun()
    story.press("18:05", "extend", by=minutes(3))
    assert story.at("18:06").countdown.extended == minutes(3)
    story.press("18:13", "turn", "dream", phase="stage", group="g1")
    story.press("18:14", "extend", by=minutes(1))
    assert story.at("18:14").countdown.extended == minutes(1)
    story.press("18:15", "turn", "dream", phase="stage")
    assert story.at("18:15").countdown.extended == NOTHING
    story.press("18:16", "turn", "dream", phase="stage", group="g2")
    assert story.at("18:16").countdown.extended == NOTHING
    story.press("18:20", "start", "eat")
    story.press("18:21", "extend", by=minutes(-2))
    assert story.at("18:21").countdown.extended == minutes(-2)


def test_a_block_that_its_round_outgrows_never_gets_a_length_below_nothing():
    story = Story(block("dream", "18:00", 2, phases=(round_of("stage", 5),)))
    story.press("18:00", "start", "dream")
    story.press("18:00", "extend", by=minutes(-3))
    dream = view(story.at("18:04"), "dream")
    assert (dream.length, dream.over, dream.extended) == (NOTHING, minutes(4), minutes(-3))
    assert times(story.at("18:04"))["dream"] == "18:00-18:16"


def test_extension_between_turns_goes_to_the_one_that_comes():
    story = begun()
    story.press("18:10", "extend", by=minutes(3))
    seen = story.at("18:10")
    assert seen.countdown.left == minutes(5)
    story.press("18:10", "turn", "dream", phase="stage", group="g1")
    assert story.at("18:11").countdown.left == minutes(4)


def test_after_the_last_turn_comes_the_next_phase():
    story = begun()
    for at, group in (("18:10", "g1"), ("18:13", "g2"), ("18:16", "g3")):
        story.press(at, "turn", "dream", phase="stage", group=group)
    seen = story.at("18:17")
    assert (seen.ahead.kind, seen.ahead.phase, hm(seen.ahead.at)) == ("phase", "themes", "18:18")
    assert story.at("18:25").phase == "stage"
    assert times(story.at("18:25"))["eat"] == "18:27-18:57"


def test_a_round_pressed_next_opens_with_its_first_turn():
    story = performances()
    story.next("18:00")
    seen = story.at("18:08")
    ahead = seen.ahead
    assert (ahead.kind, ahead.phase, ahead.group) == ("phase", "stage", "g1")
    story.next("18:08")
    assert (story.at("18:08").phase, story.at("18:08").group) == ("stage", "g1")
    assert story.at("18:09").countdown.left == minutes(1)


def test_a_block_that_opens_with_a_round_begins_with_its_first_turn():
    story = Story(
        block("a", "18:00", 10), block("show", "18:10", 20, phases=(round_of("stage", 3),))
    )
    story.next("18:00")
    assert (story.at("18:10").ahead.kind, story.at("18:10").ahead.group) == ("block", "g1")
    story.next("18:10")
    assert (story.at("18:11").block, story.at("18:11").group) == ("show", "g1")
    story.press("18:12", "start", "a")
    assert story.at("18:12").ahead.group == ""


def test_an_open_round_has_no_countdown():
    story = performances(turn=None)
    story.press("18:00", "start", "dream")
    story.press("18:10", "turn", "dream", phase="stage", group="g1")
    seen = story.at("18:11")
    assert seen.countdown.left is None
    assert times(seen)["dream"] == "18:00-18:20"


def test_a_round_of_no_groups_waits_without_a_countdown():
    story = performances()
    story.groups["groups"] = ()
    story.press("18:00", "start", "dream")
    seen = story.at("18:12")
    assert (seen.phase, seen.countdown.left) == ("stage", None)
    assert seen.ahead.phase == "themes"


def test_two_presses_of_the_next_turn_start_one_turn():
    story = begun()
    story.press("18:10", "turn", "dream", phase="stage", group="g1")
    story.press("18:13", "turn", "dream", phase="stage", group="g2", seen="dream/stage/g1")
    story.press("18:13:01", "turn", "dream", phase="stage", group="g3", seen="dream/stage/g1")
    assert story.at("18:14").group == "g2"


def test_a_turn_of_the_round_to_come_begins_the_round_early():
    story = begun()
    story.press("18:07", "turn", "dream", phase="stage", group="g1")
    seen = story.at("18:08")
    assert (seen.phase, seen.group) == ("stage", "g1")
    assert times(seen)["eat"] == "18:17-18:47"
    assert hm(phase_view(seen, "dream", "stage").started) == "18:07"
    assert hm(phase_view(seen, "dream", "prepare").ended) == "18:07"


def test_phases_pressed_next_walk_through_everything():
    story = performances()
    walked = []
    for at in ("18:00", "18:08", "18:13", "18:16", "18:18", "18:20", "18:50"):
        walked.append(story.at(at).ahead)
        story.next(at)
    assert [(one.kind, one.phase, one.group) for one in walked] == [
        ("begin", "", ""),
        ("phase", "stage", "g1"),
        ("turn", "stage", "g2"),
        ("turn", "stage", "g3"),
        ("phase", "themes", ""),
        ("block", "", ""),
        ("end", "", ""),
    ]
    assert story.at("19:00").state == "over"
