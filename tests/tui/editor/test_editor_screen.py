import pytest
from editor_stage import ASKED, DO, FIELDS, LIST, TIPS, TOP, WHAT, Stage, Store
from textual import events
from textual._xterm_parser import XTermParser

from ai_tui.forms.base import Slot
from ai_tui.tui.editor import messages
from ai_tui.tui.editor.area import RowArea
from ai_tui.tui.widgets.rows import Rows

WORK = (53, 9)
"""The work column of a terminal of 80 cells."""


class Listening(Stage):
    left: tuple[str, ...] = ()

    def on_key(self, event: events.Key) -> None:
        self.left = (*self.left, event.key)


def lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip("\n").split("\n")]


async def test_a_top_three_while_its_third_row_is_typed():
    store = Store(
        top=[
            "Korte lijnen tussen wijkteam, huisarts en school: bellen mag altijd",
            "Vrijwilligers die de buurt kennen en elkaar weten te vinden",
        ]
    )
    app = Stage(TOP, store)
    async with app.run_test(size=WORK) as pilot:
        await pilot.press(*"Waar", "space", *"elke")
        assert app.seen[:5] == lines("""
 1  Korte lijnen tussen wijkteam, huisarts en      ✓
    school: bellen mag altijd
 2  Vrijwilligers die de buurt kennen en elkaar    ✓
    weten te vinden
►3  Waar elke                                      ·
""")


async def test_columns_side_by_side_with_the_field_in_the_second():
    store = Store(do=["Samen leren, ook met bewoners", "Luisteren"], dont=["Te snel zijn"])
    app = Stage(DO, store)
    async with app.run_test(size=WORK) as pilot:
        await pilot.press("up", "tab", *"Denken", "space", *"in", "space", *"hokjes")
        assert app.seen[:5] == lines("""
    DOEN                      AFLEREN
 1  Samen leren, ook     ✓ 1  Te snel zijn         ✓
    met bewoners          ►2  Denken in hokjes     ·
 2  Luisteren            ✓ 3
 3
""")


async def test_narrow_columns_stand_under_each_other():
    app = Stage(DO, Store(do=["Samen"], dont=["Snel"]))
    async with app.run_test(size=(40, 9)) as pilot:
        await pilot.press(*"x")
        assert app.seen[:8] == lines("""
    DOEN
 1  Samen                             ✓
►2  x                                 ·
 3
    AFLEREN
 1  Snel                              ✓
 2
 3
""")


async def test_sections_have_a_heading_once():
    app = Stage(ASKED, Store(**{"q1.s2": ["Ja"]}))
    async with app.run_test(size=(40, 12)):
        assert app.seen[:9] == lines("""
    Vraag 1
    Spreker 1
►1
    Spreker 2
 1  Ja                                ✓
 2

    Vraag 2
    Spreker 1
""")


async def test_a_long_question_is_read_to_its_end_and_columns_stay_level():
    slots = (
        Slot(id="q", title="Wat heb je nodig om mee te kunnen gaan?"),
        Slot(id="a", title="Kort", beside=True, size=1),
        Slot(id="b", title="Een heel lange titel van een kolom", beside=True, size=1),
    )
    app = Stage(slots)
    async with app.run_test(size=(53, 9)) as pilot:
        assert app.seen[0] == "    Wat heb je nodig om mee te kunnen gaan?"
        assert app.seen[2:5] == [
            "    KORT                      EEN HEEL LANGE TITEL",
            "                              VAN EEN KOLOM",
            " 1                         1",
        ]
        await pilot.resize_terminal(30, 9)
        assert app.seen[:2] == ["    Wat heb je nodig om mee", "    te kunnen gaan?"]


async def test_a_text_to_be_asked_again_stands_out():
    app = Stage(LIST, Store(items=["zeker", "waar??"]))
    async with app.run_test(size=(30, 5)):
        roles = [
            piece.role
            for row in app.editor.query_one(Rows).rows
            for piece in row
            if piece.text.strip() in ("zeker", "waar??")
        ]
        assert roles == ["text", "look_out"]


async def test_cells_stand_beside_a_row_that_has_the_room():
    app = Stage(WHAT, Store(what=["Bellen"], **{"who@what1": ["Jan"]}))
    async with app.run_test(size=(79, 4)) as pilot:
        await pilot.press("up", "tab", "tab", *"nu")
        assert app.seen[:3] == lines("""
    Wat                                Wie                Wanneer
►1  Bellen                             Jan                nu                 ·
 2
""")


