"""What was saved and is gone again, or is half-typed: nobody leaves without it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from failing_disk import (
    BadDisk,
    fill_up,
    homes_of_its_own,
    leave_twice,
    said,
    small_disk,
    texts_of,
    until,
    write,
)
from scribe_stage import HandClock, HandTicks, Stage, new_run, on_stage

from ai_tui.errors import AiTuiError
from ai_tui.run import folders, saving
from ai_tui.run.run import Run
from ai_tui.store.problems import SaveError
from ai_tui.tui.app import AiTuiApp
from ai_tui.tui.commands.table import TABLE
from ai_tui.tui.panels.rescue import Rescue
from ai_tui.tui.screens.scribe import ScribeScreen


@pytest.fixture(autouse=True)
def homes(tmp_path, monkeypatch):
    homes_of_its_own(tmp_path, monkeypatch)


@pytest.fixture
def unnoticed(monkeypatch):
    """A disk that is only looked at when it is asked something."""
    monkeypatch.setattr(saving, "LOOK_EVERY", 3600.0)


def program(run: Run) -> tuple[ScribeScreen, AiTuiApp]:
    scribe = ScribeScreen(run, TABLE, ticks=HandTicks())
    return scribe, AiTuiApp(lambda: scribe, run.words)


def fail(*_args):
    raise SaveError("full", "Niet bewaard: de schijf is vol.")


def drafts_in(folder: Path) -> list[object]:
    return [json.loads(file.read_bytes())["doc"] for file in (folder / "drafts").glob("*.json")]


async def go_on_in_a_copy(stage: Stage):
    """The folder of the copy, after one Enter."""
    app = stage.pilot.app
    await stage.pilot.press("enter")
    await until(stage, lambda: isinstance(app.screen, ScribeScreen) and app.screen != stage.scribe)
    await Stage(stage.pilot, app.screen, stage.clock).settle()
    app.screen.close()
    return app.screen.run.folder


def sign(stage: Stage, text: str) -> str:
    """What stands behind a row of the form."""
    row = next(line for line in stage.form().splitlines() if text in line)
    return next((mark for mark in "✓!…" if mark in row), "")


async def test_a_folder_that_goes_is_no_longer_called_saved_until_it_is_back(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        await stage.type("Eerder")
        await stage.keys("enter")
        assert "✓ bewaard" in stage.part("status")
        assert sign(stage, "Eerder") == "✓"
        (tmp_path / "r").rename(tmp_path / "weg")
        await until(stage, lambda: "NIET BEWAARD: de map is weg" in stage.part("status"))
        assert "✓" not in stage.part("status")
        assert sign(stage, "Eerder") == "!"
        (tmp_path / "weg").rename(tmp_path / "r")
        await until(stage, lambda: "✓ bewaard" in stage.part("status"))
        assert sign(stage, "Eerder") == "✓"
        assert texts_of(tmp_path / "r") == {"Eerder"}


@pytest.mark.parametrize("typed", [True, False])
async def test_whoever_leaves_a_folder_that_is_gone_is_asked_where_to_go_on(
    tmp_path, unnoticed, typed
):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        if typed:
            await stage.type("Eerder")
            await stage.keys("enter")
        shutil.rmtree(tmp_path / "r")
        await leave_twice(stage)
        assert "is er niet meer" in said(stage.pilot.app.screen)
        copy = await go_on_in_a_copy(stage)
        (tmp_path / "r").mkdir()
    assert texts_of(copy) == ({"Eerder"} if typed else set())


async def test_a_signal_when_the_folder_is_gone_makes_the_copy(tmp_path, unnoticed):
    clock = HandClock()
    scribe, app = program(new_run(tmp_path / "r", clock))
    async with app.run_test() as pilot:
        stage = Stage(pilot, scribe, clock)
        await stage.type("Eerder")
        await stage.keys("enter")
        (tmp_path / "r").rename(tmp_path / "weg")
        app.leave()
        await pilot.pause()
    with pytest.raises(AiTuiError, match="noodkopie") as told:
        scribe.close()
    (copy,) = folders.kept()
    assert str(copy) in str(told.value)
    assert texts_of(copy) == {"Eerder"}


async def test_without_any_place_for_a_copy_what_was_saved_and_is_gone_is_told(
    tmp_path, monkeypatch, unnoticed
):
    clock = HandClock()
    scribe, app = program(new_run(tmp_path / "r", clock))
    monkeypatch.setattr("ai_tui.run.rescue._has_room", lambda *_: False)
    async with app.run_test() as pilot:
        stage = Stage(pilot, scribe, clock)
        await stage.type("Eerder")
        await stage.keys("enter", "ctrl+k", *"sleutel")
        shutil.rmtree(tmp_path / "r")
        app.leave()
        await pilot.pause()
    with pytest.raises(AiTuiError, match="sleutel · Eerder"):
        scribe.close()


def give(run: Run, texts: list[str]) -> None:
    form, group = run.state.forms[0], run.state.groups("groups")[0]
    run.harvest.append(form, group.id, run.slots(form, group)[0].id, texts)


async def test_rows_that_an_editor_changed_on_a_full_disk_keep_who_leaves(tmp_path):
    clock = HandClock()
    texts = [f"rij {n} " + "y" * 500 for n in range(12)]
    with small_disk(tmp_path / "small") as small:
        run = new_run(small / "r", clock)
        async with on_stage(run, clock) as stage:
            give(run, texts)
            await stage.settle()
            (journal,) = (small / "r" / "journal").iterdir()
            fill_up(small / "filler")
            there = journal.read_bytes()
            with journal.open("r+b") as file:
                file.write(there.replace(b"yyyy", b"zzzz"))
            await until(stage, lambda: "NIET BEWAARD: de schijf is vol" in stage.part("status"))
            await leave_twice(stage)
            copy = await go_on_in_a_copy(stage)
            (small / "filler").unlink()
        assert texts_of(copy) == set(texts)


async def test_rows_of_others_that_cannot_be_put_back_keep_who_leaves(tmp_path, monkeypatch):
    clock = HandClock()
    new_run(tmp_path / "r", clock).close()
    other = Run.open(tmp_path / "r", "kees", clock)
    give(other, ["koffie"])
    other.close()
    async with on_stage(Run.open(tmp_path / "r", "notulist", clock), clock) as stage:
        with monkeypatch.context() as patch:
            patch.setattr(saving, "put_back", fail)
            (journal,) = (tmp_path / "r" / "journal").glob("*kees*")
            journal.unlink()
            await until(stage, lambda: "NIET BEWAARD: de schijf is vol" in stage.part("status"))
            await leave_twice(stage)
            copy = await go_on_in_a_copy(stage)
        assert texts_of(copy) == {"koffie"}


async def test_what_is_there_at_the_second_try_is_not_spoken_of(tmp_path, monkeypatch):
    clock = HandClock()
    run = new_run(tmp_path / "r", clock)
    async with on_stage(run, clock) as stage:
        await stage.type("Eerder")
        await stage.keys("enter")
        heal, tries, lights = run.store.heal, [], set()

        def once_not():
            tries.append(None)
            if len(tries) == 1:
                fail()
            heal()

        monkeypatch.setattr(run.store, "heal", once_not)

        def looked() -> bool:
            lights.add(stage.scribe.link.light.state)
            return len(tries) > 3

        await until(stage, looked)
        assert lights == {"saved"}
        assert stage.scribe.link.trouble is None


@pytest.mark.parametrize("how", ["rights", "gone"])
async def test_what_is_half_typed_in_a_panel_and_not_on_the_disk_keeps_who_leaves(
    tmp_path, monkeypatch, unnoticed, how
):
    clock = HandClock()
    run = new_run(tmp_path / "r", clock)
    async with on_stage(run, clock) as stage:
        await stage.keys("ctrl+k", *"sleutel")
        if how == "gone":
            (tmp_path / "r").rename(tmp_path / "weg")
        else:
            monkeypatch.setattr(run.store, "save_draft", fail)
        await leave_twice(stage)
        assert "Niet bewaard" in said(stage.pilot.app.screen)
        copy = await go_on_in_a_copy(stage)
        (tmp_path / "r").mkdir(exist_ok=True)
    assert drafts_in(copy) == [{"panels": {"note": "sleutel"}}]


async def test_a_signal_takes_what_is_half_typed_in_a_panel_to_the_copy(
    tmp_path, monkeypatch, unnoticed
):
    clock = HandClock()
    run = new_run(tmp_path / "r", clock)
    scribe, app = program(run)
    async with app.run_test() as pilot:
        stage = Stage(pilot, scribe, clock)
        await stage.keys("ctrl+k", *"sleutel")
        monkeypatch.setattr(run.store, "save_draft", fail)
        app.leave()
        await pilot.pause()
    with pytest.raises(AiTuiError, match="noodkopie"):
        scribe.close()
    (copy,) = folders.kept()
    assert drafts_in(copy) == [{"panels": {"note": "sleutel"}}]


async def test_a_draft_that_cannot_be_kept_keeps_nobody_who_has_nothing_half_typed(
    tmp_path, monkeypatch, unnoticed
):
    clock = HandClock()
    run = new_run(tmp_path / "r", clock)
    async with on_stage(run, clock) as stage:
        monkeypatch.setattr(run.store, "save_draft", fail)
        await stage.keys("ctrl+c", "ctrl+c")
        await until(stage, lambda: stage.pilot.app.return_code == 0)


async def test_the_panel_goes_when_the_disk_saves_again(tmp_path, monkeypatch):
    clock = HandClock()
    run = new_run(tmp_path / "r", clock)
    async with on_stage(run, clock) as stage:
        disk = BadDisk(run, monkeypatch)
        await write(stage, "Buren", "enter")
        await leave_twice(stage)
        disk.mend()
        await until(stage, lambda: stage.pilot.app.screen is stage.scribe)
        assert "Alles is toch bewaard" in stage.part("status")
        assert "✓ bewaard" in stage.part("status")
        assert stage.pilot.app.is_running
        stage.scribe.doing.do("rescue")
        await until(stage, lambda: isinstance(stage.pilot.app.screen, Rescue))
        await write(stage, "", "end")
        stage.scribe.safety.go_on()
        assert isinstance(stage.pilot.app.screen, Rescue)
        await stage.pilot.press("escape")


async def test_of_a_silent_disk_the_panel_says_where_and_what_to_do(tmp_path, monkeypatch):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock, (160, 40)) as stage:
        held = []
        with monkeypatch.context() as patch:
            patch.setattr(stage.scribe.link._disk, "settle", lambda: held.append(None))
            await stage.pilot.press("ctrl+c", "ctrl+c")
            stage.ticks.seconds += 11
            stage.scribe.safety.go_on()
            await until(stage, lambda: stage.pilot.app.screen.query("#sheet-body"))
        told = said(stage.pilot.app.screen)
        assert f"Niet bewaard: de schijf van {tmp_path}/r antwoordt niet. Kijk of" in told
        stage.scribe.link._disk.settle()
        await until(stage, lambda: stage.pilot.app.screen is stage.scribe)
