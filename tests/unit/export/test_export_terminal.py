import io
import re
from datetime import UTC, datetime, timedelta

import pytest
from rich.cells import cell_len
from rich.console import Console

from ai_tui.export.form_grid import form_grid
from ai_tui.export.terminal import PLAIN_WIDTH, WIDEST, show
from ai_tui.export.terminal_tables import grid
from ai_tui.forms import Line, Table
from ai_tui.locale import Words
from ai_tui.run.replan import ReplanVerbs


def shown(run):
    file = io.StringIO()
    show(run, file)
    return file.getvalue()


def rows(text):
    """The cells of every table row, blanks around them taken away."""
    lines = [line for line in text.splitlines() if line.startswith("│")]
    return [[cell.strip() for cell in line.strip("│").split("│")] for line in lines]


def test_an_empty_run_says_in_words_that_nothing_is_there(hands):
    text = shown(hands("ruwaard-2017.toml").run)

    assert text.splitlines()[0] == "Werkconferentie Ruwaard"
    assert "woensdag 15 februari 2017 · Huis van de Wijk" in text
    assert "Nog niet begonnen" in text
    assert "Nog niets van Bewoners, Professionals, Managers, Bestuurders" in text
    assert "Nog niets van de zaal" in text


def test_do_and_unlearn_stand_side_by_side_under_their_group(hands):
    h = hands("ruwaard-2017.toml")
    h.type("doen-en-afleren", "Professionals", "c1", "samen leren", "luisteren", "kaders", "extra")
    h.type("doen-en-afleren", "Professionals", "c2", "te snel", "te veel")
    text = shown(h.run)

    table = rows(text[text.index("\nProfessionals") :])
    assert table[:4] == [
        ["", "Doen", "Afleren"],
        ["1", "samen leren", "te snel"],
        ["2", "luisteren", "te veel"],
        ["3", "kaders", ""],
    ]
    assert table[4:6] == [["", "buiten de top-3", ""], ["4", "extra", ""]]
    assert "Nog niets van Bewoners, Managers, Bestuurders" in text


def test_what_was_heard_stands_by_group_and_about_whom(hands):
    h = hands("ruwaard-2017.toml")
    h.type("gehoord", "Managers", f"about.{h.group('Bewoners').id}", "luister", "samen??")
    h.type("gehoord", "Managers", "general", "ruimte")
    text = shown(h.run)

    assert rows(text[text.index("\nManagers") :])[:6] == [
        ["Over wie", "Gehoord"],
        ["Over Bewoners", "- luister"],
        ["", "- samen?? (navragen)"],
        ["Over Professionals", "nog niets"],
        ["Over Bestuurders", "nog niets"],
        ["Algemeen", "ruimte"],
    ]


def test_the_timeline_shows_plan_and_what_happened(hands):
    h = hands("ruwaard-2017.toml")
    second, third = h.run.state.blocks[1:3]
    h.run.clock.next()
    h.wait(10)
    h.run.clock.pause_or_resume()
    h.wait(3)
    h.run.clock.pause_or_resume()
    h.run.clock.extend(timedelta(minutes=5))
    h.wait(17)
    h.run.clock.skip(third.id)
    h.run.clock.go(second.id)
    table = rows(shown(h.run))

    ran = [*table[1:3]]
    assert [ran[0][0], ran[0][1], ran[0][2], ran[0][4]] == ["✓", "13:00–13:20", "13:00–13:30", "27"]
    assert " ".join(row[5] for row in ran) == "3 min pauze, 5 min verlengd, 2 min uitgelopen"
    marks = {row[0]: row[-1] for row in table if row[0] in {"►", "↷"}}
    assert marks == {"►": "loopt nu", "↷": "overgeslagen"}
    assert any(row[3].startswith("◆ Pauze") for row in table if len(row) == 6)


def test_waiting_for_dinner_after_a_skip_is_no_pause(hands):
    h = hands("alblasserdam-2024.toml", datetime(2024, 12, 4, 17, 0, tzinfo=UTC))
    h.run.clock.go("verbeelden")
    for block in h.run.state.blocks:
        if block.id == "eten":
            break
        h.run.clock.skip(block.id)
        h.wait(5)
    h.run.clock.go("eten")
    skipped = [row for row in rows(shown(h.run)) if row[0] == "↷"]
    assert skipped and {row[5] for row in skipped} == {"overgeslagen"}


