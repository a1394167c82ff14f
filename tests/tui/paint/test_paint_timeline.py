import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from ai_tui.agenda.evening import Evening
from ai_tui.tui.paint.pieces import plain
from ai_tui.tui.paint.timeline import timeline, timeline_line


def at(text: str) -> datetime:
    parts = map(int, text.split(":"))
    return datetime(2024, 12, 4, *parts, tzinfo=ZoneInfo("Europe/Amsterdam"))


def minutes(n):
    return timedelta(minutes=n)


def with_block(evening: Evening, index: int, **changes) -> Evening:
    """The evening with one block changed; one that is to come ends as long after its start."""
    blocks = list(evening.blocks)
    blocks[index] = changed = replace(blocks[index], **changes)
    if changed.state == "to_come" and changed.start and changed.length is not None:
        blocks[index] = replace(changed, end=changed.start + changed.length)
    return replace(evening, blocks=tuple(blocks))


def lines_of(evening, words, width, height=21, phases="current"):
    return plain(timeline(evening, words, width, height, phases=phases).rows).split("\n")


NARROW = """\
✓ 16:00 Inloop en wel…
✓ 16:30 Vraaggesprekk…  +7
► 17:22 Ontdekken en…   +7
  ✓ 17:22 Rollen verdelen
  ✓ 17:27 Rondje langs de…
  ► 17:42 Top-3 kiezen
  ━━━━━━╸┄┄┄┄┄┄┄┄ nu 17:48
  · 17:57 Delen in de zaal
· 18:07 Verbeelden en…  +7
! 18:45 ◆ Eten          7!
· 19:22 Ontwerpen en…   +7
· 20:22 Afsluiting en…  +7
■ 21:00 Uiterlijk klaar  8"""

MEDIUM = """\
  plan  nu    onderdeel          min
✓ 16:00 16:00 Inloop en welkom    30
✓ 16:30 16:30 Vraaggesprekken     52  +7
► 17:15 17:22 Ontdekken en delen  45  +7
  ✓     17:22 Rollen verdelen      5
  ✓     17:27 Rondje langs de t…  15
  ►     17:42 Top-3 kiezen        15
  ━━━━━━━━━━━╸┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄ nu 17:48
  ·     17:57 Delen in de zaal    10
· 18:00 18:07 Verbeelden en pre…  45  +7
! 18:45 18:52 ◆ Eten              30  7!
· 19:15 19:22 Ontwerpen en delen  60  +7
· 20:15 20:22 Afsluiting en afs…  30  +7
■ 21:00 20:52 Uiterlijk klaar     8 over"""

WIDE = """\
  plan  nu    onderdeel              min plan   verschil
✓ 16:00 16:00 Inloop en welkom        30
  ✓     16:00 Inloop                  10
  ✓     16:10 Welkom en inleiding     10
  ✓     16:20 Eerste instructie       10
✓ 16:30 16:30 Vraaggesprekken         52   45   7 langer
  ✓     16:30 Uitleg en tweetallen     5
  ✓     16:35 Interview               17
  ✓     16:52 Interview, rollen gew…  17
  ✓     17:09 Terug naar de tafels    13
► 17:15 17:22 Ontdekken en delen      45         7 later
  ✓     17:22 Rollen verdelen          5
  ✓     17:27 Rondje langs de tafel   15
  ►     17:42 Top-3 kiezen            15
  ━━━━━━━━━━━━━━━━━━╸┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄ nu 17:48
  ·     17:57 Delen in de zaal        10
· 18:00 18:07 Verbeelden en present…  45         7 later
  ·     18:07 Voorbereiden            25
  ·     18:32 Optreden                12
  ·     18:44 Kansrijke thema's oph…   8
! 18:45 18:52 ◆ Eten                  30       7 te kort
· 19:15 19:22 Ontwerpen en delen      60         7 later
  ·     19:22 Kiezen met de voeten    10
  ·     19:32 Propositie en mijlpal…  35
  ·     20:07 Delen: per thema 3 min  15
· 20:15 20:22 Afsluiting en afsprak…  30         7 later
  ·     20:22 Reflectie               10
  ·     20:32 Afspraken en vooruitb…  20
■ 21:00 20:52 Uiterlijk klaar                     8 over"""


def test_the_narrow_timeline_shows_times_and_deviations(evening, nl):
    assert "\n".join(lines_of(evening, nl, 26)).rstrip() == NARROW


def test_the_medium_timeline_has_plan_and_minutes(evening, nl):
    assert "\n".join(lines_of(evening, nl, 40)).rstrip() == MEDIUM


def test_the_wide_timeline_says_deviations_in_words(evening, nl):
    assert "\n".join(lines_of(evening, nl, 56, 40, "all")).rstrip() == WIDE


