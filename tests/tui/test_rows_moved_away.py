"""A row that one scribe types while another moves it to another group."""

from two_scribes import both, seen, told, until

from ai_tui.tui.desk import Place

MOVE = ("up", "ctrl+o", "a", "enter")
"""The keys that move the last row to the next group."""


async def typing_in_a_row_that_moves(ann, bob):
    """Ann goes on typing in her second row, which Bob moves to the second group."""
    await ann.keys(*"een", "enter", *"twee", "enter", "up")
    await seen(bob, "twee")
    await ann.type(" nog")
    await bob.keys(*MOVE)
    await told(ann, "! Bob verhuisde deze regel naar Tafel 2 · je tekst gaat mee")


async def test_what_is_typed_in_a_row_that_moves_is_saved_in_that_row(tmp_path):
    async with both(tmp_path, (80, 24)) as (ann, bob):
        await typing_in_a_row_that_moves(ann, bob)
        await ann.type(" bezig")
        assert ann.scribe.editor.half_typed.text == "twee nog bezig"
        await ann.keys("enter")
        assert ann.texts("top-3", "Tafel 1") == ["een"]
        assert ann.texts("top-3", "Tafel 2") == ["twee nog bezig"]
        assert "verhuisde" not in ann.part("status")
        assert "twee" not in ann.form()
        await ann.keys(*"drie", "enter")
        assert ann.texts("top-3", "Tafel 1") == ["een", "drie"]
        await until(bob, lambda: bob.texts("top-3", "Tafel 2") == ["twee nog bezig"])


async def test_what_escape_throws_away_of_it_comes_back_where_the_row_is(tmp_path):
    async with both(tmp_path) as (ann, bob):
        await typing_in_a_row_that_moves(ann, bob)
        await ann.keys("escape")
        assert ann.scribe.editor.query_one("RowArea").text == ""
        await ann.keys("ctrl+z")
        assert "Tafel 2" in ann.part("tabs").splitlines()[1]
        await ann.keys("enter")
        assert ann.texts("top-3", "Tafel 1") == ["een"]
        assert ann.texts("top-3", "Tafel 2") == ["twee nog"]


async def test_a_tab_that_is_clicked_saves_it_where_it_is_and_shows_nothing_of_it(tmp_path):
    async with both(tmp_path) as (ann, bob):
        third = ann.run.state.groups("groups")[2].id
        ann.run.harvest.append(ann.run.state.form("top-3"), third, "items", ["a", "b"])
        await typing_in_a_row_that_moves(ann, bob)
        ann.scribe.go(Place("top-3", third))
        await ann.settle()
        assert ann.texts("top-3", "Tafel 2") == ["twee nog"]
        await ann.keys("c", "enter")
        assert ann.texts("top-3", "Tafel 3") == ["a", "b", "c"]


async def test_what_is_typed_beside_a_row_that_moves_is_saved_beside_it(tmp_path):
    async with both(tmp_path) as (ann, bob):
        light, _ = ann.run.groups.add(["Licht", "Lucht"], "themes")
        await until(bob, lambda: bob.run.state.groups("themes"))
        for stage in (ann, bob):
            stage.scribe.go(Place("tips-en-tops", light.id))
        await ann.keys(*"een", "enter", "up", "tab", *"buur")
        await until(bob, lambda: bob.texts("tips-en-tops", "Licht") == ["een"])
        await bob.keys(*MOVE)
        await told(ann, "Bob verhuisde deze regel naar Lucht")
        assert ann.scribe.editor.half_typed.text == "buur"
        await ann.keys("enter")
        assert ann.texts("tips-en-tops", "Licht") == []
        assert ann.texts("tips-en-tops", "Lucht") == ["een", "buur"]
