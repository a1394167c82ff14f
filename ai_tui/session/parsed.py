"""What reading TOML gives, with its mistakes or without."""

from typing import Any, NamedTuple

from ai_tui.session.problems import Problem


class Parsed(NamedTuple):
    """A document, the text it was read from, and what TOML refused.

    `raw` is None when the text cannot be read even without its bad values; `text` has the same
    lines as the file.
    """

    raw: dict[str, Any] | None
    text: str
    problems: list[Problem]
