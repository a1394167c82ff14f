"""The run sheet while it runs: insert, drop, move, rename and re-time blocks, fix or float them."""

import os
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import ClassVar

from ai_tui.errors import UsageError
from ai_tui.forms import OPTIONS
from ai_tui.locale.refusals import refused
from ai_tui.run.folders import path_of
from ai_tui.run.making import clock_time
from ai_tui.run.replan import ReplanVerbs
from ai_tui.run.run import Run
from ai_tui.session.checking import check
from ai_tui.session.model import Block
from ai_tui.session.writing import to_toml
from ai_tui.signs import FIXED
from ai_tui.store.files import create_file, write_all
from ai_tui.text import clean_line
from ai_tui.tui.paint.pieces import Piece, Row, fit, pad
from ai_tui.tui.paint.times import clock
from ai_tui.tui.panels.asking import AskingList
from ai_tui.tui.panels.listing import Choice
from ai_tui.tui.panels.sheet import Hint

LONGEST = 24 * 60
"""Minutes that a block may take at most."""


class PlanPanel(AskingList[None]):
    """The blocks of the plan; every change is one step, which the clock menu takes back."""

    COMMAND: ClassVar[str] = "plan"
    WIDEST: ClassVar[int] = 92

    def __init__(self, run: Run) -> None:
        evening = run.evening()
        super().__init__(run, evening.block or evening.ahead.block)
        self.verbs = ReplanVerbs(run)

    @property
    def chosen(self) -> Block | None:
        """The block under the cursor."""
        return self.run.state.block(self.cursor)

    def heading(self) -> str:
        """What it is."""
        return self.text("plan")

    def called(self, subject: str) -> str | None:
        """The title of the block that it is about."""
        block = self.run.state.block(subject)
        return block.title if block else None

    def question(self) -> str:
        """What is asked of a block."""
        return self.about(f"plan_ask.{self.asked}")

    def choices(self, width: int) -> Sequence[Choice]:
        """Every block: its time, its minutes, its title."""
        return [Choice(block.id, (self._row(block, width),)) for block in self.run.state.blocks]

    def _row(self, block: Block, width: int) -> Row:
        view = self.run.evening().view(block.id)
        at = self.verbs.starts_at(block)
        minutes = "" if block.length is None else f"{block.length // timedelta(minutes=1)}"
        start = clock(at) if at else "  –  "
        sign = FIXED if block.fixed else " "
        state = self.text(f"block.{view.state}") if view else ""
        return (
            Piece(f"{start} {sign} ", "rest"),
            Piece(pad(block.title, max(width - 30, 8))),
            Piece(pad(minutes, 5, "right")),
            Piece(f"  {fit(state, 12)}", "rest"),
        )

    def list_hints(self) -> Sequence[Hint]:
        """What can be done with the block under the cursor."""
        fixed = self.chosen is not None and self.chosen.fixed
        return (
            self.hint("+", "add", "plus"),
            self.hint("Enter", "rename", "enter"),
            self.hint("t", "plan_time", "t"),
            self.hint("m", "plan_minutes", "m"),
            self.hint("f", "plan_float" if fixed else "plan_fix", "f"),
            self.hint("[ ]", "plan_move"),
            self.hint("x", "plan_drop", "x"),
            self.hint("w", "plan_save", "w"),
            self.hint("Esc", "close", "escape"),
        )

    def press(self, key: str, character: str) -> bool:
        """Do what a key means for the block under the cursor."""
        block = self.chosen
        if self.typing or block is None:
            return super().press(key, character)
        actions: dict[str, Callable[[Block], None]] = {
            "+": self._ask_insert,
            "t": lambda each: self.ask("time", clock(self.verbs.starts_at(each)).strip(), each.id),
            "m": lambda each: self.ask("minutes", _minutes(each), each.id),
            "f": self._fix,
            "[": lambda each: self._move(each, -1),
            "]": lambda each: self._move(each, 1),
            "x": self._drop,
            "w": lambda _: self.ask("save", str(self._file())),
        }
        action = actions.get(character or {"plus": "+"}.get(key, key))
        if action is None:
            return super().press(key, character)
        self.said = ""
        action(block)
        self.lay_out()
        return True

    def choose(self, key: str) -> None:
        """Ask for another title."""
        if self.chosen is not None:
            self.ask("title", self.chosen.title, key)

    def answer(self, text: str) -> str:
        """Take the answer in; what comes back is what is wrong with it."""
        if self.asked == "save":
            return self._save(text.strip())
        answers = {
            "insert": self._insert,
            "title": self._rename,
            "time": self._retime,
            "minutes": self._lengthen,
        }
        block = self.run.state.block(self.subject)
        return answers[self.asked](block, text.strip()) if block is not None else ""

    def _ask_insert(self, after: Block) -> None:
        if self.verbs.takes_behind(after.id):
            self.ask("insert", subject=after.id)
        else:
            self.said = self.text("plan_begun_below")

    def _insert(self, after: Block, text: str) -> str:
        head, _, title = text.partition(" ")
        if not head.isdecimal() or not 0 < int(head) <= LONGEST or not clean_line(title):
            return self.text("plan_no_block")
        made = self.verbs.insert(after.id, title, timedelta(minutes=int(head)))
        if made is None:
            return self.text("plan_begun_below")
        self.cursor = made.id
        return ""

    def _rename(self, block: Block, text: str) -> str:
        self.verbs.rename(block, text)
        return ""

    def _retime(self, block: Block, text: str) -> str:
        try:
            start = clock_time(text, self.words) if text else None
        except UsageError as error:
            return str(error)
        if self.verbs.retime(block, start):
            return ""
        if start is None:
            return self.text("plan_is_fixed", title=block.title)
        return self.text("plan_out_of_order", at=f"{start:%H:%M}")

    def _lengthen(self, block: Block, text: str) -> str:
        if not text.isdecimal() or int(text) > LONGEST:
            return self.text("plan_no_minutes")
        self.verbs.lengthen(block, timedelta(minutes=int(text)))
        return ""

    def _save(self, text: str) -> str:
        path = path_of(text)
        written = to_toml(self.verbs.plan())
        try:
            fd = create_file(path)
            try:
                write_all(fd, written.encode("utf-8", "replace"))
            finally:
                os.close(fd)
        except OSError as error:
            no_folder = isinstance(error, FileNotFoundError)
            why = self.text("plan_no_folder") if no_folder else refused(error, self.words)
            return self.text("plan_not_saved", file=path, why=why)
        _plan, problems = check(written, path.name, OPTIONS)
        key = "plan_saved_tight" if problems else "plan_saved"
        self.host.say(self.text(key, file=path), (str(path),))
        return ""

    def _file(self) -> Path:
        """A file name that is still free, beside the journals."""
        stem = self.run.state.session.id
        names = (self.run.folder / f"{stem}-{number}.toml" for number in range(2, 1000))
        return next((path for path in names if not path.exists()), self.run.folder / "plan.toml")

    def _fix(self, block: Block) -> None:
        if not block.fixed and self.verbs.starts_at(block) is None:
            self.said = self.text("plan_needs_time")
        else:
            self.verbs.fix(block, not block.fixed)

    def _move(self, block: Block, by: int) -> None:
        if not self.verbs.move(block, by):
            self.said = self.text("plan_stays_above")

    def _drop(self, block: Block) -> None:
        view = self.run.evening().view(block.id)
        if view is not None and view.started is not None:
            self.said = self.text("plan_has_run", title=block.title)
            return
        ids = [each.id for each in self.run.state.blocks]
        index = ids.index(block.id)
        self.verbs.drop(block)
        self.cursor = (ids[:index] + ids[index + 1 :] or [""])[max(index - 1, 0)]
        self.said = self.text("plan_dropped", title=block.title)


def _minutes(block: Block) -> str:
    return "" if block.length is None else str(block.length // timedelta(minutes=1))
