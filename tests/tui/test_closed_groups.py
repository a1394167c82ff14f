import pytest
from scribe_stage import HandClock, new_run, on_stage
from two_scribes import both, told

from ai_tui.session.model import ROOM
from ai_tui.tui.desk import Place


def group(run, name):
    return next(each for each in run.state.all_groups if each.name == name)


def place(run, name):
    return Place("top-3", group(run, name).id)


async def test_a_closed_group_that_gave_something_says_so_and_takes_late_lines(tmp_path):
    clock = HandClock()
    run = new_run(tmp_path / "r", clock)
    async with on_stage(run, clock) as stage:
        stage.scribe.go(place(run, "Tafel 2"))
        await stage.keys(*"op", "enter")
        run.groups.close(group(run, "Tafel 2"))
        stage.scribe.groups_changed()
        await stage.settle()
        tabs, title = stage.part("tabs").splitlines()
        assert "[Tafel 2 –]" in tabs
        assert "0/5 klaar" in tabs
        assert title.endswith("Tafel 2 · gesloten")
        await stage.keys(*"laat", "enter")
        assert stage.texts("top-3", "Tafel 2") == ["op", "laat"]


CLOSE = ("ctrl+o", "j", "x", "escape")
"""The keys that close the first group."""


async def test_who_closes_a_group_that_gave_nothing_goes_on_with_the_next(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        await stage.keys(*CLOSE)
        tabs, title = stage.part("tabs").splitlines()
        assert "Tafel 1" not in tabs
        assert "[Tafel 2" in tabs
        assert title.endswith("Tafel 2 · 0 van 3")
        await stage.keys(*"mee", "enter")
        assert stage.texts("top-3", "Tafel 2") == ["mee"]


async def test_a_closed_group_that_gave_nothing_has_no_tab_and_says_so_where_another_types(
    tmp_path,
):
    async with both(tmp_path) as (ann, bob):
        await ann.type("half")
        await bob.keys(*CLOSE)
        await told(ann, "! Bob sloot Tafel 1 · ^O j opent de groep weer")
        tabs, title = ann.part("tabs").splitlines()
        assert "Tafel 1" not in tabs
        assert title.endswith("Tafel 1 · gesloten")
        assert "^N Tafel 2" in ann.part("footer")
        await ann.keys("enter")
        assert ann.texts("top-3", "Tafel 1") == ["half"]


async def test_a_closed_group_is_none_of_those_who_may_still_owe_something(tmp_path):
    clock = HandClock()
    run = new_run(tmp_path / "r", clock)
    async with on_stage(run, clock) as stage:
        await stage.keys(*"een", "enter")
        run.groups.close(group(run, "Tafel 1"))
        run.clock.go("ontdekken")
        await stage.passes(minutes=36)
        await stage.keys("f2")
        assert "! 5 van 5 nog niet klaar" in stage.part("status")


async def test_nobody_says_how_it_stands_with_the_form_of_a_closed_group(tmp_path):
    clock = HandClock()
    run = new_run(tmp_path / "r", clock)
    async with on_stage(run, clock) as stage:
        await stage.keys("ctrl+n", *"op", "enter")
        run.groups.close(group(run, "Tafel 2"))
        stage.scribe.groups_changed()
        await stage.keys("ctrl+o", "equals_sign")
        assert "Tafel 2 is gesloten · ^O j opent de groep weer" in stage.part("status")
        assert len(stage.pilot.app.screen_stack) == 1


@pytest.mark.parametrize("keys", [("ctrl+n",), ("pagedown",), ("pageup",), ("ctrl+o", "n")])
async def test_where_there_is_no_other_group_to_go_to_the_key_says_so(tmp_path, keys):
    clock = HandClock()
    run = new_run(tmp_path / "r", clock, groups=1)
    async with on_stage(run, clock) as stage:
        for there, told in (
            (Place("volgorde", ROOM.id), "Dit formulier is van de zaal; een andere groep heeft"),
            (place(run, "Tafel 1"), "Dit formulier heeft geen andere groep"),
            (Place("propositie", ""), "Er zijn nog geen themagroepen · ^O j voegt ze toe"),
        ):
            stage.scribe.go(there)
            await stage.keys("x", *keys)
            assert stage.scribe.desk.place == there
            assert stage.scribe.editor.unsaved == bool(there.group)
            assert told in stage.part("status")


async def test_where_there_is_no_group_yet_there_is_no_state_to_say(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock, groups=0), clock) as stage:
        await stage.keys("escape", "ctrl+o", "equals_sign")
        assert "Er zijn nog geen groepen · ^O j voegt ze toe" in stage.part("status")
