"""One line to type in: raw text, no blinking cursor, and a paste that loses no lines."""

from textual import events
from textual.widgets import Input

from ai_tui.text import clean

PASTE_LIMIT = 4000
"""Characters of a paste that are taken; no name, time or search needs more."""


class Line(Input):
    """An input of one row; pasted lines are joined with `joint`."""

    def __init__(self, value: str = "", *, placeholder: str = "", joint: str = " ") -> None:
        super().__init__(value, placeholder=placeholder, compact=True, select_on_focus=False)
        self.cursor_blink = False
        self.joint = joint

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
