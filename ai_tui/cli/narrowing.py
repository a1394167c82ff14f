"""The groups that a scribe types for, as `--group` names them: 3, 1-12, a name, or several."""

import re
from collections.abc import Iterator

from ai_tui.cli.lookup import Choice, choose, listed
from ai_tui.errors import UsageError
from ai_tui.run.run import Run
from ai_tui.session.model import Group
from ai_tui.session.problems import short
from ai_tui.text import clean_line

_RANGE = re.compile(r"([0-9]{1,4})(?:\s*[-–]\s*([0-9]{1,4}))?")


def narrowed(run: Run, text: str) -> tuple[frozenset[str], str]:
    """The ids of the groups that `text` names, and what others read about them.

    UsageError for a group that is not there.
    """
    there = [*run.state.groups("groups"), *run.state.groups("themes")]
    if not there:
        raise UsageError(run.words("cli.no_groups_at_all", folder=short(run.folder.name)))
    parts = [clean_line(text)]
    if not any(group.name.casefold() == parts[0].casefold() for group in there):
        parts = [part.strip() for part in parts[0].split(",")]
    found = [group for part in parts for group in _named(run, there, part)]
    return frozenset(group.id for group in found), _said(run, parts, found)


def _named(run: Run, there: list[Group], part: str) -> Iterator[Group]:
    numbers = _RANGE.fullmatch(part)
    if numbers is None or any(group.name == part for group in there):
        choices = [Choice(group, group.name, (group.id, group.name)) for group in there]
        yield choose(part, choices, "scribe_group", run.words)
        return
    first, last = int(numbers[1]), int(numbers[2] or numbers[1])
    if first > last:
        raise UsageError(run.words("cli.group_range", text=part))
    for number in range(first, last + 1):
        yield _numbered(run, there, number)


def _numbered(run: Run, there: list[Group], number: int) -> Group:
    """The group whose name ends in the number, else the one in that place."""
    for group in there:
        if group.name.split()[-1:] == [str(number)]:
            return group
    if 1 <= number <= len(there) and not any(g.name[-1:].isdigit() for g in there):
        return there[number - 1]
    names = listed(group.name for group in there)
    raise UsageError(run.words("cli.no_group_number", number=number, names=names))


def _said(run: Run, parts: list[str], found: list[Group]) -> str:
    if len(found) == 1:
        return found[0].name
    if len(parts) == 1:
        return f"{run.state.session.group_word or run.words('common.group')} {parts[0]}"
    return ", ".join(group.name for group in found)
