"""What a terminal is sent while panels lie over the scribe's screen and the clock goes on."""

import pyte
import pytest
from scribe_stage import HandClock, new_run, on_stage
from textual._compositor import ChopsUpdate, Compositor

SIZE = (120, 36)


class Terminal:
    """A terminal of that size, and how many cells it was sent in part since it was looked at."""

    def __init__(self, app, monkeypatch) -> None:
        self.app = app
        self.screen = pyte.Screen(*SIZE)
        self.whole = self.cells = 0
        self._stream = pyte.Stream(self.screen)
        paint = Compositor.render_update

        def painted(compositor, *args, **options):
            update = paint(compositor, *args, **options)
            if update is not None:
                self._stream.feed(update.render_segments(self.app.console))
                if isinstance(update, ChopsUpdate):
                    self.cells += sum(end - start for _, start, end in update.spans)
                else:
                    self.whole += 1
            return update

        monkeypatch.setattr(Compositor, "render_update", painted)

    def shown_whole(self) -> list[str]:
        """What a terminal shows that is sent all of the screen at once."""
        other = pyte.Screen(*SIZE)
        top = self.app.screen
        update = top._compositor.render_full_update()
        pyte.Stream(other).feed(update.render_segments(self.app.console))
        return other.display


@pytest.mark.parametrize("keys", [(), ("ctrl+k",), ("f1",), ("ctrl+g",), ("ctrl+g", "=")])
async def test_the_clock_goes_on_in_a_few_cells_whatever_lies_over_the_screen(
    tmp_path, monkeypatch, keys
):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock, SIZE) as stage:
        terminal = Terminal(stage.pilot.app, monkeypatch)
        await stage.keys("f2", *keys)
        stage.pilot.app.refresh()
        await stage.pilot.pause()
        terminal.whole = terminal.cells = 0
        before = terminal.screen.display
        for _ in range(5):
            await stage.passes(seconds=12)
        assert terminal.whole == 0
        assert 0 < terminal.cells / 5 < 120 * 36 * 0.05
        assert terminal.screen.display == terminal.shown_whole() != before
