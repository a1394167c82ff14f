"""Overtime as a terminal without colours shows it to a real user."""

import re
from datetime import timedelta

import pyte
import pytest
from raw_terminal import PROGRAM, Raw
from wall_stage import Room

from ai_tui.run.clock import system_clock

COLUMNS, ROWS = 120, 36


@pytest.fixture
def overrun(tmp_path):
    """The folder of a run in which something takes too long by the clock of this machine."""
    room = Room(tmp_path / "run")
    room.clock.at = system_clock()().wall - timedelta(minutes=40)
    room.run.clock.go("ontdekken")
    room.run.close()
    return room.run.folder


@pytest.mark.parametrize("without", ["NO_COLOR=1", "TERM=dumb", "TERM=vt100"])
def test_overtime_is_unmistakable_without_any_colour(tmp_path, overrun, without):
    wall = Raw(tmp_path, "wall", str(overrun), program=("env", "-u", "COLORTERM", without, PROGRAM))
    wall.until("OVER TIJD")
    wall.settle()
    picture = pyte.Screen(COLUMNS, ROWS)
    pyte.ByteStream(picture).feed(wall.written)
    wall.send("q")
    wall.stop()
    assert any(re.search("! OVER TIJD !", line) for line in picture.display)
    assert picture.display[1] == "┏" + "━" * (COLUMNS - 2) + "┓"
    assert sum(bool(re.search("█{2}", line)) for line in picture.display) * 3 >= ROWS
