from datetime import datetime, time, timedelta

import msgspec
import pytest
from msgspec.structs import replace
from panel_stage import SIZES, Evening, on_stage, type_text

from ai_tui.run.plan import PlanVerbs
from ai_tui.run.replan import ReplanVerbs
from ai_tui.store.steps import Version
from ai_tui.tui.paint.clock_panel import work_title
from ai_tui.tui.paint.pieces import plain
from ai_tui.tui.paint.timeline_lines import lines
from ai_tui.tui.panels.blocks import Blocks
from ai_tui.tui.panels.clockmenu import ClockMenu
from ai_tui.tui.panels.shorten import Shorten


def running(evening: Evening) -> str:
    return evening.run.evening().block


async def choose(stage, pilot, text: str) -> None:
    for _ in range(30):
        if text in stage.chosen:
            await pilot.press("enter")
            return
        await pilot.press("down")
    raise AssertionError(stage.part("body"))


async def test_enter_starts_any_block(tmp_path):
    evening = Evening(tmp_path)
    evening.at("welkom", 10)
    async with on_stage(Blocks(evening.run)) as (stage, pilot):
        assert "Inloop en welkom" in stage.chosen
        await pilot.press("down", "down", "enter")
        assert running(evening) == "verbeelden"
        assert stage.given == ["verbeelden"]


async def test_how_late_a_block_began_is_said_in_hours_as_everywhere(tmp_path):
    evening = Evening(tmp_path)
    evening.clock.go(159)
    evening.at("welkom")
    async with on_stage(Blocks(evening.run)) as (stage, _):
        assert "+2u39" in stage.chosen
        assert "+159" not in stage.part("body")


async def test_a_block_is_as_far_off_as_the_timeline_says(tmp_path):
    evening = Evening(tmp_path)
    evening.at("welkom", 12)
    evening.at("ontdekken", 8)
    evening.run.clock.skip("ontdekken")
    evening.clock.go(160)
    async with on_stage(Blocks(evening.run)) as (stage, _):
        rows = stage.part("body").splitlines()
    found = lines(evening.run.evening(), evening.run.words, "none")
    off = [line.deviation.short for line in found if line.kind == "block"]
    assert off == ["-18", "", "-70", "15!", "+15"]
    place = rows[0].index("-18  klaar")
    assert [row[place - 2 : place + 3].strip() for row in rows] == off
    assert "16:30–17:30" in rows[1]


async def test_enter_on_the_block_that_runs_does_nothing(tmp_path):
    evening = Evening(tmp_path)
    evening.at("welkom", 10)
    async with on_stage(Blocks(evening.run)) as (stage, pilot):
        moments = len(evening.run.state.moments)
        await pilot.press("enter")
        assert stage.given == []
        assert len(evening.run.state.moments) == moments


async def test_a_block_is_left_out_and_brought_back(tmp_path):
    evening = Evening(tmp_path)
    evening.at("welkom", 10)
    async with on_stage(Blocks(evening.run)) as (stage, pilot):
        await pilot.press("down", "o")
        assert "Overgeslagen: Ontdekken en delen" in stage.part("body")
        assert evening.run.evening().view("ontdekken").state == "skipped"
        await pilot.press("h")
        assert evening.run.evening().view("ontdekken").state == "to_come"
        assert stage.given == []


async def test_a_skipped_block_can_be_started_at_once(tmp_path):
    evening = Evening(tmp_path)
    evening.at("welkom", 10)
    evening.run.clock.skip("ontdekken")
    async with on_stage(Blocks(evening.run)) as (_, pilot):
        await pilot.press("down", "enter")
        assert running(evening) == "ontdekken"
    evening.run.undo.undo("clock")
    assert running(evening) == "welkom"
    assert evening.run.evening().view("ontdekken").state == "skipped"


async def test_the_block_that_runs_goes_on_when_it_was_skipped_and_nothing_began_yet(tmp_path):
    evening = Evening(tmp_path)
    for block in ("welkom", "ontdekken", "verbeelden"):
        evening.at(block, 10)
    evening.run.clock.skip("verbeelden")
    assert evening.run.evening().view("verbeelden").state == "skipped"
    async with on_stage(Blocks(evening.run)) as (stage, pilot):
        assert "Verbeelden" in stage.chosen
        await pilot.press("enter")
    assert evening.run.evening().view("verbeelden").state == "now"
    evening.run.undo.undo("clock")
    assert evening.run.evening().view("verbeelden").state == "skipped"


