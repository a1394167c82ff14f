from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from panel_stage import Evening, Ticker, on_stage

from ai_tui.export.report import timing_part
from ai_tui.export.timetable import timetable
from ai_tui.forms import OPTIONS
from ai_tui.locale import Words
from ai_tui.run.making import make
from ai_tui.run.replan import ReplanVerbs
from ai_tui.session.checking import check
from ai_tui.tui.paint.timeline_lines import lines
from ai_tui.tui.panels.closing import Closing
from ai_tui.tui.panels.shorten import Shorten


async def test_planned_and_real_stand_side_by_side(tmp_path):
    evening = Evening(tmp_path)
    evening.at("welkom", 42)
    evening.run.clock.pause_or_resume()
    evening.clock.go(5)
    evening.run.clock.pause_or_resume()
    evening.at("ontdekken", 30)
    evening.run.clock.skip("verbeelden")
    evening.run.clock.finish()
    async with on_stage(Closing(evening.run)) as (stage, _):
        rows = stage.part("body").splitlines()
        welcome = next(row for row in rows if "Inloop en welkom" in row)
        assert welcome.split()[-6:] == ["16:00", "30", "16:00", "42", "+12", "+5"]
        assert any("Verbeelden (overgeslagen)" in row for row in rows)
        assert any("vertellen" in row.lower() for row in rows)
        assert "eerder dan gepland" in rows[0]


async def test_a_pause_is_no_part_of_what_a_block_took_on_any_screen(tmp_path):
    evening = Evening(tmp_path)
    evening.at("welkom", 30)
    evening.at("ontdekken", 8)
    evening.run.clock.pause_or_resume()
    evening.clock.go(1)
    evening.run.clock.pause_or_resume()
    evening.clock.go(27)
    evening.run.clock.go("verbeelden")
    found = lines(evening.run.evening(), evening.run.words, "all")
    took = {line.title: line.minutes for line in found if line.kind in ("block", "phase")}
    notes = [line.title for line in found if line.kind == "note"]
    async with on_stage(Closing(evening.run)) as (stage, _):
        rows = stage.part("body").splitlines()
    (closing,) = [row.split() for row in rows if row.startswith("Ontdekken")]
    assert closing[-3:] == ["16:30", "35", "+1"]
    assert (took["Ontdekken en delen"], took["Vertellen"], notes) == (35, 10, ["1 pauze"])


async def test_a_dropped_block_stands_where_it_stood_and_was_not_skipped(tmp_path):
    evening = Evening(tmp_path)
    evening.at("welkom", 30)
    ReplanVerbs(evening.run).drop(evening.run.state.block("verbeelden"))
    evening.run.clock.finish()
    async with on_stage(Closing(evening.run)) as (stage, _):
        rows = [row for row in stage.part("body").splitlines() if "17:30" in row or "18:45" in row]
    assert [row.split("  ")[0] for row in rows] == ["Verbeelden (vervallen)", "◆ Eten"]


@pytest.mark.parametrize("lang", ["nl", "en"])
async def test_what_came_and_what_went_is_said_as_the_report_says_it(tmp_path, lang):
    evening = Evening(tmp_path)
    evening.at("welkom", 30)
    ReplanVerbs(evening.run).insert("welkom", "Koffie", timedelta(minutes=10))
    ReplanVerbs(evening.run).drop(evening.run.state.block("verbeelden"))
    words = Words(lang)
    table = timetable(timing_part(evening.run), {}, words).rows
    told = [["".join(item.text for item in cell) for cell in row.cells] for row in table]
    came, went = (next(row[5] for row in told if row[3] == x) for x in ("Koffie", "Verbeelden"))
    async with on_stage(Closing(evening.run), lang=lang) as (stage, _):
        body = stage.part("body")
    assert f"Koffie ({came.split(':')[0]})" in body
    assert f"Verbeelden ({went})" in body


async def test_phases_that_were_never_reached_stand_there_too(tmp_path):
    evening = Evening(tmp_path)
    evening.at("ontdekken", 3)
    async with on_stage(Closing(evening.run)) as (stage, _):
        rows = stage.part("body").splitlines()
        assert next(row for row in rows if "  Kiezen " in row).split() == ["Kiezen", "16:40", "15"]
    evening.run.clock.go("verbeelden")
    async with on_stage(Closing(evening.run)) as (stage, _):
        rows = stage.part("body").splitlines()
        missed = next(row for row in rows if "  Kiezen " in row)
        assert missed.split() == ["Kiezen", "(overgeslagen)", "16:40", "15"]


