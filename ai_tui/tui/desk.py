"""The scribe's desk: where the hands are in the harvest.

It knows no screen and never follows the clock: only the scribe moves the place.
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
        self.place = self.first_place()

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
        if not self._only:
            return self._only
        into = {group.id: group.merged_into for group in self.run.state.all_groups}
        found = set(self._only)
        waiting = list(self._only)
        while waiting:
            after = into.get(waiting.pop(), "")
            if after and after not in found:
                found.add(after)
                waiting.append(after)
        return frozenset(found)

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
        """Go to a place."""
        self.place = place

    def settle(self) -> None:
        """Find a group when the place has none: groups were just added, or its group went."""
        if self.form is None:
            self.place = self.first_place()
        elif self.group is None:
            self.place = self.place_in(self.form)

    def step_group(self, by: int) -> None:
        """Go to the next group (by=1) or the one before (by=-1), round and round."""
        if self.form is None:
            return
        groups = [group.id for group in self.groups_of(self.form)]
        if groups:
            there = groups.index(self.place.group) if self.place.group in groups else -by
            self.place = Place(self.place.form, groups[(there + by) % len(groups)])

    def next_group_name(self) -> str:
        """The name of the group that `step_group(1)` goes to; '' when there is only one."""
        if self.form is None:
            return ""
        groups = self.groups_of(self.form)
        ids = [group.id for group in groups]
        if len(groups) < 2 or self.place.group not in ids:
            return ""
        return self.run.group_name(groups[(ids.index(self.place.group) + 1) % len(groups)])

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
