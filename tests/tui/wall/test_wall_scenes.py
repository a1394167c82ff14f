import pytest
from wall_stage import SESSION, Room

from ai_tui.run.wall import CHOICES


@pytest.fixture
def room(tmp_path):
    return Room(tmp_path / "run")


def test_before_the_start_the_room_is_welcomed_and_nothing_is_red(room):
    room.pass_(minutes=-13)
    scene = room.scene
    assert scene.view == "before"
    assert scene.above[0].text == "WELKOM. WE BEGINNEN OM 16:00"
    assert scene.digits == "13:00"
    assert scene.digits_role == "text"
    assert [line.text for line in scene.below] == ["Wat kunnen we zelf?", "Koffie staat klaar."]
    assert scene.bar is not None
    assert scene.bar.now is None


def test_a_missed_start_counts_no_overtime_at_the_room(room):
    room.pass_(minutes=9)
    scene = room.scene
    assert scene.view == "before"
    assert scene.above[0].text == "WELKOM. WE BEGINNEN ZO"
    assert scene.digits == ""
    assert not scene.over


def test_a_session_without_times_only_says_welcome(tmp_path):
    text = 'title = "Los"\nlang = "nl"\ngroups = 2\n[[blocks]]\ntitle = "Praten"\n'
    scene = Room(tmp_path / "run", text).scene
    assert scene.above[0].text == "WELKOM"
    assert scene.digits == ""
    assert scene.bar is None


def test_the_clock_says_what_until_when_and_what_comes(room):
    room.choose("ontdekken", minutes=4)
    scene = room.scene
    assert scene.view == "clock"
    assert scene.heading == "Ontdekken en delen"
    assert scene.digits == "06:00"
    assert [line.text for line in scene.below] == [
        "VERTELLEN",
        "Kies samen drie kwaliteiten. Zet ze op de flip-over.",
        "tot 16:10 · straks: Top-3 kiezen",
    ]


def test_a_pause_is_said_and_stands_still(room):
    room.choose("ontdekken", minutes=4)
    room.run.clock.pause_or_resume()
    room.pass_(minutes=3)
    assert room.scene.digits == "06:00"
    assert room.scene.below[-1].text == "pauze · straks: Top-3 kiezen"


def test_a_second_over_is_overtime(room):
    room.choose("ontdekken", 1, minutes=15)
    assert room.scene.view == "clock"
    assert room.scene.digits == "00:00"
    room.pass_(seconds=1)
    scene = room.scene
    assert (scene.view, scene.over, scene.digits) == ("over", True, "+00:01")
    assert scene.above[0].text == "! OVER TIJD !"
    assert [line.text for line in scene.below] == [
        "TOP-3 KIEZEN is afgelopen",
        "Rond af · straks: Inloop en welkom",
    ]


def test_a_round_shows_whose_turn_it_is_and_who_is_next(room):
    room.choose("verbeelden", 1)
    room.run.clock.next()
    room.pass_(seconds=30)
    scene = room.scene
    assert scene.view == "turn"
    assert [line.text for line in scene.above] == ["AAN DE BEURT", "TAFEL 1"]
    assert scene.digits == "01:30"
    assert scene.below[0].text == "straks: Tafel 2"
    assert scene.below[1].items == ("► 1", "· 2", "· 3")
    room.run.clock.next()
    assert room.scene.below[1].items == ("✓ 1", "► 2", "· 3")


def test_a_title_is_hidden_until_its_turn_has_begun(room):
    one, two, _ = room.tables
    room.write("optreden", one.id, "Het lek", slot="f1")
    room.write("optreden", two.id, "De brug", slot="f1")
    room.write("optreden", two.id, "Iedereen komt aan de overkant", slot="f2")
    room.choose("verbeelden", 1)
    assert "Het lek" not in room.text()
    room.run.clock.next()
    assert "‘Het lek’" in room.text()
    assert "brug" not in room.text()
    room.run.clock.next()
    assert "‘De brug’" in room.text()
    assert "overkant" not in room.text()


def test_a_title_to_ask_again_stays_hidden(room):
    room.write("optreden", room.tables[0].id, "Het lek ??", slot="f1")
    room.choose("verbeelden", 1)
    room.run.clock.next()
    assert "lek" not in room.text()


def test_behind_people_on_a_stage_nothing_is_counted(room):
    room.choose("toneel")
    for seconds in (30, 120, 600):
        room.pass_(seconds=seconds)
        scene = room.scene
        assert (scene.view, scene.digits, scene.over) == ("title", "", False)
        assert "TAFEL 1" in room.text()
        assert "TIJD" not in room.text()


