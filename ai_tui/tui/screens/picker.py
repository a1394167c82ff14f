"""The first screen of the program: which session to begin, or which run to go on with."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import ClassVar

from msgspec import Struct
from textual.message import Message

from ai_tui.locale import Words
from ai_tui.run.clock import Clock
from ai_tui.tui.paint.pieces import Piece, Role, Row, cells, fit, fit_row, pad, rule, wrap
from ai_tui.tui.paint.times import clock
from ai_tui.tui.panels.help import Help
from ai_tui.tui.panels.listing import Choice, ListPanel
from ai_tui.tui.panels.panel import lay
from ai_tui.tui.panels.sheet import Hint
from ai_tui.tui.screens.shelf import RunCard, SessionCard, run_card, sessions, unread_runs

REHEARSAL = 60.0
"""Times faster than real that a rehearsal runs."""
NEAR = timedelta(days=1)
"""How far the day of one zone lies from that of another at most."""
FIRST = "alblasserdam"
"""The session that is chosen at first."""


class Chosen(Struct, frozen=True):
    """What was chosen: a new run of a session file, or a run to go on with."""

    session: Path | None = None
    run: Path | None = None
    start: str = "planned"
    speed: float = 1.0


class PickerScreen(ListPanel[Chosen]):
    """Sessions and runs in one list; `done` is called once, with None when the user leaves.

    It is the first screen, so it does not close itself. Runs are read in the background and
    appear with what their names say until then. Textual reads no style sheets of the first
    screen of an app, so the app that opens with it takes the panels' in its own.
    """

    CLOCK: ClassVar[bool] = False
    TOO_SMALL: ClassVar[str] = "tui_panels.too_small"
    CLICK = "second"
    WIDEST: ClassVar[int] = 110
    DETAIL: ClassVar[int] = 4

    class Read(Message):
        """A run was read."""

        def __init__(self, card: RunCard) -> None:
            super().__init__()
            self.card = card

    def __init__(
        self,
        words: Words,
        author: str,
        clock: Clock,
        done: Callable[[Chosen | None], None],
        *,
        root: Path | None = None,
    ) -> None:
        super().__init__()
        self.picker_words = words
        self.author = author
        self.clock = clock
        self.done = done
        self.sessions = {f"s/{card.path}": card for card in sessions(words)}
        self.runs = {f"r/{card.path}": card for card in unread_runs(root)}
        first = (key for key, card in self.sessions.items() if card.path.stem.startswith(FIRST))
        self.cursor = self._unfinished() or next(first, "")

    def _unfinished(self) -> str:
        """The newest run of today to go on with: whoever starts again after a crash meant that one.

        Only runs of about today are read for it, so the first key can be pressed before the rest
        is; which day it is where a run is held, the run knows.
        """
        today = self.clock().wall.date()
        for key, card in self.runs.items():
            if card.day is not None and abs(card.day - today) <= NEAR:
                card = self.runs[key] = run_card(card, self.author, self.clock, self.words)
                if card.today and not card.over and not card.rehearsal:
                    return key
        return ""

    def on_mount(self) -> None:
        """Paint, then read the runs that were not read yet."""
        super().on_mount()
        self.run_worker(self._read, thread=True, exit_on_error=False)

    def _read(self) -> None:
        for card in [card for card in self.runs.values() if card.state == "unread"]:
            if self._given:
                return
            self.post_message(self.Read(run_card(card, self.author, self.clock, self.words)))

    def on_picker_screen_read(self, event: Read) -> None:
        """Show what a run turned out to be."""
        event.stop()
        self.runs[f"r/{event.card.path}"] = event.card
        self.lay_out()

    @property
    def words(self) -> Words:
        """The texts it was given."""
        return self.picker_words

    # what it shows

    def title_text(self) -> str:
        """A welcome."""
        return self.text("welcome")

    def wanted(self, width: int) -> int | None:
        """Two rows more than there is to choose from."""
        return (super().wanted(width) or 0) + 1

    def above(self, width: int) -> Sequence[Row]:
        """What it is for."""
        return [*((Piece(line),) for line in wrap(self.text("welcome_more"), width, 2)), ()]

    def choices(self, width: int) -> Sequence[Choice]:
        """Runs that are not over, sessions, and runs that are."""
        going = [key for key, card in self.runs.items() if not card.over]
        gone = [key for key, card in self.runs.items() if card.over]
        listed = self._headed("going_on", [self._run(key, width) for key in going], width)
        listed += self._headed(
            "sessions",
            [self._session(key, card, width) for key, card in self.sessions.items()],
            width,
        )
        return listed + self._headed("gone", [self._run(key, width) for key in gone], width)

    def _headed(self, name: str, choices: list[Choice], width: int) -> list[Choice]:
        if not choices:
            return []
        heading: Row = (Piece(self.text(name), "now", bold=True),)
        return [Choice(f"-{name}", (fit_row(heading, width),), can=False), *choices]

    def _session(self, key: str, card: SessionCard, width: int) -> Choice:
        if card.problem:
            return Choice(key, (self._line(card.title, f"! {card.problem}", width, "look_out"),))
        day = self.words("common.full_date", day=card.day) if card.day else ""
        begin = f"{card.start:%H:%M}" if card.start else ""
        told = " · ".join(part for part in (card.place, day, begin) if part)
        return Choice(key, (self._line(card.title, told, width),))

    def _run(self, key: str, width: int) -> Choice:
        card = self.runs[key]
        if card.problem:
            return Choice(key, (self._line(card.title, f"! {card.problem}", width, "look_out"),))
        day = self.words("common.full_date", day=card.day) if card.day else ""
        parts = [day]
        if card.state != "unread":
            state = self.text("rehearsal") if card.rehearsal else self.text(f"run.{card.state}")
            groups, entries = self.text("group_count", n=card.groups), card.entries
            parts = [state, self._when(card), groups, self.text("entries", n=entries)]
        told = " · ".join(part for part in parts if part)
        return Choice(key, (self._line(card.title, told, width),))

    def _when(self, card: RunCard) -> str:
        """The day of a run and the time at which it was made, which tells those of a day apart."""
        day = self.words("common.full_date", day=card.day) if card.day else ""
        if card.made is None:
            return day
        if card.made.date() == card.day:
            return f"{day} {clock(card.made)}"
        made = self.words("common.long_date", day=card.made.date())
        return f"{day} · {self.text('made', day=made, at=clock(card.made))}"

    def _line(self, title: str, told: str, width: int, role: Role = "rest") -> Row:
        """A title, and behind the longest title what is told of it."""
        titles = [card.title for card in self.sessions.values()]
        titles += [card.title for card in self.runs.values()]
        room = min(max(map(cells, titles), default=0), max(width // 2, 12))
        return (Piece(f"{pad(title, room)}  "), Piece(fit(told, width - room - 2), role))

    def detail(self, width: int) -> Sequence[Row]:
        """What Enter does with what is under the cursor."""
        session, run = self.sessions.get(self.cursor), self.runs.get(self.cursor)
        told = ""
        if session is not None:
            told = session.problem or session.theme
        elif run is not None:
            told = run.problem or str(run.path)
        return [rule(width), *((Piece(line, "rest"),) for line in wrap(told, width, 3))]

    def hints(self) -> Sequence[Hint]:
        """The keys for what is under the cursor."""
        leave = self.hint("q", "quit", "q")
        if self.cursor in self.runs:
            over = self.runs[self.cursor].over
            enter = self.hint("Enter", "read_run" if over else "go_on", "enter")
            return (enter, self.hint("?", "help", "question_mark"), leave)
        return self.longest_hints()

    def longest_hints(self) -> Sequence[Hint]:
        """The keys for a session."""
        return (
            self.hint("Enter", "as_planned", "enter"),
            self.hint("n", "start_now", "n"),
            self.hint("o", "rehearse", "o"),
            self.hint("?", "help", "question_mark"),
            self.hint("q", "quit", "q"),
        )

    # what it does

    def press(self, key: str, character: str) -> bool:
        """Begin now, rehearse, read the help, or leave."""
        actions: dict[str, Callable[[], None]] = {
            "n": lambda: self._begin(start="now"),
            "o": lambda: self._begin(speed=REHEARSAL),
            **dict.fromkeys(("?", "question_mark", "f1"), self._help),
            **dict.fromkeys(("q", "escape", "ctrl+c"), lambda: self.give(None)),
        }
        action = actions.get(character) or actions.get(key)
        if action is None:
            return super().press(key, character)
        action()
        return True

    def _help(self) -> None:
        lay(self.app, Help(self.host.commands))

    def choose(self, key: str) -> None:
        """Begin the session as planned, or go on with the run."""
        if key in self.runs:
            self.give(Chosen(run=self.runs[key].path))
        else:
            self._begin()

    def _begin(self, start: str = "planned", speed: float = 1.0) -> None:
        card = self.sessions.get(self.cursor)
        if card is not None and not card.problem:
            self.give(Chosen(session=card.path, start=start, speed=speed))

    def give(self, result: Chosen | None) -> None:
        """Tell what was chosen, once."""
        if not self._given:
            self._given = True
            self.done(result)
