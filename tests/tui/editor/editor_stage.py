from __future__ import annotations

from collections.abc import Callable
from itertools import count

from textual import events
from textual.app import App, ComposeResult

from ai_tui.forms.base import Cell, Entry, Harvest, Slot
from ai_tui.locale import Words
from ai_tui.tui.editor import FormEditor, messages
from ai_tui.tui.editor.editor import STYLE
from ai_tui.tui.editor.hands import Hands
from ai_tui.tui.editor.layout import bands_of
from ai_tui.tui.editor.pen import Pen
from ai_tui.tui.paint.pieces import plain
from ai_tui.tui.theme import THEMES
from ai_tui.tui.widgets.rows import Rows

TOP = (Slot(id="top", size=3, ranked=True),)
LIST = (Slot(id="items"),)
DO = tuple(
    Slot(id=name, title=title, size=3, ranked=True, beside=True)
    for name, title in (("do", "Doen"), ("dont", "Afleren"))
)
FIELDS = (
    Slot(id="title", title="Titel", single=True),
    Slot(id="dream", title="Droom", single=True),
)
WHAT = (Slot(id="what", title="Wat", cells=(Cell("who", "Wie"), Cell("when", "Wanneer"))),)
TIPS = tuple(
    Slot(id=name, title=name, beside=True, cells=(Cell("from", "Van", ("Tafel 1", "Tafel 12")),))
    for name in ("tips", "tops")
)
ASKED = tuple(
    Slot(id=f"q{number}.s{speaker}", section=f"Vraag {number}", title=f"Spreker {speaker}")
    for number in (1, 2)
    for speaker in (1, 2)
)


class Store:
    """A harvest that does what it is told, as a run would."""

    def __init__(self, **slots: list[str]) -> None:
        self.slots: dict[str, list[tuple[str, str]]] = {
            slot: [(f"{slot}{n}", text) for n, text in enumerate(texts, 1)]
            for slot, texts in slots.items()
        }

    def texts(self, slot: str) -> list[str]:
        return [text for _, text in self.slots.get(slot, [])]

    def ids(self, slot: str) -> list[str]:
        return [entry for entry, _ in self.slots.get(slot, [])]

    def write(self, slot: str, entry: str, text: str, after: str | None) -> None:
        held = self.slots.setdefault(slot, [])
        if entry in self.ids(slot):
            held[self.ids(slot).index(entry)] = (entry, text)
        else:
            held.insert(self.ids(slot).index(after) + 1 if after else 0, (entry, text))

    def remove(self, entry: str) -> None:
        gone = {entry} | {
            cell for slot in self.slots if slot.endswith(f"@{entry}") for cell in self.ids(slot)
        }
        self.slots = {
            slot: kept
            for slot, held in self.slots.items()
            if (kept := [(key, text) for key, text in held if key not in gone])
        }

    def move(self, entry: str, slot: str, after: str | None) -> None:
        text = dict(self.slots[slot])[entry]
        self.slots[slot] = [pair for pair in self.slots[slot] if pair[0] != entry]
        self.write(slot, entry, text, after)

    def hear(self, message: messages.Told) -> bool:
        """Do what a message asks; whether anything changed."""
        match message:
            case messages.Saved():
                self.write(message.slot, message.entry, message.text, message.after)
            case messages.Removed():
                self.remove(message.entry)
            case messages.Moved():
                self.move(message.entry, message.slot, message.after)
            case messages.Pasted():
                for row in message.rows:
                    self.write(*row)
            case _:
                return False
        return True

    def harvest(self) -> Harvest:
        return {
            slot: [
                Entry(
                    id=key, block="b", form="f", group="g", slot=slot, pos=f"{place:04}", text=text
                )
                for place, (key, text) in enumerate(held)
            ]
            for slot, held in self.slots.items()
        }


def new_ids() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"n{next(numbers)}"


