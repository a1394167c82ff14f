import unicodedata

import pytest

from ai_tui.tui.wall.glyphs import ROWS, glyph
from ai_tui.tui.wall.letters import can_draw, large, text_cells

LATIN = [chr(code) for code in range(0x20, 0x7F) if chr(code) not in "$^{}~"]
ACCENTED = "éèëêáàäâíìïîóòöôõúùüûñçåÉÈËÊÁÄÏÍÓÖÜÇÑÅøØæÆœŒßłŁščřžőűěńśźżąę"
SIGNS = "‘’“”«»–—…·•✓►◆€£°"


def picture(text: str, width: int = 500, most: int = 9, size: int = 1) -> str:
    found = large(text, width, most, size)
    assert found is not None
    return "\n".join(row.rstrip() for line in found for row in line.rows)


def test_a_word_as_it_stands_on_the_wall():
    assert picture("TAFEL 3") == (
        "▀▀█▀▀ ▄▀▀▀▄ █▀▀▀ █▀▀▀ █       ▀▀▀▄\n"
        "  █   █▄▄▄█ █▄▄  █▄▄  █        ▄▄▀\n"
        "  █   █   █ █    █    █          █\n"
        "  ▀   ▀   ▀ ▀    ▀▀▀▀ ▀▀▀▀    ▀▀▀"
    )


def test_letters_under_the_line_take_a_fifth_row():
    assert picture("Eén jaar").count("\n") == 4
    assert picture("EEN").count("\n") == 3


@pytest.mark.parametrize("sign", [*LATIN, *ACCENTED, *SIGNS])
def test_every_sign_has_a_glyph_of_its_own(sign: str):
    drawn = glyph(sign)
    assert drawn is not None
    assert len(drawn) == ROWS
    assert len({len(row) for row in drawn}) == 1
    others = {*LATIN, *ACCENTED, *SIGNS} - {sign, "‘", "’", "'", "`", "“", "”", '"'}
    assert all(glyph(other) != drawn for other in others)


def test_accents_stand_above_capitals_without_another_row():
    for letter in "ÉÖÇŠ":
        drawn, plain = glyph(letter), glyph(unicodedata.normalize("NFD", letter)[0])
        assert drawn is not None
        assert plain is not None
        assert len(drawn) == len(plain)


@pytest.mark.parametrize("text", ["日本", "Привет", "👩‍👩‍👧", "$", "a\u0301\u0302"])
def test_what_cannot_be_drawn_is_said_so(text: str):
    assert not can_draw(text)
    assert large(text, 500, 9) is None


def test_lines_are_no_wider_than_asked_and_about_as_long():
    text = "Kies samen de drie kwaliteiten waar jullie het meest op bouwen en zet ze groot neer"
    for width in (100, 150, 190, 280):
        found = large(text, width, 20)
        assert found is not None
        widths = [line.width for line in found]
        assert max(widths) <= width
        assert all(len(row) == line.width for line in found for row in line.rows)
        assert min(widths) > max(widths) / 2


def test_what_does_not_fit_is_not_drawn_at_all():
    assert large("hottentottententententoonstelling", 60, 9) is None
    assert large("een twee drie", 20, 2) is None
    assert large("", 100, 9) is None
    assert large("   ", 100, 9) is None


def test_twice_the_size_is_twice_as_wide_and_high():
    once, twice = large("ZAAL", 500, 1), large("ZAAL", 500, 1, 2)
    assert once is not None
    assert twice is not None
    assert twice[0].width == 2 * once[0].width == text_cells("ZAAL", 2)
    assert len(twice[0].rows) == 7
