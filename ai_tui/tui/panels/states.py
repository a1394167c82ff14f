"""Where a group's form stands: open, on paper, typed, read back, or nothing will come."""

from collections.abc import Mapping, Sequence
from typing import ClassVar, get_args

from ai_tui.run.run import Run
from ai_tui.run.state import FormState
from ai_tui.session.model import Form, Group
from ai_tui.tui.paint.models import FORM_SIGNS
from ai_tui.tui.paint.pieces import Piece, Role, cells, pad
from ai_tui.tui.panels.listing import Choice, ListPanel

STATES: tuple[FormState, ...] = get_args(FormState)

SIGNS: dict[FormState, tuple[str, Role]] = {
    "open": FORM_SIGNS["open"],
    "paper": FORM_SIGNS["paper"],
    "typed": FORM_SIGNS["full"],
    "read": FORM_SIGNS["read_back"],
    "nothing": FORM_SIGNS["nothing"],
}


class States(ListPanel[FormState]):
    """Gives the state chosen for a form of a group."""

    COMMAND: ClassVar[str] = "state"
    WIDEST: ClassVar[int] = 64

    def __init__(self, run: Run, form: Form, group: Group) -> None:
        super().__init__(run, run.state.form_state(form.id, group.id))
        self.run = run
        self.form = form
        self.group = group

    def title_text(self) -> str:
        """Whose form."""
        return f"{self.form.title} · {self.run.group_name(self.group)}"

    def choices(self, width: int) -> Sequence[Choice]:
        """The five states, each with what it means."""
        names = {state: self.text(f"state.{state}") for state in STATES}
        longest = max(map(cells, names.values()))
        return [
            Choice(
                state,
                (
                    (
                        Piece(f"{number}  ", "now"),
                        Piece(f"{SIGNS[state][0]} ", SIGNS[state][1]),
                        Piece(pad(name, longest + 2)),
                        Piece(self.text(f"state_means.{state}"), "rest"),
                    ),
                ),
            )
            for number, (state, name) in enumerate(names.items(), 1)
        ]

    def shortcuts(self) -> Mapping[str, str]:
        """The numbers before them."""
        return {str(number): state for number, state in enumerate(STATES, 1)}

    def choose(self, key: str) -> None:
        """Give the state."""
        self.give(next(state for state in STATES if state == key))
