"""`ai-tui check`: says what is wrong with a session file, or prints its agenda."""

from datetime import datetime, timedelta

from rich.table import Table
from rich.text import Text

from ai_tui.agenda.schedule import Slot, schedule
from ai_tui.cli import options, output
from ai_tui.cli.call import Call
from ai_tui.cli.parser import Parser
from ai_tui.cli.sessions import path_of
from ai_tui.cli.streams import complain
from ai_tui.forms import OPTIONS
from ai_tui.locale import Words
from ai_tui.run.clock import system_clock
from ai_tui.run.making import run_day
from ai_tui.session.fitting import fits
from ai_tui.session.model import Phase, Plan
from ai_tui.session.problems import SessionFileError
from ai_tui.session.reading import read
from ai_tui.signs import FIXED, titled


def arguments(parser: Parser) -> None:
    """Say which words and options follow the command."""
    words = parser.words
    parser.word("file", words("cli.FILE"), words("cli.check_file"), type=options.filled)


def run(call: Call) -> int:
    """Print the agenda; or every mistake, one a line, on standard error."""
    try:
        plan = read(path_of(call, call.args.file), OPTIONS)
    except SessionFileError as error:
        words = call.words_of(error.lang)
        for problem in error.problems:
            complain(problem.say(words))
        return 1
    words = call.words_of(plan.session.lang)
    output.print_parts(agenda(plan, words), Text(_footer(plan, words)))
    return 0


def agenda(plan: Plan, words: Words) -> Table:
    """The blocks of a plan with their planned times, their phases and their forms."""
    heads = [words(f"cli.{key}") for key in ("time", "minutes", "block", "forms")]
    table = output.table(plan.session.title, *heads, numbers=heads[1])
    day = run_day(plan, system_clock()())
    for slot in schedule(plan.session, plan.blocks, day).slots:
        forms = [form.title for form in plan.forms if form.block == slot.block.id]
        table.add_row(
            Text(_times(slot)),
            Text(_minutes(slot.block.length)),
            _block(slot, words),
            Text("\n".join(forms)),
        )
    return table


def _block(slot: Slot, words: Words) -> Text:
    """The title with the phases below it, and for how many groups there is time."""
    block = slot.block
    title = Text(titled(block.title, fixed=block.fixed), style="bold")
    phases = [Text(f"  {_phase(phase, words)}") for phase in block.phases]
    fit = fits(block)
    key = "cli.fits" if any(phase.per == "groups" for phase in block.phases) else "cli.fits_themes"
    room = [] if fit is None else [Text(f"  {words(key, n=fit)}", style="italic")]
    return Text("\n").join([title, *phases, *room])


def _phase(phase: Phase, words: Words) -> str:
    said = [_minutes(phase.length), phase.title]
    if phase.per:
        change = _minutes(phase.change) if phase.change else ""
        said.append(f"({words(f'cli.per_{phase.per}', change=change)})")
    if phase.signal:
        said.append(f"| {phase.signal}")
    return " ".join(filter(None, said))


def _footer(plan: Plan, words: Words) -> str:
    fixed = any(block.fixed for block in plan.blocks)
    until = plan.session.until
    return " · ".join(
        said
        for said in (
            f"{FIXED} {words('cli.fixed')}" if fixed else "",
            words("cli.until", time=f"{until:%H:%M}") if until else "",
            words("cli.checked"),
        )
        if said
    )


def _times(slot: Slot) -> str:
    """Start and end as far as they are known; an end alone stands where ends stand."""
    return f"{_clock(slot.start):5}–{_clock(slot.end)}" if slot.end else _clock(slot.start)


def _clock(at: datetime | None) -> str:
    return f"{at:%H:%M}" if at else ""


def _minutes(length: timedelta | None) -> str:
    """A length in minutes, as '5', or '5:30' with the seconds when there are any; '' for none."""
    if length is None:
        return ""
    minutes, seconds = divmod(round(length.total_seconds()), 60)
    return f"{minutes}:{seconds:02}" if seconds else str(minutes)
