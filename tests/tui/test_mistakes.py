from scribe_stage import HandClock, Stage, new_run

from ai_tui.run.run import Run
from ai_tui.tui.app import AiTuiApp
from ai_tui.tui.commands.table import TABLE
from ai_tui.tui.screens.scribe import ScribeScreen


async def test_a_mistake_of_the_program_takes_no_half_typed_row_along(tmp_path):
    clock = HandClock()
    run = new_run(tmp_path / "r", clock)
    scribe = ScribeScreen(run, TABLE)
    app = AiTuiApp(lambda: scribe, run.words)
    async with app.run_test(size=(120, 36)) as pilot:
        stage = Stage(pilot, scribe, clock)
        await stage.settle()
        await stage.type("half")
        app.panic("kapot")
    scribe.close()
    assert app.return_code == 1
    again = Run.open(tmp_path / "r", "lezer", clock, read_only=True)
    assert [entry.text for entry in again.state.entries()] == ["half"]
