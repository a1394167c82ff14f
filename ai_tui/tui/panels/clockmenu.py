"""The clock's own menu: correct a start, restart a phase, call a group, take an action back."""

from collections.abc import Callable, Sequence
from typing import ClassVar

import msgspec

from ai_tui.agenda.evening import BlockView, PhaseView
from ai_tui.run.plan import PlanVerbs
from ai_tui.run.run import Run
from ai_tui.tui.paint.pieces import Piece, Row, fit, wrap
from ai_tui.tui.paint.times import clock
from ai_tui.tui.panels.began import BeganList
from ai_tui.tui.panels.clock_steps import step_name
from ai_tui.tui.panels.listing import Choice
from ai_tui.tui.panels.sheet import Hint

ORDER_ROWS = 4
"""Rows that the groups take at most while their order is asked."""


class Item(msgspec.Struct, frozen=True):
    """A line of the menu: what it says, what it does, and whether the menu closes after it.

    One that can do nothing now only says so.
    """

    key: str
    text: str
    do: Callable[[], None]
    closes: bool = True
    can: bool = True


class ClockMenu(BeganList[str]):
    """Everything about the clock that has no key of its own; gives what it did, in words."""

    COMMAND: ClassVar[str] = "clockmenu"
    WIDEST: ClassVar[int] = 84

    def __init__(self, run: Run) -> None:
        super().__init__(run, "undo" if run.undo.depth("clock") else "")
        self._order: tuple[str, ...] = ()
        """The groups by the numbers under which their order is asked."""

    def heading(self) -> str:
        """What it is."""
        return self.text("clockmenu")

    def choices(self, width: int) -> Sequence[Choice]:
        """What can be done now, by what it is about."""
        choices: list[Choice] = []
        for name, items in self._sections():
            if items:
                heading: Row = (Piece(self.text(f"menu.{name}"), "rest"),)
                choices.append(Choice(f"-{name}", (heading,), can=False))
                choices += [Choice(i.key, (_row(i, width),), i.can) for i in items]
        return choices

    def _sections(self) -> list[tuple[str, list[Item]]]:
        """The lines; the key of one has what it is about, so it never becomes another's."""
        view = self._block()
        return [
            ("block", self._about_block(view)),
            ("turns", self._about_turns()),
            ("phases", self._about_phases(view)),
            ("session", self._about_session()),
        ]

    def _block(self) -> BlockView | None:
        """The block that runs, else the one that ran last."""
        evening = self.run.evening()
        begun = [view for view in evening.blocks if view.started is not None]
        last = max(begun, key=lambda view: view.started or evening.now, default=None)
        return evening.current or last

    def _about_block(self, view: BlockView | None) -> list[Item]:
        items = [self._undo_item()]
        if view is not None and view.started is not None:
            text = self.text("began_at", title=view.title, at=clock(self.local(view.started)))
            items.append(Item(f"began/{view.id}", text, lambda: self.ask_began(view), closes=False))
        return items

    def _undo_item(self) -> Item:
        step, under_way = self.run.undo.next_undo("clock"), self.run.undo.under_way("clock")
        text = self.text("nothing_to_take_back")
        if under_way:
            text = self.text("being_saved")
        elif step is not None:
            text = self.text("take_back", what=step_name(self.run, step))
        can = step is not None and not under_way
        return Item("undo", text, self._take_back, closes=False, can=can)

    def _phase(self) -> PhaseView | None:
        """The phase that runs."""
        evening = self.run.evening()
        phases = evening.current.phases if evening.current else ()
        return next((phase for phase in phases if phase.id == evening.phase), None)

    @property
    def _where(self) -> str:
        """Which phase of which block runs."""
        evening = self.run.evening()
        return f"{evening.block}/{evening.phase}"

    def _about_turns(self) -> list[Item]:
        items: list[Item] = []
        phase, where, coming = self._phase(), self._where, self.run.evening().ahead.group
        for turn in phase.turns if phase else ():
            key, name = turn.group, self._group_name(turn.group)
            if turn.state == "now" or (turn.state == "to_come" and key == coming):
                text = self.text("pass", group=name)
                items.append(Item(f"pass/{where}/{key}", text, self._passing(key)))
            if turn.state != "now":
                text = self.text(f"turn_{turn.state}", group=name)
                items.append(Item(f"turn/{where}/{key}", text, self._calling(key)))
        if phase is not None and items:
            again = self.text("turns_again")
            items.append(Item(f"again/{where}", again, lambda: self._ask_order(phase), False))
        return items

    def _about_phases(self, view: BlockView | None) -> list[Item]:
        if view is None or view.state not in ("now", "paused"):
            return []
        current = self.run.evening().phase
        return [
            Item(
                f"phase/{view.id}/{phase.id}",
                self.text(
                    "phase_again" if phase.id == current else "phase_from", title=phase.title
                ),
                self._starting(phase.id),
            )
            for phase in view.phases
        ]

    def _about_session(self) -> list[Item]:
        evening = self.run.evening()
        items: list[Item] = []
        plan = PlanVerbs(self.run)
        if (begin := plan.real_begin()) is not None:
            text = self.text("shift", at=clock(self.local(begin)))
            items.append(Item("shift", text, plan.shift))
        if evening.state in ("running", "paused"):
            items.append(Item("finish", self.text("finish"), lambda: self.run.clock.finish()))
        return items

    # what the items do

    def choose(self, key: str) -> None:
        """Do what the line says."""
        for _, items in self._sections():
            for item in items:
                if item.key == key:
                    item.do()
                    if item.closes:
                        self.give(item.text)
                    return

    def called(self, subject: str) -> str | None:
        """The block whose start is asked, or the round whose order is, as long as it runs."""
        if self.asked != "order":
            return super().called(subject)
        phase = self._phase()
        return phase.title if phase and subject == self._where else None

    def gone(self, title: str) -> str:
        """That the block is not there any more, or that the round is over."""
        return self.text("round_over") if self.asked == "order" else super().gone(title)

    def question(self) -> str:
        """When a block began, or in which order the groups have their turns anew."""
        return self.text("ask_order") if self.asked == "order" else super().question()

    def above(self, width: int) -> Sequence[Row]:
        """The groups by their numbers while their order is asked, and what was said last."""
        if not self.typing or self.asked != "order":
            return super().above(width)
        names = map(self._group_name, self._order)
        numbered = " · ".join(f"{number} {name}" for number, name in enumerate(names, 1))
        rows: list[Row] = [(Piece(line, "rest"),) for line in wrap(numbered, width, ORDER_ROWS)]
        return [*rows, (), *super().above(width)]

    def answer(self, text: str) -> str:
        """Correct the start or start the round over, and close when that went well."""
        problem = self._start_over(text) if self.asked == "order" else super().answer(text)
        if not problem:
            self.give("")
        return problem

    def _ask_order(self, phase: PhaseView) -> None:
        self._order = tuple(turn.group for turn in phase.turns)
        numbers = " ".join(str(number + 1) for number in range(len(self._order)))
        self.ask("order", numbers, self._where)

    def _start_over(self, text: str) -> str:
        """Start the round over: the groups named by number first, the others behind them."""
        order = self._order
        numbers = [word for word in text.replace(",", " ").split() if word.isdecimal()]
        first = [order[int(word) - 1] for word in numbers if 0 < int(word) <= len(order)]
        if len(first) != len(text.replace(",", " ").split()) or len(set(first)) != len(first):
            return self.text("no_order", most=len(order))
        self.run.clock.reorder((*first, *(group for group in order if group not in first)))
        return ""

    def _group_name(self, key: str) -> str:
        group = self.run.state.group(key)
        return self.run.group_name(group) if group else key

    def _starting(self, phase: str) -> Callable[[], None]:
        return lambda: self.run.clock.phase(phase)

    def _calling(self, group: str) -> Callable[[], None]:
        return lambda: self.run.clock.turn(group)

    def _passing(self, group: str) -> Callable[[], None]:
        return lambda: self.run.clock.pass_turn(group)

    def _take_back(self) -> None:
        step = self.run.undo.next_undo("clock")
        name = step_name(self.run, step) if step else ""
        reversal = self.run.undo.undo("clock")
        if reversal is not None and reversal.changed_by:
            self.say(self.text("not_taken_back", what=name, who=reversal.changed_by))
        elif reversal is not None:
            self.say(self.text("taken_back", what=name))

    def list_hints(self) -> Sequence[Hint]:
        """How to choose, as far as there is anything to choose."""
        can = [item.key for _, items in self._sections() for item in items if item.can]
        hints = [self.hint("↑↓", "choose")] if can else []
        if self.cursor in can:
            hints.append(self.hint("Enter", "do", "enter"))
        return (*hints, self.hint("Esc", "close", "escape"))


def _row(item: Item, width: int) -> Row:
    return (Piece(fit(item.text, width), "text" if item.can else "rest"),)
