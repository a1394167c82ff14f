"""The last two rows: the status line, and the keys."""

from collections.abc import Sequence

from msgspec import Struct

from ai_tui.locale import Words
from ai_tui.tui.paint.models import FooterKey, Save
from ai_tui.tui.paint.pieces import Hit, Piece, Role, Row, cells, fit, fit_row, join, row_cells
from ai_tui.tui.paint.times import clock

LEAST_NAME = 8
"""Cells that are left of a name that gives way."""


class KeyRow(Struct, frozen=True):
    """The row of keys, and which cells stand for which command."""

    row: Row
    hits: tuple[Hit, ...]


def status(
    message: str,
    role: Role,
    save: Save,
    words: Words,
    width: int,
    *,
    names: Sequence[str] = (),
    instead: tuple[str, Role] | None = None,
    writing: int = 1,
    shown: str = "",
) -> Row:
    """One message at the left, how saving goes at the right; the message gives way.

    Of the message its `names` do so first; where that is not enough `instead` is said, if there is
    anything. `writing` is how many people write; it is said from
    two on. `shown` is what the room sees where that is not the clock: it gives way to a warning.
    """
    saved = _saved(save, words, width)
    room = width - row_cells(saved) - 4
    if instead and cells(_shortened(message, names, room)) > room:
        message, role = instead
    along = _beside_saved([shown])
    said = _shortened(message, names, room - row_cells(along))
    if role in ("look_out", "alarm") and row_cells(along) + cells(said) > room:
        along = ()
    if writing > 1:
        both = _beside_saved([words("tui_clock.writers", n=writing), shown])
        along = both if row_cells(both) + cells(message) <= room else along
    message = _shortened(message, names, room - row_cells(along))
    left = (Piece(" "), Piece(message, role, bold=role == "alarm"))
    return fit_row(join(left, (*along, *saved, Piece(" ")), width, gap=2), width)


def _beside_saved(texts: Sequence[str]) -> Row:
    """What stands before the save state."""
    return tuple(Piece(f"{text} · ", "rest") for text in texts if text)


def _shortened(message: str, names: Sequence[str], room: int) -> str:
    """The message with as little of its names as `room` cells ask."""
    for name in names:
        if (much := cells(message) - room) > 0:
            message = message.replace(name, fit(name, max(cells(name) - much, LEAST_NAME)), 1)
    return message


def _saved(save: Save, words: Words, width: int) -> Row:
    """The save state and a disk that fills up; why it failed is said where there is room for it."""
    if save.state == "none":
        return ()
    low = () if save.room is None else (Piece(words("tui_clock.room", mb=save.room), "look_out"),)
    if save.state == "saving":
        return (*low, Piece(words("tui_clock.saving"), "rest"))
    if save.state == "saved":
        return (*low, Piece(words("tui_clock.saved", at=clock(save.at)), "done"))
    said = ("tui_clock.not_saved", "tui_clock.not_saved_why", "tui_clock.not_saved_short")
    texts = [words(key, why=save.why) for key in said]
    fitting = next((text for text in texts if cells(text) <= width - 2), texts[-1])
    return (Piece(fitting, "alarm", bold=True),)


def footer(keys: Sequence[FooterKey], width: int) -> KeyRow:
    """As many keys as fit, in their order; those of the lowest priority go first, together.

    Texts that may be cut are so before a key goes, but no further than is needed.
    """
    shown = list(keys)
    while shown and _size(shown, [_least(key) for key in shown]) > width:
        least = min(key.priority for key in shown)
        shown = [key for key in shown if key.priority != least]
    most = max((cells(key.text) for key in shown), default=0)
    fitting = (cut for cut in range(most, 0, -1) if _size(shown, _given(shown, cut)) <= width)
    texts = {
        key.id: fit(key.text, given)
        for key, given in zip(shown, _given(shown, next(fitting, 0)), strict=True)
    }
    row: list[Piece] = []
    hits: list[Hit] = []
    at = 1
    for key in shown:
        row += [Piece("  " if row else " "), Piece(key.label, "now", bold=True)]
        row.append(Piece(f" {texts[key.id]}", "rest"))
        size = cells(key.label) + 1 + cells(texts[key.id])
        hits.append(Hit(at, at + size, (key.id,)))
        at += size + 2
    return KeyRow(fit_row(tuple(row), width), tuple(hits))


def _size(keys: Sequence[FooterKey], texts: Sequence[int]) -> int:
    """The cells of a row of keys whose texts take so many cells."""
    return sum(cells(key.label) + 1 + text + 2 for key, text in zip(keys, texts, strict=True)) - 1


def _least(key: FooterKey) -> int:
    return cells(key.text) if key.least is None else key.least


def _given(keys: Sequence[FooterKey], cut: int) -> list[int]:
    """The cells of the texts, those that may be cut after `cut` cells."""
    return [min(cells(key.text), max(_least(key), cut)) for key in keys]
