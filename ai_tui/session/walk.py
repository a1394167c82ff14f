"""Values against types: every mistake in a table at once, and the clean value of what is right."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any, Final, TypeVar

from msgspec import Struct, inspect

from ai_tui.errors import BadValue
from ai_tui.session import amounts
from ai_tui.session.names import nearest
from ai_tui.session.problems import AnyOf, Mistake, Path, field_name
from ai_tui.session.shape import BlockTable, FormTable, PhaseTable, SessionTable
from ai_tui.text import clean_entry, clean_line

Table = TypeVar("Table", bound=Struct)


class Bad:
    """Stands for a value that was refused; its mistake is noted already."""


BAD: Final = Bad()

UNREADABLE: Final = "\0unreadable\0"
"""Stands in a repaired document for a value that TOML itself refused."""


_MOST_ADVICE: Final = 200
_LIKELY, _SURE = 0.6, 0.8
"""How much a wrong key is like the right one; a key that belongs elsewhere may be no slip."""
_HOMES: Final[Mapping[str, type[Struct]]] = {
    "": SessionTable,
    "blocks": BlockTable,
    "blocks.phases": PhaseTable,
    "blocks.forms": FormTable,
}
"""The tables of a session file, by the name that `field_name` gives them."""
_NOTHING: Final[Mapping[type[inspect.Type], Any]] = {
    inspect.StrType: "",
    inspect.ListType: (),
    inspect.VarTupleType: (),
}
"""What stands for a value that must be there and is not, so that the others are checked too."""


@cache
def fields_of(table: type[Struct]) -> dict[str, inspect.Field]:
    """The fields of a table by the name they have in a file."""
    info = inspect.type_info(table)
    assert isinstance(info, inspect.StructType)
    return {field.encode_name: field for field in info.fields}


def is_needed(field: inspect.Field) -> bool:
    """Whether a file must fill in `field`."""
    return field.required or bool(_extra(field.type).get("needed"))


class Walk:
    """Reads the values of one file and gathers its mistakes in `mistakes`."""

    def __init__(self) -> None:
        self.mistakes: list[Mistake] = []

    def note(self, path: Path, key: str, /, **fields: object) -> None:
        """Gather a mistake."""
        self.mistakes.append(Mistake(path, key, fields))

    def unknown(
        self, raw: Mapping[str, Any], known: Mapping[str, inspect.Field], path: Path
    ) -> None:
        """Note the keys of `raw` that do not belong there, the first of them with advice.

        That is the nearest key that may still be written, or the tables that the key belongs in.
        What stands for a line that cannot be read is told already.
        """
        free = [name for name in known if name not in raw]
        tables = [name for name in known if name in raw and _is_list_of_tables(known[name].type)]
        for key in raw:
            if key not in known and UNREADABLE not in (key, raw[key]):
                homes = _homes(key) if field_name(path) in _HOMES else ()
                advise = len(self.mistakes) < _MOST_ADVICE
                names = free + tables if _is_tables(raw[key]) else free
                near = nearest(key, names, _SURE if homes else _LIKELY) if advise else ""
                if homes and not near:
                    self.note((*path, key), "session.elsewhere", word=key, homes=AnyOf(homes))
                else:
                    self.note((*path, key), "session.unknown", word=key, near=near)

    def table(self, raw: Mapping[str, Any], kind: type[Table], path: Path) -> Table | Bad:
        """The struct of type `kind` that `raw` describes, with defaults for what is wrong.

        It is BAD when a field without a default is missing or wrong, or the struct itself
        refuses what it is given. Unknown keys are for `unknown`.
        """
        values: dict[str, Any] = {}
        whole = True
        for name, field in fields_of(kind).items():
            value = self.value(raw[name], field.type, (*path, name)) if name in raw else None
            if name in raw and not isinstance(value, Bad):
                values[field.name] = value
            elif field.required:
                whole = False
                values[field.name] = _NOTHING.get(type(field.type), BAD)
            if is_needed(field) and value in (None, ""):
                key = "session.empty_text" if name in raw else "session.missing"
                self.note((*path, name), key, word=name)
        if BAD in values.values():
            return BAD
        try:
            made = kind(**values)
        except BadValue as refused:
            for one in (refused, *refused.others):
                self.note((*path, *_known_place(one.path, raw, values)), one.key, **one.fields)
            return BAD
        except (ValueError, TypeError) as error:
            self.note(path, "session.refused", reason=str(error))
            return BAD
        return made if whole else BAD

    def value(self, raw: Any, kind: inspect.Type, path: Path) -> Any:
        """The clean value of `raw` as `kind`, or BAD; items and fields that are wrong fall out."""
        if raw == UNREADABLE:
            return BAD
        if isinstance(raw, dict) and _is_list_of_tables(kind):
            self.note(path, "session.brackets", name=field_name(path))
            return BAD
        if not _fits(raw, kind):
            names = AnyOf(tuple(_names(kind)))
            self.note(path, "session.type", found=AnyOf((_found(raw),)), expected=names)
            return BAD
        if isinstance(kind, inspect.UnionType):
            one = next(one for one in kind.types if _fits(raw, one))
            either = _names(kind)
            if isinstance(one, inspect.LiteralType) and raw not in one.values and len(either) > 1:
                self.note(path, "session.choice_or", value=raw, names=AnyOf(tuple(either)))
                return BAD
            return self.value(raw, one, path)
        if isinstance(kind, inspect.Metadata) and not _extra(kind).get("lines"):
            return self.value(raw, kind.type, path)
        if isinstance(kind, inspect.StructType):
            self.unknown(raw, fields_of(kind.cls), path)
            return self.table(raw, kind.cls, path)
        if isinstance(kind, inspect.ListType | inspect.VarTupleType):
            return self._items(raw, kind, path)
        try:
            return _single(raw, kind)
        except BadValue as refused:
            self.note(path, refused.key, **refused.fields)
            return BAD

    def _items(
        self, raw: list[Any], kind: inspect.ListType | inspect.VarTupleType, path: Path
    ) -> Any:
        """The items that are right; too few or too many of them is a mistake too."""
        least, most = kind.min_length or 0, kind.max_length
        if len(raw) < least:
            self.note(path, "session.few", least=least, n=len(raw))
        if most is not None and len(raw) > most:
            self.note(path, "session.many", most=most, n=len(raw))
        items = [self.value(one, kind.item_type, (*path, n)) for n, one in enumerate(raw)]
        good = [item for item in items if not isinstance(item, Bad)]
        return tuple(good) if isinstance(kind, inspect.VarTupleType) else good


def _homes(key: str) -> tuple[str, ...]:
    """The texts that say in which tables of a session file `key` belongs."""
    homes = (name for name, table in _HOMES.items() if key in fields_of(table))
    return tuple(f"session.in_{name.rpartition('.')[2] or 'session'}" for name in homes)


def _known_place(place: Path, raw: Mapping[str, Any], values: Mapping[str, Any]) -> Path:
    """Where in `raw` a value stands; only the list when items fell out of it."""
    if len(place) > 1 and len(raw[str(place[0])]) != len(values[str(place[0])]):
        return place[:1]
    return place


def _single(raw: Any, kind: inspect.Type) -> Any:
    """One value that is no list and no table."""
    match kind:
        case inspect.Metadata():
            return clean_entry(raw)
        case inspect.StrType():
            return _text(raw, kind)
        case inspect.LiteralType():
            return _one_of(raw, kind)
        case inspect.IntType() | inspect.FloatType():
            return _number(raw, kind)
        case inspect.TimeDeltaType():
            return amounts.length(raw) if isinstance(raw, str) else amounts.minutes(raw)
        case inspect.TimeType():
            return amounts.clock(raw) if isinstance(raw, str) else raw.replace(microsecond=0)
        case inspect.DateType():
            return amounts.day(raw) if isinstance(raw, str) else raw
        case _:
            return raw


def _text(raw: str, kind: inspect.StrType) -> str:
    text = clean_line(raw)
    if len(text) < (kind.min_length or 0):
        raise BadValue("session.empty_text")
    if kind.max_length is not None and len(text) > kind.max_length:
        raise BadValue("session.long_text", most=kind.max_length, n=len(text))
    return text


def _one_of(raw: Any, kind: inspect.LiteralType) -> Any:
    if raw in kind.values:
        return raw
    names = [str(value) for value in kind.values]
    raise BadValue("session.choice", value=raw, near=nearest(str(raw), names), names=tuple(names))


def _number(raw: float, kind: inspect.IntType | inspect.FloatType) -> float:
    least, most = kind.ge, kind.le
    if (least is not None and not raw >= least) or (kind.gt is not None and not raw > kind.gt):
        raise BadValue(
            "session.small", value=str(raw), least=least if least is not None else kind.gt
        )
    if (most is not None and not raw <= most) or (kind.lt is not None and not raw < kind.lt):
        raise BadValue("session.great", value=str(raw), most=most if most is not None else kind.lt)
    return raw


def _extra(kind: inspect.Type) -> Mapping[str, Any]:
    return (kind.extra or {}) if isinstance(kind, inspect.Metadata) else {}


def _is_list_of_tables(kind: inspect.Type) -> bool:
    return isinstance(kind, inspect.ListType | inspect.VarTupleType) and _fits({}, kind.item_type)


def _is_tables(raw: object) -> bool:
    """Whether `raw` is a table or a list of them; of such tables there may be more."""
    return isinstance(raw, dict) or (
        isinstance(raw, list) and any(isinstance(one, dict) for one in raw)
    )


def _is_number(raw: object) -> bool:
    return isinstance(raw, int | float) and not isinstance(raw, bool)


_FITS: dict[type[inspect.Type], Callable[[Any], bool]] = {
    inspect.StrType: lambda raw: isinstance(raw, str),
    inspect.IntType: lambda raw: isinstance(raw, int) and not isinstance(raw, bool),
    inspect.FloatType: _is_number,
    inspect.BoolType: lambda raw: isinstance(raw, bool),
    inspect.DateType: lambda raw: isinstance(raw, str | date) and not isinstance(raw, datetime),
    inspect.TimeType: lambda raw: isinstance(raw, str | time),
    inspect.TimeDeltaType: lambda raw: _is_number(raw) or isinstance(raw, str),
    inspect.ListType: lambda raw: isinstance(raw, list),
    inspect.VarTupleType: lambda raw: isinstance(raw, list),
    inspect.StructType: lambda raw: isinstance(raw, dict),
    inspect.DictType: lambda raw: isinstance(raw, dict),
    inspect.NoneType: lambda raw: raw is None,
}


def _fits(raw: object, kind: inspect.Type) -> bool:
    """Whether `raw` has the right type; what it says may still be wrong."""
    if isinstance(kind, inspect.Metadata):
        return _fits(raw, kind.type)
    if isinstance(kind, inspect.UnionType):
        return any(_fits(raw, one) for one in kind.types)
    if isinstance(kind, inspect.LiteralType):
        return any(type(raw) is type(value) for value in kind.values)
    fits = _FITS.get(type(kind))
    return fits(raw) if fits else True


_NAMES: dict[type[inspect.Type], str] = {
    inspect.StrType: "session.type_text",
    inspect.IntType: "session.type_whole",
    inspect.FloatType: "session.type_number",
    inspect.BoolType: "session.type_bool",
    inspect.DateType: "session.type_date",
    inspect.TimeType: "session.type_clock",
    inspect.TimeDeltaType: "session.type_length",
    inspect.ListType: "session.type_list",
    inspect.VarTupleType: "session.type_list",
    inspect.StructType: "session.type_table",
    inspect.DictType: "session.type_table",
}
_FOUND: tuple[tuple[type, str], ...] = (
    (str, "session.type_text"),
    (bool, "session.type_bool"),
    (int, "session.type_number"),
    (float, "session.type_number"),
    (datetime, "session.type_moment"),
    (date, "session.type_date"),
    (time, "session.type_clock"),
    (timedelta, "session.type_length"),
    (list, "session.type_list"),
)


def _names(kind: inspect.Type) -> list[str]:
    """What `kind` is called: keys of texts, or words in quotes."""
    if isinstance(kind, inspect.Metadata):
        return _names(kind.type)
    if isinstance(kind, inspect.UnionType):
        return [name for one in kind.types for name in _names(one)]
    if isinstance(kind, inspect.LiteralType):
        return [f'"{value}"' for value in kind.values]
    return [_NAMES[type(kind)]] if type(kind) in _NAMES else []


def _found(raw: object) -> str:
    return next((key for kind, key in _FOUND if isinstance(raw, kind)), "session.type_table")