async def test_cells_stand_under_a_row_that_is_narrow():
    app = Stage(WHAT, Store(what=["Bellen"], **{"who@what1": ["Jan"]}))
    async with app.run_test(size=WORK) as pilot:
        await pilot.press("up", "tab", "tab", *"nu")
        assert app.seen[:4] == lines("""
    Wat
►1  Bellen                                         ·
    Wie Jan                Wanneer nu
 2
""")


async def test_surplus_stands_under_its_own_heading():
    app = Stage(TOP, Store(top=["a", "b", "c", "d"]))
    async with app.run_test(size=(40, 8)) as pilot:
        await pilot.press("down", "down", "down", "down")
        assert app.seen[2:6] == lines("""
 3  c                                 ✓
    buiten de top-3
 4  d                                 ✓
►5
""")


async def test_fields_have_no_numbers():
    app = Stage(FIELDS, Store(title=["Een voordeur"]))
    async with app.run_test(size=(40, 5)):
        assert app.seen[:4] == lines("""
    Titel
    Een voordeur                      ✓
    Droom
►
""")


async def test_each_row_says_whether_it_is_saved():
    app = Stage(LIST, Store(items=["a", "b", "c"]))
    async with app.run_test(size=(20, 6)):
        app.load(pending=frozenset({"items2"}), failed=frozenset({"items3"}))
        signs = [line[18:19] for line in app.painted.split("\n")[:4]]
        assert signs == ["✓", "…", "!", ""]


async def test_a_row_is_not_called_saved_before_it_was_seen_back():
    app = Stage(LIST)
    async with app.run_test(size=(20, 6)) as pilot:
        app.editor._tell_one = app.heard.append
        await pilot.press("a", "enter")
        assert app.seen[0] == " 1  a             …"
        app.store.hear(app.said(messages.Saved)[0])
        app.load()
        await pilot.pause()
        assert app.seen[0] == " 1  a             ✓"


async def test_a_long_text_takes_six_lines_and_scrolls_inside():
    app = Stage(TOP)
    async with app.run_test(size=(20, 10)) as pilot:
        app.burst("0123456789ab" * 8)
        await pilot.pause()
        area = app.editor.query_one(RowArea)
        assert (area.region.height, area.scroll_offset.y) == (6, 2)
        assert app.seen[7].strip() == "3"
        await pilot.press("enter")
        assert app.seen[5] == "    0123456789ab" or app.seen[5].endswith("…")
        assert app.store.texts("top") == ["0123456789ab" * 8]


async def test_a_text_that_grows_shows_all_its_lines():
    app = Stage(TOP)
    async with app.run_test(size=(20, 8)) as pilot:
        app.burst("een twee drie vier vijf zes")
        await pilot.pause()
        area = app.editor.query_one(RowArea)
        assert (area.region.height, area.scroll_offset.y) == (3, 0)
        assert [line.strip() for line in app.seen[:3]] == [
            "►1  een twee      ·",
            "drie vier",
            "vijf zes",
        ]


@pytest.mark.parametrize("posted", [False, True])
async def test_keys_that_come_all_at_once_keep_their_order(posted):
    app = Stage(DO, posted=posted)
    async with app.run_test(size=WORK) as pilot:
        app.burst("een", "enter")
        app.burst("twee", "backspace", "backspace", "tab")
        app.burst("drie", "up", "ctrl+j")
        app.burst("vier", "enter")
        await pilot.pause()
        assert app.store.slots == {
            "do": [("n1", "een"), ("n2", "tw")],
            "dont": [("n3", "drie"), ("n4", "vier")],
        }


async def test_what_a_command_does_comes_between_the_letters_around_it():
    app = Stage(TOP, posted=True)
    async with app.run_test(size=WORK) as pilot:
        app.burst("een")
        app.call_later(lambda: app.editor.in_turn(lambda: app.load("other")))
        app.burst("twee")
        await pilot.pause()
        assert app.store.texts("top") == ["een"]
        assert app.editor.half_typed.text == "twee"


async def test_moving_mounts_nothing():
    app = Stage(DO, Store(do=["a", "b"], dont=["x"]))
    async with app.run_test(size=WORK) as pilot:
        before = list(app.editor.query("*"))
        for key in ("up", "up", "tab", "enter", "x", "enter", "alt+up", "ctrl+x", "escape"):
            await pilot.press(key)
        assert list(app.editor.query("*")) == before


