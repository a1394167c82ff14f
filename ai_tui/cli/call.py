"""What every command is given: its words, and the language to speak."""

from argparse import Namespace

from ai_tui.locale import Words
from ai_tui.text import clean_line

_LONGEST_NAME = 60


class Call:
    """One command as it was called.

    `chosen` is the language asked for, None if nobody asked; `words` are the texts for what
    no session has a say in.
    """

    def __init__(self, args: Namespace, chosen: str | None, words: Words) -> None:
        self.args = args
        self.chosen = chosen
        self.words = words

    @property
    def chosen_words(self) -> Words | None:
        """The texts of the language asked for; None leaves it to the session."""
        return self.words if self.chosen else None

    def words_of(self, session_lang: str | None) -> Words:
        """The texts about a session in that language, if it is known."""
        return self.words if self.chosen or session_lang is None else Words(session_lang)

    @property
    def author(self) -> str:
        """Who types: the name given with `--as`; '' leaves it to the run."""
        return clean_line(getattr(self.args, "author", None) or "")[:_LONGEST_NAME]
