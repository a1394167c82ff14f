"""The groups that somebody means: a number of them, in digits or in words, or their names."""

import re

from ai_tui.locale import Words
from ai_tui.session.model import MOST_GROUPS
from ai_tui.text import folded

_AMOUNT = r"(\d+|[^\W\d_]+)\s*([^\W\d_]*)"


def names_meant(text: str, word: str, words: Words, *, first: bool) -> list[str] | None:
    """So many numbered ones, each called `word`, or those written; None when too many.

    The first time '6 teams' are as many too: nobody has one group, of that name.
    """
    amount = re.fullmatch(_AMOUNT, folded(text.strip()))
    if amount and (first or _is_word(amount[2], (word, words("common.group")))):
        count = _number(amount[1], words)
        if count is not None:
            return [f"{word} {n}" for n in range(1, count + 1)] if count <= MOST_GROUPS else None
    names = [name.strip() for name in re.split(r"[;\n]" if ";" in text else r"[,\n]", text)]
    return names if len(names) <= MOST_GROUPS else None


def _number(text: str, words: Words) -> int | None:
    """The number that is '6' or 'six'; None for anything else."""
    said = words("tui_panels.number_words").split()
    if text.isdecimal():
        return int(text)
    return said.index(text) if text in said else None


def _is_word(text: str, known: tuple[str, ...]) -> bool:
    """Whether what follows a number is a word for groups, or nothing."""
    return not text or any(text.casefold().startswith(word.casefold()[:4]) for word in known)
