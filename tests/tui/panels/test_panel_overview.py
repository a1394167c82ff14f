from panel_stage import LARGE, SMALL, Evening, on_stage, type_text

from ai_tui.tui.desk import Desk, Place
from ai_tui.tui.panels.overview import Overview


def overview(evening: Evening) -> Overview:
    return Overview(evening.run, Desk(evening.run))


def place(evening: Evening, form: str, group: str) -> Place:
    return Place(form, evening.group(group).id if group != "Zaal" else "room")


async def test_every_cell_says_how_much_is_there(tmp_path):
    evening = Evening(tmp_path)
    evening.at("welkom", 30)
    evening.at("ontdekken", 5)
    evening.type("top", "Tafel 1", "a", "b", "c")
    evening.type("top", "Tafel 3", "a", "b")
    async with on_stage(overview(evening)) as (stage, _):
        lines = {line[2:10].rstrip(" ["): line for line in stage.part("body").splitlines()}
        assert "● 3/3" in lines["Tafel 1"]
        assert "◐ 2/3" in lines["Tafel 3"]
        assert "○ 0/2" in lines["Tafel 6"]
        assert lines["Zaal"].split()[1:4] == ["–", "–", "–"]
        assert "Ontdekken…" in stage.part("body")


async def test_arrows_and_enter_open_a_place(tmp_path):
    evening = Evening(tmp_path)
    async with on_stage(overview(evening)) as (stage, pilot):
        await pilot.press("down", "right", "right", "left", "enter")
        assert stage.given == [place(evening, "optreden", "Tafel 2")]


async def test_what_is_not_asked_does_not_open(tmp_path):
    evening = Evening(tmp_path)
    async with on_stage(overview(evening)) as (stage, pilot):
        await pilot.press("end", "enter")
        assert stage.given == []
        await pilot.press("right", "right", "right", "right", "right", "enter")
        assert stage.given == [place(evening, "zaal", "Zaal")]


async def test_what_does_not_open_says_why_until_another_is_chosen(tmp_path):
    evening = Evening(tmp_path)
    evening.type("top", "Tafel 6", "van zes")
    evening.run.groups.close(evening.group("Tafel 6"))
    async with on_stage(overview(evening)) as (stage, pilot):
        await pilot.press("end", "enter")
        assert "Zaal heeft dit formulier niet" in stage.part("body")
        await pilot.press("up", "right")
        assert "heeft dit formulier niet" not in stage.part("body")
        await pilot.press("enter")
        assert "Tafel 6 is gesloten · ^O j opent de groep weer" in stage.part("body")
        assert stage.given == []


async def test_a_digit_goes_to_a_table_and_more_digits_to_a_higher_one(tmp_path):
    evening = Evening(tmp_path, groups="60")
    async with on_stage(overview(evening)) as (stage, pilot):
        await pilot.press("4")
        assert "Tafel 4 ·" in stage.part("body")
        await pilot.press("2")
        assert "Tafel 42 ·" in stage.part("body")
        assert "42 groep" in stage.part("hints")
        await pilot.press("7")
        assert "Tafel 7 ·" in stage.part("body")
        await pilot.press("down", "1", "2", "enter")
        assert stage.given == [place(evening, "top", "Tafel 12")]


async def test_a_number_means_the_table_of_that_name_not_the_row(tmp_path):
    evening = Evening(tmp_path)
    evening.run.groups.merge(evening.group("Tafel 2"), evening.group("Tafel 1"))
    async with on_stage(overview(evening)) as (stage, pilot):
        await pilot.press("3", "enter")
        assert stage.given == [place(evening, "top", "Tafel 3")]


async def test_slash_finds_group_form_and_block_by_name(tmp_path):
    evening = Evening(tmp_path)
    evening.run.groups.rename(evening.group("Tafel 5"), "Cliënten [/x]")
    async with on_stage(overview(evening)) as (stage, pilot):
        await pilot.press("slash")
        await type_text(pilot, "CLIENTEN droom")
        await pilot.press(*["backspace"] * 5)
        await type_text(pilot, "optre")
        assert "/ CLIENTEN optre" in stage.part("body")
        await pilot.press("enter")
        assert stage.given == [place(evening, "optreden", "Cliënten [/x]")]


async def test_what_nothing_matches_is_said_and_opens_nothing(tmp_path):
    evening = Evening(tmp_path)
    async with on_stage(overview(evening)) as (stage, pilot):
        await pilot.press("down", "slash")
        await type_text(pilot, "verbe")
        assert "[○ 0/2]" in stage.part("body")
        await type_text(pilot, "terd")
        body = stage.part("body")
        assert "/ verbeterd▏ Niets gevonden" in body
        assert "[○ 0/3]" in next(line for line in body.splitlines() if "Tafel 2" in line)
        await pilot.press("enter")
        assert stage.given == []
        assert "/ verbeterd▏ Niets gevonden" in stage.part("body")
        await pilot.press(*["backspace"] * 4)
        assert "Niets gevonden" not in stage.part("body")
        await pilot.press("enter")
        assert stage.given == [place(evening, "optreden", "Tafel 1")]


async def test_words_taken_back_return_to_where_the_search_began(tmp_path):
    evening = Evening(tmp_path)
    async with on_stage(overview(evening)) as (stage, pilot):
        await pilot.press("down", "down", "slash", "4", "backspace", "enter")
        assert stage.given == [place(evening, "top", "Tafel 3")]


