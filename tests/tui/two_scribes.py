"""Two scribes with a screen each, on one run."""

from contextlib import asynccontextmanager

from scribe_stage import HandClock, new_run, on_stage

from ai_tui.run.run import Run


@asynccontextmanager
async def both(tmp_path, size=(120, 36)):
    clock = HandClock()
    run = new_run(tmp_path / "r", clock, author="Ann")
    other = Run.open(tmp_path / "r", "Bob", clock)
    async with on_stage(run, clock, size) as ann, on_stage(other, clock, size) as bob:
        yield ann, bob


async def until(stage, true):
    """Wait until something is so on a screen: the disk's thread looks by itself."""
    for _ in range(1000):
        if true():
            return
        await stage.pilot.pause(0.01)
    raise AssertionError(stage.part("status"), stage.form())


async def seen(stage, text):
    await until(stage, lambda: text in stage.texts("top-3", "Tafel 1"))


async def told(stage, text):
    await until(stage, lambda: text in stage.part("status"))
