"""The command strip: every command under one letter, where function keys are eaten."""

from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar

from ai_tui.tui.commands.command import Command, Section
from ai_tui.tui.paint.pieces import Hit, Piece, Row, cells, pad
from ai_tui.tui.panels.panel import Panel
from ai_tui.tui.panels.sheet import Hint

SECTIONS: tuple[Section, ...] = ("clock", "row", "group", "room", "more")
MINUTES = ("less", "more", "more5")
"""Commands whose own labels say too little behind a letter."""
ARROWS = {"up": "↑", "down": "↓", "left": "←", "right": "→"}

LabelOf = Callable[[Command], str | None]
"""The short text of a command at this moment, or None when it has none."""


class Strip(Panel[str]):
    """Commands by section; a letter, a key or a click gives the id of one."""

    COMMAND: ClassVar[str] = "strip"
    CLOCK: ClassVar[bool] = False
    WIDEST: ClassVar[int] = 1000
    DOCKED: ClassVar[bool] = True

    def __init__(self, commands: Sequence[Command], label_of: LabelOf) -> None:
        super().__init__()
        self.commands = commands
        self.label_of = label_of
        self._where: list[list[Hit]] = []
        self._top = 0

    def title_text(self) -> str:
        """What to press."""
        return self.text("strip")

    def wanted(self, width: int) -> int | None:
        """As many rows as the commands take."""
        return len(self._lines(width))

    def body(self, width: int, height: int) -> Sequence[Row]:
        """The commands of each section behind its name."""
        lines = self._lines(width)
        self._top = max(min(self._top, len(lines) - height), 0)
        shown = lines[self._top : self._top + height]
        self._where = [hits for _, hits in shown]
        return [row for row, _ in shown]

    def hints(self) -> Sequence[Hint]:
        """The way to the rows that do not fit, if any, and the way out."""
        close = self.hint("Esc", "close", "escape")
        more = self.hint("PgDn", "scroll", "pagedown")
        return (more, close) if self._overflows() else (close,)

    def _overflows(self) -> bool:
        width, height = self.body_size
        return len(self._lines(width)) > height

    def _lines(self, width: int) -> list[tuple[Row, list[Hit]]]:
        lines: list[tuple[Row, list[Hit]]] = []
        names = [self.words(f"tui.section.{section}") for section in SECTIONS]
        margin = max(map(cells, names)) + 2
        for section, name in zip(SECTIONS, names, strict=True):
            mine = [each for each in self.commands if each.section == section and each.letter]
            head = name
            for line in _flow([self._item(each) for each in mine], width - margin):
                lines.append(_laid(pad(head, margin), line))
                head = ""
        return lines

    def _item(self, command: Command) -> tuple[str, str, str]:
        label = self.label_of(command) or self.words(f"tui.do.{command.id}")
        if command.id in MINUTES:
            label = self.text(f"minutes.{command.id}")
        return ARROWS.get(command.letter, command.letter), label, command.id

    def press(self, key: str, character: str) -> bool:
        """A letter or a key of a command gives it; any other key does nothing."""
        if key in ("escape", "ctrl+c", "ctrl+o"):
            return False
        if key in ("pagedown", "pageup") and self._overflows():
            self._top += self.body_size[1] * (1 if key == "pagedown" else -1)
            self.repaint()
            return True
        if found := self._meant(key, character):
            self.give(found)
        return True

    def _meant(self, key: str, character: str) -> str:
        lettered = [command for command in self.commands if command.letter]
        for typed in (character, character.lower(), key):
            for command in lettered:
                if typed and command.letter == typed:
                    return command.id
        return next((command.id for command in self.commands if key in command.keys), "")

    def clicked(self, row: int, column: int) -> None:
        """A click on a command gives it."""
        for hit in self._where[row] if row < len(self._where) else ():
            if hit.start <= column < hit.end:
                self.give(hit.key[0])


def _flow(
    items: Sequence[tuple[str, str, str]], width: int
) -> Iterator[list[tuple[str, str, str]]]:
    """The items in lines that fit, two blanks between two items."""
    line: list[tuple[str, str, str]] = []
    used = 0
    for item in items:
        size = cells(item[0]) + 1 + cells(item[1]) + 2
        if line and used + size - 2 > width:
            yield line
            line, used = [], 0
        line.append(item)
        used += size
    if line:
        yield line


def _laid(head: str, line: Sequence[tuple[str, str, str]]) -> tuple[Row, list[Hit]]:
    row = [Piece(head, "rest")]
    hits = []
    at = cells(head)
    for letter, label, command in line:
        size = cells(letter) + 1 + cells(label)
        row += [Piece(letter, "now", bold=True), Piece(f" {label}  ")]
        hits.append(Hit(at, at + size, (command,)))
        at += size + 2
    return tuple(row), hits
