"""`ai-tui show`: prints a run as tables."""

import sys

from ai_tui.cli import options, runs
from ai_tui.cli.call import Call
from ai_tui.cli.parser import Parser
from ai_tui.export import terminal


def arguments(parser: Parser) -> None:
    """Say which words and options follow the command."""
    options.the_run(parser)


def run(call: Call) -> int:
    """Print the run on standard output."""
    with runs.to_read(call) as run:
        terminal.show(run, sys.stdout)
    return 0