async def test_what_was_shortened_is_told_whole_and_everywhere_the_same(tmp_path):
    evening = Evening(tmp_path)
    evening.at("welkom", 52)
    evening.at("ontdekken", 1)
    async with on_stage(Shorten(evening.run)) as (_, pilot):
        await pilot.press("enter")
    until = evening.run.evening().view("ontdekken").end
    evening.clock.wall = until + timedelta(minutes=3)
    evening.at("verbeelden", 10)
    evening.run.clock.finish()
    view = evening.run.evening().view("ontdekken")
    cut = (view.planned - view.length) // timedelta(minutes=1)
    assert view.planned == timedelta(minutes=60)
    assert (cut > 0, view.extended) == (True, timedelta())
    async with on_stage(Closing(evening.run)) as (stage, _):
        row = next(row for row in stage.part("body").splitlines() if "Ontdekken" in row)
        assert row.split()[-6:] == ["16:30", "60", "16:52", str(60 - cut + 3), "+3", f"-{cut}"]
    words = evening.run.words
    noted = next(one for one in lines(evening.run.evening(), words, "none") if one.kind == "note")
    assert noted.title == f"{cut} korter · 3 uit"
    timing = timing_part(evening.run)
    block = next(one for one in timing.blocks if one.id == "ontdekken")
    assert (block.actual.extended_seconds, block.actual.over_seconds) == (-cut * 60, 180)
    cells = [[str(cell) for cell in row.cells] for row in timetable(timing, {}, words).rows]
    told = next(row for row in cells if "Ontdekken" in row[3])
    assert f"{cut} min ingekort, 3 min uitgelopen" in told[5]


async def test_together_is_what_the_blocks_add_up_to_as_they_are_shown(tmp_path):
    evening = Evening(tmp_path)
    for block, minutes in (("welkom", 30.6), ("ontdekken", 60.6), ("verbeelden", 75.6)):
        evening.at(block, minutes)
    evening.run.clock.finish()
    async with on_stage(Closing(evening.run)) as (stage, _):
        rows = stage.part("body").splitlines()
    blocks = [row.split()[-2:] for row in rows if row.startswith(("Inloop", "Ontd", "Verb"))]
    assert blocks == [["31", "+1"], ["61", "+1"], ["76", "+1"]]
    assert rows[-1].split()[-2:] == ["168", "+3"]


async def test_half_a_minute_is_told_the_same_on_the_timeline_and_in_both_reports(tmp_path):
    evening = Evening(tmp_path)
    for block, minutes in (("welkom", 30.5), ("ontdekken", 61.5), ("verbeelden", 75 + 29.6 / 60)):
        evening.at(block, 0.5)
        evening.run.clock.pause_or_resume()
        evening.clock.go(2.5)
        evening.run.clock.pause_or_resume()
        evening.clock.go(minutes - 0.5)
    evening.run.clock.finish()
    words, timing = evening.run.words, timing_part(evening.run)
    table = timetable(timing, {}, words).rows
    told = [["".join(item.text for item in cell) for cell in row.cells] for row in table]
    found = lines(evening.run.evening(), words, "none")
    async with on_stage(Closing(evening.run)) as (stage, _):
        rows = stage.part("body").splitlines()
    wanted = (("Inloop", 31, 1), ("Ontdekken", 62, 2), ("Verbeelden", 76, 1))
    for title, minutes, over in wanted:
        closed = next(row for row in rows if row.startswith(title)).split()
        report = next(row for row in told if row[3].startswith(title))
        line, note = next(pair for pair in pairwise(found) if pair[0].title.startswith(title))
        assert closed[-3:] == [str(minutes), f"+{over}", "+3"]
        assert (line.minutes, note.title) == (minutes, f"3 pauze · {over} uit")
        assert report[4:] == [str(minutes), f"3 min pauze, {over} min uitgelopen"]


