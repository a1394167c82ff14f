import pytest
from editor_stage import ASKED, DO, FIELDS, LIST, TIPS, TOP, WHAT, Paper, Store

from ai_tui.forms.base import Slot
from ai_tui.tui.editor.messages import (
    Complete,
    Conflict,
    Drafted,
    Escaped,
    Moved,
    Pasted,
    Removed,
    Saved,
)
from ai_tui.tui.editor.model import Spot

# leaving a row saves it


@pytest.mark.parametrize("key", ["enter", "down", "up", "tab", "back"])
def test_leaving_a_row_saves_it(key):
    paper = Paper(DO, Store(do=["een"])).write("twee").press(key)
    assert paper.store.texts("do") == ["een", "twee"]


def test_another_form_saves_the_row_that_was_typed():
    paper = Paper(TOP).write("half")
    paper.load("other")
    assert paper.store.texts("top") == ["half"]
    assert paper.said(Saved) == [Saved("k", "top", "n1", "half", None, True)]


def test_flush_saves_where_one_stands():
    paper = Paper(TOP).write("half")
    paper.pen.leave()
    paper.settle()
    assert paper.store.texts("top") == ["half"]
    assert paper.at("top", "n1")


def test_a_row_that_did_not_change_is_not_saved_again():
    paper = Paper(TOP, Store(top=["een", "twee"])).press("up", "up", "down", "enter")
    assert paper.heard == []


def test_blanks_around_a_text_are_no_change():
    paper = Paper(TOP, Store(top=["een"])).press("up").write("  ").press("down")
    assert paper.said(Saved) == []
    assert paper.press("up").pen.text == "een"


def test_a_text_passes_the_gate_on_its_way_out():
    paper = Paper(LIST).write(" \x1b[31mrood\u202e\ud800 ").press("enter")
    assert paper.store.texts("items") == ["[31mrood\ufffd"]


def test_only_escape_gives_the_saved_text_back():
    paper = Paper(TOP, Store(top=["een"])).press("up").write("X").press("escape")
    assert paper.pen.text == "een"
    assert paper.store.texts("top") == ["een"]
    assert paper.said(Escaped) == [Escaped("k", "top", "top1", "eenX")]


def test_what_escape_threw_away_can_be_put_back():
    paper = Paper(TOP).write("nieuw").press("escape")
    thrown = paper.said(Escaped)[0]
    paper.press("enter")
    assert paper.store.texts("top") == []
    paper.pen.restore(thrown.slot, thrown.entry, thrown.text)
    assert paper.pen.text == "nieuw"
    assert paper.press("enter").store.ids("top") == [thrown.entry]


def test_escape_without_half_typed_text_means_nothing():
    paper = Paper(TOP)
    assert paper.pen.escape() is False
    assert paper.heard == []


def test_an_emptied_row_is_a_removed_row():
    paper = Paper(TOP, Store(top=["een", "twee", "drie"])).press("down").clear().press("enter")
    assert paper.store.texts("top") == ["een", "drie"]
    assert paper.said(Removed) == [Removed("k", "top2")]
    assert paper.at("top", "top3")


def test_an_emptied_row_on_the_way_up_leads_to_the_one_before():
    paper = Paper(TOP, Store(top=["een", "twee", "drie"])).press("down").clear().press("up")
    assert paper.at("top", "top1")


# Enter


def test_enter_goes_through_the_rows_and_stays_in_the_last_until_more_is_typed():
    paper = Paper(TOP)
    for text in ("een", "twee", "drie"):
        paper.write(text).press("enter")
    assert paper.store.texts("top") == ["een", "twee", "drie"]
    assert paper.at("top", paper.store.ids("top")[2])
    assert len(paper.pen.sheet.columns[0].rows) == 3
    assert paper.said(Complete) == [Complete("k")]
    for letter in "vier":
        paper.write(letter)
    paper.press("enter")
    assert paper.store.texts("top") == ["een", "twee", "drie", "vier"]


def test_enter_in_the_last_row_goes_to_the_first_empty_row_of_the_next_column():
    paper = Paper(DO, Store(do=["a", "b"], dont=["x"])).write("c").press("enter")
    assert paper.at("dont")
    assert paper.said(Complete) == []


