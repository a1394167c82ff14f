"""What others, or the clock, do while a panel is open changes nothing about what it is for."""

from datetime import timedelta

import pytest
from panel_stage import Evening, on_stage, type_text

from ai_tui.run.documents import Change
from ai_tui.run.replan import ReplanVerbs
from ai_tui.run.run import Run
from ai_tui.run.saving import Arrived, Saved
from ai_tui.tui.panels.blocks import Blocks
from ai_tui.tui.panels.clockmenu import ClockMenu
from ai_tui.tui.panels.groups import Groups
from ai_tui.tui.panels.moveto import MoveTo
from ai_tui.tui.panels.plan import PlanPanel


class Pair(Evening):
    """A run of two scribes: what the other one does comes when the stage is told it did."""

    def __init__(self, folder, groups="6"):
        super().__init__(folder, groups)
        self.other = Run.open(folder / "run", "Bob", self.clock)

    def hears(self, stage):
        """Take in what the other did, and let a tick pass."""
        self.clock.go(1)
        self.run.receive(Arrived(tuple(self.run.store.poll())))
        stage.panel.lay_out()

    def other_drops(self, block):
        self.other.receive(Arrived(tuple(self.other.store.poll())))
        self.clock.go(1)
        ReplanVerbs(self.other).drop(self.other.state.block(block))


@pytest.fixture
def pair(tmp_path):
    return Pair(tmp_path)


async def answer(pilot, text):
    pilot.app.screen.query_one("Line").value = ""
    await type_text(pilot, text)
    await pilot.press("enter")


@pytest.mark.parametrize(
    ("key", "text"), [("m", "40"), ("t", "17:45"), ("enter", "Dromen"), ("plus", "15 Koffie")]
)
@pytest.mark.parametrize("ticks", [True, False])
async def test_an_answer_for_a_block_that_went_changes_no_other(pair, key, text, ticks):
    pair.at("welkom", 5)
    async with on_stage(PlanPanel(pair.run)) as (stage, pilot):
        await pilot.press("down", "down", key)
        assert "‘Verbeel" in stage.part("title")
        pair.other_drops("verbeelden")
        before = [block for block in pair.run.state.blocks if block.id != "verbeelden"]
        if ticks:
            pair.hears(stage)
            await pilot.pause()
            assert "‘Verbeel" in stage.part("title")
            assert "‘Verbeelden’ is er niet meer" in stage.part("body")
        else:
            pair.run.receive(Arrived(tuple(pair.run.store.poll())))
        await answer(pilot, text)
        assert pair.run.state.blocks == before
        assert stage.part("title").startswith("Draaiboek")
        assert "‘Verbeelden’ is er niet meer" in stage.part("body")
        assert "Eten" in stage.chosen
        await pilot.press("m", "escape")
        assert "is er niet meer" not in stage.part("body")


async def test_an_answer_is_for_the_block_that_was_asked_about_wherever_it_goes(pair):
    async with on_stage(PlanPanel(pair.run)) as (stage, pilot):
        await pilot.press("down", "down", "m")
        other = ReplanVerbs(pair.other)
        other.rename(pair.other.state.block("verbeelden"), "Dromen")
        other.move(pair.other.state.block("verbeelden"), 1)
        pair.other_drops("welkom")
        pair.hears(stage)
        assert "‘Dromen’" in stage.part("title")
        await answer(pilot, "40")
    assert pair.run.state.block("verbeelden").length == timedelta(minutes=40)


async def test_the_cursor_stays_beside_a_block_that_went(pair):
    pair.at("welkom", 5)
    async with on_stage(Blocks(pair.run)) as (stage, pilot):
        await pilot.press("down", "down")
        pair.other_drops("verbeelden")
        pair.run.receive(Arrived(tuple(pair.run.store.poll())))
        await pilot.press("enter")
        assert pair.run.evening().block == "welkom"
        assert "Eten" in stage.chosen
        pair.other_drops("ontwerpen")
        await pilot.press("end")
        pair.hears(stage)
        assert "Eten" in stage.chosen


async def test_the_order_of_a_round_that_is_over_starts_no_round_over(pair):
    pair.at("ontdekken", 1)
    pair.run.clock.phase("optreden")
    pair.run.clock.turn(pair.group("Tafel 1").id)
    async with on_stage(ClockMenu(pair.run)) as (stage, pilot):
        await reach(stage, pilot, "De hele ronde opnieuw")
        pair.run.clock.phase("vertellen")
        stage.panel.lay_out()
        assert stage.part("body").startswith("1 Tafel 1 · 2 Tafel 2")
        assert "Deze ronde is voorbij" in stage.part("body")
        moments = len(pair.run.state.moments)
        await answer(pilot, "3 1")
        assert len(pair.run.state.moments) == moments
        assert "Deze ronde is voorbij" in stage.part("body")
        assert stage.part("title").startswith("Klok bijstellen")
        assert stage.given == []


