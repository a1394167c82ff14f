"""Search: everything typed, by its words, its labels, or what is still to be asked."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from ai_tui.forms.base import Entry
from ai_tui.run.run import Run
from ai_tui.tui.paint.pieces import Piece, Row, cells, fit, pad, rule, wrap
from ai_tui.tui.paint.times import clock
from ai_tui.tui.panels.found import QUERY, Quick, everything, found, quick
from ai_tui.tui.panels.line import Line
from ai_tui.tui.panels.listing import Choice, FilterPanel
from ai_tui.tui.panels.sheet import Hint

MOST = 500
"""Lines that are listed; more words find fewer."""


class Kept(NamedTuple):
    """What was found for words in a harvest, and the list of it for a width and names."""

    typed: str
    harvest: Sequence[Entry]
    found: Sequence[Entry]
    names: dict[tuple[str, str], str]
    width: int
    listed: Sequence[Choice]


class Search(FilterPanel[str]):
    """Gives the id of the entry that was chosen."""

    COMMAND: ClassVar[str] = "search"
    WIDEST: ClassVar[int] = 150
    DETAIL: ClassVar[int] = 4

    def __init__(self, run: Run) -> None:
        super().__init__(run)
        self.run = run
        self._kept = Kept("", (), (), {}, 0, ())

    def title_text(self) -> str:
        """What it is, and how much was found."""
        heading = self.text("search")
        return f"{heading} · {self.text('found', n=len(self._found()))}" if self.typed else heading

    def placeholder(self) -> str:
        """What can be typed."""
        return self.text("search_what")

    @property
    def _names(self) -> dict[tuple[str, str], str]:
        """What each form of a group is called, as far as it was asked before."""
        return self.run.state.keep(
            "names", ("forms", "groups"), lambda: dict[tuple[str, str], str]()
        )

    def _found(self) -> Sequence[Entry]:
        """What was found, looked for again when the words or the harvest changed."""
        harvest, kept = everything(self.run), self._kept
        if kept.typed != self.typed or kept.harvest is not harvest:
            self._kept = Kept(self.typed, harvest, found(self.run, self.typed), {}, 0, ())
        return self._kept.found

    def choices(self, width: int) -> Sequence[Choice]:
        """Quick searches while nothing is typed, then what was found."""
        entries, names = self._found(), self._names
        if self._kept.width != width or self._kept.names is not names:
            listed = self._listed(entries, width)
            self._kept = self._kept._replace(names=names, width=width, listed=listed)
        return self._kept.listed

    def _listed(self, entries: Sequence[Entry], width: int) -> Sequence[Choice]:
        quicks = [] if self.typed.strip() else quick(self.run)
        listed = [Choice(f"/{each.query}", (self._quick(each),)) for each in quicks]
        if quicks:
            listed.append(Choice("-", (rule(width, self.text("typed_last")),), can=False))
        listed += [Choice(entry.id, (self._row(entry, width),)) for entry in entries[:MOST]]
        if len(entries) > MOST:
            more: Row = (Piece(self.text("more", n=len(entries) - MOST), "rest"),)
            listed.append(Choice("-", (more,), can=False))
        return listed

    def _quick(self, each: Quick) -> Row:
        told = self.text("to_ask") if each.query == QUERY else ""
        return (Piece(each.query, "now"), Piece(f"  {each.amount}  "), Piece(told, "rest"))

    def _row(self, entry: Entry, width: int) -> Row:
        head = min(max(width // 3, 12), 36)
        place = pad(self._place(entry), head)
        return (Piece(f"{place}  ", "rest"), Piece(fit(entry.text, width - head - 2)))

    def _place(self, entry: Entry) -> str:
        names, key = self._names, (entry.form, entry.group)
        if key not in names:
            names[key] = self._named(entry)
        return names[key]

    def _named(self, entry: Entry) -> str:
        form, group = self.run.state.form(entry.form), self.run.state.group(entry.group)
        if form is None:
            return self.text("loose_note")
        name = self.run.group_name(group) if group else ""
        return f"{fit(name, 14)} · {form.title}" if name else form.title

    def detail(self, width: int) -> Sequence[Row]:
        """The whole text under the cursor, with who typed it and when."""
        entry = next((entry for entry in self._found() if entry.id == self.cursor), None)
        if entry is None:
            return [rule(width)]
        at = entry.at.astimezone(self.run.zone) if entry.at else None
        told = f"{self._place(entry)} · {clock(at)} · {entry.author}"
        if cells(told) > width - 6:
            told = self._place(entry)
        lines = wrap(entry.text, width, self.DETAIL - 1)
        return [rule(width, told), *((Piece(line),) for line in lines)]

    def nothing(self) -> str:
        """That nothing has these words."""
        return self.text("not_found") if self.typed.strip() else self.text("nothing_typed")

    def hints(self) -> Sequence[Hint]:
        """How to search, and to go to what has a place to go to."""
        close = self.hint("Esc", "close", "escape")
        if not self._opens(self.cursor):
            return (self.hint("↑↓", "choose"), close)
        return (self.hint("↑↓", "choose"), self.hint("Enter", "go_there", "enter"), close)

    def _opens(self, key: str) -> bool:
        """Whether choosing it does something: a note has no place to go to."""
        return key.startswith("/") or self.run.state.entry(key) is not None

    def choose(self, key: str) -> None:
        """Type a quick search, or give the entry."""
        if key.startswith("/"):
            line = self.query_one(Line)
            line.value = f"{key[1:]} "
            line.cursor_position = len(line.value)
        elif self._opens(key):
            self.give(key)
