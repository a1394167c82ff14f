from datetime import timedelta

import pytest
from scribe_stage import HandClock, new_run, on_stage, plan_of

from ai_tui.session.model import ROOM


@pytest.fixture
def clock():
    return HandClock()


async def test_a_late_entry_shows_its_own_time_and_the_others_none(tmp_path, clock):
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        stage.run.clock.go("ontdekken")
        stage.scribe.clock_changed()
        await stage.keys("f9", *"op tijd".replace(" ", ""), "enter")
        await stage.passes(minutes=45)
        stage.run.clock.go("verbeelden")
        stage.scribe.clock_changed()
        await stage.passes(minutes=7)
        await stage.keys(*"laat", "enter")
        rows = stage.form().splitlines()
        at = next(n for n, row in enumerate(rows) if "laat" in row)
        assert rows[at + 1].strip() == "16:52"
        assert "optijd" in rows[at - 1]
        assert stage.form().count("16:") == 1


async def test_what_comes_on_another_day_shows_that_day(tmp_path, clock):
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        stage.run.clock.go("ontdekken")
        stage.run.clock.finish()
        stage.clock.at += timedelta(days=2)
        await stage.keys(*"na", "enter")
        assert "nagekomen 6-12" in stage.form()


async def late(stage, form="top-3", typed="na"):
    """Something typed in a form after the session; the lines of the form before and after."""
    stage.run.clock.go(stage.run.state.form(form).block)
    stage.run.clock.finish()
    stage.scribe.clock_changed()
    await stage.keys("f9")
    stage.scribe.go(stage.scribe.desk.place_in(stage.run.state.form(form)))
    await stage.settle()
    before = stage.form().splitlines()
    await stage.keys(*typed, "enter")
    return before, stage.form().splitlines()


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
async def test_what_comes_after_the_session_says_so_under_its_text(tmp_path, clock, size):
    async with on_stage(new_run(tmp_path / "r", clock), clock, size) as stage:
        _, rows = await late(stage)
        at = next(n for n, row in enumerate(rows) if "na " in row)
        assert rows[at].endswith("✓")
        assert rows[at + 1] == "    nagekomen 16:00".ljust(len(rows[at + 1]))


LONG = "Korte lijnen tussen wijkteam, huisarts en school: bellen mag altijd, ook als het laat is"


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
async def test_the_texts_above_stay_as_they_are_when_something_comes_late(tmp_path, clock, size):
    run = new_run(tmp_path / "r", clock)
    first = run.state.groups("groups")[0]
    run.harvest.append(run.state.form("top-3"), first.id, "items", [LONG, LONG])
    async with on_stage(run, clock, size) as stage:
        before, after = await late(stage)
        there = next(n for n, row in enumerate(before) if row.startswith("►3"))
        assert after[:there] == before[:there]


async def test_agreements_keep_who_and_when_side_by_side_when_one_comes_late(tmp_path, clock):
    run = new_run(tmp_path / "r", clock)
    form = run.state.form("afspraken")
    run.harvest.append(form, ROOM.id, "what", ["Bellen", "Samen spreekuur", "Een lijst maken"])
    async with on_stage(run, clock, (80, 24)) as stage:
        before, after = await late(stage, "afspraken")
        assert after[:7] == before[:7]
        assert [row.split() for row in after[7:10]] == [
            ["4", "na", "✓"],
            ["Wie", "Wanneer"],
            ["nagekomen", "16:00"],
        ]


async def test_in_narrow_columns_the_time_stands_under_the_text(tmp_path, clock):
    run = new_run(tmp_path / "r", clock, groups=0, plan=plan_of("ruwaard-2017"))
    async with on_stage(run, clock, (80, 24)) as stage:
        stage.run.clock.go("top-3")
        stage.scribe.clock_changed()
        await stage.keys("f9")
        stage.run.clock.go("presenteren")
        await stage.passes(minutes=7)
        await stage.keys(*"vragen", "enter")
        rows = stage.form().splitlines()
        at = next(n for n, row in enumerate(rows) if "vragen" in row)
        assert rows[at + 1].strip().startswith("16:07")
