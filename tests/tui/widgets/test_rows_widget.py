import pytest
from textual.app import App, ComposeResult
from textual.geometry import Region

from ai_tui.tui.paint.pieces import Piece
from ai_tui.tui.theme import CONTRAST, DARK, LIGHT, THEMES
from ai_tui.tui.widgets.rows import Rows, changed_span
from ai_tui.tui.widgets.split_rows import SplitRows


class Shown(App[None]):
    CSS = "Screen { layout: vertical; } #rows { height: 4; } #split { height: 2; }"

    def __init__(self) -> None:
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name
        self.clicks: list[tuple[str | None, int, int]] = []

    def compose(self) -> ComposeResult:
        yield Rows(id="rows")
        yield SplitRows(id="split")

    def on_rows_clicked(self, event: Rows.Clicked) -> None:
        self.clicks.append((event.control.id, event.row, event.column))


def row(*texts: str):
    return tuple(Piece(text) for text in texts)


def painted(rows: Rows) -> list[str]:
    return [rows.render_line(y).text.rstrip() for y in range(rows.size.height)]


class Spied(tuple):
    """The regions refreshed, whether each asked for a layout, and the widgets themselves."""

    widgets: list[Rows]


@pytest.fixture
def spied(monkeypatch):
    refreshed: list[Region] = []
    layouts: list[bool] = []
    found = Spied((refreshed, layouts))
    found.widgets = []
    original = Rows.refresh

    def spy(self, *regions, repaint=True, layout=False, recompose=False):
        refreshed.extend(regions or (Region(0, 0, *self.size),))
        layouts.append(layout)
        found.widgets.append(self)
        return original(self, *regions, repaint=repaint, layout=layout, recompose=recompose)

    monkeypatch.setattr(Rows, "refresh", spy)
    return found


async def test_it_shows_its_rows_and_blanks_below():
    app = Shown()
    async with app.run_test(size=(20, 14)):
        rows = app.query_one("#rows", Rows)
        rows.set_rows([row("een"), row("twee ", "drie")])
        assert painted(rows) == ["een", "twee drie", "", ""]


async def test_a_tick_paints_only_the_cells_that_changed(spied):
    refreshed, layouts = spied
    app = Shown()
    async with app.run_test(size=(40, 14)) as pilot:
        rows = app.query_one("#rows", Rows)
        rows.set_rows([row("kop 17:48"), row("midden"), row("nog 08:48 te gaan")])
        await pilot.pause()
        refreshed.clear()
        layouts.clear()
        rows.set_rows([row("kop 17:48"), row("midden"), row("nog 08:47 te gaan")])
        await pilot.pause()
        assert refreshed == [Region(8, 2, 1, 1)]
        assert layouts == [False]
        assert painted(rows)[2] == "nog 08:47 te gaan"


async def test_the_same_rows_paint_nothing(spied):
    refreshed, _ = spied
    app = Shown()
    async with app.run_test(size=(40, 14)) as pilot:
        rows = app.query_one("#rows", Rows)
        rows.set_rows([row("een", "twee")])
        await pilot.pause()
        refreshed.clear()
        rows.set_rows([row("een", "twee")])
        rows.set_rows([row("eentwee")])
        assert refreshed == []


async def test_fewer_rows_leave_nothing_behind():
    app = Shown()
    async with app.run_test(size=(20, 14)):
        rows = app.query_one("#rows", Rows)
        rows.set_rows([row("een"), row("twee")])
        rows.set_rows([row("een")])
        assert painted(rows) == ["een", "", "", ""]


async def test_a_change_of_role_is_a_change(spied):
    refreshed, _ = spied
    app = Shown()
    async with app.run_test(size=(20, 14)) as pilot:
        rows = app.query_one("#rows", Rows)
        rows.set_rows([row("een")])
        await pilot.pause()
        refreshed.clear()
        rows.set_rows([(Piece("een", "alarm"),)])
        assert refreshed == [Region(0, 0, 3, 1)]


async def test_a_change_of_theme_paints_everything_in_its_colours():
    app = Shown()
    async with app.run_test(size=(20, 14)) as pilot:
        rows = app.query_one("#rows", Rows)
        rows.set_rows([(Piece("laat", "look_out"),)])
        for colours in (LIGHT, CONTRAST, DARK):
            app.theme = colours.name
            await pilot.pause()
            strip = rows.render_line(0)
            assert next(iter(strip)).style == colours.style("look_out")
            assert rows.render_line(3)._segments[0].style == colours.style("text")


async def test_markup_is_only_text():
    app = Shown()
    async with app.run_test(size=(60, 14)):
        rows = app.query_one("#rows", Rows)
        text = "[/x] [@click=app.quit]weg[/] [b]vet"
        rows.set_rows([row(text)])
        assert painted(rows)[0] == text


