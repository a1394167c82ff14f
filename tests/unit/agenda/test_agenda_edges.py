"""What once went wrong in somebody's evening: each its own test."""

from datetime import UTC, date, datetime, timedelta

from agenda_kit import (
    AMSTERDAM,
    NOTHING,
    Story,
    block,
    hm,
    minutes,
    phase,
    states,
    times,
    view,
)
from msgspec.structs import replace

from ai_tui.agenda.moments import Instant, Moment, placed, seen_key
from ai_tui.agenda.next import current_seen
from ai_tui.agenda.timeline import evening

HOUR = timedelta(hours=1)


def late_evening(**more) -> Story:
    return Story(
        block("a", "22:30", 60),
        block("b", "23:30", 60),
        block("c", "00:30", 30),
        start="22:30",
        until="01:30",
        **more,
    )


def test_across_midnight():
    story = late_evening()
    story.press("22:30", "start", "a")
    story.press("23:37", "start", "b")
    seen = story.at("+1 00:10")
    assert times(seen) == {"a": "22:30-23:37", "b": "23:37-00:37", "c": "00:37-01:07"}
    assert seen.drift == minutes(7)
    assert seen.room == minutes(23)
    assert seen.countdown.left == minutes(27)
    assert view(seen, "c").late == minutes(7)


def test_a_pause_across_midnight():
    story = late_evening()
    story.press("22:30", "start", "a")
    story.press("23:30", "start", "b")
    story.press("23:50", "pause")
    story.press("+1 00:15", "resume")
    seen = story.at("+1 00:20")
    assert view(seen, "b").paused == minutes(25)
    assert view(seen, "b").elapsed == minutes(25)
    assert hm(view(seen, "b").end) == "00:55"


def test_a_session_of_two_days():
    story = Story(
        block("a", "16:00", 60),
        block("b", "17:00", 30),
        block("c", "09:00", 60, day=2),
        block("d", "10:00", 30, day=2),
        start="16:00",
        until="11:00",
        until_day=2,
    )
    story.press("16:00", "start", "a")
    story.press("17:20", "start", "b")
    seen = story.at("17:30")
    assert times(seen)["b"] == "17:20-17:50"
    assert times(seen)["c"] == "09:00-10:00"
    assert view(seen, "c").start.astimezone(AMSTERDAM).day == 5
    assert seen.drift == NOTHING
    story.press("17:50", "finish")
    story.press("+1 09:10", "start", "c")
    seen = story.at("+1 09:15")
    assert times(seen)["d"] == "10:10-10:40"
    assert seen.drift == minutes(10)
    assert view(seen, "b").elapsed == minutes(30)


def test_what_is_open_at_the_end_of_a_day_is_not_expected_to_last_the_night():
    story = Story(
        block("a", "16:00", 60),
        block("b", "17:00"),
        block("c", "09:00", 60, day=2),
        block("d", "10:00", 60, day=2),
        start="16:00",
    )
    story.press("16:00", "start", "a")
    assert times(story.at("16:30"))["b"] == "17:00-"
    story.press("17:20", "start", "b")
    seen = story.at("17:30")
    assert (times(seen)["b"], times(seen)["c"]) == ("17:20-", "09:00-10:00")
    assert (seen.behind, seen.drift) == (minutes(20), NOTHING)
    story.press("17:31", "skip", "c")
    assert times(story.at("17:32"))["b"] == "17:20-"
    assert times(story.at("17:32"))["d"] == "10:00-11:00"


def test_the_night_the_clock_goes_forward():
    story = Story(
        block("a", "01:30", 60), block("b", "03:30", 30, fixed=True), on=date(2025, 3, 30)
    )
    start = datetime(2025, 3, 30, 0, 30, tzinfo=UTC)
    story.press(start, "start", "a")
    seen = story.at(start + minutes(45))
    assert hm(seen.now) == "03:15"
    assert view(seen, "a").elapsed == minutes(45)
    assert seen.countdown.left == minutes(15)
    assert hm(seen.countdown.until) == "03:30"
    assert view(seen, "b").slack == NOTHING
    assert view(seen, "a").end - view(seen, "a").start == minutes(60)


