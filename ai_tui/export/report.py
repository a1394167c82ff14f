"""A run as a report: what was planned, what happened, and what came out of it."""

from collections.abc import Iterator

from ai_tui.export.form_grid import form_grid
from ai_tui.export.parts import Column, Grid, Heading, Item, Lines, Part, Row, texts
from ai_tui.export.shapes import TimingPart
from ai_tui.export.sheets import Page, Sheet, pages, query
from ai_tui.export.timetable import clock, timetable
from ai_tui.export.timing import timing_part
from ai_tui.locale import Words
from ai_tui.run.run import Run
from ai_tui.session.model import ROOM


def report(run: Run, *, anonymous: bool = False) -> Iterator[Part]:
    """Everything from the title to the loose notes; `anonymous` as in `pages`."""
    timing = timing_part(run)
    names = {group.id: run.group_name(group) for group in (*run.state.all_groups, ROOM)}
    titles = {block.id: block.title for block in timing.blocks}
    yield Heading(run.state.session.title, 1)
    yield _header(run, timing)
    if run.state.session.background:
        yield Lines((Item(run.state.session.background.strip()),))
    yield timetable(timing, names, run.words)
    block = ""
    for page in pages(run, anonymous=anonymous):
        if page.form.block != block:
            block = page.form.block
            yield Heading(titles.get(block, block), 2)
        if page.form.title != titles.get(block, ""):
            yield Heading(page.form.title, 3)
        yield from _page(page, names, run.words)
    if run.state.notes:
        yield Heading(run.words("export.notes"), 2)
        yield _notes(run, titles)


def _header(run: Run, timing: TimingPart) -> Lines:
    words, session, state = run.words, run.state.session, run.state
    groups = ", ".join(group.name for group in state.all_groups if not group.closed)
    day = state.start.day
    date = f"{words('common.long_date', day=day)} {day.year}"
    lines = (
        session.theme,
        " · ".join(part for part in (date, session.place) if part),
        words("export.rehearsal") if state.info.rehearsal else "",
        _status(timing, words),
        words("export.groups", names=groups) if groups else "",
    )
    return Lines(tuple(Item(line) for line in lines if line))


def _status(timing: TimingPart, words: Words) -> str:
    at = timing.actual.end if timing.state == "over" else timing.actual.start
    return words(f"export.{timing.state}", at=clock(at))


def _page(page: Page, names: dict[str, str], words: Words) -> Iterator[Part]:
    empty: dict[str, list[str]] = {}
    for sheet in page.sheets:
        table = sheet.filled.table()
        if table.empty:
            room = sheet.group.id == ROOM.id
            name = words("export.the_room") if room else sheet.group.name
            empty.setdefault(sheet.state, []).append(name)
        else:
            yield form_grid(table, _where(sheet, names, words), words)
    said = [
        words(f"export.empty_{state}", names=", ".join(names)) for state, names in empty.items()
    ]
    if not page.sheets:
        said = [words("export.nobody")]
    if said:
        yield Lines(tuple(Item(line, quiet=True) for line in said))


def _where(sheet: Sheet, names: dict[str, str], words: Words) -> tuple[str, ...]:
    """What became of the group, if it left, and what was said of its form."""
    into = names.get(sheet.group.merged_into)
    gone = words("export.merged_into", group=into) if into else words("export.closed")
    said = [gone] if sheet.group.closed else []
    said += [words(f"export.state_{sheet.state}")] if sheet.state != "open" else []
    return tuple(said)


def _notes(run: Run, titles: dict[str, str]) -> Grid:
    words = run.words
    rows = []
    for note in run.state.notes:
        at = clock(note.at and note.at.astimezone(run.zone))
        said = (Item(note.text, query(note.text, words)),)
        rows.append(Row((*texts(at, titles.get(note.block, note.block)), said)))
    columns = tuple(Column(words(f"export.{key}")) for key in ("time", "block", "note"))
    return Grid("", columns, tuple(rows))
