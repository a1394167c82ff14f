from datetime import timedelta

import pytest
from scribe_stage import HandClock, new_run, on_stage, plan_of


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
        assert "16:52 ✓" in next(row for row in rows if "laat" in row)
        assert "16:" not in next(row for row in rows if "optijd" in row)


async def test_what_comes_on_another_day_shows_that_day(tmp_path, clock):
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        stage.run.clock.go("ontdekken")
        stage.run.clock.finish()
        stage.clock.at += timedelta(days=2)
        await stage.keys(*"na", "enter")
        assert "nagekomen 6-12 ✓" in stage.form()


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
async def test_what_comes_after_the_session_says_so_behind_its_text(tmp_path, clock, size):
    async with on_stage(new_run(tmp_path / "r", clock), clock, size) as stage:
        stage.run.clock.go("ontdekken")
        stage.run.clock.finish()
        stage.scribe.clock_changed()
        await stage.keys(*"na", "enter")
        row = next(row for row in stage.form().splitlines() if "na " in row)
        assert row.endswith("nagekomen 16:00 ✓")


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
