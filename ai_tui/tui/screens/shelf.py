"""What the picker offers: the sessions that come with the program, and this user's own runs."""

from datetime import date, datetime, time
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from ai_tui.errors import AiTuiError
from ai_tui.forms import OPTIONS
from ai_tui.locale import Words
from ai_tui.run import folders
from ai_tui.run.clock import Clock
from ai_tui.run.documents import DAMAGED
from ai_tui.run.run import Run
from ai_tui.session import library, reading
from ai_tui.session.model import Session
from ai_tui.session.problems import SessionFileError

RunState = Literal["unread", "before", "running", "paused", "over", "broken"]


class SessionCard(Struct, frozen=True, kw_only=True):
    """A session file: what it is called and when it is, or why it cannot be used."""

    path: Path
    title: str
    theme: str = ""
    day: date | None = None
    start: time | None = None
    place: str = ""
    problem: str = ""


class RunCard(Struct, frozen=True, kw_only=True):
    """A run: which session, when, and how much was typed; `unread` until its journals are read.

    `made` is when it was begun, whatever the clock of a rehearsal says, in the session's zone.
    """

    path: Path
    title: str
    day: date | None = None
    made: datetime | None = None
    today: bool = False
    state: RunState = "unread"
    groups: int = 0
    entries: int = 0
    rehearsal: bool = False
    problem: str = ""

    @property
    def over(self) -> bool:
        """Whether there is nothing to go on with."""
        return self.state in ("over", "broken")


def sessions(words: Words) -> list[SessionCard]:
    """The shipped sessions, by name."""
    return [session_card(path, words) for path in library.shipped()]


def session_card(path: Path, words: Words) -> SessionCard:
    """What the file at `path` says of its session."""
    try:
        session = reading.read(path, OPTIONS).session
    except SessionFileError as error:
        problem = words("tui_panels.unusable", n=len(error.problems), name=path.stem)
        return SessionCard(path=path, title=path.stem, problem=problem)
    except DAMAGED as error:
        return SessionCard(path=path, title=path.stem, problem=str(error))
    return _card_of(path, session)


def _card_of(path: Path, session: Session) -> SessionCard:
    return SessionCard(
        path=path,
        title=session.title,
        theme=session.theme,
        day=session.date,
        start=session.start,
        place=session.place,
    )


def unread_runs(root: Path | None = None) -> list[RunCard]:
    """The runs kept in `root` (default: this user's) as far as their names tell, newest first."""
    return [_named(folder) for folder in reversed(list(folders.kept(root)))]


def _named(folder: Path) -> RunCard:
    """What the name `<session>-<day>-<random>` of a run says."""
    session, _, rest = folder.name.rpartition("-")
    name, _, day = session.rpartition("-")
    try:
        return RunCard(path=folder, title=name, day=date.fromisoformat(day))
    except ValueError:
        return RunCard(path=folder, title=folder.name if rest else session)


def run_card(card: RunCard, author: str, clock: Clock, words: Words) -> RunCard:
    """The card with what its journals say, or why they cannot be read."""
    try:
        run = Run.open(card.path, author, clock, errors=words, read_only=True)
        try:
            return _read(card, run)
        finally:
            run.close()
    except AiTuiError as error:
        return _broken(card, str(error))
    except DAMAGED:
        return _broken(card, words("run.no_plan", folder=card.path))


def _broken(card: RunCard, why: str) -> RunCard:
    return msgspec.structs.replace(card, state="broken", problem=why)


def _read(card: RunCard, run: Run) -> RunCard:
    places = run.state.fold.table("places").values()
    return RunCard(
        path=card.path,
        title=run.state.session.title,
        day=run.state.start.day,
        made=run.state.info.made.astimezone(run.zone),
        today=run.state.start.day == run.today(),
        state=run.evening().state,
        groups=len([group for group in run.state.all_groups if not group.closed]),
        entries=sum("@" not in str(place.get("slot", "")) for place in places),
        rehearsal=run.state.rehearsal is not None,
    )
