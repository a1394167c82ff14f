from datetime import timedelta

import pytest
from panel_stage import HOSTILE, LARGE, SMALL, Evening, fits, on_stage, type_text
from textual import events

from ai_tui.run.harvest import Typed
from ai_tui.run.run import Run
from ai_tui.tui.panels.anotherday import AnotherDay
from ai_tui.tui.panels.history import History
from ai_tui.tui.panels.instruction import Instruction
from ai_tui.tui.panels.moveto import MoveTo
from ai_tui.tui.panels.note import NotePanel
from ai_tui.tui.panels.states import STATES, States
from ai_tui.tui.panels.who import Who


async def test_a_note_of_several_lines_is_given_at_enter(tmp_path):
    async with on_stage(NotePanel(Evening(tmp_path).run)) as (stage, pilot):
        await type_text(pilot, "sleutel")
        await pilot.press("alt+enter")
        await type_text(pilot, "terug")
        await pilot.press("enter")
        assert stage.given == ["sleutel\nterug"]
        assert stage.half_typed("note") == ""


@pytest.mark.parametrize("size", [(40, 10), (60, 16), (80, 24)])
async def test_the_keys_of_a_note_are_in_sight_in_every_terminal(tmp_path, size):
    evening = Evening(tmp_path)
    evening.run.harvest.note("een\ntwee")
    async with on_stage(NotePanel(evening.run), size) as (stage, pilot):
        assert fits(stage)
        keys = stage.part("hints")
        assert "Enter bewaar" in keys
        assert "Esc later verder" in keys
        await type_text(pilot, "drie")
        await pilot.press("enter")
        assert stage.given == ["drie"]


async def test_an_empty_note_is_none(tmp_path):
    async with on_stage(NotePanel(Evening(tmp_path).run)) as (stage, pilot):
        await pilot.press("space", "ctrl+l", "enter")
        assert stage.given == [None]


async def test_a_half_typed_note_is_there_again_the_next_time(tmp_path):
    evening = Evening(tmp_path)
    async with on_stage(NotePanel(evening.run)) as (stage, pilot):
        await type_text(pilot, "half")
        await pilot.press("escape")
        assert stage.given == [None]
        stage.push_screen(NotePanel(evening.run), stage.given.append)
        await pilot.pause()
        await type_text(pilot, " af")
        await pilot.press("enter")
        assert stage.given == [None, "half af"]


async def test_a_pasted_note_keeps_every_line_and_drops_controls(tmp_path):
    async with on_stage(NotePanel(Evening(tmp_path).run)) as (stage, pilot):
        stage.screen.query_one("#sheet-field").post_message(
            events.Paste("een\r\ntwee\x1b[2J\ndrie")
        )
        await pilot.pause()
        await pilot.press("enter")
        assert stage.given == ["een\ntwee[2J\ndrie"]


async def test_a_paste_that_is_too_long_for_a_note_is_refused_and_said(tmp_path):
    async with on_stage(NotePanel(Evening(tmp_path).run)) as (stage, pilot):
        await type_text(pilot, "een")
        stage.screen.query_one("#sheet-field").post_message(events.Paste("x" * 100_001))
        await pilot.pause()
        (said,) = stage.told
        assert said.startswith("Niet geplakt: een tekst wordt langer dan 100.000 tekens;")
        await pilot.press("enter")
        assert stage.given == ["een"]


async def test_earlier_notes_stand_under_the_new_one_newest_first(tmp_path):
    evening = Evening(tmp_path)
    evening.at("ontdekken", 3)
    evening.run.harvest.note("eerste")
    evening.clock.go(2)
    evening.run.harvest.note(f"tweede {HOSTILE}")
    async with on_stage(NotePanel(evening.run), LARGE) as (stage, _):
        body = stage.part("body")
        assert body.index("tweede [/x]") < body.index("eerste")
        assert "16:05  Ontdekken en delen" in body


async def test_the_history_names_every_version_and_brings_one_back(tmp_path):
    evening = Evening(tmp_path)
    [entry] = evening.type("top", "Tafel 1", "eerste tekst")
    for text in ("tweede tekst", "derde tekst"):
        evening.clock.go(1)
        group = evening.group("Tafel 1").id
        evening.run.harvest.write(evening.form("top"), group, [Typed(entry, "top", text)])
    async with on_stage(History(evening.run, entry)) as (stage, pilot):
        lines = stage.part("body").splitlines()[:3]
        assert [line.split()[-2] for line in lines] == ["derde", "tweede", "eerste"]
        assert lines[2].split()[:2] == ["16:00", "Sam"]
        await pilot.press("down", "down", "enter")
        assert stage.given == ["eerste tekst"]
    assert evening.run.state.entry(entry).text == "eerste tekst"
    evening.run.undo.undo("harvest")
    assert evening.run.state.entry(entry).text == "derde tekst"


async def test_someone_elses_version_carries_that_name(tmp_path):
    evening = Evening(tmp_path)
    [entry] = evening.type("top", "Tafel 1", "van Sam")
    other = Run.open(evening.run.folder, "Robin", evening.clock)
    other.harvest.write(
        evening.form("top"), evening.group("Tafel 1").id, [Typed(entry, "top", "van Robin")]
    )
    for step in evening.run.store.poll():
        evening.run.store.fold.apply(step)
        evening.run.state.changed(step.versions)
    async with on_stage(History(evening.run, entry)) as (stage, _):
        assert "Robin" in stage.part("body").splitlines()[0]
        assert "Sam" in stage.part("body").splitlines()[1]
    async with on_stage(Who(evening.run)) as (stage, _):
        body = stage.part("body")
        assert "Sam  dat ben jij" in body
        assert "Robin  sinds" in body
    other.close()


