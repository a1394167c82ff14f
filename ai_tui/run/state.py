"""What a run holds at this moment: its plan, groups and harvest, as its documents tell them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from operator import itemgetter
from typing import Literal

from msgspec import Struct
from msgspec.structs import force_setattr

from ai_tui.agenda.moments import Moment
from ai_tui.forms.base import Entry, Harvest
from ai_tui.run.clock import Rehearsal
from ai_tui.run.documents import ON_ITS_WAY, Documents, Rank, dated
from ai_tui.run.harvests import Harvests
from ai_tui.run.planned import Planned, in_order
from ai_tui.session.model import ROOM, Form, Group, GroupKind
from ai_tui.store.fold import Fold
from ai_tui.store.steps import Version

FormState = Literal["open", "paper", "typed", "read", "nothing"]
"""Where a group's form stands: open, on paper, typed, read back, or nothing will come."""


class Note(Struct, frozen=True, kw_only=True):
    """A loose note, with the block that ran when it was typed.

    Of a time that is on no calendar nothing is known.
    """

    id: str
    text: str
    block: str = ""
    author: str = ""
    at: datetime | None = None

    def __post_init__(self) -> None:
        force_setattr(self, "at", dated(self.at))


class Said(Struct, frozen=True):
    """What the scribe said of a group's form."""

    state: FormState


class State(Planned):
    """The plan of a run, with its groups, its clock and all that was typed."""

    def __init__(self, fold: Fold) -> None:
        super().__init__(fold)
        self._harvests = Harvests(self)

    def changed(self, versions: Sequence[Version]) -> None:
        """Forget the views that `versions` may have changed."""
        super().changed(versions)
        self._harvests.changed(versions)

    @property
    def rehearsal(self) -> Rehearsal | None:
        """The rehearsal's clock, if this is one."""
        clocks = self.things("clock", Rehearsal)
        return clocks[0] if clocks else None

    @property
    def all_groups(self) -> list[Group]:
        """Every group there ever was, closed and merged ones too, in order."""
        return list(self._groups())

    def _groups(self) -> Sequence[Group]:
        return self.keep(
            "groups in order", ("groups",), lambda: in_order(self.things("groups", Group))
        )

    def groups(self, kind: GroupKind) -> list[Group]:
        """The open groups of one kind, in order."""
        return [group for group in self._groups() if group.kind == kind and not group.closed]

    def group(self, key: str) -> Group | None:
        """A group by its id; the room too."""
        if key == ROOM.id:
            return ROOM
        return next((group for group in self._groups() if group.id == key), None)

    def went_into(self, key: str) -> list[str]:
        """A group and the groups that it went into since, each into the next, by their ids."""
        chain: list[str] = []
        while key and key not in chain:
            chain.append(key)
            group = self.group(key)
            key = group.merged_into if group else ""
        return chain

    def groups_of(self, form: Form) -> list[Group]:
        """Whom a form is asked of: the open groups of its audience, or the room."""
        return [ROOM] if form.audience == "room" else self.groups(form.audience)

    def groups_with(self, form: Form) -> list[Group]:
        """Whose form there is to fill in: those it is asked of, and who left and gave something."""
        there = self.groups_of(form)
        gone = [group for group in self._groups() if group.closed and group not in there]
        return [*there, *(group for group in gone if self.harvest(form.id, group.id))]

    def audience(self, form: Form) -> list[Group]:
        """Everybody a form was ever asked of; those who left only lend their names."""
        return [group for group in self._groups() if group.kind == form.audience] or [ROOM]

    @property
    def moments(self) -> list[Moment]:
        """What happened to the clock, in the order in which it was pressed."""
        return self.keep("moments in order", ("moments",), lambda: _moments(self))

    def entry(self, key: str) -> Entry | None:
        """An entry by its id, or None when it was removed."""
        return self._harvests.entry(key)

    def harvest(self, form: str, group: str) -> Harvest:
        """The entries of one form and group, per slot, in order."""
        return self._harvests.of(form, group)

    def last_pos(self, form: str, group: str) -> str:
        """The position of the last entry of a form and group; '' when there was never any."""
        last = self.fold.last_pos(form, group)
        for (table, _), doc in self.overlay.items() if self.overlay else ():
            if table == "places" and doc and (doc.get("form"), doc.get("group")) == (form, group):
                last = max(last, str(doc["pos"]))
        return last

    def entries(self) -> Iterator[Entry]:
        """All entries of the run, in no order."""
        for key in self.table("entries"):
            if (entry := self.entry(key)) is not None:
                yield entry

    @property
    def notes(self) -> list[Note]:
        """The loose notes, oldest first."""
        return sorted(self.things("notes", Note), key=lambda note: self.rank("notes", note.id))

    def form_state(self, form: str, group: str) -> FormState:
        """What the scribe said of a group's form; 'open' when nothing was said."""
        said = self.newest("states", f"{form}/{group}", Said)
        return said.state if said else "open"


def _moments(docs: Documents) -> list[Moment]:
    made = [(pressed(docs, key), moment) for key, moment in docs.read_all("moments", Moment)]
    return [moment for _, moment in sorted(made, key=itemgetter(0))]


def pressed(docs: Documents, key: str) -> tuple[Rank, int]:
    """The rank of the step in which a moment was pressed, and its place in that."""
    if past := docs.fold.versions("moments", key):
        step = past[0][0]
        return step.rank, _presses(step.versions).index(key)
    waiting = [key for change in docs.pending for key in _presses(change.versions)]
    return ON_ITS_WAY, waiting.index(key)


def _presses(versions: Iterable[Version]) -> list[str]:
    """The moments among `versions`, in the order in which they count."""
    return [version.key for version in versions if version.table == "moments"]