def test_the_night_the_clock_goes_back():
    story = Story(block("a", "02:15", 90), block("b", "", 30), on=date(2025, 10, 26))
    start = datetime(2025, 10, 26, 0, 15, tzinfo=UTC)
    story.press(start, "start", "a")
    seen = story.at(start + minutes(75))
    assert hm(seen.now) == "02:30"
    assert view(seen, "a").elapsed == minutes(75)
    assert times(seen) == {"a": "02:15-02:45", "b": "02:45-03:15"}
    assert view(seen, "a").end - view(seen, "a").start == minutes(90)


def test_times_on_both_sides_of_the_change_are_shown_as_the_wall_will_show_them():
    story = Story(
        block("a", "01:30", 60),
        block("b", "", 60),
        start="01:30",
        until="06:00",
        on=date(2025, 3, 30),
    )
    seen = story.at(datetime(2025, 3, 30, 0, 15, tzinfo=UTC))
    shown = [f"{at:%H:%M%z}" for at in (seen.now, seen.blocks[0].start, seen.blocks[1].start)]
    assert shown == ["01:15+0100", "01:30+0100", "03:30+0200"]
    assert f"{seen.hard_end:%H:%M%z}" == "06:00+0200"
    later = story.at(datetime(2025, 4, 9, 10, 0, tzinfo=UTC))
    assert f"{later.hard_end:%H:%M%z} {later.planned_start:%H:%M%z}" == "06:00+0200 01:30+0100"


def test_walls_given_in_the_sessions_own_zone_measure_elapsed_time():
    before = datetime(2025, 3, 30, 1, 45, tzinfo=AMSTERDAM)
    after = datetime(2025, 3, 30, 3, 15, tzinfo=AMSTERDAM)
    story = Story(block("a", "01:30", 60), on=date(2025, 3, 30))
    story.press(before, "start", "a")
    assert view(story.at(after), "a").elapsed == minutes(30)
    boot = Instant(before, 100.0, "boot")
    assert placed(boot, Instant(after, 100.0 + 1800, "boot")) == boot.wall


def booted(at: datetime, offset: timedelta = NOTHING, boot_id: str = "boot") -> Instant:
    """An instant of a machine whose wall clock is `offset` wrong."""
    return Instant(at + offset, at.timestamp(), boot_id)


def running_on_a_machine(story: Story) -> datetime:
    """Two blocks begun at 16:00 and 16:30 by a clock that was right."""
    start = story.time("16:00")
    for moment_id, at, one in (("1", start, "a"), ("2", start + minutes(30), "b")):
        story.moments.append(Moment(id=moment_id, action="start", at=booted(at), block=one))
    return start


def afternoon() -> Story:
    return Story(block("a", "16:00", 30), block("b", "16:30", 30), block("c", "17:00", 30))


def test_the_wall_clock_set_back_an_hour_while_running():
    story = afternoon()
    start = running_on_a_machine(story)
    seen = story.at(booted(start + minutes(40), -HOUR))
    assert (seen.block, view(seen, "b").elapsed) == ("b", minutes(10))
    assert seen.countdown.left == minutes(20)
    assert view(seen, "a").elapsed == minutes(30)
    assert hm(view(seen, "a").started) == "15:00"


def test_the_wall_clock_set_forward_an_hour_while_running():
    story = afternoon()
    start = running_on_a_machine(story)
    seen = story.at(booted(start + minutes(40), HOUR))
    assert (seen.block, view(seen, "b").elapsed) == ("b", minutes(10))
    assert seen.countdown.left == minutes(20)
    assert hm(seen.countdown.until) == "18:00"


def test_the_wall_clock_set_back_an_hour_over_a_restart_never_runs_backwards():
    story = afternoon()
    start = running_on_a_machine(story)
    seen = story.at(booted(start + minutes(40), -HOUR, "another boot"))
    assert (seen.block, view(seen, "b").elapsed) == ("b", NOTHING)
    assert view(seen, "a").elapsed == minutes(30)
    assert seen.countdown.left == minutes(30)


