from datetime import date, time, timedelta

from session_samples import TOP, found, plan_of

from ai_tui.session.fitting import fits
from ai_tui.session.model import Block, Group

MINUTE = timedelta(minutes=1)


def lengths(text: str) -> list[float | None]:
    return [block.length and block.length / MINUTE for block in plan_of(text).blocks]


def test_everything_a_file_can_say_of_the_session_is_in_the_plan():
    session = plan_of(
        """
        title = "Samen  verder"
        theme = "Wat kan er?"
        background = '''
        Eerst dit.

        Dan dat.
        '''
        date = "2024-12-04"
        start = 16:00:00
        until = "21:00"
        place = "Buurthuis"
        lang = "en"
        zone = "Europe/Lisbon"
        group_word = "Table"
        groups = ["Noord", "Zuid"]
        [[blocks]]
        title = "Welkom"
        """,
        "Mijn Buurt (2).toml",
    ).session
    assert session.id == "mijn-buurt-2"
    assert session.theme == "Wat kan er?"
    assert session.background == "Eerst dit.\n\nDan dat."
    assert session.date == date(2024, 12, 4)
    assert (session.start, session.until, session.until_day) == (time(16), time(21), 1)
    assert (session.place, session.lang, session.zone) == ("Buurthuis", "en", "Europe/Lisbon")
    assert (session.group_word, session.groups) == ("Table", ("Noord", "Zuid"))


def test_everything_a_file_can_say_of_a_block_is_in_the_plan():
    block = plan_of(
        TOP
        + """
        [[blocks]]
        id = "ronde"
        title = "De ronde"
        start = "9:30"
        minutes = 45
        min = "30 min"
        fixed = true
        absorb = true
        stage = "dream"
        roles = ["voorlezer"]
        instruction = "Doe dit."
        background = "Lees dit."
        warn = [5, "30 s"]
        wall = "title"
        """.replace("        ", "")
    ).blocks[0]
    assert block == Block(
        id="ronde",
        title="De ronde",
        pos=block.pos,
        start=time(9, 30),
        length=45 * MINUTE,
        min=30 * MINUTE,
        fixed=True,
        absorbs=True,
        stage="dream",
        roles=("voorlezer",),
        instruction="Doe dit.",
        background="Lees dit.",
        warn=(5 * MINUTE, timedelta(seconds=30)),
        wall="title",
    )


def test_recipes_and_tables_of_phases_stand_in_one_list_with_ids_of_their_own():
    phases = (
        plan_of(
            TOP
            + """
[[blocks]]
title = "Rondes"
minutes = 60
phases = ["5 uitleg", { recipe = "2x5 gesprek", min = 4, wall = "title" }, "5 uitleg",
  { title = "iPad-ronde", minutes = 3, per = "groups", change = "30 s", signal = "Nu" }]
"""
        )
        .blocks[0]
        .phases
    )
    assert [phase.id for phase in phases] == [
        "uitleg",
        "gesprek-1-van-2",
        "gesprek-2-van-2",
        "uitleg-2",
        "ipad-ronde",
    ]
    assert [phase.min for phase in phases[:3]] == [None, 4 * MINUTE, 4 * MINUTE]
    assert [phase.wall for phase in phases[:3]] == [None, "title", "title"]
    last = phases[4]
    assert (last.title, last.per, last.signal) == ("iPad-ronde", "groups", "Nu")
    assert last.change == timedelta(seconds=30)


def test_a_number_of_groups_gives_them_the_name_that_the_session_uses():
    plan = plan_of('title = "A"\ngroups = 3\ngroup_word = "Tafel"\n[[blocks]]\ntitle = "B"\n')
    assert [(group.id, group.name) for group in plan.groups] == [
        ("g1", "Tafel 1"),
        ("g2", "Tafel 2"),
        ("g3", "Tafel 3"),
    ]
    assert [group.pos for group in plan.groups] == sorted(group.pos for group in plan.groups)


def test_groups_have_a_word_in_the_language_of_the_session():
    plan = plan_of('title = "A"\ngroups = 1\nlang = "en"\n[[blocks]]\ntitle = "B"\n')
    assert plan.groups[0].name == "Group 1"
    assert plan.session.group_word == "Group"


