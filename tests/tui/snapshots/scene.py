from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

from scribe_stage import DAY, HandClock, new_run, plan_of
from textual.pilot import Pilot

from ai_tui.forms.base import cell_slot
from ai_tui.locale import Words
from ai_tui.run.run import Run
from ai_tui.session.model import ROOM, Form, Group
from ai_tui.tui.app import AiTuiApp
from ai_tui.tui.commands.table import TABLE
from ai_tui.tui.screens.scribe import ScribeScreen

TOP_3 = {
    "Tafel 1": ("Iedereen kent iemand die kan helpen", "Bellen voor je een formulier stuurt"),
    "Tafel 2": ("Wij kennen de mensen, niet de dossiers", "Het Brughuis als vertrouwd adres"),
    "Tafel 3": ("Korte lijnen tussen wijkteam, huisarts en school: bellen mag altijd",),
    "Tafel 5": ("Samen de keukentafel op ??", "Eén aanspreekpunt #toegang"),
}
THEMES = ("Eén voordeur", "Buren voor buren", "Jong aan zet")


class Scene:
    """A run on a clock set by hand, and the scribe's screen of it.

    The run is made `hours` after four o'clock, when the afternoon begins.
    """

    def __init__(
        self,
        folder: Path,
        session: str = "alblasserdam-2024",
        groups: int = 6,
        lang: str = "nl",
        hours: float = 0,
    ) -> None:
        self.clock = HandClock(DAY + timedelta(hours=hours))
        new_run(folder, self.clock, groups, plan_of(session)).close()
        self.run = Run.open(folder, "notulist", self.clock, words=Words(lang))

    def group(self, name: str) -> Group:
        if name == "room":
            return ROOM
        return next(group for group in self.run.state.all_groups if group.name == name)

    def form(self, key: str) -> Form:
        form = self.run.state.form(key)
        assert form is not None, key
        return form

    def type(self, form: str, group: str, slot: int, *texts: str) -> list[str]:
        """Save texts in a form's slot, by its number; the ids of the entries."""
        there, filled = self.form(form), self.group(group)
        name = self.run.slots(there, filled)[slot].id
        return self.run.harvest.append(there, filled.id, name, texts)

    def cells(self, form: str, group: str, entry: str, **texts: str) -> None:
        """Save what stands beside an entry: who, when, from whom."""
        for cell, text in texts.items():
            slot = cell_slot(cell.strip("_"), entry)
            self.run.harvest.append(self.form(form), self.group(group).id, slot, [text])

    def go(self, block: str, *minutes: float) -> None:
        """Start a block, and let each phase of it last some minutes."""
        self.run.clock.go(block)
        self.passes(sum(minutes))

    def passes(self, minutes: float) -> None:
        self.clock.pass_(minutes=minutes)

    def themes(self) -> None:
        self.run.groups.add(THEMES, "themes")

    def open(self, form: str = "", group: str = "") -> ScribeScreen:
        """The scribe's screen, opened at a form of a group."""
        scribe = ScribeScreen(self.run, TABLE)
        if form:
            scribe.desk.open(scribe.desk.place_in(self.form(form), self.group(group).id))
        return scribe


def to_the_top_3(scene: Scene) -> None:
    """17:48: the interviews overran by twelve minutes, and the tables are typing."""
    scene.go("welkom", 30)
    scene.go("interviews", 57)
    scene.go("ontdekken", 21)
    for group, texts in TOP_3.items():
        scene.type("top-3", group, 0, *texts)


def to_the_themes(scene: Scene) -> None:
    """19:40: the groups around themes write."""
    to_the_top_3(scene)
    scene.passes(20)
    scene.go("verbeelden", 40)
    scene.run.clock.go("eten")
    scene.passes(27)
    scene.themes()
    scene.go("ontwerpen", 25)


def typed(text: str) -> Iterable[str]:
    """The keys that type a text."""
    names = {" ": "space", "#": "number_sign", "?": "question_mark", ",": "comma", ":": "colon"}
    return (names.get(sign, sign) for sign in text)


def app_of(scribe: ScribeScreen) -> AiTuiApp:
    return AiTuiApp(lambda: scribe, scribe.words)


async def settled(pilot: Pilot[int], scribe: ScribeScreen) -> None:
    """Wait until the disk has answered everything and the screen shows it."""
    await pilot.pause()
    while scribe.run.state.pending:
        await pilot.pause(0.005)
    await pilot.pause()
