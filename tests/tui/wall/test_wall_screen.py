import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot
from wall_stage import LARGE, SMALL, Room

from ai_tui.run.run import Run
from ai_tui.tui.paint.pieces import plain
from ai_tui.tui.screens.wall import WallScreen
from ai_tui.tui.theme import PALETTES
from ai_tui.tui.wall_app import WallApp
from ai_tui.tui.widgets.rows import Rows

PATIENCE = 400
"""How often a test looks again for what must come."""


class Shown:
    """The room's screen on a stage."""

    def __init__(self, room: Room, pilot: Pilot[int], wall: Run) -> None:
        self.room = room
        self.pilot = pilot
        self.wall = wall

    @property
    def screen(self) -> WallScreen:
        found = self.pilot.app.screen
        assert isinstance(found, WallScreen)
        return found

    @property
    def text(self) -> str:
        """What its three parts show, from top to bottom."""
        names = ("#top", "#live", "#bottom")
        parts = [self.screen.query_one(name, Rows) for name in names]
        return "\n".join(plain(part.rows) for part in parts if part.size.height)

    async def until(self, wanted) -> str:
        """The screen as soon as it shows what is wanted."""
        for _ in range(PATIENCE):
            await self.pilot.pause(0.02)
            self.screen.show_now()
            if wanted(self.text):
                return self.text
        raise AssertionError(self.text)


@asynccontextmanager
async def shown(room: Room, size=SMALL, theme="ai-dark") -> AsyncIterator[Shown]:
    wall = Run.open(room.run.folder, "", room.clock, read_only=True)
    app = WallApp(wall, theme)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield Shown(room, pilot, wall)


@pytest.fixture
def room(tmp_path):
    return Room(tmp_path / "run")


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_it_shows_the_picture_of_now(room, size):
    room.choose("ontdekken", 1, minutes=2)
    async with shown(room, size) as wall:
        top, live = (wall.screen.query_one(name, Rows) for name in ("#top", "#live"))
        picture = room.picture(size)
        assert (top.size.height, live.size.height) == (picture.top, picture.live)
        lines = wall.text.split("\n")
        assert len(lines) == size[1]
        assert lines[0] == plain(picture.rows[:1])
        assert lines[-1] == plain(picture.rows[-1:])


async def test_it_follows_the_scribe_by_itself(room):
    async with shown(room) as wall:
        assert "WELKOM" in wall.text
        room.choose("ontdekken", 1)
        await wall.until(lambda text: "TOP-3 KIEZEN" in text)
        room.run.wall.say("Koffie")
        await wall.until(lambda text: "Koffie" in text)
        room.run.wall.say("")
        await wall.until(lambda text: "Koffie" not in text)
        room.write("top", room.tables[0].id, "Buren")
        room.run.wall.read_back("top", room.tables[0].id)
        await wall.until(lambda text: "Buren" in text)
        room.run.wall.show("dark")
        await wall.until(lambda text: not text.strip())
        room.run.wall.show("auto")
        await wall.until(lambda text: "TOP-3 KIEZEN" in text)


async def test_it_goes_on_when_the_scribe_is_gone_and_follows_the_next_one(room):
    async with shown(room) as wall:
        room.choose("ontdekken", 1)
        await wall.until(lambda text: "TOP-3 KIEZEN" in text)
        room.run.close()
        room.pass_(minutes=16)
        await wall.until(lambda text: "! OVER TIJD !" in text)
        again = Run.open(room.run.folder, "Notulist Nora", room.clock)
        again.clock.go("eten")
        await wall.until(lambda text: "HAPJE ETEN" in text)
        again.close()


async def test_alone_it_shows_what_a_hand_left_in_the_journals(room, monkeypatch):
    monkeypatch.setattr("ai_tui.store.reader._ROUND", 0.0)
    monkeypatch.setattr("ai_tui.run.watching.FINISHING", 0.0)
    room.choose("ontdekken", 1)
    room.write("top", room.tables[0].id, "Buren")
    room.run.wall.read_back("top", room.tables[0].id)
    room.run.close()
    (room.run.folder / "database.json").unlink()
    (journal,) = (room.run.folder / "journal").iterdir()
    async with shown(room) as wall:
        assert "Buren" in wall.text
        journal.write_bytes(journal.read_bytes().replace(b"Buren", b"Burem"))
        await wall.until(lambda text: "Burem" in text)
    assert b"Burem" in journal.read_bytes()


async def test_a_vanished_folder_is_said_calmly_while_the_clock_goes_on(room, tmp_path):
    async with shown(room) as wall:
        room.choose("ontdekken", 1)
        await wall.until(lambda text: "TOP-3 KIEZEN" in text)
        (tmp_path / "run").rename(tmp_path / "gone")
        text = await wall.until(lambda text: "even geen verbinding" in text)
        assert "TOP-3 KIEZEN" in text
        room.pass_(minutes=16)
        await wall.until(lambda text: "! OVER TIJD !" in text)
        (tmp_path / "gone").rename(tmp_path / "run")
        await wall.until(lambda text: "even geen verbinding" not in text)
        room.choose("eten")
        await wall.until(lambda text: "HAPJE ETEN" in text)


