from itertools import pairwise

from agenda_kit import NOTHING, Story, block, minutes, phase, round_of, seconds

from ai_tui.agenda.signals import signals


def heard(story: Story, *nows: str) -> list[tuple[str, str, float]]:
    """The signals between the views at `nows`: kind, what it is about, and the seconds left."""
    views = [story.at(now) for now in nows]
    return [
        (one.kind, one.phase or one.block, one.left.total_seconds())
        for before, after in pairwise(views)
        for one in signals(before, after, story.plan)
    ]


def ticking(story: Story, start: str, count: int, step: float = 1) -> list[tuple[str, str, float]]:
    begin = story.time(start)
    return heard(story, *(begin + seconds(n * step) for n in range(count)))


def talk(length: float = 30, **more) -> Story:
    story = Story(block("talk", "16:00", length, **more), block("next", "17:00", 30))
    story.press("16:00", "start", "talk")
    return story


def test_five_minutes_one_minute_and_zero_are_each_said_once():
    assert ticking(talk(), "16:00", 40 * 60) == [
        ("left", "talk", 300),
        ("left", "talk", 60),
        ("over", "talk", 0),
    ]


def test_under_ten_minutes_only_thirty_seconds_and_zero():
    assert ticking(talk(9), "16:00", 15 * 60) == [("left", "talk", 30), ("over", "talk", 0)]


def test_the_file_may_say_when_to_warn():
    story = talk(warn=(minutes(10), seconds(15)))
    assert ticking(story, "16:00", 35 * 60) == [
        ("left", "talk", 600),
        ("left", "talk", 15),
        ("over", "talk", 0),
    ]
    assert ticking(talk(warn=()), "16:00", 35 * 60) == [("over", "talk", 0)]


def test_the_time_left_is_said_in_whole_seconds():
    assert heard(talk(), "16:24:59.900", "16:25:00.004") == [("left", "talk", 300)]


def test_nothing_is_said_before_the_start_nor_after_the_end():
    story = Story(block("talk", "16:00", 30))
    assert ticking(story, "15:50", 20 * 60) == []
    story.press("16:00", "start", "talk")
    story.press("16:10", "finish")
    assert ticking(story, "16:11", 30 * 60) == []


def test_nothing_is_said_in_a_pause():
    story = talk()
    story.press("16:24", "pause")
    assert ticking(story, "16:24", 20 * 60) == []


def interviews() -> Story:
    story = Story(
        block(
            "pairs",
            "16:00",
            35,
            phases=(
                phase("intro", 5),
                phase("first", 15),
                phase("second", 15, signal="wissel van rol"),
            ),
        )
    )
    story.press("16:00", "start", "pairs")
    return story


def test_a_phase_that_begins_is_said_with_its_text():
    story = interviews()
    found = signals(story.at("16:19:59"), story.at("16:20"), story.plan)
    assert [(one.kind, one.phase, one.title, one.text) for one in found] == [
        ("phase", "second", "SECOND", "wissel van rol")
    ]


def test_a_whole_block_of_phases_is_said_in_order():
    assert ticking(interviews(), "16:00", 36 * 60) == [
        ("left", "intro", 30),
        ("phase", "first", 900),
        ("left", "first", 300),
        ("left", "first", 60),
        ("phase", "second", 900),
        ("left", "second", 300),
        ("left", "second", 60),
        ("over", "second", 0),
    ]


def test_a_started_block_says_its_first_phase():
    story = interviews()
    assert heard(story, "15:59", "16:00:01")[0][:2] == ("phase", "intro")


def test_after_twenty_minutes_of_sleep_only_what_is_still_true_is_said():
    assert heard(interviews(), "16:04", "16:24") == [("phase", "second", 660)]
    assert heard(interviews(), "16:04", "16:32") == [
        ("phase", "second", 180),
        ("left", "second", 180),
    ]
    assert heard(interviews(), "16:04", "16:40") == [("phase", "second", 0), ("over", "second", 0)]
    assert heard(talk(), "16:10", "16:29:30") == [("left", "talk", 30)]
    assert heard(talk(), "16:10", "16:50") == [("over", "talk", 0)]


def test_time_taken_away_past_a_mark_says_so():
    story = talk()
    before = story.at("16:23")
    story.press("16:23", "extend", by=minutes(-5))
    after = story.at("16:23")
    assert [(one.kind, one.left) for one in signals(before, after, story.plan)] == [
        ("left", minutes(2))
    ]


def test_added_time_says_nothing_and_lets_a_mark_be_said_again():
    story = talk()
    story.press("16:26", "extend", by=minutes(5))
    assert ticking(story, "16:25", 120) == []
    assert ticking(story, "16:29", 120) == [("left", "talk", 300)]


def test_a_block_gone_back_to_does_not_repeat_its_marks():
    story = talk()
    story.press("16:27", "start", "next")
    before = story.at("16:28")
    story.press("16:28", "start", "talk")
    assert signals(before, story.at("16:28"), story.plan) == ()


def test_a_turn_is_warned_about_and_the_next_one_too():
    story = Story(block("dream", "16:00", 20, phases=(round_of("stage", 2, 1),)))
    story.press("16:00", "start", "dream")
    story.press("16:01", "turn", "dream", phase="stage", group="g1")
    story.press("16:03:30", "turn", "dream", phase="stage", group="g2")
    assert ticking(story, "16:00:30", 320) == [
        ("left", "stage", 30),
        ("over", "stage", 0),
        ("left", "stage", 30),
        ("over", "stage", 0),
    ]
    turn = signals(story.at("16:02:29"), story.at("16:02:31"), story.plan)[0]
    assert turn.group == "g1"


def test_an_open_ended_block_says_nothing():
    story = Story(block("calls", "16:00"))
    story.press("16:00", "start", "calls")
    assert ticking(story, "16:00", 600, step=60) == []


def test_a_block_of_no_length_has_no_marks():
    assert ticking(talk(0), "16:00", 60) == []
    assert talk(0).at("16:00:10").countdown.length == NOTHING