def test_a_phase_can_be_a_stage_in_a_block_that_is_not(room):
    room.choose("verbeelden", 2, minutes=2)
    assert room.scene.view == "title"
    assert [line.text for line in room.scene.above] == ["NAPRATEN"]


def test_the_scribe_can_ask_for_the_clock_on_a_stage_but_never_for_overtime(room):
    room.choose("toneel")
    room.run.clock.next()
    room.run.wall.show("clock")
    assert room.scene.digits == "02:00"
    room.pass_(minutes=3)
    assert (room.scene.view, room.scene.digits) == ("title", "")


def test_the_scribe_can_ask_for_the_instruction_on_a_stage_and_nothing_is_counted(room):
    room.choose("toneel")
    room.run.clock.next()
    room.run.wall.show("instruction")
    for seconds in (30, 120, 600):
        room.pass_(seconds=seconds)
        assert (room.scene.view, room.scene.digits, room.scene.over) == ("instruction", "", False)
        assert "Speel voor wat jullie droomden." in [line.text for line in room.scene.above]


@pytest.mark.parametrize(
    ("choice", "view"),
    [("auto", "clock"), ("clock", "clock"), ("instruction", "instruction"), ("title", "title"),
     ("dark", "dark"), ("harvest", "clock")],
)  # fmt: skip
def test_the_scribe_chooses(room, choice, view):
    room.choose("ontdekken", minutes=1)
    room.run.wall.show(choice)
    assert room.scene.view == view


def test_overtime_takes_the_place_of_clock_and_instruction_only(room):
    room.choose("ontdekken", 1, minutes=20)
    views = {}
    for choice in CHOICES:
        room.run.wall.show(choice)
        views[choice] = room.scene.view
    assert views == {
        "auto": "over",
        "clock": "over",
        "instruction": "over",
        "title": "title",
        "harvest": "over",
        "dark": "dark",
    }


def test_only_what_was_released_is_read_back(room):
    one, two, _ = room.tables
    room.choose("ontdekken", 1, minutes=1)
    room.write("top", one.id, "Korte lijnen")
    room.write("top", two.id, "Buren")
    room.run.wall.show("harvest")
    assert room.scene.view == "clock"
    room.run.wall.read_back("top", two.id)
    scene = room.scene
    assert scene.view == "harvest"
    assert scene.heading == "Waar we op bouwen"
    assert scene.reading is not None
    assert scene.reading.group == "Tafel 2"
    assert [(item.mark, item.text) for item in scene.reading.items] == [("1", "Buren")]
    assert scene.reading.groups == ("Tafel 1", "Tafel 2", "Tafel 3")
    assert "Korte lijnen" not in room.text()
    room.run.wall.release("top", two.id, released=False)
    assert room.scene.view == "clock"


def test_what_is_corrected_changes_before_everyones_eyes(room):
    group = room.tables[0]
    room.choose("ontdekken", 1)
    entry = room.write("top", group.id, "Korte lijne")[0]
    room.run.wall.read_back("top", group.id)
    assert "Korte lijne" in room.text()
    from ai_tui.run.harvest import Typed

    room.run.harvest.write(room.form("top"), group.id, [Typed(entry, "items", "Korte lijnen")])
    assert "Korte lijnen" in room.text()
    room.run.harvest.remove(entry)
    assert "Korte" not in room.text()


def test_lines_to_ask_again_and_their_cells_are_never_read_back(room):
    room.choose("slot")
    kept, asked = room.write(
        "afspraken", "room", "Bellen met de school", "Wie betaalt ??", slot="what"
    )
    for entry, text in ((kept, "de wijkagent ??"), (asked, "het college")):
        room.write("afspraken", "room", text, slot=f"who@{entry}")
    room.write("afspraken", "room", "voor de zomer", slot=f"when@{kept}")
    room.run.wall.read_back("afspraken", "room")
    scene = room.scene
    assert scene.reading is not None
    assert [item.text for item in scene.reading.items] == ["Bellen met de school · voor de zomer"]


def test_a_fourth_of_three_is_shown_without_a_rank(room):
    group = room.tables[0]
    room.choose("ontdekken", 1)
    room.write("top", group.id, "een", "twee", "drie", "vier")
    room.run.wall.read_back("top", group.id)
    scene = room.scene
    assert scene.reading is not None
    assert [item.mark for item in scene.reading.items] == ["1", "2", "3", ""]


