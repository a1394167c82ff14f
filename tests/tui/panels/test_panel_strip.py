import pytest
from panel_stage import LARGE, SMALL, TINY, on_stage, type_text

from ai_tui.tui.commands.table import TABLE
from ai_tui.tui.panels.help import Help
from ai_tui.tui.panels.palette import Palette
from ai_tui.tui.panels.strip import ARROWS, Strip


def strip() -> Strip:
    labels = {"next": "Delen in de zaal [/x]"}
    return Strip(TABLE, lambda command: labels.get(command.id))


async def test_every_letter_of_the_table_gives_its_command():
    for command in TABLE:
        if not command.letter:
            continue
        async with on_stage(strip()) as (stage, pilot):
            key = {"-": "minus", "+": "plus", ".": "full_stop", "?": "question_mark"}.get(
                command.letter, "equals_sign" if command.letter == "=" else command.letter
            )
            await pilot.press(key)
            assert stage.given == [command.id]


async def test_capitals_and_the_keys_themselves_give_commands_too():
    for key, command in (("V", "next"), ("f7", "shorten"), ("f2", "next"), ("ctrl+g", "overview")):
        async with on_stage(strip()) as (stage, pilot):
            await pilot.press(key)
            assert stage.given == [command]
            assert stage.clocked == []


async def test_a_letter_of_no_command_does_nothing():
    async with on_stage(strip()) as (stage, pilot):
        await pilot.press("ctrl+w", "é", "enter", "tab")
        assert stage.given == []
        await pilot.press("ctrl+o")
        assert stage.given == [None]


async def test_the_strip_shows_every_command_at_the_bottom_of_the_screen():
    for size in (SMALL, LARGE):
        async with on_stage(strip(), size) as (stage, _):
            body = stage.part("body")
            assert "v Delen in de zaal [/x]" in body
            assert "+ een minuut erbij" in body
            for command in TABLE:
                if command.letter and command.id not in ("next", "less", "more", "more5"):
                    letter = ARROWS.get(command.letter, command.letter)
                    assert f"{letter} {stage.words(f'tui.do.{command.id}')}" in body
            assert stage.screen.query_one("#sheet").region.bottom == size[1]


async def test_in_a_tiny_terminal_every_command_can_be_read_page_by_page():
    async with on_stage(strip(), TINY) as (stage, pilot):
        seen = stage.part("body")
        assert "PgDn" in stage.part("hints")
        await pilot.press("pagedown")
        seen += stage.part("body")
        for command in TABLE:
            if command.letter and command.id not in ("next", "less", "more", "more5"):
                assert stage.words(f"tui.do.{command.id}") in seen
        await pilot.press("pageup", "pageup")
        assert "KLOK" in stage.part("body")
        assert stage.given == []


async def test_a_click_on_a_command_gives_it():
    async with on_stage(strip()) as (stage, pilot):
        lines = stage.part("body").splitlines()
        y = next(y for y, line in enumerate(lines) if "Overzicht" in line)
        await pilot.click("#sheet-body", offset=(lines[y].index("Overzicht") + 3, y))
        assert stage.given == ["overview"]


async def test_typing_a_part_of_a_name_or_sentence_finds_the_command():
    async with on_stage(Palette(TABLE, lambda command: None)) as (stage, pilot):
        await type_text(pilot, "MINUTEN mEer")
        await pilot.press("enter")
        assert stage.given == ["more5"]


async def test_nothing_found_is_said_and_enter_then_gives_nothing():
    async with on_stage(Palette(TABLE, lambda command: None)) as (stage, pilot):
        await type_text(pilot, "zzz")
        assert stage.part("body").startswith("Hier past niets bij")
        await pilot.press("enter", "down", "pageup")
        assert stage.given == []
        await pilot.press("backspace", "backspace", "backspace")
        assert "►" in stage.part("body")


async def test_the_label_of_the_moment_finds_a_command_as_well():
    async with on_stage(Palette(TABLE, lambda c: "Dansen" if c.id == "next" else None)) as (
        stage,
        pilot,
    ):
        await type_text(pilot, "dansen")
        await pilot.press("enter")
        assert stage.given == ["next"]


async def test_an_entry_that_holds_the_word_does_not_stand_before_the_command_itself():
    held = {"undo": "Terug: ‘notities van de zaal’", "next": "Notities delen"}
    async with on_stage(Palette(TABLE, lambda c: held.get(c.id))) as (stage, pilot):
        await type_text(pilot, "noti")
        first, *others = (line for line in stage.part("body").splitlines() if line.strip())
        assert "Notitie " in first
        assert [line.split()[0] for line in others] == ["Notities", "Terug:"]
        await pilot.press("enter")
        assert stage.given == ["note"]


@pytest.mark.parametrize(("typed", "command"), [("verder", "pause"), ("beginnen", "next")])
async def test_what_a_command_is_called_at_another_moment_finds_it_first(typed, command):
    async with on_stage(Palette(TABLE, lambda command: None)) as (stage, pilot):
        await type_text(pilot, typed)
        await pilot.press("enter")
        assert stage.given == [command]


async def test_help_names_every_command_and_scrolls_to_the_signs():
    async with on_stage(Help(TABLE)) as (stage, pilot):
        seen = stage.part("body")
        assert "alt+Enter" in seen
        for _ in range(12):
            await pilot.press("pagedown")
            seen += stage.part("body")
        for command in TABLE:
            assert stage.words(f"tui.do.{command.id}") in seen
        assert "^X        ^O w  Weg: " in seen
        assert "staat vast op zijn tijd" in stage.part("body")
        await pilot.press("home")
        assert "alt+Enter" in stage.part("body")
