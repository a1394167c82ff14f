"""A scene as one picture: rows for the whole screen, and which of them change every second."""

from collections.abc import Sequence
from typing import NamedTuple

from ai_tui.signs import FIXED
from ai_tui.tui.paint.pieces import Piece, Row, cells, fill, fit, fit_row, join, row_cells
from ai_tui.tui.wall.scene import SIDE, Bar


class Picture(NamedTuple):
    """Rows for the whole screen.

    Those from `top` on, `live` of them, change every second and are painted apart, in parts
    that begin at the columns `cuts`.
    """

    rows: tuple[Row, ...]
    top: int = 0
    live: int = 0
    cuts: tuple[int, ...] = ()


class Stage(NamedTuple):
    """What stands between heading and bar; `top`, `live` and `cuts` as in a picture."""

    rows: Sequence[Row]
    top: int = 0
    live: int = 0
    cuts: tuple[int, ...] = ()


def heading_row(heading: str, notice: str, time: str, width: int) -> Row:
    """The heading at the left with a notice behind it, the time at the right."""
    left = [Piece(" "), Piece(fit(heading, width), "rest", bold=True)]
    if notice:
        room = max(width - cells(time) - cells(notice) - 8, 0)
        left[1] = Piece(fit(heading, room), "rest", bold=True)
        left.append(Piece(f"  · {notice}", "look_out"))
    return fit_row(join(tuple(left), (Piece(time), Piece(" ")), width, gap=2), width)


def bar_row(bar: Bar | None, width: int) -> Row:
    """The evening as one line with the ticks of its blocks; blank when nobody knows its times."""
    if bar is None:
        return fit_row((), width)
    room = width - cells(bar.start) - cells(bar.end) - 4
    if room < 8:
        return fit_row((), width)
    here = -1 if bar.now is None else round(bar.now * (room - 1))
    signs = ["━" if x < here else "┄" for x in range(room)]
    for place, fixed in bar.ticks:
        x = round(place * (room - 1))
        signs[x] = FIXED if fixed else "┿" if x < here else "┊"
    if here >= 0:
        signs[here] = "▼"
    line = "".join(signs)
    return (
        Piece(f" {bar.start} ", "rest"),
        Piece(line[: max(here, 0)], "now"),
        Piece(line[max(here, 0) : here + 1], "look_out", bold=True),
        Piece(line[here + 1 :], "rest"),
        Piece(f" {bar.end} ", "rest"),
    )


def framed(stage: Stage, width: int, *, far: bool) -> Stage:
    """A stage with a frame around it of `SIDE` cells at each side and a row above and below.

    It is a line; from afar its cells are lit as those of digits.
    """
    level = width - 2
    drawn = [f"┏{'━' * level}┓", "┃ ", " ┃", f"┗{'━' * level}┛"]
    if far:
        drawn = [" " * width, " " * SIDE, " " * SIDE, " " * width]
    above, left, right, below = (Piece(text, "alarm", bold=not far, reverse=far) for text in drawn)
    inner = width - 2 * SIDE
    rows = [(above,), *((left, *fit_row(row, inner), right) for row in stage.rows), (below,)]
    return Stage(rows, stage.top + 1, stage.live, tuple(cut + SIDE for cut in stage.cuts))


def whole(heading: Row, stage: Stage, bar: Row, width: int, height: int) -> Picture:
    """Heading, stage and bar as one picture of exactly `height` rows of `width` cells."""
    rows = fill([heading, *stage.rows, bar], width, height)
    top = min(stage.top + 1, height)
    return Picture(rows, top, max(min(stage.live, height - top), 0), stage.cuts)


def box(lines: Sequence[Row], width: int, inner: int) -> list[Row]:
    """Rows of `width` cells in a box of `inner` cells in the middle."""
    side = Piece("┃", "look_out", bold=True)
    lead = Piece(" " * ((width - inner - 2) // 2))
    cut = (width - inner) // 2
    rows: list[Row] = [(lead, Piece(f"┏{'━' * inner}┓", "look_out", bold=True))]
    for line in ((), *lines, ()):
        within = fit_row(_after(line, cut), inner)
        rows.append((lead, side, *within, side))
    rows.append((lead, Piece(f"┗{'━' * inner}┛", "look_out", bold=True)))
    return rows


def _after(line: Row, blanks: int) -> Row:
    """The row without as many of the blanks before it."""
    if not line or row_cells(line) <= blanks:
        return line
    first, *rest = line
    return (Piece(first.text[blanks:], first.role, first.bold), *rest)
