"""The widget: the painted rows of a form, and the one field that stands among them."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Self, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.widget import Widget

from ai_tui.forms.base import Harvest, Slot
from ai_tui.locale import Words
from ai_tui.tui.editor import messages
from ai_tui.tui.editor.area import RowArea
from ai_tui.tui.editor.hands import Hands
from ai_tui.tui.editor.layout import Field
from ai_tui.tui.editor.model import Spot
from ai_tui.tui.editor.painting import Signs
from ai_tui.tui.editor.pen import Pen
from ai_tui.tui.editor.view import View
from ai_tui.tui.widgets.rows import Rows

T = TypeVar("T")

WHEEL = 3
"""How many lines the mouse wheel scrolls."""

STYLE = Path(__file__).with_name("editor.tcss")
"""The style sheet of the editor, for the CSS_PATH of an app that shows it."""


class FormEditor(Widget):
    """Types any form from its slots.

    `tell` hears every message at once, before the next key is handled. `acted` hears of each key
    that does more than typing, before it is handled. `new_id` makes the ids of new entries.
    """

    def __init__(
        self,
        words: Words,
        new_id: Callable[[], str],
        *,
        tell: Callable[[messages.Told], object],
        acted: Callable[[], object] = lambda: None,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._tell_one = tell
        self._acted = acted
        self._pen = Pen(new_id)
        self._hands = Hands(self._pen, new_id)
        self._rows = Rows()
        self._area = RowArea(self)
        self._view = View(words, self._rows, self._area)
        self._pending: frozenset[str] = frozenset()
        self._failed: frozenset[str] = frozenset()
        self._verbs: dict[str, Callable[[], object]] = {
            "enter": self._hands.enter,
            "up": self._hands.up,
            "down": self._hands.down,
            "next": lambda: self._hands.tab(1),
            "previous": lambda: self._hands.tab(-1),
            "raise": lambda: self._hands.move(-1),
            "lower": lambda: self._hands.move(1),
            "remove": self._hands.remove,
            "escape": self._pen.escape,
        }

    def compose(self) -> ComposeResult:
        """The rows, and the field over them."""
        yield self._rows
        yield self._area

    def focus(self, scroll_visible: bool = True) -> Self:
        """Give the keyboard to the field."""
        self._area.focus(scroll_visible)
        return self

    # what the screen asks

    @property
    def key(self) -> str:
        """The form and group that are shown; '' before the first load."""
        return self._pen.paper.key

    @property
    def spot(self) -> Spot | None:
        """Where the cursor stands; None in a form without slots."""
        return self._pen.spot

    @property
    def half_typed(self) -> messages.Drafted | None:
        """The text that is typed and not saved yet, or None."""
        pen = self._pen
        return messages.Drafted(self.key, pen.slot, pen.entry, pen.text) if pen.dirty else None

    @property
    def unsaved(self) -> bool:
        """Whether the row under the cursor has something to save."""
        return self._pen.unsaved

    @property
    def selected_text(self) -> str:
        """What is selected in the field."""
        return self._area.selected_text

    def load(
        self,
        key: str,
        slots: Sequence[Slot],
        harvest: Harvest,
        *,
        pending: frozenset[str] = frozenset(),
        failed: frozenset[str] = frozenset(),
        times: Mapping[str, str] = MappingProxyType({}),
        along: bool = False,
    ) -> None:
        """Show a form of a group, or with the same key what changed in it.

        Another key saves the half-typed row and stands at the place where that form was left.
        The same key leaves the cursor and the half-typed text as they are; a half-typed row keeps
        its line on the screen, and otherwise the row at the cursor stays in sight. With `along`
        another key does so too: what stood there came here.
        `pending` entries are being saved, `failed` ones could not be; `times` are those of entries
        that came late.
        """
        self._pending, self._failed, self._view.times = pending, failed, times
        same, before, fills = along or key == self.key, self._view.field, self._pen.fills
        seen = self._view.still_fits()
        self._pen.bands = self._view.bands(slots)
        self._pen.load(key, tuple(slots), harvest, along)
        if not same:
            self._view.top = 0
        moved = not same or fills != self._pen.fills
        steady = None if moved or not self._pen.dirty else before
        self._show(follow=moved or (seen and steady is None), steady=steady)
        self._tell()

    def flush(self) -> None:
        """Save the half-typed row now."""
        self._do(self._pen.leave)

    def restore_draft(self, slot: str, entry: str, text: str) -> bool:
        """Put half-typed text back; False when this form has no place to type."""
        return self._do(lambda: self._pen.restore(slot, entry, text))

    def reveal(self, entry: str) -> bool:
        """Save, and stand at an entry; False when this form does not hold it."""
        return self._do(lambda: self._hands.reveal(entry))

    def in_turn(self, callback: Callable[[], object]) -> None:
        """Call when all keys typed before have been handled, and none of those typed after."""
        self._area.call_later(callback)

    def take_away(self) -> None:
        """Cut what is selected in the text; with nothing selected, take the row away."""
        self._area.action_take_away()

    def move_row(self, step: int) -> None:
        """Move the row at the cursor down (step=1) or up (step=-1)."""
        self.pressed("lower" if step > 0 else "raise")

    def new_line(self) -> None:
        """Put a new line in the text at the cursor."""
        self._area.action_new_line()

    # what the field tells

    def typed(self) -> None:
        """The text in the field changed."""
        was = self._pen.dirty
        self._pen.write(self._area.text)
        if was != self._pen.dirty or not self._view.still_fits():
            self._show()
        self._tell()

    def pressed(self, verb: str) -> bool:
        """A key of the editor was pressed; False when it means nothing now."""
        self._acted()
        return self._do(self._verbs[verb]) is not False

    def nowhere(self) -> None:
        """Something was typed or pasted where there is no row."""
        self._tell_one(messages.Nowhere(self.key))

    def pasted(self, text: str) -> str:
        """A text was pasted; what comes back goes into the field."""
        return self._do(lambda: self._hands.paste(text))

    def _do(self, verb: Callable[[], T]) -> T:
        """Let the pen do something, show it, and tell what came of it."""
        result = verb()
        self._show()
        self._tell()
        return result

    def _tell(self) -> None:
        told, self._pen.told = self._pen.told, []
        for message in told:
            self._tell_one(message)

    # what is seen

    def _show(self, follow: bool = True, steady: Field | None = None) -> None:
        pen = self._pen
        saving = self._pending | pen.paper.underway
        signs = Signs(pen.spot, pen.dirty, saving, self._failed)
        self._view.show(pen, signs, follow=follow, steady=steady)

    def on_resize(self, event: events.Resize) -> None:
        """Lay the form out again for another size."""
        self._view.size = event.size
        self._pen.bands = self._view.bands(self._pen.paper.slots)
        self._show()

    @on(Rows.Clicked)
    def _clicked(self, event: Rows.Clicked) -> None:
        event.stop()
        self._acted()
        self.focus()
        spot = self._view.spot_at(event.column, event.row)
        if spot is None or spot == self._pen.spot:
            return
        if self._do(lambda: self._hands.point(spot)):
            self.call_after_refresh(self._view.point, event.column, event.row)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Look further down; the cursor stays where it is."""
        event.stop()
        self._view.wheel(WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Look further up."""
        event.stop()
        self._view.wheel(-WHEEL)