def test_enter_in_the_last_column_goes_back_to_a_column_that_still_wants_rows():
    paper = Paper(DO, Store(do=["a"], dont=["x", "y"])).press("tab").press("down")
    assert paper.at("dont")
    assert paper.write("z").press("enter").at("do")


def test_enter_passes_over_full_columns():
    slots = (*DO, Slot(id="more", title="Meer", size=1, beside=True))
    paper = Paper(slots, Store(do=["a", "b"], dont=["x", "y", "z"])).write("c").press("enter")
    assert paper.at("more")


def test_enter_in_an_empty_row_saves_nothing_and_goes_to_the_next_column():
    paper = Paper(DO).press("enter")
    assert paper.at("dont")
    assert paper.heard == []


def test_enter_in_the_empty_row_of_a_list_says_that_it_is_complete():
    paper = Paper(LIST).press("enter")
    assert paper.said(Complete) == []
    paper.write("iets").press("enter", "enter")
    assert paper.said(Complete) == [Complete("k")]
    assert paper.at("items")


def test_enter_goes_from_field_to_field():
    paper = Paper(FIELDS).write("Buurthuis").press("enter").write("Een voordeur").press("enter")
    assert (paper.store.texts("title"), paper.store.texts("dream")) == (
        ["Buurthuis"],
        ["Een voordeur"],
    )
    assert paper.said(Complete) == [Complete("k")]


def test_enter_goes_through_questions_and_speakers():
    paper = Paper(ASKED)
    for slot in ("q1.s1", "q1.s2", "q2.s1", "q2.s2"):
        assert paper.at(slot)
        paper.write(slot).press("enter").press("enter")
    assert [paper.store.texts(slot.id) for slot in ASKED] == [[slot.id] for slot in ASKED]


# more than was asked


def test_a_fourth_entry_is_never_refused():
    paper = Paper(TOP, Store(top=["een", "twee", "drie"])).press("down", "down", "down")
    assert paper.at("top")
    paper.write("vier").press("enter")
    assert paper.store.texts("top") == ["een", "twee", "drie", "vier"]
    surplus = [row.surplus for row in paper.pen.sheet.columns[0].rows]
    assert surplus == [False, False, False, True]


def test_enter_on_the_last_full_row_never_leaves_typing_glued_to_it():
    paper = Paper(TOP, Store(top=["een", "twee", "drie"])).press("down", "down", "enter")
    paper.write("vier").press("enter")
    assert paper.store.texts("top") == ["een", "twee", "drie", "vier"]
    paper.paste("vijf").press("enter").paste("zes\nzeven")
    assert paper.store.texts("top")[3:] == ["vier", "vijf", "zes", "zeven"]


@pytest.mark.parametrize("look_aside", [("tab",), ("flush",), ("flush", "tab")])
def test_looking_aside_after_the_last_full_row_glues_nothing_to_it(look_aside):
    paper = Paper(TOP, Store(top=["een", "twee", "drie"])).press("down", "down", "enter")
    for key in look_aside:
        if key == "flush":
            paper.pen.leave()
            paper.settle()
        else:
            paper.press(key)
    paper.write("vier").press("enter")
    assert paper.store.texts("top") == ["een", "twee", "drie", "vier"]


def test_the_last_full_row_is_still_edited_after_enter():
    for before, change, after in (
        ([], " en meer", "drie en meer"),
        ([], "\nen meer", "drie\nen meer"),
        (["up", "down"], "!", "drie!"),
    ):
        paper = Paper(TOP, Store(top=["een", "twee", "drie"])).press("down", "down", "enter")
        paper.press(*before).write(change).press("enter")
        assert paper.store.texts("top") == ["een", "twee", after]
    paper.pen.write("vier")
    paper.settle()
    assert paper.press("enter").store.texts("top") == ["een", "twee", "vier"]


def test_the_extra_row_is_gone_when_the_cursor_leaves_it_empty():
    paper = Paper(TOP, Store(top=["een", "twee", "drie"])).press("down", "down", "down", "up")
    assert paper.at("top", "top3")
    assert len(paper.pen.sheet.columns[0].rows) == 3


