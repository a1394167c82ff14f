"""What TOML refuses in a text, where it gave up, and which of our texts says it best."""

import re
import tomllib
from typing import NamedTuple

_POSITION = re.compile(r"(.*) \(at (?:line (\d+), column (\d+)|end of document)\)", re.DOTALL)
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}(?::\d{2})?")
_DATE = re.compile(r"\d{1,4}[-/]\d{1,2}[-/]\d{1,4}")
_CURLY = ("“", "”", "„", "‘", "’", "«")
_TEXTS = (
    ("Unterminated string", "session.toml_string"),
    ("Expected \"'", "session.toml_string"),
    ("Illegal character", "session.toml_character"),
    ("Found invalid character", "session.toml_character"),
    ("Duplicate inline table key", "session.toml_twice"),
    ("Cannot overwrite", "session.toml_twice"),
    ("Cannot declare", "session.toml_twice"),
    ("Cannot mutate", "session.toml_twice"),
    ("Cannot redefine", "session.toml_twice"),
    ("Expected '='", "session.toml_equals"),
    ("Expected ']", "session.toml_header"),
    ("Unescaped", "session.toml_escape"),
    ("Escaped character", "session.toml_escape"),
    ("Invalid hex value", "session.toml_escape"),
    ("Expected newline", "session.toml_rest"),
    ("Invalid date", "session.date_none"),
    ("Invalid value", "session.toml_value"),
    ("Invalid statement", "session.toml_statement"),
    ("Invalid initial character", "session.toml_statement"),
    ("Exceeds the limit", "session.toml_number"),
    ("Too deep", "session.toml_deep"),
)
"""How a reason of tomllib begins, and the text that says it."""


class Refusal(NamedTuple):
    """What TOML says is wrong, and how many characters into the text it gave up."""

    reason: str
    at: int


def refusal(text: str) -> Refusal | None:
    """What is wrong with `text` as TOML, or None."""
    try:
        tomllib.loads(text)
    except RecursionError:
        return Refusal("Too deep", 0)
    except ValueError as error:
        match = _POSITION.fullmatch(str(error))
        if match is None:
            return Refusal(str(error), 0)
        return Refusal(match[1], _offset(text, match[2], match[3]))
    return None


def text_for(reason: str, value: str = "") -> str:
    """The key of the text that says best why a value, or a whole statement, was refused."""
    if _CLOCK.fullmatch(value):
        return "session.toml_clock"
    if _DATE.fullmatch(value):
        return "session.date_none"
    if value.startswith(_CURLY):
        return "session.toml_quotes"
    return next((key for start, key in _TEXTS if reason.startswith(start)), "session.toml")


def _offset(text: str, line: str | None, column: str | None) -> int:
    """The place that TOML calls by line and column, from 1; without them the end."""
    if line is None or column is None:
        return len(text)
    begins = 0
    for _ in range(int(line) - 1):
        begins = text.index("\n", begins) + 1
    return begins + int(column) - 1
