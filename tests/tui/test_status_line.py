from datetime import timedelta

import pytest
from scribe_stage import HandClock, new_run, on_stage, plan_from

from ai_tui.locale import Words
from ai_tui.run.replan import ReplanVerbs
from ai_tui.run.run import Run
from ai_tui.store.store import Store

HINT = "De sterkste bovenaan"


async def running(stage, block="ontdekken", minutes=0):
    """The session as planned until `minutes` into a block."""
    plan = {each.id: each for each in stage.run.state.blocks}
    for key, each in plan.items():
        stage.clock.at = max(stage.clock.at, planned(stage, key))
        stage.run.clock.go(each.id)
        if key == block:
            break
    stage.clock.pass_(minutes=minutes)
    stage.scribe.clock_changed()
    await stage.keys("f9")
    stage.ticks.seconds += 61
    await stage.passes(seconds=1)


def planned(stage, block):
    return planned_start(stage.run, block)


def planned_start(run, block):
    return run.evening().view(block).planned_start


@pytest.fixture
def clock():
    return HandClock()


async def test_the_hint_of_the_form_stands_there_when_nothing_else_does(tmp_path, clock):
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        assert HINT in stage.part("status")
        await stage.keys("f5")
        assert HINT in stage.part("status")


@pytest.mark.parametrize("then", ["f8", "x", "down", "ctrl+n", "ctrl+t"])
async def test_news_of_an_action_goes_at_the_next(tmp_path, clock, then):
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        for letter in "abc":
            await stage.keys(letter, "enter")
        assert "Compleet · ^N Tafel 2" in stage.part("status")
        await stage.keys(then)
        assert "Compleet" not in stage.part("status")


async def test_news_grows_old_when_nothing_happens(tmp_path, clock):
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        await running(stage)
        await stage.keys("f5")
        assert "+1 min · tot" in stage.part("status")
        stage.ticks.seconds += 61
        await stage.passes(seconds=61)
        assert "+1 min" not in stage.part("status")


async def test_leaving_is_asked_for_as_long_as_the_second_press_counts(tmp_path, clock):
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        await stage.keys("ctrl+c")
        assert "Nog eens ^C" in stage.part("status")
        stage.ticks.seconds += 5
        await stage.passes(seconds=5)
        assert "Nog eens ^C" not in stage.part("status")
        await stage.keys("ctrl+c", "x")
        assert "Nog eens ^C" not in stage.part("status")
        await stage.keys("ctrl+c")
        assert stage.pilot.app._exit is False
        await stage.keys("ctrl+c")
        assert stage.pilot.app._exit is True


async def test_time_that_is_over_is_said_until_it_is_not(tmp_path, clock):
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        await running(stage, "eten", 32)
        assert "! Over tijd: Hapje eten" in stage.part("status")
        await stage.type("ja")
        await stage.keys("enter")
        assert "! Over tijd: Hapje eten" in stage.part("status")
        await stage.keys("f2")
        assert "Over tijd" not in stage.part("status")


async def test_time_that_is_over_is_not_said_of_what_has_ended(tmp_path, clock):
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        await running(stage, "interviews", 44.9)
        await stage.passes(seconds=10)
        assert "! Over tijd: Terug naar de tafels" in stage.part("status")
        stage.ticks.seconds += 1
        await stage.keys("f2")
        assert "Over tijd" not in stage.part("status")


@pytest.mark.parametrize(
    ("minutes", "seconds", "told"),
    [(25, 5, "nog 5 min"), (29, 5, "nog 1 min"), (29, 9, "nog 56 s")],
)
async def test_little_time_is_said_in_words_while_it_is_so(tmp_path, clock, minutes, seconds, told):
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        await running(stage, "eten", minutes - 0.1)
        await stage.passes(seconds=seconds)
        assert f"Hapje eten: {told}" in stage.part("status")
        stage.run.clock.extend(timedelta(minutes=-30))
        await stage.passes(seconds=1)
        assert told not in stage.part("status")


async def test_a_fixed_block_in_danger_is_said_until_it_is_not(tmp_path, clock):
    run = new_run(tmp_path / "r", clock)
    clock.pass_(minutes=20)
    async with on_stage(run, clock) as stage:
        stage.clock.at += timedelta(hours=2)
        await running(stage, "verbeelden")
        assert "! Hapje eten (18:45) komt 20 min in de knel · F7" in stage.part("status")
        await stage.type("ja")
        await stage.keys("enter")
        assert "komt 20 min in de knel" in stage.part("status")
        stage.run.clock.go("eten")
        stage.scribe.clock_changed()
        assert "in de knel" not in stage.part("status")


