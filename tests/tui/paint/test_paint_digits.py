import pytest

from ai_tui.tui.paint.digits import digits_cells, digits_rows
from ai_tui.tui.paint.pieces import plain


def test_three_rows_are_boxes():
    assert plain(digits_rows("08:48", 18, 3)) == (
        "┏━┓┏━┓   ╻ ╻┏━┓\n┃ ┃┣━┫ : ┗━┫┣━┫\n┗━┛┗━┛     ╹┗━┛"
    )


def test_overtime_in_three_rows():
    assert plain(digits_rows("+02:10", 18, 3, "alarm")) == (
        "   ┏━┓╺━┓     ╻┏━┓\n╺╋╸┃ ┃┏━┛ :   ┃┃ ┃\n   ┗━┛┗━╸     ╹┗━┛"
    )


def test_five_rows_are_rectangles():
    assert plain(digits_rows("08:48", 46, 5)) == (
        "████████  ████████        ██    ██  ████████\n"
        "██    ██  ██    ██   ██   ██    ██  ██    ██\n"
        "██    ██  ████████        ████████  ████████\n"
        "██    ██  ██    ██   ██         ██  ██    ██\n"
        "████████  ████████              ██  ████████"
    )


def test_overtime_fits_the_same_room():
    assert digits_cells("+02:10", 46, 5) <= 46
    assert "█" in plain(digits_rows("+02:10", 46, 5))


def test_lit_cells_are_blanks_on_a_ground():
    rows = digits_rows("8", 20, 5)
    assert not "".join(p.text for row in rows for p in row).strip()
    assert sum(len(p.text) for p in rows[0] if p.reverse) == 8


def test_every_digit_looks_different():
    for height in (3, 5, 8, 20):
        shapes = {plain(digits_rows(d, 40, height)) for d in "0123456789"}
        assert len(shapes) == 10


@pytest.mark.parametrize(("width", "height"), [(80, 8), (120, 12), (200, 20), (300, 27)])
def test_on_a_projector_they_take_the_height_they_are_given(width, height, exact):
    rows = digits_rows("08:48", width, height)
    exact(rows, width, height)
    assert "█" in plain(rows[:1])
    assert "█" in plain(rows[-1:])


def test_what_is_too_wide_becomes_lower():
    rows = digits_rows("08:48", 80, 24)
    lit = [row for row in rows if "█" in plain([row])]
    assert 8 <= len(lit) < 24


@pytest.mark.parametrize("text", ["", "00:00", "+99:59", "2u13", "+12h05", "+999d", "?"])
@pytest.mark.parametrize("height", [0, 1, 2, 3, 4, 5, 9, 30])
def test_any_size_is_exact(text, height, exact):
    for width in (1, 5, 17, 18, 46, 80, 200):
        exact(digits_rows(text, width, height), width, height)
        assert digits_cells(text, width, height) <= max(width, len(text))


def test_a_tick_changes_only_the_last_glyph():
    before = digits_rows("08:48", 80, 8)
    after = digits_rows("08:47", 80, 8)
    last = digits_cells("08:4", 80, 8)
    for old, new in zip(before, after, strict=True):
        assert plain([old])[:last] == plain([new])[:last]
