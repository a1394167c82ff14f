"""A run at one moment, and the few things about it that every view of the room asks."""

from datetime import timedelta

from ai_tui.agenda.evening import Evening, PhaseView
from ai_tui.run.run import Run
from ai_tui.run.wall import Wall
from ai_tui.session.model import Block, Phase
from ai_tui.tui.paint.countdown import countdown_digits, running_phase
from ai_tui.tui.paint.times import clock

SECOND = timedelta(seconds=1)


class RoomMoment:
    """What goes on now, said in the words of the room."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.words = run.words
        self.session = run.state.session
        self.evening: Evening = run.evening()
        self.wall: Wall = run.wall.now()
        self.waiting = self.evening.waiting
        self.block: Block | None = None if self.waiting else run.state.block(self.evening.block)
        self.phase: PhaseView | None = None if self.waiting else running_phase(self.evening)

    @property
    def planned_phase(self) -> Phase | None:
        """The phase that runs, as the plan has it."""
        phases = self.block.phases if self.block else ()
        return next((phase for phase in phases if phase.id == self.evening.phase), None)

    @property
    def in_round(self) -> bool:
        """Whether groups have their turns now."""
        return self.phase is not None and bool(self.phase.turns)

    @property
    def staged(self) -> bool:
        """Whether people stand on a stage now: the plan asks for a title only."""
        if self.block is None:
            return False
        phase = self.planned_phase
        return ((phase and phase.wall) or self.block.wall) == "title"

    @property
    def paused(self) -> bool:
        """Whether the clock stands still."""
        return self.evening.state == "paused"

    @property
    def late(self) -> bool:
        """Whether the countdown has passed zero by a second, so that it can be seen."""
        left = self.evening.countdown.left
        return left is not None and left <= -SECOND

    @property
    def over(self) -> bool:
        """Whether something takes too long and the room should know."""
        return self.evening.state == "running" and self.late and not self.staged

    @property
    def digits(self) -> str:
        """The countdown; on a stage nothing is too late."""
        return "" if self.late and self.staged else countdown_digits(self.evening, self.words)

    @property
    def doing(self) -> str:
        """What is going on: the phase, else the block; while nothing does, what comes next."""
        current = self.evening.current
        if self.waiting:
            return self.words("tui_wall.next", title=self.following)
        if self.phase is not None and self.phase.title:
            return self.phase.title
        return current.title if current else self.session.title

    @property
    def until(self) -> str:
        """'tot 17:05', or that there is a pause; '' when nobody knows or it has passed."""
        if self.paused:
            return self.words("tui_wall.paused")
        until = self.evening.countdown.until
        return "" if until is None or self.late else self.words("tui_wall.until", at=clock(until))

    @property
    def following(self) -> str:
        """What or who comes next; '' at the end."""
        ahead = self.evening.ahead
        if ahead.kind == "turn":
            return self.group_name(ahead.group)
        return "" if ahead.kind == "end" else ahead.title

    @property
    def following_turn(self) -> str:
        """The group whose turn comes next; '' when no turn does."""
        return self.following if self.evening.ahead.kind == "turn" else ""

    @property
    def soon(self) -> str:
        """'straks: ...', with its time when that is not when this ends; '' when that is all."""
        title = self.following
        if not title or self.waiting:
            return ""
        ahead, until = self.evening.ahead, self.evening.countdown.until
        if ahead.kind == "block" and ahead.at and (not until or clock(ahead.at) != clock(until)):
            return self.words("tui_wall.next_at", title=title, at=clock(ahead.at))
        return self.words("tui_wall.next", title=title)

    def group_name(self, group: str) -> str:
        """What a group is called; '' for none."""
        found = self.run.state.group(group) if group else None
        return self.run.group_name(found) if found else ""
