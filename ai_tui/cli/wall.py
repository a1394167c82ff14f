"""`ai-tui wall`: shows a run to the room, on a terminal of its own."""

from argparse import ArgumentTypeError
from collections.abc import Callable

from ai_tui.cli import options, runs
from ai_tui.cli.call import Call
from ai_tui.cli.parser import Parser
from ai_tui.cli.streams import take_terminal
from ai_tui.locale import Words
from ai_tui.session.problems import short

THEMES = ("dark", "light", "contrast")


def arguments(parser: Parser) -> None:
    """Say which words and options follow the command."""
    words = parser.words
    options.the_run(parser)
    parser.option(
        "--theme",
        metavar="|".join(THEMES),
        type=theme(words),
        default=THEMES[0],
        text=words("cli.theme"),
    )
    parser.epilog = words("cli.wall_how")


def theme(words: Words) -> Callable[[str], str]:
    """The type of `--theme`."""

    def read(text: str) -> str:
        if text.strip().casefold() in THEMES:
            return text.strip().casefold()
        raise ArgumentTypeError(words("cli.no_theme", text=short(text)))

    return read


def run(call: Call) -> int:
    """Show the screen until someone leaves it; nothing is written."""
    take_terminal(call.words)
    run = runs.reopened(call, runs.named(call), read_only=True)
    with runs.closed_on_error(run):
        from ai_tui.tui.wall_app import run_wall

        return run_wall(run, call.args.theme)