async def test_who_still_owes_is_said_after_the_block_until_nobody_does(tmp_path, clock):
    run = new_run(tmp_path / "r", clock, groups=2)
    async with on_stage(run, clock) as stage:
        await running(stage, "ontdekken", 36)
        await stage.keys("f2")
        assert "! 2 van 2 nog niet klaar met" in stage.part("status")
        for letter in "abc":
            await stage.keys(letter, "enter")
        stage.ticks.seconds += 61
        await stage.passes(seconds=61)
        assert "! Tafel 2 nog niet klaar met" in stage.part("status")
        group = stage.run.state.groups("groups")[1]
        stage.run.harvest.mark("top-3", group.id, "nothing")
        await stage.passes(seconds=1)
        assert "nog niet klaar" not in stage.part("status")
        assert "Nu: Verbeelden en presenteren · F9" in stage.part("status")
        await stage.keys("f9")
        assert "Nu:" not in stage.part("status")


OWED = """
title = "Proef"
start = "13:00"
groups = ["Noord", "Oost", "West"]

[[blocks]]
title = "Oogsten"
start = "13:00"
minutes = 60

[[blocks.forms]]
kind = "list"
title = "Kansen"
max = 1

[[blocks.forms]]
kind = "list"
title = "Plannen"
max = 2

[[blocks.forms]]
kind = "list"
title = "Thema's"
for = "room"

[[blocks]]
title = "Slot"
start = "14:00"
minutes = 30
"""


async def test_who_still_owes_is_counted_for_the_form_that_is_named(tmp_path, clock):
    run = new_run(tmp_path / "r", clock, groups=0, plan=plan_from(OWED))
    first, second, third = run.state.groups("groups")
    clock.at = planned_start(run, "oogsten")

    def filled(form, group, *texts):
        run.harvest.append(run.state.form(form), group.id, "items", texts)

    async with on_stage(run, clock) as stage:
        await running(stage, "oogsten", 60)
        await stage.keys("f2")
        stage.ticks.seconds += 61

        async def told():
            await stage.passes(seconds=1)
            return stage.part("status").partition(" · ^G")[0].strip()

        assert await told() == "! 3 van 3 nog niet klaar met ‘Kansen’"
        filled("kansen", first, "Eén voordeur")
        assert await told() == "! 2 van 3 nog niet klaar met ‘Kansen’"
        filled("kansen", second, "Samen koken")
        assert await told() == "! West nog niet klaar met ‘Kansen’"
        filled("kansen", third, "De straat op")
        assert await told() == "! 3 van 3 nog niet klaar met ‘Plannen’"
        for group in (first, second, third):
            filled("plannen", group, "Eerst", "Daarna")
        assert await told() == "! Zaal nog niet klaar met ‘Thema's’"


async def test_a_start_at_quite_another_time_is_said_again_after_other_news(tmp_path, clock):
    clock.pass_(hours=-1)
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        await stage.keys("f2")
        assert "! Begonnen 15:00, plan 16:00" in stage.part("status")
        await stage.keys("f5")
        assert "+1 min" in stage.part("status")
        await stage.type("ja")
        assert "! Begonnen 15:00" in stage.part("status")
        stage.run.clock.go("interviews")
        stage.scribe.clock_changed()
        assert "Begonnen" not in stage.part("status")


async def test_the_end_is_said_as_long_as_it_is_the_end(tmp_path, clock):
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        await running(stage)
        await stage.keys("ctrl+o", "e")
        assert "Afgerond · F2 toont hoe het liep" in stage.part("status")
        await stage.type("nagekomen")
        await stage.keys("enter")
        assert "Afgerond · F2 toont hoe het liep" in stage.part("status")


@pytest.mark.parametrize(
    ("lang", "late", "start", "end"),
    [
        (
            "nl",
            "! 6 van 6 nog niet klaar met ‘Top-3: waar we op kunnen…’ · ^G",
            "! Begonnen 15:00, plan 16:00 · ^O y schuift alles mee",
            "Afgerond · F2 toont hoe het liep · nu typen heet ‘nagekomen’",
        ),
        (
            "en",
            "! 6 of 6 not done yet with ‘Top-3: waar we op kunnen bou…’ · ^G",
            "! Began 15:00, planned 16:00 · ^O y moves the plan along",
            "Ended · F2 shows how it went · typing now counts as ‘late’",
        ),
    ],
)
async def test_on_a_small_terminal_names_give_way_and_what_to_do_stands(
    tmp_path, clock, lang, late, start, end
):
    clock.pass_(hours=-1)
    async with on_stage(speaking(lang, tmp_path, clock), clock, (80, 24)) as stage:
        await stage.keys("f2", "a", "enter")
        assert start in stage.part("status")
        await running(stage, "ontdekken", 36)
        await stage.keys("f2")
        assert late in stage.part("status")
        await stage.keys("ctrl+o", "e")
        assert end in stage.part("status")