def test_a_finished_block_says_apart_what_was_given_what_was_paused_and_what_ran_over(evening, nl):
    seen = with_block(evening, 1, extended=minutes(5), paused=minutes(3), over=minutes(2.9))
    for width, height, phases in ((40, 23, "current"), (56, 40, "all")):
        found = lines_of(seen, nl, width, height, phases)
        row = next(x for x, line in enumerate(found) if "Vraaggesprekken" in line)
        assert found[row + 1] == "        +5 extra · 3 pauze · 3 uit"
    assert timeline(seen, nl, 40, 23).keys[3] == ("vraaggesprekken", "")
    assert lines_of(seen, nl, 26) == lines_of(evening, nl, 26)


@pytest.mark.parametrize(("took", "told"), [(59.6, 60), (60.5, 61), (61.5, 62), (61.4, 61)])
def test_what_a_finished_block_took_is_its_plan_and_what_it_ran_over(evening, nl, took, told):
    past = {"elapsed": minutes(took), "over": minutes(took - 44), "length": minutes(44)}
    seen = with_block(evening, 1, planned_end=at("17:14"), paused=minutes(1.5), **past)
    row, note = lines_of(seen, nl, 56, 40)[2:4]
    assert row.split()[-4:-2] == [str(told), "44"]
    assert note.strip() == f"2 pauze · {told - 44} uit"


def test_of_what_goes_on_the_whole_minutes_are_said_as_the_digits_have_them(evening, nl):
    seen = with_block(evening, 2, paused=minutes(4.8), over=minutes(2.9))
    assert lines_of(seen, nl, 40)[4].strip() == "4 pauze · 2 uit"


def test_only_what_there_is_stands_under_a_block(evening, nl):
    def noted(**changes):
        found = lines_of(with_block(evening, 1, **changes), nl, 40, 23)
        return [line.strip() for line in found if line not in lines_of(evening, nl, 40, 23)]

    assert noted(over=minutes(7)) == []
    assert noted(paused=minutes(3)) == ["3 pauze"]
    assert noted(extended=minutes(-2), over=minutes(9)) == ["2 korter · 9 uit"]
    assert noted(planned=minutes(58), extended=minutes(-1), over=minutes(1)) == ["6 korter · 1 uit"]
    assert noted(extended=minutes(-2), state="skipped") == ["↷ 16:30       Vraaggesprekken     52"]


def test_an_open_end_without_a_planned_end_is_as_late_as_its_start(evening, nl):
    seen = with_block(evening, 1, planned_end=None, started=at("16:50"), start=at("16:50"))
    row = next(line for line in lines_of(seen, nl, 40, 23) if "Vraaggesprekken" in line)
    assert row.endswith("+20")


def test_keys_tell_what_a_row_is_about(evening, nl):
    found = timeline(evening, nl, 40, 20)
    assert len(found.keys) == len(found.rows) == 20
    assert found.keys[0] is None
    assert found.keys[1] == ("inloop", "")
    assert found.keys[4] == ("ontdekken", "rollen-verdelen")
    assert found.keys[7] == ("ontdekken", "top-3-kiezen")
    assert found.keys[8] == ("ontdekken", "delen-in-de-zaal")
    assert found.keys[13:] == (None,) * 7


def test_a_low_timeline_is_a_window_around_now(evening, nl):
    found = timeline(evening, nl, 26, 9)
    assert plain(found.rows) == (
        "  … 3 eerder\n"
        "  ✓ 17:22 Rollen verdelen\n"
        "  ✓ 17:27 Rondje langs de…\n"
        "  ► 17:42 Top-3 kiezen\n"
        "  ━━━━━━╸┄┄┄┄┄┄┄┄ nu 17:48\n"
        "  · 17:57 Delen in de zaal\n"
        "· 18:07 Verbeelden en…  +7\n"
        "  … 3 later\n"
        "■ 21:00 Uiterlijk klaar  8"
    )
    assert found.keys[0] is None
    assert found.keys[1] == ("ontdekken", "rollen-verdelen")


def test_every_line_is_either_shown_or_counted(evening, nl):
    whole = len([line for line in lines_of(evening, nl, 26, 40) if line])
    for height in range(4, 14):
        shown = lines_of(evening, nl, 26, height)
        counted = sum(int(line.split()[1]) for line in shown if line.startswith("  …"))
        signs = sum(line.startswith("  …") for line in shown)
        assert len(shown) - signs + counted == whole


def test_the_now_line_is_always_in_sight(evening, nl):
    for height in range(2, 30):
        assert "nu 17:48" in "\n".join(lines_of(evening, nl, 26, height))


