import pytest
from panel_stage import HOSTILE, Evening, on_stage, type_text
from textual import events

from ai_tui.tui.panels.groups import Groups


def names(evening: Evening, kind: str = "groups") -> list[str]:
    return [group.name for group in evening.run.state.groups(kind)]


async def answer(pilot, text: str) -> None:
    await type_text(pilot, text)
    await pilot.press("enter")


async def test_the_first_time_a_number_makes_that_many_tables(tmp_path):
    evening = Evening(tmp_path, '"ask"')
    async with on_stage(Groups(evening.run)) as (stage, pilot):
        assert stage.part("title").startswith("Hoeveel groepen, of welke namen?")
        await answer(pilot, "8 tafels")
        assert names(evening) == [f"Tafel {n}" for n in range(1, 9)]
        assert stage.given == [None]


async def test_the_first_time_escape_leaves_without_groups(tmp_path):
    evening = Evening(tmp_path, '"ask"')
    async with on_stage(Groups(evening.run)) as (stage, pilot):
        await pilot.press("escape")
        assert stage.given == [None]
        assert names(evening) == []


async def test_names_with_commas_and_pasted_lines_each_make_a_group(tmp_path):
    evening = Evening(tmp_path, '"ask"')
    async with on_stage(Groups(evening.run)) as (stage, pilot):
        await answer(pilot, "Bewoners, 3 musketiers")
        assert names(evening) == ["Bewoners", "3 musketiers"]
    async with on_stage(Groups(evening.run)) as (stage, pilot):
        await pilot.press("+")
        line = stage.screen.query_one("#sheet-field")
        line.post_message(events.Paste("Zorg\r\nWelzijn\n\n  Bestuur  \n"))
        await pilot.pause()
        await pilot.press("enter")
        assert names(evening) == ["Bewoners", "3 musketiers", "Zorg", "Welzijn", "Bestuur"]


async def test_a_higher_number_adds_what_is_missing(tmp_path):
    evening = Evening(tmp_path)
    async with on_stage(Groups(evening.run)) as (stage, pilot):
        await pilot.press("+")
        await answer(pilot, "8")
        assert names(evening) == [f"Tafel {n}" for n in range(1, 9)]
        await pilot.press("+")
        await answer(pilot, "8")
        assert "Die namen zijn er al" in stage.part("body")
        assert len(names(evening)) == 8


async def test_a_number_beyond_reason_is_refused_and_may_be_mended(tmp_path):
    evening = Evening(tmp_path, '"ask"')
    async with on_stage(Groups(evening.run)) as (stage, pilot):
        await answer(pilot, "1000")
        assert "een getal van 1 tot en met 999" in stage.part("body")
        assert names(evening) == []
        await pilot.press("backspace", "backspace", "enter")
        assert len(names(evening)) == 10


@pytest.mark.parametrize(
    "text", ["", " ", "0", "nul", ",", " ; ", "+", "1000", "123456", "0 groepen"]
)
async def test_the_first_time_what_makes_no_groups_is_answered_with_what_does(tmp_path, text):
    evening = Evening(tmp_path, '"ask"')
    async with on_stage(Groups(evening.run)) as (stage, pilot):
        await answer(pilot, text)
        assert "Typ een getal van 1 tot en met 999, of namen" in stage.part("body")
        assert (stage.given, names(evening)) == ([], [])
        await pilot.press("ctrl+u", "4", "enter")
        assert (stage.given, len(names(evening))) == ([None], 4)


@pytest.mark.parametrize("text", ["0", ",", "1000 tafels"])
async def test_later_too_what_makes_no_groups_is_answered_with_what_does(tmp_path, text):
    evening = Evening(tmp_path)
    async with on_stage(Groups(evening.run)) as (stage, pilot):
        await pilot.press("+")
        await answer(pilot, text)
        assert "Typ een getal van 1 tot en met 999, of namen" in stage.part("body")
        await pilot.press("ctrl+u", "enter")
        assert stage.part("title").startswith("Groepen")
        assert len(names(evening)) == 6


async def test_as_many_groups_as_a_session_file_may_have_are_made_at_once(tmp_path):
    evening = Evening(tmp_path, '"ask"')
    async with on_stage(Groups(evening.run)) as (_stage, pilot):
        await answer(pilot, "999")
        assert len(names(evening)) == 999


async def test_an_empty_answer_makes_nothing(tmp_path):
    evening = Evening(tmp_path)
    async with on_stage(Groups(evening.run)) as (stage, pilot):
        await pilot.press("+")
        await answer(pilot, " , ,")
        assert len(names(evening)) == 6
        assert stage.given == []


async def test_rename_keeps_the_entries_and_refuses_a_name_in_use(tmp_path):
    evening = Evening(tmp_path)
    evening.type("top", "Tafel 2", "van twee")
    async with on_stage(Groups(evening.run)) as (stage, pilot):
        await pilot.press("down", "enter")
        assert "Tafel 2" in stage.part("title")
        await pilot.press("ctrl+u")
        await answer(pilot, "TAFEL 3")
        assert "samenvoegen kan met s" in stage.part("body")
        await pilot.press("ctrl+u")
        await answer(pilot, "Bewoners [/x]")
        assert "► Bewoners [/x]   1 regel" in stage.part("body")
    assert evening.run.state.harvest("top", evening.group("Bewoners [/x]").id)


