from pathlib import Path

import pytest
from scene import Scene, to_the_top_3
from scribe_stage import HandClock

from ai_tui.locale import Words
from ai_tui.tui.app import AiTuiApp
from ai_tui.tui.screens.picker import PickerScreen

SIZES = ((80, 24), (120, 36), (200, 60))


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    """A folder of runs: one that goes on, one that is over, and what is no run at all."""
    monkeypatch.chdir(tmp_path)
    for name, over in (("de-middag", False), ("vorige-keer", True)):
        scene = Scene(Path("runs", name))
        to_the_top_3(scene)
        if over:
            scene.run.clock.finish()
        scene.run.close()
    return Path("runs")


def picker(root, lang="nl"):
    words, clock = Words(lang), HandClock()
    return AiTuiApp(
        lambda: PickerScreen(words, "notulist", clock, lambda chosen: None, root=root), words
    )


async def read(pilot):
    """Wait until every run was read."""
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


@pytest.mark.parametrize("size", SIZES, ids="{0[0]}x{0[1]}".format)
def test_the_picker_of_somebody_who_is_new(size, tmp_path, snap_compare):
    app = picker(tmp_path / "none")
    assert snap_compare(app, terminal_size=size, run_before=read)


@pytest.mark.parametrize("size", SIZES, ids="{0[0]}x{0[1]}".format)
def test_the_picker_with_runs(size, shelf, snap_compare):
    app = picker(shelf)
    assert snap_compare(app, terminal_size=size, run_before=read, press=["up"])


def test_the_picker_in_english(tmp_path, snap_compare):
    app = picker(tmp_path / "none", "en")
    assert snap_compare(app, run_before=read)