async def test_a_letter_paints_nothing_but_the_field(monkeypatch):
    app = Stage(TOP, Store(top=["een"]))
    async with app.run_test(size=WORK) as pilot:
        await pilot.press("a")
        painted = []
        monkeypatch.setattr(app.editor._rows, "set_rows", painted.append)
        layouts = app.screen._layout_required
        await pilot.press("b", "c")
        assert (painted, layouts) == ([], False)
        assert app.editor.half_typed.text == "abc"


async def test_arrows_move_in_the_text_first():
    app = Stage(TOP, Store(top=["een", "0123456789ab cdef"]))
    async with app.run_test(size=(20, 8)) as pilot:
        await pilot.press("up")
        assert app.editor.spot.entry == "top2"
        await pilot.press("up")
        assert app.editor.spot.entry == "top2"
        await pilot.press("up")
        assert app.editor.spot.entry == "top1"


async def test_alt_enter_makes_a_new_line_inside_the_entry():
    app = Stage(TOP)
    async with app.run_test(size=WORK) as pilot:
        await pilot.press("a", "alt+enter", "b", "enter")
        assert app.store.texts("top") == ["a\nb"]
        assert app.seen[:3] == [
            " 1  a                                              ✓",
            "    b",
            "►2",
        ]


def test_alt_enter_is_known_as_tmux_sends_it():
    keys = [event.key for event in XTermParser().feed("a\x1b\rb") if isinstance(event, events.Key)]
    assert keys == ["a", "alt+enter", "b"]


async def test_escape_goes_on_to_the_screen_when_nothing_is_half_typed():
    app = Listening(TOP)
    async with app.run_test(size=WORK) as pilot:
        await pilot.press("a", "escape")
        assert app.left == ()
        await pilot.press("escape")
        assert app.left == ("escape",)


async def test_escape_throws_nothing_away_that_is_typed_after_it():
    app = Stage(TOP)
    async with app.run_test(size=WORK) as pilot:
        app.burst("", "escape")
        app.burst("een")
        app.post_message(events.Paste(" twee"))
        await pilot.pause()
        assert app.editor.half_typed.text == "een twee"


async def test_the_keys_of_the_screen_are_left_alone():
    commands = [f"ctrl+{letter}" for letter in "zyngtfkplo"] + [f"f{n}" for n in range(1, 10)]
    app = Listening(TOP, Store(top=["een"]))
    async with app.run_test(size=WORK) as pilot:
        app._bindings.key_to_bindings.clear()
        app.screen._bindings.key_to_bindings.clear()
        await pilot.press("x", *commands, "pageup", "pagedown")
        assert app.left == (*commands, "pageup", "pagedown")
        assert app.editor.half_typed.text == "x"


async def test_cut_takes_a_selection_and_else_the_row():
    app = Stage(TOP, Store(top=["een", "twee"]))
    async with app.run_test(size=WORK) as pilot:
        await pilot.press("up", "shift+left", "shift+left", "ctrl+x")
        assert app.editor.half_typed.text == "tw"
        await pilot.press("escape", "ctrl+x")
        assert app.store.texts("top") == ["een"]


async def test_pasted_lines_are_entries():
    app = Stage(TOP)
    async with app.run_test(size=WORK) as pilot:
        await pilot.press("a")
        app.post_message(events.Paste("1. een\n2. twee\n"))
        await pilot.pause()
        assert app.store.texts("top") == ["a", "een", "twee"]
        app.post_message(events.Paste("en nog wat"))
        await pilot.pause()
        assert app.editor.half_typed.text == "en nog wat"


async def test_hostile_text_is_only_text():
    hostile = [
        "[/x]",
        "[@click=app.quit]klik[/]",
        "[X] klaar",
        "نص عربي",
        "👩‍👩‍👧 en 漢字",
        "[bold",
    ]
    app = Stage((Slot(id="items", title="[/t]", section="[/s]"),), Store(items=hostile))
    async with app.run_test(size=(40, 12)) as pilot:
        for _ in hostile:
            await pilot.press("up", "x", "escape")
        app.post_message(events.Paste("[/x]\x1b[2J\u202e"))
        await pilot.pause()
        assert app.editor.half_typed.text == "[/x][/x][2J"
        assert app.seen[:2] == ["    [/s]", "    [/t]"]
        assert "[X] klaar" in app.seen[4]