def test_reading_back_goes_on_in_overtime_and_says_so(room):
    room.choose("ontdekken", 1, minutes=16)
    room.write("top", room.tables[0].id, "een")
    room.run.wall.read_back("top", room.tables[0].id)
    scene = room.scene
    assert (scene.view, scene.over) == ("harvest", True)
    assert "! OVER TIJD !" in room.text()
    assert "een" in room.text()


def test_reading_back_from_a_stage_counts_nothing_too_long(room):
    room.write("top", room.tables[0].id, "een")
    room.choose("toneel")
    room.run.clock.next()
    room.pass_(minutes=9)
    room.run.wall.read_back("top", room.tables[0].id)
    scene = room.scene
    assert (scene.view, scene.over, scene.digits) == ("harvest", False, "")


def test_a_message_stays_a_minute_over_anything(room):
    room.choose("ontdekken", 1)
    for choice in CHOICES:
        room.run.wall.show(choice)
        room.run.wall.say("Over twee minuten terug.")
        assert "Over twee minuten terug." in room.text()
        room.pass_(seconds=59)
        assert "Over twee minuten terug." in room.text()
        room.pass_(seconds=1)
        assert "Over twee" not in room.text()
    room.run.wall.say("Weg ermee")
    room.run.wall.say("")
    assert "Weg" not in room.text()


def test_the_end_is_a_word_of_thanks(room):
    room.choose("slot", minutes=3)
    room.run.clock.finish()
    scene = room.scene
    assert scene.view == "end"
    assert scene.above[0].text == "DANK JE WEL"
    assert scene.digits == ""


def test_english(tmp_path):
    room = Room(tmp_path / "run", SESSION.replace('lang = "nl"', 'lang = "en"'))
    assert "WELCOME. WE BEGIN AT 16:00" in room.text()
    room.choose("ontdekken", 1, minutes=16)
    assert "! OVER TIME !" in room.text()


def test_the_bar_runs_from_the_first_block_to_the_hard_end(room):
    room.run.clock.go("welkom")
    room.pass_(minutes=45)
    bar = room.scene.bar
    assert bar is not None
    assert (bar.start, bar.end) == ("16:00", "19:00")
    assert bar.now == pytest.approx(0.25)
    assert [fixed for _, fixed in bar.ticks] == [False, False, False, True, False]


def test_the_bar_of_a_second_day_begins_that_day(tmp_path):
    text = """
title = "Twee dagen"
date = 2024-12-04
lang = "nl"
groups = 2
[[blocks]]
title = "Eerste"
start = "09:00"
minutes = 60
[[blocks]]
title = "Tweede"
day = 2
start = "13:00"
minutes = 60
[[blocks]]
title = "Derde"
day = 2
start = "14:00"
minutes = 60
"""
    room = Room(tmp_path / "run", text)
    room.pass_(hours=-7)
    assert bar_of(room) == ("09:00", "10:00")
    room.run.clock.go(room.run.state.blocks[0].id)
    room.pass_(hours=2)
    assert bar_of(room) == ("09:00", "10:00")
    room.pass_(hours=26)
    assert bar_of(room) == ("13:00", "15:00")
    room.run.clock.go(room.run.state.blocks[1].id)
    assert bar_of(room) == ("13:00", "15:00")


def bar_of(room):
    bar = room.scene.bar
    assert bar is not None
    return bar.start, bar.end


DINNER = """
title = "Avond"
lang = "nl"
date = 2024-12-04
start = "16:00"
until = "21:00"
groups = 2

[[blocks]]
id = "praten"
title = "Praten"
start = "16:00"
instruction = "Vertel kort wat je hoorde."

[[blocks]]
id = "eten"
title = "Hapje eten"
start = "18:45"
fixed = true
"""


def test_after_a_skip_the_room_waits_for_what_is_fixed_and_is_asked_nothing(tmp_path):
    room = Room(tmp_path / "run", DINNER)
    room.choose("praten", minutes=5)
    room.run.clock.skip("praten")
    room.pass_(minutes=1)
    scene = room.scene
    assert scene.heading == "Avond"
    assert [line.text for line in scene.below] == ["STRAKS: HAPJE ETEN", "tot 18:45"]
    assert scene.digits == "2u39"
    assert scene.bar is not None
    assert scene.bar.start == "16:00"
    assert scene.bar.now is not None
