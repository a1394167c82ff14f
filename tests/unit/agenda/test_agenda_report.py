from agenda_kit import NOTHING, Story, block, hm, minutes, phase, round_of
from msgspec.structs import replace

from ai_tui.agenda.report import Report, report


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


def reported(story: Story, original: Story | None = None) -> Report:
    return report((original or story).plan, story.at("18:00"))


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


def test_a_phase_that_began_anew_reports_all_its_time():
    story = Story(block("talk", "16:00", 30, phases=(phase("x", 10), phase("y", 20))))
    story.press("16:00", "start", "talk")
    story.press("16:08", "phase", "talk", phase="x")
    (x, _) = by_id(report(story.plan, story.at("16:12")))["talk"].phases
    assert x.actual.elapsed == minutes(12)