async def test_a_hundred_thousand_characters_are_kept():
    huge = "woord " * 16_666 + "slot"
    app = Stage(TOP, Store(top=["een"]))
    async with app.run_test(size=WORK) as pilot:
        app.post_message(events.Paste(huge))
        await pilot.pause()
        await pilot.press("x", "enter")
        assert app.store.texts("top") == ["een", huge + "x"]
        assert app.editor.query_one(RowArea).region.y == 7
        assert app.seen[6].endswith("…")


async def test_wide_signs_do_not_shift_the_columns():
    app = Stage(DO, Store(do=["漢字漢字漢字漢字漢字漢字漢字"], dont=["👍 goed"]))
    async with app.run_test(size=WORK):
        assert app.seen[1] == " 1  漢字漢字漢字漢字漢字 ✓ 1  👍 goed              ✓"


async def test_a_click_moves_the_cursor_to_the_row_and_the_letter():
    app = Stage(DO, Store(do=["een", "twee"], dont=["drie"]))
    async with app.run_test(size=WORK) as pilot:
        await pilot.press("x")
        await pilot.click(offset=(32, 1))
        assert app.editor.spot.entry == "dont1"
        assert app.store.texts("do") == ["een", "twee", "x"]
        await pilot.press("y")
        assert app.editor.half_typed.text == "dryie"
        await pilot.click(offset=(10, 2))
        assert (app.editor.spot.entry, app.focused) == ("do2", app.editor.query_one(RowArea))


async def test_a_click_on_any_empty_row_goes_to_the_first_of_them():
    app = Stage(DO, Store(dont=["drie"]))
    async with app.run_test(size=WORK) as pilot:
        await pilot.click(offset=(35, 3))
        assert (app.editor.spot.slot, app.editor.spot.entry) == ("dont", "")
        await pilot.click(offset=(50, 8))
        assert app.editor.spot.slot == "dont"
        assert app.focused is app.editor.query_one(RowArea)


async def test_a_click_on_a_cell_goes_into_it():
    app = Stage(WHAT, Store(what=["Bellen"], **{"who@what1": ["Jan"]}))
    async with app.run_test(size=WORK) as pilot:
        await pilot.click(offset=(9, 2))
        assert app.editor.spot.cell == "who"
        await pilot.click(offset=(30, 2))
        assert app.editor.spot.cell == "when"


async def test_choices_are_offered_and_taken_with_the_arrow():
    app = Stage(TIPS, Store(tips=["goed"]))
    async with app.run_test(size=WORK) as pilot:
        await pilot.press("up", "tab", "t")
        assert "tafel 1" in app.seen[2]
        await pilot.press("right", "2", "enter")
        assert app.store.texts("from@tips1") == ["tafel 12"]


async def test_the_row_that_is_typed_stays_in_sight():
    app = Stage(LIST, Store(items=[f"regel {n}" for n in range(40)]))
    async with app.run_test(size=(30, 6)) as pilot:
        assert app.seen[5].startswith("►41")
        for _ in range(20):
            await pilot.press("up")
        assert any(line.startswith("►21 regel 20") for line in app.seen)
        assert (app.seen[0][-1], app.seen[5][-1]) == ("↑", "↓")


async def test_the_wheel_looks_around_and_typing_comes_back():
    app = Stage(LIST, Store(items=[f"regel {n}" for n in range(40)]))
    async with app.run_test(size=(30, 6)) as pilot:
        wheel = events.MouseScrollUp(app.editor, 1, 1, 0, -1, 0, False, False, False)
        app.editor.query_one(Rows).post_message(wheel)
        await pilot.pause()
        assert not any("►" in line for line in app.seen)
        await pilot.press("x")
        assert app.seen[5].startswith("►41 x")


async def test_the_heading_of_the_first_row_comes_in_sight_with_it():
    slots = (Slot(id="items", title="Kop", section="Deel"),)
    app = Stage(slots, Store(items=[f"regel {n}" for n in range(9)]))
    async with app.run_test(size=(30, 5)) as pilot:
        for _ in range(9):
            await pilot.press("up")
        assert [line[:12].rstrip() for line in app.seen[:3]] == [
            "    Deel",
            "    Kop",
            "►1  regel 0",
        ]


