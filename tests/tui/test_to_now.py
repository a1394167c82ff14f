import pytest
from scribe_stage import HandClock, new_run, on_stage


async def test_f9_goes_to_the_form_of_the_phase_that_runs(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        stage.run.clock.go("verbeelden")
        for phase, form in (("optreden", "optreden"), ("themas-ophalen", "themas")):
            stage.run.clock.phase(phase)
            stage.scribe.clock_changed()
            assert stage.scribe.desk.place.form != form
            await stage.keys("f9")
            assert stage.scribe.desk.place.form == form


async def test_f9_stays_in_a_form_that_is_of_the_whole_block(tmp_path):
    clock = HandClock()
    run = new_run(tmp_path / "r", clock)
    run.groups.add(["Eén voordeur"], "themes")
    async with on_stage(run, clock) as stage:
        stage.run.clock.go("ontwerpen")
        stage.scribe.clock_changed()
        await stage.keys("f9", "ctrl+t")
        assert stage.scribe.desk.place.form == "tips-en-tops"
        await stage.keys("f9")
        assert stage.scribe.desk.place.form == "tips-en-tops"


async def in_the_round(stage):
    """The round, with Tafel 1 having its turn and its form open."""
    stage.run.clock.go("verbeelden")
    await stage.passes(minutes=10)
    await stage.keys("f2", "f9")
    assert stage.scribe.desk.place.form == "optreden"
    assert stage.scribe.desk.group.name == "Tafel 1"


async def test_a_turn_of_a_group_whose_form_is_not_open_is_offered_until_it_is(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        await in_the_round(stage)
        assert "Nu:" not in stage.part("status")
        await stage.keys("f2")
        assert stage.scribe.desk.group.name == "Tafel 1"
        assert "Nu: Tafel 2 · F9" in stage.part("status")
        await stage.keys("x", "enter")
        assert "Nu: Tafel 2 · F9" in stage.part("status")
        await stage.keys("f9")
        assert stage.scribe.desk.group.name == "Tafel 2"
        assert "Nu:" not in stage.part("status")


async def test_in_another_form_of_the_group_whose_turn_it_is_the_form_is_offered(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        await in_the_round(stage)
        await stage.keys("ctrl+t")
        assert stage.scribe.desk.place.form == "themas"
        assert stage.scribe.desk.group.name == "Tafel 1"
        assert "Nu: Optreden · F9" in stage.part("status")
        await stage.keys("f9")
        assert stage.scribe.desk.place.form == "optreden"
        assert "Nu:" not in stage.part("status")


async def test_a_new_turn_is_offered_above_what_stands_already(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        for block in ("welkom", "interviews", "ontdekken"):
            stage.run.clock.go(block)
        stage.scribe.clock_changed()
        await stage.passes(minutes=36)
        await stage.keys("f2")
        stage.ticks.seconds += 61
        await stage.passes(seconds=61)
        assert "nog niet klaar met" in stage.part("status")
        await stage.keys("f2", "f2")
        assert "Nu: Tafel 2 · F9" in stage.part("status")
        stage.ticks.seconds += 61
        await stage.passes(seconds=1)
        assert "Nu: Tafel 2 · F9" in stage.part("status")
        await stage.keys("f9")
        assert "nog niet klaar met" in stage.part("status")


async def test_a_new_turn_is_news_even_when_a_fixed_block_is_in_danger(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        await in_the_round(stage)
        await stage.passes(hours=4)
        await stage.keys("f2")
        assert "Nu: Tafel 2 · F9" in stage.part("status")
        stage.ticks.seconds += 31
        await stage.passes(seconds=1)
        both = "! Hapje eten (18:45) komt 3u44 in de knel · F7 Inkorten · Nu: Tafel 2 · F9"
        assert both in stage.part("status")


@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
async def test_a_turn_is_offered_as_long_as_it_lasts_also_when_it_is_over_time(tmp_path, size):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock, size) as stage:
        await in_the_round(stage)
        await stage.keys("f2")
        stage.ticks.seconds += 31
        for seconds, told in ((95, "Optreden: nog 25 s · "), (26, "! Over tijd: Optreden · ")):
            await stage.passes(seconds=seconds)
            assert f" {told}Nu: Tafel 2 · F9" in stage.part("status")
        stage.ticks.seconds += 61
        await stage.keys("x", "enter")
        assert " ! Over tijd: Optreden · Nu: Tafel 2 · F9" in stage.part("status")
        await stage.keys("f9")
        assert " ! Over tijd: Optreden " in stage.part("status")
        assert "Nu:" not in stage.part("status")


async def test_where_a_danger_and_a_turn_have_no_room_together_the_danger_stays(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock, (80, 24)) as stage:
        await in_the_round(stage)
        await stage.passes(hours=4)
        await stage.keys("f2")
        assert stage.part("status").startswith(" Nu: Tafel 2 · F9 ")
        stage.ticks.seconds += 31
        await stage.passes(seconds=1)
        danger = " ! Hapje eten (18:45) komt 3u44 in de knel · F7 Inkorten "
        assert stage.part("status").startswith(danger)
        await stage.keys("f9")
        assert stage.scribe.desk.group.name == "Tafel 2"
        assert stage.part("status").startswith(danger)


@pytest.mark.parametrize(("size", "room"), [((120, 36), True), ((80, 24), False)])
async def test_a_warning_that_stays_stands_before_the_turn(tmp_path, size, room):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock, size) as stage:
        await in_the_round(stage)
        warning = "Een regel van een ander apparaat is niet te lezen"
        stage.scribe.say(warning, "look_out", holds=lambda: True)
        await stage.keys("f2")
        stage.ticks.seconds += 31
        await stage.passes(seconds=1)
        assert stage.part("status").startswith(f" ! {warning} ")
        assert ("· Nu: Tafel 2 · F9" in stage.part("status")) == room


async def test_a_turn_of_a_group_that_somebody_else_types_for_is_not_offered(tmp_path):
    clock = HandClock()
    run = new_run(tmp_path / "r", clock)
    first, second, third, *_ = run.state.groups("groups")
    async with on_stage(run, clock, only=frozenset((first.id, third.id))) as stage:
        await in_the_round(stage)
        await stage.keys("ctrl+n", "f2")
        assert stage.scribe.evening.group == second.id
        assert stage.scribe.desk.group == third
        assert "Nu:" not in stage.part("status")
