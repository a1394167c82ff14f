import pytest
from scribe_stage import HandClock, new_run, on_stage, plan_from, plan_of
from textual import events

from ai_tui.run.making import make
from ai_tui.run.run import Run
from ai_tui.session.model import ROOM
from ai_tui.tui.paint.pieces import plain
from ai_tui.tui.panels.overview import Overview


async def test_enter_saves_a_row_and_moves_to_the_next(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        await stage.type("Korte lijnen")
        assert stage.texts("top-3", "Tafel 1") == []
        await stage.keys("enter")
        assert stage.texts("top-3", "Tafel 1") == ["Korte lijnen"]
        await stage.type("Buren")
        await stage.keys("enter")
        assert stage.texts("top-3", "Tafel 1") == ["Korte lijnen", "Buren"]
        assert "bewaard 16:00" in stage.part("status")


async def test_enter_stays_in_a_full_form_and_what_is_typed_then_stands_under_it(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        await stage.keys("a", "enter", "b", "enter", "c", "enter")
        assert "Compleet · ^N Tafel 2" in stage.part("status")
        assert "buiten de top-3" not in stage.form()
        assert stage.scribe.editor.spot.entry
        await stage.pilot.press("d", "e", "enter")
        await stage.settle()
        assert "buiten de top-3" in stage.form()
        assert stage.texts("top-3", "Tafel 1") == ["a", "b", "c", "de"]
        await stage.keys("down", "f", "enter")
        assert stage.texts("top-3", "Tafel 1") == ["a", "b", "c", "de", "f"]


async def test_the_screen_never_says_saved_before_the_disk_did(tmp_path, monkeypatch):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        held = []
        monkeypatch.setattr(stage.scribe.link._disk, "save", held.append)
        await stage.pilot.press(*"abc", "enter")
        await stage.pilot.pause()
        assert len(held) == 1
        assert stage.run.state.fold.table("entries") == {}
        assert "…" in stage.form()
        assert "✓" not in stage.form()
        monkeypatch.undo()
        stage.scribe.link._disk.save(held[0])
        await stage.settle()
        assert "✓" in stage.form()


async def test_clock_actions_never_move_the_cursor(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        await stage.keys("ctrl+n")
        await stage.type("half")
        place, spot = stage.scribe.desk.place, stage.scribe.editor.spot
        for _ in range(9):
            await stage.keys("f2")
            await stage.passes(minutes=3)
        await stage.keys("f3", "f5", "f6", "f4")
        assert (stage.scribe.desk.place, stage.scribe.editor.spot) == (place, spot)
        await stage.type(" getypt")
        await stage.keys("enter")
        assert stage.texts("top-3", "Tafel 2") == ["half getypt"]


async def test_the_next_block_runs_while_the_last_one_is_typed(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        for _ in range(3):
            stage.run.clock.go("ontdekken")
        stage.scribe.clock_changed()
        await stage.keys("f9")
        stage.run.clock.go("verbeelden")
        await stage.passes(minutes=1)
        assert "↶ 16:00" in stage.part("tabs")
        await stage.type("nog even")
        await stage.keys("enter")
        entry = next(stage.run.state.entries())
        assert (entry.block, entry.form) == ("ontdekken", "top-3")


async def test_undo_and_redo_walk_through_the_own_harvest(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        for text in ("een", "twee"):
            await stage.type(text)
            await stage.keys("enter")
        await stage.keys("ctrl+n")
        await stage.keys("ctrl+z")
        assert stage.scribe.desk.group.name == "Tafel 1"
        assert stage.texts("top-3", "Tafel 1") == ["een"]
        await stage.keys("ctrl+z")
        assert stage.texts("top-3", "Tafel 1") == []
        await stage.keys("ctrl+y", "ctrl+y")
        assert stage.texts("top-3", "Tafel 1") == ["een", "twee"]
        await stage.keys("ctrl+y")
        assert stage.texts("top-3", "Tafel 1") == ["een", "twee"]


@pytest.mark.parametrize(
    ("session", "block", "groups"),
    [
        ("alblasserdam-2024", "ontdekken", 6),
        ("alblasserdam-2024", "afsluiting", 6),
        ("ruwaard-2017", "gehoord", 0),
    ],
)
async def test_undo_stands_on_the_row_that_it_brings_back(tmp_path, session, block, groups):
    clock = HandClock()
    run = new_run(tmp_path / "r", clock, groups, plan_of(session))
    async with on_stage(run, clock, (80, 24)) as stage:
        run.clock.go(block)
        stage.scribe.clock_changed()
        await stage.keys("f9", "a", "enter", "b", "enter", "c", "enter", "up", "up")
        here = stage.scribe.editor.spot
        assert here.entry
        await stage.keys("ctrl+x")
        assert stage.scribe.editor.spot != here
        await stage.keys("ctrl+z")
        assert stage.scribe.editor.spot == here
        await stage.keys("ctrl+y", "ctrl+n", "ctrl+z")
        assert stage.scribe.editor.spot == here


async def test_the_result_of_a_talk_is_in_the_order_of_speaking_and_the_rows_stay(tmp_path):
    clock = HandClock()
    run = new_run(tmp_path / "r", clock, 0, plan_of("ruwaard-2017"))
    async with on_stage(run, clock) as stage:
        run.clock.go("podium")
        stage.scribe.clock_changed()
        await stage.keys("f9")
        await stage.type("een")
        await stage.keys("tab")
        await stage.type("twee")
        await stage.keys("shift+tab")
        await stage.type("drie")
        await stage.keys("tab")
        form = run.state.form("podiumvragen")
        (first, *_) = run.filled(form, ROOM).result()
        assert [answer["text"] for answer in first["answers"]] == ["een", "twee", "drie"]
        shown = stage.form()
        assert shown.index("een") < shown.index("drie") < shown.index("twee")


@pytest.mark.parametrize(
    "pasted", ["x" * 999_999, "een\n" + "x" * 1_000_001], ids=["on one line", "lines"]
)
async def test_a_paste_that_is_too_long_for_an_entry_is_refused_and_nothing_goes(tmp_path, pasted):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        await stage.type("ab")
        stage.pilot.app.post_message(events.Paste(pasted))
        await stage.settle()
        assert "Niet geplakt: een tekst wordt langer dan 1.000.000 tekens" in stage.part("status")
        await stage.keys("c", "enter")
        assert stage.texts("top-3", "Tafel 1") == ["abc"]


async def test_undo_works_after_a_restart(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        await stage.type("een")
        await stage.keys("enter")
    again = Run.open(tmp_path / "r", "notulist", clock)
    async with on_stage(again, clock) as stage:
        await stage.keys("ctrl+z")
        assert stage.texts("top-3", "Tafel 1") == []


async def test_undo_leaves_what_someone_else_wrote(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        await stage.keys(*"eerder", "enter", *"een", "enter")
        other = Run.open(tmp_path / "r", "tafel5", clock)
        entry = next(each for each in other.state.entries() if each.text == "een")
        other.harvest.write(other.state.form("top-3"), entry.group, [_typed(entry, "anders")])
        while "anders" not in stage.texts("top-3", "Tafel 1"):
            await stage.pilot.pause(0.01)
        await stage.keys("ctrl+z")
        assert stage.texts("top-3", "Tafel 1") == ["eerder", "anders"]
        assert "Niet teruggenomen: ‘een’ · tafel5 schreef hier ook" in stage.part("status")
        assert "^Z Terug: ‘eerder’" in stage.part("footer")
        await stage.keys("ctrl+z")
        assert stage.texts("top-3", "Tafel 1") == ["anders"]
        assert "Teruggenomen: ‘eerder’" in stage.part("status")
        other.close()


def _typed(entry, text):
    from ai_tui.run.harvest import Typed

    return Typed(entry.id, entry.slot, text)


async def test_escape_restores_and_undo_returns_what_it_threw_away(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        await stage.type("weg ermee")
        await stage.keys("escape")
        assert "weg ermee" not in stage.form()
        await stage.keys("ctrl+z", "enter")
        assert stage.texts("top-3", "Tafel 1") == ["weg ermee"]


async def test_text_that_looks_like_markup_is_only_text(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock, size=(200, 60)) as stage:
        await stage.type("[/x] [bold]d[/] [@click=app.quit]")
        await stage.keys("enter", "ctrl+n")
        assert stage.texts("top-3", "Tafel 1") == ["[/x] [bold]d[/] [@click=app.quit]"]
        assert "[/x] [bold]d[/]" in stage.part("others")
        assert "[/x] [bold]" in stage.part("footer")


async def test_a_late_entry_is_marked(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        await stage.keys("f2")
        stage.run.clock.finish()
        await stage.passes(minutes=10)
        await stage.type("nog dit")
        await stage.keys("enter")
        assert next(stage.run.state.entries()).late


async def test_the_footer_and_the_tabs_take_the_mouse(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        tab = stage.scribe.tab_hits[2]
        await stage.pilot.click("#tabs", offset=(tab.start + 1, 0))
        await stage.settle()
        assert stage.scribe.desk.group.name == "Tafel 3"
        key = next(hit for hit in stage.scribe.footer_hits if hit.key == ("next",))
        await stage.pilot.click("#footer", offset=(key.start + 1, 0))
        await stage.settle()
        assert stage.run.evening().state == "running"


async def test_a_tiny_terminal_asks_for_room_and_goes_on_when_it_grows(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        await stage.type("half")
        await stage.pilot.resize_terminal(50, 12)
        await stage.pilot.pause()
        assert "minstens 60 bij 16" in stage.part("too_small")
        await stage.type(" getypt")
        await stage.keys("enter")
        assert stage.texts("top-3", "Tafel 1") == ["half getypt"]
        await stage.pilot.resize_terminal(80, 24)
        await stage.pilot.pause()
        assert "half getypt" in stage.form()


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (100, 30), (120, 36), (170, 44), (300, 80)])
async def test_every_row_fits_its_width(tmp_path, size):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock, 60), clock, size) as stage:
        await stage.keys("f2")
        for part in stage.scribe.query("Rows"):
            if part.display and part.size.width:
                for row in part.rows:
                    assert sum(len(piece.text) for piece in row) <= part.size.width, part.id


async def test_the_second_ctrl_c_leaves_and_saves_the_half_typed_row(tmp_path):
    clock = HandClock()
    run = new_run(tmp_path / "r", clock)
    async with on_stage(run, clock) as stage:
        await stage.type("laatste")
        await stage.keys("ctrl+c")
        assert "Nog eens ^C" in stage.part("status")
        await stage.keys("ctrl+c")
    again = Run.open(tmp_path / "r", "notulist", clock, read_only=True)
    assert [entry.text for entry in again.state.entries()] == ["laatste"]


async def test_quitting_from_the_strip_or_the_palette_asks_for_nothing_more(tmp_path):
    for ways in (("ctrl+o", "q"), ("ctrl+p", *"sluiten", "enter")):
        clock = HandClock()
        async with on_stage(new_run(tmp_path / ways[0], clock), clock) as stage:
            await stage.type("laatste")
            await stage.keys(*ways)
            assert stage.pilot.app._exit is True
        again = Run.open(tmp_path / ways[0], "notulist", clock, read_only=True)
        assert [entry.text for entry in again.state.entries()] == ["laatste"]


async def test_control_c_in_the_strip_closes_it_and_asks_first(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        await stage.keys("ctrl+o", "ctrl+c")
        assert stage.pilot.app.screen is stage.scribe
        assert "Nog eens ^C" in stage.part("status")
        assert stage.pilot.app._exit is False


async def test_leaving_says_that_the_clock_runs_on_but_that_a_rehearsal_does_not(tmp_path):
    clock = HandClock()
    for name, speed, told in (
        ("avond", 1.0, "de klok loopt door"),
        ("oefening", 60.0, "de oefening staat dan stil"),
    ):
        run = make(plan_of(), tmp_path / name, "notulist", clock, speed=speed)
        async with on_stage(run, clock) as stage:
            await stage.keys("escape", "ctrl+c")
            assert told in stage.part("status")


async def test_a_session_without_forms_runs_too(tmp_path):
    plan = plan_from('title = "Kort"\n[[blocks]]\ntitle = "Praten"\nminutes = 5\n')
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock, 0, plan), clock) as stage:
        await stage.keys("f2", "f9", "ctrl+n", "ctrl+t", "ctrl+z", "enter", "f2")
        assert stage.run.evening().state == "over"


async def test_english_is_one_choice_away(tmp_path):
    from ai_tui.locale import Words
    from ai_tui.run.making import make

    clock = HandClock()
    from scribe_stage import plan_of

    run = make(plan_of(), tmp_path / "r", "scribe", clock, words=Words("en"))
    run.groups.add([f"Table {number}" for number in range(1, 3)])
    async with on_stage(run, clock) as stage:
        assert "Begin" in stage.part("footer")
        assert "starts at 16:00" in stage.part("header") or "begins" in stage.part("header")


async def test_the_next_key_asks_first_when_somebody_else_just_pressed(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        await stage.keys("f2")
        other = Run.open(tmp_path / "r", "tafel5", clock)
        other.clock.next()
        while stage.run.evening().phase != other.evening().phase:
            await stage.pilot.pause(0.01)
        await stage.keys("f2")
        assert "tafel5 drukte net op de klok" in stage.part("status")
        assert stage.run.evening().phase == other.evening().phase
        before = stage.run.evening().phase
        await stage.keys("f2")
        assert stage.run.evening().phase != before
        other.close()


async def test_to_now_goes_to_the_group_whose_turn_it_is(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        stage.run.clock.go("verbeelden")
        stage.run.clock.phase("optreden")
        stage.run.clock.turn(stage.run.state.groups("groups")[3].id)
        stage.scribe.clock_changed()
        assert stage.scribe.desk.group.name == "Tafel 1"
        await stage.keys("f9")
        assert stage.scribe.desk.form.id == "optreden"
        assert stage.scribe.desk.group.name == "Tafel 4"


async def test_after_the_end_the_next_key_shows_how_it_went(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        await stage.keys("f2")
        stage.run.clock.finish()
        stage.scribe.clock_changed()
        assert "F2 Hoe het liep" in stage.part("footer")
        await stage.keys("f2")
        assert type(stage.pilot.app.screen).__name__ == "Closing"


async def test_a_run_of_an_earlier_day_is_closed_at_its_real_end(tmp_path):
    clock = HandClock()
    run = new_run(tmp_path / "r", clock)
    run.clock.next()
    clock.pass_(hours=4)
    run.harvest.note("het laatste")
    run.close()
    clock.pass_(days=2)
    again = Run.open(tmp_path / "r", "notulist", clock)
    async with on_stage(again, clock) as stage:
        assert type(stage.pilot.app.screen).__name__ == "AnotherDay"
        await stage.keys("enter")
        evening = stage.run.evening()
        assert evening.state == "over"
        assert f"{evening.ended:%d %H:%M}" == "04 20:00"
        await stage.type("nagekomen")
        await stage.keys("enter")
        assert next(stage.run.state.entries()).late


async def test_a_run_of_an_earlier_day_can_go_on(tmp_path):
    clock = HandClock()
    run = new_run(tmp_path / "r", clock)
    run.clock.next()
    run.close()
    clock.pass_(days=1)
    again = Run.open(tmp_path / "r", "notulist", clock)
    async with on_stage(again, clock) as stage:
        await stage.keys("down", "enter")
        assert stage.run.evening().state == "running"
        await stage.type("nog een")
        await stage.keys("enter")
        assert not next(stage.run.state.entries()).late


ACROSS_MIDNIGHT = """
title = "Een nacht samen"
date = 2024-12-04
start = "22:30"
until = "01:30"
until_day = 2
groups = 2

[[blocks]]
start = "22:30"
title = "Vertellen"

[[blocks]]
start = "00:30"
day = 2
title = "Slot"
"""

TWO_DAYS = """
title = "Twee dagen samen"
date = 2024-12-04
start = "16:00"
groups = 2

[[blocks]]
start = "16:00"
title = "Ontdekken"

[[blocks]]
start = "09:00"
day = 2
title = "Dromen"
"""


@pytest.mark.parametrize(
    ("plan", "later", "asked"),
    [
        (ACROSS_MIDNIGHT, {"hours": 8, "minutes": 10}, False),
        (ACROSS_MIDNIGHT, {"hours": 32}, True),
        (TWO_DAYS, {"hours": 16, "minutes": 50}, False),
        (TWO_DAYS, {"hours": 32}, True),
    ],
    ids=["at 00:10", "a night later", "on the second morning", "after the second day"],
)
async def test_a_run_is_of_an_earlier_day_when_its_last_day_is_past(tmp_path, plan, later, asked):
    clock = HandClock()
    run = new_run(tmp_path / "r", clock, groups=0, plan=plan_from(plan))
    run.clock.next()
    clock.pass_(**later)
    async with on_stage(run, clock) as stage:
        screen = type(stage.pilot.app.screen).__name__
        assert screen == ("AnotherDay" if asked else "ScribeScreen")


async def test_a_row_moves_by_its_keys_and_from_the_strip(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        for text in ("een", "twee"):
            await stage.type(text)
            await stage.keys("enter")
        await stage.keys("up", "alt+up")
        assert stage.texts("top-3", "Tafel 1") == ["twee", "een"]
        await stage.keys("ctrl+o", "down")
        assert stage.texts("top-3", "Tafel 1") == ["een", "twee"]


async def test_undo_never_takes_the_groups_away(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        await stage.keys("ctrl+z")
        assert len(stage.run.state.groups("groups")) == 6
        assert "niets om terug te nemen" in stage.part("status")


async def test_a_key_pressed_again_before_its_panel_is_there_opens_one_panel(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        for _ in range(3):
            stage.scribe.doing.do("overview")
        await stage.settle()
        below, panel = stage.pilot.app.screen_stack
        assert (below, type(panel)) == (stage.scribe, Overview)
        await stage.keys("escape")
        stage.scribe.doing.do("overview")
        await stage.settle()
        assert isinstance(stage.pilot.app.screen, Overview)


async def test_the_message_panel_offers_to_take_away_only_what_stands(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        await stage.keys("ctrl+o", "m")
        hints = stage.pilot.app.screen.rows("hints")
        assert "haal weg" not in plain(hints.rows)
        await stage.keys("x")
        assert "toon aan de zaal" in plain(hints.rows)
        await stage.keys("enter", "ctrl+o", "m", "backspace")
        assert "haal weg" in plain(stage.pilot.app.screen.rows("hints").rows)


async def test_what_is_open_has_forms_of_theme_groups_once_there_are_some(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock, size=(200, 60)) as stage:
        assert "Propos" not in stage.part("right")
        stage.run.groups.add(["Voordeur"], "themes")
        stage.scribe.groups_changed()
        await stage.keys("ctrl+g")
        assert "Propositie" in plain(stage.pilot.app.screen.rows("body").rows)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_what_the_room_was_given_to_see_is_said_until_it_is_the_clock_again(tmp_path, size):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock, size=size) as stage:
        assert "zaal: " not in stage.part("status")
        await stage.keys("f8", "4", "x", "enter", "ctrl+n")
        assert "zaal: titel" in stage.part("status")
        await stage.keys("f8", "2")
        assert "zaal: " not in stage.part("status")


async def test_control_x_cuts_what_is_selected_and_else_takes_the_row_away(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        await stage.keys(*"een", "enter", *"twee", "shift+left", "shift+left", "ctrl+x")
        assert stage.scribe.editor.half_typed.text == "tw"
        await stage.keys("ctrl+v", "enter", "up", "ctrl+x")
        assert stage.texts("top-3", "Tafel 1") == ["een"]
        await stage.keys("up", "ctrl+o", "w")
        assert stage.texts("top-3", "Tafel 1") == []
