from datetime import date, timedelta

import pytest
from agenda_kit import AMSTERDAM, Story, block, hm, minutes, phase, round_of

from ai_tui.agenda.schedule import schedule


def planned(story):
    return [(slot.block.id, hm(slot.start), hm(slot.end)) for slot in story.plan.slots]


def days(story):
    return [slot.start.astimezone(AMSTERDAM).day for slot in story.plan.slots]


def test_blocks_stand_in_the_order_of_their_positions():
    story = Story(block("b", "16:00", 10), block("a", "16:10", 10))
    turned = schedule(story.session, list(reversed(story.blocks)), story.day)
    assert [slot.block.id for slot in turned.slots] == ["b", "a"]


def test_a_block_without_a_time_follows_the_one_before():
    story = Story(block("a", "16:00", 20), block("b", "", 15), block("c", "", 5))
    assert planned(story) == [
        ("a", "16:00", "16:20"),
        ("b", "16:20", "16:35"),
        ("c", "16:35", "16:40"),
    ]
    assert hm(story.plan.end) == "16:40"


def test_the_first_block_without_a_time_begins_with_the_session():
    story = Story(block("a", "", 20), start="15:30")
    assert planned(story) == [("a", "15:30", "15:50")]
    assert hm(story.plan.start) == "15:30"


def test_the_session_begins_with_its_first_block():
    assert hm(Story(block("a", "16:30", 20), start="16:00").plan.start) == "16:30"


def test_nothing_is_known_without_any_time():
    story = Story(block("a"), block("b", "", 10))
    assert planned(story) == [("a", "", ""), ("b", "", "")]
    assert (story.plan.start, story.plan.end, story.plan.hard_end) == (None, None, None)


def test_what_follows_an_open_end_is_unknown_until_the_next_time():
    story = Story(block("a", "16:00"), block("b", "", 10), block("c", "17:00", 10))
    assert planned(story) == [("a", "16:00", ""), ("b", "", "17:00"), ("c", "17:00", "17:10")]


def test_a_block_without_a_length_is_as_long_as_its_phases_unless_it_has_a_round():
    long = block("a", "16:00", phases=(phase("x", 5), phase("y", 10)))
    open_ended = block("b", "", phases=(phase("x", 5), round_of("y", 2)))
    story = Story(long, open_ended)
    assert planned(story) == [("a", "16:00", "16:15"), ("b", "16:15", "")]


def test_a_shortened_block_keeps_its_place_in_the_plan():
    story = Story(block("a", "16:00", 20, planned_length=30), block("b", "16:30", 10))
    assert planned(story) == [("a", "16:00", "16:30"), ("b", "16:30", "16:40")]
    assert story.plan.slots[1].gap == timedelta()


def test_every_planned_time_moves_with_the_start_choice():
    story = Story(
        block("a", "16:00", 20), block("b", "16:30", 10, fixed=True), start="16:00", until="17:00"
    )
    story.shift = minutes(-95)
    assert planned(story) == [("a", "14:25", "14:45"), ("b", "14:55", "15:05")]
    assert (hm(story.plan.start), hm(story.plan.hard_end)) == ("14:25", "15:25")


def test_a_time_far_before_the_one_before_it_is_on_the_next_day():
    story = Story(block("a", "23:00", 60), block("b", "00:30", 30), block("c", "", 10))
    assert days(story) == [4, 5, 5]
    assert planned(story)[2] == ("c", "01:00", "01:10")


def test_a_block_moved_behind_a_later_one_follows_it():
    story = Story(block("a", "18:00", 30), block("moved", "16:30", 15), block("b", "18:30", 10))
    assert planned(story) == [
        ("a", "18:00", "18:30"),
        ("moved", "18:30", "18:45"),
        ("b", "18:30", "18:40"),
    ]


def test_a_fixed_block_holds_its_time_whatever_stands_before_it():
    meal = block("meal", "18:45", 30, fixed=True)
    story = Story(block("a", "18:00", 45), meal, block("b", "19:15", 60))
    assert planned(story)[1] == ("meal", "18:45", "19:15")
    late = Story(block("a", "19:30", 45), meal, block("b", "19:15", 60), start="18:00")
    assert planned(late) == [
        ("a", "18:00", "18:45"),
        ("meal", "18:45", "19:15"),
        ("b", "19:15", "20:15"),
    ]
    moved = Story(block("a", "18:00", 45), block("b", "19:15", 60), meal)
    assert planned(moved) == [
        ("a", "18:00", "18:45"),
        ("b", "18:45", "19:45"),
        ("meal", "18:45", "19:15"),
    ]
    assert [slot.own for slot in moved.plan.slots] == [True, False, True]


def test_two_fixed_blocks_out_of_order_both_hold_their_time():
    story = Story(block("bus", "19:00", 30, fixed=True), block("meal", "18:45", 30, fixed=True))
    assert [(slot.own, slot.waits) for slot in story.plan.slots] == [(True, True), (True, True)]
    assert planned(story)[1] == ("meal", "18:45", "19:15")


def test_an_end_not_after_the_start_is_on_the_next_day():
    story = Story(block("a", "22:00", 60), start="22:00", until="01:00")
    assert story.plan.hard_end - story.plan.start == minutes(180)
    story = Story(block("a", "16:00", 60), start="16:00", until="21:00", until_day=2)
    assert story.plan.hard_end - story.plan.start == timedelta(hours=29)


def test_blocks_of_a_second_day_wait_for_their_time():
    story = Story(block("a", "16:00", 60), block("b", "09:00", 60, day=2), block("c", "10:00", 5))
    assert days(story) == [4, 5, 5]
    assert [slot.waits for slot in story.plan.slots] == [False, True, False]


def test_an_open_end_is_not_planned_to_last_until_another_day():
    story = Story(block("a", "15:00"), block("b", "09:00", day=2), block("c", "10:00", 5, day=2))
    assert planned(story) == [("a", "15:00", ""), ("b", "09:00", "10:00"), ("c", "10:00", "10:05")]


def test_a_gap_in_the_plan_is_known():
    story = Story(block("a", "16:00", 20), block("b", "16:30", 10))
    assert [slot.gap for slot in story.plan.slots] == [minutes(0), minutes(10)]


@pytest.mark.parametrize(
    ("day", "start", "utc"),
    [
        (date(2025, 3, 30), "02:30", "01:30"),
        (date(2025, 10, 26), "02:30", "00:30"),
        (date(2025, 3, 30), "03:30", "01:30"),
        (date(2025, 10, 26), "03:30", "02:30"),
    ],
)
def test_a_time_that_the_clock_skips_or_shows_twice_has_one_meaning(day, start, utc):
    found = Story(block("a", start, 60), on=day).plan.start
    assert f"{found - found.utcoffset():%H:%M}" == utc


def test_lengths_are_elapsed_time_in_the_night_the_clock_goes_forward():
    story = Story(block("a", "01:30", 60), block("b", "", 30), on=date(2025, 3, 30))
    assert planned(story) == [("a", "01:30", "03:30"), ("b", "03:30", "04:00")]
    assert story.plan.slots[0].end - story.plan.slots[0].start == minutes(60)


def test_lengths_are_elapsed_time_in_the_night_the_clock_goes_back():
    story = Story(block("a", "01:30", 120), block("b", "", 30), on=date(2025, 10, 26))
    assert planned(story) == [("a", "01:30", "02:30"), ("b", "02:30", "03:00")]
    assert story.plan.slots[0].end - story.plan.slots[0].start == minutes(120)
