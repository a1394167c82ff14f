"""One statement of a TOML text made readable, with everything that was wrong with it."""

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from ai_tui.session.problems import Problem
from ai_tui.session.refusals import Refusal, refusal, text_for
from ai_tui.session.statements import CLOSES, Token, nest, tokens
from ai_tui.session.walk import UNREADABLE

_DOTTED = r"([A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*)"
_NAMED = re.compile(rf"[\[ \t]*{_DOTTED}")
"""How a header begins, with its name."""
_KEYED = re.compile(rf"[^\w\"'\[=#]*{_DOTTED}")
"""How any other statement begins, with its key; signs that cannot begin a key are passed."""
_UNCLOSED = {"[": "session.toml_array", "{": "session.toml_inline"}
"""The text that says that a bracket is not closed."""
_MOST_MENDINGS = 20
"""A statement with more mistakes than this loses its value: each costs another reading of it."""
_LONGEST = 20_000
"""Characters; of a longer statement only the first mistake is told, and its value is lost."""
_NOTHING = Token("blank", "", 0)
"""What stands before the first token of a statement, and after the last."""
UNREAD = f"[[{json.dumps(UNREADABLE)}]]"
"""The header of a table of which nobody can say where it belongs."""


class _Value(NamedTuple):
    """A value that is no list and no table, with the key it belongs to."""

    field: str
    token: Token


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
        if len(problems) > _MOST_MENDINGS:
            return _blank(text), problems
    return text, problems


def _name(statement: str) -> str:
    """The key of the statement or the name in its brackets, '' when it has none."""
    name = (_NAMED if statement.startswith("[") else _KEYED).match(statement)
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


def problem_of(statement: str, refused: Refusal, line: int) -> Problem:
    """The problem that a whole statement, which begins on `line`, cannot be read."""
    return _problem(line, _name(statement), text_for(refused.reason), reason=refused.reason)


def _problem(line: int, field: str, key: str, value: str = "", reason: str = "") -> Problem:
    """What is wrong with the value of a field, or with all of its statement."""
    return Problem(line, field, key, {"field": field, "value": value, "reason": reason})


def _without_bad_values(statement: str, line: int) -> tuple[str, list[Problem]]:
    """The statement with `UNREADABLE` for each value that TOML refuses."""
    for token in tokens(statement):
        if token.kind == "open":
            here = line + statement.count("\n", 0, token.start)
            field, key = _name(statement), "session.toml_string"
            return _blank(statement), [_problem(here, field, key, token.text)]
    problems: list[Problem] = []
    text = statement
    for field, token in reversed(list(_values(statement))):
        refused = refusal(f"x = {token.text}")
        if refused is None or _are_values(token):
            continue
        here = line + statement.count("\n", 0, token.start)
        key = text_for(refused.reason, token.text)
        problems.insert(0, _problem(here, field, key, token.text, refused.reason))
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
