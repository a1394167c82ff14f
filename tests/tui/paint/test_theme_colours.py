import pytest
from rich.color import ColorType
from rich.style import Style

from ai_tui.tui.paint.pieces import ROLES
from ai_tui.tui.theme import CONTRAST, DARK, LIGHT, PALETTES, THEMES, palette


def luminance(colour) -> float:
    def part(value: int) -> float:
        share = value / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = colour.get_truecolor()
    return 0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue)


def contrast(style: Style) -> float:
    one, two = luminance(style.color), luminance(style.bgcolor)
    return (max(one, two) + 0.05) / (min(one, two) + 0.05)


@pytest.mark.parametrize(
    ("colours", "least"),
    [(DARK, 5.7), (LIGHT, 5.7), (CONTRAST, 13.6)],
    ids=["dark", "light", "contrast"],
)
def test_every_role_can_be_read(colours, least):
    for role in ROLES:
        for reverse in (False, True):
            assert contrast(colours.style(role, reverse=reverse)) >= least - 0.05, role


def test_every_colour_is_on_the_cube_of_256():
    for colours in PALETTES.values():
        for role in ROLES:
            style = colours.style(role)
            for colour in (style.color, style.bgcolor):
                assert colour.type == ColorType.TRUECOLOR
                channels = set(colour.get_truecolor())
                grey = len(channels) == 1 and (channels.copy().pop() - 8) % 10 == 0
                assert grey or channels <= {0, 95, 135, 175, 215, 255}


def test_a_block_of_colour_is_never_the_ground():
    for colours in PALETTES.values():
        ground = colours.style("text").bgcolor
        for role in ROLES:
            assert colours.style(role, reverse=True).bgcolor != ground


def test_an_unknown_theme_is_dark():
    assert palette("textual-dark") is DARK


def test_every_palette_is_a_theme():
    assert [theme.name for theme in THEMES] == ["ai-dark", "ai-light", "ai-contrast"]
    assert [theme.dark for theme in THEMES] == [True, False, True]
    assert THEMES[1].variables["role-look-out"] == "#875f00"


def test_alarm_in_high_contrast_is_black_on_yellow():
    style = CONTRAST.style("alarm")
    assert (style.color.name, style.bgcolor.name) == ("#000000", "#ffff00")
