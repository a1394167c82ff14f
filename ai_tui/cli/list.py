"""`ai-tui list`: prints which sessions and runs there are."""

from collections.abc import Sequence
from pathlib import Path

from rich.table import Table
from rich.text import Text

from ai_tui.cli import output, runs
from ai_tui.cli.call import Call
from ai_tui.cli.parser import Parser
from ai_tui.forms import OPTIONS
from ai_tui.run import folders
from ai_tui.run.documents import DAMAGED
from ai_tui.run.run import Run
from ai_tui.session import library, reading
from ai_tui.session.problems import SessionFileError


def arguments(parser: Parser) -> None:
    """Say which words and options follow the command."""


def run(call: Call) -> int:
    """Print both tables, and below them how to learn more of a run that cannot be read."""
    rows = [(folder.name, *_run(call, folder)) for folder in folders.kept()]
    output.print_parts(_sessions(call), _runs(call, rows))
    unread = call.words("cli.unread")
    if name := next((name for name, _, state, _ in rows if state == unread), ""):
        output.print_parts(Text(call.words("cli.unread_why", state=unread, name=name)))
    return 0


def _sessions(call: Call) -> Table:
    words = call.words
    heads = [words(f"cli.{key}") for key in ("name", "title", "date")]
    table = output.table(words("cli.sessions"), *heads)
    for path in library.shipped():
        table.add_row(Text(path.stem), *map(Text, _session(call, path)))
    return table


def _session(call: Call, path: Path) -> tuple[str, str]:
    words = call.words
    try:
        session = reading.read(path, OPTIONS).session
    except SessionFileError as error:
        return words("cli.unusable", n=len(error.problems)), ""
    return session.title, words("common.full_date", day=session.date) if session.date else ""


def _runs(call: Call, rows: Sequence[tuple[str, ...]]) -> Table | Text:
    words = call.words
    if not rows:
        return Text(words("cli.no_runs", folder=str(folders.home())))
    heads = [words(f"cli.{key}") for key in ("name", "day", "state", "entries")]
    table = output.table(words("cli.runs", folder=str(folders.home())), *heads, numbers=heads[-1])
    for row in rows:
        table.add_row(*map(Text, row))
    return table


def _run(call: Call, folder: Path) -> tuple[str, str, str]:
    try:
        with runs.opened(call, folder, read_only=True) as run:
            day = call.words("common.full_date", day=run.state.start.day)
            rows = sum(1 for entry in run.state.entries() if "@" not in entry.slot)
            return day, _state(run, call), str(rows)
    except DAMAGED:
        return "", call.words("cli.unread"), ""


def _state(run: Run, call: Call) -> str:
    said = call.words(f"cli.state_{run.evening().state}")
    return call.words("cli.rehearsal", state=said) if run.state.rehearsal else said
