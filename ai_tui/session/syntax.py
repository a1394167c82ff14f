"""TOML and its own mistakes: reading goes on after a bad value, so all of them are found."""

import re
import tomllib
from datetime import date
from typing import Any, NamedTuple

from ai_tui.session.lines import MOST_PARTS, Lines
from ai_tui.session.problems import Problem
from ai_tui.session.walk import UNREADABLE

_POSITION = re.compile(r"(.*) \(at (?:line (\d+), column (\d+)|end of document)\)", re.DOTALL)
_PAIR = re.compile(r"\s*([A-Za-z0-9_-]+)\s*=\s*(.*?)\s*(?:#.*)?")
_BARE_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}(?::\d{2})?")
_DATE_LIKE = re.compile(r"\d{1,4}[-/]\d{1,2}[-/]\d{1,4}")
_DATED = re.compile(r"([A-Za-z0-9_-]+)\s*=\s*(\d{4}-\d{2}-\d{2})")
_CURLY = ("“", "”", "„", "‘", "’", "«")
_SAID = (
    ("Unterminated string", "session.toml_string"),
    ("Illegal character '\\n'", "session.toml_string"),
    ("Expected \"'", "session.toml_string"),
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
    ("Invalid statement", "session.toml_statement"),
    ("Invalid initial character", "session.toml_statement"),
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
    if _is_too_deep(text):
        return Parsed(None, text, [Problem(0, "", "session.toml_deep")])
    while True:
        try:
            return Parsed(tomllib.loads(text), text, problems)
        except tomllib.TOMLDecodeError as error:
            problem, mended = _explain(str(error), text)
            if problems and _again(problems[-1], problem):
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


def _again(before: Problem, after: Problem) -> bool:
    """Whether mending the problem before did not help."""
    dates = {before.key, after.key} == {"session.date_none"}
    return before.line == after.line and not (dates and before.fields != after.fields)


def _is_too_deep(text: str) -> bool:
    """Whether a key has so many parts that tomllib would run out of memory."""
    suspect = any(line.count(".") >= MOST_PARTS for line in text.split("\n"))
    return suspect and Lines(text).longest_key > MOST_PARTS


def _explain(error: str, text: str) -> tuple[Problem, str | None]:
    """The problem, and the text without it when it is the value of one line."""
    import json

    lines = text.split("\n")
    match = _POSITION.fullmatch(error)
    reason = match[1] if match else error
    number = _line(reason, match, lines)
    if reason.startswith("Invalid date") and (found := _wrong_date(lines[number - 1])):
        return _without_date(found, number, lines)
    pair = _PAIR.fullmatch(lines[number - 1].rstrip("\r"))
    field, value = (pair[1], pair[2]) if pair else ("", "")
    key = _key(reason, value)
    problem = Problem(number, field, key, {"field": field, "value": value, "reason": reason})
    mendable = value and not value.startswith(("[", "{")) and '"""' not in value
    if not mendable or "'''" in value or len(text) > _MENDED_SIZE:
        return problem, None
    twice = key == "session.toml_twice"
    lines[number - 1] = "" if twice else f"{field} = {json.dumps(UNREADABLE)}"
    return problem, "\n".join(lines)


def _wrong_date(line: str) -> re.Match[str] | None:
    """The first date in a line that the calendar does not have, with the key it belongs to."""
    return next((found for found in _DATED.finditer(line) if not _exists(found[2])), None)


def _exists(day: str) -> bool:
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True


def _without_date(found: re.Match[str], number: int, lines: list[str]) -> tuple[Problem, str]:
    """The problem of a date that does not exist, and the text without it."""
    import json

    line = lines[number - 1]
    lines[number - 1] = line[: found.start(2)] + json.dumps(UNREADABLE) + line[found.end() :]
    fields = {"field": found[1], "value": found[2], "reason": ""}
    return Problem(number, found[1], "session.date_none", fields), "\n".join(lines)


def _line(reason: str, match: re.Match[str] | None, lines: list[str]) -> int:
    """The line (from 1) to look at: where an open text or list began, not where TOML gave up."""
    if match and match[2]:
        begins = match[3] == "1" and reason.startswith("Unclosed array")
        return int(match[2]) - begins
    sign = '"""' if "Unterminated" in reason else "'''" if "'''" in reason else ""
    return max((n for n, line in enumerate(lines, 1) if line.strip() and sign in line), default=1)


def _key(reason: str, value: str) -> str:
    """Which text says it best."""
    if _BARE_CLOCK.fullmatch(value):
        return "session.toml_clock"
    if _DATE_LIKE.fullmatch(value):
        return "session.date_none"
    if value.startswith(_CURLY):
        return "session.toml_quotes"
    return next((key for start, key in _SAID if reason.startswith(start)), "session.toml")