def test_presses_before_and_after_the_clock_was_set_stay_in_order():
    story = afternoon()
    start = story.time("16:00")
    story.moments = [
        Moment(id="1", action="start", at=booted(start), block="a"),
        Moment(id="2", action="pause", at=booted(start + minutes(10), -HOUR)),
        Moment(id="3", action="resume", at=booted(start + minutes(15), HOUR)),
    ]
    seen = story.at(booted(start + minutes(20), HOUR))
    assert view(seen, "a").elapsed == minutes(15)
    assert view(seen, "a").paused == minutes(5)


def test_a_laptop_asleep_for_twenty_minutes():
    story = Story(
        block("a", "16:00", 40, phases=(phase("x", 10), phase("y", 10), phase("z", 20))),
        block("b", "16:40", 30),
    )
    start = story.time("16:00")
    story.moments = [Moment(id="1", action="start", at=booted(start), block="a")]
    assert story.at(booted(start + minutes(5))).phase == "x"
    seen = story.at(booted(start + minutes(25)))
    assert seen.phase == "z"
    assert seen.countdown.left == minutes(15)
    assert seen.drift == NOTHING


def test_of_two_presses_at_what_was_current_the_first_counts():
    story = afternoon()
    story.press("16:00", "start", "a")
    saw = current_seen(story.at("16:30"))
    story.press("16:30:00.100", "start", "b", seen=saw, author="anna")
    story.press("16:30:00.900", "start", "c", seen=saw, author="bob")
    seen = story.at("16:31")
    assert states(seen) == {"a": "done", "b": "now", "c": "to_come"}


def test_two_people_pressing_start_begin_one_session():
    story = afternoon()
    story.press("16:00", "start", "a", seen=seen_key(""))
    story.press("16:00:01", "start", "b", seen=seen_key(""))
    assert story.at("16:01").block == "a"


def test_stopped_in_the_middle_of_a_pause_and_resumed_an_hour_later():
    story = afternoon()
    story.press("16:00", "start", "a")
    story.press("16:10", "pause")
    seen = story.at("17:10")
    assert (seen.state, seen.countdown.left) == ("paused", minutes(20))
    story.press("17:10", "resume")
    seen = story.at("17:15")
    assert (view(seen, "a").elapsed, view(seen, "a").paused) == (minutes(15), minutes(60))
    assert times(seen)["b"] == "17:30-18:00"


def test_finished_in_the_middle_of_a_pause_counts_the_pause():
    story = afternoon()
    story.press("16:00", "start", "a")
    story.press("16:10", "pause")
    story.press("16:30", "finish")
    seen = story.at("18:00")
    assert (view(seen, "a").elapsed, view(seen, "a").paused) == (minutes(10), minutes(20))
    assert (seen.state, seen.paused_since) == ("over", None)


def test_a_block_of_zero_minutes():
    story = Story(block("a", "16:00", 30), block("bell", "16:30", 0), block("b", "16:30", 30))
    assert times(story.at("15:00"))["bell"] == "16:30-16:30"
    story.press("16:30", "start", "bell")
    seen = story.at("16:31")
    assert seen.countdown.left == minutes(-1)
    assert seen.countdown.length == NOTHING
    assert times(seen)["b"] == "17:01-17:31"


def test_blocks_without_times():
    story = Story(block("a"), block("b", "", 20), block("c"))
    seen = story.at("16:00")
    assert times(seen) == {"a": "-", "b": "-", "c": "-"}
    assert (seen.countdown.left, seen.end, seen.drift, seen.room) == (None, None, NOTHING, None)
    story.press("16:00", "start", "b")
    seen = story.at("16:05")
    assert seen.countdown.left == minutes(15)
    assert times(seen)["b"] == "16:00-16:20"
    assert times(seen)["a"] == "16:20-"
    assert times(seen)["c"] == "-"
    story.press("16:20", "start", "c")
    seen = story.at("16:40")
    assert seen.countdown.left is None
    assert view(seen, "c").elapsed == minutes(20)