async def test_a_row_that_is_too_wide_is_cut_at_the_edge():
    app = Shown()
    async with app.run_test(size=(10, 14)):
        rows = app.query_one("#rows", Rows)
        rows.set_rows([row("部屋の人々は待つ")])
        assert rows.render_line(0).cell_length == 10


async def test_a_click_tells_row_and_column():
    app = Shown()
    async with app.run_test(size=(20, 14)) as pilot:
        await pilot.click("#rows", offset=(5, 2))
        await pilot.pause()
        assert app.clicks == [("rows", 2, 5)]


async def test_a_resize_shows_the_whole_width():
    app = Shown()
    async with app.run_test(size=(20, 14)) as pilot:
        rows = app.query_one("#rows", Rows)
        rows.set_rows([row("een lange regel tekst die past")])
        rows.render_line(0)
        await pilot.resize_terminal(60, 14)
        await pilot.pause()
        assert painted(rows)[0] == "een lange regel tekst die past"


def test_a_change_is_one_stretch_from_first_to_last():
    assert changed_span(row("1...1"), row("2...2")) == (0, 5)
    assert changed_span(row("08:48"), row("08:47")) == (4, 5)
    assert changed_span(row("08:48"), row("08:", "48")) is None


def test_a_wide_character_is_repainted_whole():
    assert changed_span(row("部a"), row("屋a")) == (0, 2)
    assert changed_span(row("ab"), row("部")) == (0, 2)
    assert changed_span(row("x部"), row("部x")) == (0, 3)


def test_a_combining_mark_changes_its_letter():
    assert changed_span(row("abe"), row("abe\u0301")) == (2, 3)


def test_a_longer_row_repaints_its_tail():
    assert changed_span(row("een"), row("een twee")) == (3, 8)
    assert changed_span(row("een twee"), row("een")) == (3, 8)
    assert changed_span((), ()) is None


async def test_parts_show_the_same_as_whole_rows():
    app = Shown()
    async with app.run_test(size=(40, 30)) as pilot:
        split = app.query_one("#split", SplitRows)
        split.split_at((4, 9, 20))
        split.set_rows([row("nog 08:48 tot 17:57"), row("部屋の人々は待つ")])
        await pilot.pause()
        parts = [part for part in split.query(Rows) if part.display]
        assert [part.size.width for part in parts] == [4, 5, 11, 20]
        assert "".join(part.render_line(0).text for part in parts).rstrip() == "nog 08:48 tot 17:57"
        assert [part.region.x for part in parts] == [0, 4, 9, 20]


async def test_a_change_in_one_part_leaves_the_others_alone(spied):
    refreshed, layouts = spied
    app = Shown()
    async with app.run_test(size=(40, 30)) as pilot:
        split = app.query_one("#split", SplitRows)
        split.split_at((4, 9))
        split.set_rows([row("nog 08:48 tot 17:57")])
        await pilot.pause()
        refreshed.clear()
        layouts.clear()
        spied.widgets.clear()
        split.split_at((4, 9))
        split.set_rows([row("nog 08:47 tot 17:57")])
        assert refreshed == [Region(4, 0, 1, 1)]
        assert [part.region.x for part in spied.widgets] == [4]
        assert layouts == [False]


async def test_a_click_in_a_part_tells_the_column_of_the_row():
    app = Shown()
    async with app.run_test(size=(40, 30)) as pilot:
        split = app.query_one("#split", SplitRows)
        split.split_at((4, 9))
        await pilot.pause()
        await pilot.click("#split", offset=(11, 1))
        await pilot.pause()
        assert app.clicks == [("split", 1, 11)]


async def test_more_cuts_than_parts_leave_the_rest_in_the_last_part():
    app = Shown()
    async with app.run_test(size=(40, 30)) as pilot:
        split = app.query_one("#split", SplitRows)
        split.split_at(range(1, 30))
        split.set_rows([row("een lange regel tekst die past")])
        await pilot.pause()
        parts = [part for part in split.query(Rows) if part.display]
        text = "".join(part.render_line(0).text for part in parts)
        assert text.rstrip() == "een lange regel tekst die past"


async def test_fewer_cuts_join_the_parts_again():
    app = Shown()
    async with app.run_test(size=(40, 30)) as pilot:
        split = app.query_one("#split", SplitRows)
        split.split_at((4, 9))
        split.set_rows([row("nog 08:48 tot 17:57")])
        split.split_at(())
        await pilot.pause()
        parts = [part for part in split.query(Rows) if part.display]
        assert [part.render_line(0).text.rstrip() for part in parts] == ["nog 08:48 tot 17:57"]