@pytest.mark.parametrize("key", ["q", "ctrl+c"])
async def test_two_keys_leave(room, key):
    async with shown(room) as wall:
        await wall.pilot.press(key)
        assert wall.pilot.app.return_value == 0


async def test_no_other_key_does_anything(room):
    room.choose("ontdekken", 1)
    keys = [
        *(f"f{number}" for number in range(1, 13)),
        *(f"ctrl+{letter}" for letter in "abdefghijklmnoprstuvwxyz"),
        *"abcdefghijklmnoprstuvwxyz0123456789?/+-",
        "enter", "escape", "tab", "space", "up", "down", "pageup", "pagedown", "alt+enter", "Q",
    ]  # fmt: skip
    async with shown(room) as wall:
        before = wall.text
        steps = sum(1 for _ in wall.wall.state.fold.steps())
        await wall.pilot.press(*keys)
        assert wall.text == before
        assert wall.pilot.app.return_value is None
        assert wall.pilot.app.screen_stack == [wall.screen]
        assert sum(1 for _ in wall.wall.state.fold.steps()) == steps


def _named(file: object) -> str:
    """The path of a file that is known by its path or its number."""
    return str(Path(f"/proc/self/fd/{file}").readlink() if isinstance(file, int) else file)


async def test_nothing_in_the_folder_is_opened_for_writing(room, tmp_path):
    room.choose("ontdekken", 1)
    folder = str(tmp_path / "run")
    written: list[tuple[str, object]] = []
    listening = True

    def hear(event: str, args: tuple) -> None:
        if not listening:
            return
        if event == "open" and str(args[0]).startswith(folder):
            flags = args[2] or 0
            if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC):
                written.append((str(args[0]), args[1:]))
        changes = ("os.rename", "os.remove", "os.mkdir", "os.utime", "os.truncate")
        if event in changes and _named(args[0]).startswith(folder):
            written.append((event, args))

    sys.addaudithook(hear)
    files = _files(tmp_path / "run")
    async with shown(room) as wall:
        await wall.pilot.press("a", "f2", "enter")
        wall.room.pass_(minutes=30)
        wall.screen.show_now()
        await wall.pilot.pause(0.5)
        wall.wall.close()
    listening = False
    assert written == []
    assert _files(tmp_path / "run") == files


def _files(folder: Path) -> dict[Path, tuple[int, int]]:
    return {
        path: (path.stat().st_size, path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("theme", ["ai-dark", "ai-light", "ai-contrast"])
async def test_each_theme_has_its_own_ground_and_the_digits_stand_out(room, theme):
    room.choose("ontdekken", 1, minutes=16)
    async with shown(room, theme=theme) as wall:
        live = wall.screen.query_one("#live", Rows)
        ground = PALETTES[theme].ground
        parts = [part for part in live.query(Rows) if part.display and part is not live]
        grounds = {
            segment.style.bgcolor.name
            for part in parts[1:-1]
            for y in range(part.size.height)
            for segment in part.render_line(y)
            if segment.style and segment.style.bgcolor
        }
        assert ground in grounds
        assert len(grounds) == 2


@pytest.mark.parametrize("theme", ["ai-dark", "ai-light", "ai-contrast"])
async def test_the_solid_frame_of_overtime_is_lit_in_every_theme(room, theme):
    room.choose("ontdekken", 1, minutes=16)
    async with shown(room, LARGE, theme=theme) as wall:
        frame = wall.screen.query_one("#top", Rows).render_line(1)
        lit = PALETTES[theme].colour("alarm")
        assert {segment.style.bgcolor.name for segment in frame if segment.style} == {lit}


async def test_a_tick_repaints_only_the_digits_that_changed(room, monkeypatch):
    room.choose("ontdekken", 1, minutes=2, seconds=1)
    async with shown(room, LARGE) as wall:
        await wall.pilot.pause()
        painted: list[str] = []
        real = Rows.refresh

        def refresh(self, *regions, **more):
            painted.extend(self.id or "part" for _ in regions)
            assert not more.get("layout")
            return real(self, *regions, **more)

        monkeypatch.setattr(Rows, "refresh", refresh)
        room.pass_(seconds=1)
        wall.screen.show_now()
        assert painted
        assert set(painted) == {"part"}
        painted.clear()
        wall.screen.show_now()
        assert painted == []


async def test_another_size_of_the_terminal_is_another_picture(room):
    room.choose("ontdekken", 1)
    async with shown(room) as wall:
        await wall.pilot.resize_terminal(*LARGE)
        await wall.pilot.pause()
        assert len(wall.text.split("\n")) == LARGE[1]
        await wall.pilot.resize_terminal(30, 8)
        await wall.pilot.pause()
        assert len(wall.text.split("\n")) == 8
