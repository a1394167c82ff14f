from datetime import timedelta
from pathlib import Path

import pytest
from panel_stage import Evening, fits, on_stage, type_text

from ai_tui.agenda.applying import apply
from ai_tui.agenda.shorten import adjust, propose
from ai_tui.forms import OPTIONS
from ai_tui.run.plan import PlanVerbs
from ai_tui.session.reading import read
from ai_tui.tui.panels.plan import PlanPanel


def titles(evening: Evening) -> list[str]:
    return [block.title for block in evening.run.state.blocks]


async def answer(pilot, text: str) -> None:
    field = pilot.app.screen.query_one("Line")
    field.value = ""
    await type_text(pilot, text)
    await pilot.press("enter")


async def test_a_block_is_inserted_behind_the_one_that_runs(tmp_path):
    evening = Evening(tmp_path)
    evening.at("welkom", 10)
    async with on_stage(PlanPanel(evening.run)) as (_, pilot):
        await pilot.press("plus")
        await answer(pilot, "15 Koffie")
    assert titles(evening)[:2] == ["Inloop en welkom", "Koffie"]
    block = evening.run.state.blocks[1]
    assert block.length == timedelta(minutes=15)
    assert evening.run.evening().ahead.block == block.id
    changes = {each.id: each.change for each in evening.run.report().blocks}
    assert [id for id, change in changes.items() if change == "inserted"] == [block.id]


async def test_what_cannot_be_a_block_is_asked_again(tmp_path):
    evening = Evening(tmp_path)
    async with on_stage(PlanPanel(evening.run)) as (stage, pilot):
        await pilot.press("plus")
        await answer(pilot, "Koffie")
        assert "Begin met de minuten" in stage.part("body")
    assert "Koffie" not in titles(evening)


async def test_a_block_is_renamed_retimed_and_given_other_minutes(tmp_path):
    evening = Evening(tmp_path)
    async with on_stage(PlanPanel(evening.run)) as (_, pilot):
        await pilot.press("down", "enter")
        await answer(pilot, "Ontdekken samen")
        await pilot.press("t")
        await answer(pilot, "16:45")
        await pilot.press("m")
        await answer(pilot, "50")
    block = evening.run.state.blocks[1]
    assert (block.title, f"{block.start:%H:%M}") == ("Ontdekken samen", "16:45")
    assert block.length == timedelta(minutes=50)
    view = evening.run.evening().view(block.id)
    assert view.planned_end - view.planned_start == timedelta(minutes=50)


async def test_a_time_that_does_not_exist_is_asked_again(tmp_path):
    evening = Evening(tmp_path)
    async with on_stage(PlanPanel(evening.run)) as (stage, pilot):
        await pilot.press("t")
        await answer(pilot, "25:10")
        assert "25:10" in stage.part("body")
    assert f"{evening.run.state.blocks[0].start:%H:%M}" == "16:00"


async def test_a_fixed_block_floats_and_is_fixed_again(tmp_path):
    evening = Evening(tmp_path)
    async with on_stage(PlanPanel(evening.run)) as (_, pilot):
        await pilot.press(*["down"] * 3, "f")
        assert not evening.run.state.block("eten").fixed
        await pilot.press("f")
        assert evening.run.state.block("eten").fixed


async def test_a_run_that_is_shifted_shows_and_takes_its_own_times(tmp_path):
    evening = Evening(tmp_path, at=(13, 7), start="now")
    evening.clock.go(0.5)
    async with on_stage(PlanPanel(evening.run)) as (stage, pilot):
        body = stage.part("body")
        assert "13:07   Inloop en welkom" in body
        assert "15:52 ◆ Eten" in body
        await pilot.press(*["down"] * 3, "t")
        assert pilot.app.screen.query_one("Line").value == "15:52"
        await answer(pilot, "16:00")
        assert "16:00 ◆ Eten" in stage.part("body")
    view = evening.run.evening().view("eten")
    assert f"{view.planned_start:%H:%M}" == "16:00"
    assert f"{evening.run.state.block('eten').start:%H:%M:%S}" == "18:53:00"


async def test_a_meal_keeps_its_time_unless_it_is_let_go(tmp_path):
    evening = Evening(tmp_path)
    async with on_stage(PlanPanel(evening.run)) as (stage, pilot):
        await pilot.press(*["down"] * 3, "t")
        await answer(pilot, "")
        assert "‘Eten’ staat vast" in stage.part("body")
        await pilot.press("escape", "t")
        await answer(pilot, "18:50")
        assert evening.run.state.block("eten").fixed
        await pilot.press("up", "t")
        await answer(pilot, "19:00")
        assert "19:00 past hier niet" in stage.part("body")
        await pilot.press("escape", "]", "]")
    eten = evening.run.schedule().slot("eten")
    assert (f"{eten.start:%H:%M}", eten.waits) == ("18:50", True)


