import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import get_args

import pytest
from textual.pilot import Pilot
from wall_stage import LARGE, SMALL, Room

from ai_tui.locale import Words
from ai_tui.tui.app import AiTuiApp
from ai_tui.tui.commands.table import TABLE
from ai_tui.tui.paint.pieces import plain
from ai_tui.tui.screens.scribe import ScribeScreen
from ai_tui.tui.wall.scene import View
from ai_tui.tui.widgets.rows import Rows


class Desk:
    """A scribe's screen with the room's commands at hand."""

    def __init__(self, room: Room, pilot: Pilot[int], scribe: ScribeScreen) -> None:
        self.room = room
        self.pilot = pilot
        self.scribe = scribe

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()
        while self.room.run.state.pending:
            await self.pilot.pause(0.005)
        await self.pilot.pause()

    def part(self, name: str) -> str:
        return plain(self.scribe.part(name).rows)

    def sheet(self) -> str:
        rows = [self.pilot.app.screen.query_one(f"#sheet-{part}", Rows).rows for part in PARTS]
        return "\n".join(plain(each) for each in rows)

    @property
    def wall(self):
        return self.room.run.wall.now()


PARTS = ("title", "body", "hints")


@asynccontextmanager
async def desk(room: Room, size=SMALL) -> AsyncIterator[Desk]:
    scribe = ScribeScreen(room.run, TABLE)
    async with AiTuiApp(lambda: scribe, room.run.words).run_test(size=size) as pilot:
        found = Desk(room, pilot, scribe)
        await found.press()
        yield found
        scribe.link.stop()


@pytest.fixture
def room(tmp_path):
    room = Room(tmp_path / "run")
    room.choose("ontdekken", 1)
    return room


@pytest.mark.parametrize(
    ("number", "choice"),
    [("1", "auto"), ("2", "clock"), ("3", "instruction"), ("4", "title"), ("6", "dark")],
)
async def test_f8_chooses_what_the_room_sees(room, number, choice):
    async with desk(room) as stage:
        await stage.press("f8")
        assert "vanzelf" in stage.sheet()
        await stage.press(number)
        assert stage.wall.choice == choice
        assert stage.part("status").strip()
        assert ("Zaal:" in stage.part("footer")) is False or choice != "auto"


async def test_the_strip_has_the_same_way_in(room):
    async with desk(room) as stage:
        await stage.press("ctrl+o", "s")
        assert "Zaalscherm" in stage.sheet()
        await stage.press("escape")
        assert stage.pilot.app.screen is stage.scribe
        assert stage.wall.choice == "auto"


async def test_the_choice_of_now_is_marked(room):
    room.run.wall.show("title")
    async with desk(room) as stage:
        await stage.press("f8")
        marked = [line for line in stage.sheet().split("\n") if "●" in line]
        assert len(marked) == 1
        assert "titel" in marked[0]


async def test_reading_back_releases_the_form_under_the_hands(room):
    async with desk(room) as stage:
        await stage.press("ctrl+n", *"Buren", "ctrl+o", "8")
        group = room.tables[1]
        assert stage.wall.choice == "harvest"
        assert (stage.wall.form, stage.wall.group) == ("top", group.id)
        assert stage.wall.released == {("top", group.id)}
        assert "Tafel 2" in stage.part("status")
        assert "Buren" in room.text()
        await stage.press("f8")
        assert "niet meer" in stage.sheet()
        number = next(line.split()[0] for line in stage.sheet().split("\n") if "niet meer" in line)
        await stage.press(number.lstrip("►"))
        assert stage.wall.released == frozenset()
        assert "Buren" not in room.text()


def offered(stage):
    """The digits of the panel, with what they choose."""
    heads = (re.match(r"[ ►]*(\d)  [● ] (.{14})", line) for line in stage.sheet().split("\n"))
    return {head[1]: head[2].strip() for head in heads if head}


async def test_a_digit_means_the_same_whatever_else_can_be_chosen(room):
    async with desk(room) as stage:
        await stage.press("f8")
        usual = offered(stage)
        assert usual["7"] == "bericht"
        await stage.press("escape", "ctrl+o", "8", "f8")
        assert offered(stage) == usual | {"9": "niet meer"}
        await stage.press("escape")
        room.run.wall.say("Koffie")
        await stage.press("f8")
        assert offered(stage) == usual | {"8": "bericht weg", "9": "niet meer"}
        await stage.press("9")
        assert stage.wall.released == frozenset()
        await stage.press("f8", "8")
        assert stage.wall.message == ""


async def test_a_message_is_typed_seen_and_taken_away(room):
    async with desk(room) as stage:
        await stage.press("ctrl+o", "m", *"Koffie")
        assert "┃" in stage.sheet()
        assert stage.wall.message == ""
        await stage.press("enter")
        assert stage.wall.message == "Koffie"
        assert "Koffie" in room.text()
        await stage.press("ctrl+o", "m", *["backspace"] * 6, "enter")
        assert stage.wall.message == ""


async def test_a_message_of_two_lines(room):
    async with desk(room) as stage:
        await stage.press("ctrl+o", "m", "a", "alt+enter", "b", "enter")
        assert stage.wall.message == "a\nb"


async def test_a_message_that_is_too_long_stays_open_and_says_so(room):
    async with desk(room) as stage:
        await stage.press("ctrl+o", "m")
        area = stage.pilot.app.screen.query_one("NoteArea")
        area.text = "woord " * 60
        await stage.press("enter")
        assert stage.pilot.app.screen is not stage.scribe
        assert "te lang" in stage.sheet()
        assert stage.wall.message == ""
        await stage.press("escape")
        assert stage.wall.message == ""


async def test_no_room_command_moves_the_hands_or_loses_what_is_typed(room):
    async with desk(room) as stage:
        await stage.press(*"half")
        place = stage.scribe.desk.place
        await stage.press("f8", "4")
        await stage.press("ctrl+o", "m", *"Koffie", "enter")
        await stage.press("ctrl+o", "8")
        assert stage.scribe.desk.place == place
        texts = [entry.text for entry in room.run.state.entries()]
        assert texts == ["half"]


async def test_the_third_column_says_what_the_room_sees(room):
    async with desk(room, LARGE) as stage:
        assert "klok met opdracht" in stage.part("right")
        assert "volgt vanzelf" in stage.part("right")
        await stage.press("f8", "6")
        assert "donker" in stage.part("right")
        assert "gekozen met F8" in stage.part("right")
        await stage.press("ctrl+o", "8")
        assert "oogst: Tafel 1 · Waar we op bouwen" in stage.part("right")
        await stage.press("f8", "1")
        room.pass_(minutes=16)
        stage.scribe.time_passed()
        assert "over tijd" in stage.part("right")


@pytest.mark.parametrize("view", get_args(View))
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_view_of_the_room_has_its_words(lang, view):
    assert Words(lang)(f"tui_wall.view.{view}")


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_room_command_has_its_words(lang):
    words = Words(lang)
    for command in (each for each in TABLE if each.section == "room"):
        assert words(f"tui.do.{command.id}")
        assert words(f"tui.help.{command.id}")


def test_no_two_commands_share_a_letter():
    letters = [command.letter for command in TABLE if command.letter]
    assert len(letters) == len(set(letters))
