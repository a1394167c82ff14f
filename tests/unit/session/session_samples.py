"""Small session files for the tests, and short ways to check them."""

from textwrap import dedent

from ai_tui.forms import OPTIONS
from ai_tui.locale import Words
from ai_tui.session.checking import check
from ai_tui.session.model import Plan
from ai_tui.session.problems import Problem

TOP = 'title = "Samen verder"\ngroups = 4\n'


def plan_of(text: str, name: str = "buurt.toml") -> Plan:
    plan, problems = check(dedent(text), name, OPTIONS)
    assert plan is not None, said(problems)
    assert problems == ()
    return plan


def problems_of(text: str) -> tuple[Problem, ...]:
    plan, problems = check(dedent(text), "buurt.toml", OPTIONS)
    assert plan is None
    assert problems
    return problems


def found(text: str) -> list[tuple[int, str, str]]:
    return [(one.line, one.field, one.key.removeprefix("session.")) for one in problems_of(text)]


def said(problems: tuple[Problem, ...], lang: str = "nl") -> list[str]:
    words = Words(lang)
    return [problem.say(words) for problem in problems]
