"""One statement of a TOML text made readable, with everything that was wrong with it."""

import json
import re
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from ai_tui.session.problems import Problem
from ai_tui.session.statements import CLOSES, Token, nest, tokens
from ai_tui.session.walk import UNREADABLE

_POSITION = re.compile(r"(.*) \(at (?:line (\d+), column (\d+)|end of document)\)", re.DOTALL)
_KEY = re.compile(r"[^\w\"'\[=#]*([A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*)")
_HEADER = re.compile(r"[\[ \t]*([A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*)")
_BARE_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}(?::\d{2})?")
_DATE_LIKE = re.compile(r"\d{1,4}[-/]\d{1,2}[-/]\d{1,4}")
_CURLY = ("“", "”", "„", "‘", "’", "«")
_SAID = (
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
_UNCLOSED = {"[": "session.toml_array", "{": "session.toml_inline"}
_MOST_SIGNS = 20
_LONGEST = 20_000
_NOTHING = Token("", "", 0)
UNREAD = f"[[{json.dumps(UNREADABLE)}]]"
"""The header of a table of which nobody can say where it belongs."""


class Refusal(NamedTuple):
    """What TOML says is wrong, and where it gave up."""

    reason: str
    at: int


class _Value(NamedTuple):
    """A value that is no list and no table, with the key it belongs to."""

    field: str
    token: Token


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


def mended(statement: str, line: int) -> tuple[str, list[Problem]]:
    """The statement as TOML with as many lines, and what is wrong; it begins on `line`.

    A value that cannot be saved becomes `UNREADABLE`.
    """
    if not (refused := refusal(statement)):
        return statement, []
    if statement.startswith("["):
        name = _name(statement)
        return f"[[{name}]]" if name else UNREAD, [problem_of(statement, refused, line)]
    if len(statement) > _LONGEST:
        return _blank(statement), [problem_of(statement, refused, line)]
    text, problems = _without_bad_values(statement, line)
    while refused := refusal(text):
        text, problem = _with_sign(text, refused, line) or _without_value(text, refused, line)
        problems.append(problem)
        if len(problems) > _MOST_SIGNS:
            return _blank(text), problems
    return text, problems


def _name(statement: str) -> str:
    """The key of the statement or the name in its brackets, '' when it has none."""
    name = (_HEADER if statement.startswith("[") else _KEY).match(statement)
    return name[1] if name else ""


def _blank(statement: str) -> str:
    """The statement with `UNREADABLE` for its value, or nothing when it has no key."""
    key = _name(statement)
    return f"{key} = {_unreadable(statement)}" if key else "\n" * statement.count("\n")


def _unreadable(text: str) -> str:
    """`UNREADABLE` as TOML, with as many line breaks as `text` has."""
    quoted = json.dumps(UNREADABLE)
    breaks = text.count("\n")
    return f'""{quoted[:-1]}\\' + "\n" * breaks + '"""' if breaks else quoted


def _offset(text: str, line: str | None, column: str | None) -> int:
    """The place that TOML calls by line and column, from 1; without them the end."""
    if line is None or column is None:
        return len(text)
    begins = 0
    for _ in range(int(line) - 1):
        begins = text.index("\n", begins) + 1
    return begins + int(column) - 1


def problem_of(statement: str, refused: Refusal, line: int) -> Problem:
    """The problem that a whole statement, which begins on `line`, cannot be read."""
    field = _name(statement)
    fields = {"field": field, "value": "", "reason": refused.reason}
    return Problem(line, field, _key(refused.reason, ""), fields)


def _without_bad_values(statement: str, line: int) -> tuple[str, list[Problem]]:
    """The statement with `UNREADABLE` for each value that TOML refuses."""
    for token in tokens(statement):
        if token.kind == "open":
            fields = {"field": _name(statement), "value": token.text, "reason": ""}
            here = line + statement.count("\n", 0, token.start)
            problem = Problem(here, fields["field"], "session.toml_string", fields)
            return _blank(statement), [problem]
    problems: list[Problem] = []
    text = statement
    for field, token in reversed(list(_values(statement))):
        refused = refusal(f"x = {token.text}")
        if refused is None or _are_values(token):
            continue
        key = _key(refused.reason, token.text)
        fields = {"field": field, "value": token.text, "reason": refused.reason}
        here = line + statement.count("\n", 0, token.start)
        problems.insert(0, Problem(here, field, key, fields))
        text = text[: token.start] + _unreadable(token.text) + text[token.end :]
    return text, problems


def _are_values(token: Token) -> bool:
    """Whether the words are values one by one, so that only a sign between them is missing."""
    return token.kind == "bare" and all(refusal(f"x = {w}") is None for w in token.text.split())


def _values(statement: str) -> Iterator[_Value]:
    """Every value in the statement that is no list and no table."""
    pieces = [token for token in tokens(statement) if token.counts]
    stack: list[str] = []
    before, field = "", ""
    for token, after in pairwise([*pieces, _NOTHING]):
        if token.kind == "sign":
            nest(stack, token.text)
        elif after.text == "=":
            field = token.text
        elif before == "=" and not stack and token.kind == "bare":
            yield _Value(field, _to_the_end(statement, token))
            return
        elif before == "=" or (before in ("[", ",") and stack[-1:] == ["["]):
            yield _Value(field, token)
        before = token.text if token.kind == "sign" else ""


def _to_the_end(statement: str, token: Token) -> Token:
    """The token with all that follows on its line."""
    line = statement[token.start :].partition("\n")[0].partition("#")[0]
    return token._replace(text=line.rstrip())


def _with_sign(text: str, refused: Refusal, line: int) -> tuple[str, Problem] | None:
    """The statement with the comma or the bracket that is missing, if that is what is wrong."""
    opened, last, token = _around(text, refused.at)
    if not opened:
        return None
    if not token.text or (token.text in CLOSES.values() and token.text != CLOSES[opened]):
        sign, key = CLOSES[opened], _UNCLOSED[opened]
    elif refused.reason.startswith("Unclosed") and text[refused.at] != "\n":
        sign, key = ",", "session.toml_comma"
    else:
        return None
    place = min(last.end, len(text[: refused.at].rstrip()))
    here = line + text.count("\n", 0, place)
    return text[:place] + sign + text[place:], Problem(here, _name(text), key)


def _without_value(text: str, refused: Refusal, line: int) -> tuple[str, Problem]:
    """The statement without its value, which cannot be saved."""
    here = line + text.rstrip().count("\n", 0, refused.at)
    if text[refused.at : refused.at + 1] == "\n" and _around(text, refused.at)[0] == "{":
        return _blank(text), Problem(here, _name(text), _UNCLOSED["{"])
    return _blank(text), problem_of(text, refused, here)


def _around(text: str, at: int) -> tuple[str, Token, Token]:
    """The bracket that is open at a place, and the tokens before and after it."""
    stack: list[str] = []
    last = _NOTHING
    for token in tokens(text):
        if token.counts and token.start >= at:
            return "".join(stack[-1:]), last, token
        if token.kind == "sign":
            nest(stack, token.text)
        last = token if token.counts else last
    return "".join(stack[-1:]), last, _NOTHING


def _key(reason: str, value: str) -> str:
    """Which text says it best."""
    if _BARE_CLOCK.fullmatch(value):
        return "session.toml_clock"
    if _DATE_LIKE.fullmatch(value):
        return "session.date_none"
    if value.startswith(_CURLY):
        return "session.toml_quotes"
    return next((key for start, key in _SAID if reason.startswith(start)), "session.toml")
