"""Two scribes with a screen each, and panels open on both; presses that come faster than saves."""

import threading

from scribe_stage import HandClock, new_run, on_stage

from ai_tui.run.run import Run
from ai_tui.tui.panels.line import Line
from ai_tui.tui.panels.panel import Panel


def rows(stage, part):
    return "\n".join(
        "".join(piece.text for piece in row)
        for row in stage.pilot.app.screen.query_one(f"#sheet-{part}").rows
    )


async def until(stage, true):
    """Wait until something is so: the disk's thread looks by itself."""
    for _ in range(1000):
        if true():
            return
        await stage.pilot.pause(0.01)
    raise AssertionError(rows(stage, "body"))


async def test_the_minutes_of_a_block_that_the_other_dropped_are_nobodys(tmp_path):
    clock = HandClock()
    ann_run = new_run(tmp_path / "r", clock, author="Ann")
    bob_run = Run.open(tmp_path / "r", "Bob", clock)
    async with on_stage(ann_run, clock, (80, 24)) as ann, on_stage(bob_run, clock) as bob:
        await ann.keys("f2")
        title = ann_run.state.blocks[3].title
        await ann.keys("ctrl+o", "d", "down", "down", "down", "m")
        await until(bob, lambda: bob_run.evening().state == "running")
        await bob.keys("ctrl+o", "d", "down", "down", "down", "x")
        await until(ann, lambda: "is er niet meer" in rows(ann, "body"))
        assert title in rows(ann, "title")
        ann.pilot.app.screen.query_one(Line).value = ""
        await ann.keys("4", "0", "enter")
        assert ann_run.state.block("start") == bob_run.state.block("start")
        assert f"‘{title}’ is er niet meer" in rows(ann, "body")
        assert [each.id for each in ann_run.state.blocks] == [
            each.id for each in bob_run.state.blocks
        ]


async def test_enter_twice_takes_back_the_two_presses_that_were_shown(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock, (80, 24)) as stage:
        await stage.keys("f2", "f5", "f3", "f3", "ctrl+o", "y")
        assert "► Neem terug: verder na pauze: " in rows(stage, "body")
        await stage.pilot.press("enter", "enter")
        assert "Teruggenomen: pauze: " in rows(stage, "body")
        assert "► Neem terug: tijd erbij of eraf: " in rows(stage, "body")
        await stage.settle()
        assert "► Neem terug: tijd erbij of eraf: " in rows(stage, "body")
        assert stage.run.evening().state == "running"
        await stage.keys("enter", "enter", "enter", "enter")
        assert "► Er is niets om terug te nemen" in rows(stage, "body")
        assert stage.run.evening().state == "before"


async def test_a_press_is_offered_to_be_taken_back_as_soon_as_it_is_saved(tmp_path, monkeypatch):
    real = Panel.set_interval

    def no_ticks(panel, seconds, *more, **named):
        return real(panel, seconds if seconds < 1 else 1000, *more, **named)

    monkeypatch.setattr(Panel, "set_interval", no_ticks)
    clock = HandClock()
    run = new_run(tmp_path / "r", clock)
    answers, append = threading.Event(), run.store.append

    def late(*change):
        answers.wait()
        return append(*change)

    monkeypatch.setattr(run.store, "append", late)
    async with on_stage(run, clock, (80, 24)) as stage:
        await stage.pilot.press("f2", "ctrl+o", "y", "enter")
        assert "► Neem terug: dat kan zodra het bewaard is" in rows(stage, "body")
        answers.set()
        await until(stage, lambda: "► Neem terug: begin: " in rows(stage, "body"))
        assert stage.run.evening().state == "running"