def test_what_came_in_and_what_was_dropped_says_so_where_it_stands(hands):
    h = hands("alblasserdam-2024.toml", datetime(2024, 12, 4, 15, 0, tzinfo=UTC))
    h.run.groups.add(["Tafel 1"])
    plan = ReplanVerbs(h.run)
    plan.insert("ontdekken", "Koffie", timedelta(minutes=15))
    plan.drop(h.run.state.block("verbeelden"))
    text = shown(h.run)
    table = [row for row in rows(text) if len(row) == 6]

    titles = [row[3] for row in table]
    at = titles.index("Koffie")
    assert [table[at][0], table[at][1]] == ["·", ""]
    assert f"{table[at][5]} {table[at + 1][5]}" == "toegevoegd: 15 min vanaf 18:00"
    assert titles[at - 1] == "· Delen in de zaal"
    gone = table[at + 2]
    assert [gone[0], gone[1], gone[3]] == ["×", "18:00–18:45", "Verbeelden en presenteren"]
    assert gone[5] == "vervallen"
    heads = [line.split(" ──")[0] for line in text.splitlines() if " ──" in line]
    assert heads.index("Verbeelden en presenteren") == heads.index("Ontdekken en delen") + 1


def test_every_phase_stands_under_its_block_with_what_each_turn_took(hands):
    h = hands("alblasserdam-2024.toml", datetime(2024, 12, 4, 15, 0, tzinfo=UTC))
    h.run.groups.add([f"Tafel {number}" for number in range(1, 4)])
    h.run.clock.go("verbeelden")
    h.wait(20)
    h.run.clock.next()
    h.wait(4.5)
    h.run.clock.next()
    h.wait(2)
    h.run.clock.go("eten")
    table = [row for row in rows(shown(h.run)) if len(row) == 6]

    (title,) = [row for row in table if row[3] == "✓ Voorbereiden"]
    assert (title[2], title[4]) == ("16:00–16:20", "20")
    (stage,) = [row for row in table if row[3] == "✓ Optreden"]
    assert (stage[1], stage[2], stage[4]) == ("18:20–18:28", "16:20–16:26", "7")
    remarks = " ".join(row[5] for row in table)
    assert "Tafel 1 04:30, Tafel 2 02:00" in remarks
    (missed,) = [row for row in table if "ophalen" in row[3]]
    assert missed == ["", "18:28–18:33", "", "↷ Thema's ophalen", "", "overgeslagen"]
    ahead = [row[3] for row in table if "Reflectie" in row[3]]
    assert ahead == ["· Reflectie"]


def test_what_came_late_is_said_in_words(hands):
    h = hands("ruwaard-2017.toml")
    h.run.clock.next()
    h.run.clock.finish()
    h.type("rode-draden", "", "items", "leren??")

    assert "- leren?? (nagekomen) (navragen)" in shown(h.run)
    assert "Afgelopen om 13:00" in shown(h.run)


def test_where_a_form_stands_is_said_in_words(hands):
    h = hands("ruwaard-2017.toml")
    for name, state in (("Managers", "nothing"), ("Bewoners", "paper"), ("Professionals", "read")):
        h.run.harvest.mark("doen-en-afleren", h.group(name).id, state)
    h.type("doen-en-afleren", "Professionals", "c1", "leren")
    h.type("doen-en-afleren", "Bestuurders", "c1", "zien")
    h.run.groups.close(h.group("Bestuurders"))
    text = shown(h.run)

    assert "Komt niets van Managers" in text
    assert "Op papier, nog niet getypt: Bewoners" in text
    assert "Professionals · nagelezen" in text
    assert "Bestuurders · gesloten" in text


def test_what_a_merged_group_left_says_where_the_group_went(hands):
    h = hands("ruwaard-2017.toml")
    h.run.groups.merge(h.group("Bestuurders"), h.group("Managers"))
    h.type("doen-en-afleren", "Bestuurders", "c1", "op een ander scherm getypt")
    text = shown(h.run)

    assert "Bestuurders · hoort nu bij Managers" in text
    assert "gesloten" not in text


def test_entries_in_no_slot_of_the_form_stand_under_other(hands):
    h = hands("ruwaard-2017.toml")
    h.type("doen-en-afleren", "Managers", "c3", "uit een oude kolom")
    lines = shown(h.run).splitlines()

    assert lines[lines.index("Overig") + 1] == "- uit een oude kolom"


