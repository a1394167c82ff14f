"""A whole afternoon in a real terminal: typed, killed in the middle, resumed and exported."""

import json
import os
import signal
from pathlib import Path

import pytest

SESSION = """
title = "Alles wat een formulier kan"
start = "13:00"
until = "17:00"
group_word = "Tafel"
groups = ["Bewoners", "Managers"]

[[blocks]]
id = "begin"
title = "Begin"
start = "13:00"
phases = ["10 uitleg", "2x15 gesprek | wissel van rol", "per groep 2 optreden | 1 wissel"]

[[blocks.forms]]
id = "top"
kind = "top"
title = "Top-3"

[[blocks.forms]]
id = "doen"
kind = "columns"
title = "Doen en afleren"
columns = ["Doen", "Afleren"]

[[blocks.forms]]
id = "gehoord"
kind = "heard"
title = "Gehoord"

[[blocks.forms]]
id = "velden"
kind = "fields"
title = "Optreden"
fields = ["Titel", "Droom"]

[[blocks]]
id = "eind"
title = "Eind"
start = "15:00"
minutes = 60

[[blocks.forms]]
id = "lijst"
kind = "list"
title = "Losse punten"

[[blocks.forms]]
id = "vragen"
kind = "answers"
title = "Podium"
for = "room"
questions = ["Wat betekent het?", "Waar ben je trots op?"]
speakers = ["Wethouder", "Bestuurder"]

[[blocks.forms]]
id = "mijlpalen"
kind = "milestones"
title = "Mijlpalen"
terms = [{ label = "Na 1 week", after = "1 week" }, { label = "Na 1 jaar", after = "1 year" }]

[[blocks.forms]]
id = "afspraken"
kind = "agreements"
title = "Afspraken"
for = "room"
"""


@pytest.fixture
def session(tmp_path):
    path = tmp_path / "proef.toml"
    path.write_text(SESSION)
    return str(path)


def exported(terminal, run: str) -> dict:
    done = terminal.run("export", run)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def texts(document: dict) -> list[str]:
    """Every entry's text in the order in which it was typed."""
    found: list[dict] = []

    def walk(value):
        if isinstance(value, dict):
            if {"id", "text", "author", "at"} <= value.keys():
                found.append(value)
            for inner in value.values():
                walk(inner)
        elif isinstance(value, list):
            for inner in value:
                walk(inner)

    walk(document)
    unique = {entry["id"]: entry["text"] for entry in found}
    return sorted(unique.values())


def test_every_form_kind_is_typed_killed_resumed_and_exported(terminal, session, tmp_path):
    t = terminal(120, 36)
    run = str(tmp_path / "run")
    t.start("run", session, "--run", run, "--start", "now")
    t.wait("Top-3")
    t.keys("F2")
    t.wait("► ")
    t.type("een")
    t.keys("Enter")
    t.type("twee")
    t.keys("Enter")
    t.type("drie")
    t.keys("C-t")
    t.wait("DOEN")
    t.type("meer doen")
    t.keys("Tab")
    t.type("minder praten")
    t.keys("C-t")
    t.wait("Gehoord")
    t.type("dat het kan")
    t.keys("C-t")
    t.wait("Droom")
    t.type("Eén voordeur")
    t.keys("Enter")
    t.type("Iedereen weet de weg")
    t.keys("C-t")
    t.wait("Doen en afleren|Top-3")
    t.wait("bewaard")
    t.keys("C-g")
    t.wait("Podium|Losse punten")
    t.keys("Escape")
    t.wait(lambda screen: "per groep en formulier" not in screen)
    t.keys("C-n")
    t.wait(r"\[Managers")
    t.paste("- eerste geplakt\n- tweede geplakt\n- derde geplakt\n")
    t.wait("derde geplakt")
    t.type("half getypt en dan")
    t.wait("half getypt en dan")
    _draft_is_kept(t, run)

    os.kill(t.pid(), signal.SIGKILL)
    t.wait_dead()
    t.restart("run", run)
    t.wait("half getypt en dan")
    t.type(" toch bewaard")
    t.keys("Enter")
    t.wait("toch bewaard")
    t.wait("✓ bewaard")
    t.keys("C-c", "C-c")
    t.wait_dead()

    document = exported(t, run)
    assert texts(document) == sorted(
        [
            "een", "twee", "drie", "meer doen", "minder praten", "dat het kan", "Eén voordeur",
            "Iedereen weet de weg", "eerste geplakt", "tweede geplakt", "derde geplakt",
            "half getypt en dan toch bewaard",
        ]
    )  # fmt: skip


