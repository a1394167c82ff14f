"""The scribe's desk: where the hands are in the harvest.

It knows no screen and never follows the clock: only the scribe moves the place, and a group that
goes into another takes it along.
"""

from collections.abc import Sequence

from msgspec import Struct

from ai_tui.agenda.evening import Evening
from ai_tui.forms.base import Owed
from ai_tui.run.run import Run
from ai_tui.session.model import ROOM, Form, Group, GroupKind


class Place(Struct, frozen=True):
    """A form and the group whose form it is, by their ids; '' where there is none yet."""

    form: str = ""
    group: str = ""

    @property
    def key(self) -> str:
        """One name for the place, as the editor remembers cursors by."""
        return f"{self.form}/{self.group}"


class Desk:
    """One scribe's place in a run; `only` narrows the groups to those this scribe types for."""

    def __init__(self, run: Run, only: frozenset[str] = frozenset()) -> None:
        self.run = run
        self._only = only
        self.open(self.first_place())

    @property
    def place(self) -> Place:
        """The place under the hands: the one opened, or where its group went since."""
        opened = self.opened
        group = self.run.state.group(opened.group)
        if group is None or group.merged_into == self._left_for:
            return opened
        return Place(opened.form, self.run.state.went_into(group.id)[-1])

    @property
    def form(self) -> Form | None:
        """The form under the scribe's hands."""
        return self.run.state.form(self.place.form)

    @property
    def group(self) -> Group | None:
        """The group under the scribe's hands."""
        return self.run.state.group(self.place.group)

    @property
    def group_kind(self) -> GroupKind:
        """The kind of groups that the form under the hands is about."""
        form = self.form
        if form is not None and (form.audience == "themes" or form.options.get("themes")):
            return "themes"
        return "groups"

    @property
    def only(self) -> frozenset[str]:
        """The groups this scribe types for, also what they went into; empty for all."""
        went_into = self.run.state.went_into
        return frozenset(group for one in self._only for group in went_into(one))

    def _own(self, groups: Sequence[Group]) -> list[Group]:
        only = self.only
        return [group for group in groups if not only or group.id in only]

    def forms_of(self, block: str) -> list[Form]:
        """The forms of a block, in order, that this scribe types for."""
        forms = [form for form in self.run.state.forms if form.block == block]
        return [form for form in forms if not self._only or self.groups_of(form)]

    def groups_of(self, form: Form) -> list[Group]:
        """The groups a form is asked of, and those that left but gave something for it."""
        return self._own(self.run.state.groups_with(form))

    def first_place(self) -> Place:
        """Where a scribe who just came in begins: the form of now, else the first of all."""
        blocks = [self.run.evening().block, *(block.id for block in self.run.state.blocks)]
        forms = next((forms for block in blocks if (forms := self.forms_of(block))), [])
        return self.place_in(forms[0]) if forms else Place()

    def place_in(self, form: Form, group: str = "") -> Place:
        """The place of `group` in `form`; of its first group when it has no such group."""
        groups = [there.id for there in self.groups_of(form)]
        if group in groups:
            return Place(form.id, group)
        return Place(form.id, groups[0] if groups else "")

    def open(self, place: Place) -> None:
        """Go to a place; a group that went into another is stayed in where it left something."""
        self.opened = place
        form, group = self.run.state.form(place.form), self.run.state.group(place.group)
        left = form is not None and group in self.groups_of(form)
        self._left_for = group.merged_into if group and left else ""

    def stay(self) -> None:
        """Stay at the place under the hands, also when its group comes out of another again."""
        self.open(self.place)

    def settle(self) -> None:
        """Find a group when the place has none: groups were just added, or its group went."""
        if self.form is None:
            self.open(self.first_place())
        elif self.group is None:
            self.open(self.place_in(self.form))

    def leave_closed(self) -> None:
        """Go on when the group was closed and gave nothing here: there is nothing to type."""
        form, group = self.form, self.group
        if form and group and group.closed and group not in self.groups_of(form):
            self.step_group(1)

    def step_group(self, by: int) -> None:
        """Go to the next group (by=1) or the one before (by=-1), round and round."""
        if (group := self._beside(by)) is not None:
            self.open(Place(self.place.form, group.id))

    def next_group_name(self) -> str:
        """The name of the group that `step_group(1)` goes to; '' when there is no other."""
        group = self._beside(1)
        return self.run.group_name(group) if group and group != self.group else ""

    def _beside(self, by: int) -> Group | None:
        """The group so many further than the one under the hands; the first when that is closed."""
        groups = self.groups_of(self.form) if self.form else []
        there = groups.index(self.group) if self.group in groups else -by
        return groups[(there + by) % len(groups)] if groups else None

    def next_form(self) -> Form | None:
        """The next form of the same block, round and round; None when there is no other."""
        if self.form is None:
            return None
        forms = self.forms_of(self.form.block)
        after = forms.index(self.form) + 1 if self.form in forms else 0
        others = (form for form in (*forms[after:], *forms[:after]) if form != self.form)
        return next(others, None)

    def place_of(self, evening: Evening) -> Place | None:
        """The form of the phase or block that runs, and the group whose turn it is.

        None when the block has no form. A form that is not of another phase is stayed in.
        """
        forms = [] if evening.waiting else self.forms_of(evening.block)
        now = [form for form in forms if form.phase == evening.phase != ""]
        forms = now or [form for form in forms if not form.phase] or forms
        form = self.form if self.form in forms else next(iter(forms), None)
        return self.place_in(form, evening.group or self.place.group) if form else None

    def owed(self, form: Form, group: Group) -> Owed | None:
        """How much a group gave for a form, or None when the form is not asked of it."""
        asked = self.run.state.groups_of(form)
        return self.run.owed(form, group) if group in asked else None

    def waiting(self, forms: Sequence[Form]) -> list[tuple[Form, Group]]:
        """Who still owes something for `forms`: not full, and nobody said that nothing comes."""
        state = self.run.state
        return [
            (form, group)
            for form in forms
            for group in self._own(state.groups_of(form))
            if (owed := self.run.owed(form, group)).have < owed.want
            and state.form_state(form.id, group.id) not in ("read", "nothing")
        ]


def is_room(group: Group | None) -> bool:
    """Whether a group is the room as a whole."""
    return group is not None and group.id == ROOM.id
