from pathlib import Path

import pytest
from scene import Scene, settled, to_the_top_3
from scribe_stage import HandClock

from ai_tui.locale import Words
from ai_tui.run import folders
from ai_tui.tui.picking import Picking

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


@pytest.fixture
def picker(tmp_path, monkeypatch):
    """The app that opens with the picker of a folder of runs."""

    opened = []

    def open_picker(root, lang="nl"):
        monkeypatch.setattr(folders, "home", lambda: root)
        opened.append(Picking(Words(lang), Words(lang), "notulist", HandClock()))
        return opened[-1].app

    yield open_picker
    for picking in opened:
        if picking._scribe is not None:
            picking._scribe.close()


async def read(pilot):
    """Wait until every run was read."""
    await pilot.app.workers.wait_for_complete()
    while any(card.state == "unread" for card in pilot.app.screen.runs.values()):
        await pilot.pause()
    await pilot.pause()


@pytest.mark.parametrize("size", SIZES, ids="{0[0]}x{0[1]}".format)
def test_the_picker_of_somebody_who_is_new(size, picker, tmp_path, snap_compare):
    app = picker(tmp_path / "none")
    assert snap_compare(app, terminal_size=size, run_before=read)


@pytest.mark.parametrize("size", SIZES, ids="{0[0]}x{0[1]}".format)
def test_the_picker_with_runs(size, picker, shelf, snap_compare):
    assert snap_compare(picker(shelf), terminal_size=size, run_before=read, press=["up"])


def test_the_picker_in_english(picker, tmp_path, snap_compare):
    assert snap_compare(picker(tmp_path / "none", "en"), run_before=read)


@pytest.mark.parametrize("size", SIZES, ids="{0[0]}x{0[1]}".format)
def test_the_screen_that_the_picker_opens(size, picker, tmp_path, snap_compare):
    async def begin(pilot):
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("6", "enter")
        await settled(pilot, pilot.app.scribe)

    assert snap_compare(picker(tmp_path / "none"), terminal_size=size, run_before=begin)
