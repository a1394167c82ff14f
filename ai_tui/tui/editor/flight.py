"""What was sent on its way and is not seen back yet, laid over the harvest that is known.

A change goes when the harvest shows it, and also when the harvest shows something that neither
was there before nor was sent: then somebody else had the last word.
"""

from collections.abc import Sequence

from msgspec import Struct

from ai_tui.tui.editor.model import Item, Items


class _Text(Struct):
    """A text sent for an entry (None: it is gone); `seen` is what stood there before."""

    slot: str
    text: str | None
    after: str | None
    seen: set[str | None]


class _Place(Struct):
    """A place sent for an entry; `order` is how its slot stood before."""

    slot: str
    after: str | None
    order: tuple[str, ...]


class Flight:
    """The changes on their way for one form of one group."""

    def __init__(self) -> None:
        self._texts: dict[str, _Text] = {}
        self._places: dict[str, _Place] = {}

    @property
    def entries(self) -> frozenset[str]:
        """The entries whose text is on its way."""
        return frozenset(self._texts)

    def save(self, slot: str, item: Item, after: str | None, before: str | None) -> None:
        """A text was sent; a new entry stands behind `after`. `before` is what the row held."""
        self._send(item.id, _Text(slot, item.text, after, {before}))

    def remove(self, slot: str, entry: str, before: str | None) -> None:
        """An entry was taken away."""
        self._send(entry, _Text(slot, None, None, {before}))

    def move(self, slot: str, entry: str, after: str | None, order: Sequence[str]) -> None:
        """An entry was put behind `after`; the slot stood in `order`."""
        self._places[entry] = _Place(slot, after, tuple(order))

    def _send(self, entry: str, sent: _Text) -> None:
        earlier = self._texts.get(entry)
        if earlier is not None:
            sent.seen |= earlier.seen | {earlier.text}
            sent.after = earlier.after if sent.after is None else sent.after
        self._texts[entry] = sent

    def settle(self, known: Items) -> None:
        """Forget what `known` shows, and what others decided since."""
        if not self._texts and not self._places:
            return
        texts = {item.id: item.text for items in known.values() for item in items}
        for entry, sent in list(self._texts.items()):
            held = texts.get(entry)
            if held == sent.text or held not in sent.seen:
                del self._texts[entry]
        for entry, place in list(self._places.items()):
            order = tuple(item.id for item in known.get(place.slot, ()))
            if order != place.order:
                del self._places[entry]

    def over(self, known: Items) -> Items:
        """The items of `known` with what is on its way."""
        if not self._texts and not self._places:
            return known
        items: dict[str, list[Item]] = {slot: list(held) for slot, held in known.items()}
        for entry, sent in self._texts.items():
            _put_text(items.setdefault(sent.slot, []), entry, sent)
        for entry, place in self._places.items():
            _put_place(items.setdefault(place.slot, []), entry, place.after)
        return items


def _put_text(items: list[Item], entry: str, sent: _Text) -> None:
    index = next((i for i, item in enumerate(items) if item.id == entry), None)
    if sent.text is None:
        items[:] = [item for item in items if item.id != entry]
    elif index is not None:
        items[index] = Item(entry, sent.text)
    else:
        items.insert(_behind(items, sent.after), Item(entry, sent.text))


def _put_place(items: list[Item], entry: str, after: str | None) -> None:
    moving = next((item for item in items if item.id == entry), None)
    if moving is not None:
        items.remove(moving)
        items.insert(_behind(items, after), moving)


def _behind(items: Sequence[Item], after: str | None) -> int:
    """The index right behind `after`; the first place for None, the last when it is not there."""
    if after is None:
        return 0
    return next((i + 1 for i, item in enumerate(items) if item.id == after), len(items))
