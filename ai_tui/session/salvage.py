"""A TOML text with mistakes: statement by statement, so that all that is wrong is found."""

import re
import tomllib
from itertools import accumulate, chain

from ai_tui.session.mending import UNREAD, mended, problem_of
from ai_tui.session.parsed import Parsed
from ai_tui.session.problems import Problem
from ai_tui.session.refusals import refusal
from ai_tui.session.statements import statements

_SINGLE = re.compile(r"\[[^\[\]\n]+\]")
"""A header with single brackets."""
_MOST_PROBLEMS = 50
"""After more of them the rest of the text is not read: it is no session file."""
_LONG = 100_000
"""Characters; of a longer text only the first mistake is told."""


def salvaged(text: str) -> Parsed:
    """What can be read of a text with mistakes; of a very long one only the first is told."""
    text = text.replace("\r\n", "\n")
    problems: list[Problem] = []
    parts: list[str] = []
    most = _MOST_PROBLEMS if len(text) <= _LONG else 0
    line, at = 1, 0
    for begin, end in chain(statements(text), [(len(text), len(text))]):
        for part in (text[at:begin], text[begin:end]):
            readable, found = mended(part, line)
            parts.append(readable)
            problems += found
            line += part.count("\n")
        at = end
        if len(problems) > most:
            return Parsed(None, text, problems)
    return _agreed(parts, problems)


def _agreed(parts: list[str], problems: list[Problem]) -> Parsed:
    """The document of parts that can each be read, without those that contradict another."""
    while refused := refusal("".join(parts)):
        if len(problems) > _MOST_PROBLEMS:
            return Parsed(None, "".join(parts), problems)
        n = next(n for n, end in enumerate(accumulate(map(len, parts))) if refused.at <= end)
        single = [n for n, part in enumerate(parts) if _SINGLE.match(part)]
        if parts[n].startswith("[") and single:
            problems += [_doubled(parts, n) for n in single]
        else:
            problems.append(problem_of(parts[n], refused, _line(parts, n)))
            parts[n] = UNREAD if parts[n].startswith("[") else "\n" * parts[n].count("\n")
    text = "".join(parts)
    return Parsed(tomllib.loads(text), text, problems)


def _doubled(parts: list[str], n: int) -> Problem:
    """Give a header the double brackets that it lacks."""
    name = parts[n].strip("[] \t")
    parts[n] = f"[[{name}]]"
    return Problem(_line(parts, n), name, "session.brackets", {"name": name})


def _line(parts: list[str], n: int) -> int:
    """The line (from 1) on which a part begins."""
    return 1 + sum(part.count("\n") for part in parts[:n])