class Paper:
    """A pen without a screen: keys by name; with `lag` the store hears only by `deliver`."""

    def __init__(
        self,
        slots: tuple[Slot, ...],
        store: Store | None = None,
        width: int = 80,
        lag: bool = False,
    ) -> None:
        ids = new_ids()
        self.pen = Pen(ids)
        self.hands = Hands(self.pen, ids)
        self.store = store or Store()
        self.slots = slots
        self.heard: list[messages.Told] = []
        self.mail: list[messages.Told] = []
        self.lag = lag
        self.pen.bands = bands_of(slots, width)
        self.load()

    def load(self, key: str = "k", slots: tuple[Slot, ...] | None = None) -> None:
        self.pen.load(key, self.slots if slots is None else slots, self.store.harvest())
        self.settle()

    def settle(self) -> None:
        told, self.pen.told = self.pen.told, []
        self.heard += told
        self.mail += told
        if not self.lag:
            self.deliver()

    def deliver(self) -> None:
        """Let the store hear what was told, and show what came of it."""
        mail, self.mail = self.mail, []
        if any([self.store.hear(message) for message in mail]):
            self.load(self.pen.paper.key)

    def write(self, text: str) -> Paper:
        self.pen.write(self.pen.text + text)
        self.settle()
        return self

    def clear(self) -> Paper:
        self.pen.write("")
        self.settle()
        return self

    def press(self, *keys: str) -> Paper:
        verbs: dict[str, Callable[[], object]] = {
            "enter": self.hands.enter,
            "down": self.hands.down,
            "up": self.hands.up,
            "tab": lambda: self.hands.tab(1),
            "back": lambda: self.hands.tab(-1),
            "escape": self.pen.escape,
            "remove": self.hands.remove,
            "lower": lambda: self.hands.move(1),
            "raise": lambda: self.hands.move(-1),
        }
        for key in keys:
            verbs[key]()
            self.settle()
        return self

    def paste(self, text: str) -> Paper:
        kept = self.hands.paste(text)
        self.settle()
        return self.write(kept) if kept else self

    def at(self, slot: str, entry: str = "", cell: str = "") -> bool:
        spot = self.pen.spot
        return spot is not None and (spot.slot, spot.entry, spot.cell) == (slot, entry, cell)

    def said(self, kind: type[messages.Told]) -> list[messages.Told]:
        return [message for message in self.heard if isinstance(message, kind)]


class Stage(App[None]):
    """An app with nothing but the editor; `posted` lets messages come later."""

    CSS_PATH = STYLE

    def __init__(
        self, slots: tuple[Slot, ...], store: Store | None = None, posted: bool = False
    ) -> None:
        super().__init__()
        self.slots = slots
        self.store = store or Store()
        self.heard: list[messages.Told] = []
        tell = (lambda told: self.call_later(self.hear, told)) if posted else self.hear
        self.editor = FormEditor(Words("nl"), new_ids(), tell=tell)

    def compose(self) -> ComposeResult:
        yield self.editor

    def on_mount(self) -> None:
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name
        self.load()
        self.editor.focus()

    def load(self, key: str = "k", **states: frozenset[str]) -> None:
        self.editor.load(key, self.slots, self.store.harvest(), **states)

    def hear(self, message: messages.Told) -> None:
        self.heard.append(message)
        if self.store.hear(message):
            self.load(self.editor.key)

    def said(self, kind: type[messages.Told]) -> list[messages.Told]:
        return [message for message in self.heard if isinstance(message, kind)]

    def burst(self, text: str, *keys: str) -> None:
        """Letters and keys that arrive in one go, as from a paste without brackets."""
        for letter in text:
            self.post_message(events.Key("space" if letter == " " else letter, letter))
        for key in keys:
            self.post_message(events.Key(key, None))

    @property
    def seen(self) -> list[str]:
        """The lines on the screen, blanks at the end left out."""
        strips = self.screen._compositor.render_strips()
        return ["".join(segment.text for segment in line).rstrip() for line in strips]

    @property
    def painted(self) -> str:
        """The rows without the field."""
        return plain(self.editor.query_one(Rows).rows)
