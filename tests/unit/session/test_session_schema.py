import datetime as dt
import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from session_samples import TOP

from ai_tui.forms import OPTIONS
from ai_tui.session.library import shipped
from ai_tui.session.schema import schema

SCHEMA = schema(OPTIONS)
BLOCK = '[[blocks]]\ntitle = "B"\n'
FORM = BLOCK + '[[blocks.forms]]\ntitle = "F"\n'


def as_json(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: as_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_json(item) for item in value]
    return value.isoformat() if isinstance(value, dt.date | dt.time) else value


def accepts(text: str) -> bool:
    return Draft202012Validator(SCHEMA).is_valid(as_json(tomllib.loads(text)))


def test_the_schema_that_editors_read_is_the_schema_of_this_program():
    committed = Path(shipped()[0]).with_name("session.schema.json").read_text(encoding="utf-8")
    assert json.loads(committed) == SCHEMA


GUIDE = Path(__file__).parents[3] / "docs" / "session-files.md"


def keys_of(table: dict[str, Any]) -> set[str]:
    """The keys of a table of the schema, and of those that stand in it without a name."""
    keys: set[str] = set(table["properties"])
    for part in table["properties"].values():
        if "properties" in part.get("items", {}):
            keys |= keys_of(part["items"])
    return keys


@pytest.mark.parametrize(
    ("section", "table"),
    [
        ("The session", SCHEMA),
        ("A block", SCHEMA["$defs"]["block"]),
        ("Phases", SCHEMA["$defs"]["phase"]),
        *(("Forms", SCHEMA["$defs"][f"form_{kind}"]) for kind in OPTIONS),
    ],
)
def test_the_guide_explains_every_key_in_its_own_section(section: str, table: dict[str, Any]):
    told = GUIDE.read_text(encoding="utf-8").split(f"## {section}\n")[1].split("\n## ")[0]
    named = re.findall(r"`([^`]+)`", re.sub(r"```.*?```", "", told, flags=re.DOTALL))
    words = {word for code in named for word in re.findall(r"[a-z_]+", code)}
    assert keys_of(table) - words == set()


def test_the_schema_is_a_good_schema():
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", shipped(), ids=lambda path: path.stem)
def test_the_shipped_sessions_follow_the_schema_and_name_it_on_their_first_line(path: Path):
    text = path.read_text(encoding="utf-8")
    assert text.startswith("#:schema ./session.schema.json\n")
    assert accepts(text)


@pytest.mark.parametrize(
    "text",
    [
        TOP + BLOCK,
        TOP.replace("4", '"ask"') + BLOCK,
        TOP.replace("4", '["Noord"]') + BLOCK,
        TOP + 'start = 16:00:00\nuntil = "21:00"\ndate = 2024-12-04\n' + BLOCK,
        TOP + BLOCK + 'minutes = 5\nmin = "30 s"\nwarn = [5, "30 s"]\n',
        TOP + BLOCK + 'phases = ["5 uitleg", { title = "x" }, { recipe = "2x5 x", min = 3 }]\n',
        TOP + FORM + 'kind = "columns"\ncolumns = ["a"]\nfrom = true\nfor = "themes"\n',
        TOP + FORM + 'kind = "milestones"\nterms = [{ label = "a", date = 2024-12-11 }]\n',
    ],
)
def test_the_schema_accepts_what_the_program_reads(text: str):
    assert accepts(text)


@pytest.mark.parametrize(
    "text",
    [
        TOP,
        BLOCK,
        TOP + "[[blocks]]\n",
        TOP + 'tittle = "x"\n' + BLOCK,
        TOP + 'start = "25:10"\n' + BLOCK,
        TOP + 'lang = "de"\n' + BLOCK,
        TOP.replace("4", "-1") + BLOCK,
        TOP + BLOCK + "day = 0\n",
        TOP + BLOCK + "minutes = -1\n",
        TOP + BLOCK + "phases = [{ minutes = 5 }]\n",
        TOP + FORM,
        TOP + FORM + 'kind = "tpo"\n',
        TOP + FORM + 'kind = "top"\nsize = 0\n',
        TOP + FORM + 'kind = "top"\ncolumns = ["a"]\n',
        TOP + FORM + 'kind = "columns"\n',
        TOP + FORM + 'kind = "top"\nfor = "zaal"\n',
    ],
)
def test_the_schema_refuses_what_the_program_refuses(text: str):
    assert not accepts(text)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_key_has_a_description(lang: str):
    def tables(value: Any) -> list[dict[str, Any]]:
        inner = value.values() if isinstance(value, dict) else value
        found = [value["properties"]] if isinstance(value, dict) and "properties" in value else []
        return found + [
            one for item in inner if isinstance(item, dict | list) for one in tables(item)
        ]

    described = tables(schema(OPTIONS, lang))
    assert len(described) > 10
    assert [name for one in described for name in one if "description" not in one[name]] == []
