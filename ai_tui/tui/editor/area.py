"""The field: one text area that stands where the cursor is."""

from collections.abc import Sequence
from enum import Enum
from typing import ClassVar, Protocol, cast

from rich.style import Style
from textual import events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual.actions import SkipAction
from textual.geometry import Offset
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult, Location, TextAreaTheme

from ai_tui.tui.editor.wrapping import lines_of


class _AltEnter(Enum):
    KEY = "alt+enter"


cast(dict[str, object], ANSI_SEQUENCES_KEYS)["\x1b\r"] = (_AltEnter.KEY,)
"""Terminals and tmux send alt+enter as escape and return, which Textual takes for an enter."""


_PLAIN = TextAreaTheme(
    "plain",
    gutter_style=Style(),
    cursor_line_style=Style(),
    cursor_line_gutter_style=Style(),
    bracket_matching_style=Style(),
)
"""Only the text, its cursor and what is selected have colours, which the style sheet gives."""


class Owner(Protocol):
    """Who is told what happens in the field."""

    def typed(self) -> None:
        """The text changed."""

    def pressed(self, verb: str) -> bool:
        """A key of the editor was pressed; False when it means nothing now."""

    def nowhere(self) -> None:
        """Something was typed or pasted where there is no row."""

    def pasted(self, text: str) -> str:
        """A text was pasted; what comes back goes into the field."""


_ACTIONS = {
    "enter": "press('enter')",
    "ctrl+j": "press('enter')",
    "tab": "press('next')",
    "shift+tab": "press('previous')",
    "escape": "press('escape')",
    "alt+up": "press('raise')",
    "alt+down": "press('lower')",
    "ctrl+x": "take_away",
    "alt+enter": "new_line",
    "up": "row_up",
    "down": "row_down",
    "left": "cursor_left",
    "right": "cursor_right",
    "ctrl+left": "cursor_word_left",
    "ctrl+right": "cursor_word_right",
    "home": "cursor_line_start",
    "ctrl+a": "cursor_line_start",
    "end": "cursor_line_end",
    "ctrl+e": "cursor_line_end",
    "shift+up": "cursor_up(True)",
    "shift+down": "cursor_down(True)",
    "shift+left": "cursor_left(True)",
    "shift+right": "cursor_right(True)",
    "ctrl+shift+left": "cursor_word_left(True)",
    "ctrl+shift+right": "cursor_word_right(True)",
    "shift+home": "cursor_line_start(True)",
    "shift+end": "cursor_line_end(True)",
    "backspace": "delete_left",
    "delete": "delete_right",
    "ctrl+d": "delete_right",
    "ctrl+w": "delete_word_left",
    "ctrl+backspace": "delete_word_left",
    "alt+backspace": "delete_word_left",
    "alt+delete": "delete_word_right",
    "ctrl+u": "delete_to_start_of_line",
    "ctrl+v": "paste",
}
"""What each key does; Textual's own list of a widget's keys would do some a second time, later."""


class RowArea(TextArea, inherit_bindings=False, inherit_css=False):
    """A text area of a few lines whose keys and styles are the editor's.

    Its keys are run in the order they were typed, between the letters, however fast they come:
    the usual way round by the app would let a letter overtake the Enter before it.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "text-area--cursor",
        "text-area--selection",
        "text-area--suggestion",
    }

    def __init__(self, owner: Owner) -> None:
        self._owner = owner
        self._choices: Sequence[str] = ()
        super().__init__(tab_behavior="focus", highlight_cursor_line=False, max_checkpoints=1)
        self.register_theme(_PLAIN)
        self.theme = _PLAIN.name
        self.cursor_blink = False
        self.match_cursor_bracket = False
        self.disable_messages(TextArea.Changed, TextArea.SelectionChanged)

    def fill(self, text: str, choices: Sequence[str] = ()) -> None:
        """Hold another text, with the cursor at its end; `choices` are offered while typing."""
        self._choices = choices
        self.load_text(text)
        self.move_cursor(self.document.end)

    def stand(self, x: int, y: int, width: int, height: int) -> None:
        """Stand at (x, y) in the editor, for a text of `width` cells in `height` lines."""
        styles = self.styles
        if (styles.offset.x.value, styles.offset.y.value) != (x, y):
            styles.offset = (x, y)
        if styles.width is None or styles.width.value != width + 1:
            styles.width = width + 1
        if styles.height is None or styles.height.value != height:
            styles.height = height

    def lines(self, width: int) -> int:
        """How many lines its text takes in `width` cells; more than the most count as the most."""
        if self.wrap_width == width:
            return self.wrapped_document.height
        return len(lines_of(self.text, width))

    def point(self, x: int, y: int) -> None:
        """Put the cursor at the cell (x, y) of the text."""
        location = self.wrapped_document.offset_to_location(Offset(x, y))
        self.move_cursor(location)

    async def _on_key(self, event: events.Key) -> None:
        action = _ACTIONS.get(event.key)
        if self.read_only and (event.is_printable or action == _ACTIONS["enter"]):
            self._owner.nowhere()
        elif action is not None and await self.app.run_action(action, self):
            event.stop()
            event.prevent_default()

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self._put(event.text)

    def _on_resize(self) -> None:
        self.call_after_refresh(self.scroll_cursor_visible)

    def _put(self, text: str) -> None:
        if self.read_only:
            self._owner.nowhere()
        elif kept := self._owner.pasted(text):
            self.replace(kept, *self.selection, maintain_selection_offset=False)

    def edit(self, edit: Edit) -> EditResult:
        """Make an edit, and tell it at once."""
        result = super().edit(edit)
        self._owner.typed()
        return result

    def action_press(self, verb: str) -> None:
        """A key that is the editor's."""
        if not self._owner.pressed(verb):
            raise SkipAction()

    def action_row_up(self) -> None:
        """One line up in the text, or to the row above."""
        if self.navigator.is_first_wrapped_line(self.cursor_location):
            self.action_press("up")
        else:
            self.action_cursor_up()

    def action_row_down(self) -> None:
        """One line down in the text, or to the row below."""
        if self.navigator.is_last_wrapped_line(self.cursor_location):
            self.action_press("down")
        else:
            self.action_cursor_down()

    def action_take_away(self) -> None:
        """Cut what is selected; with nothing selected, take the row away."""
        if self.selection.is_empty:
            self.action_press("remove")
        else:
            self.action_cut()

    def action_new_line(self) -> None:
        """A new line inside the entry."""
        if not self.read_only:
            self.replace("\n", *self.selection, maintain_selection_offset=False)

    def action_paste(self) -> None:
        """Paste what was cut or copied here."""
        self._put(self.app.clipboard)

    def undo(self) -> None:
        """Nothing: undo is over the harvest, not over letters."""

    def redo(self) -> None:
        """Nothing, as undo."""

    def find_matching_bracket(self, bracket: str, search_from: Location) -> None:
        """Nothing: brackets are text."""

    def watch_selection(self) -> None:
        """A suggestion stands only behind the end of the text."""
        self.update_suggestion()

    def update_suggestion(self) -> None:
        """Offer the first choice that begins with what was typed."""
        typed = self.text.casefold() if self._choices and self.cursor_at_end_of_text else ""
        found = [choice for choice in self._choices if choice.casefold().startswith(typed)]
        self.suggestion = found[0][len(typed) :] if typed and found else ""
