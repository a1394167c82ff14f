from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ai_tui.agenda.moments import Instant
from ai_tui.forms import OPTIONS
from ai_tui.run.making import make
from ai_tui.session.model import ROOM
from ai_tui.session.reading import read

SESSIONS = Path(__file__).parents[3] / "sessions"


class Hands:
    """A run of a session file with a clock that only moves when told, and short verbs to type."""

    def __init__(self, session, folder, start, words=None, speed=1.0):
        self.at = start
        plan = read(session, OPTIONS)
        self.run = make(
            plan, folder, "notulist", lambda: Instant(self.at), words=words, speed=speed
        )

    def wait(self, minutes):
        self.at += timedelta(minutes=minutes)

    def group(self, name):
        return next((g for g in self.run.state.all_groups if g.name == name), ROOM)

    def type(self, form, group, slot, *texts):
        sheet = self.run.state.form(form)
        return self.run.harvest.append(sheet, self.group(group).id, slot, texts)


@pytest.fixture
def hands(tmp_path):
    made = []

    def make_hands(session, start=datetime(2017, 2, 15, 12, 0, tzinfo=UTC), words=None, **how):
        made.append(Hands(SESSIONS / session, tmp_path / f"run{len(made)}", start, words, **how))
        return made[-1]

    yield make_hands
    for one in made:
        one.run.close()
