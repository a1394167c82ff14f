"""The options that several commands have, and what their values may be."""

from argparse import ArgumentTypeError
from collections.abc import Callable

from ai_tui.cli.parser import Parser
from ai_tui.locale import Words
from ai_tui.session.problems import short

SLOWEST, FASTEST = 0.1, 3600.0


def the_run(parser: Parser) -> None:
    """The word that names a run."""
    parser.word("name", parser.words("cli.RUN"), parser.words("cli.run_text"), type=filled)


def author(parser: Parser) -> None:
    """`--as`: who types."""
    name = parser.words("cli.NAME")
    parser.option("--as", dest="author", metavar=name, text=parser.words("cli.as_text"))


def beginning(parser: Parser) -> None:
    """`--run`, `--start` and `--speed`: where a run is made and when it begins."""
    words = parser.words
    parser.option(
        "--run", dest="folder", metavar=words("cli.FOLDER"), type=filled, text=words("cli.folder")
    )
    parser.option("--start", metavar="planned|now|HH:MM", type=filled, text=words("cli.start"))
    parser.option("--speed", metavar="N", type=speed(words), text=words("cli.speed"))


def filled(text: str) -> str:
    """The type of a word or option whose value may not be empty."""
    if text.strip():
        return text
    raise ArgumentTypeError("expected one argument")


def speed(words: Words) -> Callable[[str], float]:
    """The type of `--speed`."""

    def read(text: str) -> float:
        try:
            value = float(text.strip().replace(",", "."))
        except ValueError:
            value = 0.0
        if not SLOWEST <= value <= FASTEST:
            raise ArgumentTypeError(words("cli.no_speed", text=short(text)))
        return value

    return read
