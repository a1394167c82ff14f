from __future__ import annotations

from pathlib import Path

from scribe_stage import HandClock

from ai_tui.forms import OPTIONS
from ai_tui.run.making import make
from ai_tui.run.run import Run
from ai_tui.session.checking import check
from ai_tui.session.model import Form, Group
from ai_tui.tui.paint.pieces import plain, row_cells
from ai_tui.tui.wall.moment import RoomMoment
from ai_tui.tui.wall.painting import paint
from ai_tui.tui.wall.picture import Picture
from ai_tui.tui.wall.scene import Scene
from ai_tui.tui.wall.scenes import scene

SMALL, MIDDLE, LARGE, HUGE = (80, 24), (120, 36), (200, 60), (300, 80)
SIZES = (SMALL, MIDDLE, LARGE, HUGE)

SESSION = """
title = "Samen verder"
theme = "Wat kunnen we zelf?"
date = 2024-12-04
start = "16:00"
until = "19:00"
lang = "nl"
group_word = "Tafel"
groups = 3

[[blocks]]
id = "welkom"
title = "Inloop en welkom"
start = "16:00"
instruction = "Koffie staat klaar."

[[blocks]]
id = "ontdekken"
title = "Ontdekken en delen"
start = "16:30"
phases = ["10 vertellen", "15 top-3 kiezen"]
instruction = "Kies samen drie kwaliteiten. Zet ze op de flip-over."

[[blocks.forms]]
id = "top"
kind = "top"
title = "Waar we op bouwen"
size = 3

[[blocks]]
id = "verbeelden"
title = "Verbeelden"
start = "17:00"

[[blocks.phases]]
recipe = "5 voorbereiden"

[[blocks.phases]]
recipe = "per groep 2 optreden | 1 wissel"

[[blocks.phases]]
recipe = "5 napraten"
wall = "title"

[[blocks.forms]]
id = "optreden"
kind = "fields"
title = "Optreden"
fields = ["Titel", "Droombeeld"]

[[blocks]]
id = "toneel"
title = "Op het toneel"
start = "17:30"
instruction = "Speel voor wat jullie droomden."
phases = ["per groep 2 optreden | 1 wissel"]
wall = "title"

[[blocks]]
id = "eten"
title = "Hapje eten"
start = "18:00"
fixed = true

[[blocks]]
id = "slot"
title = "Afspraken en slot"
start = "18:30"

[[blocks.forms]]
id = "afspraken"
kind = "agreements"
title = "Afspraken"
for = "room"
"""


class Room:
    """A run with a scribe who does things, and what the room sees of it."""

    def __init__(self, folder: Path, text: str = SESSION) -> None:
        plan, problems = check(text, "proef", OPTIONS)
        assert plan is not None, problems
        self.clock = HandClock()
        self.run: Run = make(plan, folder, "Notulist Nora", self.clock)

    def pass_(self, **lengths: float) -> None:
        self.clock.pass_(**lengths)

    @property
    def tables(self) -> list[Group]:
        return self.run.state.groups("groups")

    def form(self, name: str) -> Form:
        found = self.run.state.form(name)
        assert found is not None
        return found

    def write(self, form: str, group: str, *texts: str, slot: str = "items") -> list[str]:
        return self.run.harvest.append(self.form(form), group, slot, texts)

    def choose(self, block: str, phase: int = 0, **passed: float) -> None:
        """Begin a block at one of its phases, and let time pass."""
        self.run.clock.go(block)
        plan = self.run.state.block(block)
        assert plan is not None
        if phase:
            self.run.clock.phase(plan.phases[phase].id)
        self.pass_(**(passed or {"seconds": 0}))

    @property
    def scene(self) -> Scene:
        return scene(RoomMoment(self.run))

    def picture(self, size: tuple[int, int] = SMALL, notice: str = "") -> Picture:
        return paint(self.scene, self.run.words, *size, notice)

    def text(self, size: tuple[int, int] = SMALL, notice: str = "") -> str:
        return plain(self.picture(size, notice).rows)


def assert_whole(picture: Picture, width: int, height: int) -> None:
    """A picture fills its screen exactly, and what is live lies in it."""
    assert len(picture.rows) == height
    assert {row_cells(row) for row in picture.rows} <= {width}
    assert 0 <= picture.top <= picture.top + picture.live <= height
    assert all(0 <= cut <= width for cut in picture.cuts)