async def test_a_time_before_the_block_before_is_not_taken(tmp_path):
    evening = Evening(tmp_path)
    async with on_stage(PlanPanel(evening.run)) as (stage, pilot):
        await pilot.press(*["down"] * 4, "t")
        await answer(pilot, "17:10")
        assert "17:10 past hier niet" in stage.part("body")
        await answer(pilot, "6:40")
        assert "06:40 past hier niet" in stage.part("body")
    assert f"{evening.run.state.block('ontwerpen').start:%H:%M}" == "19:15"


async def test_a_kept_plan_of_a_shifted_run_has_the_times_of_the_session_file(tmp_path):
    evening = Evening(tmp_path, at=(13, 7), start="now")
    target = tmp_path / "anders.toml"
    async with on_stage(PlanPanel(evening.run)) as (_, pilot):
        await pilot.press("w")
        await answer(pilot, str(target))
    starts = [f"{block.start:%H:%M}" for block in read(target, OPTIONS).blocks]
    assert starts == ["16:00", "16:30", "17:30", "18:45", "19:15"]


async def test_every_key_is_named_on_eighty_columns(tmp_path):
    evening = Evening(tmp_path)
    for lang, keys in (("nl", "erbij hernoem minuten verplaats eruit bewaar sluit"),
                       ("en", "add rename minutes move drop save close")):  # fmt: skip
        async with on_stage(PlanPanel(evening.run), lang=lang) as (stage, _):
            assert fits(stage)
            assert all(key in stage.part("hints") for key in keys.split()), stage.part("hints")


async def test_in_too_small_a_terminal_a_panel_asks_for_a_larger_one(tmp_path):
    evening = Evening(tmp_path)
    async with on_stage(PlanPanel(evening.run), (58, 14)) as (stage, pilot):
        assert "Maak het venster groter: minstens 60 bij 16" in stage.part("body")
        assert fits(stage)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "Ontdekken en delen" in stage.part("body")


async def test_a_block_moves_and_comes_back_by_undo(tmp_path):
    evening = Evening(tmp_path)
    before = titles(evening)
    async with on_stage(PlanPanel(evening.run)) as (_, pilot):
        await pilot.press("]")
    assert titles(evening) == [before[1], before[0], *before[2:]]
    evening.run.undo.undo("clock")
    assert titles(evening) == before


async def test_a_dropped_block_leaves_the_evening_and_stays_in_the_report(tmp_path):
    evening = Evening(tmp_path)
    async with on_stage(PlanPanel(evening.run)) as (_, pilot):
        await pilot.press("down", "down", "x")
    assert "Verbeelden" not in titles(evening)
    dropped = [block for block in evening.run.report().blocks if block.id == "verbeelden"]
    assert [block.change for block in dropped] == ["dropped"]
    evening.run.undo.undo("clock")
    assert "Verbeelden" in titles(evening)


async def test_a_block_that_began_is_not_dropped(tmp_path):
    evening = Evening(tmp_path)
    evening.at("welkom", 5)
    async with on_stage(PlanPanel(evening.run)) as (stage, pilot):
        await pilot.press("x")
        assert "al begonnen" in stage.part("body")
    assert "Inloop en welkom" in titles(evening)


async def test_the_changed_plan_is_kept_as_a_session_file(tmp_path):
    evening = Evening(tmp_path)
    target = tmp_path / "anders.toml"
    async with on_stage(PlanPanel(evening.run)) as (stage, pilot):
        await pilot.press("m")
        await answer(pilot, "20")
        await pilot.press("plus")
        await answer(pilot, "10 Koffie")
        await pilot.press("w")
        await answer(pilot, str(target))
        await pilot.press("w")
        await answer(pilot, str(target))
        assert "Niet bewaard" in stage.part("body")
    plan = read(target, OPTIONS)
    assert [block.title for block in plan.blocks] == titles(evening)
    assert "Koffie" in Path(target).read_text()


async def test_in_a_kept_plan_all_that_floats_follows_what_came_in_before_it(tmp_path):
    evening = Evening(tmp_path)
    target = tmp_path / "anders.toml"
    async with on_stage(PlanPanel(evening.run)) as (stage, pilot):
        await pilot.press("plus")
        await answer(pilot, "10 Koffie")
        while "Verbeelden" not in stage.chosen:
            await pilot.press("down")
        await pilot.press("m")
        await answer(pilot, "65")
        await pilot.press("w")
        await answer(pilot, str(target))
        assert "past nog niet" not in stage.told[-1]
    starts = {block.title: block.start for block in read(target, OPTIONS).blocks}
    assert (starts["Ontdekken en delen"], starts["Verbeelden"]) == (None, None)
    assert f"{starts['Eten']:%H:%M}" == "18:45"


async def test_a_kept_plan_is_as_long_as_shortening_and_giving_back_made_it(tmp_path):
    evening = Evening(tmp_path)
    target = tmp_path / "anders.toml"
    evening.at("ontdekken", 5)
    evening.run.clock.phase(evening.run.state.block("ontdekken").phases[1].id)
    found = propose(evening.run.schedule(), evening.run.evening())
    PlanVerbs(evening.run).apply(apply(adjust(found, 0, 3), evening.run.state.blocks))
    assert evening.run.state.block("ontdekken").length > timedelta(minutes=60)
    async with on_stage(PlanPanel(evening.run)) as (stage, pilot):
        while "Verbeelden" not in stage.chosen:
            await pilot.press("down")
        await pilot.press("m")
        await answer(pilot, "50")
        await pilot.press("w")
        await answer(pilot, str(target))
        assert "past nog niet" not in stage.told[-1]
    assert read(target, OPTIONS).blocks[2].start is None


