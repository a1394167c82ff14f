import gc

from scribe_stage import HandClock, new_run, on_stage
from textual._styles_cache import StylesCache
from textual.strip import Strip

from ai_tui.tui.panels.panel import Panel

PATIENCE = 200
"""How often is looked whether the last panel is gone."""


def kept(kind: type) -> int:
    """How many things of a kind are in memory."""
    gc.collect()
    return sum(isinstance(thing, kind) for thing in gc.get_objects())


async def test_a_panel_that_was_closed_leaves_nothing_painted_behind(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:

        async def look(times: int) -> tuple[int, int]:
            for _ in range(times):
                for key in ("f1", "ctrl+g", "ctrl+f"):
                    await stage.keys(key)
                    await stage.keys("escape")
            for _ in range(PATIENCE):
                if not kept(Panel):
                    break
                await stage.pilot.pause(0.01)
            return kept(Strip), kept(StylesCache)

        strips, caches = await look(2)
        more_strips, more_caches = await look(6)
        assert kept(Panel) == 0
        assert more_strips < strips + 18
        assert more_caches < caches + 18
