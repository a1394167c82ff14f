"""Two scribes press within the same second, before either has read what the other pressed."""

import subprocess
import sys
from datetime import timedelta

import pytest
from msgspec.structs import replace
from run_kit import HALF_HOUR, NINE, plan

from ai_tui.run.clock import system_clock
from ai_tui.run.making import make
from ai_tui.run.saving import Arrived
from ai_tui.session.model import Block, Phase

TURNS = Phase(id="ronde", title="Ronde", length=timedelta(minutes=2), per="groups")

SCRIBE = """
import sys
from pathlib import Path
from ai_tui.run.clock import system_clock
from ai_tui.run.run import Run

run = Run.open(Path(sys.argv[1]), sys.argv[2], system_clock())
print(run.evening().block, flush=True)
sys.stdin.readline()
{press}
run.close()
"""


def afternoon():
    """Talking, then a round, then dinner."""
    talk, share = plan().blocks
    dinner = Block(id="eten", title="Eten", pos="c", length=HALF_HOUR)
    return replace(plan(), blocks=(talk, replace(share, phases=(TURNS,)), dinner))


def read(run):
    run.receive(Arrived(tuple(run.store.poll())))


@pytest.fixture
def both(folder, machine, joined):
    """Two scribes in a run that began with talking, half an hour ago."""
    machine.at = NINE
    run = make(afternoon(), folder, "anna", machine)
    run.clock.next()
    other = joined("bob")
    machine.pass_by(minutes=30)
    yield run, other
    run.store.close()


LATER = {
    "next": lambda run: run.clock.next(),
    "another block": lambda run: run.clock.go("eten"),
    "more time": lambda run: run.clock.extend(timedelta(minutes=5)),
}


def press_both(both, machine, later, apart):
    """Anna presses next, and Bob, who has not read that, something else a moment later."""
    anna, bob = both
    anna.clock.next()
    machine.pass_by(milliseconds=apart)
    LATER[later](bob)
    machine.pass_by(minutes=1)
    for one in both:
        read(one)
    return anna.evening(), bob.evening()


@pytest.mark.parametrize("later", LATER)
def test_of_two_presses_at_the_same_picture_the_first_counts(both, machine, later):
    seen, other = press_both(both, machine, later, apart=800)
    assert seen == other
    assert (seen.block, seen.phase, seen.group) == ("delen", "ronde", "g1")
    assert seen.view("delen").elapsed == timedelta(minutes=1, milliseconds=800)
    assert seen.view("delen").extended == timedelta()


@pytest.mark.parametrize("later", LATER)
def test_of_two_presses_in_one_millisecond_both_screens_take_the_same(both, machine, later):
    seen, other = press_both(both, machine, later, apart=0)
    assert seen == other
    assert seen.block in ("delen", "eten")
    assert seen.view("praten").elapsed == timedelta(minutes=30)


@pytest.mark.parametrize("press", ["run.clock.next()", "run.clock.go('eten')"])
def test_of_two_processes_that_press_at_once_one_counts(folder, press):
    run = make(afternoon(), folder, "mies", system_clock())
    run.clock.next()
    scribes = [
        subprocess.Popen(
            [sys.executable, "-c", SCRIBE.format(press=press), str(folder), name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for name, press in (("anna", "run.clock.next()"), ("bob", press))
    ]
    assert [scribe.stdout.readline() for scribe in scribes] == ["praten\n", "praten\n"]
    for scribe in scribes:
        scribe.stdin.write("\n")
        scribe.stdin.flush()
    assert [scribe.wait() for scribe in scribes] == [0, 0]
    read(run)
    assert [moment.action for moment in run.state.moments].count("start") == 3
    evening = run.evening()
    began = [view.id for view in evening.blocks if view.started]
    assert began == ["praten", evening.block]
    assert evening.group == ("g1" if evening.block == "delen" else "")
    run.close()
