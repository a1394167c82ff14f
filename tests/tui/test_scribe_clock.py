from datetime import time, timedelta

import pytest
from scribe_stage import DAY, HandClock, new_run, on_stage, plan_of

from ai_tui.run.making import make
from ai_tui.run.replan import ReplanVerbs
from ai_tui.run.run import Run
from ai_tui.tui.paint.pieces import plain
from ai_tui.tui.widgets.rows import Rows, changed_span


async def test_the_key_names_what_comes_next_when_phases_go_on_by_themselves(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        await stage.keys("f2")
        assert "F2 Welkom en inleiding" in stage.part("footer")
        await stage.passes(minutes=12)
        assert "F2 Eerste uitleg" in stage.part("footer")
        await stage.passes(minutes=40)
        assert "F2 Vraaggesprekken in…" in stage.part("footer")


async def test_the_form_of_an_earlier_block_says_so_as_soon_as_the_clock_went_on(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        stage.run.clock.go("ontdekken")
        await stage.passes(minutes=5)
        assert "↶" not in stage.part("tabs")
        stage.run.clock.go("verbeelden")
        await stage.passes(minutes=1)
        assert "↶ 16:00" in stage.part("tabs")


@pytest.mark.parametrize("key", ["", "f3"])
async def test_a_form_of_a_block_to_come_begins_when_the_timeline_says_it_does(tmp_path, key):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        stage.run.clock.go("welkom")
        await stage.passes(minutes=30)
        stage.run.clock.go("interviews")
        await stage.passes(minutes=1)
        assert "→ 17:15" in stage.part("tabs")
        await stage.keys(*filter(None, [key]))
        await stage.passes(minutes=50)
        begins = "17:21" if not key else "18:05"
        for _ in range(3):
            block = next(x for x in stage.part("timeline").splitlines() if "Ontdekken" in x)
            assert (begins in block, f"→ {begins}" in stage.part("tabs")) == (True, True)
            before = stage.scribe.part("tabs").rows
            await stage.passes(minutes=1)
            begins = f"{begins[:-1]}{int(begins[-1]) + 1}"
            spans = map(changed_span, before, stage.scribe.part("tabs").rows)
            assert sum(end - start for start, end in filter(None, spans)) == 1


async def test_a_session_that_is_over_names_no_keys_that_do_nothing(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock, (200, 60)) as stage:
        assert "F5" not in stage.part("footer")
        await stage.keys("f2")
        assert "F5 +1" in stage.part("footer")
        stage.run.clock.finish()
        await stage.passes(minutes=1)
        assert "F5" not in stage.part("footer")
        assert "F7" not in stage.part("footer")


async def test_the_first_turn_of_a_round_begins_with_its_phase(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        stage.run.clock.go("verbeelden")
        await stage.passes(minutes=10)
        assert "straks  Optreden · Tafel 1" in stage.part("clock")
        assert "F2 Optreden" in stage.part("footer")
        await stage.keys("f2")
        assert "aan de beurt: Tafel 1" in stage.part("clock")
        assert "F2 Tafel 2" in stage.part("footer")


async def test_a_round_that_began_by_itself_says_who_opens_it(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        stage.run.clock.go("verbeelden")
        await stage.passes(minutes=26)
        assert "Tafel 1 begint · F2" in stage.part("clock")
        await stage.keys("f2")
        assert "aan de beurt: Tafel 1" in stage.part("clock")


async def test_skipping_does_not_start_the_meal_early(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        stage.run.clock.go("verbeelden")
        for block in ("welkom", "interviews", "ontdekken"):
            stage.run.clock.skip(block)
        clock.at += timedelta(hours=2, minutes=20)
        await stage.keys("ctrl+o", "o")
        assert stage.run.evening().block == "verbeelden"
        assert "↷ 18:00" in stage.part("timeline")
        assert "Hapje eten om 18:45, F2 begint nu" in stage.part("status")
        assert "tot 18:45" in stage.part("clock")
        assert stage.part("clock").splitlines()[0].strip() == "Wachten op Hapje eten"
        assert "Verbeelden" not in stage.part("clock")
        assert "Eet smakelijk" in stage.part("instruction")
        await stage.passes(minutes=2)
        stage.ticks.seconds += 120
        await stage.keys("f9")
        assert "Nu: " not in stage.part("status")
        await stage.passes(minutes=1)
        assert "Nu: " not in stage.part("status")
        await stage.keys("f2")
        assert stage.run.evening().block == "eten"


async def test_on_one_line_the_timeline_says_what_is_waited_for(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock, size=(70, 20)) as stage:
        stage.run.clock.go("verbeelden")
        for block in ("welkom", "interviews", "ontdekken", "verbeelden"):
            stage.run.clock.skip(block)
        stage.scribe.clock_changed()
        assert "Wachten op Hapje eten" in stage.part("clock").splitlines()[-1]


async def test_what_added_time_does_in_overtime_is_said_as_it_is(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        stage.run.clock.go("welkom")
        stage.run.clock.phase("eerste-uitleg")
        await stage.passes(minutes=18)
        await stage.keys("f4")
        assert "de tijd is al om" in stage.part("status")
        await stage.keys("f6")
        assert "+5 min · nog 03:00 over tijd" in stage.part("status")
        await stage.keys("f6")
        assert "+5 min · tot 16:20" in stage.part("status")


async def test_overtime_stays_in_sight_in_a_pause(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock, (80, 24)) as stage:
        stage.run.clock.go("welkom")
        stage.run.clock.phase("eerste-uitleg")
        await stage.passes(minutes=12)
        await stage.keys("f3")
        await stage.passes(minutes=3)
        assert "PAUZE 3 min · OVER TIJD" in stage.part("clock")
        assert "15 min voor · einde 20:45, uiterlijk 21:00" in stage.part("header")


async def test_before_the_start_the_plan_stands_however_late_it_gets(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        await stage.passes(minutes=83)
        timeline = stage.part("timeline")
        assert "· 18:45 18:45 ◆ Hapje eten" in timeline
        assert "■ 21:00 20:45" in timeline
        assert "!" not in timeline
        assert "gepland om 16:00 · uiterlijk 21:00" in stage.part("header")


@pytest.mark.parametrize("start", ["now", "planned"])
async def test_before_the_start_nothing_counts_up(tmp_path, start):
    clock = HandClock()
    run = make(plan_of(), tmp_path / "r", "notulist", clock, start=start)
    run.groups.add(["Tafel 1"])
    async with on_stage(run, clock, (80, 24)) as stage:
        assert "begint om 16:00" in stage.part("clock")
        await stage.passes(seconds=106)
        assert "gepland om 16:00" in stage.part("clock")
        assert "━" not in stage.part("clock")
        await stage.keys("ctrl+k")
        assert plain(stage.pilot.app.screen.query_one("#sheet-title", Rows).rows).split() == [
            "Losse",
            "notitie",
            "16:01",
        ]
        await stage.keys("escape", "f2")
        assert "━" in stage.part("clock")


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_time_that_was_given_stays_in_sight_while_it_runs(tmp_path, size):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock, size) as stage:
        stage.run.clock.go("interviews")
        await stage.passes(minutes=1)
        assert "extra" not in stage.part("clock")
        await stage.keys("f6", "f4")
        await stage.passes(minutes=2)
        assert "+4 extra" in stage.part("clock")
        await stage.keys("f2")
        assert "extra" not in stage.part("clock")


async def test_a_block_that_is_over_says_what_was_given_and_paused(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock, (120, 36)) as stage:
        stage.run.clock.go("interviews")
        await stage.keys("f6", "f3")
        await stage.passes(minutes=3)
        assert "+5 extra · 3 pauze" in stage.part("timeline")
        await stage.keys("f3")
        await stage.passes(minutes=59)
        stage.run.clock.go("ontdekken")
        await stage.passes(seconds=1)
        assert "+5 extra · 3 pauze · 9 uit" in stage.part("timeline")


async def test_a_block_left_early_still_gives_what_it_can_to_a_meal_that_comes_too_soon(tmp_path):
    clock = HandClock()
    run = new_run(tmp_path / "r", clock, groups=4)
    async with on_stage(run, clock) as stage:
        ReplanVerbs(run).retime(run.state.block("eten"), time(16, 15))
        await stage.keys("f2")
        while run.evening().phase != "optreden":
            await stage.passes(seconds=10)
            await stage.keys("f2")
        assert run.evening().block == "verbeelden"
        await stage.keys("f7")
        body = plain(stage.pilot.app.screen.query_one("#sheet-body", Rows).rows)
        rows = {
            title: next(line for line in body.splitlines() if title in line).split()[-2:]
            for title in ("Optreden", "Thema's ophalen", "vrije tijd", "◆ Hapje eten")
        }
        assert rows == {
            "Optreden": ["11", "–"],
            "Thema's ophalen": ["5→4", "4"],
            "vrije tijd": ["9→0", "0"],
            "◆ Hapje eten": ["30", "vast"],
        }


async def test_a_rehearsal_tells_only_times_of_its_own(tmp_path):
    clock = HandClock(DAY + timedelta(days=90, hours=5, minutes=25))
    make(plan_of(), tmp_path / "r", "notulist", clock, speed=60).close()
    run = Run.open(tmp_path / "r", "notulist", clock)
    run.groups.add(["Tafel 1"])
    other = Run.open(tmp_path / "r", "Bob", clock)
    async with on_stage(run, clock, (200, 60)) as stage:
        await stage.keys("f2")
        await stage.passes(seconds=10)
        await stage.keys(*"een", "enter", "up")
        await stage.passes(seconds=10)
        await stage.keys("X", "enter", "up")
        other.harvest.note("hier")
        for _ in range(2000):
            if "Bob" in stage.part("right"):
                break
            await stage.pilot.pause(0.005)
        assert "sinds 16:20" in next(x for x in stage.part("right").splitlines() if "Bob" in x)
        await stage.keys("ctrl+o", "h")
        assert [line.split()[-3] for line in sheet(stage).splitlines()[:2]] == ["16:20", "16:10"]
        await stage.keys("escape", "ctrl+o", "x")
        assert "Bob  sinds 16:20" in sheet(stage)
    other.close()


def sheet(stage) -> str:
    return plain(stage.pilot.app.screen.query_one("#sheet-body", Rows).rows)


@pytest.mark.parametrize("key", ["f1", "ctrl+p", "f7", "ctrl+g"])
async def test_a_panel_over_the_countdown_shows_it_itself(tmp_path, key):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock, (80, 24)) as stage:
        await stage.keys("f2")
        await stage.passes(minutes=4)
        await stage.keys(key)
        title = plain(stage.pilot.app.screen.query_one("#sheet-title", Rows).rows)
        assert title.endswith("06:00   16:04")


async def test_back_says_when_no_block_ran_before(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        await stage.keys("f2", "ctrl+o", "t")
        assert "Hiervoor liep nog geen blok" in stage.part("status")
        assert stage.run.evening().block == "welkom"