async def test_every_change_of_the_plan_is_named_after_what_it_did(tmp_path):
    evening = Evening(tmp_path)
    evening.at("welkom", 25)
    run = evening.run
    verbs = ReplanVerbs(run)

    def block(key):
        return run.state.block(key)

    verbs.insert("welkom", "Koffie", timedelta(minutes=15))
    verbs.rename(block("ontdekken"), "Verkennen")
    verbs.move(block("verbeelden"), -1)
    verbs.retime(block("ontwerpen"), time(19, 20))
    verbs.lengthen(block("ontwerpen"), timedelta(minutes=50))
    verbs.fix(block("eten"), False)
    verbs.fix(block("eten"), True)
    verbs.drop(block("verbeelden"))
    until = replace(run.state.session, until=time(20, 0))
    run.commit([Version("session", "session", msgspec.to_builtins(until))])
    async with on_stage(Shorten(run)) as (stage, pilot):
        await pilot.press("enter")
        assert stage.told
    names = []
    async with on_stage(ClockMenu(run)) as (stage, pilot):
        while "Neem terug" in stage.chosen:
            names.append(stage.chosen.strip().removeprefix("► Neem terug: "))
            await pilot.press("enter")
    assert names == [
        "aanpassing met F7: Ontwerpen",
        "blok eruit: Verbeelden",
        "vastzetten: Eten",
        "laten schuiven: Eten",
        "andere duur: Ontwerpen",
        "andere tijd: Ontwerpen",
        "verplaatsen: Verbeelden",
        "andere naam: Verkennen",
        "nieuw blok: Koffie",
        "begin: Inloop en welkom",
    ]


async def test_a_late_press_is_corrected(tmp_path):
    evening = Evening(tmp_path)
    evening.at("welkom", 40)
    evening.at("ontdekken", 3)
    async with on_stage(ClockMenu(evening.run)) as (stage, pilot):
        await choose(stage, pilot, "begon niet om 16:40 maar om")
        assert "Hoe laat begon ‘Ontdekken en delen’ echt?" in stage.part("title")
        await pilot.press("ctrl+u")
        await type_text(pilot, "16.37")
        await pilot.press("enter")
        assert f"{evening.run.evening().view('ontdekken').started:%M}" == "37"
        assert stage.told == ["Aangepast: Ontdekken en delen begon om 16:37"]


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_long_title_gives_way_to_what_is_asked_of_it(size, lang, tmp_path):
    evening = Evening(tmp_path)
    evening.at("welkom", 10)
    title = "Inloop, welkom, koffie, thee en de eerste uitleg van de middag " * 2
    PlanVerbs(evening.run).apply([replace(evening.run.state.block("welkom"), title=title)])
    asks = {
        "nl": ("Hoe laat begon ‘Inloop", "’ echt?"),
        "en": ("When did ‘Inloop", "’ really begin?"),
    }
    async with on_stage(Blocks(evening.run), size, lang) as (stage, pilot):
        await pilot.press("b")
        begins, ends = asks[lang]
        assert stage.part("title").startswith(begins)
        assert ends in stage.part("title")


async def test_what_is_no_time_is_told_and_may_be_mended(tmp_path):
    evening = Evening(tmp_path)
    evening.at("welkom", 3)
    async with on_stage(Blocks(evening.run)) as (stage, pilot):
        await pilot.press("b", "ctrl+u")
        await type_text(pilot, "25:99")
        await pilot.press("enter")
        assert "25:99" in stage.part("body")
        assert stage.given == []
        await pilot.press("escape")
        assert stage.part("title").startswith("Ander blok")


async def test_after_midnight_a_time_that_lies_ahead_is_yesterdays(tmp_path):
    evening = Evening(tmp_path, at=(0, 3))
    evening.at("welkom", 3)
    async with on_stage(Blocks(evening.run)) as (_, pilot):
        await pilot.press("b", "ctrl+u")
        await type_text(pilot, "23:50")
        await pilot.press("enter")
        started = evening.run.evening().view("welkom").started.astimezone(evening.run.zone)
        assert f"{started:%d %H:%M}" == "03 23:50"


