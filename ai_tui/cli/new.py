"""`ai-tui new`: makes a run, or copies of one for other laptops, and prints the folders."""

import os
from collections.abc import Sequence
from pathlib import Path

from ai_tui.cli import options, runs, sessions
from ai_tui.cli.call import Call
from ai_tui.cli.parser import Parser
from ai_tui.cli.streams import complain, put
from ai_tui.errors import UsageError
from ai_tui.locale import Words
from ai_tui.run import folders
from ai_tui.run.clock import system_clock, wall_of
from ai_tui.session.fitting import fits
from ai_tui.session.model import MOST_GROUPS, Plan
from ai_tui.session.problems import short
from ai_tui.store.merging import copy
from ai_tui.text import clean_line


def arguments(parser: Parser) -> None:
    """Say which words and options follow the command."""
    words = parser.words
    parser.word("name", words("cli.SESSION"), words("cli.session_text"), type=options.filled)
    parser.option("--groups", metavar="A,B,C|N", text=words("cli.new_groups"))
    parser.option(
        "--copy",
        dest="copies",
        action="append",
        default=[],
        metavar=words("cli.FOLDER"),
        type=options.filled,
        text=words("cli.new_copy"),
    )
    options.beginning(parser)
    options.author(parser)


def run(call: Call) -> int:
    """Make the run with the groups asked for, and the copies; print where they are."""
    known = folders.called(call.args.name) if call.args.copies else None
    folder = _made(call) if known is None else _given(call, known)
    made = [folder] if known is None else []
    for name in call.args.copies:
        made.append(_copied(call, folder, folders.path_of(name)))
    put(b"".join(os.fsencode(each.absolute()) + b"\n" for each in made))
    return 0


def _made(call: Call) -> Path:
    """Make the run, and give its folder."""
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
            _tell_what_is_too_short(plan, len(names), run.words)
    return folder


def _tell_what_is_too_short(plan: Plan, groups: int, words: Words) -> None:
    """Say which block has the least room for the turns of so many groups."""
    rounds = (block for block in plan.blocks if any(each.per == "groups" for each in block.phases))
    short_of = [
        (fit, block.title) for block in rounds if (fit := fits(block)) is not None and fit < groups
    ]
    if short_of:
        fit, title = min(short_of)
        complain(words("cli.groups_over", title=short(title), fit=fit, n=groups))


def _given(call: Call, known: Path) -> Path:
    """The run that is there already; UsageError when something is asked of it as of a new one."""
    args = call.args
    for option in ("groups", "folder", "start", "speed"):
        if getattr(args, option) is not None:
            flag = "--run" if option == "folder" else f"--{option}"
            raise UsageError(call.words("cli.copy_only", folder=short(known.name), option=flag))
    return known


def _copied(call: Call, folder: Path, to: Path) -> Path:
    """Put a copy of the run in `folder` in `to`, with its database."""
    clock = system_clock()
    unread = copy(folder, to, wall=wall_of(clock), words=call.words)
    runs.tell_damage(unread, call.words)
    with runs.opened(call, to):
        return to


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
