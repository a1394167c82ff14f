"""Makes the pictures of README and docs from the program itself.

    .venv/bin/python docs/make_pictures.py

Each picture is the real screen of a run of the Alblasserdam session on a clock that is set by
hand, so the same code gives the same pictures.
"""

from __future__ import annotations

import asyncio
import re
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ai_tui.agenda.moments import Instant
from ai_tui.forms import OPTIONS
from ai_tui.run.making import make
from ai_tui.run.run import Run
from ai_tui.session.library import find
from ai_tui.session.reading import read
from ai_tui.tui.app import AiTuiApp
from ai_tui.tui.commands.table import TABLE
from ai_tui.tui.screens.scribe import ScribeScreen
from ai_tui.tui.wall_app import WallApp

PICTURES = Path(__file__).parent / "pictures"
SIZES = ((80, 24), (120, 36), (200, 60))

TOP_3 = {
    "Tafel 1": ("Iedereen kent iemand die kan helpen", "Bellen voor je een formulier stuurt"),
    "Tafel 2": ("Wij kennen de mensen, niet de dossiers", "Het Brughuis als vertrouwd adres"),
    "Tafel 3": ("Korte lijnen tussen wijkteam, huisarts en school: bellen mag altijd",),
    "Tafel 5": ("Samen de keukentafel op",),
}


class Hands:
    """A clock that someone turns by hand."""

    def __init__(self) -> None:
        self.at = datetime(2024, 12, 4, 15, 0, tzinfo=UTC)

    def __call__(self) -> Instant:
        """The instant it shows."""
        return Instant(self.at)

    def turn(self, minutes: float) -> None:
        """Turn it on by so many minutes."""
        self.at += timedelta(minutes=minutes)


def afternoon(folder: Path, hands: Hands) -> Run:
    """The afternoon at 17:48: the interviews overran by twelve minutes, tables are typing."""
    run = make(read(find("alblasserdam-2024"), OPTIONS), folder, "verslaglegger", hands)
    run.groups.add([f"Tafel {number}" for number in range(1, 7)])
    run.clock.next()
    hands.turn(30)
    run.clock.next()
    run.clock.go("interviews")
    hands.turn(57)
    run.clock.go("ontdekken")
    hands.turn(21)
    form = run.state.form("top-3")
    assert form is not None
    for group in run.state.groups("groups"):
        run.harvest.append(form, group.id, "items", TOP_3.get(group.name, ()))
    return run


async def scribe(size: tuple[int, int], keys: tuple[str, ...], name: str) -> None:
    """One picture of the scribe's screen after pressing `keys`."""
    hands = Hands()
    with tempfile.TemporaryDirectory() as folder:
        screen = ScribeScreen(afternoon(Path(folder) / "alblasserdam", hands), TABLE)
        app = AiTuiApp(lambda: screen, screen.run.words)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await pilot.press("ctrl+n", "ctrl+n", *keys)
            await pilot.pause(0.5)
            keep(app.export_screenshot(title="ai_tui"), name)
            screen.close()


async def wall(size: tuple[int, int], read_back: str, name: str) -> None:
    """One picture of the room's screen: the countdown, or what one group gave."""
    hands = Hands()
    with tempfile.TemporaryDirectory() as folder:
        run = afternoon(Path(folder) / "alblasserdam", hands)
        hands.turn(6.3)
        for group in run.state.groups("groups"):
            if group.name == read_back:
                run.wall.read_back("top-3", group.id)
        app = WallApp(run, "ai-dark")
        async with app.run_test(size=size) as pilot:
            await pilot.pause(0.5)
            keep(app.export_screenshot(title="ai_tui"), name)
        run.close()


def keep(svg: str, name: str) -> None:
    """Write a picture without addresses of fonts: a viewer's own monospaced font will do."""
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    svg = svg.replace("Fira Code", "Fira Code, DejaVu Sans Mono")
    PICTURES.mkdir(exist_ok=True)
    (PICTURES / f"{name}.svg").write_text(svg, "utf-8")


async def main() -> None:
    """Make all pictures."""
    typed = tuple("space" if sign == " " else sign for sign in "Vrijwilligers die elkaar vinden")
    for size in SIZES:
        await scribe(size, typed, f"scribe-{size[0]}x{size[1]}")
    await scribe((120, 36), ("f7",), "shorten")
    await scribe((120, 36), ("ctrl+g",), "overview")
    await wall((80, 24), "", "wall-clock")
    await wall((80, 24), "Tafel 2", "wall-harvest")


if __name__ == "__main__":
    asyncio.run(main())
