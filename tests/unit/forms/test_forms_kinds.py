from datetime import date

import pytest

from ai_tui import forms
from ai_tui.session.model import Group


def shown(lines):
    return [(line.text, line.surplus) for line in lines]


def test_the_registry_has_the_kinds_a_session_file_may_name():
    assert set(forms.KINDS) == {
        "top", "columns", "heard", "fields", "list", "answers", "milestones", "agreements",
    }  # fmt: skip
    assert forms.OPTIONS.keys() == forms.KINDS.keys()


def test_a_top_3_is_a_list_in_order_and_a_fourth_stays_as_surplus(sheet):
    top = sheet("top").type("items", "a", "b", "c", "d")

    assert top.result == ["a", "b", "c"]
    assert [shown(row[0]) for row in top.table.rows] == [
        [("a", False)], [("b", False)], [("c", False)], [("d", True)],
    ]  # fmt: skip
    assert top.table.numbered
    assert top.owed == (3, 3)


def test_a_top_of_another_size_asks_that_many(sheet):
    top = sheet("top", size=5).type("items", "a", "b", "c", "d")

    assert top.owed == (4, 5)
    assert top.slots[0].size == 5 and top.slots[0].ranked
    assert top.result == ["a", "b", "c", "d"]


def test_columns_stand_side_by_side_rank_by_rank(sheet):
    columns = sheet("columns", columns=["Doen", "Afleren"])
    columns.type("c1", "samen leren", "luisteren").type("c2", "te snel oplossen")

    assert columns.table.headers == ("Doen", "Afleren")
    assert columns.printed == [["samen leren", "te snel oplossen"], ["luisteren", ""]]
    assert columns.result == {
        "Doen": ["samen leren", "luisteren"],
        "Afleren": ["te snel oplossen"],
    }
    assert columns.owed == (3, 6)
    assert all(slot.beside and slot.ranked for slot in columns.slots)


def test_a_longer_second_column_does_not_slide_under_the_first(sheet):
    columns = sheet("columns", columns=["Tips", "Tops"], **{"from": True})
    columns.type("c2", "een", "twee").beside("from", "Managers")

    assert columns.printed == [["", "", "een", ""], ["", "", "twee", "Managers"]]


def test_tips_and_tops_say_from_whom_and_ask_no_number(sheet):
    tips = sheet("columns", columns=["Tips", "Tops"], **{"from": True})
    tips.type("c1", "maak het kleiner").beside("from", "Managers").type("c2", "lef")

    assert tips.slots[0].cells[0].choices == ("Professionals", "Managers")
    assert tips.slots[0].size is None and not tips.table.numbered
    assert tips.table.headers == ("Tips", "Van", "Tops", "Van")
    assert tips.printed == [["maak het kleiner", "Managers", "lef", ""]]
    assert tips.result == {
        "Tips": [{"text": "maak het kleiner", "from": "Managers"}],
        "Tops": [{"text": "lef", "from": None}],
    }
    assert tips.owed == (2, 2)


def test_heard_asks_about_each_other_group_and_in_general(sheet):
    heard = sheet("heard").type("about.managers", "luister", "steun").type("general", "samen")

    assert [slot.title for slot in heard.slots] == [
        "Over Professionals", "Over Managers", "Algemeen",
    ]  # fmt: skip
    assert heard.result == [
        {"about": "Professionals", "heard": []},
        {"about": "Managers", "heard": ["luister", "steun"]},
        {"about": None, "heard": ["samen"]},
    ]
    assert heard.printed[1] == ["Over Managers", "luister / steun"]
    assert heard.table.heads == 1
    assert heard.owed == (1, 2)


def test_heard_only_in_general_is_not_nothing(sheet):
    assert sheet("heard").type("general", "samen").owed == (1, 2)
    assert sheet("heard").owed == (0, 2)


def test_heard_by_the_only_group_asks_what_is_general(sheet):
    alone = sheet("heard", groups=(Group(id="bewoners", name="Bewoners"),))

    assert [slot.id for slot in alone.slots] == ["general"]
    assert alone.owed == (0, 1)
    assert alone.type("general", "x").owed == (1, 1)


def test_a_closed_group_is_asked_about_no_more(sheet):
    groups = (
        Group(id="bewoners", name="Bewoners"),
        Group(id="weg", name="Weg", closed=True),
        Group(id="managers", name="Managers"),
    )

    assert [slot.id for slot in sheet("heard", groups=groups).slots] == [
        "about.managers",
        "general",
    ]


