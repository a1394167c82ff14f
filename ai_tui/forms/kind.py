"""What a form kind is made of, and what its functions are given."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

import msgspec
from msgspec import Struct

from ai_tui.forms.base import Entry, Harvest, Owed, Slot, Table, cell_slot
from ai_tui.locale import Words
from ai_tui.session.model import ROOM, Group


class Setting(Struct, frozen=True):
    """Whose form it is and among which groups; `day` is the session's date, if it is known."""

    groups: Sequence[Group]
    group: Group
    words: Words
    day: date | None = None

    @property
    def others(self) -> tuple[Group, ...]:
        """The open groups besides this one."""
        return tuple(
            group
            for group in self.groups
            if group.id not in {self.group.id, ROOM.id} and not group.closed
        )

    @property
    def name(self) -> str:
        """What the group, or the room, is called."""
        return self.words("common.room") if self.group.id == ROOM.id else self.group.name

    def name_of(self, group: str) -> str:
        """The name of a group, also of one that was merged or closed; its id if it is unknown."""
        return next((other.name for other in self.groups if other.id == group), group)


class Filled(Struct, frozen=True):
    """One group's form with what was typed in it."""

    kind: "Kind"
    options: Any
    setting: Setting
    slots: tuple[Slot, ...]
    harvest: Harvest

    @property
    def own(self) -> tuple[Slot, ...]:
        """The slots that the form asks for."""
        return tuple(slot for slot in self.slots if not slot.rest)

    def entries(self, slot: Slot) -> Sequence[Entry]:
        """The entries of a slot, in order."""
        return self.harvest.get(slot.id, ())

    def within(self, slot: Slot) -> Sequence[Entry]:
        """The entries of a slot that were asked for: the first `size`, or one if `single`."""
        return self.entries(slot)[: asked(slot)]

    def texts(self, slot: Slot) -> list[str]:
        """The texts of a slot that were asked for, in order."""
        return [entry.text for entry in self.within(slot)]

    def beside(self, cell: str, entry: Entry) -> Sequence[Entry]:
        """What stands in cell `cell` beside an entry; more than one if two people typed there."""
        return self.harvest.get(cell_slot(cell, entry.id), ())

    def cell_text(self, cell: str, entry: Entry) -> str | None:
        """The text of a cell, or None when it is empty."""
        return ", ".join(found.text for found in self.beside(cell, entry)) or None

    def turns(self) -> Iterable[tuple[Slot, Sequence[Entry]]]:
        """All entries in the order in which they are read, with the slots they stand in."""
        return self.kind.turns(self)

    def table(self) -> Table:
        """What is printed."""
        return self.kind.table(self)

    def owed(self) -> Owed:
        """How much there is, and how much is asked."""
        return self.kind.owed(self)

    def result(self) -> object:
        """What was asked, in the shape of the kind, as lists, dicts and texts.

        Neither what is surplus nor what stands in `rest` slots is in it.
        """
        return msgspec.to_builtins(self.kind.result(self))


def asked(slot: Slot) -> int | None:
    """How many entries a slot asks; None is as many as come."""
    return 1 if slot.single else slot.size


def slot_by_slot(filled: Filled) -> Iterable[tuple[Slot, Sequence[Entry]]]:
    """Every slot once with its entries."""
    return ((slot, filled.entries(slot)) for slot in filled.slots)


class Kind(Struct, frozen=True, kw_only=True):
    """A kind of form.

    `options` is the struct of the kind's own keys in a session file; `slots` gives the places to
    type in and `former` names a slot that is no longer one of them. `shape` is the type of what
    `result` gives; `by_title` says that this is a dict by the titles of the slots. `turns` gives
    the entries in the order in which they are read; every slot is in it at least once.
    """

    name: str
    options: type[Struct]
    slots: Callable[[Any, Setting], tuple[Slot, ...]]
    table: Callable[[Filled], Table]
    owed: Callable[[Filled], Owed]
    result: Callable[[Filled], object]
    shape: Any
    former: Callable[[str, Setting], str] = lambda _slot, _setting: ""
    by_title: bool = False
    turns: Callable[[Filled], Iterable[tuple[Slot, Sequence[Entry]]]] = slot_by_slot