async def test_a_refresh_does_not_scroll_back_to_the_cursor():
    app = Stage(LIST, Store(items=[f"regel {n}" for n in range(40)]))
    async with app.run_test(size=(30, 6)) as pilot:
        wheel = events.MouseScrollUp(app.editor, 1, 1, 0, -1, 0, False, False, False)
        app.editor.query_one(Rows).post_message(wheel)
        await pilot.pause()
        looked_at = app.painted
        app.load(pending=frozenset({"items1"}))
        await pilot.pause()
        assert app.painted == looked_at


async def test_rows_that_others_add_do_not_move_the_row_that_is_typed():
    app = Stage(LIST, Store(items=[f"regel {n}" for n in range(10)]))
    async with app.run_test(size=(30, 6)) as pilot:
        await pilot.press("up", "up", "x")
        line = next(n for n, text in enumerate(app.seen) if "►" in text)
        for number in range(5):
            app.store.write("items", f"other{number}", "van een ander", None)
        app.load()
        await pilot.pause()
        assert app.seen[line].startswith("►14 regel 8x")
        assert app.editor.query_one(RowArea).text == "regel 8x"


async def test_a_row_that_another_adds_is_seen_when_nothing_is_half_typed():
    app = Stage(TOP, Store())
    async with app.run_test(size=WORK) as pilot:
        app.store.write("top", "other", "van een ander", None)
        app.load()
        await pilot.pause()
        assert any("van een ander" in line for line in app.seen)
        await pilot.press("x")
        app.store.write("top", "third", "nog een", None)
        app.load()
        await pilot.press("enter")
        shown = " ".join(app.seen)
        assert "van een ander" in shown
        assert "nog een" in shown


async def test_the_empty_row_at_the_end_stays_in_sight_when_others_add_rows():
    app = Stage(LIST, Store(items=[f"regel {n}" for n in range(10)]))
    async with app.run_test(size=(30, 6)) as pilot:
        for number in range(5):
            app.store.write("items", f"other{number}", "van een ander", None)
        app.load()
        await pilot.pause()
        assert any(line.startswith("►16") for line in app.seen)


async def test_a_refresh_leaves_the_cursor_in_the_text_where_it_was():
    app = Stage(TOP, Store(top=["een"]))
    async with app.run_test(size=WORK) as pilot:
        await pilot.press("up", "home", "right")
        app.store.write("top", "other", "ander", "top1")
        app.load(pending=frozenset({"top1"}))
        await pilot.press("X")
        assert app.editor.half_typed.text == "eXen"


async def test_another_size_keeps_cursor_and_text():
    app = Stage(DO, Store(do=["een"]))
    async with app.run_test(size=WORK) as pilot:
        await pilot.press("x", "y")
        await pilot.resize_terminal(30, 8)
        assert (app.editor.half_typed.text, app.editor.spot.slot) == ("xy", "do")
        assert app.seen[2].startswith("►2  xy")
        await pilot.resize_terminal(90, 3)
        assert any(line.startswith("►2  xy") for line in app.seen)
        await pilot.resize_terminal(4, 1)
        await pilot.press("z")
        await pilot.resize_terminal(*WORK)
        assert app.seen[2].startswith("►2  xyz")


async def test_the_cursor_does_not_blink_and_letters_have_no_undo_of_their_own():
    app = Stage(TOP)
    async with app.run_test(size=WORK) as pilot:
        area = app.editor.query_one(RowArea)
        await pilot.press("a", "b")
        area.undo()
        assert (area.text, area.cursor_blink, area.show_line_numbers) == ("ab", False, False)


async def test_a_draft_a_reveal_and_a_flush_by_the_screen():
    app = Stage(TOP, Store(top=["een"]))
    async with app.run_test(size=WORK) as pilot:
        assert app.editor.restore_draft("top", "draft", "half[/x]")
        await pilot.pause()
        assert app.seen[1].startswith("►2  half[/x]")
        assert app.editor.reveal("top1")
        assert app.store.texts("top") == ["een", "half[/x]"]
        await pilot.press("X")
        app.editor.flush()
        assert app.store.texts("top") == ["eenX", "half[/x]"]
        assert app.editor.half_typed is None


async def test_verbs_of_the_strip():
    app = Stage(TOP, Store(top=["een", "twee"]))
    async with app.run_test(size=WORK) as pilot:
        await pilot.press("up")
        app.editor.move_row(-1)
        assert app.store.texts("top") == ["twee", "een"]
        app.editor.new_line()
        await pilot.press("x")
        app.editor.flush()
        assert app.store.texts("top") == ["twee\nx", "een"]
        app.editor.take_away()
        assert app.store.texts("top") == ["een"]
