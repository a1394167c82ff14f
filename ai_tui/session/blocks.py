"""The [[blocks]] of a file as blocks with phases, before anything is known of their lengths."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from msgspec import Struct, inspect, structs

from ai_tui.errors import BadValue
from ai_tui.locale import Words
from ai_tui.session import recipe
from ai_tui.session.model import Block, Phase
from ai_tui.session.names import is_id, slug, unique
from ai_tui.session.problems import Path
from ai_tui.session.shape import MOST_BLOCKS, MOST_PARTS, BlockTable, PhaseTable
from ai_tui.session.walk import Bad, Walk, fields_of


class Draft(Struct, frozen=True, kw_only=True):
    """A block on its way into the plan, with where it and its phases stand in the file.

    It is not `whole` when there are phases that could not be read.
    """

    block: Block
    path: Path
    phase_paths: tuple[Path, ...] = ()
    whole: bool = True

    def with_length(self, length: timedelta) -> "Draft":
        """The same draft with a block of that length."""
        return structs.replace(self, block=structs.replace(self.block, length=length))


class Ids:
    """Hands out the ids of one kind of thing; those that the file gives go first."""

    def __init__(self, walk: Walk, otherwise: str) -> None:
        self._walk = walk
        self._otherwise = otherwise
        self._taken: set[str] = set()

    def give(self, given: str, path: Path) -> None:
        """Take the id that the file gives, if it can be one and is not there yet."""
        if not given:
            return
        if not is_id(given):
            self._walk.note(path, "session.id", value=given, near=slug(given, self._otherwise))
        elif given in self._taken:
            self._walk.note(path, "session.id_twice", value=given)
        self._taken.add(given)

    def make(self, given: str, title: str) -> str:
        """The id given, else one made of the title that nothing else has."""
        if given:
            return given
        made = unique(slug(title, self._otherwise), self._taken)
        self._taken.add(made)
        return made


def drafts(raw: list[Any], walk: Walk, words: Words, group_word: str) -> list[Draft]:
    """Every block that is a table; a block without `day` is on the day of the one before it."""
    tables: list[tuple[int, Mapping[str, Any], BlockTable]] = []
    for n, block in enumerate(raw[:MOST_BLOCKS]):
        if isinstance(block, Mapping):
            table = _table(block, walk, ("blocks", n))
            tables.append((n, block, table))
    ids = Ids(walk, "blok" if words.lang == "nl" else "block")
    for n, _, table in tables:
        ids.give(table.id, ("blocks", n, "id"))
    made: list[Draft] = []
    day = 1
    for n, block, table in tables:
        path: Path = ("blocks", n)
        if table.day is not None and table.day < day:
            walk.note((*path, "day"), "session.day_back", day=table.day, before=day)
        day = table.day or day
        if table.fixed and table.start is None and "start" not in block:
            walk.note((*path, "fixed"), "session.fixed")
        listed = block.get("phases", [])
        phases, paths = _phases(listed, walk, words, group_word, (*path, "phases"))
        made.append(
            Draft(
                block=_block(table, ids.make(table.id, table.title), day, phases),
                path=path,
                phase_paths=paths,
                whole=isinstance(listed, list) and len(listed) == len({*paths}),
            )
        )
    return made


def _table(raw: Mapping[str, Any], walk: Walk, path: Path) -> BlockTable:
    """The keys of a block itself; its phases and forms are read one by one elsewhere."""
    walk.unknown(raw, fields_of(BlockTable), path)
    own = {key: value for key, value in raw.items() if key not in ("phases", "forms")}
    table = walk.table(own, BlockTable, path)
    assert not isinstance(table, Bad)
    if "forms" in raw:
        walk.value(raw["forms"], fields_of(BlockTable)["forms"].type, (*path, "forms"))
    return table


def _block(table: BlockTable, block_id: str, day: int, phases: tuple[Phase, ...]) -> Block:
    return Block(
        id=block_id,
        title=table.title,
        start=table.start,
        day=day,
        length=table.minutes,
        min=table.min,
        fixed=table.fixed,
        absorbs=table.absorb,
        stage=table.stage,
        roles=tuple(table.roles),
        instruction=table.instruction,
        background=table.background,
        phases=phases,
        warn=None if table.warn is None else tuple(table.warn),
        wall=table.wall,
    )


def _phases(
    raw: Any, walk: Walk, words: Words, group_word: str, path: Path
) -> tuple[tuple[Phase, ...], tuple[Path, ...]]:
    """The phases of one block with their ids, and where each stands."""
    kind = fields_of(BlockTable)["phases"].type
    assert isinstance(kind, inspect.ListType)
    if not isinstance(raw, list):
        walk.value(raw, kind, path)
        return (), ()
    found: list[tuple[Path, str, Phase]] = []
    ids = Ids(walk, "fase" if words.lang == "nl" else "phase")
    if len(raw) > MOST_PARTS:
        walk.note(path, "session.many", most=MOST_PARTS, n=len(raw))
    for n, one in enumerate(raw[:MOST_PARTS]):
        here = (*path, n)
        if not isinstance(one, str | dict):
            walk.value(one, kind.item_type, here)
            continue
        given, phases = _one(one, walk, words, group_word, here)
        if given and len(phases) > 1:
            walk.note((*here, "id"), "session.phase_id", n=len(phases))
        ids.give(given, (*here, "id"))
        found.extend((here, given, phase) for phase in phases)
    named = tuple(
        structs.replace(phase, id=ids.make(given, phase.title)) for _, given, phase in found
    )
    return named, tuple(where for where, _, _ in found)


def _one(
    raw: str | Mapping[str, Any], walk: Walk, words: Words, group_word: str, path: Path
) -> tuple[str, tuple[Phase, ...]]:
    """The id given, if any, and the phases of one recipe or one table."""
    if isinstance(raw, str):
        return "", _cooked(PhaseTable(recipe=raw), walk, words, group_word, path)
    walk.unknown(raw, fields_of(PhaseTable), path)
    table = walk.table(raw, PhaseTable, path)
    assert not isinstance(table, Bad)
    if table.recipe:
        for key in ("title", "minutes", "per", "change", "signal"):
            if key in raw:
                walk.note((*path, key), "session.recipe_and", word=key)
        return table.id, _cooked(table, walk, words, group_word, (*path, "recipe"))
    if raw.get("recipe"):
        return table.id, ()
    if not table.title and "title" not in raw:
        walk.note((*path, "title"), "session.missing", word="title")
    if table.change is not None and table.per is None and "per" not in raw:
        walk.note((*path, "change"), "session.change")
    phase = Phase(
        id="",
        title=table.title,
        length=table.minutes,
        min=table.min,
        per=table.per,
        change=table.change or timedelta(),
        signal=table.signal,
        instruction=table.instruction,
        wall=table.wall,
    )
    return table.id, (phase,)


def _cooked(
    table: PhaseTable, walk: Walk, words: Words, group_word: str, path: Path
) -> tuple[Phase, ...]:
    """The phases of the table's recipe, each with what the table says of all of them."""
    text = walk.value(table.recipe, fields_of(PhaseTable)["recipe"].type, path)
    if isinstance(text, Bad):
        return ()
    try:
        phases = recipe.phases(text, words, group_word)
    except BadValue as refused:
        walk.note(path, refused.key, **refused.fields)
        return ()
    return tuple(
        structs.replace(phase, min=table.min, instruction=table.instruction, wall=table.wall)
        for phase in phases
    )