def test_two_hundred_blocks():
    story = Story(*(block(f"b{n}", "08:00" if n == 0 else "", 5) for n in range(200)))
    for n in range(150):
        story.press(story.time("08:00") + minutes(5 * n), "start", f"b{n}")
    seen = story.at(story.time("08:00") + minutes(5 * 149 + 7))
    assert [one.state for one in seen.blocks].count("done") == 149
    assert seen.drift == minutes(2)
    assert seen.ahead.block == "b150"


def test_every_block_fixed():
    story = Story(
        block("a", "16:00", 30, fixed=True),
        block("b", "16:40", 30, fixed=True),
        block("c", "17:10", 30, fixed=True),
    )
    story.press("16:00", "start", "a")
    seen = story.at("16:20")
    assert times(seen) == {"a": "16:00-16:30", "b": "16:40-17:10", "c": "17:10-17:40"}
    assert view(seen, "b").slack == minutes(10)
    seen = story.at("16:45")
    assert times(seen) == {"a": "16:00-16:45", "b": "16:45-17:15", "c": "17:15-17:45"}
    assert (view(seen, "b").short, view(seen, "c").short) == (minutes(5), minutes(5))


def test_no_block_fixed():
    story = afternoon()
    story.press("15:40", "start", "a")
    seen = story.at("15:50")
    assert times(seen) == {"a": "15:40-16:10", "b": "16:10-16:40", "c": "16:40-17:10"}
    assert all(one.late == minutes(-20) for one in seen.blocks)


def test_a_hard_end_already_past():
    story = Story(block("a", "16:00", 30), start="16:00", until="16:20")
    story.press("16:00", "start", "a")
    seen = story.at("17:00")
    assert hm(seen.end) == "17:00"
    assert seen.room == minutes(-40)
    assert seen.countdown.left == minutes(-30)


def test_ahead_of_time():
    story = Story(*afternoon().blocks, start="16:00", until="17:45")
    story.press("16:00", "start", "a")
    story.press("16:18", "start", "b")
    seen = story.at("16:20")
    assert seen.drift == minutes(-12)
    assert hm(seen.end) == "17:18"
    assert seen.room == minutes(27)


def test_a_plan_changed_behind_the_current_block():
    story = afternoon()
    story.press("16:00", "start", "a", seen=seen_key(""))
    story.press("16:30", "start", "b", seen=seen_key("a"))
    story.press("16:35", "pause", "b", seen=seen_key("b"))
    story.press("16:40", "resume", "b", seen=seen_key("b"))
    before = story.at("16:45")
    story.blocks[0] = replace(story.blocks[0], title="Other", length=minutes(10), start=None)
    new = replace(block("new", "", 10), pos="0000a")
    story.blocks.insert(1, new)
    seen = story.at("16:45")
    assert view(seen, "b").elapsed == view(before, "b").elapsed
    assert view(seen, "b").paused == minutes(5)
    assert view(seen, "a").elapsed == minutes(30)
    assert states(seen)["new"] == "to_come"
    assert seen.ahead.block == "new"


def test_phases_changed_under_a_press_that_was_made_in_them():
    story = Story(block("a", "16:00", 30, phases=(phase("x", 10), phase("y", 20))))
    story.press("16:00", "start", "a", seen=seen_key(""))
    story.press("16:12", "pause", "a", seen=seen_key("a", "y"))
    story.press("16:14", "resume", "a", seen=seen_key("a", "y"))
    story.blocks[0] = replace(story.blocks[0], phases=(phase("x", 15), phase("z", 15)))
    assert view(story.at("16:20"), "a").paused == minutes(2)