async def test_a_time_that_is_still_to_come_is_no_beginning(tmp_path):
    evening = Evening(tmp_path)
    evening.at("welkom", 3)
    async with on_stage(Blocks(evening.run)) as (stage, pilot):
        await pilot.press("b", "ctrl+u")
        await type_text(pilot, "16:45")
        await pilot.press("enter")
        assert "16:45 moet nog komen" in stage.part("body")
    assert f"{evening.run.evening().view('welkom').started:%M}" == "00"


@pytest.mark.parametrize(
    ("begun", "ran", "typed", "taken"),
    [
        ("2027-10-31T00:20Z", 64, "02:23", 63),  # 02:20 in summer time until 02:24 in winter time
        ("2027-10-31T00:20Z", 49, "02:40", 20),  # half an hour ago, at 02:10 in winter time
        ("2027-10-31T00:20Z", 29, "02:45", 25),  # before the clock goes back
        ("2027-03-28T00:30Z", 39, "02:50", 20),  # at 03:10, a time that the clock leapt over
        ("2027-03-28T00:30Z", 39, "01:50", 20),
    ],
)
async def test_a_start_is_corrected_in_a_night_in_which_the_clock_changes(
    begun, ran, typed, taken, tmp_path
):
    evening = Evening(tmp_path)
    evening.clock.wall = datetime.fromisoformat(begun)
    evening.at("welkom", ran)
    evening.at("ontdekken", 1)
    async with on_stage(Blocks(evening.run)) as (stage, pilot):
        await pilot.press("b", "ctrl+u")
        await type_text(pilot, typed)
        await pilot.press("enter")
        assert stage.told[-1].startswith("Aangepast: Ontdekken en delen begon om ")
    first, second, *_ = evening.run.evening().blocks
    assert first.elapsed == timedelta(minutes=taken)
    assert second.elapsed == timedelta(minutes=ran + 1 - taken)


@pytest.mark.parametrize(
    ("begun", "refused"),
    [("2027-10-31T00:30Z", True), ("2027-03-28T00:30Z", False)],
    ids=["back", "forward"],
)
async def test_how_far_a_correction_reaches_is_measured_as_a_stopwatch_does(
    begun, refused, tmp_path
):
    evening = Evening(tmp_path)
    evening.clock.wall = datetime.fromisoformat(begun)
    evening.at("welkom", 11 * 60 + 30)
    async with on_stage(Blocks(evening.run)) as (stage, pilot):
        await pilot.press("b", "ctrl+u")
        await type_text(pilot, "01:15")
        await pilot.press("enter")
        assert ("01:15 moet nog komen" in stage.part("body")) == refused


async def test_a_correction_says_what_it_came_to(tmp_path):
    evening = Evening(tmp_path)
    evening.at("welkom", 40)
    evening.run.clock.extend(timedelta(minutes=5))
    evening.clock.go(5)
    evening.at("ontdekken", 10)
    evening.at("verbeelden", 5)

    async def began(title: str, at: str) -> tuple[str, str]:
        panel = Blocks(evening.run)
        panel.cursor = title
        async with on_stage(panel) as (stage, pilot):
            await pilot.press("b", "ctrl+u")
            await type_text(pilot, at)
            await pilot.press("enter")
            started = evening.run.evening().view(title).started.astimezone(evening.run.zone)
            return stage.told[-1], f"{started:%H:%M}"

    assert await began("ontdekken", "16:30") == (
        "Aangepast: Ontdekken en delen begon om 16:30",
        "16:30",
    )
    said, at = await began("ontdekken", "15:40")
    assert at == "16:00"
    assert said == "Ontdekken en delen begon om 16:00, niet eerder dan het blok ervoor"
    said, at = await began("ontdekken", "16:59")
    assert at == "16:55"
    assert said == "Ontdekken en delen begon om 16:55, niet later dan wat erna kwam"