def _draft_is_kept(t, run: str) -> None:
    """Wait for the half-typed text to be on the disk: at most a second after it was typed."""

    def kept(_: str) -> bool:
        drafts = Path(run, "drafts").glob("*.json")
        return any("half getypt en dan" in path.read_text("utf-8") for path in drafts)

    t.wait(kept)


def test_answers_milestones_agreements_and_lists_are_typed_too(terminal, session, tmp_path):
    t, run = terminal(120, 36), str(tmp_path / "run")
    t.start("run", session, "--run", run, "--start", "now")
    t.wait("Top-3")
    t.keys("F2")
    t.wait("► ")
    open_last_block(t)
    for text in ("een los punt", "nog een"):
        t.type(text)
        t.keys("Enter")
    t.keys("C-t")
    t.wait("Waar ben je trots op")
    t.type("dat we luisteren")
    t.keys("Enter")
    t.type("en doorvragen")
    t.keys("Tab")
    t.type("de steun van bewoners")
    t.keys("Tab", "Tab")
    t.type("op de ploeg")
    t.keys("C-t")
    t.wait("Na 1 week")
    t.type("een lijst met namen")
    t.keys("Tab")
    t.type("een vast spreekuur")
    t.keys("C-t")
    t.wait("Wanneer")
    t.type("Elkaar bellen")
    t.keys("Tab")
    t.type("Wijkteam")
    t.keys("Tab")
    t.type("in januari")
    t.keys("Enter")
    t.wait("✓ bewaard")
    t.keys("C-c", "C-c")
    t.wait_dead()
    document = exported(t, run)
    assert result(document, "lijst") == ["een los punt", "nog een"]
    assert result(document, "vragen") == [
        {
            "question": "Wat betekent het?",
            "answers": [
                {"speaker": "Wethouder", "text": "dat we luisteren"},
                {"speaker": "Wethouder", "text": "en doorvragen"},
                {"speaker": "Bestuurder", "text": "de steun van bewoners"},
            ],
        },
        {
            "question": "Waar ben je trots op?",
            "answers": [{"speaker": "Bestuurder", "text": "op de ploeg"}],
        },
    ]
    assert [(row["term"], row["deliver"]) for row in result(document, "mijlpalen")] == [
        ("Na 1 week", ["een lijst met namen"]),
        ("Na 1 jaar", ["een vast spreekuur"]),
    ]
    assert result(document, "afspraken") == [
        {"what": "Elkaar bellen", "who": "Wijkteam", "when": "in januari"}
    ]


def result(document: dict, form: str):
    """What the first group of a form brought."""
    return next(f["results"][0]["result"] for f in document["forms"] if f["id"] == form)


def open_last_block(t) -> None:
    """Begin the second block and go to its first form."""
    t.keys("C-o")
    t.wait("Opdrachten: ")
    t.type("b")
    t.wait("komt nog")
    t.keys("Down")
    t.wait("► .*Eind")
    t.keys("Enter")
    t.wait("F2 Afronden")
    t.keys("F9")
    t.wait("Losse punten")


def test_the_clock_goes_on_to_the_second_after_a_kill(terminal, session, tmp_path):
    t = terminal(80, 24)
    run = str(tmp_path / "run")
    t.start("run", session, "--run", run, "--start", "now")
    t.wait("Beginnen")
    t.keys("F2")
    t.wait("F2 Gesprek")
    before = exported(t, run)
    os.kill(t.pid(), signal.SIGKILL)
    t.wait_dead()
    t.restart("run", run)
    t.wait("F2 Gesprek")
    after = exported(t, run)
    assert before["timing"]["actual"]["start"] == after["timing"]["actual"]["start"] is not None


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_signal_saves_the_half_typed_row_and_leaves_the_terminal_sane(
    terminal, session, tmp_path, name
):
    t = terminal(80, 24)
    run = str(tmp_path / "run")
    t.start("run", session, "--run", run)
    t.wait("Top-3")
    t.type("bijna klaar")
    t.wait("bijna klaar")
    os.kill(t.pid(), getattr(signal, name))
    t.wait_dead()
    assert texts(exported(t, run)) == ["bijna klaar"]
    modes = t.tmux("display-message", "-p", "-t", "t", "#{alternate_on} #{mouse_any_flag}")
    assert modes.split() == ["0", "0"]
    assert "Traceback" not in t.screen()
