import gc
from weakref import ref

import pytest
from scribe_stage import HandClock, new_run

from ai_tui.__main__ import main
from ai_tui.tui import base_app
from ai_tui.tui.app import AiTuiApp
from ai_tui.tui.commands.table import TABLE
from ai_tui.tui.screens.scribe import ScribeScreen


@pytest.fixture
def not_collecting():
    gc.disable()
    yield
    gc.unfreeze()
    gc.enable()


def test_a_command_leaves_the_search_for_garbage_as_usual():
    assert main(["--version"]) == 0
    assert gc.isenabled()


class Ring:
    """Something that only the search for garbage takes away."""

    def __init__(self):
        self.itself = self


async def test_a_screen_that_stands_begins_to_look_for_garbage(
    not_collecting, tmp_path, monkeypatch
):
    monkeypatch.setattr(base_app, "SETTLED", 0.001)
    run = new_run(tmp_path / "run", HandClock())
    scribe = ScribeScreen(run, TABLE)
    left = ref(Ring())
    assert left() is not None
    try:
        async with AiTuiApp(lambda: scribe, run.words).run_test(size=(80, 24)) as pilot:
            for _ in range(100):
                await pilot.pause()
                if gc.isenabled():
                    break
            assert gc.isenabled()
            assert gc.get_freeze_count() > 0
            assert left() is None
    finally:
        scribe.close()
