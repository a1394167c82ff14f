"""The timeline: every block with its times, the phases, and the now-line under what runs."""

from msgspec import Struct

from ai_tui.agenda.evening import Evening
from ai_tui.locale import Words
from ai_tui.signs import DANGER, STATES
from ai_tui.tui.paint.coming import waited_for
from ai_tui.tui.paint.pieces import Piece, Role, Row, cells, fill, fit, fit_row, join, pad
from ai_tui.tui.paint.timeline_lines import Line, Phases, end_line, lines
from ai_tui.tui.paint.times import clock

MEDIUM = 36
"""From this width on there are columns for plan and now, and a heading."""

WIDE = 52
"""From this width on there is a column for the planned minutes, and deviations are words."""

PLANNED = 5
DIFFERENCE = 11

Key = tuple[str, str]
"""A block and one of its phases ('' for the block itself)."""


class Timeline(Struct, frozen=True):
    """The rows, and beside each the block and phase it is about."""

    rows: tuple[Row, ...]
    keys: tuple[Key | None, ...]


def timeline(
    evening: Evening, words: Words, width: int, height: int, *, phases: Phases = "current"
) -> Timeline:
    """Exactly `height` rows of `width` cells; a window around now when there are more lines.

    The hard end stays in sight as the last line.
    """
    heading = [_heading(words, width)] if width >= MEDIUM else []
    end = end_line(evening, words)
    room = height - len(heading) - (1 if end else 0)
    found = lines(evening, words, phases)
    if width < MEDIUM:
        found = [line for line in found if line.kind != "note"]
    shown = _window(found, words, room)
    if end and height > 0:
        shown.append(end)
    rows = [*heading, *(_row(line, words, width) for line in shown)]
    keys: list[Key | None] = [*(None for _ in heading), *(line.key for line in shown)]
    keys.extend([None] * height)
    return Timeline(fill(rows, width, height), tuple(keys[: max(height, 0)]))


