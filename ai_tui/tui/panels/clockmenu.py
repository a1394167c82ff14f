"""The clock's own menu: correct a start, restart a phase, call a group, take an action back."""

from collections.abc import Callable, Sequence
from typing import ClassVar

import msgspec

from ai_tui.agenda.evening import BlockView, PhaseView
from ai_tui.agenda.moments import Moment
from ai_tui.run.documents import read
from ai_tui.run.plan import PlanVerbs
from ai_tui.run.run import Run
from ai_tui.store.steps import Step
from ai_tui.tui.paint.pieces import Piece, Row, fit, wrap
from ai_tui.tui.paint.times import clock
from ai_tui.tui.panels.began import BeganList
from ai_tui.tui.panels.listing import Choice
from ai_tui.tui.panels.sheet import Hint

ORDER_ROWS = 4
"""Rows that the groups take at most while their order is asked."""
PHASED = ("phase", "turn", "reorder", "extend")
"""Actions that are about a phase more than about its block."""


class Item(msgspec.Struct, frozen=True):
    """A line of the menu: what it says, what it does, and whether the menu closes after it."""

    key: str
    text: str
    do: Callable[[], None]
    closes: bool = True


class ClockMenu(BeganList[str]):
    """Everything about the clock that has no key of its own; gives what it did, in words."""

    COMMAND: ClassVar[str] = "clockmenu"
    WIDEST: ClassVar[int] = 84

    def __init__(self, run: Run) -> None:
        super().__init__(run)

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
                choices += [Choice(i.key, ((Piece(fit(i.text, width)),),)) for i in items]
        return choices

    def _sections(self) -> list[tuple[str, list[Item]]]:
        view, current = self._block(), self.run.evening().phase
        phases = view.phases if view else ()
        phase = next((phase for phase in phases if phase.id == current), None)
        return [
            ("block", self._about_block(view)),
            ("turns", self._about_turns(phase)),
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
        items = []
        if (step := self.run.undo.next_undo("clock")) is not None:
            text = self.text("take_back", what=self._named(step))
            items.append(Item("undo", text, self._take_back, closes=False))
        if view is not None and view.started is not None:
            text = self.text("began_at", title=view.title, at=clock(self.local(view.started)))
            items.append(Item("began", text, lambda: self.ask_began(view), closes=False))
        return items

    def _about_turns(self, phase: PhaseView | None) -> list[Item]:
        items: list[Item] = []
        coming = self.run.evening().ahead.group
        for turn in phase.turns if phase else ():
            key, name = turn.group, self._group_name(turn.group)
            if turn.state == "now" or (turn.state == "to_come" and key == coming):
                items.append(Item(f"pass/{key}", self.text("pass", group=name), self._passing(key)))
            if turn.state != "now":
                text = self.text(f"turn_{turn.state}", group=name)
                items.append(Item(f"turn/{key}", text, self._calling(key)))
        if phase is not None and items:
            numbers = " ".join(str(number + 1) for number in range(len(phase.turns)))
            items.append(
                Item("again", self.text("turns_again"), lambda: self.ask("order", numbers), False)
            )
        return items

    def _about_phases(self, view: BlockView | None) -> list[Item]:
        if view is None or view.state not in ("now", "paused"):
            return []
        current = self.run.evening().phase
        return [
            Item(
                f"phase/{phase.id}",
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

    def question(self) -> str:
        """When a block began, or in which order the groups have their turns anew."""
        return self.text("ask_order") if self.asked == "order" else super().question()

    def above(self, width: int) -> Sequence[Row]:
        """The groups by their numbers while their order is asked, and what was said last."""
        if not self.typing or self.asked != "order":
            return super().above(width)
        names = [self._group_name(group) for group in self._order()]
        numbered = " · ".join(f"{number} {name}" for number, name in enumerate(names, 1))
        rows: list[Row] = [(Piece(line, "rest"),) for line in wrap(numbered, width, ORDER_ROWS)]
        return [*rows, (), *super().above(width)]

    def answer(self, text: str) -> str:
        """Correct the start or start the round over, and close when that went well."""
        problem = self._start_over(text) if self.asked == "order" else super().answer(text)
        if not problem:
            self.give("")
        return problem

    def _order(self) -> tuple[str, ...]:
        """The groups of the round that runs, in their order of now."""
        view, current = self._block(), self.run.evening().phase
        phases = view.phases if view else ()
        return next(
            (tuple(turn.group for turn in each.turns) for each in phases if each.id == current), ()
        )

    def _start_over(self, text: str) -> str:
        """Start the round over: the groups named by number first, the others behind them."""
        order = self._order()
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
        name = self._named(step) if step else ""
        reversal = self.run.undo.undo("clock")
        if reversal is not None and reversal.changed_by:
            self.say(self.text("changed_by", who=reversal.changed_by))
        elif reversal is not None:
            self.say(self.text("taken_back", what=name))

    def _named(self, step: Step) -> str:
        """What a step did to the clock, in words."""
        version = step.versions[0]
        if version.table != "moments":
            return self.text(f"changed.{version.table}")
        moment = read(version.doc, Moment)
        if moment is None:
            return ""
        first = self.run.store.fold.versions("moments", version.key)[0][0]
        action: str = moment.action if first.id == step.id else "corrected"
        if action == "turn" and not moment.group:
            action = "turn_over"
        return self.text(f"action.{action}", title=self._about(moment)).rstrip(": ")

    def _about(self, moment: Moment) -> str:
        """What a moment is about: the group, the phase, or the block; the end is about no block."""
        if moment.action == "finish":
            return ""
        if moment.action in ("turn", "pass") and moment.group:
            return self._group_name(moment.group)
        block = self.run.state.block(moment.block)
        phases = block.phases if block and moment.action in PHASED else ()
        phase = next((each.title for each in phases if each.id == moment.phase), "")
        return phase or (block.title if block else "")

    def list_hints(self) -> Sequence[Hint]:
        """How to choose."""
        return (
            self.hint("↑↓", "choose"),
            self.hint("Enter", "do", "enter"),
            self.hint("Esc", "close", "escape"),
        )
