import json
import tomllib
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ai_tui.session.lines import Lines
from ai_tui.session.problems import Path

PLAIN = st.text(st.sampled_from("ab.'\"\\#=,[]{} é日\u2028😀"), max_size=6)
BARE = st.text(st.sampled_from("abAZ09_-"), min_size=1, max_size=3)
BLANK = st.sampled_from(["", " ", "\n", "\n\n", ' # [x] = "\n', "\r\n", "\n  # ''' \"\"\"\n"])


class Document:
    """Writes TOML and remembers on which line each path began."""

    def __init__(self, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
        self.draw = draw
        self.text = ""
        self.lines: dict[Path, int] = {}

    def put(self, text: str) -> None:
        self.text += text

    def here(self, path: Path) -> None:
        for end in range(1, len(path) + 1):
            self.lines.setdefault(path[:end], self.text.count("\n") + 1)

    def key(self, name: str) -> None:
        quoted = [json.dumps(name, ensure_ascii=False)]
        quoted += [f"'{name}'"] if "'" not in name else []
        quoted += [name] if set(name) <= set("abkstAZ09_-") else []
        self.put(self.draw(st.sampled_from(quoted)))

    def pair(self, table: Path, names: list[str], depth: int) -> None:
        self.here((*table, *names))
        for n, name in enumerate(names):
            self.put(self.draw(st.sampled_from(["", " "])) + "." if n else "")
            self.key(name)
        self.put(self.draw(st.sampled_from(["=", " = "])))
        self.value((*table, *names), depth)

    def value(self, path: Path, depth: int) -> None:
        kinds = ["bare", "string", "lines"] + (["array", "table"] if depth else [])
        kind = self.draw(st.sampled_from(kinds))
        self.here(path)
        if kind == "bare":
            self.put(self.draw(st.sampled_from(["1", "-2.5e3", "true", "1979-05-27 07:32:00"])))
        elif kind == "string":
            self.string()
        elif kind == "lines":
            self.long_string()
        elif kind == "array":
            self.array(path, depth - 1)
        else:
            self.inline(path, depth - 1)

    def string(self) -> None:
        text = self.draw(PLAIN)
        literal = "'" not in text and self.draw(st.booleans())
        self.put(f"'{text}'" if literal else json.dumps(text, ensure_ascii=False))

    def long_string(self) -> None:
        inner = "\n".join(self.draw(st.lists(PLAIN, max_size=3)))
        end = self.draw(
            st.sampled_from(["", "x", '"', '""', "'", "''", "#", "]]", "\n", "\n[[a]]\n"])
        )
        if self.draw(st.booleans()):
            inner = inner.replace("\\", "\\\\").replace('"""', '""a')
            self.put('"""' + inner.rstrip('"') + end + '"""')
        else:
            self.put("'''" + inner.replace("'", "") + end + "'''")

    def array(self, path: Path, depth: int) -> None:
        self.put("[")
        for n in range(self.draw(st.integers(0, 3))):
            self.put(("," if n else "") + self.draw(BLANK))
            self.value((*path, n), depth)
            self.put(self.draw(BLANK))
        self.put("]")

    def inline(self, path: Path, depth: int) -> None:
        self.put("{")
        names = self.draw(st.lists(BARE, max_size=3, unique=True))
        for n, name in enumerate(names):
            self.put(", " if n else " ")
            self.pair(path, [name], depth)
        self.put("}")

    def body(self, table: Path) -> None:
        for name in self.draw(st.lists(BARE | PLAIN, max_size=3, unique=True)):
            self.put(self.draw(BLANK.filter(lambda blank: blank != "\r\n")))
            if not self.text.endswith("\n"):
                self.put("\n" if self.text else "")
            more = self.draw(st.lists(BARE, max_size=2))
            self.pair(table, ["k" + name, *more], 2)
            self.put(self.draw(st.sampled_from(["\n", " # = [\n", "\r\n"])))

    def header(self, path: Path, names: list[str], brackets: str) -> None:
        self.here(path)
        self.put(brackets)
        for n, name in enumerate(names):
            self.put("." if n else "")
            self.key(name)
        self.put("]" * len(brackets) + "\n")
        self.body(path)


@st.composite
def documents(draw: Callable[[st.SearchStrategy[Any]], Any]) -> tuple[str, dict[Path, int]]:
    document = Document(draw)
    document.body(())
    for bare in draw(st.lists(BARE, max_size=3, unique=True)):
        name = "t" + bare
        if draw(st.booleans()):
            document.header((name,), [name], "[")
            continue
        for n in range(draw(st.integers(1, 3))):
            document.header((name, n), [name], "[[")
            for m in range(draw(st.integers(0, 2))):
                document.header((name, n, "in side", m), [name, "in side"], "[[")
    return document.text, document.lines


def paths_of(value: Any, path: Path = ()) -> list[Path]:
    inner = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    return [path, *(one for key, item in inner for one in paths_of(item, (*path, key)))]


@settings(max_examples=300)
@given(documents())
def test_every_key_and_item_of_a_document_is_found_on_the_line_where_it_begins(document):
    text, lines = document
    wanted = {path: lines[path] for path in paths_of(tomllib.loads(text)) if path}
    scanned = Lines(text)
    assert {path: scanned.of(path) for path in wanted} == wanted


@settings(max_examples=300)
@given(st.text(st.sampled_from("[]{}=.,#\"'\\\n ab1"), max_size=60))
def test_what_is_no_toml_is_passed_without_a_word(text: str):
    assert Lines(text).of(("a", 0, "b")) >= 1


def test_what_does_not_stand_there_is_on_the_line_of_what_is_around_it():
    lines = Lines('title = "A"\n[[blocks]]\n\n[[blocks]]\nmin = 3\n')
    assert lines.of(("blocks", 1, "title")) == 4
    assert lines.of(("nergens",)) == 1


@pytest.mark.parametrize("dots", [29, 30, 1000])
def test_a_long_key_is_measured_and_not_followed_to_its_end(dots: int):
    lines = Lines("\n[a" + ".a" * dots + "]\n")
    assert lines.longest_key == dots + 1
    assert lines.of(("a",) * 5) == 2
