"""The words of a command, parsed by argparse; help and mistakes are in the language chosen."""

import re
from argparse import (
    Action,
    ArgumentParser,
    ArgumentTypeError,
    Namespace,
    RawDescriptionHelpFormatter,
)
from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import Any, NoReturn

from ai_tui.cli.language import named
from ai_tui.errors import UsageError
from ai_tui.locale import LANGUAGES, Words
from ai_tui.text import clean_line

_SAID = (
    (r"(?s)the following arguments are required: (?P<names>.+)", "cli.needed"),
    (r"(?s)unrecognized arguments: (?P<names>.*)", "cli.superfluous"),
    (r"(?s)argument (?P<name>[^:]+): expected .+", "cli.no_value"),
    (r"(?s)argument (?P<name>[^:]+): ignored explicit .+", "cli.takes_none"),
    (r"(?s)argument (?P<name>[^:]+): (?P<said>.+)", "cli.wrong_value"),
)
"""What argparse says of a mistake, and the key of our text for it."""


class Parser(ArgumentParser):
    """A parser of one command; a mistake raises UsageError."""

    def __init__(self, prog: str, words: Words, description: str, epilog: str = "") -> None:
        super().__init__(
            prog,
            description=description,
            epilog=epilog,
            add_help=False,
            allow_abbrev=False,
            formatter_class=lambda prog: _Help(prog, words("cli.usage")),
        )
        self.words = words
        self._typed: Sequence[str] = ()
        self._given = self.add_argument_group(words("cli.given"))
        self._options = self.add_argument_group(words("cli.options"))

    def word(self, dest: str, metavar: str, text: str, **how: Any) -> None:
        """Add a word that is known by its place; `text` is its help."""
        self._given.add_argument(dest, metavar=metavar, help=_literal(text), **how)

    def option(self, *flags: str, text: str, **how: Any) -> None:
        """Add an option; `text` is its help."""
        self._options.add_argument(*flags, help=_literal(text), **how)

    def shared_options(self) -> None:
        """Add the options that every command has; they come last in help."""
        self.option(
            "--lang", metavar="|".join(LANGUAGES), type=self.language, text=self.words("cli.lang")
        )
        self.option("-h", "--help", action="help", text=self.words("cli.help"))

    def language(self, text: str) -> str:
        """The language that `text` names; the type of `--lang`."""
        if lang := named(text):
            return lang
        raise ArgumentTypeError(self.words("cli.no_language", text=clean_line(text)))

    def parse_args(  # type: ignore[override]
        self, args: Sequence[str], namespace: None = None
    ) -> Namespace:
        """The words of `args`; UsageError when they do not fit."""
        self._typed = args
        return super().parse_args(args, namespace)

    def error(self, message: str) -> NoReturn:
        """Raise UsageError with what is wrong, in our own words where we know them."""
        said = message
        for pattern, key in _SAID:
            if match := re.fullmatch(pattern, message):
                said = self.words(key, **match.groupdict())
                break
        if self._has_odd_dash():
            said = self.words("cli.with_dash", said=said)
        raise UsageError(self.words("cli.mistake", said=said, command=self.prog))

    def _has_odd_dash(self) -> bool:
        """Whether a word begins with a dash and is no option: it may be meant as text."""
        before = takewhile(lambda word: word != "--", self._typed)
        known = self._option_string_actions
        return any(w.startswith("-") and w != "-" and w.split("=")[0] not in known for w in before)


class _Help(RawDescriptionHelpFormatter):
    """Help with its heading in the language chosen."""

    def __init__(self, prog: str, heading: str) -> None:
        super().__init__(prog, max_help_position=30, width=88)
        self._heading = heading

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        heading = f"{self._heading}: " if prefix is None else prefix
        super().add_usage(usage, actions, groups, heading)


def _literal(text: str) -> str:
    """`text` as argparse prints it unchanged."""
    return text.replace("%", "%%")
