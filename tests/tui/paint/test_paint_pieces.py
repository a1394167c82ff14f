from ai_tui.tui.paint.pieces import (
    Piece,
    blank,
    cells,
    cut_row,
    fill,
    fit,
    fit_row,
    join,
    pad,
    plain,
    row_cells,
    rule,
    wrap,
)


def test_a_text_that_fits_stays_as_it_is():
    assert fit("Inloop", 6) == "Inloop"


def test_what_is_cut_off_leaves_a_sign():
    assert fit("Inloop en welkom", 10) == "Inloop en…"


def test_a_wide_character_is_never_cut_in_half():
    assert fit("部屋の人", 4) == "部…"
    assert fit("部屋の人", 5) == "部屋…"
    assert pad("部屋の人", 4) == "部… "


def test_combining_marks_stay_with_their_letter():
    assert fit("e\u0301e\u0301e\u0301", 2) == "e\u0301…"


def test_an_emoji_of_several_code_points_is_not_split():
    family = "👩‍👩‍👧‍👦"
    assert fit(f"{family}{family}", 3) == f"{family}…"


def test_any_text_fits_any_width(hostile):
    for width in range(0, 30):
        assert cells(fit(hostile, width)) <= width
        assert cells(pad(hostile, width)) == width


def test_a_line_break_becomes_a_blank():
    assert fit("een\ntwee\tdrie", 20) == "een twee drie"


def test_pad_puts_text_right_or_in_the_middle():
    assert pad("7", 4, "right") == "   7"
    assert pad("ab", 5, "center") == " ab  "


def test_a_row_is_cut_in_the_piece_that_passes_the_edge():
    row = (Piece("een "), Piece("twee", "now"), Piece(" drie"))
    assert fit_row(row, 7) == (Piece("een "), Piece("tw…", "now"))
    assert fit_row(row, 8) == (Piece("een "), Piece("twe…", "now"))
    assert plain([fit_row(row, 20)]) == "een twee drie"


def test_blanks_that_fall_off_leave_no_sign():
    assert plain([fit_row((Piece("een"), Piece("     ")), 3)]) == "een"


def test_rows_of_any_text_are_exact(hostile):
    row = (Piece("a"), Piece(hostile, "now"), Piece("b"), Piece(hostile), Piece("einde"))
    for width in range(0, 40, 3):
        assert row_cells(fit_row(row, width)) == width
        assert row_cells(join(row, (Piece("rechts"),), width)) == width
        assert row_cells(rule(width, hostile)) == width


def test_the_left_side_gives_way_to_the_right():
    row = join((Piece("een lange boodschap"),), (Piece("bewaard"),), 16, gap=2)
    assert plain([row]) == "een la…  bewaard"


def test_wrap_breaks_at_words():
    assert wrap("een twee drie vier", 9, 5) == ["een twee", "drie vier"]


def test_wrap_keeps_line_breaks():
    assert wrap("een\ntwee", 20, 5) == ["een", "twee"]


def test_wrap_breaks_a_word_that_is_too_long():
    assert wrap("abcdefgh ij", 3, 9) == ["abc", "def", "gh", "ij"]


def test_wrap_says_that_something_is_left_out():
    assert wrap("een twee drie vier", 8, 1) == ["een twe…"]
    assert wrap("een twee\ndrie", 12, 1) == ["een twee…"]


def test_wrap_says_so_in_a_text_too_long_to_read_whole():
    assert wrap("\u0301" * 10_000 + "x", 10, 2)[-1].endswith("…")


def test_nothing_wraps_to_nothing():
    assert wrap("", 10, 3) == wrap(" \n ", 10, 3) == wrap("x", 0, 3) == []


def test_wrap_of_any_text_fits(hostile):
    for width in (2, 3, 10, 79):
        lines = wrap(hostile, width, 4)
        assert len(lines) <= 4
        assert all(cells(line) <= width for line in lines)


def test_fill_gives_exactly_the_rows_asked(exact):
    exact(fill([(Piece("een"),)], 5, 3), 5, 3)
    exact(fill([(Piece("een"),)] * 9, 5, 3), 5, 3)
    assert fill([], 4, 2) == (blank(4), blank(4))


def test_a_cut_row_keeps_its_cells():
    row = (Piece("een "), Piece("twee", "now"), Piece(" drie"))
    assert cut_row(row, 2, 6) == (Piece("n "), Piece("tw", "now"))
    assert cut_row(row, 4, 8) == (Piece("twee", "now"),)
    assert cut_row(row, 20, 30) == ()


def test_half_a_wide_character_becomes_a_blank():
    assert plain([cut_row((Piece("a部b"),), 0, 2)]) == "a"
    assert row_cells(cut_row((Piece("a部b"),), 0, 2)) == 2
    assert cut_row((Piece("a部b"),), 2, 4) == (Piece(" b"),)