@pytest.mark.parametrize(
    "text", ["[/x]", "[red]rood[/red]", ":smile:", "{naam}", "שלום, עולם", "👩‍👩‍👧‍👦 samen", "a\nb"]
)
def test_typed_text_is_printed_as_it_is(hands, text):
    h = hands("ruwaard-2017.toml")
    h.run.groups.rename(h.group("Managers"), f"M {text}")
    h.type("doen-en-afleren", "Managers", "c1", text)
    h.type("doen-en-afleren", "", "c1", text)
    h.type("rode-draden", "", "items", text)
    h.run.harvest.note(text)
    out = shown(h.run)

    first = text.splitlines()[0]
    assert sum(first in line for line in out.splitlines()) >= 4
    assert "\x1b" not in out


def test_a_text_of_100_000_characters_is_printed_whole(hands):
    h = hands("ruwaard-2017.toml")
    h.type("rode-draden", "", "items", "x" * 100_000)

    assert shown(h.run).count("x") >= 100_000


@pytest.mark.parametrize("text", ["[/x]", "[red]rood[/red]", "שלום"])
def test_a_table_is_plain_text_also_where_markup_is_read(text):
    file = io.StringIO()
    rows = (((Line(text),), (Line(text),)),)
    made = Table(text, (text, text), rows, heads=1, rest=(Line(text),))
    Console(file=file, width=80).print(grid(form_grid(made, (), Words("nl"))))

    assert file.getvalue().count(text) == 6


def test_without_a_terminal_lines_are_as_wide_as_a_page(hands):
    h = hands("ruwaard-2017.toml")
    h.type("doen-en-afleren", "Managers", "c1", "lange tekst " * 40)
    h.type("gehoord", "Managers", "general", "w" * 300)

    assert max(cell_len(line) for line in shown(h.run).splitlines()) == PLAIN_WIDTH


@pytest.mark.parametrize(
    ("columns", "width"),
    [("80", 80), ("72", 72), ("240", WIDEST), ("0", PLAIN_WIDTH), ("veel", PLAIN_WIDTH)],
)
def test_without_a_terminal_columns_says_how_wide_the_lines_are(hands, monkeypatch, columns, width):
    monkeypatch.setenv("COLUMNS", columns)
    h = hands("ruwaard-2017.toml")
    h.type("gehoord", "Managers", "general", "w" * 300)

    assert max(cell_len(line) for line in shown(h.run).splitlines()) == width


def test_a_wide_terminal_does_not_make_wide_lines(hands, monkeypatch):
    class Wide(io.StringIO):
        def isatty(self):
            return True

    monkeypatch.setenv("COLUMNS", "240")
    monkeypatch.setenv("TERM", "xterm")
    file = Wide()
    show(hands("ruwaard-2017.toml").run, file)

    plain = re.sub(r"\x1b\[[0-9;]*m", "", file.getvalue())
    assert max(cell_len(line) for line in plain.splitlines()) == WIDEST


def test_a_session_without_groups_says_that_there_are_none_yet(hands):
    start = datetime(2024, 12, 4, 15, 0, tzinfo=UTC)
    text = shown(hands("alblasserdam-2024.toml", start).run)

    assert "Er zijn nog geen groepen voor dit formulier." in text


def test_loose_notes_have_their_time_and_block(hands):
    h = hands("ruwaard-2017.toml")
    h.run.clock.next()
    h.wait(5)
    h.run.harvest.note("koffie op")
    table = rows(shown(h.run))

    assert table[-1] == ["13:05", h.run.state.blocks[0].title, "koffie op"]


def test_english_on_request(hands):
    h = hands("ruwaard-2017.toml", words=Words("en"))

    assert "Nothing yet from the room" in shown(h.run)
    assert "Not begun yet" in shown(h.run)


def test_a_turn_of_more_than_an_hour_is_told_in_hours(hands):
    h = hands("alblasserdam-2024.toml", datetime(2024, 12, 4, 15, 0, tzinfo=UTC))
    h.run.groups.add(["Tafel 1", "Tafel 2"])
    h.run.clock.go("verbeelden")
    h.wait(20)
    h.run.clock.next()
    h.wait(133)
    h.run.clock.go("eten")
    remarks = " ".join(row[5] for row in rows(shown(h.run)) if len(row) == 6)
    assert "Tafel 1 2:13:00" in remarks