@pytest.mark.parametrize(
    ("lang", "undone", "skipped", "began"),
    [
        (
            "nl",
            "…’ · ^Y doet het weer  ✓",
            "… · Hapje eten om 18:45, F2 begint nu  ✓",
            "… begon om 17:00, niet eerder dan het blok ervoor ",
        ),
        (
            "en",
            "…’ · ^Y does it again  ✓",
            "… · Hapje eten at 18:45, F2 begins it now  ✓",
            "… began at 17:00, no earlier than the block before it ",
        ),
    ],
)
async def test_on_a_small_terminal_the_end_of_a_sentence_stands(
    tmp_path, clock, lang, undone, skipped, began
):
    long = "Vraaggesprekken in tweetallen met iemand van een andere buurt"
    async with on_stage(speaking(lang, tmp_path, clock), clock, (80, 24)) as stage:
        await stage.type("Kort")
        await stage.keys("enter", *"Een-lange-regel-over-de-buurt", "enter", "up", "alt+up")
        await stage.keys("ctrl+z")
        assert undone in stage.part("status")
        ReplanVerbs(stage.run).rename(stage.run.state.block("verbeelden"), long)
        await stage.passes(minutes=60)
        stage.run.clock.go("ontdekken")
        await stage.passes(minutes=60)
        stage.run.clock.go("verbeelden")
        await stage.passes(minutes=20)
        await stage.keys("ctrl+o", "b", "b", "ctrl+u", *"16:30", "enter", "escape")
        assert began in stage.part("status")
        stage.run.clock.skip("welkom")
        stage.run.clock.skip("interviews")
        await stage.keys("ctrl+o", "o")
        assert skipped in stage.part("status")


def speaking(lang, folder, clock):
    """A run of six tables whose screen speaks a language."""
    new_run(folder / "r", clock).close()
    return Run.open(folder / "r", "notulist", clock, words=Words(lang))


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("nl", " Er zijn nog geen themagroepen · ^O j voegt ze toe"),
        ("en", " There are no theme groups yet · ^O j adds them"),
    ],
)
async def test_without_theme_groups_the_form_keeps_its_title(tmp_path, clock, lang, told):
    async with on_stage(speaking(lang, tmp_path, clock), clock, (80, 24)) as stage:
        stage.run.clock.go("ontwerpen")
        stage.scribe.clock_changed()
        await stage.keys("f9")
        assert stage.part("tabs").splitlines() == [told, " Propositie"]


async def test_little_room_on_the_disk_is_said_until_there_is_more(tmp_path, clock, monkeypatch):
    monkeypatch.setattr(Store, "room", lambda _self: 20_000_000)
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        for _ in range(1000):
            if "! Nog 20 MB vrij" in stage.part("status"):
                break
            await stage.pilot.pause(0.01)
        stage.ticks.seconds += 90
        await stage.type("ja")
        await stage.keys("enter", "ctrl+g", "escape")
        assert "Nog 20 MB vrij: maak ruimte" not in stage.part("status")
        assert "20 MB" in stage.part("status")
        stage.scribe.link.room = 4_000_000_000
        await stage.passes(seconds=1)
        assert "MB" not in stage.part("status")


@pytest.mark.parametrize(
    ("lang", "start", "end"),
    [
        ("nl", "Bewaard, maar past nog niet: zie `ai-tui check /", "…`  ✓ bewaard"),
        ("en", "Kept, but it does not fit yet: see `ai-tui check /", "…`  ✓ saved"),
    ],
)
async def test_that_a_kept_plan_does_not_fit_is_said_whole_on_a_small_terminal(
    tmp_path, clock, lang, start, end
):
    async with on_stage(speaking(lang, tmp_path, clock), clock, (80, 24)) as stage:
        await stage.keys(*"een", "enter")
        block = stage.run.state.block("welkom")
        ReplanVerbs(stage.run).insert(block.id, "Koffie", timedelta(minutes=200))
        await stage.keys("ctrl+o", "d", "w", "enter")
        assert start in stage.part("status")
        assert end in stage.part("status")
