"""Shortening: what could be shorter so that the end is met, row by row, before and after."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import ClassVar

from ai_tui.agenda import shorten
from ai_tui.agenda.applying import apply
from ai_tui.agenda.evening import minutes_between, rounded
from ai_tui.agenda.shorten import Goal, Proposal
from ai_tui.run.plan import PlanVerbs
from ai_tui.run.run import Run
from ai_tui.signs import FIXED, HARD_END
from ai_tui.tui.paint.pieces import Piece, Role, Row, cells, fit, pad, wrap
from ai_tui.tui.paint.times import amount, clock, whole_minutes
from ai_tui.tui.panels.listing import Choice, ListPanel
from ai_tui.tui.panels.sheet import Hint

MINUTE = timedelta(minutes=1)
SIZES = (10, 9, 9, 11)
"""Columns of a row behind its title: two times, the minutes, and how far they can go."""
COLUMNS = sum(SIZES)
LEAST_TITLE = 6
"""Columns under which the title of a block says nothing."""
LESS = ("-", "−", "minus", "left")
MORE = ("+", "=", "plus", "right")


class Shorten(ListPanel[str]):
    """Applies what was chosen as one step, and gives in words what that does."""

    COMMAND: ClassVar[str] = "shorten"
    CLICK = "moves"
    WIDEST: ClassVar[int] = 96

    def __init__(self, run: Run) -> None:
        super().__init__(run)
        self.run = run
        self._wanted: dict[str, timedelta] = {}
        self._lost = False
        self.made = self._propose()
        self.cursor = next(iter(self._changed()), "")

    def _propose(self) -> Proposal | None:
        """What is proposed at this moment, with the lengths that were chosen by hand."""
        made = shorten.propose(self.run.schedule(), self.run.evening())
        self._lost = made is not None and any(made.cuts)
        for key, wanted in self._wanted.items() if made else ():
            place = next((x for x, row in enumerate(_keys(made)) if row == key), None)
            if made is not None and place is not None:
                more = (wanted - made.rows[place].proposed) // MINUTE
                made = shorten.adjust(made, place, more)
        return made

    def _changed(self) -> list[str]:
        """The rows that become shorter or longer."""
        cuts = self.made.cuts if self.made else ()
        return [key for key, cut in zip(_keys(self.made), cuts, strict=True) if cut]

    # what it shows

    def lay_out(self) -> None:
        """Propose anew before the sheet takes its size."""
        self.made = self._propose()
        super().lay_out()

    def repaint(self) -> None:
        """Propose anew, because time passes meanwhile."""
        self.made = self._propose()
        super().repaint()

    def title_text(self) -> str:
        """What must be met, or what is left."""
        made = self.made
        if made is None:
            return self.text("shorten")
        if made.kind == "give":
            return self.text("give_back", length=self._length(made.room))
        goal = max(made.goals, key=lambda goal: goal.need)
        at, length = self._clock(goal.at), self._length(goal.need)
        return self.text("shorten_for", goal=self._goal(goal), at=at, length=length)

    def _goal(self, goal: Goal) -> str:
        return goal.title if goal.block else self.text("the_end")

    def _length(self, length: timedelta) -> str:
        """Whole minutes, as the status line and the times say them."""
        return self.words("tui_clock.length", n=whole_minutes(length))

    def above(self, width: int) -> Sequence[Row]:
        """Whether it can be done, and the names of the columns."""
        made = self.made
        if made is None:
            return [(Piece(line, "text"),) for line in wrap(self.text("on_time"), width, 3)]
        names = "".join(
            pad(self.text(name), size, "right")
            for name, size in zip(
                ("until_now", "becomes", "minutes_", "can_go"), SIZES, strict=True
            )
        )
        head: Row = (
            Piece(pad("  " + self.text("part"), width - COLUMNS), "rest"),
            Piece(names, "rest"),
        )
        return [*self._verdict(made, width), head]

    def _verdict(self, made: Proposal, width: int) -> list[Row]:
        """For each goal that is still missed, by how much; else what the proposal does."""
        rows: list[Row] = []
        for goal in made.goals:
            if goal.missing > timedelta():
                length = self._length(goal.missing)
                told = self.text("too_short", goal=self._goal(goal), length=length)
                rows.append((Piece(fit(f"! {told}", width), "look_out"),))
        if not rows:
            gives = "give_to" if self._lost else "give_whom"
            key = "will_do" if made.kind == "shorten" else gives
            rows.append((Piece(fit(self.text(key), width), "done"),))
        return rows

    def choices(self, width: int) -> Sequence[Choice]:
        """Each part of what lies ahead, and the hard end."""
        made = self.made
        if made is None:
            return []
        listed = [
            Choice(key, (self._row(made, place, width),)) for place, key in enumerate(_keys(made))
        ]
        if made.hard_end is not None:
            listed.append(Choice("-end", (self._end(made, width),), can=False))
        return listed

    def _row(self, made: Proposal, place: int, width: int) -> Row:
        row = made.rows[place]
        changed = row.proposed != row.length
        sign = FIXED if row.fixed else " "
        minutes = f"{rounded(row.length)}→{rounded(row.proposed)}" if changed else ""
        moved = row.end != row.end_before
        role: Role = "now" if changed else "text"
        return (
            Piece(pad(f"{sign} {self._title(made, place, width - COLUMNS - 2)}", width - COLUMNS)),
            Piece(pad(self._clock(row.end_before), SIZES[0], "right"), "rest"),
            Piece(pad(self._clock(row.end), SIZES[1], "right"), "now" if moved else "text"),
            Piece(pad(minutes or str(rounded(row.length)), SIZES[2], "right"), role, bold=changed),
            Piece(pad(self._limit(made, place), SIZES[3], "right"), "rest"),
        )

    def _title(self, made: Proposal, place: int, room: int) -> str:
        """The block, as far as there is room for it, and the phase."""
        row = made.rows[place]
        block = self.run.state.block(row.block)
        own = self.text("free_time") if row.free else row.title
        if block is None or not (row.phase or row.free):
            return own
        left = room - cells(own) - 3
        return f"{fit(block.title, left)} · {own}" if left >= LEAST_TITLE else own

    def _limit(self, made: Proposal, place: int) -> str:
        row = made.rows[place]
        if row.fixed:
            return self.text("fixed")
        limit = row.most if made.kind == "give" else row.least
        return "–" if limit == row.length else str(rounded(limit))

    def _end(self, made: Proposal, width: int) -> Row:
        end, hard = made.end, made.hard_end
        title = self.text("at_the_latest", at=self._clock(hard))
        over = ""
        role: Role = "text"
        if end and hard:
            n = minutes_between(end, hard)
            over = self.text("short" if n < 0 else "spare", n=amount(abs(n), self.words))
            role = "alarm" if n < 0 else "text"
        return (
            Piece(pad(f"{HARD_END} {title}", width - COLUMNS)),
            Piece(pad(self._clock(made.end_before), SIZES[0], "right"), "rest"),
            Piece(pad(self._clock(end), SIZES[1], "right")),
            Piece(pad(over, sum(SIZES[2:]), "right"), role),
        )

    def nothing(self) -> str:
        """Nothing: what stands above says it."""
        return ""

    def hints(self) -> Sequence[Hint]:
        """How to adjust and apply."""
        if self.made is None:
            return (self.hint("Esc", "close", "escape"),)
        return (
            self.hint("↑↓", "choose"),
            self.hint("- +", "adjust"),
            self.hint("Enter", "apply", "enter"),
            self.hint("Esc", "leave", "escape"),
        )

    # what it does

    def press(self, key: str, character: str) -> bool:
        """Make a part shorter or longer."""
        if key in LESS or character in LESS:
            self._adjust(-1)
        elif key in MORE or character in MORE:
            self._adjust(1)
        else:
            return super().press(key, character)
        return True

    def _adjust(self, minutes: int) -> None:
        made = self.made
        keys = _keys(made)
        if made is not None and self.cursor in keys:
            place = keys.index(self.cursor)
            changed = shorten.adjust(made, place, minutes)
            self._wanted[self.cursor] = changed.rows[place].proposed
            self.lay_out()

    def choose(self, key: str) -> None:
        """Apply all of it as one step."""
        made = self.made
        if made is None or not any(made.cuts):
            self.give(None)
            return
        PlanVerbs(self.run).apply(apply(made, self.run.state.blocks))
        told = self.text("applied", end=self._clock(made.end))
        self.host.say(told)
        self.give(told)

    def _clock(self, at: datetime | None) -> str:
        return clock(at and at.astimezone(self.run.zone))


def _keys(made: Proposal | None) -> list[str]:
    """A key for each row, the same at every moment."""
    rows = made.rows if made else ()
    return [f"{row.block}/{row.phase}/{row.free:d}" for row in rows]
