"""The plan of a run at this moment: the newest one with which there is something to run."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import TypeVar

from msgspec import Struct

from ai_tui.agenda.moments import is_on_calendars
from ai_tui.agenda.schedule import schedule
from ai_tui.run.documents import Documents, T, read, read_as
from ai_tui.session import zones
from ai_tui.session.model import Block, Form, Group, Session

Part = TypeVar("Part", Block, Group)


class RunInfo(Struct, frozen=True, kw_only=True):
    """What a run is called, when it was made, and whether it is a rehearsal."""

    id: str
    name: str
    made: datetime
    rehearsal: bool = False

    def __post_init__(self) -> None:
        if not is_on_calendars(self.made):
            raise ValueError("a time of no calendar")


class Start(Struct, frozen=True, kw_only=True):
    """When the run was meant to begin: `shift` moves every planned time of day `day`."""

    choice: str
    day: date
    shift: timedelta = timedelta()


class Planned(Documents):
    """What was planned, as the documents tell it, with what was changed in it since."""

    @property
    def whole(self) -> bool:
        """Whether there is a plan to run: a run has one from its first step on."""
        return bool(self._infos and self._sessions and self._starts)

    @property
    def info(self) -> RunInfo:
        """What the run is called and when it was made."""
        return self._infos[0]

    @property
    def session(self) -> Session:
        """The session this run runs."""
        return self._sessions[0]

    @property
    def start(self) -> Start:
        """The start choice."""
        return self._starts[0]

    @property
    def _infos(self) -> list[RunInfo]:
        return self.keep(
            "newest run", ("run",), lambda: self._newest("run", RunInfo, lambda _: True)
        )

    @property
    def _sessions(self) -> list[Session]:
        return self.keep(
            "newest session",
            ("session",),
            lambda: self._newest("session", Session, lambda session: zones.exists(session.zone)),
        )

    @property
    def _starts(self) -> list[Start]:
        return self.keep(
            "newest start",
            ("session", "blocks", "start"),
            lambda: self._newest("start", Start, self._has_times) if self._sessions else [],
        )

    def _newest(self, table: str, kind: type[T], fits: Callable[[T], bool]) -> list[T]:
        """The newest version of the document of a table that can be run with, or none."""
        self.unfit.discard((table, table))
        for doc in self.history(table, table):
            thing = read(doc, kind)
            if thing is not None and fits(thing):
                return [thing]
            self.unfit.add((table, table))
        return []

    def _has_times(self, start: Start) -> bool:
        """Whether the plan can be put on the clock from there: no time lies beyond the years."""
        try:
            schedule(self.session, self.blocks, start.day, start.shift)
        except OverflowError:
            return False
        return True

    @property
    def blocks(self) -> list[Block]:
        """The blocks in the order of the plan."""
        return in_order(self.things("blocks", Block))

    @property
    def original_blocks(self) -> list[Block]:
        """The blocks as they were when the run was made."""
        return self.keep("original blocks", ("run", "session", "blocks"), self._original_blocks)

    def _original_blocks(self) -> list[Block]:
        """Of each block the first version that is one and no later than the run.

        Of a damaged first step the store may have put one document in another place, not two.
        """
        made = max(self.fold.versions(table, table)[0][0].rank[:2] for table in ("run", "session"))
        steps = (step.versions for step in self.fold.steps())
        keys = {each.key for versions in steps for each in versions if each.table == "blocks"}
        firsts = (self._first_block(key, made) for key in keys)
        return in_order(block for block in firsts if block is not None)

    def _first_block(self, key: str, made: tuple[int, int]) -> Block | None:
        past = self.fold.versions("blocks", key)
        docs = (doc for step, doc in past if step.rank[:2] <= made)
        blocks = (read_as("blocks", key, doc, Block) for doc in docs)
        return next((block for block in blocks if block is not None), None)

    @property
    def all_blocks(self) -> list[Block]:
        """The blocks in the order of the plan, with those that left it where they stood."""
        now = {block.id: block for block in self.blocks}
        gone = (block for block in self.original_blocks if block.id not in now)
        return in_order([*now.values(), *gone])

    @property
    def forms(self) -> list[Form]:
        """The forms in the order of the plan."""
        order = {block.id: index for index, block in enumerate(self.blocks)}
        return sorted(
            self.things("forms", Form),
            key=lambda form: (order.get(form.block, len(order)), form.pos, form.id),
        )

    def form(self, key: str) -> Form | None:
        """A form by its id."""
        return next((form for form in self.forms if form.id == key), None)

    def block(self, key: str) -> Block | None:
        """A block by its id."""
        return next((block for block in self.blocks if block.id == key), None)


def in_order(parts: Iterable[Part]) -> list[Part]:
    """The parts of a plan in the order of their positions."""
    return sorted(parts, key=lambda part: (part.pos, part.id))