def test_fields_are_one_text_each(sheet):
    fields = sheet("fields", fields=["Titel", "Droom in een zin"]).type("f1", "Voordeur")

    assert all(slot.single for slot in fields.slots)
    assert fields.result == {"Titel": "Voordeur", "Droom in een zin": None}
    assert fields.printed == [["Titel", "Voordeur"], ["Droom in een zin", ""]]
    assert fields.owed == (1, 2)


def test_two_people_who_fill_the_same_field_are_both_kept(sheet):
    fields = sheet("fields", fields=["Titel"]).type("f1", "Voordeur", "Achterdeur")

    assert shown(fields.table.rows[0][1]) == [("Voordeur", False), ("Achterdeur", True)]
    assert fields.owed == (1, 1)


def test_a_list_has_a_maximum_or_takes_what_comes(sheet):
    assert sheet("list", max=2).type("items", "a", "b", "c").result == ["a", "b"]
    assert sheet("list", max=2).type("items", "a").owed == (1, 2)
    assert not sheet("list").type("items", "a").table.numbered
    assert sheet("list", themes=True).type("items", "a").table.numbered
    assert sheet("list").type("items", "a", "b", "c").result == ["a", "b", "c"]
    assert sheet("list").owed == (0, 1)
    assert sheet("list").type("items", "a", "b").owed == (1, 1)


def test_answers_stand_per_question_and_speaker_in_turns(sheet):
    talk = sheet("answers", questions=["Wat betekent het?", "Wat is lastig?"], speakers=["A", "B"])
    talk.type("q1.s1", "kansen geven", "en durven").type("q1.s2", "steunen")

    assert [(slot.id, slot.section, slot.title) for slot in talk.slots] == [
        ("q1.s1", "Wat betekent het?", "A"),
        ("q1.s2", "Wat betekent het?", "B"),
        ("q2.s1", "Wat is lastig?", "A"),
        ("q2.s2", "Wat is lastig?", "B"),
    ]
    assert talk.printed == [
        ["Wat betekent het?", "A", "kansen geven / en durven"],
        ["", "B", "steunen"],
        ["Wat is lastig?", "A", ""],
        ["", "B", ""],
    ]
    assert talk.result[0]["answers"] == [
        {"speaker": "A", "text": "kansen geven"},
        {"speaker": "A", "text": "en durven"},
        {"speaker": "B", "text": "steunen"},
    ]


def test_who_speaks_again_after_another_has_a_turn_of_their_own(sheet):
    talk = sheet("answers", questions=["Een?", "Twee?"], speakers=["A", "B", "C"])
    talk.type("q1.s2", "b").type("q1.s1", "a", "en a").type("q1.s2", "weer b")

    assert talk.result[0]["answers"] == [
        {"speaker": "B", "text": "b"},
        {"speaker": "A", "text": "a"},
        {"speaker": "A", "text": "en a"},
        {"speaker": "B", "text": "weer b"},
    ]
    assert talk.printed[:4] == [
        ["Een?", "B", "b"], ["", "A", "a / en a"], ["", "B", "weer b"], ["", "C", ""],
    ]  # fmt: skip


def test_a_question_stays_open_until_somebody_answers_it(sheet):
    talk = sheet("answers", questions=["Een?", "Twee?"], speakers=["A", "B"])

    assert talk.type("q1.s2", "x").owed == (1, 2)
    assert talk.result[1] == {"question": "Twee?", "answers": []}
    assert talk.type("q2.s1", "y").owed == (2, 2)


def test_answers_of_speakers_without_a_name(sheet):
    talk = sheet("answers", questions=["Een?", "Twee?"]).type("q2", "ja")

    assert talk.printed == [["Een?", ""], ["Twee?", "ja"]]
    assert talk.result[1]["answers"] == [{"speaker": None, "text": "ja"}]
    assert talk.owed == (1, 2)


TERMS = [
    {"label": "Na een week", "after": "1 week"},
    {"label": "Voor de kerst", "date": "2024-12-20"},
    {"label": "Na een maand", "after": "1 maand"},
    {"label": "Eens"},
]


