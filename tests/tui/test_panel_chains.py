"""Keys that come faster than panels do: none gets lost, and none lands where it was not meant."""

import asyncio
from string import ascii_lowercase

import pytest
from scribe_stage import HandClock, Stage, new_run, on_stage, plan_from
from textual import events
from textual.widgets import Input, TextArea

from ai_tui.locale import Words
from ai_tui.tui.app import AiTuiApp
from ai_tui.tui.commands.table import TABLE
from ai_tui.tui.picking import Picking
from ai_tui.tui.screens.scribe import ScribeScreen

CLEAR = {"f8", "escape", "enter", "ctrl+f", "ctrl+o", "ctrl+p", "ctrl+g", "ctrl+n"}


def burst(app, *keys):
    """Press keys all at once, as a slow machine finds them."""
    for key in keys:
        for each in (key,) if key in CLEAR else key:
            app.post_message(events.Key(each, None if each in CLEAR else each))


async def trickle(app, *keys):
    """Press keys while the program answers the ones before."""
    for key in keys:
        for each in (key,) if key in CLEAR else key:
            burst(app, each)
            await asyncio.sleep(0)


def typed(stage) -> str:
    """What stands in the field of the panel on top."""
    field = stage.pilot.app.screen.query_one("#sheet-field")
    assert isinstance(field, TextArea | Input)
    return field.text if isinstance(field, TextArea) else field.value


def panel(stage) -> str:
    return type(stage.pilot.app.screen).__name__


async def settled(stage):
    for _ in range(5):
        await stage.settle()


@pytest.mark.parametrize(
    ("keys", "there", "text"),
    [
        (("f8", "7", "pauze"), "MessagePanel", "pauze"),
        (("ctrl+o", "m", "pauze"), "MessagePanel", "pauze"),
        (("ctrl+o", "s7", "pauze"), "MessagePanel", "pauze"),
        (("ctrl+o", "k", "pauze"), "NotePanel", "pauze"),
        (("ctrl+o", "j", "+", "pauze"), "Groups", "pauze"),
        (("ctrl+p", "bericht", "enter", "pauze"), "MessagePanel", "pauze"),
        (("f8", "escape", "f8", "7pauze"), "MessagePanel", "pauze"),
    ],
)
async def test_what_is_typed_at_once_lands_in_the_panel_that_was_asked(tmp_path, keys, there, text):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        burst(stage.pilot.app, *keys)
        await settled(stage)
        assert panel(stage) == there
        assert typed(stage) == text
        assert len(stage.pilot.app.screen_stack) == 2
        await stage.keys("escape")
        assert stage.scribe.editor.half_typed is None


@pytest.mark.parametrize("keys", [("f8", "escape"), ("ctrl+o", "escape"), ("ctrl+g", "escape")])
async def test_what_is_typed_at_once_after_a_panel_closed_lands_in_the_form(tmp_path, keys):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        await stage.keys("f2", "f2", "f2", "f2", "f9")
        form = stage.scribe.desk.form.id
        burst(stage.pilot.app, *keys, "buren", "enter", "ctrl+n", "samen", "enter")
        await settled(stage)
        assert stage.texts(form, "Tafel 1") == ["buren"]
        assert stage.texts(form, "Tafel 2") == ["samen"]


ASKING = """
title = "Proef"
groups = "ask"

[[blocks]]
title = "Praten"
start = "16:00"
min = 60

[[blocks.forms]]
id = "regels"
kind = "list"
title = "Regels"
"""


@pytest.mark.parametrize("opens", ["f8", "ctrl+o", "ctrl+g", "ctrl+f"])
async def test_what_is_typed_while_a_panel_closes_stays_in_order(tmp_path, opens):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        await stage.keys("f2", "f2", "f2", "f2", "f9")
        form = stage.scribe.desk.form.id
        await stage.keys(opens)
        await trickle(stage.pilot.app, "escape", ascii_lowercase, "enter")
        await settled(stage)
        assert stage.texts(form, "Tafel 1") == [ascii_lowercase]


async def test_an_entry_of_the_room_has_no_other_group_to_go_to(tmp_path):
    clock = HandClock()
    plan = plan_from(ASKING.replace('groups = "ask"', "") + 'for = "room"')
    async with on_stage(new_run(tmp_path / "r", clock, groups=0, plan=plan), clock) as stage:
        await stage.type("samen")
        await stage.keys("enter", "up", "ctrl+o", "a")
        assert "van de zaal; een andere groep heeft het niet" in stage.part("status")


@pytest.mark.parametrize(
    ("early", "late"),
    [
        (["4"], ["enter"]),
        (["4", "enter"], []),
        (["4"], ["enter", *"buren", "enter"]),
        (["4", "enter", "buren", "enter"], []),
    ],
)
async def test_a_number_of_groups_typed_before_the_first_paint_makes_them(tmp_path, early, late):
    clock = HandClock()
    run = new_run(tmp_path / "r", clock, groups=0, plan=plan_from(ASKING))
    scribe = ScribeScreen(run, TABLE)

    def first():
        burst(app, *early)
        return scribe

    app = AiTuiApp(first, run.words)
    async with app.run_test(size=(80, 24)) as pilot:
        stage = Stage(pilot, scribe, clock)
        await settled(stage)
        await stage.keys(*late)
        await settled(stage)
        assert [group.name for group in run.state.groups("groups")] == [
            f"Groep {number}" for number in range(1, 5)
        ]
        typed = "u" in "".join([*early, *late])
        assert stage.texts("regels", "Groep 1") == (["buren"] if typed else [])
        scribe.link.stop()
    run.close()


@pytest.mark.parametrize("late", [0, 1, 2])
async def test_a_number_of_groups_typed_right_after_picking_makes_them(monkeypatch, tmp_path, late):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    picking = Picking(Words("nl"), None, "notulist", HandClock())
    async with picking.app.run_test(size=(80, 24)) as pilot:
        keys = ["n", "4", "enter"]
        burst(pilot.app, *keys[: 3 - late])
        while pilot.app.scribe is None:
            await pilot.pause()
        scribe = pilot.app.scribe
        stage = Stage(pilot, scribe, HandClock())
        await stage.keys(*keys[3 - late :])
        await settled(stage)
        assert len(scribe.run.state.groups("groups")) == 4
    scribe.close()
