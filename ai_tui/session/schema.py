"""The JSON Schema of a session file, with which editors complete and check one."""

from collections.abc import Iterable
from typing import Any

from msgspec import Struct, inspect

from ai_tui.locale import Words
from ai_tui.session.form_tables import Kinds
from ai_tui.session.shape import BlockTable, FormTable, PhaseTable, SessionTable
from ai_tui.session.walk import fields_of, is_needed

Schema = dict[str, Any]

DRAFT = "https://json-schema.org/draft/2020-12/schema"

_CLOCK = r"^([01]?[0-9]|2[0-3])[:.][0-5][0-9](:[0-5][0-9])?$"
_DAY = r"^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}$"
_PLAIN: dict[type[inspect.Type], Schema] = {
    inspect.BoolType: {"type": "boolean"},
    inspect.TimeDeltaType: {"anyOf": [{"type": "number", "minimum": 0}, {"type": "string"}]},
    inspect.TimeType: {"type": "string", "pattern": _CLOCK},
    inspect.DateType: {"type": "string", "pattern": _DAY},
}
_PLACES: dict[type[Struct], str] = {
    SessionTable: "session",
    BlockTable: "block",
    PhaseTable: "phase",
    FormTable: "form",
}


def schema(kinds: Kinds, lang: str = "nl") -> Schema:
    """The JSON Schema (2020-12) of a session file with forms of `kinds`, described in `lang`."""
    words = Words(lang)
    top = _table(SessionTable, words)
    top["properties"]["blocks"] = {
        "description": words("session.about.session.blocks"),
        "type": "array",
        "minItems": 1,
        "items": {"$ref": "#/$defs/block"},
    }
    top["required"].append("blocks")
    block = _table(BlockTable, words)
    block["properties"]["phases"]["items"] = {
        "anyOf": [{"type": "string", "minLength": 1}, {"$ref": "#/$defs/phase"}]
    }
    block["properties"]["forms"]["items"] = {"$ref": "#/$defs/form"}
    named = {f"form_{name}": _form(name, options, words) for name, options in kinds.items()}
    form = {"oneOf": [{"$ref": f"#/$defs/{name}"} for name in named]}
    phase = _table(PhaseTable, words)
    phase["anyOf"] = [{"required": ["title"]}, {"required": ["recipe"]}]
    defs = {"block": block, "phase": phase, "form": form} | named
    return {"$schema": DRAFT, "title": words("session.about.title"), **top, "$defs": defs}


def _form(kind: str, options: type[Struct], words: Words) -> Schema:
    """A form of one kind: the keys of every form and the kind's own."""
    own = _table(options, words)
    table = _table(FormTable, words)
    table["properties"]["kind"] = {"const": kind, "description": words("session.about.form.kind")}
    table["properties"] |= own["properties"]
    table["required"] += own["required"]
    return table


def _table(table: type[Struct], words: Words) -> Schema:
    """A table with the keys that may stand in it and no others."""
    place = _PLACES.get(table, "option")
    properties: Schema = {}
    needed: list[str] = []
    for name, field in fields_of(table).items():
        about = _about(words, f"session.about.{place}.{name}")
        properties[name] = about | _value(field.type, words)
        if is_needed(field):
            needed.append(name)
            if "type" in properties[name] and properties[name]["type"] == "string":
                properties[name]["minLength"] = 1
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        "required": needed,
    }


def _about(words: Words, key: str) -> Schema:
    """The description of a key; a kind's own key may go without."""
    try:
        return {"description": words(key)}
    except KeyError:
        return {}


def _value(kind: inspect.Type, words: Words) -> Schema:
    """What a value of `kind` may be in the file."""
    match kind:
        case inspect.Metadata():
            return _value(kind.type, words)
        case inspect.UnionType():
            return _any_of(_value(one, words) for one in kind.types if not _is_none(one))
        case inspect.LiteralType():
            return {"enum": sorted(kind.values)}
        case inspect.StrType():
            return {"type": "string"} | _given(minLength=kind.min_length, maxLength=kind.max_length)
        case inspect.IntType() | inspect.FloatType():
            name = "integer" if isinstance(kind, inspect.IntType) else "number"
            return {"type": name} | _given(minimum=kind.ge, maximum=kind.le)
        case inspect.ListType() | inspect.VarTupleType():
            items = {"type": "array", "items": _value(kind.item_type, words)}
            return items | _given(minItems=kind.min_length, maxItems=kind.max_length)
        case inspect.StructType():
            return _table(kind.cls, words)
        case _:
            return _PLAIN.get(type(kind), {})


def _any_of(choices: Iterable[Schema]) -> Schema:
    found = list(choices)
    return found[0] if len(found) == 1 else {"anyOf": found}


def _is_none(kind: inspect.Type) -> bool:
    return isinstance(kind, inspect.NoneType)


def _given(**limits: float | None) -> Schema:
    return {name: limit for name, limit in limits.items() if limit is not None}
