import re
from datetime import timedelta

from msgspec.structs import replace
from panel_stage import SMALL, TINY, Evening, Ticker, on_stage

from ai_tui.forms import OPTIONS
from ai_tui.run.making import make
from ai_tui.run.plan import PlanVerbs
from ai_tui.session.checking import check
from ai_tui.session.model import Phase
from ai_tui.tui.paint.header import drift_words, minutes_off
from ai_tui.tui.paint.timeline_lines import deviation
from ai_tui.tui.panels.shorten import MINUTE, Shorten


def late(folder) -> Evening:
    """An evening whose welcome took 22 minutes too long."""
    evening = Evening(folder)
    evening.at("welkom", 52)
    evening.run.clock.go("ontdekken")
    return evening


def lengths(evening: Evening) -> dict[str, float]:
    return {
        block.id: block.length / timedelta(minutes=1)
        for block in evening.run.state.blocks
        if block.length
    }


async def test_the_proposal_shows_before_and_after_and_meets_dinner(tmp_path):
    evening = late(tmp_path)
    async with on_stage(Shorten(evening.run)) as (stage, _):
        assert "Inkorten: 22 min te winnen voor Eten (18:45)" in stage.part("title")
        body = stage.part("body")
        assert "Zo lukt het." in body
        dinner = next(line for line in body.splitlines() if "◆ Eten" in line)
        assert dinner.split()[2:] == ["19:37", "19:15", "30", "vast"]
        end = next(line for line in body.splitlines() if "■" in line)
        assert end.split()[-4:] == ["21:22", "21:00", "0", "over"]


async def test_enter_applies_it_all_as_one_step_that_is_taken_back_in_one(tmp_path):
    evening = late(tmp_path)
    before, steps = lengths(evening), len(list(evening.run.store.fold.steps()))
    async with on_stage(Shorten(evening.run)) as (stage, pilot):
        await pilot.press("enter")
        assert stage.told == stage.given
        assert "einde verwacht 21:00" in stage.told[0]
    assert len(list(evening.run.store.fold.steps())) == steps + 1
    assert evening.run.evening().view("eten").short == timedelta()
    assert lengths(evening)["verbeelden"] < before["verbeelden"]
    evening.run.undo.undo("clock")
    assert lengths(evening) == before


async def test_escape_changes_nothing(tmp_path):
    evening = late(tmp_path)
    before = lengths(evening)
    async with on_stage(Shorten(evening.run)) as (stage, pilot):
        await pilot.press("minus", "escape")
        assert stage.given == [None]
    assert lengths(evening) == before


async def test_minus_and_plus_adjust_the_row_between_its_limits(tmp_path):
    evening = late(tmp_path)
    async with on_stage(Shorten(evening.run)) as (stage, pilot):
        while "Verbeelden" not in stage.chosen:
            await pilot.press("down")
        assert "75→60" in stage.chosen
        await pilot.press("-", "-", "left")
        assert "75→57" in stage.chosen
        await pilot.press(*["+"] * 4)
        assert "75→61" in stage.chosen
        assert "! Nog niet genoeg voor Eten: 1 min te kort" in stage.part("body")
        await pilot.press(*["-"] * 60)
        assert "75→30" in stage.chosen
        await pilot.press(*["plus"] * 90)
        assert " 75 " in stage.chosen
        await pilot.press("minus", "enter")
    assert lengths(evening)["verbeelden"] == 74


async def test_what_was_adjusted_stays_while_time_passes(tmp_path):
    evening = late(tmp_path)
    async with on_stage(Shorten(evening.run)) as (stage, pilot):
        while "Verbeelden" not in stage.chosen:
            await pilot.press("down")
        await pilot.press("-", "-")
        evening.clock.go(1)
        stage.panel.repaint()
        assert "75→58" in stage.chosen


async def test_it_says_honestly_by_how_much_it_cannot_be_done(tmp_path):
    evening = Evening(tmp_path)
    evening.at("welkom", 130)
    evening.run.clock.go("verbeelden")
    evening.clock.go(10)
    async with on_stage(Shorten(evening.run)) as (stage, pilot):
        body = stage.part("body")
        assert "! Nog niet genoeg voor Eten: " in body
        assert "Zo lukt het" not in body
        await pilot.press("enter")
    assert lengths(evening)["eten"] == 30