def test_milestones_show_the_date_of_each_term_once_the_session_has_one(sheet):
    plan = sheet("milestones", terms=TERMS, day=date(2024, 12, 4))

    assert [slot.title for slot in plan.slots] == [
        "Na een week · 11 december 2024",
        "Voor de kerst · 20 december 2024",
        "Na een maand · 4 januari 2025",
        "Eens",
    ]
    assert [slot.title for slot in sheet("milestones", terms=TERMS).slots][:2] == [
        "Na een week",
        "Voor de kerst · 20 december 2024",
    ]


def test_milestones_count_terms_and_take_several_deliverables(sheet):
    plan = sheet("milestones", terms=TERMS, day=date(2024, 12, 4))
    plan.type("t1", "een lijst", "een afspraak")

    assert plan.owed == (1, 4)
    assert plan.result[0] == {
        "term": "Na een week",
        "date": "2024-12-11",
        "deliver": ["een lijst", "een afspraak"],
    }
    assert plan.result[3] == {"term": "Eens", "date": None, "deliver": []}


@pytest.mark.parametrize(
    ("day", "after", "expected"),
    [
        (date(2024, 1, 31), "1 month", "2024-02-29"),
        (date(2023, 1, 31), "1 maand", "2023-02-28"),
        (date(2024, 11, 30), "1 kwartaal", "2025-02-28"),
        (date(2024, 2, 29), "1 jaar", "2025-02-28"),
        (date(2024, 12, 31), "10 days", "2025-01-10"),
        (date(9999, 6, 1), "1 year", None),
        (date(9999, 12, 30), "2 dagen", None),
    ],
)
def test_a_period_is_counted_on_the_calendar(sheet, day, after, expected):
    plan = sheet("milestones", terms=[{"label": "t", "after": after}], day=day)

    assert plan.result[0]["date"] == expected


def test_agreements_say_what_who_and_when(sheet):
    agreed = sheet("agreements").type("what", "bellen").beside("who", "A").beside("when", "morgen")
    agreed.type("what", "later kijken")

    assert agreed.table.headers == ("Wat", "Wie", "Wanneer")
    assert agreed.printed == [["bellen", "A", "morgen"], ["later kijken", "", ""]]
    assert agreed.result == [
        {"what": "bellen", "who": "A", "when": "morgen"},
        {"what": "later kijken", "who": None, "when": None},
    ]
    assert agreed.owed == (1, 1)


def test_a_cell_two_people_filled_keeps_both(sheet):
    agreed = sheet("agreements").type("what", "bellen").beside("who", "A").beside("who", "B")

    assert agreed.printed == [["bellen", "A / B", ""]]
    assert agreed.result[0]["who"] == "A, B"


def test_english_headings(sheet):
    assert sheet("agreements", lang="en").table.headers == ("What", "Who", "When")
    assert sheet("heard", lang="en").slots[0].title == "About Professionals"


def test_the_room_is_named_in_its_own_language(sheet, room):
    assert sheet("list", group=room, groups=(room,)).table.title == "Zaal"
    assert sheet("list", lang="en", group=room, groups=(room,)).table.title == "Room"


def test_the_room_is_no_group_to_hear_about(sheet, room):
    heard = sheet("heard", group=room, groups=(room, Group(id="a", name="A")))

    assert [slot.id for slot in heard.slots] == ["about.a", "general"]


def test_nothing_typed_is_an_empty_table_of_every_kind(any_sheet):
    assert any_sheet.table.empty
    assert any_sheet.owed[0] == 0 < any_sheet.owed[1]


def test_every_slot_of_every_kind_counts_shows_and_gives_what_is_typed(any_sheet):
    for slot in any_sheet.slots:
        any_sheet.type(slot.id, f"tekst in {slot.id}")

    printed = {line.text for row in any_sheet.table.rows for cell in row for line in cell}
    for slot in any_sheet.slots:
        assert f"tekst in {slot.id}" in printed
        assert f"tekst in {slot.id}" in str(any_sheet.result)
    assert not any_sheet.table.empty
    assert any_sheet.owed[0] > 0


def test_slot_ids_of_a_form_are_different_and_leave_cells_their_sign(any_sheet):
    ids = [slot.id for slot in any_sheet.slots]

    assert len(set(ids)) == len(ids)
    assert not any("@" in slot for slot in ids)


def test_what_came_afterwards_is_marked_in_the_table(sheet):
    top = sheet("top").type("items", "op tijd").type("items", "te laat", late=True)

    assert [row[0][0].late for row in top.table.rows] == [False, True]