def test_named_groups_keep_their_names_in_order():
    plan = plan_of('title = "A"\ngroups = ["Zuid", "Noord"]\n[[blocks]]\ntitle = "B"\n')
    assert plan.groups == (
        Group(id="g1", name="Zuid", pos=plan.groups[0].pos),
        Group(id="g2", name="Noord", pos=plan.groups[1].pos),
    )


def test_a_file_that_does_not_speak_of_groups_asks_for_them_only_when_they_are_needed():
    bare = 'title = "A"\n[[blocks]]\ntitle = "B"\n'
    form = '[[blocks.forms]]\nkind = "list"\ntitle = "C"\n'
    assert plan_of(bare).session.groups == 0
    assert plan_of(bare + form).session.groups is None
    assert plan_of(bare + form + 'for = "room"\n').session.groups == 0
    assert plan_of(bare + 'phases = ["per groep 2 optreden"]\n').session.groups is None
    assert plan_of('groups = "ask"\n' + bare).session.groups is None


def test_forms_keep_their_block_their_order_and_the_options_given():
    plan = plan_of(
        TOP
        + """
[[blocks]]
title = "Een"
[[blocks.forms]]
kind = "top"
title = "Onze top"
[[blocks.forms]]
kind = "columns"
title = "Onze top"
for = "themes"
hint = "Kort"
columns = ["Tips", "Tops"]
from = true
[[blocks]]
title = "Twee"
[[blocks.forms]]
kind = "milestones"
title = "Mijlpalen"
for = "room"
terms = [{ label = "Kerst", date = 2024-12-24 }, { label = "Later", after = "1 month" }]
"""
    )
    assert [(form.block, form.id, form.audience) for form in plan.forms] == [
        ("een", "onze-top", "groups"),
        ("een", "onze-top-2", "themes"),
        ("twee", "mijlpalen", "room"),
    ]
    assert plan.forms[0].options == {}
    assert plan.forms[1].options == {"columns": ["Tips", "Tops"], "from": True}
    assert plan.forms[1].hint == "Kort"
    assert plan.forms[2].options == {
        "terms": [{"label": "Kerst", "date": "2024-12-24"}, {"label": "Later", "after": "1 month"}]
    }
    assert plan.forms[0].pos < plan.forms[1].pos


def test_ids_that_the_file_gives_go_before_those_made_of_titles():
    plan = plan_of(TOP + '[[blocks]]\ntitle = "Eten"\n[[blocks]]\ntitle = "Pauze"\nid = "eten"\n')
    assert [block.id for block in plan.blocks] == ["eten-2", "eten"]


def test_a_title_without_a_single_letter_still_gets_an_id():
    plan = plan_of(TOP + '[[blocks]]\ntitle = "…"\n[[blocks]]\ntitle = "日本"\n')
    assert [block.id for block in plan.blocks] == ["blok", "blok-2"]


def test_a_block_lasts_until_the_next_start_even_when_its_phases_are_shorter():
    assert lengths(
        TOP
        + '[[blocks]]\ntitle = "A"\nstart = "16:00"\nphases = ["10 a"]\n'
        + '[[blocks]]\ntitle = "B"\nstart = "16:45"\n'
    ) == [45, None]


def test_the_last_block_lasts_as_long_as_its_phases_and_else_until_the_hard_end():
    begin = TOP + 'until = "18:00"\n[[blocks]]\ntitle = "A"\nstart = "16:00"\n'
    assert lengths(begin + 'phases = ["10 a", "20 b"]\n') == [30]
    assert lengths(begin + 'phases = ["10 a", "b"]\n') == [120]
    assert lengths(begin + "minutes = 5\n") == [5]


def test_a_block_without_a_time_shares_the_stretch_to_the_next_start():
    assert lengths(
        TOP
        + '[[blocks]]\ntitle = "A"\nstart = "16:00"\n'
        + '[[blocks]]\ntitle = "B"\nphases = ["15 b"]\n'
        + '[[blocks]]\ntitle = "C"\nstart = "17:00"\nminutes = 10\n'
    ) == [45, 15, 10]


def test_the_first_block_without_a_time_begins_with_the_session():
    text = (
        TOP + 'start = "16:00"\n[[blocks]]\ntitle = "A"\n[[blocks]]\ntitle = "B"\nstart = "16:20"\n'
    )
    assert lengths(text) == [20, None]


