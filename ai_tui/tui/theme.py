"""The colours: six roles in three themes, on the 256-colour cube.

A theme's name is what `App.theme` takes; widgets ask `palette` for the style of a role. The
style sheets of the screens may use `$role-now` and its sisters.
"""

from msgspec import Struct
from rich.style import Style
from textual.theme import Theme

from ai_tui.tui.paint.pieces import ROLES, Role


class Ink(Struct, frozen=True):
    """The colour that makes a role visible, and its text and ground when those differ."""

    colour: str
    text: str = ""
    ground: str = ""


class Palette:
    """The styles of one theme."""

    def __init__(self, name: str, ground: str, dark: bool, inks: dict[Role, Ink]) -> None:
        self.name = name
        self.ground = ground
        self.dark = dark
        self.inks = inks
        self._styles: dict[tuple[Role, bool, bool], Style] = {}
        self._blanks: dict[tuple[Role, bool], Style] = {}

    def _make(self, role: Role, bold: bool, reverse: bool) -> Style:
        ink = self.inks[role]
        text, ground = ink.text or ink.colour, ink.ground or self.ground
        if reverse:
            text, ground = self.ground, ink.colour
        return Style(color=text, bgcolor=ground, bold=bold or None)

    def style(self, role: Role, bold: bool = False, reverse: bool = False) -> Style:
        """How text of `role` looks; `reverse` gives a block of the role's colour."""
        found = self._styles.get((role, bold, reverse))
        if found is None:
            found = self._styles[role, bold, reverse] = self._make(role, bold, reverse)
        return found

    def blank(self, role: Role, reverse: bool = False) -> Style:
        """How blanks of `role` look: only a ground, which takes fewer bytes than a whole style."""
        found = self._blanks.get((role, reverse))
        if found is None:
            ground = self.style(role, reverse=reverse).bgcolor
            found = self._blanks[role, reverse] = Style(bgcolor=ground)
        return found

    def colour(self, role: Role) -> str:
        """The colour of `role`, as '#rrggbb'."""
        return self.inks[role].colour


DARK = Palette(
    "ai-dark",
    "#1c1c1c",
    True,
    {
        "text": Ink("#e4e4e4"),
        "now": Ink("#5fd7ff"),
        "done": Ink("#87d787"),
        "look_out": Ink("#ffd75f"),
        "alarm": Ink("#ff8787"),
        "rest": Ink("#9e9e9e"),
    },
)

LIGHT = Palette(
    "ai-light",
    "#ffffff",
    False,
    {
        "text": Ink("#1c1c1c"),
        "now": Ink("#005faf"),
        "done": Ink("#005f00"),
        "look_out": Ink("#875f00"),
        "alarm": Ink("#af0000"),
        "rest": Ink("#626262"),
    },
)

CONTRAST = Palette(
    "ai-contrast",
    "#000000",
    True,
    {
        "text": Ink("#ffffff"),
        "now": Ink("#00ffff"),
        "done": Ink("#ffffff"),
        "look_out": Ink("#ffff00"),
        "alarm": Ink("#ffff00", text="#000000", ground="#ffff00"),
        "rest": Ink("#d0d0d0"),
    },
)

PALETTES = {palette.name: palette for palette in (DARK, LIGHT, CONTRAST)}


def palette(theme: str) -> Palette:
    """The palette of the theme of that name; an unknown theme has the dark one."""
    return PALETTES.get(theme, DARK)


def _theme(palette: Palette) -> Theme:
    colour = palette.colour
    variables = {f"role-{role.replace('_', '-')}": colour(role) for role in ROLES}
    variables |= {
        "input-cursor-background": colour("text"),
        "input-cursor-foreground": palette.ground,
        "border": colour("rest"),
        "scrollbar": colour("rest"),
        "scrollbar-background": palette.ground,
        "scrollbar-corner-color": palette.ground,
        "footer-key-foreground": colour("now"),
    }
    return Theme(
        name=palette.name,
        primary=colour("now"),
        secondary=colour("now"),
        accent=colour("now"),
        warning=colour("look_out"),
        error=colour("alarm"),
        success=colour("done"),
        foreground=colour("text"),
        background=palette.ground,
        surface=palette.ground,
        panel=palette.ground,
        boost=palette.ground,
        dark=palette.dark,
        text_alpha=1.0,
        variables=variables,
    )


THEMES: tuple[Theme, ...] = tuple(_theme(each) for each in PALETTES.values())
"""What `App.register_theme` takes, the dark one first."""
