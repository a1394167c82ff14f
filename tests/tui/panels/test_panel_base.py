from pathlib import Path

import pytest
from panel_stage import (
    HOSTILE,
    LARGE,
    SIZES,
    SMALL,
    Evening,
    Stage,
    fits,
    on_stage,
)

from ai_tui.run.harvest import Typed
from ai_tui.tui.commands.table import TABLE
from ai_tui.tui.desk import Desk
from ai_tui.tui.paint.pieces import Piece, plain
from ai_tui.tui.panels.anotherday import AnotherDay
from ai_tui.tui.panels.blocks import Blocks
from ai_tui.tui.panels.clockmenu import ClockMenu
from ai_tui.tui.panels.groups import Groups
from ai_tui.tui.panels.help import Help
from ai_tui.tui.panels.history import History
from ai_tui.tui.panels.instruction import Instruction
from ai_tui.tui.panels.moveto import MoveTo
from ai_tui.tui.panels.note import NotePanel
from ai_tui.tui.panels.overview import Overview
from ai_tui.tui.panels.palette import Palette
from ai_tui.tui.panels.panel import Panel
from ai_tui.tui.panels.search import Search
from ai_tui.tui.panels.states import States
from ai_tui.tui.panels.strip import Strip
from ai_tui.tui.panels.who import Who
from ai_tui.tui.widgets.rows import Rows

PANELS = {
    "anotherday": lambda e, entry: AnotherDay(e.run),
    "blocks": lambda e, entry: Blocks(e.run),
    "clockmenu": lambda e, entry: ClockMenu(e.run),
    "groups": lambda e, entry: Groups(e.run, "groups"),
    "help": lambda e, entry: Help(TABLE),
    "history": lambda e, entry: History(e.run, entry),
    "instruction": lambda e, entry: Instruction(e.run),
    "moveto": lambda e, entry: MoveTo(e.run, e.form("top"), e.run.state.groups("groups")[0].id),
    "note": lambda e, entry: NotePanel(e.run),
    "overview": lambda e, entry: Overview(e.run, Desk(e.run)),
    "palette": lambda e, entry: Palette(TABLE, lambda command: None),
    "search": lambda e, entry: Search(e.run),
    "states": lambda e, entry: States(e.run, e.form("top"), e.run.state.groups("groups")[1]),
    "strip": lambda e, entry: Strip(TABLE, lambda command: None),
    "who": lambda e, entry: Who(e.run),
}


def evening(tmp_path: Path) -> tuple[Evening, str]:
    """An evening in which every name and text is as bad as can be."""
    made = Evening(tmp_path)
    made.at("welkom", 32)
    made.at("ontdekken", 26)
    made.run.groups.rename(made.group("Tafel 2"), HOSTILE)
    made.run.groups.rename(made.group("Tafel 5"), "y" * 300)
    [first, *_] = made.type(
        "top", "Tafel 1", HOSTILE, "z" * 5000 + " ?? #zorg", f"een\ntwee\n{HOSTILE}"
    )
    top = made.form("top")
    made.run.harvest.write(top, made.group("Tafel 1").id, [Typed(first, "top", "anders")])
    made.run.harvest.note(f"{HOSTILE}\n" * 20)
    return made, first


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("name", PANELS)
async def test_a_panel_stays_inside_the_terminal_whatever_people_typed(name, size, tmp_path):
    made, entry = evening(tmp_path)
    async with on_stage(PANELS[name](made, entry), size) as (stage, pilot):
        assert fits(stage)
        assert stage.part("title").strip()
        assert stage.part("hints").rstrip().endswith(("sluit", "terug", "verder", "zo"))
        width, height = stage.panel.body_size
        rows = stage.screen.query_one("#sheet-body", Rows)
        assert rows.size == (width, height)
        assert len(rows.rows) <= height
        assert "\x1b" not in stage.shown
        await pilot.press("escape")
        assert stage.given == [None]