def test_blocks_without_any_time_stay_open():
    assert lengths(TOP + '[[blocks]]\ntitle = "A"\n[[blocks]]\ntitle = "B"\n') == [None, None]


def test_a_session_begins_with_its_first_block_when_it_does_not_say():
    assert plan_of(TOP + '[[blocks]]\ntitle = "A"\nstart = "16:10"\n').session.start == time(16, 10)
    untimed = TOP + '[[blocks]]\ntitle = "A"\n[[blocks]]\ntitle = "B"\nstart = "16:10"\n'
    assert plan_of(untimed).session.start is None


def test_a_block_is_on_the_day_of_the_one_before_it_and_the_end_on_the_last_day():
    plan = plan_of(
        TOP
        + 'until = "16:00"\n'
        + '[[blocks]]\ntitle = "A"\nstart = "23:00"\nminutes = 30\n'
        + '[[blocks]]\ntitle = "B"\nstart = "09:00"\nday = 2\n'
        + '[[blocks]]\ntitle = "C"\nstart = "10:00"\n'
    )
    assert [block.day for block in plan.blocks] == [1, 2, 2]
    assert plan.session.until_day == 2
    assert plan.blocks[1].length == 60 * MINUTE


def test_a_night_does_not_make_the_last_block_of_a_day_longer():
    assert lengths(
        TOP
        + '[[blocks]]\ntitle = "A"\nstart = "16:00"\n'
        + '[[blocks]]\ntitle = "B"\nstart = "09:00"\nday = 2\nminutes = 10\n'
    ) == [None, 10]


def test_a_block_over_the_hour_that_summer_time_skips_is_an_hour_shorter():
    night = 'zone = "Europe/Amsterdam"\n[[blocks]]\ntitle = "A"\nstart = "01:30"\n'
    night += '[[blocks]]\ntitle = "B"\nstart = "03:30"\nminutes = 5\n'
    assert lengths('title = "A"\ndate = 2025-03-30\n' + night) == [60, 5]
    assert lengths('title = "A"\ndate = 2025-03-29\n' + night) == [120, 5]
    assert lengths('title = "A"\ndate = 2025-10-26\n' + night) == [180, 5]


def test_a_round_says_for_how_many_groups_it_fits():
    block = plan_of(
        'title = "A"\n[[blocks]]\ntitle = "B"\nminutes = 45\n'
        'phases = ["20 voorbereiden", "per groep 2 optreden | 1 wissel", "5 ophalen"]\n'
    ).blocks[0]
    assert fits(block) == 7
    assert fits(plan_of(TOP + '[[blocks]]\ntitle = "B"\nminutes = 45\n').blocks[0]) is None


def test_turns_of_no_time_fit_for_as_many_groups_as_there_can_be():
    turns = '[[blocks.phases]]\ntitle = "Zwaaien"\nper = "groups"\nminutes = 0\n'
    text = TOP + '[[blocks]]\ntitle = "B"\nminutes = 0\n' + turns
    assert fits(plan_of(text).blocks[0]) == 999


def test_text_of_any_size_and_any_script_is_plain_text():
    long = "é[b]日\\u202e" * 12_500
    plan = plan_of(TOP + f'[[blocks]]\ntitle = "A"\ninstruction = "{long}"\n')
    assert plan.blocks[0].instruction == "é[b]日" * 12_500


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm():
    text = "\ufeff" + (TOP + '[[blocks]]\ntitle = "A"\n').replace("\n", "\r\n")
    assert plan_of(text).blocks[0].title == "A"
    assert found(text.replace('"A"', "5")) == [(4, "blocks.title", "type")]


def test_an_open_block_does_not_last_through_the_night():
    two_days = """
        title = "Twee dagen"
        start = "19:00"
        until = "17:00"
        until_day = 2
        [[blocks]]
        title = "Welkom"
        minutes = 30
        [[blocks]]
        title = "Borrel"
        [[blocks]]
        title = "Ontbijt"
        day = 2
        minutes = 15
        [[blocks]]
        title = "Werken"
        day = 2
        start = "10:00"
        minutes = 60
        """
    assert lengths(two_days) == [30, None, 15, 60]