def test_a_single_field_has_no_extra_row():
    paper = Paper(FIELDS, Store(title=["een"]))
    paper.press("up", "down")
    assert paper.at("dream")


def test_two_texts_in_a_single_field_are_both_shown():
    paper = Paper(FIELDS, Store(title=["een", "ook"]))
    rows = paper.pen.sheet.columns[0].rows
    assert [(row.text, row.surplus) for row in rows] == [("een", False), ("ook", True)]


def test_rest_slots_ask_for_nothing_and_are_still_edited():
    slots = (*TOP, Slot(id="old", title="Oud", rest=True))
    paper = Paper(slots, Store(top=["a", "b", "c"], old=["bewaard"]))
    paper.hands.reveal("old1")
    paper.write("!").press("enter")
    assert paper.store.texts("old") == ["bewaard!"]
    assert paper.said(Complete)


# up and down


def test_down_goes_from_the_bottom_of_a_column_to_what_stands_under_it():
    paper = Paper(ASKED, Store(**{"q1.s1": ["a"]}))
    assert paper.at("q1.s1")
    assert paper.press("down").at("q1.s2")
    assert paper.press("up").at("q1.s1")
    assert paper.press("up").at("q1.s1", "q1.s11")


def test_columns_side_by_side_are_not_under_each_other():
    paper = Paper(DO, Store(do=["a", "b"]), width=80)
    assert paper.press("down").at("do")
    paper = Paper(DO, Store(do=["a", "b"]), width=40)
    assert paper.press("down").at("dont")


def test_up_in_the_first_row_stays():
    assert Paper(TOP, Store(top=["een"])).press("up", "up", "up").at("top", "top1")


# Tab


def test_tab_goes_to_the_same_row_of_the_next_column():
    paper = Paper(DO, Store(do=["a", "b", "c"], dont=["x", "y"]))
    paper.hands.reveal("do2")
    assert paper.press("tab").at("dont", "dont2")
    assert paper.press("back").at("do", "do2")


def test_tab_from_a_long_column_goes_to_the_empty_row_of_a_short_one():
    paper = Paper(DO, Store(do=["a", "b", "c"], dont=["x"]))
    paper.hands.reveal("do3")
    assert paper.press("tab").at("dont")


def test_tab_goes_through_the_cells_and_on_to_the_next_row():
    paper = Paper(WHAT).write("bellen").press("tab").write("Jan").press("tab").write("morgen")
    assert paper.press("tab").at("what")
    assert paper.store.slots == {
        "what": [("n1", "bellen")],
        "who@n1": [("n2", "Jan")],
        "when@n1": [("n3", "morgen")],
    }
    assert paper.press("back").at("what", "n1", "when")


def test_enter_in_a_cell_goes_to_the_next_row():
    paper = Paper(WHAT).write("bellen").press("tab").write("Jan").press("enter")
    assert paper.at("what")


def test_a_row_without_a_text_has_no_cells_to_type_in():
    paper = Paper(WHAT).press("tab")
    assert paper.at("what")


def test_tab_goes_through_the_cells_of_columns_side_by_side():
    paper = Paper(TIPS, Store(tips=["a"], tops=["b"]))
    paper.hands.reveal("tips1")
    places = []
    for _ in range(4):
        paper.press("tab")
        places.append((paper.pen.spot.slot, paper.pen.spot.cell))
    assert places == [("tips", "from"), ("tops", ""), ("tops", "from"), ("tips", "")]


def test_an_emptied_cell_is_removed_and_its_row_stays():
    paper = Paper(WHAT, Store(what=["a"], **{"who@what1": ["Jan"]}))
    paper.hands.reveal("who@what11")
    paper.clear().press("enter")
    assert paper.store.slots == {"what": [("what1", "a")]}


def test_a_removed_row_takes_its_cells_along():
    paper = Paper(WHAT, Store(what=["a"], **{"who@what1": ["Jan"]}))
    paper.hands.reveal("what1")
    assert paper.press("remove").store.slots == {}


def test_a_cell_is_one_line():
    paper = Paper(WHAT, Store(what=["a"]))
    paper.hands.reveal("what1")
    paper.press("tab").write("Jan\nen Piet").press("enter")
    assert paper.store.texts("who@what1") == ["Jan en Piet"]


# taking rows away and moving them


