"""The palette: every command, found by typing a part of its name."""

from collections.abc import Sequence
from typing import ClassVar

from ai_tui.run.run import Run
from ai_tui.text import folded
from ai_tui.tui.commands.command import Command
from ai_tui.tui.paint.pieces import Piece, fit, pad
from ai_tui.tui.panels.listing import Choice, FilterPanel
from ai_tui.tui.panels.strip import LabelOf


class Palette(FilterPanel[str]):
    """Gives the id of the command that was chosen."""

    COMMAND: ClassVar[str] = "palette"
    WIDEST: ClassVar[int] = 110

    def __init__(
        self, commands: Sequence[Command], label_of: LabelOf, run: Run | None = None
    ) -> None:
        super().__init__(run)
        self.commands = commands
        self.label_of = label_of

    def title_text(self) -> str:
        """What to type."""
        return self.text("palette")

    def wanted(self, width: int) -> int | None:
        """A row for each command."""
        return len(self.commands)

    def choices(self, width: int) -> Sequence[Choice]:
        """The commands that hold every word typed: name, sentence and key.

        Those that hold them only in what they are called now come last: it may name an entry.
        """
        name = min(max(width // 4, 14), 26)
        found = [each for each in self.commands if self._holds(self._title(each), each)]
        found.sort(key=lambda each: not self._holds("", each))
        return [Choice(each.id, (self._row(each, name, width),)) for each in found]

    def _row(self, command: Command, name: int, width: int) -> tuple[Piece, ...]:
        told = self.words(f"tui.help.{command.id}")
        keys = command.key_shown or (f"^O {command.letter}" if command.letter else "")
        return (
            Piece(pad(self._title(command), name) + "  "),
            Piece(pad(fit(told, width - name - 9), width - name - 8), "rest"),
            Piece(pad(keys, 6, "right"), "now"),
        )

    def _title(self, command: Command) -> str:
        return self.label_of(command) or self.words(f"tui.do.{command.id}")

    def _holds(self, title: str, command: Command) -> bool:
        does, told = (self.words(f"tui.{part}.{command.id}") for part in ("do", "help"))
        text = folded(f"{title} {does} {told} {command.key_shown}")
        return all(word in text for word in folded(self.typed).split())

    def choose(self, key: str) -> None:
        """Give the command."""
        self.give(key)
