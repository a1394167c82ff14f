import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scribe_stage import HandClock
from wall_stage import HUGE, LARGE, SESSION, SIZES, SMALL, Room, assert_whole

from ai_tui.forms import OPTIONS
from ai_tui.locale import Words
from ai_tui.run.making import make
from ai_tui.run.wall import CHOICES
from ai_tui.session.library import find
from ai_tui.session.reading import read
from ai_tui.tui.paint.pieces import cells, plain
from ai_tui.tui.wall.moment import RoomMoment
from ai_tui.tui.wall.painting import paint
from ai_tui.tui.wall.scene import Bar, Item, Line, Reading, Scene
from ai_tui.tui.wall.scenes import scene
from ai_tui.tui.wall.stacking import message_fits

HOSTILE = "[/x] [@click=app.bell]k[/] 日本語 👩‍👩‍👧 مرحبا {0} %s "
NL = Words("nl")
TOLD = "Kies samen drie kwaliteiten. Zet ze op de flip-over."
"""What the groups of the session do in the block that is shown."""


@pytest.fixture
def room(tmp_path):
    return Room(tmp_path / "run")


def before(room):
    room.pass_(minutes=-13)


def clock(room):
    room.choose("ontdekken", 1, minutes=6, seconds=12)


def over(room):
    room.choose("ontdekken", 1, minutes=17, seconds=13)


def turn(room):
    room.choose("verbeelden", 1)
    room.run.clock.next()
    room.pass_(seconds=23)


def message(room):
    room.choose("eten", minutes=27)
    room.run.wall.say("Over twee minuten terug aan tafel.")


def instruction(room):
    clock(room)
    room.run.wall.show("instruction")


def title(room):
    room.choose("toneel")


def reading(room):
    clock(room)
    room.write("top", room.tables[1].id, "Korte lijnen", "Buren", "Lef")
    room.run.wall.read_back("top", room.tables[1].id)


def reading_over(room):
    reading(room)
    room.pass_(minutes=20)


def end(room):
    clock(room)
    room.run.clock.finish()


def dark(room):
    clock(room)
    room.run.wall.show("dark")


COUNTING = (before, clock, over, turn, message)
VIEWS = (*COUNTING, instruction, title, reading, reading_over, end, dark)


def digits_rows(text: str) -> int:
    return sum(bool(re.search(r"██{2}", line)) for line in text.split("\n"))


def test_the_clock_at_80_by_24(room):
    clock(room)
    assert room.text(SMALL) == "\n".join(
        [
            " Ontdekken en delen                                                       16:06",
            "",
            "",
            "            ███████████  ███████████        ███     ███  ███████████",
            "            ███     ███  ███     ███        ███     ███  ███     ███",
            "            ███     ███  ███     ███   ██   ███     ███  ███     ███",
            "            ███     ███  ███████████        ███████████  ███████████",
            "            ███     ███  ███     ███                ███  ███     ███",
            "            ███     ███  ███     ███   ██           ███  ███     ███",
            "            ███     ███  ███     ███                ███  ███     ███",
            "            ███████████  ███████████                ███  ███████████",
            "",
            "",
            "                                  TOP-3 KIEZEN",
            "",
            "",
            "              Kies samen drie kwaliteiten. Zet ze op de flip-over.",
            "",
            "",
            "                  tot 16:15 · straks: Inloop en welkom, 16:20",
            "",
            "",
            "",
            " 16:00 ━━▼┄┄┄┄┊┄┄┄┄┄┄┄┄┄┄┊┄┄┄┄┄┄┄┄┄┄┊┄┄┄┄┄┄┄┄┄┄┄┄┄◆┄┄┄┄┄┄┄┄┄┄┊┄┄┄┄┄┄┄┄┄┄┄ 19:00",
        ]
    )


def test_overtime_at_80_by_24_without_any_colour(room):
    over(room)
    lines = room.text(SMALL).split("\n")
    assert lines[1] == "┏" + "━" * 78 + "┓"
    assert lines[22] == "┗" + "━" * 78 + "┛"
    assert all(line[0] + line[-1] == "┃┃" for line in lines[2:22])
    text = "\n".join(lines)
    assert "! OVER TIJD !" in text
    assert "TOP-3 KIEZEN is afgelopen" in text