async def test_the_numbers_of_an_order_mean_the_groups_that_were_shown(pair):
    pair.at("ontdekken", 1)
    pair.run.clock.phase("optreden")
    groups = [group.id for group in pair.run.state.groups("groups")]
    async with on_stage(ClockMenu(pair.run)) as (stage, pilot):
        await reach(stage, pilot, "De hele ronde opnieuw")
        pair.other.groups.close(pair.other.state.group(groups[0]))
        pair.hears(stage)
        await answer(pilot, "3 2")
        turns = next(p.turns for p in pair.run.evening().current.phases if p.turns)
    assert [turn.group for turn in turns] == [groups[2], groups[1], *groups[3:]]


async def test_a_turn_in_the_menu_is_of_the_round_it_was_shown_for(pair):
    pair.at("ontdekken", 1)
    pair.run.clock.phase("optreden")
    async with on_stage(ClockMenu(pair.run)) as (stage, pilot):
        await until(stage, pilot, "Beurt van Tafel 3")
        pair.run.clock.phase("vertellen")
        moments = len(pair.run.state.moments)
        await pilot.press("enter")
        assert len(pair.run.state.moments) == moments
        assert stage.given == []


async def test_a_name_is_for_the_group_that_was_asked_about(pair):
    async with on_stage(Groups(pair.run)) as (stage, pilot):
        await pilot.press("down", "enter")
        pair.other.groups.close(pair.other.state.group(pair.group("Tafel 2").id))
        pair.hears(stage)
        assert "Hoe heet Tafel 2 voortaan?" in stage.part("title")
        await answer(pilot, "Jeugd")
        assert pair.group("Jeugd").closed
        assert "Jeugd" in stage.chosen


async def test_a_group_that_was_closed_meanwhile_is_merged_with_none(pair):
    async with on_stage(Groups(pair.run)) as (stage, pilot):
        await pilot.press("down", "s", "down")
        _, two, three = pair.other.state.groups("groups")[:3]
        pair.other.groups.rename(two, "Twee")
        pair.other.groups.merge(pair.other.state.group(two.id), three)
        pair.run.receive(Arrived(tuple(pair.run.store.poll())))
        await pilot.press("enter")
        assert "Twee is intussen gesloten" in stage.part("body")
        assert "Twee" in stage.chosen
    merged = pair.run.state.group(two.id)
    assert (merged.name, merged.merged_into) == ("Twee", three.id)


async def test_a_group_is_merged_with_none_that_was_closed_meanwhile(pair):
    async with on_stage(Groups(pair.run)) as (stage, pilot):
        await pilot.press("s", "down")
        assert "Tafel 3" in stage.chosen
        pair.other.groups.rename(pair.other.state.groups("groups")[0], "Een")
        pair.other.groups.close(pair.other.state.groups("groups")[2])
        pair.run.receive(Arrived(tuple(pair.run.store.poll())))
        await pilot.press("enter")
        assert "Een samenvoegen met…" in stage.part("title")
        assert "Een  " not in stage.part("body")
        assert "Tafel 4" in stage.chosen
        await pilot.press("enter")
        assert pair.group("Een").merged_into == pair.group("Tafel 4").id


async def test_an_entry_goes_to_no_group_that_was_closed_meanwhile(pair):
    one = pair.group("Tafel 1").id
    async with on_stage(MoveTo(pair.run, pair.form("top"), one)) as (stage, pilot):
        await pilot.press("down")
        assert "Tafel 3" in stage.chosen
        pair.other.groups.close(pair.other.state.groups("groups")[2])
        pair.run.receive(Arrived(tuple(pair.run.store.poll())))
        await pilot.press("enter")
        assert stage.given == []
        assert "Tafel 4" in stage.chosen


class HeldDisk:
    """A disk that answers when it is told to."""

    def __init__(self, run):
        self.run, self.waiting = run, []
        run.saver = self

    def save(self, change: Change) -> None:
        self.waiting.append(change)

    def answer(self) -> None:
        for change in self.waiting:
            self.run.receive(Saved(change, self.run.store.append(change.versions, change.undoes)))
        self.waiting.clear()


