from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from textual.app import App, ComposeResult
from textual.pilot import Pilot

from ai_tui.agenda.moments import Instant
from ai_tui.forms import OPTIONS
from ai_tui.locale import Words
from ai_tui.run.making import make
from ai_tui.run.run import Run
from ai_tui.session.checking import check
from ai_tui.session.model import Plan
from ai_tui.tui.commands.table import TABLE
from ai_tui.tui.paint.pieces import plain
from ai_tui.tui.panels.panel import STYLE, Panel
from ai_tui.tui.theme import THEMES
from ai_tui.tui.widgets.rows import Rows

SMALL = (80, 24)
LARGE = (200, 60)
TINY = (60, 16)
SIZES = (TINY, SMALL, (120, 36), LARGE)

HOSTILE = "[/x] [@click=app.bell]click[/] \x1b[31m日本語 👩‍👩‍👧 مرحبا {0} %s"

SESSION = """
title = "Samen verder"
theme = "Wat kunnen we zelf?"
background = "Waarom we hier zijn."
date = 2024-12-04
start = "16:00"
until = "21:00"
lang = "nl"
group_word = "Tafel"
groups = {groups}

[[blocks]]
id = "welkom"
title = "Inloop en welkom"
start = "16:00"
min = 20
instruction = "Zoek een plek."

[[blocks]]
id = "ontdekken"
title = "Ontdekken en delen"
start = "16:30"
min = 40
instruction = "Kies samen drie kwaliteiten."
roles = ["voorlezer", "tijdbewaker"]
background = "Het eerste deel van de middag."
phases = ["10 vertellen", "15 kiezen", "{round}"]

[[blocks.forms]]
id = "top"
kind = "top"
title = "Top-3: waar we op kunnen bouwen"
size = 3

[[blocks]]
id = "verbeelden"
title = "Verbeelden"
start = "17:30"
min = 30

[[blocks.forms]]
id = "optreden"
kind = "fields"
title = "Optreden"
fields = ["Titel", "Droombeeld"]

[[blocks.forms]]
id = "themas"
kind = "list"
title = "Kansrijke thema's"
max = 2

[[blocks]]
id = "eten"
title = "Eten"
start = "18:45"
fixed = true

[[blocks]]
id = "ontwerpen"
title = "Ontwerpen"
start = "19:15"
min = 45

[[blocks.forms]]
id = "propositie"
kind = "fields"
title = "Propositie"
fields = ["Propositie"]
for = "themes"

[[blocks.forms]]
id = "zaal"
kind = "list"
title = "Wat we meenemen"
for = "room"
"""


class Ticker:
    """A clock that goes when it is told to."""

    def __init__(self, *at: int) -> None:
        self.wall = datetime(2024, 12, 4, *(at or (16, 0)), tzinfo=UTC) - timedelta(hours=1)

    def __call__(self) -> Instant:
        return Instant(self.wall)

    def go(self, minutes: float) -> None:
        self.wall += timedelta(minutes=minutes)


def plan_of(groups: str = "6") -> Plan:
    round_ = "20 optreden" if groups == "60" else "per groep 2 optreden | 1 wissel"
    text = SESSION.format(groups=groups, round=round_)
    plan, problems = check(text, "samen.toml", OPTIONS)
    assert plan is not None, problems
    return plan


class Evening:
    """A run with a clock of its own, and the few things that tests do to it."""

    def __init__(
        self,
        folder: Path,
        groups: str = "6",
        at: tuple[int, int] = (16, 0),
        start: str = "planned",
    ) -> None:
        self.clock = Ticker(*at)
        self.run: Run = make(plan_of(groups), folder / "run", "Sam", self.clock, start=start)

    def at(self, block: str, minutes: float = 0) -> None:
        self.run.clock.go(block)
        self.clock.go(minutes)

    def group(self, name: str) -> Any:
        return next(group for group in self.run.state.all_groups if group.name == name)

    def form(self, key: str) -> Any:
        form = self.run.state.form(key)
        assert form is not None
        return form

    def type(self, form: str, group: str, *texts: str, slot: str = "") -> list[str]:
        there = self.group(group)
        slots = self.run.slots(self.form(form), there)
        return self.run.harvest.append(self.form(form), there.id, slot or slots[0].id, texts)


class Stage(App[None]):
    """An app that holds one panel and remembers what it gave, said and asked of the clock."""

    CSS_PATH = STYLE

    def __init__(self, panel: Panel[Any], lang: str = "nl") -> None:
        super().__init__()
        self.words = Words(lang)
        self.halves: dict[str, str] = {}
        self.interrupted = 0
        self.panel = panel
        self.given: list[object] = []
        self.told: list[str] = []
        self.clocked: list[str] = []
        self.animation_level = "none"
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name

    def compose(self) -> ComposeResult:
        yield Rows(id="under")

    def on_mount(self) -> None:
        self.push_screen(self.panel, self.given.append)

    commands = TABLE

    def clock_command(self, id: str) -> None:
        self.clocked.append(id)

    def say(self, text: str, names: tuple[str, ...] = ()) -> None:
        assert all(name in text for name in names)
        self.told.append(text)

    def half_typed(self, panel: str) -> str:
        return self.halves.get(panel, "")

    def keep_half_typed(self, panel: str, text: str) -> None:
        self.halves[panel] = text

    def interrupt(self) -> bool:
        self.interrupted += 1
        return False

    @property
    def shown(self) -> str:
        """What the panel shows, line by line."""
        parts = [plain(part.rows) for part in self.screen.query(Rows)]
        return "\n".join(parts)

    def part(self, name: str) -> str:
        return plain(self.screen.query_one(f"#sheet-{name}", Rows).rows)

    @property
    def chosen(self) -> str:
        """The line with the cursor."""
        return next((line for line in self.part("body").splitlines() if "►" in line), "")


@asynccontextmanager
async def on_stage(
    panel: Panel[Any], size: tuple[int, int] = SMALL, lang: str = "nl"
) -> AsyncIterator[tuple[Stage, Pilot[None]]]:
    stage = Stage(panel, lang)
    async with stage.run_test(size=size) as pilot:
        await pilot.pause()
        yield stage, pilot


async def type_text(pilot: Pilot[None], text: str) -> None:
    names = {" ": "space", "#": "number_sign", "?": "question_mark", ",": "comma", ":": "colon"}
    await pilot.press(*(names.get(char, char) for char in text))


def fits(stage: App[Any]) -> bool:
    """Whether the sheet stays inside the terminal, and everything on it inside its frame."""
    sheet = stage.screen.query_one("#sheet")
    inside = sheet.region.shrink((1, 1, 1, 1))
    return sheet.region in stage.screen.region and all(
        part.region in inside for part in sheet.children if part.display
    )
