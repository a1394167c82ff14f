"""A loose note for the parking place; what was half typed is there again the next time."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.widget import Widget
from textual.widgets import TextArea

from ai_tui.run.run import Run
from ai_tui.text import clean
from ai_tui.tui.paint.pieces import Piece, Row, fill, pad, rule, wrap
from ai_tui.tui.paint.times import clock
from ai_tui.tui.panels.host import Host
from ai_tui.tui.panels.panel import Panel
from ai_tui.tui.panels.sheet import Hint

LINES = 5
"""Rows to type a note in, where there is room for them."""
PASTE_LIMIT = 100_000
NEWLINES = ("alt+enter", "ctrl+l")
"""Keys that begin a new line inside the note."""
SAVES = ("enter", "ctrl+j")
OLD_LINES = 4
"""Rows of an earlier note that are shown."""


class NoteArea(TextArea):
    """Where the note is typed; its own keys for saving and closing go to the panel.

    `host` says it when nothing of a paste is taken.
    """

    def __init__(self, text: str, host: Host) -> None:
        self._host = host
        super().__init__(text, soft_wrap=True, compact=True, tab_behavior="focus")
        self.cursor_blink = False
        self.highlight_cursor_line = False

    async def _on_key(self, event: events.Key) -> None:
        """Leave the keys of the panel alone."""
        if event.key in (*SAVES, "escape"):
            event.prevent_default()
        elif event.key in NEWLINES:
            event.stop()
            event.prevent_default()
            self.insert("\n")

    async def _on_paste(self, event: events.Paste) -> None:
        """Take every pasted line, cleaned, or nothing when it is too much."""
        event.stop()
        event.prevent_default()
        if len(event.text) > PASTE_LIMIT:
            self._host.say(self._host.words("tui.too_long", most=PASTE_LIMIT))
        else:
            self.replace(clean(event.text), *self.selection)


class NotePanel(Panel[str]):
    """Gives the note that was typed."""

    COMMAND: ClassVar[str] = "note"
    WIDEST: ClassVar[int] = 90

    def __init__(self, run: Run) -> None:
        super().__init__(run)
        self.run = run
        self.typing = True

    def title_text(self) -> str:
        """What it is."""
        return self.text("note")

    def field(self) -> Widget | None:
        """The area to type in, with what was left there the last time."""
        area = NoteArea(self.host.half_typed(self.COMMAND), self.host)
        area.move_cursor(area.document.end)
        return area

    def field_rows(self) -> int:
        """The lines of the area and an empty one; the body is left a row, the keys theirs."""
        return min(LINES + 1, max(self.most_rows() - self.frame_rows() - 1, 2))

    def lay_out(self) -> None:
        """Give the area its lines as well."""
        super().lay_out()
        if self.stands:
            self.query_one(NoteArea).styles.height = self.field_rows() - 1

    def wanted(self, width: int) -> int | None:
        """As many rows as the earlier notes take."""
        return len(self._earlier(width))

    def body(self, width: int, height: int) -> Sequence[Row]:
        """Earlier notes, the newest first."""
        return fill(self._earlier(width), width, height)

    def _earlier(self, width: int) -> list[Row]:
        notes = self.run.state.notes[::-1]
        rows: list[Row] = [rule(width, self.text("earlier_notes"))] if notes else []
        for note in notes:
            at = note.at.astimezone(self.run.zone) if note.at else None
            block = self.run.state.block(note.block)
            told = f"{clock(at)}  {block.title if block else ''}"
            rows.append((Piece(pad(told, width), "rest"),))
            rows += [(Piece(f"  {line}"),) for line in wrap(note.text, width - 2, OLD_LINES)]
        return rows

    def hints(self) -> Sequence[Hint]:
        """How to save, and that nothing is lost by closing."""
        return (
            self.hint("Enter", "save", "enter"),
            self.hint("alt+Enter", "new_line"),
            self.hint("Esc", "keep_draft", "escape"),
        )

    def press(self, key: str, character: str) -> bool:
        """Save what was typed."""
        if key not in SAVES:
            return False
        typed = self.query_one(NoteArea).text
        self.host.keep_half_typed(self.COMMAND, "")
        self.give(typed.strip() or None)
        return True

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Keep what is half typed."""
        event.stop()
        if not self._given:
            self.host.keep_half_typed(self.COMMAND, event.text_area.text)