async def test_what_must_be_won_is_said_as_the_status_line_says_it(tmp_path):
    evening = late(tmp_path)
    evening.run.clock.extend(timedelta(minutes=5, seconds=40))
    short = evening.run.evening().view("eten").short
    assert short == timedelta(minutes=27, seconds=40)
    async with on_stage(Shorten(evening.run)) as (stage, _):
        assert "Inkorten: 27 min te winnen voor Eten (18:45)" in stage.part("title")
        end = next(line for line in stage.part("body").splitlines() if "■" in line)
        assert end.split()[-4:] == ["21:27", "21:00", "0", "over"]
    evening.run.clock.extend(timedelta(minutes=120))
    async with on_stage(Shorten(evening.run)) as (stage, _):
        assert "Inkorten: 2u27 te winnen voor Eten (18:45)" in stage.part("title")
    evening.run.clock.extend(timedelta(minutes=200))
    async with on_stage(Shorten(evening.run)) as (stage, _):
        rows = stage.part("body").splitlines()
        missed = next(row for row in rows if "voor het einde: " in row)
        end = next(row for row in rows if "■" in row)
        assert re.search(r"(\du\d\d) te kort$", missed)[1] == end.split()[-3]


async def test_hours_to_give_and_to_spare_are_said_in_hours(tmp_path):
    evening = Evening(tmp_path)
    evening.at("welkom", 5)
    for block in ("ontdekken", "verbeelden"):
        evening.run.clock.skip(block)
    async with on_stage(Shorten(evening.run)) as (stage, _):
        assert "Ruimte teruggeven: 2u15 over" in stage.part("title")
    evening.run.clock.go("ontwerpen")
    async with on_stage(Shorten(evening.run)) as (stage, _):
        end = next(row for row in stage.part("body").splitlines() if "■" in row)
        assert end.split()[-2:] == ["1u45", "over"]


async def test_seconds_too_late_need_no_winning_as_the_header_says(tmp_path):
    evening = Evening(tmp_path, start="now")
    evening.clock.go(0.7)
    for block in ("welkom", "ontdekken", "verbeelden"):
        evening.at(block)
        assert drift_words(evening.run.evening(), evening.run.words)[-1] == "op schema"
        async with on_stage(Shorten(evening.run)) as (stage, _):
            assert stage.part("title").split()[0] == "Inkorten"
            assert "Er hoeft niets korter" in stage.part("body")
        evening.clock.go({"welkom": 30, "ontdekken": 60}.get(block, 0))


async def test_a_proposal_that_leaves_seconds_too_late_does_as_the_header_says(tmp_path):
    evening = Evening(tmp_path)
    for block in ("welkom", "ontdekken", "verbeelden", "eten"):
        evening.at(block, 49)
    evening.run.clock.go("ontwerpen")
    evening.run.clock.extend(timedelta(seconds=90))
    async with on_stage(Shorten(evening.run)) as (stage, pilot):
        need = evening.run.evening().end - evening.run.evening().hard_end
        assert need % MINUTE > timedelta()
        assert f"Inkorten: {need // MINUTE} min te winnen voor het einde" in stage.part("title")
        assert "Zo lukt het." in stage.part("body")
        await pilot.press("plus")
        assert "Zo lukt het." in stage.part("body")
        end = next(line for line in stage.part("body").splitlines() if "■" in line)
        assert end.split()[-3:] == ["21:00", "0", "over"]
        await pilot.press("plus")
        assert "! Nog niet genoeg voor het einde: 1 min te kort" in stage.part("body")


async def test_ahead_of_time_room_is_given_to_whom_the_scribe_says(tmp_path):
    evening = Evening(tmp_path)
    evening.at("welkom", 10)
    evening.at("ontdekken", 5)
    before = lengths(evening)
    async with on_stage(Shorten(evening.run)) as (stage, pilot):
        assert "Ruimte teruggeven: 20 min over" in stage.part("title")
        assert "Niets werd korter dan gepland" in stage.part("body")
        await pilot.press("enter")
    assert lengths(evening) == before
    async with on_stage(Shorten(evening.run)) as (stage, pilot):
        while "Verbeelden" not in stage.chosen:
            await pilot.press("down")
        await pilot.press(*["+"] * 20)
        assert "Niets werd korter dan gepland" in stage.part("body")
        await pilot.press("enter")
    assert lengths(evening)["verbeelden"] == before["verbeelden"] + 20
    assert evening.run.evening().view("eten").slack == timedelta()


async def test_a_round_that_nobody_is_in_yet_takes_no_room(tmp_path):
    evening = Evening(tmp_path)
    minute = timedelta(minutes=1)
    phases = (
        Phase(id="kiezen", title="Kiezen", length=20 * minute),
        Phase(id="delen", title="Delen", length=3 * minute, per="themes"),
    )
    block = replace(evening.run.state.block("verbeelden"), phases=phases)
    PlanVerbs(evening.run).apply([block])
    evening.at("ontdekken", 5)
    evening.at("verbeelden", 5)
    async with on_stage(Shorten(evening.run)) as (stage, pilot):
        while "Delen" not in stage.chosen:
            await pilot.press("down")
        assert stage.chosen.split()[-1] == "–"
        await pilot.press("+", "+", "enter")
        assert stage.given == [None]
    assert evening.run.state.block("verbeelden") == block


