"""A message to the room, typed in a few lines and shown as the room will see it."""

from collections.abc import Sequence
from typing import ClassVar

from textual.widget import Widget
from textual.widgets import TextArea

from ai_tui.run.run import Run
from ai_tui.text import clean_entry
from ai_tui.tui.paint.pieces import Piece, Row, fill, rule
from ai_tui.tui.panels.note import LINES, SAVES, NoteArea
from ai_tui.tui.panels.panel import Panel
from ai_tui.tui.panels.sheet import Hint
from ai_tui.tui.wall.stacking import MESSAGE, message_fits, message_rows


class MessagePanel(Panel[str]):
    """Gives the message that was typed; an empty one takes away what stands there."""

    COMMAND: ClassVar[str] = "message"
    WIDEST: ClassVar[int] = 76

    def __init__(self, run: Run) -> None:
        super().__init__(run)
        self.run = run
        self.typing = True
        self._text = run.wall.now().message
        self.add_class("note")

    def title_text(self) -> str:
        """What it is."""
        return self.words("tui_wall.message")

    def field(self) -> Widget | None:
        """The area to type in, with the message that stands there now; typing takes its place."""
        half = self.host.half_typed(self.COMMAND)
        area = NoteArea(half or self._text, self.host)
        self._text = area.text
        if half:
            area.move_cursor(area.document.end)
        else:
            area.select_all()
        return area

    def field_rows(self) -> int:
        """The area and an empty row."""
        return LINES + 1

    def wanted(self, width: int) -> int | None:
        """The box of the message, and a row above it."""
        return MESSAGE[1] + 6

    def body(self, width: int, height: int) -> Sequence[Row]:
        """The message as the room will see it, or that it is too long."""
        if message_fits(self._text):
            told: Row = (Piece(self.words("tui_wall.message_means"), "rest"),)
        else:
            columns, rows = MESSAGE
            said = self.words("tui_wall.message_long", rows=rows, columns=columns)
            told = (Piece(said, "look_out"),)
        shown = message_rows(self._text, width) if self._text.strip() else []
        return fill([rule(width, self.words("tui_wall.room_sees")), *shown, told], width, height)

    def hints(self) -> Sequence[Hint]:
        """How to put it up, or take it away."""
        close = (self.hint("alt+Enter", "new_line"), self.hint("Esc", "close", "escape"))
        typed = self._text.strip()
        if not typed and not self.run.wall.now().message:
            return close
        key = "put_up" if typed else "take_down"
        return (Hint("Enter", self.words(f"tui_wall.hint.{key}"), "enter"), *close)

    def press(self, key: str, character: str) -> bool:
        """Put it up, when it fits."""
        if key not in SAVES:
            return False
        text = clean_entry(self.query_one(NoteArea).text)
        if message_fits(text):
            self.host.keep_half_typed(self.COMMAND, "")
            self.give(text)
        return True

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Show it anew."""
        event.stop()
        self._text = event.text_area.text
        if not self._given:
            self.host.keep_half_typed(self.COMMAND, self._text)
        self.repaint()