async def test_a_cell_chosen_by_hand_ends_the_search(tmp_path):
    evening = Evening(tmp_path)
    async with on_stage(overview(evening)) as (stage, pilot):
        await pilot.press("slash", *"zzz", "down")
        assert "Tafel 2 · Top-3" in stage.part("body")
        await pilot.press("enter")
        assert stage.given == [place(evening, "top", "Tafel 2")]


async def test_escape_leaves_the_search_and_then_the_overview(tmp_path):
    evening = Evening(tmp_path)
    async with on_stage(overview(evening)) as (stage, pilot):
        await pilot.press("slash", "4", "escape")
        assert stage.given == []
        assert "Tafel 4 ·" in stage.part("body")
        await pilot.press("escape")
        assert stage.given == [None]


async def test_the_state_of_a_form_is_set_from_here_and_shown_by_sign_and_word(tmp_path):
    evening = Evening(tmp_path)
    async with on_stage(overview(evening)) as (stage, pilot):
        for key, sign, word in (
            ("2", "□", "op papier"),
            ("4", "✓", "nagelezen"),
            ("5", "×", "komt niets"),
        ):
            await pilot.press("equals_sign")
            await pilot.pause()
            await pilot.press(key)
            await pilot.pause()
            body = stage.part("body")
            line = next(line for line in body.splitlines() if "Tafel 1" in line)
            assert f"[{sign}" in line
            assert f"{word}. Blok" in body
        assert stage.given == []
        assert evening.run.state.form_state("top", evening.group("Tafel 1").id) == "nothing"


async def test_a_merged_group_that_left_something_can_still_be_opened(tmp_path):
    evening = Evening(tmp_path)
    evening.type("top", "Tafel 6", "van zes")
    evening.run.groups.close(evening.group("Tafel 6"))
    async with on_stage(overview(evening)) as (stage, pilot):
        await pilot.press("6", "enter")
        assert stage.given == [place(evening, "top", "Tafel 6")]


async def test_a_closed_group_says_so_and_how_much_it_left(tmp_path):
    evening = Evening(tmp_path)
    evening.type("top", "Tafel 6", "van zes", "nog een")
    evening.run.groups.close(evening.group("Tafel 6"))
    async with on_stage(overview(evening)) as (stage, pilot):
        await pilot.press("6")
        body = stage.part("body")
        assert "[– 2]" in next(line for line in body.splitlines() if "Tafel 6" in line)
        assert "kun… · gesloten, 2 regels. Blok" in body
        await pilot.press("right")
        assert "Tafel 6 · Optreden · gesloten. Blok" in stage.part("body")


async def test_sixty_groups_scroll_and_keep_the_chosen_one_in_sight(tmp_path):
    evening = Evening(tmp_path, groups="60")
    async with on_stage(overview(evening), SMALL) as (stage, pilot):
        await pilot.press("end", "up")
        assert "[○ 0/3]" in next(x for x in stage.part("body").splitlines() if "Tafel 60 " in x)
        await pilot.press("pageup", "home")
        assert "Tafel 1 ·" in stage.part("body")


async def test_entries_that_arrive_meanwhile_are_shown(tmp_path):
    evening = Evening(tmp_path)
    async with on_stage(overview(evening)) as (stage, _):
        evening.type("top", "Tafel 1", "later getypt")
        stage.panel.repaint()
        assert "◐ 1/3" in stage.part("body")


async def test_a_click_chooses_a_cell_and_a_second_click_opens_it(tmp_path):
    evening = Evening(tmp_path)
    async with on_stage(overview(evening), LARGE) as (stage, pilot):
        lines = stage.part("body").splitlines()
        y = next(y for y, line in enumerate(lines) if "Tafel 4" in line)
        x = lines[y].index("○ 0/2")
        await pilot.click("#sheet-body", offset=(x, y))
        assert "Tafel 4 · Optreden" in stage.part("body")
        assert stage.given == []
        await pilot.click("#sheet-body", offset=(x, y))
        assert stage.given == [place(evening, "optreden", "Tafel 4")]


async def test_a_session_without_groups_or_forms_says_so(tmp_path):
    evening = Evening(tmp_path, groups='"ask"')
    for kind in evening.run.state.forms:
        evening.run.commit([])
        assert kind
    async with on_stage(overview(evening)) as (stage, pilot):
        await pilot.press("down", "enter", "equals_sign", "5")
        assert stage.given == []


async def test_a_number_or_a_name_lands_on_a_form_that_the_group_has(tmp_path):
    evening = Evening(tmp_path)
    evening.run.groups.add(["Jeugd 9"], "themes")
    async with on_stage(overview(evening), LARGE) as (stage, pilot):
        await pilot.press("9")
        assert "Jeugd 9 · Propositie" in stage.part("body")
        await pilot.press("1")
        assert "Tafel 1 · Kansrijke thema's" in stage.part("body")
        await pilot.press("/")
        await type_text(pilot, "jeugd")
        await pilot.press("enter")
        assert stage.given == [Place("propositie", evening.run.state.groups("themes")[0].id)]


async def test_a_form_that_is_not_asked_is_said_to_be_so_with_one_dot(tmp_path):
    evening = Evening(tmp_path)
    async with on_stage(overview(evening)) as (stage, pilot):
        await pilot.press("end")
        assert "n.v.t. Blok" in stage.part("body")
