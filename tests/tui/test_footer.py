import re

from scribe_stage import HandClock, new_run, on_stage, plan_of

from ai_tui.tui.desk import Place
from ai_tui.tui.panels.closing import Closing
from ai_tui.tui.panels.groups import Groups

SMALL = (80, 24)


def keys(stage):
    """The keys that the footer names, whatever it calls them."""
    return re.findall(r"(?:^|  )(\^?[A-Z]\d?\d?) ", stage.part("footer").strip())


async def test_the_next_group_s_name_takes_no_key_from_the_footer(tmp_path):
    clock = HandClock()
    run = new_run(tmp_path / "r", clock, groups=0, plan=plan_of("ruwaard-2017"))
    run.clock.next()
    async with on_stage(run, clock, SMALL) as stage:
        form = next(f for f in run.state.forms if len(run.state.groups_of(f)) > 2)
        stage.scribe.go(stage.scribe.desk.place_in(form))
        names = [group.name for group in run.state.groups_of(form)]
        assert {"Managers", "Professionals"} <= set(names)
        seen = []
        for _ in names:
            await stage.keys("ctrl+n")
            seen.append(keys(stage))
        assert seen[0] == ["F2", "F3", "F7", "^N", "^G", "^O"]
        assert seen == [seen[0]] * len(names)


async def test_what_undo_does_is_told_whole_where_there_is_room(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock, (160, 36)) as stage:
        await stage.keys(*"Een", "enter", *"Derde", "space", *"regel", "space", *"twee", "enter")
        await stage.keys("up", "alt+up")
        assert "^Z Terug: verplaatsen van ‘Derde regel twee’ " in stage.part("footer")


async def test_where_there_is_no_room_the_text_is_cut_and_not_what_is_undone(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock, (100, 36)) as stage:
        await stage.keys(*"abcdefghijklmnopqrstuvwxyz", "enter", "up", "ctrl+x")
        assert re.search(r"\^Z Terug: weghalen( van.*…|…)  ", stage.part("footer"))


async def test_under_the_first_question_only_keys_that_work_are_offered(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock, groups=0), clock, SMALL) as stage:
        assert keys(stage) == ["F2"]
        for key in ("f7", "f1", "f8", "ctrl+g"):
            await stage.keys(key)
        assert isinstance(stage.pilot.app.screen, Groups)
        assert len(stage.pilot.app.screen_stack) == 2
        await stage.keys("f2")
        assert stage.run.evening().state == "running"
        assert keys(stage) == ["F2", "F3", "F4", "F5", "F6"]
        await stage.keys("3", "enter")
        assert keys(stage) == ["F2", "F3", "F7", "^N", "^G", "^O"]


async def test_under_a_panel_that_keeps_the_clock_away_no_key_is_offered(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        await stage.keys("f2", "ctrl+o", "e", "f2")
        assert isinstance(stage.pilot.app.screen, Closing)
        assert keys(stage) == []
        await stage.keys("escape")
        assert "F1" in keys(stage)


async def test_the_next_form_is_offered_where_there_is_one(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        top, scribe = stage.scribe.desk.place, stage.scribe
        assert "^T" not in stage.part("footer")
        await stage.keys(*"half", "ctrl+t")
        assert "Dit blok heeft geen ander formulier" in stage.part("status")
        assert scribe.desk.place == top
        assert scribe.editor.unsaved
        scribe.go(Place("optreden", top.group))
        assert "^T Formulier" in stage.part("footer")
        for form in ("themas", "optreden"):
            await stage.keys("ctrl+t")
            assert scribe.desk.place == Place(form, top.group)


async def test_before_the_start_the_room_s_screen_has_its_key_in_a_small_terminal(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock, SMALL) as stage:
        assert keys(stage) == ["F2", "^F", "^N", "^G", "F8", "^O", "F1"]
