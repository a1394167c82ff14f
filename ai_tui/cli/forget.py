"""`ai-tui forget`: removes a run for good."""

from itertools import chain
from pathlib import Path

from ai_tui.cli import options, runs
from ai_tui.cli.call import Call
from ai_tui.cli.parser import Parser
from ai_tui.cli.streams import complain, say, typed_lines
from ai_tui.errors import AiTuiError, UsageError
from ai_tui.locale.refusals import refused
from ai_tui.run.forgetting import forget, refuse_unless_run
from ai_tui.text import clean_line


def arguments(parser: Parser) -> None:
    """Say which words and options follow the command."""
    options.the_run(parser)
    parser.epilog = parser.words("cli.forget_how")


def run(call: Call) -> int:
    """Ask for the name of the run, and remove its folder when it is given.

    Whether somebody types there is looked at again after the answer, which may take long.
    """
    folder = _by_name(runs.named(call).absolute())
    refuse_unless_run(folder, call.words)
    name = clean_line(folder.name)
    complain(call.words("cli.forget_ask", folder=folder, name=name))
    answer = next(chain.from_iterable(typed_lines()), "")
    if not name or clean_line(answer) != name:
        raise UsageError(call.words("cli.forget_kept", folder=folder))
    refuse_unless_run(folder, call.words)
    try:
        forget(folder)
    except OSError as error:
        what = clean_line(str(error.filename or folder))
        why = refused(error, call.words)
        raise AiTuiError(
            call.words("cli.forget_failed", folder=folder, what=what, why=why)
        ) from error
    say(call.words("cli.forgotten", folder=folder))
    return 0


def _by_name(folder: Path) -> Path:
    """The same folder by its own name; links on the way are followed, one that it is itself not."""
    return folder.resolve() if folder.name == ".." else folder.parent.resolve() / folder.name