@pytest.mark.parametrize(
    ("lang", "minutes", "told"),
    [
        ("nl", -(19 * 60), "Afgerond om 02:00, 19 uur eerder dan gepland."),
        ("nl", 100, "Afgerond om 22:40, 1 uur en 40 minuten later dan gepland."),
        ("nl", 99, "Afgerond om 22:39, 99 minuten later dan gepland."),
        ("en", -121, "Ended at 18:59, 2 hours and 1 minute earlier than planned."),
        ("en", 26 * 60, "Ended at 23:00, 26 hours later than planned."),
    ],
)
async def test_what_is_hours_off_is_said_in_hours(tmp_path, lang, minutes, told):
    evening = Evening(tmp_path, at=(1, 0))
    evening.run.clock.next()
    evening.clock.wall = evening.run.evening().planned_end + timedelta(minutes=minutes)
    evening.run.clock.finish()
    async with on_stage(Closing(evening.run), lang=lang) as (stage, _):
        assert told in stage.part("body")


TWO_DAYS = """
title = "Twee dagen"
date = 2024-12-04
start = "13:00"

[[blocks]]
start = "13:00"
title = "Ontdekken"

[[blocks]]
start = "15:00"
title = "Dromen"

[[blocks]]
start = "09:00"
day = 2
title = "Ontwerpen"
minutes = 60
"""


async def test_of_two_days_the_times_stand_under_each_other_and_the_night_counts_for_nothing(
    tmp_path,
):
    plan, _ = check(TWO_DAYS, "dagen.toml", OPTIONS)
    clock = Ticker(13, 0)
    run = make(plan, tmp_path / "run", "Sam", clock)
    run.clock.next()
    clock.go(240)
    run.clock.next()
    clock.go(30)
    run.clock.finish()
    async with on_stage(Closing(run)) as (stage, _):
        rows = stage.part("body").splitlines()
        assert rows[0] == "Afgerond om 17:30, 16 uur en 30 minuten eerder dan gepland."
        first, second = (next(row for row in rows if word in row) for word in ("Ontd", "Drom"))
        assert second.split() == ["Dromen", "15:00", "17:00", "30"]
        assert first.index("13:00") == second.index("15:00")
        assert rows[-1].split()[:3] == ["Samen", "13:00", "180"]


async def test_before_the_end_it_says_that_it_has_not_ended(tmp_path):
    evening = Evening(tmp_path)
    evening.at("welkom", 5)
    async with on_stage(Closing(evening.run)) as (stage, _):
        assert "nog niet afgerond" in stage.part("body")


async def test_a_phase_that_began_anew_adds_up_in_both_reports(tmp_path):
    evening = Evening(tmp_path)
    evening.at("welkom", 30)
    evening.at("ontdekken", 8)
    evening.run.clock.phase("vertellen")
    evening.clock.go(9)
    evening.run.clock.next()
    table = timetable(timing_part(evening.run), {}, evening.run.words).rows
    told = [["".join(item.text for item in cell) for cell in row.cells] for row in table]
    (report,) = [row for row in told if "Vertellen" in row[3]]
    assert report[4:] == ["17", "7 min uitgelopen"]
    async with on_stage(Closing(evening.run)) as (stage, _):
        (row,) = [row for row in stage.part("body").splitlines() if "Vertellen" in row]
    assert row.split()[-5:] == ["16:30", "10", "16:38", "17", "+7"]


NIGHT = """
title = "Nacht"
date = {night}
start = "01:30"

[[blocks]]
start = "01:30"
title = "Waken"
minutes = 90
phases = ["40 Luisteren", "40 Delen", "10 Afronden"]
"""


@pytest.mark.parametrize(
    ("night", "planned"),
    [
        ("2024-03-31", ["01:30–03:10", "03:10–03:50", "03:50–04:00"]),
        ("2024-10-27", ["01:30–02:10", "02:10–02:50", "02:50–02:00"]),
    ],
)
async def test_in_a_night_in_which_the_clock_changes_phases_are_planned_as_the_wall_shows_it(
    tmp_path, night, planned
):
    plan, _ = check(NIGHT.format(night=night), "nacht.toml", OPTIONS)
    clock = Ticker()
    clock.wall = datetime.fromisoformat(f"{night}T00:30:00Z") - timedelta(hours=1)
    run = make(plan, tmp_path / "run", "Sam", clock)
    told = [row.cells[1][0].text for row in timetable(timing_part(run), {}, run.words).rows]
    assert told[1:] == planned
    async with on_stage(Closing(run)) as (stage, _):
        rows = [row.split() for row in stage.part("body").splitlines() if row.startswith("  ")]
    assert [row[1] for row in rows] == [span[:5] for span in planned]
