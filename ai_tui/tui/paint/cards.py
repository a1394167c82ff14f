"""What the other groups gave, as cards side by side."""

from collections.abc import Iterator, Sequence
from itertools import islice

from ai_tui.locale import Words
from ai_tui.tui.paint.models import FORM_SIGNS, Card
from ai_tui.tui.paint.pieces import Piece, Row, fill, fit, fit_row, rule, wrap

CARD = 26
"""The least width of a card."""

LINES = 2
"""How many rows one entry may take."""


def cards(
    groups: Sequence[Card], words: Words, width: int, height: int, *, title: str = ""
) -> tuple[Row, ...]:
    """Exactly `height` rows: a rule with a title, and the cards in as many columns as fit."""
    columns = max((width - 1) // CARD, 1)
    wide = (width - 1) // columns
    rows: list[Row] = [rule(width, title or words("tui_clock.others")), ()]
    shown = 0
    while shown < len(groups):
        band = [list(islice(_card(g, wide), height)) for g in groups[shown : shown + columns]]
        tall = max(len(card) for card in band)
        if len(rows) + tall > height and len(rows) > 2:
            break
        rows += [_beside(band, y, wide) for y in range(tall)]
        rows.append(())
        shown += len(band)
    left_out = len(groups) - shown
    if left_out:
        rows = rows[: max(height - 1, 0)]
        rows.append((Piece(" "), Piece(words("tui_clock.more_groups", n=left_out), "rest")))
    return fill(rows, width, height)


def _beside(band: list[list[Row]], y: int, wide: int) -> Row:
    """Row `y` of the cards that stand side by side."""
    row: list[Piece] = [Piece(" ")]
    for card in band:
        row += fit_row(card[y] if y < len(card) else (), wide)
    return tuple(row)


def _card(group: Card, wide: int) -> Iterator[Row]:
    """The rows of a card: the group with its sign, then its entries and what is still asked."""
    sign, role = FORM_SIGNS[group.state]
    yield (Piece(f"{fit(group.name, wide - 4)} ", bold=True), Piece(sign, role))
    for n, text in enumerate(group.entries, 1):
        yield from _entry(f"{n} " if group.numbered else "· ", text, wide)
    asked = group.size or 0
    yield from ((Piece(str(n), "rest"),) for n in range(len(group.entries) + 1, asked + 1))


def _entry(number: str, text: str, wide: int) -> list[Row]:
    """An entry behind its number, in at most two rows."""
    room = wide - len(number) - 2
    lines = wrap(text, room, LINES) or [""]
    found: list[Row] = [(Piece(number, "rest"), Piece(lines[0]))]
    found += [(Piece(" " * len(number) + line),) for line in lines[1:]]
    return found