def test_a_pause_has_its_own_sign(evening, nl):
    phases = evening.blocks[2].phases
    phases = (*phases[:2], replace(phases[2], state="paused"), phases[3])
    paused = with_block(replace(evening, state="paused"), 2, state="paused", phases=phases)
    shown = lines_of(paused, nl, 26)
    assert shown[2].startswith("‖ 17:22")
    assert shown[5].startswith("  ‖ 17:42")


def test_a_skipped_block_has_a_sign_and_its_planned_time(evening, nl):
    skipped = with_block(evening, 3, state="skipped")
    assert lines_of(skipped, nl, 26)[8] == "↷ 18:00 Verbeelden en…"
    assert "18:07" not in lines_of(skipped, nl, 40)[9]


def test_room_before_a_fixed_block_is_said(evening, nl):
    early = with_block(evening, 4, start=at("18:45"), short=timedelta(), slack=minutes(5))
    assert lines_of(early, nl, 26)[9].endswith("  5")
    assert lines_of(early, nl, 56)[10].endswith("5 over")
    assert not lines_of(early, nl, 26)[9].startswith("!")


def test_room_before_a_fixed_block_is_that_of_the_times_shown(evening, nl):
    late = evening.blocks[3]
    before = with_block(evening, 3, end=at("18:38:20"), length=at("18:38:20") - late.start)
    free = {"start": at("18:45"), "slack": at("18:45") - at("18:38:20"), "short": timedelta()}
    assert lines_of(with_block(before, 4, **free), nl, 56)[10].endswith(" 7 over")


def test_a_block_ahead_of_its_plan_has_a_minus(evening, nl):
    early = with_block(evening, 5, start=at("19:12"))
    assert lines_of(early, nl, 26)[10].endswith(" -3")
    assert lines_of(early, nl, 56)[11].endswith("3 eerder")


def test_a_hard_end_in_danger_is_said_in_numbers_and_in_words(evening, nl):
    late = replace(evening, end=at("21:06"))
    assert lines_of(late, nl, 26)[12].endswith(" 6!")
    assert lines_of(late, nl, 40)[13].endswith("6 te kort")


def test_seconds_over_the_hard_end_say_no_more_than_the_clock_shows(evening, nl):
    late = replace(evening, end=at("21:00:59"))
    assert lines_of(late, nl, 40)[13] == "■ 21:00 21:00 Uiterlijk klaar"


@pytest.mark.parametrize(
    ("start", "told"), [("19:13:30", "-2"), ("19:14:59", "-1"), ("19:16:50", "+1")]
)
def test_the_difference_of_two_times_in_a_row_is_that_of_the_times_shown(evening, nl, start, told):
    off = with_block(evening, 5, start=at(start))
    row = lines_of(off, nl, 40)[11]
    assert row.startswith(f"· 19:15 {start[:5]} Ontwerpen")
    assert row.endswith(f" {told}")


def test_what_is_left_before_the_hard_end_is_that_of_the_times_shown(evening, nl):
    early = replace(evening, end=at("20:49:50"))
    assert lines_of(early, nl, 40)[13] == "■ 21:00 20:49 Uiterlijk klaar    11 over"


def test_hours_off_are_said_to_the_minute(evening, nl):
    early = with_block(evening, 5, start=at("17:21"))
    for width in (25, 40):
        line = next(x for x in lines_of(early, nl, width) if "Ontwerpen" in x)
        assert line.endswith(" -1u54")
    words = next(x for x in lines_of(early, nl, 56) if "Ontwerpen" in x)
    assert words.endswith(" 1u54 eerder")
    longer = with_block(early, 5, length=minutes(120))
    both = next(x for x in lines_of(longer, nl, 56) if "Ontwerpen" in x)
    assert both.endswith(" 120   60      -1u54")


def test_the_room_until_the_next_morning_is_said_in_hours(evening, nl, exact):
    early = with_block(evening, 4, short=timedelta(), slack=minutes(955))
    for width, told in ((26, " 15u"), (40, " 30 15u"), (56, " 15u55 over")):
        assert lines_of(early, nl, width)[9 + (width > 26)].endswith(told)
        exact(timeline(early, nl, width, 20).rows, width, 20)
    for n, told in ((99, " 99"), (100, " 1u40"), (599, " 9u59"), (600, " 10u"), (6000, " 4d")):
        some = with_block(evening, 4, short=timedelta(), slack=minutes(n))
        assert lines_of(some, nl, 26)[9].endswith(told)
    late = replace(evening, end=at("21:00") + minutes(100))
    assert lines_of(late, nl, 26)[12].endswith(" 1u40!")
    assert lines_of(late, nl, 40)[13].endswith("1u40 te kort")


