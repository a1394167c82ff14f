"""Whether what is shown has colours, to its user's wish and its terminal's."""

from functools import cache
from typing import Any

from textual.app import App


def has_colours(app: App[Any]) -> bool:
    """Whether what `app` shows has grounds of different colours.

    Rich takes every terminal that has a name for one with colours; one that says itself that it
    has all of them is believed.
    """
    system = None if app.no_color else app.console.color_system
    return system == "truecolor" or (system is not None and _terminal_has_colours())


@cache
def _terminal_has_colours() -> bool:
    """Whether the terminal of this process has colours; one that nobody knows has."""
    import curses

    try:
        curses.setupterm(fd=1)
    except curses.error:
        return True
    return curses.tigetnum("colors") > 0
