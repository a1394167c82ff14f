"""What people open: the report as a page and as Markdown, the harvest as a sheet."""

import csv
import io
import re
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from hostile import hostile_text
from hypothesis import HealthCheck, given, settings
from markdown_it import MarkdownIt

from ai_tui.export.csv import harmless
from ai_tui.export.formats import FORMATS
from ai_tui.export.html import escape as in_html
from ai_tui.export.markdown import escaped as in_markdown
from ai_tui.export.markdown import markdown
from ai_tui.export.parts import Column, Grid, Item, Lines, Row
from ai_tui.run.replan import ReplanVerbs
from ai_tui.session.model import ROOM
from ai_tui.text import clean_entry

NASTY = (
    "<script>alert(1)</script>",
    "&amp; <b>vet</b> </td></table>",
    "**vet** _schuin_ `code` ~~weg~~",
    "[klik](http://kwaad.example)",
    "![plaatje](http://kwaad.example/x.png)",
    "http://kwaad.example www.kwaad.example iemand@kwaad.example",
    "kwaad.nl, «þ.md of WWW.1kwaad.museum/x",
    "| een | twee |",
    "# kop",
    "- punt",
    "+ plus",
    "1. eerste\n2) tweede",
    "<http://kwaad.example>",
    "\\ ^ $x$ ==geel== &copy;",
    "=cmd|'/c calc'!A1",
    '@SUM(1;2) "aanhaling"; en meer',
    "－2＋3",
    "a\n=1+1\n\n---\nb",
)
VOID = {"meta"}


def nasty(hands):
    """A run in which everything that can be typed or named is nasty."""
    h = hands("ruwaard-2017.toml")
    h.run.groups.rename(h.group("Managers"), NASTY[0])
    h.type("doen-en-afleren", NASTY[0], "c1", *NASTY)
    h.type("gehoord", NASTY[0], "general", *NASTY)
    h.type("rode-draden", "", "items", *NASTY)
    h.run.harvest.note(NASTY[1])
    return h.run


def written(run, suffix, *, anonymous=False):
    return FORMATS[suffix](run, anonymous).decode()


def words_of(text):
    return "".join(text.split())