@pytest.mark.parametrize("size", [(160, 45), LARGE, HUGE])
@pytest.mark.parametrize("view", [over, reading_over], ids=lambda view: view.__name__)
def test_overtime_on_a_large_screen_has_a_solid_frame_and_large_words(room, view, size):
    view(room)
    lines = room.text(size).split("\n")
    assert lines[1] == lines[-2] == "█" * size[0]
    assert all(line.startswith("██") and line.endswith("██") for line in lines[2:-2])
    assert "OVER TIJD" not in "\n".join(lines)
    assert not set(lines[2].strip("█")) & set("█▀▄")
    assert not set(lines[-3].strip("█")) & set("█▀▄")


def test_without_digits_the_name_fills_the_screen(room):
    title(room)
    for size, letters in ((LARGE, 14), (HUGE, 14)):
        lines = room.text(size).split("\n")
        tall = max(len(run) for run in "".join("x" if "████" in t else " " for t in lines).split())
        assert tall >= letters


def test_two_lines_of_a_name_do_not_touch(room):
    room.pass_(minutes=-13)
    picture = plain(room.picture((240, 70)).rows).split("\n")
    top = room.picture((240, 70)).top
    words = [bool(set(line) & set("█▀▄")) for line in picture[1:top]]
    parts = "".join("x" if word else " " for word in words).split()
    assert len(parts) == 2
    assert all(len(part) >= 7 for part in parts)


def test_each_part_of_a_note_is_large_when_one_line_is_too_short(tmp_path):
    long = "Vraaggesprekken in tweetallen"
    room = Room(tmp_path / "run", SESSION.replace("Ontdekken en delen", long))
    room.choose("welkom", minutes=31)
    assert "straks" not in room.text(LARGE)
    assert "Rond af" not in room.text(LARGE)


def test_reading_back_at_80_by_24(room):
    reading(room)
    lines = [line for line in room.text(SMALL).split("\n") if line]
    assert lines == [
        " Waar we op bouwen                                                        16:06",
        "          TAFEL 2",
        "          1   Korte lijnen",
        "          2   Buren",
        "          3   Lef",
        " Tafel  1   [2]   3                                                   nog 08:48",
        lines[-1],
    ]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("view", COUNTING, ids=lambda view: view.__name__)
def test_digits_take_at_least_a_third_of_the_height(room, view, size):
    view(room)
    picture = room.picture(size)
    assert picture.live * 3 >= size[1]
    rows = picture.rows[picture.top : picture.top + picture.live]
    assert digits_rows(plain(rows)) == picture.live


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.__name__)
def test_every_view_fills_the_screen_exactly(room, view, size):
    view(room)
    assert_whole(room.picture(size), *size)
    assert_whole(room.picture(size, notice=NL("tui_wall.lost")), *size)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.__name__)
def test_no_line_of_text_is_wider_than_64(tmp_path, view, size):
    long = "Kies samen de drie kwaliteiten waar jullie op bouwen. " * 4
    text = SESSION.replace("Kies samen drie", f"{long} Kies samen drie")
    room = Room(tmp_path / "run", text.replace("Koffie staat", f"{long} Koffie staat"))
    room.write("top", room.tables[1].id, long, long)
    view(room)
    for line in room.text(size).split("\n")[1:-1]:
        text = line.strip("┃ ")
        if not set(text) & set("█▀▄━"):
            for part in re.split(r" {6,}", text):
                assert cells(part) <= 64, part


@pytest.mark.parametrize("view", [clock, turn, message, reading, title], ids=lambda v: v.__name__)
def test_from_160_columns_what_matters_is_drawn_large(room, view):
    view(room)
    words = {
        clock: "TOP-3 KIEZEN",
        turn: "TAFEL 1",
        message: "Over twee minuten",
        reading: "Korte lijnen",
        title: "TAFEL 1",
    }
    assert words[view] in room.text((159, 45))
    for size in ((160, 45), LARGE, HUGE):
        text = room.text(size)
        assert words[view] not in text
        assert "▀" in text


def telling(tmp_path, length: int) -> Room:
    """A room where an instruction of about so many characters stands for the groups."""
    text = (
        "Lees de zes vragen rustig door. Kies er samen twee uit die je het meest aanspreken. " * 9
    )
    told = text[:length].rsplit(" ", 1)[0]
    room = Room(tmp_path / "run", SESSION.replace(TOLD, f"{told} EINDE."))
    clock(room)
    return room