def test_a_row_is_taken_away_and_the_next_takes_its_place():
    paper = Paper(TOP, Store(top=["een", "twee", "drie"])).press("down", "remove")
    assert paper.store.texts("top") == ["een", "drie"]
    assert paper.at("top", "top3")


def test_the_last_row_taken_away_leaves_the_empty_one():
    paper = Paper(LIST, Store(items=["een"])).press("up", "remove")
    assert paper.store.slots == {}
    assert paper.at("items")


def test_half_typed_text_of_a_row_that_is_taken_away_can_be_put_back():
    paper = Paper(TOP).write("half").press("remove")
    assert paper.said(Escaped) == [Escaped("k", "top", "n1", "half")]
    assert paper.pen.text == ""
    assert paper.store.slots == {}


def test_a_row_moves_up_and_down_and_the_cursor_goes_along():
    paper = Paper(TOP, Store(top=["een", "twee", "drie"])).press("raise")
    assert paper.heard == []
    paper.press("lower")
    assert paper.store.ids("top") == ["top2", "top1", "top3"]
    assert paper.at("top", "top1")
    paper.press("lower", "lower")
    assert paper.store.ids("top") == ["top2", "top3", "top1"]
    paper.press("raise", "raise", "raise")
    assert paper.store.ids("top") == ["top1", "top2", "top3"]
    assert paper.said(Moved)[-1] == Moved("k", "top1", "top", None)


def test_a_half_typed_row_is_saved_before_it_moves():
    paper = Paper(TOP, Store(top=["een"])).write("twee").press("raise")
    assert paper.store.texts("top") == ["twee", "een"]
    assert [type(m) for m in paper.heard if not isinstance(m, Drafted)] == [Saved, Moved]


# pasting


def test_the_typed_row_is_saved_first_and_then_each_line_is_an_entry():
    paper = Paper(LIST).write("getypt").paste("- een\n- twee\n\n- drie")
    assert paper.store.texts("items") == ["getypt", "een", "twee", "drie"]
    kinds = [type(m) for m in paper.heard if not isinstance(m, Drafted)]
    assert kinds == [Saved, Pasted]
    assert paper.at("items")


def test_pasting_between_rows_keeps_the_order():
    paper = Paper(LIST, Store(items=["a", "b"]))
    paper.hands.reveal("items1")
    paper.paste("een\ntwee")
    assert paper.store.texts("items") == ["a", "een", "twee", "b"]


def test_ten_pasted_lines_are_ten_entries_in_one_message():
    paper = Paper(TOP).paste("\n".join(f"{n}. regel {n}" for n in range(1, 11)))
    assert paper.store.texts("top") == [f"regel {n}" for n in range(1, 11)]
    assert len(paper.said(Pasted)) == 1


def test_a_tab_means_the_next_column():
    paper = Paper(DO, Store(dont=["x"])).paste("samen\talleen\nluisteren\toordelen\n\tpraten")
    assert paper.store.texts("do") == ["samen", "luisteren"]
    assert paper.store.texts("dont") == ["x", "alleen", "oordelen", "praten"]


def test_a_tab_means_the_next_cell():
    paper = Paper(WHAT).paste("bellen\tJan\tmorgen\nmailen\t\tvrijdag")
    assert paper.store.texts("what") == ["bellen", "mailen"]
    first, second = paper.store.ids("what")
    assert paper.store.texts(f"who@{first}") == ["Jan"]
    assert paper.store.texts(f"when@{second}") == ["vrijdag"]
    assert f"who@{second}" not in paper.store.slots


def test_more_columns_than_there_are_stay_together_in_the_last():
    paper = Paper(DO).paste("a\tb\tc\nd")
    assert paper.store.texts("dont") == ["b c"]


def test_one_pasted_line_goes_into_the_text():
    paper = Paper(LIST).write("voor ").paste("een woord\n")
    assert paper.pen.text == "voor een woord"
    assert paper.store.slots == {}


def test_lines_pasted_in_a_single_field_stay_one_text():
    paper = Paper(FIELDS).paste("een\ntwee").press("enter")
    assert paper.store.slots == {"title": [("n1", "een\ntwee")]}


