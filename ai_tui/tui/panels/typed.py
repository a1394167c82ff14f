"""The keys that come to a panel before its field has the keyboard."""

from typing import Any

from textual import events
from textual.screen import Screen
from textual.widget import Widget


class FieldKeys:
    """Hands a panel's field what was typed for it before it had the keyboard."""

    def __init__(self, panel: Screen[Any]) -> None:
        self._panel = panel
        self._ready = False

    @property
    def _field(self) -> Widget:
        return self._panel.query_one("#sheet-field")

    def begin(self) -> None:
        """Give the keyboard to the field, and what was typed for it already."""
        self._ready = False
        self._panel.set_focus(self._field)
        self._panel.call_later(self._get_ready)

    def _get_ready(self) -> None:
        """What was typed before the field had the keyboard has been handed to it by now."""
        self._ready = True

    def takes(self, key: events.Key) -> bool:
        """Hand the field a key that came early; else False."""
        if self._ready:
            return False
        self._field._forward_event(key)
        return True