def timeline_line(evening: Evening, words: Words, width: int) -> Row:
    """The timeline on one row: a sign for each block and what runs now."""
    signs = lines(evening, words, "none")
    blocks = [line for line in signs if line.kind == "block"]
    current = next((x for x, line in enumerate(blocks) if line.key == (evening.block, "")), 0)
    most = max((width // 2) // 2, 1)
    first = min(max(current - most // 2, 0), max(len(blocks) - most, 0))
    row = [Piece(" …" if first else "")]
    row += [Piece(f" {line.sign}", line.sign_role) for line in blocks[first : first + most]]
    row.append(Piece(" …" if first + most < len(blocks) else ""))
    view = evening.current
    if evening.waiting:
        row.append(Piece(f"  {waited_for(evening, words)}", "now"))
    elif view is not None:
        phase = next((each.title for each in view.phases if each.id == evening.phase), "")
        row.append(Piece(f"  {view.title}{' · ' if phase else ''}{phase}", "now"))
    return fit_row(tuple(piece for piece in row if piece.text), width)


def _window(found: list[Line], words: Words, room: int) -> list[Line]:
    """At most `room` lines around now; those left out are counted above and below."""
    if len(found) <= room:
        return found
    if room < 3:
        start = max(min(_anchor(found), len(found) - room), 0)
        return found[start : start + max(room, 0)]
    start = min(max(_anchor(found) - room // 2, 0), len(found) - room)
    shown = found[start : start + room]
    after = len(found) - start - room
    if start:
        shown[0] = Line("day", title=words("tui_clock.rows_before", n=start + 1), role="rest")
    if after:
        shown[-1] = Line("day", title=words("tui_clock.rows_after", n=after + 1), role="rest")
    return shown


def _anchor(found: list[Line]) -> int:
    """The line of now: the now-line, else the first line that is still to come."""
    for index, line in enumerate(found):
        if line.kind == "bar":
            return index
    waiting = (x for x, line in enumerate(found) if line.sign in (STATES["to_come"], DANGER))
    return next(waiting, len(found) - 1)


def _heading(words: Words, width: int) -> Row:
    title = _title_cells(width)
    text = f"  {pad(words('tui_clock.column_plan'), 6)}{pad(words('tui_clock.column_now'), 6)}"
    text += pad(words("tui_clock.column_title"), title)
    text += pad(words("tui_clock.column_minutes"), 4, "right")
    if width >= WIDE:
        text += pad(words("tui_clock.column_planned"), PLANNED, "right")
        text += pad(words("tui_clock.column_difference"), DIFFERENCE, "right")
    return fit_row((Piece(text, "rest"),), width)


def _title_cells(width: int) -> int:
    """How wide a title may be."""
    if width >= WIDE:
        return width - 18 - PLANNED - DIFFERENCE
    return width - 22 if width >= MEDIUM else width - 12


def _row(line: Line, words: Words, width: int) -> Row:
    if line.kind == "bar":
        return _bar_row(line, words, width)
    if line.kind in ("day", "note"):
        indent = 2 if line.kind == "day" else 8
        return (Piece(" " * indent), Piece(fit(line.title, width - indent), line.role))
    if width < MEDIUM:
        return _narrow(line, width)
    return _columns(line, width)


def _bar_row(line: Line, words: Words, width: int) -> Row:
    label = f" {words('tui_clock.now', at=clock(line.at))}"
    room = max(width - 2 - cells(label), 0)
    done = int(line.part * room)
    tip = "╸" if done < room else ""
    rest = "┄" * (room - done - len(tip))
    return (
        Piece("  "),
        Piece("━" * done + tip, line.role),
        Piece(rest, "rest"),
        Piece(label, "now", bold=True),
    )


def _narrow(line: Line, width: int) -> Row:
    """Sign, time, title and deviation; what is fixed or the hard end shows its promise."""
    off = Piece(line.deviation.short, line.deviation.role)
    if line.kind == "phase":
        start: Row = (Piece("  "), *_signed(line), _time(clock(line.at), line.role))
        return (*start, Piece(fit(line.title, width - 10), line.role, _bold(line)))
    promised = line.kind == "end" or line.sign == "!"
    at = line.plan if promised else line.at or line.plan
    start = (*_signed(line), _time(clock(at), line.role))
    if line.kind == "end":
        return (*start, *join((Piece(line.title),), (off,), width - 8, gap=1))
    wide = _off_cells(line)
    title = Piece(pad(line.title, width - 8 - wide), line.role, _bold(line))
    return (*start, title, off._replace(text=pad(off.text, wide, "right")))


def _off_cells(line: Line) -> int:
    """The cells of a short deviation; one of hours takes its room from the title."""
    return max(4, cells(line.deviation.short) + 1)


def _columns(line: Line, width: int) -> Row:
    title = pad(line.title, _title_cells(width))
    minutes = "" if line.minutes is None else str(line.minutes)
    if line.kind == "phase":
        start: Row = (Piece("  "), *_signed(line), _time(f"    {clock(line.at)}", line.role))
        return (
            *start,
            Piece(title, line.role, _bold(line)),
            Piece(pad(minutes, 4, "right"), line.role),
        )
    start = (*_signed(line), _time(clock(line.plan), "rest"), _time(clock(line.at), line.role))
    if line.kind == "end":
        long = Piece(line.deviation.long, line.deviation.role)
        return (*start, *join((Piece(line.title),), (long,), width - 14, gap=1))
    if width < WIDE:
        title = pad(line.title, _title_cells(width) + 4 - _off_cells(line))
    return (
        *start,
        Piece(title, line.role, _bold(line)),
        Piece(pad(minutes, 4, "right"), line.role),
        *_off(line, width),
    )


def _off(line: Line, width: int) -> Row:
    """The deviation: in words beside the planned minutes where there is room, else in cells."""
    short, long, role = line.deviation
    if width < WIDE:
        return (Piece(pad(short, _off_cells(line), "right"), role),)
    differs = line.planned is not None and line.planned != line.minutes
    planned = str(line.planned) if differs else ""
    told = short if planned and cells(long) >= DIFFERENCE else long
    room = max(DIFFERENCE, cells(told))
    return (
        Piece(pad(planned, PLANNED + DIFFERENCE - room, "right"), "rest"),
        Piece(pad(told, room, "right"), role),
    )


def _signed(line: Line) -> Row:
    return (Piece(line.sign, line.sign_role, bold=True), Piece(" "))


def _time(text: str, role: Role) -> Piece:
    return Piece(f"{text} ", role)


def _bold(line: Line) -> bool:
    return line.role == "now"