async def test_who_comes_while_it_is_looked_at_gets_a_row_in_sight(tmp_path):
    evening = Evening(tmp_path)
    async with on_stage(Who(evening.run)) as (stage, pilot):
        assert "Robin" not in stage.part("body")
        other = Run.open(evening.run.folder, "Robin", evening.clock)
        other.harvest.note("hier ben ik")
        list(evening.run.store.poll())
        for _ in range(600):
            await pilot.pause(0.01)
            if "Robin" in stage.part("body"):
                break
        assert "Robin  sinds" in stage.part("body")
        assert "Sam  dat ben jij" in stage.part("body")
        assert fits(stage)
    other.close()


async def test_an_entry_that_is_gone_has_a_history_but_is_not_written_again(tmp_path):
    evening = Evening(tmp_path)
    [entry] = evening.type("top", "Tafel 1", "weg")
    evening.run.harvest.remove(entry)
    async with on_stage(History(evening.run, entry)) as (stage, pilot):
        assert "weggehaald" in stage.part("body")
        await pilot.press("down", "enter")
        assert stage.given == []
    assert evening.run.state.entry(entry) is None


async def test_a_state_is_chosen_by_number_or_cursor(tmp_path):
    evening = Evening(tmp_path)
    evening.run.harvest.mark("top", evening.group("Tafel 1").id, "typed")
    for keys, state in ((("4",), "read"), (("enter",), "typed"), (("up", "enter"), "paper")):
        panel = States(evening.run, evening.form("top"), evening.group("Tafel 1"))
        async with on_stage(panel) as (stage, pilot):
            await pilot.press(*keys)
            assert stage.given == [state]


@pytest.mark.parametrize("lang", ["nl", "en"])
async def test_what_a_state_means_stands_apart_from_its_name(tmp_path, lang):
    evening = Evening(tmp_path)
    panel = States(evening.run, evening.form("top"), evening.group("Tafel 1"))
    async with on_stage(panel, lang=lang) as (stage, _):
        lines = stage.part("body").splitlines()
        texts = [stage.words(f"tui_panels.state_means.{state}") for state in STATES]
        at = {line.index(f"  {text}") for line, text in zip(lines, texts, strict=True)}
        assert len(at) == 1


async def test_an_entry_goes_to_the_group_that_is_typed_or_clicked(tmp_path):
    evening = Evening(tmp_path, "60")
    own = evening.group("Tafel 1").id
    async with on_stage(MoveTo(evening.run, evening.form("top"), own)) as (stage, pilot):
        assert "Tafel 1" not in stage.chosen.split("  ")
        await type_text(pilot, "2")
        assert stage.chosen.endswith("Tafel 2")
        await type_text(pilot, "3")
        await pilot.press("enter")
        assert stage.given == [evening.group("Tafel 23")]
    async with on_stage(MoveTo(evening.run, evening.form("top"), own)) as (stage, pilot):
        await pilot.click("#sheet-body", offset=(6, 3))
        assert stage.given == [evening.group("Tafel 5")]


async def test_the_whole_instruction_can_be_read(tmp_path):
    evening = Evening(tmp_path)
    async with on_stage(Instruction(evening.run), SMALL) as (stage, _):
        assert "Inloop en welkom" in stage.part("title")
    evening.at("ontdekken", 3)
    async with on_stage(Instruction(evening.run), SMALL) as (stage, _):
        for text in (
            "Kies samen drie kwaliteiten.",
            "voorlezer, tijdbewaker",
            "Het eerste deel van de middag.",
            "Wat kunnen we zelf?",
            "Waarom we hier zijn.",
        ):
            assert text in stage.part("body")


async def test_a_run_of_another_day_is_closed_when_it_last_gave_a_sign(tmp_path):
    evening = Evening(tmp_path)
    evening.at("welkom", 90)
    evening.type("top", "Tafel 1", "het laatste")
    ended = evening.clock().wall
    evening.clock.go(24 * 60)
    evening.type("top", "Tafel 1", "een dag later bekeken")
    async with on_stage(AnotherDay(evening.run)) as (stage, pilot):
        assert "liep op woensdag 4 december en is niet afgesloten" in stage.part("body")
        assert "(17:30)" in stage.chosen
        await pilot.press("enter")
        [given] = stage.given
        assert abs(given - ended) < timedelta(seconds=1)


async def test_a_run_that_went_on_after_midnight_is_told_with_the_day_on_which_it_ended(tmp_path):
    evening = Evening(tmp_path)
    evening.at("welkom", 9 * 60)
    evening.type("top", "Tafel 1", "na middernacht")
    evening.clock.go(24 * 60)
    async with on_stage(AnotherDay(evening.run)) as (stage, _pilot):
        assert "liep op donderdag 5 december en is niet afgesloten" in stage.part("body")
        assert "(01:00)" in stage.chosen


async def test_a_run_of_another_day_goes_on_or_is_only_looked_at(tmp_path):
    evening = Evening(tmp_path)
    evening.at("welkom", 24 * 60)
    for key in ("2", "escape"):
        async with on_stage(AnotherDay(evening.run)) as (stage, pilot):
            await pilot.press("f2", key)
            assert stage.given == [None]
            assert stage.clocked == []
