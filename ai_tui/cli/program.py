"""The program: finds the command, runs it, and turns what goes wrong into one line and a code."""

import os
from collections.abc import Sequence
from importlib import import_module
from typing import Protocol, cast

from ai_tui import __version__
from ai_tui.cli import language
from ai_tui.cli.call import Call
from ai_tui.cli.parser import Parser
from ai_tui.cli.streams import complain, mend_streams, settle, take_terminal
from ai_tui.errors import AiTuiError
from ai_tui.locale import Words
from ai_tui.locale.refusals import trouble

PROGRAM = "ai-tui"
COMMANDS = (
    "run",
    "wall",
    "new",
    "check",
    "add",
    "show",
    "export",
    "list",
    "merge",
    "share",
    "doctor",
    "forget",
)
INTERRUPTED = 130
"""The exit code of a command that was stopped with ctrl+c."""
UNHEARD = 141
"""The exit code of a command whose reader went away."""


class Command(Protocol):
    """The module of one command."""

    def arguments(self, parser: Parser) -> None:
        """Say which words and options follow the command."""

    def run(self, call: Call) -> int:
        """Do it, and give the exit code."""


def program(argv: Sequence[str]) -> int:
    """Run the command that `argv` names and give its exit code.

    Rich leaves with SystemExit when the reader of a table went away.
    """
    mend_streams()
    chosen = language.chosen(argv, os.environ)
    words = Words(chosen or language.local(os.environ))
    try:
        try:
            return _perform(argv, chosen, words)
        finally:
            settle()
    except AiTuiError as error:
        complain(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except (BrokenPipeError, SystemExit):
        return UNHEARD
    except OSError as error:
        complain(trouble(error, words))
        return 1


def _perform(argv: Sequence[str], chosen: str | None, words: Words) -> int:
    before, rest = _split(argv)
    try:
        args = _top_parser(words).parse_args(before)
        command = _command(rest[0], words) if rest else None
        if command is not None:
            parser = Parser(f"{PROGRAM} {rest[0]}", words, words(f"cli.{rest[0]}"))
            command.arguments(parser)
            parser.shared_options()
            args = parser.parse_args(rest[1:])
    except SystemExit:
        return 0
    call = Call(args, chosen, words)
    return command.run(call) if command else _pick(call)


def _split(argv: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """The options before the command, and the command with what follows it."""
    place = 0
    while place < len(argv) and argv[place].startswith("-"):
        place += 2 if argv[place] == "--lang" else 1
    return argv[:place], argv[place:]


def _top_parser(words: Words) -> Parser:
    rows = [f"  {name:<8} {words(f'cli.{name}')}" for name in COMMANDS]
    parser = Parser(
        PROGRAM,
        words,
        words("cli.program"),
        "\n".join([words("cli.commands"), *rows, "", words("cli.more_help")]),
    )
    parser.usage = words("cli.top_usage")
    parser.option(
        "--version", action="version", version=f"{PROGRAM} {__version__}", text=words("cli.version")
    )
    parser.shared_options()
    return parser


def _command(name: str, words: Words) -> Command:
    if name not in COMMANDS:
        from ai_tui.cli.lookup import unknown

        raise unknown(name, "command", COMMANDS, COMMANDS, words)
    return cast(Command, import_module(f"ai_tui.cli.{name}"))


def _pick(call: Call) -> int:
    take_terminal(call.words)
    from ai_tui.tui.picking import pick

    return pick(call.words, call.chosen_words, call.author)
