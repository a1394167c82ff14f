"""What reading TOML gives, with its mistakes or without, and how far it goes."""

from typing import Any, NamedTuple

from ai_tui.session.problems import Problem

LONGEST_KEY = 30
"""A key with more parts than this, a.b.c..., is read no further: it costs more than it is worth."""


class Parsed(NamedTuple):
    """A document, the text it was read from, and what TOML refused.

    `raw` is None when the text cannot be read even without its bad values; `text` has the same
    lines as the file.
    """

    raw: dict[str, Any] | None
    text: str
    problems: list[Problem]
