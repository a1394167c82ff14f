"""`ai-tui new`: makes a run and prints its folder."""

import os
from collections.abc import Sequence

from ai_tui.cli import options, runs, sessions
from ai_tui.cli.call import Call
from ai_tui.cli.parser import Parser
from ai_tui.cli.streams import put
from ai_tui.errors import UsageError
from ai_tui.locale import Words
from ai_tui.session.model import Plan
from ai_tui.session.problems import short
from ai_tui.text import clean_line

MOST_GROUPS = 999


def arguments(parser: Parser) -> None:
    """Say which words and options follow the command."""
    words = parser.words
    parser.word("name", words("cli.SESSION"), words("cli.session_text"))
    parser.option("--groups", metavar="A,B,C|N", text=words("cli.new_groups"))
    options.beginning(parser)
    options.author(parser)


def run(call: Call) -> int:
    """Make the run, with the groups asked for, and print where it is."""
    plan = sessions.plan(call, call.args.name)
    names = None
    if call.args.groups is not None:
        names = group_names(call.args.groups, plan, call.words)
        plan = runs.without_groups(plan)
    folder = runs.place_for(call, plan)
    run = runs.made(call, plan, folder)
    with runs.leaving(run):
        if names:
            run.groups.add(names)
    put(os.fsencode(folder.absolute()) + b"\n")
    return 0


def group_names(text: str, plan: Plan, words: Words) -> list[str]:
    """The names in `A,B,C`, or as many numbered groups as `text` says."""
    names = [clean_line(name) for name in text.split(",")]
    if len(names) == 1 and names[0].isascii() and names[0].isdigit():
        count = int(names[0][:9])
        if not 1 <= count <= MOST_GROUPS:
            raise UsageError(words("cli.group_count", most=MOST_GROUPS))
        word = plan.session.group_word or words("common.group")
        return [f"{word} {number}" for number in range(1, count + 1)]
    _check_names(names, words)
    return names


def _check_names(names: Sequence[str], words: Words) -> None:
    seen: set[str] = set()
    for name in names:
        if not name:
            raise UsageError(words("cli.group_empty"))
        if name.casefold() in seen:
            raise UsageError(words("cli.group_twice", name=short(name)))
        seen.add(name.casefold())