def test_a_session_opened_on_another_day():
    story = Story(*afternoon().blocks, start="16:00", until="18:00")
    story.press("16:00", "start", "a")
    story.press("16:10", "pause")
    seen = story.at("+3 09:00")
    assert seen.countdown.left == minutes(20)
    assert seen.state == "paused"
    assert seen.room < NOTHING
    story.press("16:10", "finish")
    seen = story.at("+3 09:00")
    assert (seen.state, hm(seen.ended)) == ("over", "16:10")
    assert view(seen, "a").paused == NOTHING


def test_a_session_that_never_began_opened_on_another_day_is_not_late():
    seen = Story(*afternoon().blocks, start="16:00", until="18:00").at("+3 09:00")
    assert (seen.state, seen.drift) == ("before", NOTHING)
    assert all(one.late == NOTHING for one in seen.blocks)
    assert times(seen)["a"] == "16:00-16:30"


def corrected(story: Story, index: int, at: str) -> None:
    moment = story.moments[index]
    story.moments[index] = replace(moment, at=Instant(story.time(at)), pressed=moment.at)


def test_a_correction_that_moves_a_start_before_the_previous_blocks():
    story = afternoon()
    story.press("16:00", "start", "a")
    story.press("16:44", "start", "b")
    corrected(story, 1, "15:20")
    seen = story.at("16:50")
    assert view(seen, "a").elapsed == NOTHING
    assert (hm(view(seen, "b").started), view(seen, "b").elapsed) == ("16:00", minutes(50))
    assert seen.block == "b"


def test_a_correction_before_another_press_in_the_previous_block_takes_that_along():
    story = afternoon()
    story.press("16:00", "start", "a")
    story.press("16:20", "pause", "a")
    story.press("16:25", "resume", "a")
    story.press("16:35", "extend", "a", by=minutes(5))
    story.press("16:44", "start", "b")
    corrected(story, 4, "16:22")
    seen = story.at("16:50")
    assert hm(view(seen, "b").started) == "16:22"
    assert (view(seen, "a").elapsed, view(seen, "a").paused) == (minutes(20), minutes(2))
    assert view(seen, "a").extended == minutes(5)
    assert view(seen, "b").extended == NOTHING


def test_a_correction_to_later_takes_along_what_was_pressed_in_the_block():
    story = afternoon()
    story.press("16:00", "start", "a")
    story.press("16:05", "extend", "a", by=minutes(5))
    corrected(story, 0, "16:10")
    seen = story.at("16:20")
    assert hm(view(seen, "a").started) == "16:10"
    assert (view(seen, "a").elapsed, view(seen, "a").length) == (minutes(10), minutes(35))


def test_a_correction_leaves_a_wall_clock_that_was_set_back_elsewhere_as_it_was():
    story = afternoon()
    story.press("16:00", "start", "a")
    story.press("16:20", "pause", "a")
    story.press("16:10", "start", "b")
    story.press("16:40", "start", "c")
    corrected(story, 3, "16:30")
    seen = story.at("16:50")
    assert hm(view(seen, "b").started) == "16:20"
    assert hm(view(seen, "c").started) == "16:30"


def test_a_correction_stays_before_what_was_pressed_after_it():
    story = afternoon()
    story.press("16:00", "start", "a")
    story.press("16:30", "start", "b")
    story.press("16:50", "start", "c")
    corrected(story, 1, "17:30")
    seen = story.at("17:00")
    assert hm(view(seen, "c").started) == "16:50"
    assert view(seen, "b").elapsed == NOTHING
    assert view(seen, "a").elapsed == minutes(50)


def test_a_correction_into_the_future_stands_still_until_then():
    story = afternoon()
    story.press("16:00", "start", "a")
    corrected(story, 0, "16:30")
    seen = story.at("16:10")
    assert view(seen, "a").elapsed == NOTHING
    assert view(story.at("16:35"), "a").elapsed == minutes(5)


def test_no_groups_at_all_and_no_blocks_at_all():
    story = Story()
    seen = evening(story.plan, [], Instant(story.time("16:00")), {})
    assert (seen.state, seen.blocks, seen.ahead.kind) == ("before", (), "end")
