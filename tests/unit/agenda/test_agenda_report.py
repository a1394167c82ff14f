from datetime import date

import pytest
from agenda_kit import NOTHING, Story, block, hm, minutes, phase, round_of, view
from msgspec.structs import replace

from ai_tui.agenda.applying import apply
from ai_tui.agenda.report import Report, report
from ai_tui.agenda.shorten import propose


def evening() -> Story:
    story = Story(
        block(
            "talk",
            "16:00",
            30,
            phases=(phase("intro", 5), round_of("stage", 5, 1), phase("back", 5)),
        ),
        block("share", "16:30", 30),
        block("close", "17:00", 15),
        start="16:00",
        until="17:30",
    )
    story.press("16:05", "start", "talk")
    story.press("16:10", "turn", "talk", phase="stage", group="g1")
    story.press("16:12", "pause")
    story.press("16:14", "resume")
    story.press("16:15", "extend", by=minutes(2))
    story.press("16:20", "turn", "talk", phase="stage", group="g2")
    story.press("16:30", "phase", "talk", phase="back")
    story.press("16:45", "start", "share")
    story.press("17:00", "skip", "close")
    story.press("17:20", "finish")
    return story


def reported(story: Story, original: Story | None = None, at: str = "18:00") -> Report:
    return report((original or story).plan, story.plan, story.at(at), {})


def afterwards(story: Story, original: Story) -> Report:
    return reported(story, original, "20:00")


def by_id(found: Report):
    return {one.id: one for one in found.blocks}


def test_planned_stands_beside_actual():
    talk = by_id(reported(evening()))["talk"]
    assert (hm(talk.planned.start), hm(talk.planned.end), talk.planned.length) == (
        "16:00",
        "16:30",
        minutes(30),
    )
    assert (hm(talk.actual.start), hm(talk.actual.end)) == ("16:05", "16:45")
    assert talk.actual.elapsed == minutes(38)
    assert talk.actual.paused == minutes(2)
    assert talk.actual.extended == minutes(2)
    assert talk.actual.over == minutes(6)


def test_of_two_days_the_night_is_no_planned_time():
    story = Story(
        block("a", "13:00", 120),
        block("b", "15:00"),
        block("c", "09:00", day=2),
        block("d", "10:00", 60, day=2),
    )
    found = reported(story, at="12:00")
    assert (hm(found.planned.start), hm(found.planned.end)) == ("13:00", "11:00")
    assert found.planned.length == minutes(240)
    open_one = by_id(found)["b"].planned
    assert (hm(open_one.start), open_one.end, open_one.length) == ("15:00", None, None)


def test_phases_and_turns_are_in_it():
    intro, stage, back = by_id(reported(evening()))["talk"].phases
    assert (hm(intro.planned.start), hm(intro.planned.end)) == ("16:00", "16:05")
    assert (hm(stage.planned.end), stage.planned.length) == ("16:22", minutes(17))
    assert (stage.actual.elapsed, stage.actual.paused) == (minutes(18), minutes(2))
    assert [(one.group, one.state, one.taken) for one in stage.turns] == [
        ("g1", "done", minutes(8)),
        ("g2", "done", minutes(10)),
        ("g3", "to_come", NOTHING),
    ]
    assert (hm(back.actual.start), back.actual.over) == ("16:30", minutes(10))


def test_the_whole_session_adds_up():
    found = reported(evening())
    assert (hm(found.actual.start), hm(found.actual.end)) == ("16:05", "17:20")
    assert found.actual.elapsed + found.actual.paused == minutes(75)
    assert found.planned.length == minutes(75)
    assert found.state == "over"
    assert hm(found.hard_end) == "17:30"
    assert by_id(found)["close"].state == "skipped"


def test_waiting_after_a_skip_is_no_pause_and_a_skipped_block_leaves_the_totals():
    story = Story(
        block("talk", "16:00", 30),
        block("share", "16:30", 30),
        block("eat", "17:30", 30, fixed=True),
    )
    story.press("16:00", "start", "talk")
    story.press("16:40", "start", "share")
    story.press("16:41", "pause")
    story.press("16:42", "resume")
    story.press("16:42", "extend", by=minutes(-10))
    story.press("17:10", "skip", "share")
    story.press("17:30", "start", "eat")
    story.press("18:00", "finish")
    found = reported(story)
    share = by_id(found)["share"].actual
    assert (share.elapsed, share.paused, share.over) == (minutes(29), minutes(1), minutes(9))
    whole = found.actual
    assert (whole.elapsed, whole.over) == (minutes(70), minutes(10))
    assert (whole.paused, whole.extended) == (NOTHING, NOTHING)