@pytest.mark.parametrize("size", [*SIZES, (160, 45)])
@pytest.mark.parametrize("length", [300, 344, 600])
@pytest.mark.parametrize("choice", ["auto", "instruction"])
def test_an_instruction_is_never_cut_while_rows_are_blank(tmp_path, length, size, choice):
    room = telling(tmp_path, length)
    room.run.wall.show(choice)
    assert "…" not in room.text(size)
    assert "EINDE." in room.text(size) or "Lees" not in room.text(size)


def test_the_instruction_is_larger_when_the_room_should_see_that(room):
    for size in ((120, 36), LARGE, HUGE):
        clock(room)
        room.run.wall.show("auto")
        before = letters(room.picture(size))
        room.run.wall.show("instruction")
        assert "Kies samen" not in room.text(size)
        assert letters(room.picture(size)) > before


@pytest.mark.parametrize("length", [290, 330])
def test_a_long_instruction_is_large_on_a_large_screen_and_the_digits_give_way(tmp_path, length):
    room = telling(tmp_path, length)
    room.run.wall.show("instruction")
    text = room.text(LARGE)
    assert "Lees" not in text
    assert "EINDE" not in text
    assert room.picture(LARGE).live >= 8


def test_the_digits_keep_their_third_where_the_instruction_gets_no_larger_without(tmp_path):
    room = telling(tmp_path, 344)
    room.run.wall.show("instruction")
    assert room.picture(SMALL).live * 3 >= SMALL[1]


def letters(picture) -> int:
    """Rows with parts of large letters, those of the digits apart."""
    rows = [*picture.rows[: picture.top], *picture.rows[picture.top + picture.live :]]
    return sum(bool(set(plain([row])) & set("█▀▄")) for row in rows)


WORDS = """
Wie een auto met kenteken XX-123-Y bij de ingang heeft staan: wil je die even verzetten,
de cateraar kan er anders niet langs en dan wordt het eten koud.
"""
MIDDLING = [(160, 45), (170, 48), (190, 50), (213, 56), LARGE]


@pytest.mark.parametrize("size", MIDDLING, ids="{0[0]}x{0[1]}".format)
@pytest.mark.parametrize("name", ["alblasserdam-2024", "ruwaard-2017"])
def test_what_a_real_session_says_to_the_room_is_large_from_160_columns(tmp_path, name, size):
    clock = HandClock()
    run = make(read(find(name), OPTIONS), tmp_path / "run", "Nora", clock)
    run.groups.add([f"Tafel {number}" for number in range(1, 7)])
    seen = 0
    for block in run.state.blocks:
        for phase in block.phases:
            run.clock.go(block.id)
            run.clock.phase(phase.id)
            clock.pass_(seconds=3)
            now = scene(RoomMoment(run))
            if now.view == "clock":
                text = plain(paint(now, run.words, *size).rows)
                seen += 1
                for line in now.below:
                    first = " ".join(line.text.split()[:2])
                    assert not first or first not in text, (phase.title, text)
    assert seen > 10


@pytest.mark.parametrize("size", [*MIDDLING, (160, 50), (200, 50), HUGE])
def test_a_message_that_is_taken_is_large_from_160_columns(room, size):
    words = WORDS.split()
    clock(room)
    for number in range(1, len(words) + 1):
        said = " ".join(words[:number])
        assert message_fits(said)
        room.run.wall.say(said)
        assert "Wie" not in room.text(size)
        assert letters(room.picture(size)) >= 4
        assert room.picture(size).live * 8 >= size[1]


def test_what_cannot_be_drawn_large_is_spaced_or_plain_text(tmp_path):
    long = "Heel lange titel van een fase die niet op de muur past"
    room = Room(tmp_path / "a", SESSION.replace("15 top-3 kiezen", f"15 {long}"))
    room.choose("ontdekken", 1, minutes=1)
    assert long.upper() in room.text((160, 24))
    room = Room(tmp_path / "b", SESSION.replace("15 top-3 kiezen", "15 Привет"))
    room.choose("ontdekken", 1, minutes=1)
    assert "ПРИВЕТ" in room.text(LARGE)
    room = Room(tmp_path / "c", SESSION.replace("15 top-3 kiezen", "15 samen kiezen"))
    room.choose("ontdekken", 1, minutes=1)
    assert "S A M E N   K I E Z E N" in room.text((160, 12))


def test_sizes_follow_the_terminal_not_the_second(room):
    clock(room)
    first = room.picture(LARGE)
    for _ in range(20):
        room.pass_(seconds=7)
        now = room.picture(LARGE)
        assert (now.top, now.live, now.cuts) == (first.top, first.live, first.cuts)


