import random

import pytest

from ai_tui.forms import Entry, arrange, by_label, marks, queries, search

HOSTILE = [
    "[/x]",
    "[bold red]rood[/bold red]",
    "שלום עולם",
    "👩‍👩‍👧‍👦 samen",
    "{veld} %s \\n",
    "x" * 100_000,
]


def entry(number, slot="items", pos=None, text="tekst", **more):
    return Entry(
        id=f"e{number}",
        block="b",
        form="f",
        group="g",
        slot=slot,
        pos=f"{number:04}" if pos is None else pos,
        text=text,
        **more,
    )


def test_entries_come_in_order_per_slot_whatever_order_they_arrive_in():
    entries = [entry(1, pos="b"), entry(2, pos="a"), entry(3, pos="b"), entry(4, "c2", pos="a")]
    expected = {"items": ["e2", "e1", "e3"], "c2": ["e4"]}

    for seed in range(5):
        shuffled = random.Random(seed).sample(entries, len(entries))
        harvest = arrange(shuffled)
        assert {slot: [e.id for e in found] for slot, found in harvest.items()} == expected


def test_a_cell_stays_only_as_long_as_its_row():
    row, cell = entry(1), entry(2, "who@e1")

    assert set(arrange([row, cell])) == {"items", "who@e1"}
    assert arrange([cell]) == {}


@pytest.mark.parametrize(
    ("text", "query", "labels"),
    [
        ("gewoon", False, ()),
        ("klopt dit??", True, ()),
        ("wat is dit?", False, ()),
        ("#Jeugd en #jeugd en #werk-plek", False, ("jeugd", "werk-plek")),
        ("nr #1 en C# en a#b en https://x.nl/#top en &#x27;", False, ()),
        ("#één?? #überhaupt", True, ("één", "überhaupt")),
        ("", False, ()),
    ],
)
def test_marks_are_found_inside_the_text(text, query, labels):
    found = marks(text)

    assert (found.query, found.labels) == (query, labels)


def test_search_wants_every_word_and_forgives_case_and_accents():
    entries = [
        entry(1, text="Eén plek voor iedereen"),
        entry(2, text="Twee plekken"),
        entry(3, text="iedereen een PLEK"),
    ]

    assert [e.id for e in search(entries, "EEN plek")] == ["e1", "e3"]
    assert [e.id for e in search(entries, "één")] == ["e1", "e3"]
    assert search(entries, "  ") == []
    assert search(entries, "[/x]") == []


def test_a_label_finds_that_label_and_not_a_longer_one():
    entries = [entry(1, text="#jeugd"), entry(2, text="#jeugdzorg"), entry(3, text="jeugd")]

    assert [e.id for e in search(entries, "#JEUGD")] == ["e1"]
    assert [e.id for e in search(entries, "jeugd")] == ["e1", "e2", "e3"]


def test_labels_and_questions_are_gathered():
    entries = [entry(1, text="a #zorg"), entry(2, text="b #buurt #zorg"), entry(3, text="c??")]

    assert {k: [e.id for e in v] for k, v in by_label(entries).items()} == {
        "buurt": ["e2"],
        "zorg": ["e1", "e2"],
    }
    assert list(by_label(entries)) == ["buurt", "zorg"]
    assert [e.id for e in queries(entries)] == ["e3"]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_any_sort_goes_through_unchanged_and_is_found(any_sheet, text):
    slot = any_sheet.slots[0].id
    any_sheet.type(slot, text)

    lines = [line.text for row in any_sheet.table.rows for cell in row for line in cell]
    assert text in lines
    assert [e.text for e in search(any_sheet.entries, text[:40])] == [text]


@pytest.mark.parametrize("name", HOSTILE[:5])
def test_names_of_any_sort_are_shown_as_they_are(sheet, name):
    columns = sheet("columns", columns=[name, "Ander"]).type("c1", "x")

    assert columns.table.headers[0] == name
    assert columns.result[name] == ["x"]
