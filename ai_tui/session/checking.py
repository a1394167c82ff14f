"""A session file's text as a plan, or everything that is wrong with it."""

from typing import Any

from msgspec import structs

from ai_tui.locale import Words
from ai_tui.session import blocks, fitting, form_tables, timing, zones
from ai_tui.session.blocks import Draft
from ai_tui.session.form_tables import Kinds
from ai_tui.session.model import Group, Plan, Session
from ai_tui.session.names import slug
from ai_tui.session.order import spread
from ai_tui.session.problems import Mistake, Problem, field_name
from ai_tui.session.shape import SessionTable
from ai_tui.session.syntax import parse
from ai_tui.session.walk import UNREADABLE, Bad, Walk, fields_of

MOST_CHARACTERS = 1_000_000
_YEARS = range(1900, 3000)


def check(text: str, name: str, kinds: Kinds) -> tuple[Plan | None, tuple[Problem, ...]]:
    """The plan in `text`, or None and every problem, sorted by line.

    `name` is the file's name or path: problems show it, and the session's id is made of it.
    """
    text = text.removeprefix("\ufeff")
    if len(text) > MOST_CHARACTERS:
        return None, (Problem(0, "", "session.huge", {}, name),)
    if not text.strip():
        return None, (Problem(0, "", "session.empty", {}, name),)
    raw, text, problems = parse(text)
    walk = Walk()
    plan = _plan(raw, _session_id(name), kinds, walk) if raw else None
    if raw is not None and not raw:
        problems.append(Problem(0, "", "session.empty"))
    if plan is not None and not walk.mistakes and not problems:
        return plan, ()
    problems += _placed(_told_once(walk.mistakes), text)
    problems.sort(key=lambda problem: problem.line)
    return None, tuple(structs.replace(problem, file=name) for problem in problems)


def _session_id(name: str) -> str:
    return slug(name.rpartition("/")[2].removesuffix(".toml"), "session")


def language(text: str) -> str | None:
    """The language of a file with mistakes, None when it cannot be read at all."""
    raw = parse(text).raw
    if not raw:
        return None
    return "en" if raw.get("lang") == "en" else "nl"


def _plan(raw: dict[str, Any], session_id: str, kinds: Kinds, walk: Walk) -> Plan:
    """The plan as far as `raw` is right; the rest is in the walk's mistakes."""
    table = _session_table(raw, walk)
    listed = raw.get("blocks", [])
    if not listed and UNREADABLE not in raw:
        walk.note(("blocks",), "session.no_blocks")
    listed = listed if isinstance(listed, list) else []
    words = Words(table.lang)
    word = table.group_word or words("common.group")
    drafts = blocks.drafts(listed, walk, words, word)
    session = _session(table, session_id, word, drafts)
    forms = form_tables.forms(listed, drafts, kinds, walk)
    session, drafts = timing.timed(session, drafts, walk)
    for draft in drafts:
        fitting.check(draft, fitting.count(session.groups), walk)
    if session.groups is None and "groups" not in raw and not _asks_groups(drafts, forms):
        session = structs.replace(session, groups=0)
    positions = spread(len(drafts))
    return Plan(
        session=session,
        blocks=tuple(
            structs.replace(draft.block, pos=pos)
            for draft, pos in zip(drafts, positions, strict=True)
        ),
        forms=forms,
        groups=_groups(session),
    )


def _session_table(raw: dict[str, Any], walk: Walk) -> SessionTable:
    """The keys at the top of the file."""
    walk.unknown(raw, fields_of(SessionTable), ())
    table = walk.table(raw, SessionTable, ())
    assert not isinstance(table, Bad)
    if not zones.exists(table.zone):
        walk.note(("zone",), "session.zone", value=table.zone, near=zones.nearest_zone(table.zone))
        table = structs.replace(table, zone="Europe/Amsterdam")
    if table.date is not None and table.date.year not in _YEARS:
        walk.note(("date",), "session.date_none", value=str(table.date))
        table = structs.replace(table, date=None)
    if isinstance(table.groups, list):
        _check_names(table.groups, walk)
    return table


def _check_names(names: list[str], walk: Walk) -> None:
    """Note groups without a name and names that two groups would have."""
    seen: set[str] = set()
    for n, name in enumerate(names):
        if not name:
            walk.note(("groups", n), "session.group_empty")
        elif name.casefold() in seen:
            walk.note(("groups", n), "session.group_twice", name=name)
        seen.add(name.casefold())


def _session(table: SessionTable, session_id: str, word: str, drafts: list[Draft]) -> Session:
    last_day = max((draft.block.day for draft in drafts), default=1)
    groups = tuple(table.groups) if isinstance(table.groups, list) else table.groups
    return Session(
        id=session_id,
        title=table.title,
        theme=table.theme,
        background=table.background,
        date=table.date,
        start=table.start,
        until=table.until,
        until_day=(table.until_day or last_day) if table.until else 1,
        place=table.place,
        lang=table.lang,
        zone=table.zone,
        group_word=word,
        groups=None if isinstance(groups, str) else groups,
    )


def _asks_groups(drafts: list[Draft], forms: tuple[Any, ...]) -> bool:
    """Whether the session needs groups: for a form or for turns."""
    turns = any(phase.per == "groups" for draft in drafts for phase in draft.block.phases)
    return turns or any(form.audience == "groups" for form in forms)


def _groups(session: Session) -> tuple[Group, ...]:
    """The groups that the session begins with."""
    if session.groups is None:
        return ()
    names = (
        [f"{session.group_word} {n}" for n in range(1, session.groups + 1)]
        if isinstance(session.groups, int)
        else session.groups
    )
    keys = spread(len(names))
    return tuple(
        Group(id=f"g{n}", name=name, pos=pos)
        for n, (name, pos) in enumerate(zip(names, keys, strict=True), 1)
    )


def _told_once(mistakes: list[Mistake]) -> list[Mistake]:
    """The mistakes without the missing keys that stand there misspelt."""
    misspelt = {
        (*mistake.path[:-1], mistake.fields["near"])
        for mistake in mistakes
        if mistake.key == "session.unknown"
    }
    return [one for one in mistakes if one.key != "session.missing" or one.path not in misspelt]


def _placed(mistakes: list[Mistake], text: str) -> list[Problem]:
    """The mistakes with their lines."""
    if not mistakes:
        return []
    from ai_tui.session.lines import Lines

    lines = Lines(text)
    return [
        Problem(lines.of(mistake.path), field_name(mistake.path), mistake.key, mistake.fields)
        for mistake in mistakes
    ]
