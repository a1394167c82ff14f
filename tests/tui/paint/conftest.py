from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from ai_tui.agenda.evening import Ahead, BlockView, Countdown, Evening, PhaseView
from ai_tui.locale import Words
from ai_tui.session.model import Block, Phase
from ai_tui.tui.paint.pieces import Row, row_cells

ZONE = ZoneInfo("Europe/Amsterdam")


def at(text: str) -> datetime:
    parts = [int(part) for part in text.split(":")]
    return datetime(2024, 12, 4, *parts, tzinfo=ZONE)


def minutes(n: float) -> timedelta:
    return timedelta(minutes=n)


def phase(title: str, start: str, n: int, state: str = "to_come", **more: Any) -> PhaseView:
    begins = at(start)
    times = {"started": begins, "ended": begins + minutes(n), "spent": minutes(n)}
    spent = more.get("elapsed", minutes(0))
    done = times if state == "done" else {"left": minutes(n) - spent, "spent": spent}
    fields: dict[str, object] = {
        "id": title.lower().replace(" ", "-"),
        "title": title,
        "state": state,
        "length": minutes(n),
        "start": begins,
        "end": begins + minutes(n),
    }
    return PhaseView(**{**fields, **done, **more})


def block(
    title: str, plan: str, planned: int, start: str, n: int, state: str = "to_come", **more: Any
) -> BlockView:
    begins = at(start)
    times = {"started": begins, "ended": begins + minutes(n), "elapsed": minutes(n)}
    done = times if state == "done" else {"left": minutes(n) - more.get("elapsed", minutes(0))}
    fields: dict[str, object] = {
        "id": title.split()[0].lower(),
        "title": title,
        "state": state,
        "fixed": False,
        "planned_start": at(plan),
        "planned_end": at(plan) + minutes(planned),
        "start": begins,
        "end": begins + minutes(n),
        "length": minutes(n),
        "late": begins - at(plan),
    }
    return BlockView(**{**fields, **done, **more})


def alblasserdam(**changes: object) -> Evening:
    interview = block("Vraaggesprekken", "16:30", 45, "16:30", 52, "done", phases=(
        phase("Uitleg en tweetallen", "16:30", 5, "done"),
        phase("Interview", "16:35", 17, "done"),
        phase("Interview, rollen gewisseld", "16:52", 17, "done"),
        phase("Terug naar de tafels", "17:09", 13, "done"),
    ))  # fmt: skip
    discover = block("Ontdekken en delen", "17:15", 45, "17:22", 45, "now",
        started=at("17:22"), elapsed=minutes(26.2), phases=(
        phase("Rollen verdelen", "17:22", 5, "done"),
        phase("Rondje langs de tafel", "17:27", 15, "done"),
        phase("Top-3 kiezen", "17:42", 15, "now", started=at("17:42"), elapsed=minutes(6.2)),
        phase("Delen in de zaal", "17:57", 10),
    ))  # fmt: skip
    fields: dict[str, object] = {
        "now": at("17:48:12"),
        "reached": at("17:48:12"),
        "state": "running",
        "blocks": (
            block("Inloop en welkom", "16:00", 30, "16:00", 30, "done", phases=(
                phase("Inloop", "16:00", 10, "done"),
                phase("Welkom en inleiding", "16:10", 10, "done"),
                phase("Eerste instructie", "16:20", 10, "done"),
            )),
            interview,
            discover,
            block("Verbeelden en presenteren", "18:00", 45, "18:07", 45, phases=(
                phase("Voorbereiden", "18:07", 25),
                phase("Optreden", "18:32", 12),
                phase("Kansrijke thema's ophalen", "18:44", 8),
            )),
            block("Eten", "18:45", 30, "18:52", 30, fixed=True, short=minutes(7)),
            block("Ontwerpen en delen", "19:15", 60, "19:22", 60, phases=(
                phase("Kiezen met de voeten", "19:22", 10),
                phase("Propositie en mijlpalen", "19:32", 35),
                phase("Delen: per thema 3 min", "20:07", 15),
            )),
            block("Afsluiting en afspraken", "20:15", 30, "20:22", 30, phases=(
                phase("Reflectie", "20:22", 10),
                phase("Afspraken en vooruitblik", "20:32", 20),
            )),
        ),
        "block": "ontdekken",
        "phase": "top-3-kiezen",
        "planned_start": at("16:00"),
        "planned_end": at("20:45"),
        "started": at("16:00"),
        "end": at("20:52"),
        "hard_end": at("21:00"),
        "drift": minutes(7),
        "room": minutes(8),
        "countdown": Countdown(minutes(8.8), at("17:57"), minutes(15)),
        "block_countdown": Countdown(minutes(18.8), at("18:07"), minutes(45)),
        "ahead": Ahead(
            "phase", "ontdekken", "delen-in-de-zaal", "", "Delen in de zaal", at("17:57"),
            minutes(10),
        ),
    }  # fmt: skip
    return Evening(**{**fields, **changes})


@pytest.fixture
def nl() -> Words:
    return Words("nl")


@pytest.fixture
def en() -> Words:
    return Words("en")


@pytest.fixture
def evening() -> Evening:
    return alblasserdam()


@pytest.fixture
def changed() -> Callable[..., Evening]:
    return alblasserdam


@pytest.fixture
def discover() -> Block:
    return Block(
        id="ontdekken",
        title="Ontdekken en delen",
        roles=("voorlezer", "tijdbewaker", "sfeerbewaker"),
        instruction="Deel wat je hoorde.",
        phases=(
            Phase(
                id="top-3-kiezen",
                title="Top-3 kiezen",
                instruction="Vertel kort wat je van de ander hoorde (vraag 2 en 3). Kies samen de "
                "drie kwaliteiten die jullie koesteren en zet ze leesbaar op de flip-over. Wijs "
                "iemand aan die straks kort toelicht.",
            ),
        ),
    )


@pytest.fixture
def exact() -> Callable[..., None]:
    def check(rows: tuple[Row, ...], width: int, height: int | None = None) -> None:
        assert [row_cells(row) for row in rows] == [width] * len(rows)
        if height is not None:
            assert len(rows) == height

    return check


HOSTILE = [
    "",
    " ",
    "部屋の人々" * 20,
    "👩‍👩‍👧‍👦🇳🇱👍🏽" * 10,
    "e\u0301\u0302\u0303" * 40,
    "\u0301\u0302",
    "مرحبا بالعالم שלום עולם",
    "[/x] [@click=app.quit]weg[/]",
    "regel een\nregel twee\ttab",
    "x" * 100_000,
    "部" * 100_000,
    "\u0301" * 100_000,
    "een woord " * 10_000,
]


@pytest.fixture(params=HOSTILE, ids=lambda text: f"{text[:6]!a}-{len(text)}")
def hostile(request: pytest.FixtureRequest) -> str:
    return request.param
