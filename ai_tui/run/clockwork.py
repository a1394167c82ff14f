"""The verbs of the clock: start, next, pause, extend, skip, back, and correcting a late press."""

from datetime import datetime, timedelta
from operator import attrgetter

import msgspec

from ai_tui.agenda.evening import Ahead, BlockView, Evening
from ai_tui.agenda.moments import Action, Instant, Moment, instant_of, seen_key
from ai_tui.agenda.next import Press, presses_of_next, presses_of_start
from ai_tui.run.harvest import new_id
from ai_tui.run.ledger import Ledger
from ai_tui.run.planned import Start
from ai_tui.store.steps import Version


class ClockVerbs:
    """What a scribe does to the clock; each verb is one step of one or more moments."""

    def __init__(self, run: Ledger) -> None:
        self._run = run

    def _press(self, *moments: Moment) -> None:
        self._run.go_from_here()
        self._run.commit(
            [Version("moments", moment.id, msgspec.to_builtins(moment)) for moment in moments]
        )

    def _moment(self, action: Action, block: str = "", **more: object) -> Moment:
        evening = self._run.evening()
        fields = {
            "id": new_id(),
            "action": action,
            "at": self._run.now(),
            "block": block or evening.block,
            "seen": seen_key(evening.block, evening.phase, evening.group),
            "author": self._run.author,
        }
        return Moment(**(fields | more))  # type: ignore[arg-type]

    def _made(self, press: Press, counts: bool = False) -> Moment:
        """The moment of a press; one that `counts` does so whatever was current."""
        more = msgspec.structs.asdict(press) | ({"seen": None} if counts else {})
        return self._moment(**more)

    def next(self) -> Ahead:
        """Start what comes next: the first block, a turn, a phase, the next block, or the end."""
        evening = self._run.evening()
        if evening.ahead.kind == "end":
            self.finish()
        else:
            self._press(*map(self._made, presses_of_next(evening)))
        return evening.ahead

    def pause_or_resume(self) -> None:
        """Let the clock stand still, or go on."""
        paused = self._run.evening().state == "paused"
        self._press(self._moment("resume" if paused else "pause"))

    def extend(self, by: timedelta) -> None:
        """Give the current phase more time, or take some away."""
        evening = self._run.evening()
        self._press(self._moment("extend", phase=evening.phase, by=by))

    def go(self, block: str) -> None:
        """Start any block, or go on with one that ran before or was left out."""
        evening = self._run.evening()
        if block == evening.block:
            self.restore(block)
        else:
            self._press(*map(self._made, presses_of_start(evening, block)))

    def back(self) -> bool:
        """Go on with the block that ran before this one; False when there is none."""
        before = _block_before(self._run.evening())
        if before:
            self.go(before)
        return bool(before)

    def skip(self, block: str) -> None:
        """Leave a block out; when it is the current one the next begins, but no fixed one early."""
        evening = self._run.evening()
        moments = [self._moment("skip", block)]
        after = _block_after(evening) if block == evening.block else None
        if after and not _waits(after, evening.now):
            presses = presses_of_start(evening, after.id)
            moments += [self._made(press, counts=True) for press in presses]
        self._press(*moments)

    def restore(self, block: str) -> None:
        """Bring a skipped block back."""
        self._press(self._moment("restore", block))

    def phase(self, phase: str) -> None:
        """Start a phase of the current block now, or anew."""
        self._press(self._moment("phase", phase=phase))

    def turn(self, group: str) -> None:
        """Give a group its turn in the round that runs."""
        self._press(self._moment("turn", phase=self._run.evening().phase, group=group))

    def pass_turn(self, group: str) -> None:
        """Pass a group's turn; it can be called later."""
        self._press(self._moment("pass", phase=self._run.evening().phase, group=group))

    def reorder(self, order: tuple[str, ...]) -> None:
        """Start the round over with the groups in another order."""
        self._press(self._moment("reorder", phase=self._run.evening().phase, order=order))

    def finish(self, at: datetime | None = None) -> None:
        """End the session, now or at an earlier time."""
        instant = Instant(at) if at else self._run.now()
        self._press(self._moment("finish", at=instant, seen=None))

    def began_at(self, block: str, at: datetime) -> bool:
        """Correct when a block first began; False when it has not begun.

        It begins no earlier than the block before it and no later than the one after it did.
        """
        view = self._run.evening().view(block)
        for moment in self._run.state.moments:
            if view and moment.id == view.began_by:
                corrected = msgspec.structs.replace(
                    moment,
                    at=instant_of(at, self._run.now()),
                    pressed=moment.pressed or moment.at,
                )
                self._press(corrected)
                return True
        return False

    def start_choice(self, start: Start) -> None:
        """Say anew when the session was meant to begin: every planned time moves along."""
        self._run.commit([Version("start", "start", msgspec.to_builtins(start))])


def _block_before(evening: Evening) -> str:
    """The block that began last before the current one did; after the end the one that ran then."""
    when = attrgetter("started" if evening.current else "ended")
    begun = [view.id for view in sorted((v for v in evening.blocks if v.started), key=when)]
    place = begun.index(evening.block) if evening.block in begun else len(begun)
    return begun[place - 1] if place else ""


def _block_after(evening: Evening) -> BlockView | None:
    return next((view for view in evening.blocks if view.state == "to_come"), None)


def _waits(view: BlockView, now: datetime) -> bool:
    """Whether a block is fixed at a time that is still to come."""
    return view.fixed and view.planned_start is not None and view.planned_start > now