def test_the_first_plan_stays_when_blocks_are_changed_inserted_and_dropped():
    first, now = evening(), evening()
    now.blocks[0] = replace(now.blocks[0], length=minutes(50), title="Other")
    now.blocks[2] = replace(block("new", "", 20), pos="0001a")
    found = by_id(reported(now, first))
    assert found["talk"].planned.length == minutes(30)
    assert (found["new"].change, found["new"].planned.start) == ("inserted", None)
    assert (found["close"].change, hm(found["close"].planned.start)) == ("dropped", "17:00")
    assert list(found) == ["talk", "share", "new", "close"]


def test_a_dropped_block_is_told_as_that_where_it_stood():
    first, now = evening(), evening()
    del now.blocks[1]
    found = by_id(reported(now, first, "16:20"))
    assert list(found) == ["talk", "share", "close"]
    share = found["share"]
    assert (share.state, share.change) == ("dropped", "dropped")
    assert (hm(share.planned.start), share.planned_now.start) == ("16:30", None)
    assert (share.actual.start, share.planned_now.length) == (None, None)


def test_what_was_planned_on_the_way_stands_beside_the_first_plan():
    first, now = evening(), evening()
    now.blocks[1] = replace(now.blocks[1], length=minutes(40))
    now.blocks.insert(2, replace(block("new", "", 20), pos="0001a"))
    now.moments = now.moments[:1]
    found = by_id(reported(now, first, "16:20"))
    new = found["new"]
    assert (new.state, new.planned.start, new.planned.length) == ("to_come", None, None)
    span = new.planned_now
    assert (hm(span.start), hm(span.end), span.length) == ("17:10", "17:30", minutes(20))
    share = found["share"]
    assert (share.planned.length, share.planned_now.length) == (minutes(30), minutes(40))


def test_of_an_inserted_block_what_was_given_or_taken_is_told_too():
    first, now = evening(), evening()
    made = block("new", "", 12, planned_length=20)
    now.blocks.insert(2, replace(made, pos="0001a"))
    now.moments = now.moments[:-2]
    now.press("17:00", "start", "new")
    now.press("17:05", "extend", by=minutes(1))
    new = by_id(reported(now, first, "17:10"))["new"]
    assert new.planned_now.length == minutes(20)
    assert new.actual.extended == minutes(-7)


def test_a_phase_that_began_anew_reports_all_its_time():
    story = Story(block("talk", "16:00", 30, phases=(phase("x", 10), phase("y", 20))))
    story.press("16:00", "start", "talk")
    story.press("16:08", "phase", "talk", phase="x")
    (x, _) = by_id(reported(story, at="16:12"))["talk"].phases
    assert x.actual.elapsed == minutes(12)


def test_a_phase_that_began_anew_adds_up():
    phases = (phase("x", 10), phase("y", 10), phase("z"))
    story = Story(block("talk", "16:00", 40, phases=phases))
    story.press("16:00", "start", "talk")
    story.press("16:08", "phase", "talk", phase="x")
    story.press("16:14", "extend", by=minutes(2))
    story.press("16:20", "phase", "talk", phase="y")
    story.press("16:28", "phase", "talk", phase="z")
    story.press("16:33", "phase", "talk", phase="z")
    story.press("16:50", "finish")
    x, y, z = (one.actual for one in by_id(reported(story))["talk"].phases)
    assert (x.elapsed, x.extended, x.over) == (minutes(20), minutes(2), minutes(8))
    assert (y.elapsed, y.extended, y.over) == (minutes(8), NOTHING, NOTHING)
    assert (z.elapsed, z.extended, z.over) == (minutes(22), NOTHING, minutes(8))


def test_a_phase_of_an_inserted_block_that_began_anew_adds_up_to_the_plan_of_now():
    first, story = evening(), evening()
    story.blocks.insert(2, replace(block("new", "", 20, phases=(phase("x", 10),)), pos="0001a"))
    story.moments = story.moments[:-2]
    story.press("17:00", "start", "new")
    story.press("17:08", "phase", "new", phase="x")
    (x,) = by_id(reported(story, first, "17:14"))["new"].phases
    assert (x.planned.length, x.actual.elapsed, x.actual.over) == (None, minutes(14), minutes(4))


@pytest.mark.parametrize(
    ("night", "shown"),
    [
        (date(2024, 3, 31), ["01:30+0100", "03:10+0200", "03:50+0200", "04:00+0200"]),
        (date(2024, 10, 27), ["01:30+0200", "02:10+0200", "02:50+0200", "02:00+0100"]),
    ],
)
def test_phases_are_planned_as_the_wall_shows_it_in_a_night_in_which_the_clock_changes(
    night, shown
):
    phases = (phase("x", 40), phase("y", 40), phase("z", 10))
    story = Story(block("talk", "01:30", 90, phases=phases), start="01:30", on=night)
    (talk,) = reported(story, at="01:00").blocks
    starts = [one.planned.start for one in talk.phases]
    assert [f"{at:%H:%M%z}" for at in (*starts, talk.phases[-1].planned.end)] == shown
    assert talk.phases[-1].planned.end == talk.planned.end
    assert f"{talk.planned.end:%H:%M%z}" == shown[-1]


