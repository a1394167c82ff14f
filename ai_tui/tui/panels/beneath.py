"""What a panel leaves in sight: the screen that it lies over."""

from typing import Any

from textual.geometry import Size
from textual.screen import Screen
from textual.strip import Strip
from textual.visual import Visual


class Beneath(Visual):
    """A screen as it is painted, for the one over it.

    Textual's own way takes the painted lines apart and puts them together again at every paint.
    """

    def __init__(self, screen: Screen[Any]) -> None:
        self._screen = screen

    def render_strips(self, width: int, height: int | None, *_: object) -> list[Strip]:
        """Its lines, of which the mouse reaches nothing."""
        size = Size(width, height or self._screen.size.height)
        return [line.discard_meta() for line in self._screen._compositor.render_strips(size)]

    def get_optimal_width(self, *_: object) -> int:
        """Its columns."""
        return self._screen.size.width

    def get_height(self, *_: object) -> int:
        """Its rows."""
        return self._screen.size.height
