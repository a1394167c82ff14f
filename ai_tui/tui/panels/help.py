"""Help: the commands with their keys, how rows are typed, and what the signs mean."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from ai_tui.run.run import Run
from ai_tui.signs import DANGER, FIXED, HARD_END, STATES
from ai_tui.tui.commands.command import Command
from ai_tui.tui.paint.models import FORM_SIGNS
from ai_tui.tui.paint.pieces import Piece, Role, Row, pad, wrap
from ai_tui.tui.panels.scroll import ScrollPanel
from ai_tui.tui.panels.strip import ARROWS, SECTIONS

KEYS = 12
LETTER = 6

TYPING: tuple[tuple[str, str], ...] = (
    ("Enter", "enter"),
    ("↑ ↓", "rows"),
    ("Tab", "tab"),
    ("alt+Enter", "newline"),
    ("Esc", "escape"),
    ("??", "query"),
    ("#…", "label"),
    ("", "paste"),
    ("", "saved"),
)
"""How rows are typed: what is pressed or typed, and the text about it."""

SIGNS: tuple[tuple[str, Role, str], ...] = (
    (STATES["now"], "now", "now"),
    (STATES["done"], "done", "done"),
    (STATES["paused"], "look_out", "paused"),
    (STATES["to_come"], "rest", "to_come"),
    (DANGER, "look_out", "danger"),
    (STATES["skipped"], "rest", "skipped"),
    (FIXED, "text", "fixed"),
    (HARD_END, "text", "hard_end"),
    (*FORM_SIGNS["full"], "full"),
    (*FORM_SIGNS["partly"], "partly"),
    (*FORM_SIGNS["open"], "open"),
    (*FORM_SIGNS["paper"], "paper"),
    (*FORM_SIGNS["nothing"], "nothing"),
)
"""The signs of timeline and groups, and the texts about them."""


class Help(ScrollPanel):
    """Everything a scribe may want to know, to scroll through."""

    COMMAND: ClassVar[str] = "help"

    def __init__(self, commands: Sequence[Command], run: Run | None = None) -> None:
        super().__init__(run)
        self.commands = commands

    def title_text(self) -> str:
        """What it is."""
        return self.text("help")

    def wanted(self, width: int) -> int | None:
        """All the rows there are."""
        return None

    def lines(self, width: int) -> Sequence[Row]:
        """Typing first, then the commands, then the signs."""
        return [
            *self._heading("typing", first=True),
            *(row for key, name in TYPING for row in self._told(key, name, width)),
            *(row for section in SECTIONS for row in self._section(section, width)),
            *self._heading("signs"),
            *((Piece(pad(f"  {sign}", 6), role), Piece(self.text(f"sign.{name}")))
              for sign, role, name in SIGNS),
        ]  # fmt: skip

    def _heading(self, name: str, first: bool = False) -> list[Row]:
        heading: Row = (Piece(self.text(f"help.{name}"), "now", bold=True),)
        return [heading] if first else [(), heading]

    def _told(self, key: str, name: str, width: int) -> Iterator[Row]:
        for text in wrap(self.text(f"typing.{name}"), width - KEYS - 2, 9):
            yield (Piece(pad(f"  {key}", KEYS + 2), "now"), Piece(text))
            key = ""

    def _section(self, section: str, width: int) -> Iterator[Row]:
        mine = [command for command in self.commands if command.section == section]
        if not mine:
            return
        yield ()
        yield (Piece(self.words(f"tui.section.{section}"), "now", bold=True),)
        for command in mine:
            yield from self._command(command, width)

    def _command(self, command: Command, width: int) -> Iterator[Row]:
        letter = ARROWS.get(command.letter, command.letter)
        keys = pad(f"  {command.key_shown}", KEYS)
        strip = pad(f"^O {letter}" if letter else "", LETTER)
        name, told = self.words(f"tui.do.{command.id}"), self.words(f"tui.help.{command.id}")
        head: Row = (Piece(keys, "now"), Piece(strip, "rest"))
        for text in wrap(f"{name}: {told}", width - KEYS - LETTER, 9):
            yield (*head, Piece(text))
            head = (Piece(" " * (KEYS + LETTER)),)