async def test_a_block_gone_back_to_is_corrected_where_it_first_began(tmp_path):
    evening = Evening(tmp_path)
    evening.at("welkom", 33)
    evening.at("ontdekken", 5)
    evening.at("welkom", 5)
    evening.at("ontdekken", 2)
    async with on_stage(Blocks(evening.run)) as (stage, pilot):
        await pilot.press("b")
        assert "echt?" in stage.part("title")
        await pilot.press("ctrl+u")
        await type_text(pilot, "16:30")
        await pilot.press("enter")
        assert stage.told == ["Aangepast: Ontdekken en delen begon om 16:30"]
    assert evening.run.evening().view("ontdekken").elapsed == timedelta(minutes=10)


async def test_every_clock_action_is_named_after_what_it_was_about(tmp_path):
    evening = Evening(tmp_path)
    clock, groups = evening.run.clock, evening.run.state.groups("groups")
    evening.at("ontdekken", 1)
    optreden = next(p.id for p in evening.run.evening().current.phases if p.turns)
    clock.phase(optreden)
    clock.turn(groups[1].id)
    clock.pass_turn(groups[2].id)
    clock.turn("")
    clock.extend(timedelta(minutes=1))
    clock.pause_or_resume()
    clock.pause_or_resume()
    clock.skip("verbeelden")
    clock.restore("verbeelden")
    clock.began_at("ontdekken", evening.clock.wall - timedelta(minutes=2))
    names = []
    async with on_stage(ClockMenu(evening.run)) as (stage, pilot):
        while "Neem terug" in stage.chosen:
            names.append(stage.chosen.strip().removeprefix("► Neem terug: "))
            await pilot.press("enter")
    assert names == [
        "ander begin: Ontdekken en delen",
        "terughalen: Verbeelden",
        "overslaan: Verbeelden",
        "verder na pauze: Ontdekken en delen",
        "pauze: Ontdekken en delen",
        "tijd erbij of eraf: Optreden",
        "einde van een beurt: Optreden",
        "beurt overgeslagen: Tafel 3",
        "beurt: Tafel 2",
        "andere fase: Optreden",
        "begin: Ontdekken en delen",
    ]


async def test_a_group_that_is_not_ready_is_passed_before_its_turn_and_called_later(tmp_path):
    evening = Evening(tmp_path)
    evening.at("ontdekken", 1)
    groups = [group.id for group in evening.run.state.groups("groups")]
    evening.run.clock.phase("optreden")
    async with on_stage(ClockMenu(evening.run)) as (stage, pilot):
        await choose(stage, pilot, "Tafel 1 slaat deze beurt over")
    assert evening.run.evening().ahead.group == groups[1]
    async with on_stage(ClockMenu(evening.run)) as (stage, pilot):
        await choose(stage, pilot, "Toch de beurt van Tafel 1")
    assert evening.run.evening().group == groups[0]


async def test_the_last_clock_action_is_named_and_taken_back(tmp_path):
    evening = Evening(tmp_path)
    evening.at("welkom", 30)
    evening.at("ontdekken", 5)
    async with on_stage(ClockMenu(evening.run)) as (stage, pilot):
        await choose(stage, pilot, "Neem terug: begin: Ontdekken en delen")
        assert "Teruggenomen: begin: Ontdekken en delen" in stage.part("body")
        assert running(evening) == "welkom"
        assert "Neem terug: begin: Inloop en welkom" in stage.part("body")


async def test_a_correction_is_taken_back_as_a_correction(tmp_path):
    evening = Evening(tmp_path)
    evening.at("welkom", 10)
    evening.run.clock.began_at("welkom", evening.clock().wall - timedelta(minutes=14))
    async with on_stage(ClockMenu(evening.run)) as (stage, pilot):
        await choose(stage, pilot, "Neem terug: ander begin: Inloop en welkom")
        assert f"{evening.run.evening().view('welkom').started:%M}" == "00"


async def test_a_phase_starts_anew(tmp_path):
    evening = Evening(tmp_path)
    evening.at("ontdekken", 12)
    async with on_stage(ClockMenu(evening.run)) as (stage, pilot):
        await choose(stage, pilot, "Begin nu: Vertellen")
        assert evening.run.evening().phase == evening.run.evening().current.phases[0].id
        assert stage.given == ["Begin nu: Vertellen"]


