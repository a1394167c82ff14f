"""A plan as the text of a session file; reading that text gives the plan again."""

import datetime as dt
import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from ai_tui.session import amounts
from ai_tui.session.model import Block, Form, Phase, Plan, Session

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_SCHEMA_LINE = "#:schema ./session.schema.json"
_Pairs = dict[str, Any]


def to_toml(plan: Plan) -> str:
    """The plan as TOML. The order of blocks and forms counts; groups come from the session."""
    lines = [_SCHEMA_LINE, "", *_table(_session(plan.session))]
    day = 1
    for block in plan.blocks:
        lines += ["", "[[blocks]]", *_table(_block(block, day))]
        day = block.day
        for phase in block.phases:
            lines += ["", "[[blocks.phases]]", *_table(_phase(phase))]
        for form in plan.forms:
            if form.block == block.id:
                lines += ["", "[[blocks.forms]]", *_table(_form(form))]
    return "\n".join(lines) + "\n"


def _session(session: Session) -> _Pairs:
    pairs: _Pairs = {
        "title": session.title,
        "theme": session.theme or None,
        "background": session.background or None,
        "date": session.date,
        "start": session.start,
        "until": session.until,
        "until_day": session.until_day if session.until else None,
        "place": session.place or None,
        "lang": session.lang,
        "zone": session.zone,
        "group_word": session.group_word,
    }
    return pairs | {"groups": "ask" if session.groups is None else session.groups or None}


def _block(block: Block, day_before: int) -> _Pairs:
    return {
        "id": block.id,
        "title": block.title,
        "day": block.day if block.day != day_before else None,
        "start": block.start,
        "minutes": block.length,
        "min": block.min,
        "fixed": block.fixed or None,
        "absorb": block.absorbs or None,
        "stage": block.stage or None,
        "roles": block.roles or None,
        "warn": block.warn,
        "wall": block.wall if block.wall != "clock" else None,
        "instruction": block.instruction or None,
        "background": block.background or None,
    }


def _phase(phase: Phase) -> _Pairs:
    return {
        "id": phase.id,
        "title": phase.title,
        "minutes": phase.length,
        "min": phase.min,
        "per": phase.per,
        "change": phase.change or None,
        "signal": phase.signal or None,
        "wall": phase.wall,
        "instruction": phase.instruction or None,
    }


def _form(form: Form) -> _Pairs:
    return {
        "id": form.id,
        "kind": form.kind,
        "title": form.title,
        "for": form.audience if form.audience != "groups" else None,
        "phase": form.phase or None,
        "hint": form.hint or None,
    } | form.options


def _table(pairs: _Pairs) -> Iterator[str]:
    """A line, or more for a text of several lines, for each key that has a value."""
    for key, value in pairs.items():
        if value is not None:
            yield f"{_key(key)} = {_value(value)}"


def _key(key: str) -> str:
    return key if _BARE_KEY.fullmatch(key) else _line(key)


def _value(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return _paragraphs(value) if "\n" in value else _line(value)
        case dt.timedelta():
            amount = amounts.in_words(value)
            return str(amount) if isinstance(amount, int) else _line(amount)
        case dt.time():
            return f'"{value.isoformat("auto" if value.second else "minutes")}"'
        case dt.date():
            return value.isoformat()
        case dict():
            inner = (f"{_key(key)} = {_item(item)}" for key, item in value.items())
            return "{ " + ", ".join(inner) + " }"
        case list() | tuple():
            return _list(value)
        case _:
            return repr(value)


def _list(items: Sequence[Any]) -> str:
    """A list on one line, or each item on its own when that would be long."""
    texts = [_item(item) for item in items]
    line = "[" + ", ".join(texts) + "]"
    return line if len(line) <= 80 else "[\n" + "".join(f"    {text},\n" for text in texts) + "]"


def _item(value: Any) -> str:
    """A value within a list or an inline table, where a text stays on one line."""
    return _line(value) if isinstance(value, str) else _value(value)


def _line(text: str) -> str:
    """A basic string: JSON's escapes are TOML's too, but for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _paragraphs(text: str) -> str:
    """A string over several lines; the break after the opening quotes does not count."""
    escaped = "\n".join(_line(line)[1:-1] for line in text.split("\n"))
    return f'"""\n{escaped}"""'
