"""TOML and its own mistakes: reading goes on after each of them, so all are found."""

import tomllib
from typing import Any, NamedTuple

from ai_tui.session.problems import Problem

_MANY_PARTS = 30


class Parsed(NamedTuple):
    """A document, the text it was read from, and what TOML refused.

    `raw` is None when the text cannot be read even without its bad values; `text` has the same
    lines as the file.
    """

    raw: dict[str, Any] | None
    text: str
    problems: list[Problem]


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
    if all(line.count(".") < _MANY_PARTS for line in text.split("\n")):
        return False
    from ai_tui.session.lines import MOST_PARTS, Lines

    return Lines(text).longest_key > MOST_PARTS
