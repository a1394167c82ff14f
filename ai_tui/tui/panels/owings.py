"""Which group owes what, as the matrix takes it: read from the run, kept until it changes."""

from collections.abc import Sequence
from typing import overload

from ai_tui.forms.base import Harvest, Owed
from ai_tui.run.run import Run
from ai_tui.run.state import FormState
from ai_tui.session.model import ROOM, Form, Group
from ai_tui.tui.paint.models import FormColumn, Owing, OwingRow, Owings
from ai_tui.tui.paint.models import FormState as CellState

TABLES = ("entries", "places", "states", "groups", "forms", "blocks")

_SAID: dict[FormState, CellState] = {"paper": "paper", "read": "read_back", "nothing": "nothing"}

_Kept = tuple[Harvest, FormState, Owing]
"""What a cell was counted from, and the cell."""


def owing(run: Run, form: Form, group: Group) -> Owing:
    """How a group's form stands; a group of which nothing is asked may still have given something.

    Kept for as long as neither the group's entries nor its state change.
    """
    state = run.state
    kept = state.keep("owing", ("groups", "forms"), lambda: dict[tuple[str, str], _Kept]())
    harvest, said = state.harvest(form.id, group.id), state.form_state(form.id, group.id)
    known = kept.get((form.id, group.id))
    if known is None or known[0] is not harvest or known[1] != said:
        known = kept[form.id, group.id] = (harvest, said, _counted(run, form, group, said))
    return known[2]


def _counted(run: Run, form: Form, group: Group, said: FormState) -> Owing:
    if group not in run.state.groups_of(form):
        harvest = run.harvest_of(form, group)
        return Owing("not_asked", sum(len(harvest[slot]) for slot in harvest if "@" not in slot))
    owed = run.owed(form, group)
    state = _SAID.get(said) or _reached(owed, said)
    if owed.rows is not None:
        return Owing(state, owed.rows)
    return Owing(state, owed.have, owed.want)


def _reached(owed: Owed, said: FormState) -> CellState:
    if said == "typed" or (owed.have and owed.have >= owed.want):
        return "full"
    return "partly" if owed.have else "open"


class _Cells(Sequence[Owing]):
    """The cells of a group, each counted when it is asked for: few of sixty groups are shown."""

    def __init__(self, run: Run, forms: Sequence[Form], group: Group) -> None:
        self._run = run
        self._forms = forms
        self._group = group

    def __len__(self) -> int:
        return len(self._forms)

    @overload
    def __getitem__(self, index: int) -> Owing: ...

    @overload
    def __getitem__(self, index: slice) -> list[Owing]: ...

    def __getitem__(self, index: int | slice) -> Owing | list[Owing]:
        if isinstance(index, slice):
            return [owing(self._run, form, self._group) for form in self._forms[index]]
        return owing(self._run, self._forms[index], self._group)


def rows_of(run: Run) -> list[Group]:
    """The groups of the matrix: open ones, those that left something, and the room if asked."""
    state = run.state
    there = [*state.groups("groups"), *state.groups("themes")]
    gone = [group for group in state.all_groups if group.closed and _gave(run, group)]
    room = [ROOM] if any(form.audience == "room" for form in state.forms) else []
    return [*there, *gone, *room]


def _gave(run: Run, group: Group) -> bool:
    return any(run.state.harvest(form.id, group.id) for form in run.state.forms)


def owings(run: Run, group: str = "", form: str = "", only: frozenset[str] = frozenset()) -> Owings:
    """The matrix with the place under the hands; `only` these groups and their forms, if any."""
    columns, rows = run.state.keep("owings", TABLES, lambda: _made(run))
    if only:
        rows = [row for row in rows if row.id in only]
        asked = [n for n in range(len(columns)) if any(r.cells[n].opens for r in rows)]
        columns = [columns[n] for n in asked]
        rows = [row._replace(cells=[row.cells[n] for n in asked]) for row in rows]
    return Owings(columns, rows, group, form)


def _made(run: Run) -> tuple[Sequence[FormColumn], Sequence[OwingRow]]:
    """Columns and rows; forms for theme groups come when there are any."""
    state = run.state
    titles = {block.id: block.title for block in state.blocks}
    there = rows_of(run)
    themes = any(group.kind == "themes" for group in there)
    forms = [form for form in state.forms if themes or form.audience != "themes"]
    columns = [FormColumn(form.id, form.title, titles.get(form.block, "")) for form in forms]
    rows = [OwingRow(each.id, run.group_name(each), _Cells(run, forms, each)) for each in there]
    return columns, rows