@pytest.mark.parametrize("name", PANELS)
async def test_a_panel_speaks_english_too(name, tmp_path):
    made, entry = evening(tmp_path)
    async with on_stage(PANELS[name](made, entry), SMALL, "en") as (stage, _):
        assert stage.part("hints").rstrip().endswith(("close", "back", "later", "it"))


@pytest.mark.parametrize("name", [name for name in PANELS if name not in ("strip", "anotherday")])
async def test_the_clock_stays_at_hand_under_a_panel(name, tmp_path):
    made, entry = evening(tmp_path)
    async with on_stage(PANELS[name](made, entry)) as (stage, pilot):
        await pilot.press("f2", "f3", "f4", "f5", "f6")
        assert stage.clocked == ["next", "pause", "less", "more", "more5"]
        assert stage.given == []


@pytest.mark.parametrize("name", PANELS)
async def test_a_panel_that_grows_and_shrinks_with_the_terminal_keeps_its_place(name, tmp_path):
    made, entry = evening(tmp_path)
    async with on_stage(PANELS[name](made, entry), LARGE) as (stage, pilot):
        for size in ((60, 16), (20, 6), (5, 3), (100, 30)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        assert fits(stage)
        assert stage.given == []


class Two(Panel[str]):
    """Gives 'one' at Enter, whatever happens then."""

    def press(self, key: str, character: str) -> bool:
        if key == "enter":
            self.give("one")
            return True
        return False


async def test_a_key_pressed_twice_gives_once():
    async with on_stage(Two()) as (stage, _):
        stage.panel.give("one")
        stage.panel.give("two")
        await stage.animator.wait_for_idle()
    assert stage.given == ["one"]


@pytest.mark.parametrize("name", PANELS)
async def test_a_panel_that_went_takes_a_late_message_quietly(name, tmp_path):
    made, entry = evening(tmp_path)
    async with on_stage(PANELS[name](made, entry)) as (stage, pilot):
        panel = stage.panel
        await pilot.press("escape")
        await pilot.pause()
        assert stage.given == [None]
        panel.on_resize()
        panel.repaint()


async def test_a_click_on_a_key_presses_it():
    async with on_stage(Two()) as (stage, pilot):
        await pilot.click("#sheet-hints", offset=(1, 0))
    assert stage.given == [None]


async def test_control_c_closes_a_panel():
    async with on_stage(Two()) as (stage, pilot):
        await pilot.press("ctrl+c")
    assert stage.given == [None]
    assert stage.interrupted == 1


def first_line(stage: Stage) -> str:
    return stage.screen._compositor.render_strips()[0].text.rstrip()


async def test_what_lies_under_a_panel_stays_in_sight_and_goes_on():
    async with on_stage(Two()) as (stage, pilot):
        under = stage.screen_stack[0].query_one("#under", Rows)
        under.set_rows([(Piece("17:48"),)])
        await pilot.pause()
        assert first_line(stage) == "17:48"
        under.set_rows([(Piece("17:49"),)])
        await pilot.pause()
        assert first_line(stage) == "17:49"


async def test_the_countdown_stands_in_the_title_and_follows_the_clock(tmp_path):
    made = Evening(tmp_path)
    made.at("welkom", 4)
    async with on_stage(Blocks(made.run)) as (stage, _):
        assert stage.part("title").endswith("26:00   16:04")
        made.clock.go(2)
        stage.panel.repaint()
        assert stage.part("title").endswith("24:00   16:06")
        made.run.clock.pause_or_resume()
        stage.panel.repaint()
        assert "‖ 24:00" in stage.part("title")


async def test_the_sheet_leaves_the_first_row_of_the_screen_free():
    async with on_stage(Two(), SMALL) as (stage, _):
        assert stage.screen.query_one("#sheet").region.y >= 1
        assert plain(stage.screen.query_one("#sheet-body", Rows).rows) == ""
