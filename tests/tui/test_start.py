import gc
from collections import Counter
from weakref import ref

import pytest
from scribe_stage import HandClock, new_run, on_stage
from textual.css.stylesheet import Stylesheet

from ai_tui.__main__ import main
from ai_tui.tui import base_app
from ai_tui.tui.app import AiTuiApp
from ai_tui.tui.commands.table import TABLE
from ai_tui.tui.panels.groups import Groups
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


async def test_what_a_start_mounts_gets_its_styles_once(tmp_path, monkeypatch):
    styled = Counter()
    apply = Stylesheet.apply

    def counted(sheet, node, **options):
        styled[node.id] += 1
        apply(sheet, node, **options)

    monkeypatch.setattr(Stylesheet, "apply", counted)
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "run", clock, groups=0), clock) as stage:
        assert isinstance(stage.pilot.app.screen, Groups)
        parts = ("header", "timeline", "footer", "sheet", "sheet-title", "sheet-body")
        assert {part: styled[part] for part in parts} == dict.fromkeys(parts, 1)
        stage.pilot.app.theme = "ai-light"
        await stage.settle()
        assert all(styled[part] > 1 for part in parts)
