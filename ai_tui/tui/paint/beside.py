"""The third column: what was typed last, who writes along, and what the room sees."""

from collections.abc import Iterable, Sequence

from ai_tui.locale import Words
from ai_tui.tui.paint.models import LastTyped, Writer
from ai_tui.tui.paint.pieces import Piece, Row, fill, fit, pad
from ai_tui.tui.paint.times import clock


def section(title: str, rows: Iterable[Row], width: int, height: int) -> tuple[Row, ...]:
    """Exactly `height` rows of `width` cells: a title in bold and the rows below it."""
    return fill([(Piece(f" {fit(title, width - 1)}", bold=True),), *rows], width, height)


def typed_last(
    entries: Sequence[LastTyped], words: Words, width: int, height: int
) -> tuple[Row, ...]:
    """The entries that were typed last, the newest first as they are given."""
    group = min(max(width // 5, 7), 16)
    rows: list[Row] = [
        (
            Piece(f" {clock(entry.at)}  ", "rest"),
            Piece(pad(entry.group, group)),
            Piece(f"  {fit(entry.text, width - group - 11)}"),
        )
        for entry in entries
    ]
    if not rows:
        rows = [(Piece(f"  {words('tui_clock.nothing_typed')}", "rest"),)]
    return section(words("tui_clock.typed_last"), rows, width, height)


def writers(people: Sequence[Writer], words: Words, width: int, height: int) -> tuple[Row, ...]:
    """Who writes along, for which groups and since when."""
    name = max((width - 17) // 2, 4)
    rows: list[Row] = [
        (
            Piece(f"  {pad(person.name, name)} "),
            Piece(f"{pad(person.scope, name)} ", "rest"),
            Piece(words("tui_clock.since", at=clock(person.since)) if person.since else "", "rest"),
        )
        for person in people
    ]
    return section(words("tui_clock.writing"), rows, width, height)


def room(view: str, how: str, words: Words, width: int, height: int) -> tuple[Row, ...]:
    """What the room's screen shows, and whether it follows by itself."""
    row = (Piece(f"  {fit(view, width - 2)}"),)
    return section(words("tui_wall.room"), [row, (Piece(f"  {how}", "rest"),)], width, height)
