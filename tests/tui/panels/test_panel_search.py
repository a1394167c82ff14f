from panel_stage import HOSTILE, LARGE, SMALL, Evening, on_stage, type_text

from ai_tui.tui.panels.found import found
from ai_tui.tui.panels.search import Search


async def test_words_find_entries_whatever_case_and_accents(tmp_path):
    evening = Evening(tmp_path)
    evening.type("top", "Tafel 1", "Een voordeur", "Eén CAFÉ voor iedereen")
    wanted = evening.type("top", "Tafel 3", "Het cafe om de hoek")
    async with on_stage(Search(evening.run)) as (stage, pilot):
        await type_text(pilot, "CAFE hoek")
        assert stage.part("title").startswith("Zoeken · 1 gevonden")
        assert "Tafel 3 · Top-3" in stage.chosen
        await pilot.press("enter")
    assert stage.given == wanted


async def test_labels_and_queries_are_quick_searches_with_how_many_there_are(tmp_path):
    evening = Evening(tmp_path)
    evening.type("top", "Tafel 1", "een #vervoer", "twee #vervoer #huis", "drie ??")
    evening.run.harvest.note("bellen ?? #vervoer")
    async with on_stage(Search(evening.run)) as (stage, pilot):
        lines = stage.part("body").splitlines()
        assert [line.split() for line in (lines[0][2:], *lines[1:3])] == [
            ["??", "2", "navragen"],
            ["#vervoer", "3"],
            ["#huis", "1"],
        ]
        await pilot.press("down", "enter")
        assert stage.part("title").startswith("Zoeken · 3 gevonden")
        assert stage.given == []
        await pilot.press("enter")
    assert len(stage.given) == 1


async def test_what_was_typed_last_stands_first_and_a_search_goes_by_form_and_group(tmp_path):
    evening = Evening(tmp_path)
    evening.type("themas", "Tafel 2", "een punt")
    evening.clock.go(1)
    evening.type("top", "Tafel 4", "twee punt")
    evening.clock.go(1)
    evening.type("top", "Tafel 1", "drie punt")
    texts = [entry.text for entry in found(evening.run, "")]
    assert texts == ["drie punt", "twee punt", "een punt"]
    texts = [entry.text for entry in found(evening.run, "punt")]
    assert texts == ["drie punt", "twee punt", "een punt"]
    evening.type("top", "Tafel 2", "vier punt")
    texts = [entry.text for entry in found(evening.run, "punt")]
    assert texts == ["drie punt", "vier punt", "twee punt", "een punt"]


async def test_what_was_typed_within_one_second_stands_in_its_order(tmp_path):
    evening = Evening(tmp_path)
    numbers = [str(number) for number in range(12)]
    for number in numbers[:6]:
        evening.type("top", "Tafel 1", number)
        evening.run.harvest.note(f"n{number}")
    evening.type("top", "Tafel 2", *numbers[6:])
    texts = [entry.text for entry in found(evening.run, "")]
    typed = [text for number in numbers[:6] for text in (number, f"n{number}")] + numbers[6:]
    assert texts == typed[::-1]
    assert [note.text for note in evening.run.state.notes] == typed[1:12:2]


async def test_a_note_is_found_and_read_but_leads_nowhere(tmp_path):
    evening = Evening(tmp_path)
    evening.run.harvest.note("sleutel van de zaal\nterugbrengen")
    async with on_stage(Search(evening.run)) as (stage, pilot):
        await type_text(pilot, "sleutel")
        assert "losse notitie" in stage.chosen
        assert "terugbrengen" in stage.part("body").splitlines()[-1]
        assert "Enter" not in stage.part("hints")
        await pilot.press("enter")
        assert stage.given == []
        evening.type("top", "Tafel 1", "sleutelwoord")
        await type_text(pilot, "w")
        assert "Enter ga erheen" in stage.part("hints")


async def test_text_with_markup_and_controls_is_only_text(tmp_path):
    evening = Evening(tmp_path)
    evening.type("top", "Tafel 1", HOSTILE)
    for size in (SMALL, LARGE):
        async with on_stage(Search(evening.run), size) as (stage, _):
            assert "[@click=app.bell]click[/]" in stage.shown
            assert "\x1b" not in stage.shown


async def test_several_pasted_lines_are_searched_as_words(tmp_path):
    evening = Evening(tmp_path)
    evening.type("top", "Tafel 1", "brood en melk", "melk")
    async with on_stage(Search(evening.run)) as (stage, pilot):
        stage.screen.query_one("#sheet-field").post_message(paste("melk\r\n\r\n  brood\n"))
        await pilot.pause()
        assert stage.part("title").startswith("Zoeken · 1 gevonden")


async def test_ten_thousand_entries_are_listed_up_to_a_limit_that_is_told(tmp_path):
    evening = Evening(tmp_path)
    evening.type("themas", "Tafel 1", *[f"regel {n}" for n in range(700)])
    async with on_stage(Search(evening.run)) as (stage, pilot):
        await type_text(pilot, "regel")
        assert stage.part("title").startswith("Zoeken · 700 gevonden")
        for _ in range(60):
            await pilot.press("pagedown")
        assert "en nog 200" in stage.part("body")


async def test_an_empty_run_says_that_nothing_was_typed(tmp_path):
    async with on_stage(Search(Evening(tmp_path).run)) as (stage, pilot):
        assert "Er is nog niets getypt" in stage.part("body")
        await type_text(pilot, "x")
        assert "Niets gevonden" in stage.part("body")


def paste(text: str):
    from textual import events

    return events.Paste(text)
