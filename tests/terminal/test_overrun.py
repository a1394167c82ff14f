"""The afternoon rehearsed at speed: the interviews overrun, and dinner is on the table in time."""

import json
import re

SPEED = 200
"""Times faster than real: a minute goes by in 0.3 seconds, and presses come minutes late."""


def time_on(screen: str) -> str:
    found = re.search(r"\d\d:\d\d", screen.splitlines()[0] if screen else "")
    return found[0] if found else ""


class Scribe:
    """Somebody at the keys who presses late and then says when it really was."""

    def __init__(self, terminal):
        self.t = terminal

    def begin(self, title: str, at: str) -> None:
        """Press F2 for what comes next, not before `at`, and correct it to `at`."""
        self.t.wait(f"F2 {title}")
        self.t.wait(lambda screen: time_on(screen) >= at)
        self.t.keys("F2")
        self.t.wait(lambda screen: f"F2 {title}" not in screen)
        self.correct(at)

    def go_to(self, title: str, at: str) -> None:
        """Begin a block out of the list, not before `at`, whatever turns are still to come."""
        self.t.wait(lambda screen: time_on(screen) >= at)
        self.strip("b", "komt nog")
        self.t.keys("Down")
        self.t.wait(f"► .*{title}")
        self.t.keys("Enter")
        self.t.wait(lambda screen: "komt nog" not in screen)
        self.correct(at)

    def correct(self, at: str) -> None:
        """Say in the clock menu when the block that runs began."""
        self.strip("y", "Net gedaan")
        self.t.keys("Down", "Enter")
        self.t.wait("Hoe laat begon")
        self.t.keys("C-u")
        self.t.type(at)
        self.t.keys("Enter")
        self.t.wait(lambda screen: "Hoe laat begon" not in screen)
        self.t.keys("Escape")
        self.t.wait(lambda screen: "Klok bijstellen" not in screen)
        self.t.wait(f"► [0-9:]+ {at} ")

    def strip(self, letter: str, shows: str) -> None:
        self.t.keys("C-o")
        self.t.wait("Opdrachten: ")
        self.t.type(letter)
        self.t.wait(shows)


def test_the_interviews_overrun_by_twelve_minutes_and_dinner_stays_at_its_time(terminal, tmp_path):
    t, run = terminal(120, 36), str(tmp_path / "run")
    new = ["new", "alblasserdam-2024", "--run", run, "--groups", "6", "--speed", str(SPEED)]
    assert t.run(*new).returncode == 0
    t.start("run", run)
    t.wait(f"OEFENING {SPEED}x")
    scribe = Scribe(t)
    scribe.begin("Beginnen", "16:00")
    scribe.begin("Vraaggesprekken", "16:30")
    scribe.begin("Ontdekken", "17:27")

    t.wait("loopt 12 min uit · einde 20:57, uiterlijk 21:00")
    t.wait("! 18:45 18:57 ◆ Hapje eten")
    t.keys("F7")
    t.wait(r"Inkorten: 12 min te winnen voor Hapje eten \(18:45\)")
    t.wait("Zo lukt het")
    t.wait(r"◆ Hapje eten +19:27 +19:15 +30 +vast")
    t.keys("Enter")
    t.wait(r"loopt \d+ min uit · einde 20:45, uiterlijk 21:00")
    t.wait("· 18:45 18:45 ◆ Hapje eten")

    scribe.begin("Verbeelden", "18:06")
    scribe.go_to("Hapje eten", "18:45")
    scribe.begin("Ontwerpen", "19:15")
    scribe.go_to("Afsluiting", "20:15")
    t.wait("F2 Afronden")
    t.wait(lambda screen: time_on(screen) >= "20:40")
    t.keys("F2")
    t.wait("afgelopen om 20:")
    t.keys("C-c", "C-c")
    t.wait_dead()

    document = json.loads(t.run("export", run).stdout)
    timing = document["timing"]
    blocks = {block["id"]: block for block in timing["blocks"]}
    assert document["run"]["rehearsal"] is True
    assert clock(blocks["interviews"]["actual"]["end"]) == "17:27"
    assert blocks["interviews"]["actual"]["over_seconds"] == 12 * 60
    assert blocks["ontdekken"]["actual"]["extended_seconds"] < 0
    assert clock(blocks["eten"]["planned"]["start"]) == "18:45"
    assert clock(blocks["eten"]["actual"]["start"]) == "18:45"
    assert timing["actual"]["end"] < timing["hard_end"]
    assert clock(timing["hard_end"]) == "21:00"


def clock(moment: str) -> str:
    return moment[11:16]