def test_minutes_and_deviation_never_touch(evening, nl):
    for n in (1, 9, 10, 99, 100, 500):
        late = with_block(evening, 4, short=timedelta(minutes=n))
        start = at("19:15") + timedelta(minutes=n)
        late = with_block(late, 5, start=start, length=timedelta(minutes=120))
        for line in lines_of(late, nl, 40)[10:12]:
            assert re.search(r" (\d+) +(\d+(u\d+)?!|\+\d+(u\d+)?)$", line)


def test_what_a_finished_block_took_leaves_its_pauses_out(evening, nl):
    spent = {"elapsed": minutes(35), "paused": minutes(17), "over": minutes(0)}
    phase = replace(evening.blocks[1].phases[1], spent=minutes(9), paused=minutes(8))
    phases = (evening.blocks[1].phases[0], phase, *evening.blocks[1].phases[2:])
    seen = with_block(evening, 1, **spent, phases=phases)
    medium = lines_of(seen, nl, 40)
    assert medium[2] == "✓ 16:30 16:30 Vraaggesprekken     35  +7"
    assert medium[3] == "        17 pauze"
    wide = lines_of(seen, nl, 56, 40, "all")
    assert wide[5].split()[-4:] == ["35", "45", "10", "korter"]
    assert wide[8].split() == ["✓", "16:35", "Interview", "9"]


def test_overtime_fills_the_now_line(evening, nl):
    phases = evening.blocks[2].phases
    phases = (*phases[:2], replace(phases[2], elapsed=timedelta(minutes=20)), phases[3])
    over = with_block(evening, 2, phases=phases)
    assert lines_of(over, nl, 26)[6] == "  ━━━━━━━━━━━━━━━ nu 17:48"


def test_a_block_without_phases_has_its_own_now_line(evening, nl):
    bare = with_block(evening, 2, phases=())
    assert "nu 17:48" in lines_of(replace(bare, phase=""), nl, 26)[3]


def test_a_phase_without_a_length_has_an_empty_now_line(evening, nl):
    phases = evening.blocks[2].phases
    phases = (*phases[:2], replace(phases[2], length=None), phases[3])
    assert "━" not in lines_of(with_block(evening, 2, phases=phases), nl, 26)[6]


def test_blocks_without_times_leave_the_times_blank(evening, nl):
    untimed = with_block(
        evening, 3, planned_start=None, planned_end=None, start=None, end=None, late=timedelta()
    )
    assert lines_of(untimed, nl, 26)[8] == "·       Verbeelden en…"


def test_a_next_day_is_named(evening, nl):
    day = timedelta(days=1)
    last = evening.blocks[6]
    moved = with_block(
        evening,
        6,
        planned_start=last.planned_start + day,
        planned_end=last.planned_end + day,
        start=last.start + day,
        end=last.end + day,
    )
    assert lines_of(moved, nl, 26)[11] == "  donderdag 5 december"


def test_far_too_late_still_fits_its_column(evening, nl, exact):
    late = with_block(evening, 5, start=at("19:15") + timedelta(hours=17))
    assert lines_of(late, nl, 26)[10].endswith("+17u")
    exact(timeline(late, nl, 26, 20).rows, 26, 20)


def test_every_size_is_exact(evening, nl, exact):
    for width in (20, 26, 35, 36, 40, 51, 52, 56, 80):
        for height in (0, 1, 2, 3, 10, 50):
            for phases in ("none", "current", "all"):
                found = timeline(evening, nl, width, height, phases=phases)
                exact(found.rows, width, height)
                assert len(found.keys) == height


def test_any_title_leaves_the_columns_where_they_are(evening, nl, exact, hostile):
    phases = tuple(replace(each, title=hostile) for each in evening.blocks[2].phases)
    odd = with_block(evening, 2, title=hostile, phases=phases)
    odd = with_block(odd, 4, title=hostile)
    for width in (26, 40, 56):
        exact(timeline(odd, nl, width, 20).rows, width, 20)
    exact((timeline_line(odd, nl, 60),), 60)


def test_a_run_without_blocks_is_blank(evening, nl, exact):
    empty = Evening(now=evening.now, reached=evening.now, state="before", blocks=())
    exact(timeline(empty, nl, 40, 5).rows, 40, 5)
    exact((timeline_line(empty, nl, 40),), 40)


def test_the_timeline_on_one_row_shows_signs_and_what_runs(evening, nl):
    assert plain([timeline_line(evening, nl, 60)]) == (
        " ✓ ✓ ► · ! · ·  Ontdekken en delen · Top-3 kiezen"
    )


def test_english_words(evening, en):
    shown = lines_of(evening, en, 56, 30)
    assert shown[0].split() == ["plan", "now", "item", "min", "plan", "change"]
    assert shown[2].endswith("7 longer")
    assert "now 17:48" in "\n".join(shown)
