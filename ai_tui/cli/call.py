"""What every command is given: its words, and the language to speak."""

from argparse import Namespace
from functools import cached_property

from ai_tui.cli.language import DEFAULT
from ai_tui.locale import Words
from ai_tui.text import clean_line

_LONGEST_NAME = 60


class Call:
    """One command as it was called; `chosen` is the language asked for, None if nobody asked."""

    def __init__(self, args: Namespace, chosen: str | None) -> None:
        self.args = args
        self.chosen = chosen

    @cached_property
    def words(self) -> Words:
        """The texts of the language asked for, else of the default one."""
        return Words(self.chosen or DEFAULT)

    @property
    def chosen_words(self) -> Words | None:
        """The texts of the language asked for; None leaves it to the session."""
        return self.words if self.chosen else None

    @property
    def author(self) -> str:
        """Who types: the name given with `--as`, else the scribe."""
        given = clean_line(getattr(self.args, "author", None) or "")[:_LONGEST_NAME]
        return given or self.words("common.scribe")
