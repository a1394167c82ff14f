import pytest
from scribe_stage import HandClock, new_run, on_stage

from ai_tui.run.harvest import Typed
from ai_tui.tui.screens import typing
from ai_tui.tui.screens.harvest_parts import paint_footer


@pytest.fixture
def clock():
    return HandClock()


async def both_ways(stage) -> tuple[str, str]:
    """What the status line says of taking the newest step back, and of doing it again."""
    await stage.keys("ctrl+z")
    undone = stage.part("status")
    await stage.keys("ctrl+y")
    return undone, stage.part("status")


async def test_a_text_is_named_as_it_was_typed(tmp_path, clock):
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        await stage.keys(*"een", "enter", "up", *"X", "enter")
        undone, redone = await both_ways(stage)
        assert "Teruggenomen: ‘eenX’ · ^Y" in undone
        assert "Opnieuw gedaan: ‘eenX’" in redone
        assert "Terug: ‘eenX’" in stage.part("footer")


async def test_taking_away_and_moving_are_named(tmp_path, clock):
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        await stage.keys(*"een", "enter", *"twee", "enter", "up", "alt+up")
        undone, redone = await both_ways(stage)
        assert "Teruggenomen: verplaatsen van ‘twee’" in undone
        assert "Opnieuw gedaan: verplaatsen van ‘twee’" in redone
        await stage.keys("up", "ctrl+x")
        undone, redone = await both_ways(stage)
        assert "weghalen van ‘twee’" in undone
        assert "weghalen van ‘twee’" in redone


async def test_joining_groups_is_named(tmp_path, clock):
    async with on_stage(new_run(tmp_path / "r", clock), clock, (160, 40)) as stage:
        await stage.keys("ctrl+n", *"een", "enter", "ctrl+o", "j", "down", "s", "enter", "escape")
        assert "Terug: samenvoegen van Tafel 2" in stage.part("footer")
        undone, redone = await both_ways(stage)
        assert "Teruggenomen: samenvoegen van Tafel 2" in undone
        assert "Opnieuw gedaan: samenvoegen van Tafel 2" in redone


async def test_the_state_of_a_form_is_named_and_its_place_opened(tmp_path, clock):
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        await stage.keys("ctrl+o", "equals_sign", "2", "enter", "ctrl+n", "ctrl+n")
        undone, _ = await both_ways(stage)
        assert "Teruggenomen: stand van Tafel 1" in undone
        assert stage.scribe.desk.group.name == "Tafel 1"


async def test_pasted_lines_are_counted(tmp_path, clock):
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        stage.scribe.editor.pasted("een\ntwee\ndrie")
        await stage.settle()
        undone, redone = await both_ways(stage)
        assert "Teruggenomen: 3 regels" in undone
        assert "Opnieuw gedaan: 3 regels" in redone


async def test_nothing_to_do_again_is_said_as_such(tmp_path, clock):
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        await stage.keys("ctrl+y")
        assert "Er is niets om opnieuw te doen" in stage.part("status")


async def test_what_escape_threw_away_is_named_and_returns_in_its_turn(tmp_path, clock):
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        await stage.keys("A", "enter", *"half", "escape")
        assert "^Z Terug: ‘half’" in stage.part("footer")
        await stage.keys("ctrl+n", "B", "enter")
        assert "^Z Terug: ‘B’" in stage.part("footer")
        await stage.keys("ctrl+z")
        assert "Teruggenomen: ‘B’" in stage.part("status")
        assert stage.scribe.desk.group.name == "Tafel 2"
        assert "^Z Terug: ‘half’" in stage.part("footer")
        await stage.keys("ctrl+z")
        assert "Je tekst is terug: ‘half’" in stage.part("status")
        assert stage.scribe.desk.group.name == "Tafel 1"
        await stage.keys("enter")
        assert stage.texts("top-3", "Tafel 1") == ["A", "half"]


async def test_all_that_escape_threw_away_returns_the_newest_first(tmp_path, clock):
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        await stage.keys(*"een", "escape", *"twee", "escape", "ctrl+z")
        assert stage.scribe.editor.half_typed.text == "twee"
        await stage.keys("escape", "ctrl+z", "enter", "ctrl+z", "ctrl+z")
        assert stage.scribe.editor.half_typed.text == "een"


async def test_a_row_taken_away_half_typed_returns_before_what_was_typed_in_it(tmp_path, clock):
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        await stage.keys("A", "enter", "up", "X", "ctrl+x", "ctrl+z")
        assert stage.texts("top-3", "Tafel 1") == ["A"]
        await stage.keys("ctrl+z")
        assert stage.scribe.editor.half_typed.text == "AX"


async def test_a_row_that_is_being_typed_is_what_goes_back_first(tmp_path, clock):
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        await stage.keys(*"Wij", "enter")
        assert "^Z Terug: ‘Wij’" in stage.part("footer")
        await stage.keys("space")
        assert "^Z Terug: ‘Wij’" in stage.part("footer")
        await stage.keys("n")
        assert "^Z Terug: deze regel" in stage.part("footer")
        await stage.keys("backspace", "backspace")
        assert "^Z Terug: ‘Wij’" in stage.part("footer")
        await stage.keys("n", "enter")
        assert "^Z Terug: ‘n’" in stage.part("footer")
        await stage.keys("up", "up", "X")
        assert "^Z Terug: deze regel" in stage.part("footer")
        await stage.keys("ctrl+z")
        assert "Teruggenomen: ‘WijX’" in stage.part("status")
        assert "^Z Terug: ‘n’" in stage.part("footer")
        assert stage.texts("top-3", "Tafel 1") == ["Wij", "n"]


async def test_a_half_typed_row_that_is_back_is_what_goes_back_first(tmp_path, clock):
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        await stage.keys(*"een", "enter", *"half", "escape", "ctrl+z")
        assert stage.scribe.editor.half_typed.text == "half"
        assert "^Z Terug: deze regel" in stage.part("footer")


async def test_only_the_first_letter_of_a_row_paints_the_keys(tmp_path, clock, monkeypatch):
    painted = []
    monkeypatch.setattr(typing, "paint_footer", lambda scribe: painted.append(paint_footer(scribe)))
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        await stage.keys(*"een")
        assert len(painted) == 1


async def test_what_somebody_else_typed_just_so_is_not_one_s_own_row_any_more(tmp_path, clock):
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        await stage.keys(*"een", "enter", "up", "X")
        form, group = stage.scribe.desk.form, stage.scribe.desk.group
        (entry,) = stage.run.harvest_of(form, group)["items"]
        stage.run.harvest.write(form, group.id, [Typed(entry.id, "items", "eenX")])
        stage.scribe.refresh_harvest()
        await stage.settle()
        assert "^Z Terug: ‘eenX’" in stage.part("footer")
        await stage.keys("Y")
        assert "^Z Terug: deze regel" in stage.part("footer")
