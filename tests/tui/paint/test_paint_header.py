from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from ai_tui.tui.paint.header import drift_role, header
from ai_tui.tui.paint.pieces import plain

DAY = date(2024, 12, 4)


def said(evening, words, width=80, **more):
    fields = {"title": "Samen Wel en Erbij", "place": "Landvast", "day": DAY, **more}
    return plain([header(evening, words, width, **fields)])


def test_on_eighty_columns_day_and_place_give_way(evening, nl):
    assert said(evening, nl, 80) == (
        " Samen Wel en Erbij     17:48    loopt 7 min uit · einde 20:52, uiterlijk 21:00"
    )


def test_with_room_the_clock_is_in_the_middle(evening, nl):
    wide = said(evening, nl, 120)
    assert wide.startswith(" Samen Wel en Erbij · woensdag 4 december · Landvast  ")
    assert wide.index("17:48") == 57
    assert len(wide) == 119
    assert said(evening, nl, 200).index("17:48") == 97


def test_a_town_gives_way_before_the_building_it_has(evening, nl):
    place = "Landvast, Alblasserdam"
    assert "4 december · Landvast  " in said(evening, nl, 120, place=place)
    assert "4 december · Landvast, Alblasserdam  " in said(evening, nl, 200, place=place)


def test_drift_in_words(evening, nl):
    assert "op schema · einde 20:45" in said(
        replace(evening, drift=timedelta(seconds=59), end=evening.planned_end), nl
    )
    assert "4 min voor" in said(replace(evening, drift=timedelta(minutes=-4)), nl)


@pytest.mark.parametrize(
    ("minutes", "told"),
    [(99, "loopt 99 min uit"), (171, "loopt 2u51 uit"), (72 * 60, "72u00"), (7000, "4 dagen")],
)
def test_what_is_hours_late_is_said_in_hours(evening, nl, minutes, told):
    assert told in said(replace(evening, drift=timedelta(minutes=minutes)), nl)


def test_times_of_another_day_are_told_with_their_day(evening, nl, en):
    next_day = replace(evening, now=evening.now + timedelta(days=1), end=evening.end + timedelta(1))
    assert "einde 20:52, uiterlijk gisteren 21:00" in said(next_day, nl, 120)
    assert "no later than yesterday 21:00" in said(next_day, en, 120)
    ahead = replace(evening, end=evening.end + timedelta(1), hard_end=None)
    assert said(ahead, nl, 120).endswith("einde morgen 20:52")
    before = replace(next_day, state="before", planned_start=evening.planned_end)
    assert "gepland gisteren 20:45 · uiterlijk gisteren 21:00" in said(before, nl, 120)
    assert "planned yesterday 20:45 · no later than yesterday 21:00" in said(before, en, 120)
    far = replace(evening, end=evening.end + timedelta(2), hard_end=None)
    assert said(far, nl, 120).endswith("einde vrijdag 6 december 20:52")
    night = replace(evening, end=evening.now + timedelta(hours=9), hard_end=None)
    assert said(night, nl, 120).endswith("einde 02:48")


def test_before_the_start_it_says_when_it_begins(evening, nl):
    early = evening.planned_start - timedelta(minutes=10)
    before = replace(evening, state="before", block="", phase="", now=early)
    assert said(before, nl).endswith("begint om 16:00 · uiterlijk 21:00")
    assert drift_role(before) == "text"


def test_past_its_time_and_not_begun_it_says_only_what_was_planned(evening, nl):
    before = replace(evening, state="before", block="", phase="", drift=timedelta(minutes=30))
    assert said(before, nl).endswith("gepland om 16:00 · uiterlijk 21:00")
    assert drift_role(before) == "text"


def test_what_runs_now_is_early_while_the_end_is_on_time(evening, nl):
    early = replace(evening, drift=timedelta(), behind=timedelta(minutes=-114))
    assert "1u54 voor · einde 20:52" in said(early, nl)
    assert drift_role(early) == "done"


@pytest.mark.parametrize(
    ("seconds", "told"), [(59, "op schema"), (60, "1 min voor"), (90, "2 min voor")]
)
def test_what_is_early_is_so_in_minutes_of_the_clock(evening, nl, seconds, told):
    off = timedelta(seconds=-seconds)
    assert told in said(replace(evening, drift=off, behind=off), nl)


def test_what_is_late_is_said_before_what_is_early(evening, nl):
    ahead, after = timedelta(minutes=-5), timedelta(minutes=9)
    for drift, behind in ((ahead, after), (after, ahead), (timedelta(), after)):
        late = replace(evening, drift=drift, behind=behind)
        assert "loopt 9 min uit" in said(late, nl)
        assert drift_role(late) == "look_out"


def test_a_run_without_a_start_time_says_it_has_not_begun(evening, nl):
    before = replace(evening, state="before", planned_start=None, hard_end=None)
    assert said(before, nl).endswith("nog niet begonnen")


def test_a_pause_says_how_long_it_lasts(evening, nl):
    since = evening.now - timedelta(minutes=3, seconds=20)
    paused = replace(evening, state="paused", paused_since=since)
    drift = "loopt 7 min uit · einde 20:52, uiterlijk 21:00"
    assert f"gepauzeerd 3 min · {drift}" in said(paused, nl, 120)
    assert said(paused, nl, 80).endswith(drift)
    on_time = replace(paused, drift=timedelta(), paused_since=evening.now)
    assert "gepauzeerd · einde 20:52, uiterlijk 21:00" in said(on_time, nl, 80)


def test_afterwards_it_says_when_it_was_over(evening, nl):
    over = replace(evening, state="over", ended=evening.end, block="", phase="")
    assert said(over, nl).endswith("afgelopen om 20:52")


def test_the_role_follows_the_danger(evening, nl):
    assert drift_role(evening) == "look_out"
    assert drift_role(replace(evening, drift=timedelta())) == "done"
    assert drift_role(replace(evening, room=timedelta(minutes=-1))) == "alarm"


def test_a_rehearsal_is_marked_and_drift_stays(evening, nl):
    row = said(evening, nl, 80, speed=60)
    assert row.startswith(" OEFENING 60x Samen We…")
    assert "17:48" in row
    late = replace(evening, drift=timedelta(minutes=12))
    for speed in (60, 400, 3600):
        row = said(late, nl, 80, speed=speed)
        assert row.endswith("loopt 12 min uit · einde 20:52, uiterlijk 21:00")
        assert f" OEFENING {speed}x " in row


def test_drift_never_gives_way(evening, nl, exact, hostile):
    for width in (60, 80, 120, 200):
        row = header(evening, nl, width, title=hostile, place=hostile, day=DAY, speed=60)
        exact((row,), width)
        assert "loopt 7 min uit" in plain([row])
        assert "17:48" in plain([row])


def test_in_english(evening, en):
    assert "7 min late · ends 20:52" in said(evening, en)
    assert "Wednesday 4 December" in said(evening, en, 120)
