"""Which keys are those of a panel's field, and which the panel's own."""

from typing import Any

from textual import events
from textual.screen import Screen
from textual.widget import Widget


class Typed:
    """A field in which nothing is typed between a key of the panel and what the panel does with it.

    Such a key, and all that come after it, go on to the panel, which hands back what is typed when
    it is still open.
    """

    waits = False
    """Whether the panel has a key of its own to answer first."""

    def passes_on(self, event: events.Key, own: bool) -> bool:
        """Whether a key goes on to the panel: it is not the field's `own`, or comes after one."""
        self.waits = self.waits or not own
        if self.waits:
            event.prevent_default()
        return self.waits


class FieldKeys:
    """The keys that a panel hands to its field."""

    def __init__(self, panel: Screen[Any]) -> None:
        self._panel = panel
        self._ready = False

    @property
    def _field(self) -> Widget:
        return self._panel.query_one("#sheet-field")

    def begin(self) -> None:
        """Give the keyboard to the field, and what was typed for it already."""
        self._ready = False
        self.go_on()
        self._panel.set_focus(self._field)
        self._panel.call_later(self._get_ready)

    def _get_ready(self) -> None:
        """What was typed before the field had the keyboard has been handed to it by now."""
        self._ready = True

    def go_on(self) -> None:
        """The panel has answered its own key: what is typed is the field's again."""
        if isinstance(self._field, Typed):
            self._field.waits = False

    def takes(self, key: events.Key) -> bool:
        """Hand the field a key that came early, or a letter that it passed on; else False."""
        if self._ready and not key.is_printable:
            return False
        self._field._forward_event(key)
        return True