def test_lines_pasted_in_a_cell_stay_in_the_cell():
    paper = Paper(WHAT, Store(what=["a"]))
    paper.hands.reveal("what1")
    paper.press("tab").paste("Jan\nPiet").press("enter")
    assert paper.store.texts("who@what1") == ["Jan, Piet"]


def test_nothing_pasted_changes_nothing():
    paper = Paper(LIST).paste("").paste("\n \n")
    assert paper.heard == []


# what others do meanwhile


def test_a_refresh_never_touches_the_half_typed_text_or_the_cursor():
    paper = Paper(TOP, Store(top=["een"])).write("half")
    paper.store.write("top", "other", "ander", None)
    before = paper.pen.fills
    paper.load()
    assert paper.pen.fills == before
    assert (paper.pen.text, paper.pen.spot) == ("half", Spot("top"))
    paper.press("enter")
    assert paper.store.texts("top") == ["ander", "een", "half"]


def test_a_full_slot_still_takes_what_was_half_typed():
    paper = Paper(TOP, Store(top=["een", "twee"])).write("half")
    paper.store.write("top", "other", "ander", "top2")
    paper.load()
    assert paper.pen.text == "half"
    assert paper.press("enter").store.texts("top") == ["een", "twee", "ander", "half"]


def test_the_text_of_an_entry_that_was_removed_stays_as_a_new_row():
    paper = Paper(TOP, Store(top=["een", "twee"])).press("up").write("!")
    paper.store.remove("top2")
    paper.load()
    assert paper.pen.text == "twee!"
    paper.press("enter")
    assert paper.store.texts("top") == ["een", "twee!"]
    assert paper.store.ids("top")[1] != "top2"
    assert paper.said(Saved)[-1].new


def test_a_removed_row_under_a_resting_cursor_gives_way_to_the_next():
    paper = Paper(TOP, Store(top=["een", "twee", "drie"]))
    paper.store.remove("top1")
    paper.load()
    assert paper.at("top", "top2")


def test_another_text_for_the_entry_that_is_typed_is_told_once():
    paper = Paper(TOP, Store(top=["een"])).press("up").write(" half")
    paper.store.write("top", "top1", "van een ander", None)
    paper.load()
    paper.load()
    assert paper.pen.text == "een half"
    assert paper.said(Conflict) == [Conflict("k", "top1", "van een ander")]
    assert paper.press("enter").store.texts("top") == ["een half"]


def test_escape_after_a_conflict_gives_the_text_of_the_other():
    paper = Paper(TOP, Store(top=["een"])).press("up").write(" half")
    paper.store.write("top", "top1", "van een ander", None)
    paper.load()
    assert paper.press("escape").pen.text == "van een ander"


def test_the_same_text_from_someone_else_is_no_conflict():
    paper = Paper(TOP, Store(top=["een"])).press("up").write("!")
    paper.store.write("top", "top1", "een!", None)
    paper.load()
    assert paper.said(Conflict) == []
    assert not paper.pen.dirty


def test_another_text_under_a_resting_cursor_is_shown():
    paper = Paper(TOP, Store(top=["een"])).press("up")
    paper.store.write("top", "top1", "anders", None)
    paper.load()
    assert paper.pen.text == "anders"


def test_a_single_field_filled_by_someone_else_is_that_field():
    paper = Paper(FIELDS)
    paper.store.write("title", "other", "van een ander", None)
    paper.load()
    assert (paper.pen.text, paper.at("title", "other")) == ("van een ander", True)


def test_a_cell_whose_row_went_leaves_its_half_typed_text_as_a_row():
    paper = Paper(WHAT, Store(what=["a"]))
    paper.hands.reveal("what1")
    paper.press("tab").write("Jan")
    paper.store.remove("what1")
    paper.load()
    assert paper.press("enter").store.texts("what") == ["Jan"]


def test_half_typed_text_in_a_slot_that_is_no_longer_asked_is_saved():
    paper = Paper(DO, Store(dont=["x"])).press("tab", "down").write("half")
    paper.load(slots=DO[:1])
    assert paper.store.texts("dont") == ["x", "half"]
    assert paper.at("do")


