import pytest
from textual.app import App, ComposeResult
from textual.geometry import Region

from ai_tui.tui.paint.digits import digits_rows
from ai_tui.tui.paint.pieces import Piece, pad
from ai_tui.tui.theme import CONTRAST, DARK, LIGHT, THEMES
from ai_tui.tui.widgets.digits import BigDigits
from ai_tui.tui.widgets.rows import NEAR, Rows, changed_spans


class Shown(App[None]):
    CSS = "Screen { layout: vertical; } BigDigits { height: 8; }"

    def __init__(self) -> None:
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name
        self.clicks: list[tuple[str | None, int, int]] = []

    def compose(self) -> ComposeResult:
        yield Rows(id="rows")
        yield BigDigits(id="digits")

    def on_rows_clicked(self, event: Rows.Clicked) -> None:
        self.clicks.append((event.control.id, event.row, event.column))


def row(*texts: str):
    return tuple(Piece(text) for text in texts)


def painted(rows: Rows) -> list[str]:
    return [rows.render_line(y).text.rstrip() for y in range(rows.size.height)]


@pytest.fixture
def spied(monkeypatch):
    refreshed: list[Region] = []
    layouts: list[bool] = []
    original = Rows.refresh

    def spy(self, *regions, repaint=True, layout=False, recompose=False):
        refreshed.extend(regions or (Region(0, 0, *self.size),))
        layouts.append(layout)
        return original(self, *regions, repaint=repaint, layout=layout, recompose=recompose)

    monkeypatch.setattr(Rows, "refresh", spy)
    return refreshed, layouts


async def test_it_shows_its_rows_and_blanks_below():
    app = Shown()
    async with app.run_test(size=(20, 12)):
        rows = app.query_one("#rows", Rows)
        rows.set_rows([row("een"), row("twee ", "drie")])
        assert painted(rows) == ["een", "twee drie", "", ""]


async def test_a_tick_paints_only_the_cells_that_changed(spied):
    refreshed, layouts = spied
    app = Shown()
    async with app.run_test(size=(40, 12)) as pilot:
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
    async with app.run_test(size=(40, 12)) as pilot:
        rows = app.query_one("#rows", Rows)
        rows.set_rows([row("een", "twee")])
        await pilot.pause()
        refreshed.clear()
        rows.set_rows([row("een", "twee")])
        rows.set_rows([row("eentwee")])
        assert refreshed == []


async def test_fewer_rows_leave_nothing_behind():
    app = Shown()
    async with app.run_test(size=(20, 12)):
        rows = app.query_one("#rows", Rows)
        rows.set_rows([row("een"), row("twee")])
        rows.set_rows([row("een")])
        assert painted(rows) == ["een", "", "", ""]


async def test_a_change_of_role_is_a_change(spied):
    refreshed, _ = spied
    app = Shown()
    async with app.run_test(size=(20, 12)) as pilot:
        rows = app.query_one("#rows", Rows)
        rows.set_rows([row("een")])
        await pilot.pause()
        refreshed.clear()
        rows.set_rows([(Piece("een", "alarm"),)])
        assert refreshed == [Region(0, 0, 3, 1)]


async def test_a_change_of_theme_paints_everything_in_its_colours():
    app = Shown()
    async with app.run_test(size=(20, 12)) as pilot:
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
    async with app.run_test(size=(60, 12)):
        rows = app.query_one("#rows", Rows)
        text = "[/x] [@click=app.quit]weg[/] [b]vet"
        rows.set_rows([row(text)])
        assert painted(rows)[0] == text


async def test_a_row_that_is_too_wide_is_cut_at_the_edge():
    app = Shown()
    async with app.run_test(size=(10, 12)):
        rows = app.query_one("#rows", Rows)
        rows.set_rows([row("部屋の人々は待つ")])
        assert rows.render_line(0).cell_length == 10


async def test_a_click_tells_row_and_column():
    app = Shown()
    async with app.run_test(size=(20, 12)) as pilot:
        await pilot.click("#rows", offset=(5, 2))
        await pilot.pause()
        assert app.clicks == [("rows", 2, 5)]


async def test_a_resize_shows_the_whole_width():
    app = Shown()
    async with app.run_test(size=(20, 12)) as pilot:
        rows = app.query_one("#rows", Rows)
        rows.set_rows([row("een lange regel tekst die past")])
        rows.render_line(0)
        await pilot.resize_terminal(60, 12)
        await pilot.pause()
        assert painted(rows)[0] == "een lange regel tekst die past"


async def test_a_tick_of_the_big_digits_paints_only_the_last_glyph(spied):
    refreshed, layouts = spied
    app = Shown()
    async with app.run_test(size=(80, 12)) as pilot:
        digits = app.query_one("#digits", BigDigits)
        digits.show("08:48")
        await pilot.pause()
        refreshed.clear()
        layouts.clear()
        digits.show("08:47")
        digits.show("08:47")
        assert refreshed
        assert min(region.x for region in refreshed) >= 80 // 2 + 56 // 2 - 11
        assert all(region.height == 1 for region in refreshed)
        assert len(refreshed) < 8
        assert layouts == [False]


async def test_the_big_digits_follow_the_size_of_their_widget():
    app = Shown()
    async with app.run_test(size=(80, 12)) as pilot:
        digits = app.query_one("#digits", BigDigits)
        digits.show("08:48", "alarm")
        await pilot.resize_terminal(30, 12)
        await pilot.pause()
        assert any("┏━┓" in line for line in painted(digits))
        digits.styles.height = 1
        await pilot.pause()
        assert [line.strip() for line in painted(digits)] == ["08:48"]


def test_changes_far_apart_are_painted_apart():
    gap = "." * (NEAR + 5)
    assert list(changed_spans(row(f"1{gap}1"), row(f"2{gap}2"))) == [
        (0, 1),
        (NEAR + 6, NEAR + 7),
    ]
    assert list(changed_spans(row("1...1"), row("2...2"))) == [(0, 5)]


def test_a_wide_character_is_repainted_whole():
    assert list(changed_spans(row("部a"), row("屋a"))) == [(0, 2)]
    assert list(changed_spans(row("ab"), row("部"))) == [(0, 2)]
    assert list(changed_spans(row("x部"), row("部x"))) == [(0, 3)]


def test_a_combining_mark_changes_its_letter():
    assert list(changed_spans(row("abe"), row("abe\u0301"))) == [(2, 3)]


def test_a_longer_row_repaints_its_tail():
    assert list(changed_spans(row("een"), row("een twee"))) == [(3, 8)]
    assert list(changed_spans(row("een twee"), row("een"))) == [(3, 8)]
    assert list(changed_spans((), ())) == []


def test_digits_and_texts_share_rows_and_still_change_apart():
    def panel(text):
        return [
            (*left, Piece(pad("", 4)), Piece("straks  Delen")) for left in digits_rows(text, 18, 3)
        ]

    spans = [
        list(changed_spans(old, new))
        for old, new in zip(panel("08:48"), panel("08:47"), strict=True)
    ]
    assert all(start >= 12 and end <= 15 for each in spans for start, end in each)