class Reader(HTMLParser):
    """The tags and the text of a page, as a browser reads them."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.attributes, self.text = set(), set(), ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data):
        self.text += data


def test_a_page_is_well_formed_and_holds_all_texts_as_text(hands):
    page = written(nasty(hands), ".html")
    tree = ElementTree.fromstring(page.replace("<!DOCTYPE html>\n", ""))
    xml = words_of("".join(tree.itertext()))
    read = Reader(page)

    for text in NASTY:
        assert words_of(text) in xml
        assert words_of(text) in words_of(read.text)
    assert not {"script", "b", "a", "img"} & read.tags
    assert not {"href", "src", "onclick"} & read.attributes


def test_markdown_reads_as_the_texts_that_were_typed(hands):
    read = MarkdownIt("gfm-like").render(written(nasty(hands), ".md"))
    page = Reader(read)

    for text in NASTY:
        assert words_of(text) in words_of(page.text.replace("•", ""))
    assert not {"script", "b", "a", "img", "s", "code", "ol", "hr"} & page.tags


def test_a_sheet_has_a_row_for_every_text_and_no_formula(hands):
    run = nasty(hands)
    data = written(run, ".csv")
    assert data.startswith("\ufeff")
    head, *rows = csv.reader(io.StringIO(data.removeprefix("\ufeff")), delimiter=";")

    assert head[:6] == ["onderdeel", "formulier", "van", "vak", "nr", "tekst"]
    texts = [row[5].removeprefix("'") for row in rows]
    assert sorted(texts) == sorted([*NASTY * 3, NASTY[1]])
    assert all(len(row) == len(head) for row in rows)
    assert not any(re.match(r"\s*[=+@＝＋－＠-]", cell) for row in rows for cell in row)


@pytest.mark.parametrize(
    "text",
    [
        "+ plus", "1. eerste", "12) tweede", "---", "===", "    x", "- 1. een", "- - -", "-",
        "a | b\n:---", "a\n---", "a\n\n    x", "- \n    x",
    ],
)  # fmt: skip
def test_a_line_of_markdown_begins_no_list_or_heading(text):
    page = Reader(MarkdownIt("gfm-like").render(markdown([Lines((Item(text), Item("einde")))])))
    assert page.tags <= {"p", "br"}
    assert words_of(page.text) == words_of(f"{text}einde")


def test_paragraphs_and_points_stand_in_markdown_as_they_were_typed():
    text = "Kop:\n- een -1\n- twee * 2\nslot\n\nnog\nwat"
    said = markdown([Lines((Item(text),))])
    assert said == "Kop:\n\n- een -1\n- twee \\* 2\n\nslot\n\nnog  \nwat\n"
    assert Reader(MarkdownIt("gfm-like").render(said)).tags == {"p", "ul", "li", "br"}


def test_a_dash_or_a_number_in_a_cell_of_markdown_stands_as_it_was_typed():
    grid = Grid("", (Column("a"),), (Row((((Item("- een\n1. twee"),)),)),))
    assert markdown([grid]).endswith("| - een<br>1. twee |\n")


@pytest.mark.parametrize("name", [":smile:", ":+1:", ":thumbs_up:", ":flag-nl:"])
def test_a_name_between_colons_is_no_drawing_and_a_time_stays_a_time(name):
    text = f"dank {name} om 16:30: pauze, 16:30:15 door"
    said = in_markdown(text)
    assert "dank \\:" in said and "16:30: pauze, 16:30:15 door" in said
    assert Reader(MarkdownIt("gfm-like").render(said)).text.strip() == text


@settings(max_examples=300, suppress_health_check=list(HealthCheck))
@given(hostile_text)
def test_any_lines_of_markdown_are_only_text(text):
    text = clean_entry(text)
    page = Reader(MarkdownIt("gfm-like").render(markdown([Lines((Item(text),))])))
    assert page.tags <= {"p", "br", "ul", "li"}


@settings(max_examples=200, suppress_health_check=list(HealthCheck))
@given(hostile_text)
def test_any_text_is_only_text_in_every_format(text):
    text = clean_entry(text)
    xml = ElementTree.fromstring(f"<p>{in_html(text)}</p>")
    assert (xml.text or "") == text
    assert len(xml) == 0
    page = Reader(MarkdownIt("gfm-like").render(f"| a |\n|---|\n| {in_markdown(text)} |\n"))
    assert page.tags <= {"table", "thead", "tbody", "tr", "th", "td", "br"}
    assert not re.match(r"\s*[=+@＝＋－＠-]", harmless(text))


def test_a_report_says_what_show_says(hands):
    h = hands("ruwaard-2017.toml")
    h.run.clock.next()
    h.type("doen-en-afleren", "Professionals", "c1", "leren", "luisteren", "ruimte", "extra??")
    h.run.harvest.mark("doen-en-afleren", h.group("Managers").id, "nothing")
    h.run.clock.finish()
    for suffix in (".html", ".md"):
        text = written(h.run, suffix)
        for said in (
            "Werkconferentie Ruwaard",
            "woensdag 15 februari 2017",
            "luisteren",
            "buiten de top-3",
            "navragen",
            "Komt niets van Managers",
            "Afgelopen om",
        ):
            assert said in text


def test_a_late_text_and_its_time_stand_in_the_sheet(hands):
    h = hands("ruwaard-2017.toml")
    h.run.clock.next()
    h.run.clock.finish()
    h.type("rode-draden", "", "items", "leren?? #samen")
    (row,) = list(csv.reader(io.StringIO(written(h.run, ".csv")), delimiter=";"))[1:]

    assert row[5:] == [
        "leren?? #samen", "notulist", "2017-02-15 13:00", "nagekomen, navragen", "samen",
    ]  # fmt: skip


def test_cells_beside_a_row_stand_in_every_format(hands):
    h = hands("alblasserdam-2024.toml", datetime(2024, 12, 4, 15, 0, tzinfo=UTC))
    (row,) = h.type("afspraken", "", "what", "Bellen")
    form = h.run.state.form("afspraken")
    h.run.harvest.append(form, ROOM.id, f"who@{row}", ["Xhofleer"])
    for suffix in FORMATS:
        assert "Xhofleer" in written(h.run, suffix)
        assert "Xhofleer" not in written(h.run, suffix, anonymous=True)
        assert "notulist" not in written(h.run, suffix, anonymous=True)


@pytest.mark.parametrize("suffix", [".html", ".md"])
def test_a_report_says_where_a_merged_group_went(hands, suffix):
    h = hands("ruwaard-2017.toml")
    h.run.groups.merge(h.group("Bestuurders"), h.group("Managers"))
    h.type("doen-en-afleren", "Bestuurders", "c1", "op een ander scherm getypt")
    said = written(h.run, suffix)

    assert "hoort nu bij Managers" in said
    assert "gesloten" not in said


@pytest.mark.parametrize("suffix", [".html", ".md"])
def test_a_report_says_what_came_into_the_plan_and_what_left_it(hands, suffix):
    h = hands("alblasserdam-2024.toml", datetime(2024, 12, 4, 15, 0, tzinfo=UTC))
    plan = ReplanVerbs(h.run)
    plan.insert("ontdekken", "Koffie", timedelta(minutes=15))
    plan.drop(h.run.state.block("verbeelden"))
    said = words_of(written(h.run, suffix))

    parts = ("Koffie", "toegevoegd:15minvanaf18:00", "Verbeelden", "vervallen", "Hapjeeten")
    assert [part for part in sorted(parts, key=said.index)] == list(parts)
    assert "overgeslagen" not in said


def test_the_sheet_has_the_harvest_of_a_dropped_block_where_it_stood(hands):
    h = hands("alblasserdam-2024.toml", datetime(2024, 12, 4, 15, 0, tzinfo=UTC))
    h.run.groups.add(["Tafel 1"])
    for form in ("top-3", "themas", "tips-en-tops"):
        slot = h.run.slots(h.run.state.form(form), h.group("Tafel 1"))[0].id
        h.type(form, "Tafel 1", slot, "iets")
    before = written(h.run, ".csv")
    ReplanVerbs(h.run).drop(h.run.state.block("verbeelden"))

    assert "Verbeelden en presenteren" in before
    assert written(h.run, ".csv") == before


@pytest.mark.parametrize("suffix", [".html", ".md", ".csv"])
def test_every_format_speaks_english_too(hands, suffix):
    from ai_tui.locale import Words

    run = hands("ruwaard-2017.toml", words=Words("en")).run
    text = written(run, suffix)
    assert "block" in text
    assert "onderdeel" not in text