async def test_the_minutes_that_a_block_has_change_nothing(tmp_path):
    evening = Evening(tmp_path)
    evening.at("welkom", 52)
    evening.run.clock.go("ontdekken")
    found = propose(evening.run.schedule(), evening.run.evening())
    PlanVerbs(evening.run).apply(apply(found, evening.run.state.blocks))
    before = evening.run.state.block("verbeelden")
    assert before.planned_length is not None
    async with on_stage(PlanPanel(evening.run)) as (stage, pilot):
        while "Verbeelden" not in stage.chosen:
            await pilot.press("down")
        await pilot.press("m", "enter")
    assert evening.run.state.block("verbeelden") == before


async def test_a_kept_plan_says_what_no_longer_fits(tmp_path):
    evening = Evening(tmp_path)
    async with on_stage(PlanPanel(evening.run)) as (stage, pilot):
        await pilot.press("plus")
        await answer(pilot, "45 Koffie")
        await pilot.press("w")
        await answer(pilot, str(tmp_path / "krap.toml"))
        assert "past nog niet" in stage.told[-1]
    assert (tmp_path / "krap.toml").exists()


@pytest.mark.parametrize(
    ("key", "wrong", "right", "said"),
    [
        ("plus", "Koffie", "15 Koffie", "Begin met de minuten"),
        ("m", "veel", "20", "Geef een heel aantal minuten"),
        ("t", "25:10", "16:10", "25:10"),
    ],
)
async def test_what_was_wrong_is_said_no_longer_when_it_is_mended_or_left(
    tmp_path, key, wrong, right, said
):
    evening = Evening(tmp_path)
    async with on_stage(PlanPanel(evening.run)) as (stage, pilot):
        for last in (lambda: answer(pilot, right), lambda: pilot.press("escape")):
            await pilot.press(key)
            await answer(pilot, wrong)
            assert said in stage.part("body")
            await last()
            assert said not in stage.part("body")
            assert stage.part("title").startswith("Draaiboek")


async def test_why_a_plan_is_not_kept_is_said_in_the_language_of_the_screen(tmp_path):
    evening = Evening(tmp_path)
    target = tmp_path / "anders.toml"
    target.mkdir()
    file = tmp_path / "los"
    file.touch()
    told = {
        str(tmp_path / "weg" / "anders.toml"): "die map is er niet",
        str(target): "het bestaat al",
        str(file / "plan.toml"): "er staat een bestand waar een map moet zijn",
        str(tmp_path / ("lang" * 70)): "de naam is te lang",
    }
    async with on_stage(PlanPanel(evening.run), (200, 40)) as (stage, pilot):
        for path, why in told.items():
            await pilot.press("w")
            line = pilot.app.screen.query_one("Line")
            line.value = path
            await pilot.press("enter")
            assert f"Niet bewaard ({why}" in stage.part("body")
            line.value = str(tmp_path / f"{len(stage.told)}.toml")
            await pilot.press("enter")
            assert "Niet bewaard" not in stage.part("body")
            assert "Draaiboek bewaard in" in stage.told[-1]


async def test_nothing_is_put_above_a_block_that_has_begun(tmp_path):
    evening = Evening(tmp_path)
    evening.at("welkom", 30)
    evening.at("ontdekken", 5)
    before = titles(evening)
    starts = [view.planned_start for view in evening.run.evening().blocks]
    async with on_stage(PlanPanel(evening.run)) as (stage, pilot):
        await pilot.press("down", "[")
        assert "Een blok dat al begonnen is blijft boven wat nog komt" in stage.part("body")
        await pilot.press("up", "]")
        assert "Een blok dat al begonnen is blijft boven wat nog komt" in stage.part("body")
        await pilot.press("[")
        assert titles(evening) == before
        await pilot.press("up", "plus")
        assert "Daaronder is al een blok begonnen" in stage.part("body")
        assert not stage.screen.typing
        assert [view.planned_start for view in evening.run.evening().blocks] == starts
        await pilot.press("down", "down", "down", "[")
        assert titles(evening)[2:4] == [before[3], before[2]]


async def test_a_block_that_begins_while_one_is_inserted_above_it_stays_below_nothing(tmp_path):
    evening = Evening(tmp_path)
    evening.at("welkom", 30)
    async with on_stage(PlanPanel(evening.run)) as (stage, pilot):
        await pilot.press("plus")
        evening.at("ontdekken", 1)
        await answer(pilot, "15 Koffie")
        assert "Daaronder is al een blok begonnen" in stage.part("body")
        assert pilot.app.screen.query_one("Line").value == "15 Koffie"
    assert "Koffie" not in titles(evening)
