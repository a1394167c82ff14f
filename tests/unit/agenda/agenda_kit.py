"""Short words for writing down a plan and what happened to it."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from ai_tui.agenda.evening import BlockView, Evening, PhaseView
from ai_tui.agenda.moments import Instant, Moment
from ai_tui.agenda.next import Press, presses_of_next
from ai_tui.agenda.schedule import Schedule, schedule
from ai_tui.agenda.timeline import evening
from ai_tui.session.model import Block, Phase, Session

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
DAY = date(2024, 12, 4)
NOTHING = timedelta()


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def seconds(count: float) -> timedelta:
    return timedelta(seconds=count)


def clock(text: str) -> time:
    return time.fromisoformat(text)


LENGTHS = ("length", "min", "change", "planned_length")


def amounts(**fields) -> dict:
    """Fields of a block or a phase, the lengths among them given in minutes."""
    return {
        key: minutes(value) if key in LENGTHS and value is not None else value
        for key, value in fields.items()
    }


def block(id: str, start: str = "", length: float | None = None, **more) -> Block:
    at = clock(start) if start else None
    return Block(id=id, title=id.upper(), start=at, **amounts(length=length, **more))


def phase(id: str, length: float | None = None, **more) -> Phase:
    return Phase(id=id, title=id.upper(), **amounts(length=length, **more))


def round_of(id: str, length: float | None, change: float = 0, **more) -> Phase:
    return phase(id, length, change=change, per="groups", **more)


def hm(at: datetime | None) -> str:
    """The time of day, with the seconds only when there are any."""
    if at is None:
        return ""
    there = at.astimezone(AMSTERDAM)
    return f"{there:%H:%M:%S}" if there.second else f"{there:%H:%M}"


class Story:
    """A session, its blocks, and what people press in the course of it.

    `on` is the day; times are wall-clock times as 'HH:MM', 'HH:MM:SS' or '+1 HH:MM' a day later.
    """

    def __init__(
        self, *blocks: Block, start: str = "", until: str = "", on: date = DAY, **more
    ) -> None:
        self.session = Session(
            id="s",
            title="S",
            start=clock(start) if start else None,
            until=clock(until) if until else None,
            **more,
        )
        self.blocks = [replace(one, pos=f"{n:04}") for n, one in enumerate(blocks)]
        self.day = on
        self.groups = {"groups": ("g1", "g2", "g3"), "themes": ()}
        self.moments: list[Moment] = []
        self.shift = NOTHING

    def __repr__(self) -> str:
        blocks = [
            (one.id, one.start, one.length, one.min, one.fixed, one.absorbs, one.phases)
            for one in self.blocks
        ]
        moments = [
            (hm(one.at.wall), one.action, one.block, one.phase, one.group, one.by, one.seen)
            for one in self.moments
        ]
        return f"Story({blocks}, {moments})"

    def time(self, at: str | datetime) -> datetime:
        if isinstance(at, datetime):
            return at
        days, _, text = at.rpartition(" ")
        day = self.day + timedelta(days=int(days or 0))
        return datetime.combine(day, clock(text), AMSTERDAM).astimezone(UTC)

    def press(self, at: str | datetime, action: str, block: str = "", **more) -> Moment:
        moment = Moment(
            id=f"m{len(self.moments)}",
            action=action,
            at=Instant(self.time(at)),
            block=block,
            **more,
        )
        self.moments.append(moment)
        return moment

    def next(self, at: str) -> None:
        """Press what the screen says comes next, as the scribe does."""
        for one in presses_of_next(self.at(at)) or (Press(action="finish", block=""),):
            self.press(
                at, one.action, one.block, phase=one.phase, group=one.group, seen=one.seen or None
            )

    @property
    def plan(self) -> Schedule:
        return schedule(self.session, self.blocks, self.day, self.shift)

    def at(self, now: str | datetime | Instant) -> Evening:
        """The evening at `now`; at a time of day, only with what was pressed by then."""
        if isinstance(now, Instant):
            return evening(self.plan, self.moments, now, self.groups)
        at = self.time(now)
        pressed = [one for one in self.moments if (one.pressed or one.at).wall <= at]
        return evening(self.plan, pressed, Instant(at), self.groups)


def view(evening: Evening, block: str) -> BlockView:
    found = evening.view(block)
    assert found is not None
    return found


def phase_view(evening: Evening, block: str, phase: str) -> PhaseView:
    return next(one for one in view(evening, block).phases if one.id == phase)


def times(evening: Evening) -> dict[str, str]:
    """'16:30-17:15' of every block, actual or expected."""
    return {one.id: f"{hm(one.start)}-{hm(one.end)}" for one in evening.blocks}


def phase_times(evening: Evening, block: str) -> dict[str, str]:
    return {one.id: f"{hm(one.start)}-{hm(one.end)}" for one in view(evening, block).phases}


def states(evening: Evening) -> dict[str, str]:
    return {one.id: one.state for one in evening.blocks}
