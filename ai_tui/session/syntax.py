"""TOML and its own mistakes: reading goes on after a bad value, so all of them are found."""

import re
import tomllib
from typing import Any, NamedTuple

from ai_tui.session.problems import Problem
from ai_tui.session.walk import UNREADABLE

_POSITION = re.compile(r"(.*) \(at (?:line (\d+), column (\d+)|end of document)\)", re.DOTALL)
_PAIR = re.compile(r"\s*([A-Za-z0-9_-]+)\s*=\s*(.*?)\s*(?:#.*)?")
_BARE_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}(?::\d{2})?")
_DATE_LIKE = re.compile(r"\d{1,4}[-/]\d{1,2}[-/]\d{1,4}")
_SAID = (
    ("Unterminated string", "session.toml_string"),
    ('Expected """', "session.toml_string"),
    ('Expected "\'"', "session.toml_string"),
    ("Illegal character", "session.toml_character"),
    ("Found invalid character", "session.toml_character"),
    ("Cannot overwrite", "session.toml_twice"),
    ("Cannot declare", "session.toml_twice"),
    ("Duplicate inline table key", "session.toml_twice"),
    ("Cannot mutate", "session.toml_twice"),
    ("Cannot redefine", "session.toml_twice"),
    ("Unclosed array", "session.toml_array"),
    ("Unclosed inline table", "session.toml_inline"),
    ("Expected '='", "session.toml_equals"),
    ("Expected ']", "session.toml_header"),
    ("Unescaped", "session.toml_escape"),
    ("Escaped character", "session.toml_escape"),
    ("Invalid hex value", "session.toml_escape"),
    ("Expected newline", "session.toml_rest"),
    ("Invalid value", "session.toml_value"),
)
_MOST_MENDED = 20
_MENDED_SIZE = 100_000


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
    problems: list[Problem] = []
    while True:
        try:
            return Parsed(tomllib.loads(text), text, problems)
        except tomllib.TOMLDecodeError as error:
            problem, mended = _explain(str(error), text)
            if problems and problems[-1].line == problem.line:
                return Parsed(None, text, problems)
            problems.append(problem)
            if mended is None or len(problems) > _MOST_MENDED:
                return Parsed(None, text, problems)
            text = mended
        except RecursionError:
            problems.append(Problem(0, "", "session.toml_deep"))
            return Parsed(None, text, problems)
        except ValueError:
            problems.append(Problem(0, "", "session.toml_number"))
            return Parsed(None, text, problems)


def _explain(error: str, text: str) -> tuple[Problem, str | None]:
    """The problem, and the text without it when it is the value of one line."""
    lines = text.split("\n")
    match = _POSITION.fullmatch(error)
    number = int(match[2]) if match and match[2] else len(lines)
    reason = match[1] if match else error
    pair = _PAIR.fullmatch(lines[number - 1].rstrip("\r"))
    field, value = (pair[1], pair[2]) if pair else ("", "")
    if _BARE_CLOCK.fullmatch(value):
        problem = Problem(number, field, "session.toml_clock", {"field": field, "value": value})
    elif _DATE_LIKE.fullmatch(value):
        problem = Problem(number, field, "session.date_none", {"value": value})
    else:
        key = next((key for start, key in _SAID if reason.startswith(start)), "session.toml")
        problem = Problem(number, field, key, {"reason": reason})
    mendable = value and not value.startswith(("[", "{")) and '"""' not in value
    if not mendable or "'''" in value or len(text) > _MENDED_SIZE:
        return problem, None
    if problem.key == "session.toml_twice":
        lines[number - 1] = ""
    else:
        lines[number - 1] = f'{field} = "{UNREADABLE}"'
    return problem, "\n".join(lines)
