"""Screens that lie over each other: what a panel leaves in sight, and what changes there."""

from typing import Any

from textual.geometry import Size
from textual.messages import Update
from textual.screen import Screen, ScreenResultType
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


class Layer(Screen[ScreenResultType]):
    """A screen that panels may lie over: what changes on it is painted where it changed.

    In Textual's own way a screen that was painted whole under a panel is painted whole again at
    every change, with all that lies over it.
    """

    def _compositor_refresh(self) -> None:
        stack = self.app.screen_stack
        changed = self._compositor._dirty_regions
        if self is stack[-1] or self not in stack:
            super()._compositor_refresh()
        elif changed:
            above = stack[stack.index(self) + 1 :]
            for screen in above:
                screen._set_dirty(*changed)
            above[-1].post_message(Update(above[-1]))
            changed.clear()
            self._dirty_widgets.clear()
