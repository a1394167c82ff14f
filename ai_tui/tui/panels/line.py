"""One line to type in: raw text, no blinking cursor, and a paste that loses no lines."""

from typing import ClassVar

from textual import events
from textual.binding import Binding
from textual.widgets import Input

from ai_tui.text import clean, one_line

PASTE_LIMIT = 4000
"""Characters of a paste that are taken; no name, time or search needs more."""

_EDITING = {
    key: binding.action
    for binding in Input.BINDINGS
    if isinstance(binding, Binding)
    and binding.action.startswith(("cursor", "home", "end", "delete"))
    for key in binding.key.split(",")
}


class Line(Input, inherit_css=False):
    """An input of one row, in the style of the panels; pasted lines are joined with `joint`.

    A text it opens with is selected, so that typing takes its place; what was left `half` typed
    is gone on with. Its editing keys are its own, whatever they mean to the panel around it.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "input--cursor",
        "input--placeholder",
        "input--selection",
    }

    def __init__(
        self, value: str = "", *, placeholder: str = "", joint: str = " ", half: str = ""
    ) -> None:
        super().__init__(placeholder=placeholder, select_on_focus=False)
        self.cursor_blink = False
        self.joint = joint
        self.open_with(value, half)

    def open_with(self, value: str, half: str = "") -> None:
        """Hold a first answer, or what was left half typed."""
        self.value = half or value
        self.cursor_position = len(self.value)
        if not half:
            self.select_all()

    async def _on_key(self, event: events.Key) -> None:
        """Edit; any other key goes its usual way."""
        if event.key in _EDITING:
            event.stop()
            event.prevent_default()
            await self.run_action(_EDITING[event.key])

    def validate_value(self, value: str) -> str:
        """What the line may hold, wherever it comes from."""
        return value if value.isprintable() else one_line(value)

    def _on_paste(self, event: events.Paste) -> None:
        """Take every pasted line."""
        event.stop()
        event.prevent_default()
        lines = (line.strip() for line in clean(event.text[:PASTE_LIMIT]).split("\n"))
        text = self.joint.join(line for line in lines if line).replace("\t", " ")
        if self.selection.is_empty:
            self.insert_text_at_cursor(text)
        else:
            self.replace(text, *self.selection)
