"""The groups as tabs on one row, the chosen one in brackets."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from ai_tui.locale import Words
from ai_tui.tui.paint.models import FORM_SIGNS, READY, Tab
from ai_tui.tui.paint.pieces import CUT, Hit, Piece, Role, Row, cells, fit, fit_row, join

NUMBERED = r"(.+?) (\d+)"

SHORTEST = 5
"""A name that gives way keeps this many cells before its dot."""


class TabStrip(Struct, frozen=True):
    """The row, and which cells stand for which group."""

    row: Row
    hits: tuple[Hit, ...]


def tabs(groups: Sequence[Tab], chosen: str, words: Words, width: int) -> TabStrip:
    """The tabs on `width` cells, with how many groups are ready.

    What gives way: the words of the count, the word that all names share, the names of those not
    chosen, and in the end the groups far from the chosen one.
    """
    groups = [group._replace(name=fit(group.name, width)) for group in groups]
    counts = _counts(groups, words)
    for lead, named, count in _forms(groups, chosen, counts):
        if cells(lead) + 1 + sum(cells(name) + 4 for name in named) + cells(count) + 2 <= width:
            return _strip(lead, groups, named, chosen, (False, False), count, width)
    return _windowed(groups, chosen, counts, width)


def _counts(groups: Sequence[Tab], words: Words) -> tuple[str, str, str]:
    """How many groups are ready of those that are asked, from long to short."""
    asked = [group for group in groups if group.state != "not_asked"]
    n, of = sum(group.state in READY for group in asked), len(asked)
    return (
        words("tui_clock.ready_of", n=n, of=of),
        words("tui_clock.ready_short", n=n, of=of),
        f"{n}/{of}",
    )


def _forms(
    groups: Sequence[Tab], chosen: str, counts: tuple[str, str, str]
) -> Iterator[tuple[str, list[str], str]]:
    """Ways to write the tabs, from wide to narrow: what stands before, the names, the count."""
    names = [group.name for group in groups]
    yield "", names, counts[0]
    yield "", names, counts[1]
    yield "", names, counts[2]
    shared = _numbers(names)
    if shared:
        word, numbers = shared
        yield f" {word}", numbers, counts[1]
        yield f" {word}", numbers, counts[2]
        return
    for room in range(max(map(cells, names), default=0) - 1, SHORTEST, -1):
        short = [
            group.name if group.id == chosen else _abbreviated(group.name, room) for group in groups
        ]
        yield "", short, counts[2]


def _numbers(names: list[str]) -> tuple[str, list[str]] | None:
    """The word that all names share and the numbers behind it, when all are so built."""
    found = [re.fullmatch(NUMBERED, name) for name in names]
    if not names or not all(found):
        return None
    pairs = [match.groups() for match in found if match]
    if len({word for word, _ in pairs}) > 1:
        return None
    return pairs[0][0], [number for _, number in pairs]


def _abbreviated(name: str, room: int) -> str:
    """The name on `room` cells, with a dot for what is left out."""
    if cells(name) <= room:
        return name
    return fit(name, room).removesuffix(CUT).rstrip(" .,;:") + "."


def _windowed(
    groups: Sequence[Tab], chosen: str, counts: tuple[str, str, str], width: int
) -> TabStrip:
    """As many tabs around the chosen one as fit."""
    names = [group.name for group in groups]
    shared = _numbers(names)
    lead, names = (f" {shared[0]}", shared[1]) if shared else ("", names)
    longest = max(width // 3, 8)
    names = [fit(name, longest) for name in names]
    count = counts[0] if width >= 50 else counts[2]
    room = width - cells(lead) - cells(count) - 3 - 4
    ids = [group.id for group in groups]
    first = last = ids.index(chosen) if chosen in ids else 0
    used = cells(names[first]) + 4 if names else 0
    while True:
        grown = False
        for x in (last + 1, first - 1):
            if 0 <= x < len(names) and used + cells(names[x]) + 4 <= room:
                used += cells(names[x]) + 4
                first, last = min(first, x), max(last, x)
                grown = True
        if not grown:
            break
    more = (first > 0, last + 1 < len(names))
    shown = slice(first, last + 1)
    return _strip(lead, groups[shown], names[shown], chosen, more, count, width)


def _strip(
    lead: str,
    groups: Sequence[Tab],
    names: Sequence[str],
    chosen: str,
    more: tuple[bool, bool],
    count: str,
    width: int,
) -> TabStrip:
    """The row itself; `more` tells whether groups are left out before and after."""
    row: list[Piece] = [Piece(f"{lead} {f'{CUT} ' if more[0] else ''}", "rest")]
    at = cells(row[0].text)
    hits: list[Hit] = []
    for group, name in zip(groups, names, strict=True):
        size = cells(name) + 4
        row += _tab(name, group, group.id == chosen)
        hits.append(Hit(at, at + size, (group.id,)))
        at += size
    row.append(Piece(f" {CUT}" if more[1] else "", "rest"))
    tail = (Piece(count, "rest"), Piece(" "))
    whole = join(tuple(piece for piece in row if piece.text), tail, width, gap=1)
    return TabStrip(fit_row(whole, width), tuple(hits))


def _tab(name: str, group: Tab, chosen: bool) -> Row:
    sign, role = FORM_SIGNS[group.state]
    opening, closing = ("[", "]") if chosen else (" ", " ")
    own: Role = "now" if chosen else "text"
    return (
        Piece(f"{opening}{name} ", own, bold=chosen),
        Piece(sign, role, bold=chosen),
        Piece(closing, own, bold=chosen),
    )
