"""A terminal that says nobody looks, as a tmux without clients does: the keyboard stays."""

import pytest
from scribe_stage import HandClock, Stage, new_run, plan_from
from textual import events

from ai_tui.tui.app import AiTuiApp
from ai_tui.tui.commands.table import TABLE
from ai_tui.tui.panels.groups import Groups
from ai_tui.tui.screens.scribe import ScribeScreen

ASKING = """
title = "Proef"
start = "16:00"
groups = "ask"

[[blocks]]
title = "Ontdekken"
start = "16:00"

[[blocks.forms]]
kind = "top"
title = "Top-3"
"""


@pytest.fixture
def blurred(tmp_path):
    """An app whose terminal nobody looks at when its first screen is made."""
    opened = []

    def make(run):
        scribe = ScribeScreen(run, TABLE)
        opened.append(scribe)

        def first():
            app.post_message(events.AppBlur())
            return scribe

        app = AiTuiApp(first, run.words)
        return app

    yield make
    for each in opened:
        each.close()


@pytest.mark.parametrize("looked_at", [True, False])
async def test_what_is_typed_at_a_screen_that_opened_unseen_is_saved(tmp_path, blurred, looked_at):
    clock = HandClock()
    async with blurred(new_run(tmp_path / "r", clock)).run_test(size=(120, 36)) as pilot:
        stage = Stage(pilot, pilot.app.scribe, clock)
        await stage.settle()
        if looked_at:
            pilot.app.post_message(events.AppFocus())
            await stage.settle()
        await stage.type("tekst")
        await stage.keys("enter")
        assert stage.texts("top-3", "Tafel 1") == ["tekst"]


async def test_a_panel_that_opened_unseen_takes_what_is_typed_and_gives_the_keyboard_back(
    tmp_path, blurred
):
    clock = HandClock()
    run = new_run(tmp_path / "r", clock, groups=0, plan=plan_from(ASKING))
    async with blurred(run).run_test(size=(120, 36)) as pilot:
        stage = Stage(pilot, pilot.app.scribe, clock)
        await stage.settle()
        assert isinstance(pilot.app.screen, Groups)
        pilot.app.post_message(events.AppFocus())
        await stage.keys("2", "enter")
        await stage.keys("escape")
        names = [group.name for group in run.state.all_groups]
        assert len(names) == 2
        await stage.type("tekst")
        await stage.keys("enter")
        assert stage.texts("top-3", names[0]) == ["tekst"]


async def test_a_terminal_that_is_left_and_looked_at_again_goes_on_where_it_was(tmp_path, blurred):
    clock = HandClock()
    async with blurred(new_run(tmp_path / "r", clock)).run_test(size=(120, 36)) as pilot:
        stage = Stage(pilot, pilot.app.scribe, clock)
        for word in ("een ", "twee ", "drie"):
            await stage.type(word)
            pilot.app.post_message(events.AppBlur())
            await stage.settle()
        await stage.keys("enter")
        assert stage.texts("top-3", "Tafel 1") == ["een twee drie"]
