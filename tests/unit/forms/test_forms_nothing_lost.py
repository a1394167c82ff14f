from collections import Counter

from form_bench import SAMPLES, Sheet
from hypothesis import given, settings
from hypothesis import strategies as st

from ai_tui.session.model import Group


def texts_in(table):
    lines = [line for row in table.rows for cell in row[table.heads :] for line in cell]
    return Counter(line.text for line in [*lines, *table.rest])


def test_entries_of_a_slot_that_is_gone_stand_under_other(any_sheet):
    any_sheet.type("gone", "hier was iets")

    rest = [slot for slot in any_sheet.slots if slot.rest]
    assert [(slot.id, slot.section) for slot in rest] == [("gone", "Overig")]
    assert texts_in(any_sheet.table)["hier was iets"] == 1


def test_what_was_heard_about_a_group_that_closed_still_says_about_whom(sheet):
    groups = (
        Group(id="bewoners", name="Bewoners"),
        Group(id="g7", name="Bestuurders", closed=True, merged_into="bewoners"),
    )
    heard = sheet("heard", groups=groups).type("about.g7", "wantrouwen")

    assert heard.slots[-1].title == "Over Bestuurders"
    assert heard.printed[-1] == ["Over Bestuurders", "wantrouwen"]


def test_what_a_group_heard_about_the_group_it_merged_into_stays(sheet):
    heard = sheet("heard").type("about.bewoners", "over onszelf nu")

    assert heard.slots[-1].rest
    assert heard.printed[-1] == ["Over Bewoners", "over onszelf nu"]


def test_a_form_of_a_kind_nobody_knows_shows_what_was_typed(sheet):
    odd = sheet("clusters", wild=[1]).type("items", "rij").beside("who", "iemand")

    assert all(slot.rest for slot in odd.slots)
    assert texts_in(odd.table) == Counter(["rij", "iemand"])
    assert odd.owed == (0, 0)
    assert odd.result is None


def test_a_form_with_options_that_do_not_fit_shows_what_was_typed(sheet):
    broken = sheet("top", size="veel").type("items", "rij")

    assert texts_in(broken.table) == Counter(["rij"])


def test_a_column_that_was_taken_away_keeps_its_rows_and_their_cells(sheet):
    tips = sheet("columns", columns=["Tips"], **{"from": True})
    tips.type("c2", "oude top").beside("from", "Managers")

    assert texts_in(tips.table) == Counter(["oude top", "Managers"])


def test_cells_that_the_form_no_longer_asks_are_shown(sheet):
    columns = sheet("columns", columns=["Doen"]).type("c1", "leren").beside("from", "Managers")

    assert texts_in(columns.table) == Counter(["leren", "Managers"])


def test_cells_of_a_row_that_was_removed_are_gone_with_it(sheet):
    agreed = sheet("agreements").type("who@nobody", "A").type("what", "bellen")

    assert [slot.id for slot in agreed.slots] == ["what"]
    assert texts_in(agreed.table) == Counter(["bellen"])


SLOTS = ["items", "c1", "c2", "c3", "f1", "about.managers", "about.x", "general", "q1.s1", "t1"]


@given(
    kind=st.sampled_from(["top", "columns", "heard", "fields", "list", "answers", "agreements"]),
    typed=st.lists(st.tuples(st.sampled_from([*SLOTS, "what"]), st.booleans()), max_size=12),
)
@settings(max_examples=150)
def test_whatever_was_typed_wherever_is_printed_once(kind, typed):
    page = Sheet(kind, **SAMPLES[kind])
    for number, (slot, with_cell) in enumerate(typed):
        page.type(slot, f"rij {number}")
        if with_cell:
            page.beside("who", f"cel {number}")

    expected = Counter(entry.text for entry in page.entries)
    assert texts_in(page.table) == expected
