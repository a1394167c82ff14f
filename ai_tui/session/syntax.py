"""TOML and its own mistakes: reading goes on after each of them, so all are found."""

import tomllib

from ai_tui.session.parsed import LONGEST_KEY, Parsed
from ai_tui.session.problems import Problem


def parse(text: str) -> Parsed:
    """Read TOML; a bad value is noted and replaced by `UNREADABLE`."""
    if _is_too_deep(text):
        return Parsed(None, text, [Problem(0, "", "session.toml_deep")])
    try:
        return Parsed(tomllib.loads(text), text, [])
    except (ValueError, RecursionError):
        from ai_tui.session.salvage import salvaged

        return salvaged(text)


def _is_too_deep(text: str) -> bool:
    """Whether a key has so many parts that tomllib would run out of memory."""
    if all(line.count(".") < LONGEST_KEY for line in text.split("\n")):
        return False
    from ai_tui.session.lines import Lines

    return Lines(text).longest_key > LONGEST_KEY
