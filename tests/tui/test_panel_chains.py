"""Keys that come faster than panels do: none gets lost, and none lands where it was not meant."""

import pytest
from scribe_stage import HandClock, new_run, on_stage
from textual import events
from textual.widgets import Input, TextArea

CLEAR = {"f8", "escape", "enter", "ctrl+o", "ctrl+p", "ctrl+g", "ctrl+n"}


def burst(stage, *keys):
    """Press keys all at once, as a slow machine finds them."""
    for key in keys:
        for each in (key,) if key in CLEAR else key:
            stage.pilot.app.post_message(events.Key(each, None if each in CLEAR else each))


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
        burst(stage, *keys)
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
        burst(stage, *keys, "buren", "enter", "ctrl+n", "samen", "enter")
        await settled(stage)
        assert stage.texts(form, "Tafel 1") == ["buren"]
        assert stage.texts(form, "Tafel 2") == ["samen"]