async def test_what_was_shortened_gets_its_time_back(tmp_path):
    evening = late(tmp_path)
    before = lengths(evening)
    async with on_stage(Shorten(evening.run)) as (stage, pilot):
        await pilot.press("enter")
    evening.run.clock.extend(timedelta(minutes=-10))
    evening.clock.go(1)
    evening.run.clock.go("verbeelden")
    async with on_stage(Shorten(evening.run)) as (stage, pilot):
        assert "Wat korter werd, kan zijn tijd terugkrijgen" in stage.part("body")
        await pilot.press("enter")
    view = evening.run.evening().view("verbeelden")
    assert view.length / timedelta(minutes=1) == before["verbeelden"]


async def test_the_heads_of_the_columns_stand_apart_in_every_language(tmp_path):
    evening = late(tmp_path)
    for lang in ("nl", "en"):
        for size in (SMALL, (120, 36)):
            async with on_stage(Shorten(evening.run), size, lang) as (stage, _):
                head = next(
                    x
                    for x in stage.part("body").splitlines()
                    if "min" in x and ("kan tot" in x or "can go" in x)
                )
                assert len(re.split(r"\s{2,}", head.strip())) == 5, head


async def test_where_nothing_can_use_the_room_it_does_not_say_that_there_is_none(tmp_path):
    evening = Evening(tmp_path)
    evening.at("verbeelden", 10)
    evening.run.clock.skip("verbeelden")
    for block in ("welkom", "ontdekken"):
        evening.run.clock.skip(block)
    assert evening.run.evening().view("eten").slack > timedelta(hours=1)
    async with on_stage(Shorten(evening.run)) as (stage, _):
        told = " ".join(stage.part("body").split())
        assert "Er hoeft niets korter, en niets kan meer tijd krijgen." in told


async def test_on_time_there_is_nothing_to_do(tmp_path):
    evening = Evening(tmp_path)
    evening.at("welkom", 30)
    evening.at("ontdekken", 5)
    before = lengths(evening)
    for size in (SMALL, TINY):
        async with on_stage(Shorten(evening.run), size) as (stage, pilot):
            assert "Er hoeft niets korter" in stage.part("body")
            await pilot.press("enter", "minus", "plus", "down")
            assert stage.given == []
    assert lengths(evening) == before


async def test_before_the_start_there_is_nothing_to_do(tmp_path):
    async with on_stage(Shorten(Evening(tmp_path).run)) as (stage, pilot):
        await pilot.press("enter", "minus", "escape")
        assert stage.given == [None]


async def test_what_runs_now_becomes_shorter_in_the_same_step(tmp_path):
    evening = Evening(tmp_path)
    evening.at("welkom", 120)
    evening.at("verbeelden", 5)
    until, steps = evening.run.evening().countdown.until, len(list(evening.run.store.fold.steps()))
    async with on_stage(Shorten(evening.run)) as (stage, pilot):
        assert "Verbeelden" in stage.chosen
        await pilot.press("down", "down", "-", "enter")
        assert len(stage.given) == 1
    assert len(list(evening.run.store.fold.steps())) == steps + 1
    assert evening.run.evening().countdown.until < until
    assert lengths(evening)["ontwerpen"] < 105
    evening.run.undo.undo("clock")
    assert evening.run.evening().countdown.until == until
    assert lengths(evening)["ontwerpen"] == 105


async def test_what_can_be_given_is_what_the_timeline_says_and_no_more(tmp_path):
    evening = Evening(tmp_path)
    evening.at("welkom", 30)
    evening.at("ontdekken", 50.5)
    evening.at("verbeelden", 1)
    words = evening.run.words
    assert deviation(evening.run.evening().view("eten"), words).short == "10"
    async with on_stage(Shorten(evening.run)) as (stage, pilot):
        assert "Ruimte teruggeven: 10 min over" in stage.part("title")
        await pilot.press(*["plus"] * 12)
        assert "75→85" in stage.part("body")
        await pilot.press("enter")
    after = evening.run.evening()
    assert deviation(after.view("eten"), words).short == ""
    assert drift_words(after, words)[-1] == "op schema"


SECONDS = """
title = "Met seconden"
date = 2024-12-04
start = "16:00"

[[blocks]]
title = "Welkom"
minutes = "30:10"
min = 20

[[blocks]]
title = "Ontdekken"
minutes = 60

[[blocks]]
title = "Eten"
start = "17:40:10"
minutes = 30
fixed = true
"""


async def test_header_and_f7_tell_the_same_of_a_plan_that_has_seconds(tmp_path):
    plan, problems = check(SECONDS, "seconden.toml", OPTIONS)
    assert plan, problems
    clock = Ticker(16, 0)
    run = make(plan, tmp_path / "run", "Sam", clock)
    run.clock.next()
    clock.go(20)
    run.clock.next()
    seen = run.evening()
    async with on_stage(Shorten(run)) as (stage, _):
        assert "11 min over" in stage.part("title")
    assert minutes_off(seen) == -11
    run.close()