async def test_merging_moves_every_entry_and_says_so(tmp_path):
    evening = Evening(tmp_path)
    evening.type("top", "Tafel 1", "een")
    evening.type("top", "Tafel 2", "twee", "drie")
    async with on_stage(Groups(evening.run)) as (stage, pilot):
        await pilot.press("down", "s")
        assert "Tafel 2 samenvoegen met…" in stage.part("title")
        assert "Tafel 2 " not in stage.part("body")
        await pilot.press("enter")
        said = "Tafel 2 hoort nu bij Tafel 1; 2 regels verhuisden mee. Terug: Esc, dan ^Z."
        assert said in stage.part("body")
        assert "hoort nu bij Tafel 1" in stage.part("body").rstrip().splitlines()[-1]
    harvest = evening.run.state.harvest("top", evening.group("Tafel 1").id)
    [entries] = harvest.values()
    assert [entry.text for entry in entries] == ["een", "twee", "drie"]
    evening.run.undo.undo("harvest")
    assert len(evening.run.state.groups("groups")) == 6


async def test_escape_leaves_the_merge_and_then_the_panel(tmp_path):
    evening = Evening(tmp_path)
    async with on_stage(Groups(evening.run)) as (stage, pilot):
        await pilot.press("s", "escape")
        assert stage.part("title").startswith("Groepen")
        assert len(names(evening)) == 6
        await pilot.press("escape")
        assert stage.given == [None]


async def test_a_closed_group_keeps_what_it_gave_and_opens_again(tmp_path):
    evening = Evening(tmp_path)
    evening.type("top", "Tafel 1", "een")
    async with on_stage(Groups(evening.run)) as (stage, pilot):
        await pilot.press("x")
        assert names(evening) == [f"Tafel {n}" for n in range(2, 7)]
        last = stage.part("body").rstrip().splitlines()[-1]
        assert "Tafel 1   1 regel   gesloten" in last
        assert "open weer" in stage.part("hints")
        await pilot.press("x")
        assert len(names(evening)) == 6


async def test_tab_goes_to_the_theme_groups_and_back(tmp_path):
    evening = Evening(tmp_path)
    async with on_stage(Groups(evening.run)) as (stage, pilot):
        await pilot.press("tab")
        assert "[Themagroepen 0]" in stage.part("body")
        await pilot.press("+")
        await answer(pilot, "Eén voordeur, Samen koken")
        assert names(evening, "themes") == ["Eén voordeur", "Samen koken"]
        assert len(names(evening)) == 6
        await pilot.press("tab")
        assert "[Groepen 6]" in stage.part("body")


async def test_a_click_only_moves_the_cursor(tmp_path):
    evening = Evening(tmp_path)
    async with on_stage(Groups(evening.run)) as (stage, pilot):
        lines = stage.part("body").splitlines()
        y = next(y for y, line in enumerate(lines) if "Tafel 4" in line)
        await pilot.click("#sheet-body", offset=(6, y))
        assert "Tafel 4" in stage.chosen
        assert stage.part("title").startswith("Groepen")


async def test_a_hostile_name_is_a_name(tmp_path):
    evening = Evening(tmp_path)
    evening.run.groups.rename(evening.group("Tafel 1"), HOSTILE)
    async with on_stage(Groups(evening.run)) as (stage, pilot):
        await pilot.press("enter", "escape", "s", "down", "enter")
        assert "[/x] [@click=app.bell]" in stage.part("body")
        assert stage.given == []


async def test_a_number_word_makes_that_many_groups(tmp_path):
    evening = Evening(tmp_path, '"ask"')
    async with on_stage(Groups(evening.run)) as (stage, pilot):
        await answer(pilot, "Zes tafels")
        assert names(evening) == [f"Tafel {n}" for n in range(1, 7)]
        assert stage.given == [None]
    async with on_stage(Groups(evening.run), lang="nl") as (stage, pilot):
        await pilot.press("+")
        await answer(pilot, "acht")
        assert len(names(evening)) == 8


async def test_one_name_makes_one_group_without_a_question(tmp_path):
    evening = Evening(tmp_path, '"ask"')
    async with on_stage(Groups(evening.run)) as (stage, pilot):
        await answer(pilot, "Jeugd")
        assert names(evening) == ["Jeugd"]
        assert stage.given == [None]


async def test_a_number_of_anything_is_how_many_the_first_time(tmp_path):
    evening = Evening(tmp_path, '"ask"')
    async with on_stage(Groups(evening.run)) as (_, pilot):
        await answer(pilot, "6 teams")
        assert names(evening) == [f"Tafel {n}" for n in range(1, 7)]
    async with on_stage(Groups(evening.run)) as (_, pilot):
        await pilot.press("+")
        await answer(pilot, "3 musketiers")
        assert names(evening)[6:] == ["3 musketiers"]


async def test_a_plus_too_many_is_no_part_of_the_name(tmp_path):
    evening = Evening(tmp_path)
    async with on_stage(Groups(evening.run)) as (_, pilot):
        await pilot.press("+")
        await answer(pilot, "+Jeugd")
        assert names(evening)[-1] == "Jeugd"


async def test_a_first_answer_is_replaced_by_what_is_typed(tmp_path):
    evening = Evening(tmp_path)
    async with on_stage(Groups(evening.run)) as (_, pilot):
        await pilot.press("enter")
        await answer(pilot, "De Molen")
        assert names(evening)[0] == "De Molen"
        await pilot.press("enter", "end")
        await answer(pilot, " 2")
        assert names(evening)[0] == "De Molen 2"
