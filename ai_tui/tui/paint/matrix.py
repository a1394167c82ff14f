"""Which group still owes what: groups in rows, forms in columns."""

from collections.abc import Sequence

from msgspec import Struct

from ai_tui.locale import Words
from ai_tui.signs import HERE
from ai_tui.tui.paint.models import FORM_SIGNS, FormColumn, FormState, Owing, OwingRow, Owings
from ai_tui.tui.paint.pieces import CUT, Hit, Piece, Role, Row, blank, cells, fill, fit, pad

CELL = 9
"""The least width of a column: '● 12/20' and a gap."""

WIDEST = 12

Hits = tuple[Hit, ...]


class Matrix(Struct, frozen=True):
    """The rows, and for each the cells that stand for a group and a form."""

    rows: tuple[Row, ...]
    hits: tuple[Hits, ...]


class _Layout(Struct, frozen=True):
    """The measures, and which columns are shown."""

    name: int
    column: int
    first: int
    shown: int


def matrix(
    owings: Owings,
    words: Words,
    width: int,
    height: int,
    *,
    title: str = "",
    blocks: bool = False,
    legend: bool = False,
    brackets: bool = False,
) -> Matrix:
    """Exactly `height` rows of `width` cells, a window around the chosen group and form.

    `blocks` names the blocks above the forms; `legend` explains the signs in the last row;
    `brackets` marks the chosen cell, else a sign marks the chosen group.
    """
    shape = _layout(owings, words, width, title)
    head = [_block_names(owings, shape)] if blocks else []
    head.append(_heading(owings, shape, title or words("tui_clock.owed"), width))
    foot = [_legend(words, width)] if legend else []
    room = height - len(head) - len(foot)
    body, hits = _body(owings, shape, words, room, brackets)
    body += [blank(width)] * (room - len(body))
    found: list[Hits] = [*(() for _ in head), *hits]
    found += [()] * max(height - len(found), 0)
    return Matrix(fill([*head, *body, *foot], width, height), tuple(found[: max(height, 0)]))


def _layout(owings: Owings, words: Words, width: int, title: str) -> _Layout:
    longest = max((cells(fit(row.name, 16)) for row in owings.rows), default=0)
    heading = cells(title or words("tui_clock.owed"))
    name = min(max(longest + 4, heading + 2, 11), max(width - CELL, 6), 20)
    count = min(max((width - name) // CELL, 1), max(len(owings.columns), 1))
    column = min(max((width - name) // count, CELL), WIDEST)
    ids = [form.id for form in owings.columns]
    chosen = ids.index(owings.form) if owings.form in ids else 0
    first = min(max(chosen - count // 2, 0), max(len(ids) - count, 0))
    return _Layout(name, column, first, count)


def _shown(shape: _Layout, columns: Sequence[FormColumn]) -> Sequence[FormColumn]:
    return columns[shape.first : shape.first + shape.shown]


def _heading(owings: Owings, shape: _Layout, title: str, width: int) -> Row:
    """The forms' titles, and at the end how many forms lie beyond; the last title makes room."""
    row = [Piece(pad(title, shape.name), bold=True)]
    after = len(owings.columns) - shape.first - shape.shown
    more = f"+{after}" if after > 0 else ""
    left = width - shape.name - cells(more)
    for form in _shown(shape, owings.columns):
        chosen = form.id == owings.form
        column = min(shape.column, left)
        text = pad(fit(form.title, column - 1), column)
        row.append(Piece(text, "now" if chosen else "rest", bold=chosen))
        left -= column
    if shape.first:
        row[0] = Piece(pad(title, shape.name - 2) + f"{CUT} ", bold=True)
    return (*row, Piece(more, "rest"))


def _block_names(owings: Owings, shape: _Layout) -> Row:
    """Each block's name above the first of its forms, as wide as its forms."""
    row = [Piece(" " * shape.name)]
    shown = _shown(shape, owings.columns)
    start = 0
    for x in range(1, len(shown) + 1):
        if x == len(shown) or shown[x].block != shown[start].block:
            wide = (x - start) * shape.column
            row.append(Piece(pad(fit(shown[start].block, wide - 1), wide), "rest"))
            start = x
    return tuple(row)


def _body(
    owings: Owings, shape: _Layout, words: Words, room: int, brackets: bool
) -> tuple[list[Row], list[Hits]]:
    """The rows of the groups that fit, with a line for those left out."""
    groups = owings.rows
    if len(groups) <= room or room < 3:
        shown = range(min(len(groups), max(room, 0)))
    else:
        ids = [row.id for row in groups]
        chosen = ids.index(owings.group) if owings.group in ids else 0
        start = min(max(chosen - room // 2, 0), len(groups) - room)
        shown = range(start, start + room)
    rows = [_group_row(groups[x], owings, shape, brackets) for x in shown]
    hits = [_group_hits(groups[x], owings, shape) for x in shown]
    if shown and shown[0] > 0:
        rows[0], hits[0] = _left_out(words("tui_clock.more_before", n=shown[0] + 1)), ()
    after = len(groups) - len(shown) - (shown[0] if shown else 0)
    if shown and after and room >= 3:
        rows[-1], hits[-1] = _left_out(words("tui_clock.more_after", n=after + 1)), ()
    return rows, hits


def _left_out(text: str) -> Row:
    return (Piece(f"  {text}", "rest"),)


def _group_row(group: OwingRow, owings: Owings, shape: _Layout, brackets: bool) -> Row:
    chosen = group.id == owings.group
    mark = HERE if chosen and not brackets else " "
    role: Role = "now" if chosen else "text"
    row = [
        Piece(f"{mark} ", "now"),
        Piece(pad(fit(group.name, shape.name - 4), shape.name - 2), role),
    ]
    forms = _shown(shape, owings.columns)
    owed = group.cells[shape.first : shape.first + shape.shown]
    for form, cell in zip(forms, owed, strict=False):
        here = brackets and chosen and form.id == owings.form
        if here:
            row[-1] = row[-1]._replace(text=row[-1].text[:-1] + "[")
        row += _cell(cell, shape.column, here)
    return tuple(row)


def _cell(owing: Owing, width: int, here: bool) -> Row:
    """The sign and the count, on `width` cells; ']' when it is the chosen one."""
    sign, role = FORM_SIGNS[owing.state]
    count = ""
    if owing.want or owing.have:
        count = f" {owing.have}/{owing.want}" if owing.want else f" {owing.have}"
    text = fit(f"{sign}{count}", width - 2)
    closing = "]" if here else ""
    tail = pad(text[len(sign) :] + closing, width - 1)
    return (Piece(sign, role, bold=here), Piece(tail, "now" if here else "text", bold=here))


def _group_hits(group: OwingRow, owings: Owings, shape: _Layout) -> Hits:
    hits = [Hit(0, shape.name - 1, (group.id, ""))]
    for x, form in enumerate(_shown(shape, owings.columns)):
        start = shape.name - 1 + x * shape.column
        hits.append(Hit(start, start + shape.column, (group.id, form.id)))
    return tuple(hits)


def _legend(words: Words, width: int) -> Row:
    """Every sign with its word."""
    states: tuple[FormState, ...] = (
        "full", "partly", "open", "paper", "read_back", "nothing", "not_asked",
    )  # fmt: skip
    row: list[Piece] = []
    used = 0
    for state in states:
        sign, role = FORM_SIGNS[state]
        text = f" {words(f'tui_clock.{state}')}"
        if used + 3 + cells(text) > width:
            break
        row += [Piece(f"  {sign}", role), Piece(text, "rest")]
        used += 3 + cells(text)
    return tuple(row)