async def test_groups_are_called_and_passed(tmp_path):
    evening = Evening(tmp_path)
    evening.at("ontdekken", 26)
    three = evening.group("Tafel 3").id
    async with on_stage(ClockMenu(evening.run)) as (stage, pilot):
        await choose(stage, pilot, "Beurt van Tafel 3")
        assert evening.run.evening().group == three
    async with on_stage(ClockMenu(evening.run)) as (stage, pilot):
        await choose(stage, pilot, "Tafel 3 slaat deze beurt over")
        assert evening.run.evening().group != three
    async with on_stage(ClockMenu(evening.run)) as (stage, pilot):
        await choose(stage, pilot, "Toch de beurt van Tafel 3")
        assert evening.run.evening().group == three


async def test_everything_moves_along_to_when_the_session_began(tmp_path):
    evening = Evening(tmp_path, at=(16, 25))
    evening.at("welkom", 5)
    assert evening.run.evening().drift == timedelta(minutes=25)
    async with on_stage(ClockMenu(evening.run)) as (stage, pilot):
        await choose(stage, pilot, "het draaiboek begint om 16:25")
    assert evening.run.evening().drift == timedelta()
    async with on_stage(ClockMenu(evening.run)) as (stage, pilot):
        assert "Alles schuift mee" not in stage.part("body")
        await choose(stage, pilot, "Neem terug: alles laten meeschuiven")
    assert evening.run.evening().drift == timedelta(minutes=25)


async def test_before_the_start_everything_can_move_to_now(tmp_path):
    evening = Evening(tmp_path, at=(15, 30))
    async with on_stage(ClockMenu(evening.run)) as (stage, pilot):
        await choose(stage, pilot, "het draaiboek begint om 15:30")
    planned = evening.run.evening().planned_start.astimezone(evening.run.zone)
    assert f"{planned:%H:%M}" == "15:30"


async def test_the_session_is_closed_from_the_menu(tmp_path):
    evening = Evening(tmp_path)
    evening.at("ontwerpen", 5)
    async with on_stage(ClockMenu(evening.run)) as (stage, pilot):
        await choose(stage, pilot, "Sluit de sessie af")
    assert evening.run.closed
    async with on_stage(ClockMenu(evening.run)) as (stage, pilot):
        assert "Neem terug: afronden:" not in stage.part("body")
        await choose(stage, pilot, "Neem terug: afronden")
    assert not evening.run.closed


async def test_a_round_starts_over_in_another_order(tmp_path):
    evening = Evening(tmp_path)
    evening.at("ontdekken", 1)
    evening.run.clock.phase("optreden")
    groups = [group.id for group in evening.run.state.groups("groups")]
    evening.run.clock.turn(groups[0])
    async with on_stage(ClockMenu(evening.run)) as (stage, pilot):
        await choose(stage, pilot, "De hele ronde opnieuw")
        assert stage.part("body").startswith("1 Tafel 1 · 2 Tafel 2")
        assert "6 Tafel 6" in stage.part("body")
        field = stage.screen.query_one("Line")
        field.value = ""
        await type_text(pilot, "3 9")
        await pilot.press("enter")
        assert "nummers van 1" in stage.part("body")
        field.value = ""
        await type_text(pilot, "3 1")
        await pilot.press("enter")
    view = evening.run.evening().current
    turns = next(phase.turns for phase in view.phases if phase.turns)
    assert [turn.group for turn in turns][:3] == [groups[2], groups[0], groups[1]]
    assert all(turn.state == "to_come" for turn in turns)


async def test_a_turn_has_the_number_in_which_it_is_taken(tmp_path):
    evening = Evening(tmp_path)
    clock, groups = evening.run.clock, [group.id for group in evening.run.state.groups("groups")]
    evening.at("ontdekken", 1)
    clock.phase("optreden")

    def told() -> str:
        row = plain([work_title(evening.run.evening(), evening.run.words, 40)])
        return row.rstrip().rpartition("  ")[2]

    numbers = []
    for group in (groups[3], groups[0]):
        clock.turn(group)
        numbers.append(told())
    clock.pass_turn(groups[1])
    for group in (groups[2], "", groups[4], groups[5], groups[1]):
        clock.turn(group)
        numbers.append(told())
    assert numbers == [
        "beurt 1 van 6",
        "beurt 2 van 6",
        "beurt 3 van 6",
        "fase 3 van 3",
        "beurt 4 van 6",
        "beurt 5 van 6",
        "beurt 6 van 6",
    ]
