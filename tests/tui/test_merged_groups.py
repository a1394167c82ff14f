"""A group that goes into another under the hands of a scribe."""

from scribe_stage import HandClock, new_run, on_stage
from two_scribes import both, seen, told, until

from ai_tui.run.run import Run

MERGE = ("ctrl+o", "j", "s", "enter", "escape")
"""The keys that let the first group go into the second."""


def open_group(stage):
    tabs, title = stage.part("tabs").splitlines()
    return tabs[tabs.index("[") + 1 :][:7], title.rpartition("  ")[2].strip()


async def test_who_merges_the_group_under_the_hands_goes_along(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        await stage.keys(*"een", "enter", *MERGE)
        assert open_group(stage) == ("Tafel 2", "Tafel 2 · 1 van 3")
        assert "^N Tafel 3" in stage.part("footer")
        await stage.keys(*"mee", "enter")
        assert stage.texts("top-3", "Tafel 2") == ["een", "mee"]
        assert stage.texts("top-3", "Tafel 1") == []


async def test_the_cursor_stays_in_the_line_that_goes_along(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        await stage.keys("ctrl+n", *"staat", "enter", "pageup", *"een", "enter", *"twee", "enter")
        await stage.keys("up", "up", *MERGE, *"X", "enter")
        assert stage.texts("top-3", "Tafel 2") == ["staat", "eenX", "twee"]


async def test_a_group_that_goes_into_a_full_one_asks_for_no_row_too_many(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        await stage.keys("ctrl+n", "a", "enter", "b", "enter", "c", "enter", "pageup", *MERGE)
        assert open_group(stage) == ("Tafel 2", "Tafel 2 · 3 van 3")
        assert "buiten" not in stage.form()


async def test_taken_back_and_done_again_the_place_is_that_of_the_group(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        await stage.keys(*MERGE, "ctrl+z")
        assert open_group(stage) == ("Tafel 1", "Tafel 1 · 0 van 3")
        await stage.keys("ctrl+y")
        assert open_group(stage) == ("Tafel 2", "Tafel 2 · 0 van 3")
        await stage.keys("ctrl+z", *"een", "enter")
        assert stage.texts("top-3", "Tafel 1") == ["een"]


async def test_what_somebody_types_goes_along_when_another_merges_the_group(tmp_path):
    async with both(tmp_path, (80, 24)) as (ann, bob):
        await ann.keys(*"een", "enter")
        await seen(bob, "een")
        await ann.type("half")
        await bob.keys(*MERGE)
        await told(ann, "! Bob voegde Tafel 1 bij Tafel 2 · je typt daar verder")
        assert ann.part("tabs").splitlines()[1].endswith("Tafel 2 · 1 van 3")
        await ann.keys(*"er", "enter")
        assert ann.texts("top-3", "Tafel 2") == ["een", "halfer"]
        assert ann.texts("top-3", "Tafel 1") == []
        await until(bob, lambda: bob.texts("top-3", "Tafel 2") == ["een", "halfer"])


async def test_a_saved_line_that_somebody_changes_goes_along_as_the_same(tmp_path):
    async with both(tmp_path) as (ann, bob):
        await ann.keys(*"een", "enter", "up")
        await seen(bob, "een")
        await ann.type(" en meer")
        await bob.keys(*MERGE)
        await told(ann, "Bob voegde Tafel 1 bij Tafel 2")
        await ann.keys("enter")
        assert ann.texts("top-3", "Tafel 2") == ["een en meer"]
        assert [entry.text for entry in ann.run.state.entries()] == ["een en meer"]


async def test_what_is_half_typed_comes_back_when_the_other_takes_the_merge_back(tmp_path):
    async with both(tmp_path) as (ann, bob):
        await ann.type("half")
        await bob.keys(*MERGE)
        await told(ann, "Bob voegde Tafel 1 bij Tafel 2")
        await bob.keys("ctrl+z")
        await told(ann, "! Bob opende Tafel 1 weer · je typt daar verder")
        await ann.keys(*"er", "enter")
        assert ann.texts("top-3", "Tafel 1") == ["halfer"]
        assert ann.texts("top-3", "Tafel 2") == []


async def test_who_typed_on_in_the_other_group_stays_there_when_the_merge_is_taken_back(tmp_path):
    async with both(tmp_path) as (ann, bob):
        await bob.keys(*MERGE)
        await told(ann, "Bob voegde Tafel 1 bij Tafel 2")
        await ann.keys(*"een", "enter", *"half")
        await until(bob, lambda: bob.texts("top-3", "Tafel 2") == ["een"])
        await bob.keys("ctrl+z")
        await until(ann, lambda: "Tafel 1" in ann.part("tabs"))
        assert open_group(ann) == ("Tafel 2", "Tafel 2 · 1 van 3")
        await ann.keys("enter")
        assert ann.texts("top-3", "Tafel 2") == ["een", "half"]


async def test_a_group_that_goes_on_into_a_third_takes_its_scribe_there(tmp_path):
    async with both(tmp_path) as (ann, bob):
        await ann.type("half")
        await bob.keys(*MERGE)
        await told(ann, "Bob voegde Tafel 1 bij Tafel 2")
        await bob.keys(*MERGE)
        await told(ann, "Bob voegde Tafel 2 bij Tafel 3")
        await ann.keys("enter")
        assert ann.texts("top-3", "Tafel 3") == ["half"]


async def test_what_escape_threw_away_comes_back_where_its_group_went(tmp_path):
    async with both(tmp_path) as (ann, bob):
        await ann.keys(*"half", "escape")
        await bob.keys(*MERGE)
        await told(ann, "Bob voegde Tafel 1 bij Tafel 2")
        await ann.keys("ctrl+n", "ctrl+z", "enter")
        assert ann.texts("top-3", "Tafel 2") == ["half"]


async def test_late_lines_of_a_group_that_went_into_another_can_be_seen_and_typed(tmp_path):
    clock = HandClock()
    run = new_run(tmp_path / "r", clock)
    one, two = run.state.groups("groups")[:2]
    run.groups.merge(one, two)
    run.harvest.append(run.state.form("top-3"), one.id, "items", ["tegelijk"])
    run.close()
    async with on_stage(Run.open(tmp_path / "r", "notulist", clock), clock) as stage:
        await stage.keys("pageup")
        assert open_group(stage) == ("Tafel 1", "Tafel 1 · gesloten")
        await stage.keys("down", *"laat", "enter")
        assert stage.texts("top-3", "Tafel 1") == ["tegelijk", "laat"]
