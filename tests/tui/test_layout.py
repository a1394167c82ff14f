import pytest
from hypothesis import given
from hypothesis import strategies as st
from scribe_stage import HandClock, new_run

from ai_tui.tui.app import AiTuiApp
from ai_tui.tui.commands.table import TABLE
from ai_tui.tui.editor.area import RowArea
from ai_tui.tui.layout import LEAST, boxes, layout
from ai_tui.tui.screens.scribe import ScribeScreen
from ai_tui.tui.theme import THEMES, palette

sizes = st.tuples(st.integers(LEAST[0], 320), st.integers(LEAST[1], 100))


@given(sizes)
def test_the_parts_cover_every_cell_once(size):
    width, height = size
    cells = [
        (x, y)
        for box in boxes(layout(width, height)).values()
        for y in range(box.y, box.y + box.height)
        for x in range(box.x, box.x + box.width)
    ]
    assert len(cells) == len(set(cells))
    assert set(cells) == {(x, y) for x in range(width) for y in range(height)}


@pytest.mark.parametrize("size", [(59, 40), (120, 15), (1, 1)])
def test_a_terminal_too_small_is_covered_by_the_request_for_a_larger_one(size):
    assert boxes(layout(*size))["too_small"] == (0, 0, *size)


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
async def test_the_screen_stands_as_the_layout_says(tmp_path, size):
    run = new_run(tmp_path / "run", HandClock())
    scribe = ScribeScreen(run, TABLE)
    try:
        async with AiTuiApp(lambda: scribe, run.words).run_test(size=size) as pilot:
            await pilot.pause()
            shown = {part.id: tuple(part.region) for part in scribe.children if part.display}
            assert shown == {name: tuple(box) for name, box in boxes(layout(*size)).items()}
            for theme in (*THEMES[1:], THEMES[0]):
                pilot.app.theme = theme.name
                await pilot.pause()
                area = scribe.query_one(RowArea)
                assert area.styles.background.hex.lower() == palette(theme.name).ground
    finally:
        scribe.close()