def shortened() -> tuple[Story, Story]:
    """The session as planned, and as it went: six minutes were won, and one was lost again."""

    def planned() -> Story:
        phases = (phase("w", 5), phase("x", 15), phase("y", 15), phase("z", 10))
        return Story(
            block("share", "17:15", 45, min=35, phases=phases),
            block("eat", "18:00", 30, fixed=True),
            block("rest", "18:30", 15, absorbs=True, min=5),
            block("close", "18:45", 15),
            start="17:15",
        )

    story = planned()
    story.press("17:21", "start", "share")
    found = propose(story.plan, story.at("17:22"))
    changed = {one.id: one for one in apply(found, story.blocks)}
    story.blocks = [changed.get(old.id, old) for old in story.blocks]
    story.press("18:01", "start", "eat")
    story.press("18:38", "start", "rest")
    story.press("18:46", "start", "close")
    story.press("19:00", "finish")
    return planned(), story


def test_what_was_shortened_is_told_whole_of_the_block_and_of_each_phase():
    first, story = shortened()
    share = by_id(afterwards(story, first))["share"]
    assert (share.planned.length, share.actual.elapsed) == (minutes(45), minutes(40))
    assert (share.actual.extended, share.actual.over) == (minutes(-6), minutes(1))
    cuts = [one.actual.extended // minutes(1) for one in share.phases]
    assert (sum(cuts), max(cuts)) == (-6, -1)
    assert view(story.at("19:00"), "share").given == minutes(-6)


def test_plan_and_what_was_given_and_what_ran_over_make_what_it_took():
    first, story = shortened()
    for one in by_id(afterwards(story, first)).values():
        may_take = one.planned.length + one.actual.extended
        assert one.actual.elapsed == may_take + one.actual.over or one.actual.elapsed < may_take


def test_a_break_that_gave_way_tells_by_how_much():
    first, story = shortened()
    rest = by_id(afterwards(story, first))["rest"].actual
    assert (rest.extended, rest.over) == (minutes(-8), minutes(1))


def test_nothing_was_taken_from_what_has_not_begun():
    first, story = shortened()
    story.moments = story.moments[:2]
    assert by_id(reported(story, first, "17:30"))["eat"].actual.extended == NOTHING
    story.blocks[3] = replace(story.blocks[3], length=minutes(10))
    story.press("17:30", "skip", "close")
    found = reported(story, first, "17:30")
    assert by_id(found)["close"].actual.extended == NOTHING
    assert found.actual.extended == minutes(-6)


def test_timeline_digits_and_report_tell_the_same_of_room_that_went_from_phase_to_phase():
    phases = (phase("x", 12), phase("y", 20), phase("z", 8))
    story = Story(block("a", "16:00", 40, phases=phases), block("end", "16:40", 20, fixed=True))
    first = Story(*story.blocks)
    story.press("16:00", "start", "a")
    story.press("16:01", "phase", "a", phase="y")
    changed = apply(propose(story.plan, story.at("16:02")), story.blocks)
    story.blocks[0] = changed[0]
    seen, told = story.at("16:02"), by_id(reported(story, first, "16:02"))["a"]
    assert (view(seen, "a").given, told.actual.extended) == (NOTHING, NOTHING)
    assert [one.actual.extended for one in told.phases] == [NOTHING, minutes(8), NOTHING]
    assert seen.countdown.extended == minutes(8)
    story.press("16:45", "finish")
    seen, told = story.at("17:00"), by_id(reported(story, first, "17:00"))["a"]
    assert (told.actual.elapsed, told.actual.over) == (minutes(45), minutes(5))
    assert (view(seen, "a").expected, view(seen, "a").over) == (minutes(45), minutes(5))


def test_the_digits_tell_of_what_was_shortened_what_the_report_tells():
    first, story = shortened()
    for at, key in (("17:23", "w"), ("17:30", "x"), ("17:42", "y"), ("17:55", "z")):
        seen, told = story.at(at), by_id(reported(story, first, at))["share"]
        assert seen.phase == key
        phases = {one.id: one.actual.extended for one in told.phases}
        assert seen.countdown.extended == phases[key] < NOTHING
    seen, told = story.at("18:39"), by_id(reported(story, first, "18:39"))["rest"]
    assert seen.countdown.extended == told.actual.extended == minutes(-8)
