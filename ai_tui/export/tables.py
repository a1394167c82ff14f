"""A run for the terminal: what was planned, what happened, and what came out of it."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import TextIO

from rich.console import Console, ConsoleOptions, RenderableType
from rich.rule import Rule
from rich.segment import Segment
from rich.text import Text

from ai_tui.export.grids import framed, grid
from ai_tui.export.shapes import ActualPart, BlockPart, PhasePart, PlannedPart, TimingPart
from ai_tui.export.sheets import Page, Sheet, pages
from ai_tui.export.timing import timing_part
from ai_tui.forms import marks
from ai_tui.locale import Words
from ai_tui.run.run import Run
from ai_tui.session.model import ROOM
from ai_tui.text import shown

PLAIN_WIDTH = 100
"""How wide the tables are where there is no terminal."""

WIDEST = 120
"""Lines longer than this read badly, however wide the terminal is."""

_SIGNS = {"done": "✓", "now": "►", "paused": "‖", "to_come": "·", "skipped": "↷"}


class _Printer(Console):
    """A console that writes no text that steers a terminal, wherever the text came from."""

    def render(
        self, renderable: RenderableType, options: ConsoleOptions | None = None
    ) -> Iterable[Segment]:
        for text, style, control in super().render(renderable, options):
            yield Segment(shown(text), style, control)


def console(file: TextIO) -> Console:
    """What prints on `file`, within WIDEST; nothing is read as markup or an emoji name."""
    made = _Printer(
        file=file,
        width=None if file.isatty() else PLAIN_WIDTH,
        markup=False,
        emoji=False,
        highlight=False,
    )
    made.width = min(made.width, WIDEST)
    return made


def show(run: Run, file: TextIO) -> None:
    """Print the run on `file`."""
    printer = console(file)
    for part in parts(run):
        printer.print(part)


def parts(run: Run) -> Iterator[RenderableType]:
    """What `show` prints, from the title to the loose notes."""
    timing = timing_part(run)
    yield _header(run, timing)
    yield _timeline(timing, run)
    titles = {block.id: block.title for block in timing.blocks}
    block = ""
    for page in pages(run):
        if page.form.block != block:
            block = page.form.block
            yield Text()
            yield Rule(Text(titles.get(block, block), style="bold"), align="left")
        yield from _page(page, titles.get(block, ""), run.words)
    if run.state.notes:
        yield from _notes(run, titles)


def _header(run: Run, timing: TimingPart) -> Text:
    words, session, state = run.words, run.state.session, run.state
    groups = ", ".join(group.name for group in state.all_groups if not group.closed)
    day = state.start.day
    date = f"{words('common.long_date', day=day)} {day.year}"
    where = " · ".join(part for part in (date, session.place) if part)
    lines = [Text(session.title, style="bold"), Text(session.theme), Text(where)]
    if state.info.rehearsal:
        lines.append(Text(words("export.rehearsal"), style="bold"))
    lines.append(Text(_status(timing, words)))
    lines.append(Text(words("export.groups", names=groups) if groups else ""))
    return Text("\n").join(line for line in lines if line.plain)


def _status(timing: TimingPart, words: Words) -> str:
    at = timing.actual.end if timing.state == "over" else timing.actual.start
    return words(f"export.{timing.state}", at=_clock(at))


def _timeline(timing: TimingPart, run: Run) -> RenderableType:
    """Planned beside actual of every block, and under it of the phases that ran."""
    words = run.words
    table = framed(Text(words("export.timeline"), style="bold"))
    table.add_column("")
    for key in ("plan", "actual", "block", "minutes", "remarks"):
        table.add_column(
            Text(words(f"export.{key}")),
            justify="right" if key == "minutes" else "left",
            no_wrap=key in {"plan", "actual"},
            overflow="fold",
        )
    for block in timing.blocks:
        table.add_row(
            _SIGNS[block.state],
            _span(block.planned),
            _span(block.actual),
            Text(("◆ " if block.fixed else "") + block.title),
            _minutes(block),
            Text(", ".join(_remarks(block, words))),
        )
        for phase in block.phases:
            if phase.actual.start:
                table.add_row(*_phase(phase, run), style="dim")
    return table


def _phase(phase: PhasePart, run: Run) -> tuple[RenderableType, ...]:
    remarks = [*_beyond(phase.actual, run.words), *_turns(phase, run)]
    return (
        "",
        _span(phase.planned),
        _span(phase.actual),
        Text(f"  {_SIGNS[phase.state]} {phase.title}"),
        _minutes(phase),
        Text(", ".join(remarks)),
    )


def _turns(phase: PhasePart, run: Run) -> Iterator[str]:
    """What the turn of each group took: 'Tafel 1 02:10'."""
    for turn in phase.turns:
        group = run.state.group(turn.group)
        if group and turn.seconds:
            yield f"{run.group_name(group)} {turn.seconds // 60:02}:{turn.seconds % 60:02}"


def _remarks(block: BlockPart, words: Words) -> Iterator[str]:
    if block.state in {"skipped", "now", "paused"}:
        yield words(f"export.block_{block.state}")
    if block.change:
        yield words(f"export.block_{block.change}")
    yield from _beyond(block.actual, words)


def _beyond(actual: ActualPart, words: Words) -> Iterator[str]:
    """What was paused, given, taken and overrun, each apart."""
    for key, seconds in (
        ("paused", actual.paused_seconds),
        ("extended", actual.extended_seconds),
        ("shortened", -actual.extended_seconds),
        ("over", actual.over_seconds),
    ):
        if seconds >= 30:
            yield words(f"export.was_{key}", minutes=words("common.minutes", n=_rounded(seconds)))


def _page(page: Page, block: str, words: Words) -> Iterator[RenderableType]:
    yield Text()
    if page.form.title != block:
        yield Text(page.form.title, style="bold underline")
    empty: dict[str, list[str]] = {}
    for sheet in page.sheets:
        table = sheet.filled.table()
        if table.empty:
            room = sheet.group.id == ROOM.id
            name = words("export.the_room") if room else sheet.group.name
            empty.setdefault(sheet.state, []).append(name)
        else:
            yield grid(table, _title(sheet, words), words)
    for state, names in empty.items():
        yield Text(words(f"export.empty_{state}", names=", ".join(names)), style="italic")
    if not page.sheets:
        yield Text(words("export.nobody"), style="italic")


def _title(sheet: Sheet, words: Words) -> Text:
    said = [words("export.closed")] if sheet.group.closed else []
    said += [words(f"export.state_{sheet.state}")] if sheet.state != "open" else []
    name = Text(sheet.filled.setting.name, style="bold")
    return Text.assemble(name, *((f" · {word}", "not bold italic") for word in said))


def _notes(run: Run, titles: dict[str, str]) -> Iterator[RenderableType]:
    words = run.words
    yield Text()
    table = framed(Text(words("export.notes"), style="bold"))
    for key in ("time", "block", "note"):
        table.add_column(Text(words(f"export.{key}")), overflow="fold")
    for note in run.state.notes:
        text = Text(note.text)
        if marks(note.text).query:
            text.append(f" ({words('export.query')})", style="italic")
        title = Text(titles.get(note.block, note.block))
        table.add_row(_clock(note.at and note.at.astimezone(run.zone)), title, text)
    yield table


def _clock(at: datetime | None) -> str:
    return f"{at:%H:%M}" if at else ""


def _span(span: PlannedPart | ActualPart) -> str:
    return "–".join(filter(None, (_clock(span.start), _clock(span.end))))


def _rounded(seconds: int) -> int:
    return round(timedelta(seconds=seconds) / timedelta(minutes=1))


def _minutes(part: BlockPart | PhasePart) -> str:
    return str(_rounded(part.actual.seconds)) if part.actual.start else ""
