"""The form under the pen: the harvest that is known, with what is on its way over it."""

from collections.abc import Sequence

from ai_tui.forms.base import Harvest, Slot
from ai_tui.tui.editor.flight import Flight
from ai_tui.tui.editor.model import Item, Items, Sheet, Spot, items_of, sheet_of


class Paper:
    """One form of one group; `key` names it, '' before the first load."""

    def __init__(self) -> None:
        self.key = ""
        self.slots: tuple[Slot, ...] = ()
        self._known: Items = {}
        self._flight = Flight()
        self._items: Items | None = None
        self._sheets: dict[str, Sheet] = {}

    def take(self, key: str, slots: tuple[Slot, ...], harvest: Harvest) -> None:
        """Take in the truth; another key begins a new form."""
        if key != self.key:
            self._flight = Flight()
        self.key = key
        self.slots = slots
        self._known = items_of(harvest)
        self._flight.settle(self._known)
        self._changed()

    def _changed(self) -> None:
        self._items = None
        self._sheets.clear()

    @property
    def items(self) -> Items:
        """The items as they are and are about to be."""
        if self._items is None:
            self._items = self._flight.over(self._known)
        return self._items

    @property
    def underway(self) -> frozenset[str]:
        """The entries that were told of and not seen back yet."""
        return self._flight.entries

    def sheet(self, at: Spot | None) -> Sheet:
        """The sheet with the cursor at a spot."""
        empty = at.slot if at is not None and not at.entry else ""
        if empty not in self._sheets:
            self._sheets[empty] = sheet_of(self.slots, self.items, at)
        return self._sheets[empty]

    def order(self, slot: str) -> list[str]:
        """The ids of a slot, in order."""
        return [item.id for item in self.items.get(slot, ())]

    def last(self, slot: str) -> str | None:
        """The last entry of a slot, or None."""
        order = self.order(slot)
        return order[-1] if order else None

    def before(self, slot: str, entry: str) -> str | None:
        """The entry that stands before another in a slot, or None."""
        order = self.order(slot)
        place = order.index(entry) if entry in order else 0
        return order[place - 1] if place else None

    def text(self, slot: str, entry: str) -> str | None:
        """The text of an entry, or None when it is not there."""
        return next((item.text for item in self.items.get(slot, ()) if item.id == entry), None)

    def save(self, slot: str, entry: str, text: str, after: str | None) -> None:
        """Put a text on the paper."""
        self._flight.save(slot, Item(entry, text), after, self.text(slot, entry))
        self._changed()

    def remove(self, slot: str, entry: str) -> None:
        """Take an entry off the paper."""
        self._flight.remove(slot, entry, self.text(slot, entry))
        self._changed()

    def move(self, slot: str, entry: str, after: str | None) -> None:
        """Put an entry behind another."""
        known: Sequence[Item] = self._known.get(slot, ())
        self._flight.move(slot, entry, after, [item.id for item in known])
        self._changed()