def test_a_form_without_slots_takes_no_keys():
    paper = Paper(())
    paper.write("x").press("enter", "down", "up", "tab", "escape", "remove", "lower").paste("a\nb")
    assert paper.heard == []
    paper.load(slots=TOP)
    assert paper.at("top")


# what is on its way


def texts(paper: Paper) -> list[str]:
    return [row.text for row in paper.pen.sheet.columns[0].rows if row.entry]


def test_rows_that_were_not_seen_back_yet_are_there():
    paper = Paper(TOP, lag=True)
    for text in ("een", "twee", "drie"):
        paper.write(text).press("enter")
    paper.load()
    assert texts(paper) == ["een", "twee", "drie"]
    assert paper.pen.paper.underway == {"n1", "n2", "n3"}
    paper.deliver()
    assert texts(paper) == paper.store.texts("top") == ["een", "twee", "drie"]
    assert paper.pen.paper.underway == frozenset()


def test_a_refresh_from_before_a_save_does_not_take_it_back():
    paper = Paper(TOP, Store(top=["een"]), lag=True)
    paper.press("up").write("!").press("down").write("twee").press("enter")
    paper.press("up", "up").write("?").press("down")
    paper.load()
    assert texts(paper) == ["een!?", "twee"]
    paper.deliver()
    assert texts(paper) == ["een!?", "twee"]


def test_rows_taken_away_and_moved_stay_so_until_that_is_seen_back():
    paper = Paper(LIST, Store(items=["a", "b", "c"]), lag=True)
    paper.hands.reveal("items1")
    paper.press("lower", "down", "remove")
    paper.load()
    assert texts(paper) == ["b", "a"]
    paper.deliver()
    assert texts(paper) == paper.store.texts("items") == ["b", "a"]


def test_who_wrote_last_is_right():
    paper = Paper(TOP, Store(top=["een"]), lag=True).press("up").write("!").press("down")
    paper.store.write("top", "top1", "daarna", None)
    paper.load()
    assert texts(paper) == ["daarna"]


# places


def test_each_form_remembers_its_place():
    paper = Paper(TOP, Store(top=["een", "twee"])).press("up")
    paper.load("other")
    assert paper.at("top")
    paper.load("k")
    assert paper.at("top", "top2")


def test_a_place_that_is_gone_is_the_first_empty_row():
    paper = Paper(TOP, Store(top=["een", "twee"])).press("up")
    paper.load("other")
    paper.store.remove("top2")
    paper.load("k")
    assert paper.at("top")


def test_a_form_opens_at_its_first_empty_row():
    assert Paper(DO, Store(do=["a", "b", "c"], dont=["x"])).at("dont")
    assert Paper(TOP, Store(top=["a", "b", "c"])).at("top", "top1")


def test_a_draft_is_put_back_where_it_was_typed():
    paper = Paper(WHAT, Store(what=["a"], **{"who@what1": ["Jan"]}))
    assert paper.pen.restore("who@what1", "who@what11", "Jan en Pi")
    assert (paper.at("what", "what1", "who"), paper.pen.dirty) == (True, True)
    paper.press("enter")
    assert paper.store.texts("who@what1") == ["Jan en Pi"]


def test_the_draft_of_a_new_row_keeps_its_id():
    paper = Paper(TOP, Store(top=["een"]))
    paper.pen.restore("top", "draft", "half")
    paper.settle()
    assert paper.said(Drafted) == [Drafted("k", "top", "draft", "half")]
    assert paper.press("enter").store.ids("top") == ["top1", "draft"]


def test_the_draft_of_a_place_that_is_gone_is_put_somewhere():
    paper = Paper(TOP)
    assert paper.pen.restore("who@gone", "draft", "half")
    assert paper.press("enter").store.texts("top") == ["half"]


def test_every_letter_is_told_so_that_it_can_be_kept():
    paper = Paper(TOP, Store(top=["een"]))
    paper.write("a").write("b")
    assert paper.heard == [Drafted("k", "top", "n1", "a"), Drafted("k", "top", "n1", "ab")]


def test_an_entry_or_cell_is_revealed():
    paper = Paper(WHAT, Store(what=["a", "b"], **{"when@what2": ["nu"]}))
    assert paper.hands.reveal("when@what21")
    assert paper.at("what", "what2", "when")
    assert not paper.hands.reveal("nergens")
