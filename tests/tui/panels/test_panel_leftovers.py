import gc

from scribe_stage import HandClock, new_run, on_stage
from textual.strip import Strip


def painted() -> int:
    """How many painted lines are in memory."""
    gc.collect()
    return sum(type(thing) is Strip for thing in gc.get_objects())


async def test_a_panel_that_was_closed_leaves_no_painted_lines_behind(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:

        async def look(times: int) -> int:
            for _ in range(times):
                for key in ("f1", "ctrl+g", "ctrl+f"):
                    await stage.keys(key)
                    await stage.keys("escape")
            return painted()

        before = await look(2)
        assert await look(6) < before + 18 * 20
