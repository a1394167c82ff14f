"""Hostile texts in every file that an export writes, read back by what people open them with.

A few by default; `pytest tests/faults --fuzz 100000` writes so many in each.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from hostile import harmless, texts
from markdown_it import MarkdownIt

from ai_tui.agenda.moments import Instant
from ai_tui.export.formats import FORMATS
from ai_tui.forms import OPTIONS
from ai_tui.run.making import make
from ai_tui.run.run import Run
from ai_tui.session.checking import check
from ai_tui.text import clean_entry

BATCH = 250
FEW = 250
DOOR = "hostile text in a file that an export writes"
AT = datetime(2024, 12, 4, 15, 0, tzinfo=UTC)
TAGS = {
    "html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "p", "strong", "em",
    "table", "caption", "thead", "tbody", "tr", "th", "td", "ul", "li", "span", "br",
}  # fmt: skip
"""What a report is made of; no link, no picture, no script."""
FORMULA = re.compile(r"\s*[=+@＝＋－＠-]")
SESSION = """
title = "Proef"
date = 2024-12-04
start = "09:00"
groups = ["Een", "Twee"]

[[blocks]]
title = "Praten"
start = "09:00"
min = 60

[[blocks.forms]]
id = "top"
kind = "list"
title = "Top"
"""


def pytest_generate_tests(metafunc):
    if "batch" in metafunc.fixturenames:
        amount = metafunc.config.getoption("--fuzz") or FEW
        metafunc.parametrize("batch", range(-(-amount // BATCH)))


@pytest.fixture
def typed(tmp_path) -> Iterator[Callable[[list[str]], Run]]:
    """Makes a run in which a group's name, its entries and the notes are hostile."""
    made: list[Run] = []

    def type_in(hostile: list[str]) -> Run:
        plan, problems = check(SESSION, "proef", OPTIONS)
        assert plan is not None, problems
        run = make(plan, tmp_path / f"r{len(made)}", "notulist", lambda: Instant(AT))
        form, (group, _) = run.state.form("top"), run.state.groups("groups")
        run.groups.rename(group, hostile[0])
        run.harvest.append(form, group.id, "items", hostile)
        run.harvest.note(hostile[-1])
        made.append(run)
        return run

    yield type_in
    for run in made:
        run.close()


class Page(HTMLParser):
    """The tags and the text of a page, as a browser reads them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.pieces: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)

    def handle_data(self, data):
        self.pieces.append(data)


def words_of(text: str) -> str:
    return "".join(text.split())


def missing(found: str, kept: list[str]) -> list[str]:
    there = words_of(found)
    return [f"lost {text!r}" for text in kept if words_of(text) not in there]


def in_page(data: str, kept: list[str]) -> list[str]:
    tree = ElementTree.fromstring(data.replace("<!DOCTYPE html>\n", ""))
    page = Page(data)
    odd = page.tags - TAGS
    wrong = missing("".join(tree.itertext()), kept) + missing("".join(page.pieces), kept)
    return wrong + ([f"has the tags {odd}"] if odd else [])


def in_markdown(data: str, kept: list[str]) -> list[str]:
    page = Page(MarkdownIt("gfm-like").render(data))
    odd = page.tags - TAGS
    wrong = missing("".join(page.pieces), kept)
    return wrong + ([f"has the tags {odd}"] if odd else [])


def in_sheet(data: str, kept: list[str]) -> list[str]:
    rows = list(csv.reader(io.StringIO(data.removeprefix("\ufeff")), delimiter=";"))
    cells = {read for row in rows for cell in row for read in (cell, cell.removeprefix("'"))}
    wrong = [f"lost {text!r}" for text in kept if text not in cells]
    return wrong + [f"a formula: {c!r}" for row in rows for c in row if FORMULA.match(c)]


def in_json(data: str, kept: list[str]) -> list[str]:
    (form,) = json.loads(data)["forms"]
    texts = {entry["text"] for result in form["results"] for entry in result["entries"]}
    return [f"lost {text!r}" for text in kept if text not in texts]


READERS = {".html": in_page, ".md": in_markdown, ".csv": in_sheet, ".json": in_json}


def wrong_with(run: Run, suffix: str, hostile: list[str]) -> list[str]:
    kept = [text for text in map(clean_entry, hostile) if text]
    data = FORMATS[suffix](run, False).decode()
    steering = (
        [] if harmless(data.removeprefix("\ufeff").replace("\r", "")) else ["wrote odd bytes"]
    )
    try:
        return READERS[suffix](data, kept) + steering
    except (ElementTree.ParseError, json.JSONDecodeError) as error:
        return [f"cannot be read: {error}"]


def test_every_format_is_read(batch, typed, tally):
    count = tally(DOOR)
    hostile = texts(BATCH, batch)
    run = typed(hostile)
    assert set(READERS) == set(FORMATS)
    for text in hostile[1:]:
        count.add(repr(text)[:40], [])
    count.add(
        repr(hostile[0])[:40], [w for suffix in FORMATS for w in wrong_with(run, suffix, hostile)]
    )
    count.assert_sound("the program")


@pytest.mark.parametrize(
    ("suffix", "gate"),
    [(".html", "html.escape"), (".md", "markdown.escaped"), (".csv", "csv.harmless")],
)
def test_control_a_format_that_does_not_neutralise_is_noticed(
    suffix, gate, typed, tally, monkeypatch
):
    count = tally(DOOR)
    monkeypatch.setattr(f"ai_tui.export.{gate}", lambda text: text)
    hostile = [*texts(40, 0), "=1+1", "<b>*vet*"]
    run = typed(hostile)
    count.add(suffix, wrong_with(run, suffix, hostile))
    count.assert_caught(f"{suffix} as typed")