async def test_what_is_taken_back_is_offered_no_second_time_before_it_is_saved(tmp_path):
    evening = Evening(tmp_path)
    evening.at("welkom", 6)
    evening.run.clock.extend(timedelta(minutes=5))
    evening.run.clock.pause_or_resume()
    disk = HeldDisk(evening.run)
    async with on_stage(ClockMenu(evening.run)) as (stage, pilot):
        assert "Neem terug: pauze: Inloop en welkom" in stage.chosen
        await pilot.press("enter")
        assert "Teruggenomen: pauze: Inloop en welkom" in stage.part("body")
        assert "Neem terug: tijd erbij of eraf: Inloop en welkom" in stage.chosen
        await pilot.press("enter")
        assert "Neem terug: begin: Inloop en welkom" in stage.chosen
        disk.answer()
        stage.panel.lay_out()
        assert "Neem terug: begin: Inloop en welkom" in stage.chosen
    assert evening.run.evening().state == "running"
    assert evening.run.evening().current.extended == timedelta()


async def test_changes_of_one_block_are_taken_back_one_by_one_before_they_are_saved(tmp_path):
    evening = Evening(tmp_path)
    verbs = ReplanVerbs(evening.run)
    for minutes in (20, 25, 35):
        length = timedelta(minutes=minutes)
        verbs.lengthen(evening.run.state.block("welkom"), length)
    disk = HeldDisk(evening.run)
    async with on_stage(ClockMenu(evening.run)) as (stage, pilot):
        await pilot.press("enter", "enter")
        assert "Teruggenomen: andere duur: Inloop en welkom" in stage.part("body")
        assert evening.run.state.block("welkom").length == timedelta(minutes=20)
        disk.answer()
    assert evening.run.state.block("welkom").length == timedelta(minutes=20)


async def test_enter_does_nothing_more_when_all_was_taken_back(tmp_path):
    evening = Evening(tmp_path)
    evening.clock.go(6)
    evening.at("welkom", 0)
    evening.clock.go(6)
    async with on_stage(ClockMenu(evening.run)) as (stage, pilot):
        await pilot.press("enter", "enter", "enter")
        assert "Er is niets om terug te nemen" in stage.chosen
        assert "Alles schuift mee" in stage.part("body")
        assert "doe" not in stage.part("hints")
        assert evening.run.state.start.shift == timedelta()
        assert stage.given == []
        await pilot.press("down")
        assert "Alles schuift mee" in stage.chosen


async def test_a_press_that_is_not_saved_yet_is_not_passed_over(tmp_path):
    evening = Evening(tmp_path)
    evening.at("welkom", 6)
    disk = HeldDisk(evening.run)
    evening.run.clock.pause_or_resume()
    async with on_stage(ClockMenu(evening.run)) as (stage, pilot):
        assert "zodra het bewaard is" in stage.chosen
        await pilot.press("enter")
        assert len(disk.waiting) == 1
        disk.answer()
        stage.panel.lay_out()
        assert "Neem terug: pauze: Inloop en welkom" in stage.chosen


async def test_before_the_start_the_menu_says_that_there_is_nothing_to_take_back(tmp_path):
    evening = Evening(tmp_path)
    async with on_stage(ClockMenu(evening.run)) as (stage, _):
        assert "Er is niets om terug te nemen" in stage.part("body")
        assert "Hier past niets bij" not in stage.part("body")
        assert stage.part("hints").split() == ["Esc", "sluit"]


async def until(stage, pilot, text):
    for _ in range(30):
        if text in stage.chosen:
            return
        await pilot.press("down")
    raise AssertionError(stage.part("body"))


async def reach(stage, pilot, text):
    await until(stage, pilot, text)
    await pilot.press("enter")


async def test_groups_that_the_other_made_meanwhile_are_made_no_second_time(tmp_path):
    pair = Pair(tmp_path, '"ask"')
    async with on_stage(Groups(pair.run)) as (stage, pilot):
        await type_text(pilot, "6")
        pair.other.groups.add(["Tafel 1", "Tafel 2"])
        pair.hears(stage)
        assert "De groepen zijn er intussen al" in stage.part("body")
        await pilot.press("enter")
        assert stage.told == ["De groepen zijn er intussen al"]
        assert stage.given == [None]
    assert [group.name for group in pair.run.state.groups("groups")] == ["Tafel 1", "Tafel 2"]


async def test_what_the_other_changed_is_named_and_the_press_before_it_is_offered(pair):
    pair.at("welkom", 6)
    pair.at("ontdekken", 5)
    async with on_stage(ClockMenu(pair.run)) as (stage, pilot):
        assert "Neem terug: begin: Ontdekken en delen" in stage.chosen
        pair.other.receive(Arrived(tuple(pair.other.store.poll())))
        pair.other.clock.began_at("ontdekken", pair.clock().wall - timedelta(minutes=3))
        pair.hears(stage)
        await pilot.press("enter")
        told = "Niet teruggenomen: begin: Ontdekken en delen · Bob veranderde dit ook"
        assert told in stage.part("body")
        assert "Neem terug: begin: Inloop en welkom" in stage.chosen
    assert pair.run.evening().block == "ontdekken"