def test_a_tick_changes_only_what_is_live(room):
    for view in (clock, reading):
        view(room)
        first = room.picture(LARGE)
        room.pass_(seconds=1)
        second = room.picture(LARGE)
        changed = {y for y in range(60) if first.rows[y] != second.rows[y]}
        assert changed
        assert changed <= set(range(first.top, first.top + first.live))


def test_a_long_harvest_goes_by_in_parts_and_nothing_is_left_out(room):
    group = room.tables[0]
    clock(room)
    texts = [f"regel nummer {number:02}" for number in range(40)]
    room.write("top", group.id, *texts)
    room.run.wall.read_back("top", group.id)
    seen = ""
    for _ in range(10):
        seen += room.text(SMALL)
        room.pass_(seconds=12)
    assert all(text in seen for text in texts)
    assert "deel 1 van" in seen


def test_sixty_groups_fit_in_a_row_around_the_one_of_now(tmp_path):
    room = Room(tmp_path / "run", SESSION.replace("groups = 3", 'groups = "ask"'))
    room.run.groups.add([f"Tafel {number}" for number in range(1, 61)])
    room.choose("verbeelden", 1)
    for _ in range(30):
        room.run.clock.next()
    text = room.text(SMALL)
    assert "► 30" in text
    assert re.search(r"… ✓ \d+.*✓ 29 ► 30 · 31.* …", text)


@pytest.mark.parametrize("size", [*SIZES, (60, 16), (40, 10), (20, 6), (5, 3), (1, 1), (300, 5)])
@pytest.mark.parametrize("choice", CHOICES)
def test_hostile_names_and_texts_break_nothing(tmp_path, size, choice):
    room = Room(tmp_path / "run")
    run = room.run
    for group in room.tables:
        run.groups.rename(group, HOSTILE + group.name)
    for block in run.state.blocks:
        from msgspec import structs, to_builtins

        from ai_tui.store.steps import Version

        bad = structs.replace(block, title=HOSTILE * 4, instruction=HOSTILE * 30)
        run.commit([Version("blocks", block.id, to_builtins(bad))])
    group = room.tables[0]
    room.write("top", group.id, HOSTILE * 9, "x" * 900, "a\nb\nc")
    room.write("optreden", group.id, HOSTILE * 9, slot="f1")
    run.wall.release("top", group.id, released=True)
    for go in (clock, over, turn, title, end):
        go(room)
        run.wall.show(choice)
        assert_whole(room.picture(size), *size)
        run.wall.say(HOSTILE * 9)
        assert_whole(room.picture(size), *size)


lines = st.builds(
    Line,
    st.sampled_from(["name", "lead", "quote", "told", "note", "alarm"]),
    st.text(min_size=1, max_size=200).map(lambda text: text.strip() or "x"),
)
scenes = st.builds(
    Scene,
    view=st.sampled_from(["before", "clock", "turn", "title", "instruction", "over", "end"]),
    heading=st.text(max_size=90),
    time=st.just("16:00"),
    over=st.booleans(),
    message=st.one_of(st.just(""), st.text(max_size=300)),
    above=st.lists(lines, max_size=3).map(tuple),
    digits=st.sampled_from(["", "00:00", "+12:34", "2u13", "99u59", "+3d"]),
    below=st.lists(lines, max_size=3).map(tuple),
    reading=st.one_of(
        st.none(),
        st.builds(
            Reading,
            group=st.text(max_size=80),
            items=st.lists(
                st.builds(Item, st.text(max_size=300), st.sampled_from(["", "1", "12"])),
                max_size=12,
            ).map(tuple),
            groups=st.lists(st.text(max_size=20), max_size=5).map(tuple),
            at=st.integers(-1, 0),
        ),
    ),
    bar=st.one_of(
        st.none(),
        st.builds(
            Bar,
            st.just("16:00"),
            st.just("21:00"),
            st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=9).map(tuple),
            st.one_of(st.none(), st.floats(0, 1)),
        ),
    ),
    beat=st.integers(0, 1000),
)


@settings(max_examples=150, suppress_health_check=list(HealthCheck))
@given(scenes, st.integers(1, 320), st.integers(1, 90))
def test_any_scene_fills_any_screen_exactly(scene, width, height):
    from msgspec import structs

    from ai_tui.text import clean_entry

    scene = structs.replace(scene, message=clean_entry(scene.message))
    assert_whole(paint(scene, NL, width, height), width, height)
