"""Two scribes with a screen each, on one run."""

import os
from contextlib import asynccontextmanager

import pytest
from scribe_stage import HandClock, new_run, on_stage
from two_scribes import both, seen, told, until

from ai_tui.errors import AiTuiError
from ai_tui.run import saving
from ai_tui.run.run import Run
from ai_tui.store import reader
from ai_tui.store.presence import Presence
from ai_tui.tui import link


async def test_what_one_types_the_other_sees(tmp_path):
    async with both(tmp_path) as (ann, bob):
        await ann.type("Korte lijnen")
        await ann.keys("enter")
        await seen(bob, "Korte lijnen")
        assert bob.texts("top-3", "Tafel 1") == ["Korte lijnen"]


async def test_a_turn_that_one_begins_is_offered_to_the_other_on_one_key(tmp_path):
    async with both(tmp_path) as (ann, bob):
        ann.run.clock.go("verbeelden")
        ann.run.clock.phase("optreden")
        ann.scribe.clock_changed()
        await ann.keys("f2", "f2")
        await told(bob, "Nu: Tafel 2 · F9")
        await bob.keys("f9")
        assert bob.scribe.desk.group.name == "Tafel 2"
        assert "Nu:" not in bob.part("status")


async def test_on_the_same_entry_the_last_wins_and_both_are_told(tmp_path):
    async with both(tmp_path) as (ann, bob):
        await ann.type("eerst")
        await ann.keys("enter", "up")
        await seen(bob, "eerst")
        await bob.keys("up")
        await bob.type(" van bob")
        await ann.type(" van ann")
        await ann.keys("enter")
        await told(bob, "Ann schreef hier ook: ‘eerst van ann’")
        assert "eerst van bob" in bob.scribe.editor.query_one("RowArea").text
        bob.clock.pass_(seconds=1)
        await bob.keys("enter")
        await seen(ann, "eerst van bob")
        assert ann.texts("top-3", "Tafel 1") == ["eerst van bob"]
        await told(ann, "Bob maakte van ‘eerst van ann’: ‘eerst van bob’")

        await ann.keys("up")
        await ann.keys("ctrl+o", "h")
        ann.clock.pass_(seconds=1)
        await ann.keys("down", "enter")
        assert ann.texts("top-3", "Tafel 1") == ["eerst van ann"]
        await seen(bob, "eerst van ann")


async def test_on_a_small_screen_it_is_seen_how_two_versions_of_a_line_differ(tmp_path):
    async with both(tmp_path, (80, 24)) as (ann, bob):
        await ann.type("Korte lijnen met de buurt")
        await ann.keys("enter")
        await seen(bob, "Korte lijnen met de buurt")
        await bob.keys("up", *(["backspace"] * 5))
        await bob.type("wijk")
        await ann.keys("up")
        await ann.type("en")
        bob.clock.pass_(seconds=1)
        await bob.keys("enter")
        await told(ann, "! Bob schreef hier ook: ‘…de wijk’")
        await ann.keys("escape", "down")
        bob.clock.pass_(seconds=1)
        await bob.keys("up")
        await bob.type("raad")
        await bob.keys("enter")
        await seen(ann, "Korte lijnen met de wijkraad")
        ann.clock.pass_(seconds=1)
        await ann.keys("up", "X", "enter")
        await seen(bob, "Korte lijnen met de wijkraadX")
        bob.clock.pass_(seconds=1)
        await bob.keys("up", *(["backspace"] * 5), "enter")
        await told(ann, "! Bob maakte van ‘…wijkra…’: ‘…wijk’")


async def test_who_took_a_line_away_is_told(tmp_path):
    async with both(tmp_path) as (ann, bob):
        await ann.type("eerst")
        await ann.keys("enter")
        await seen(bob, "eerst")
        bob.clock.pass_(seconds=1)
        await bob.keys("up", "ctrl+x")
        await told(ann, "Bob haalde jouw ‘eerst’ weg")


@pytest.fixture
def soon(monkeypatch):
    """What is done every few seconds is done at once."""
    monkeypatch.setattr(saving, "RETRY_EVERY", 0.05)
    monkeypatch.setattr(saving, "FINISHING", 0.05)
    monkeypatch.setattr(saving, "LOOK_EVERY", 0.02)
    monkeypatch.setattr(link, "TOUCH_EVERY", 0.05)


def journals(stage):
    return sorted((stage.run.folder / "journal").glob("*.jsonl"))


async def both_told(ann, bob, text):
    for stage in (ann, bob):
        await told(stage, text)


async def with_a_line_each(ann, bob):
    """A line of each of the two, seen by both; gives the journals."""
    for stage, text in ((ann, "van ann"), (bob, "van bob")):
        await stage.type(text)
        await stage.keys("enter")
    for stage in (ann, bob):
        await seen(stage, "van ann")
        await seen(stage, "van bob")
    return journals(ann)


def kept(ann):
    """The texts that whoever opens the run now sees; none while it cannot be opened."""
    try:
        run = Run.open(ann.run.folder, "lezer", ann.clock, read_only=True)
    except AiTuiError:
        return set()
    return {entry.text for entry in run.state.entries()}


async def test_journals_that_were_emptied_by_hand_are_told_to_both_when_all_is_back(tmp_path, soon):
    async with both(tmp_path, (200, 40)) as (ann, bob):
        for file in await with_a_line_each(ann, bob):
            file.write_bytes(b"")
        (ann.run.folder / "database.json").unlink(missing_ok=True)
        await both_told(ann, bob, "Veranderd of weg: ")
        for stage in (ann, bob):
            await until(stage, lambda: kept(ann) == {"van ann", "van bob"})
            assert "wat bewaard was, staat er weer" in stage.part("status")
            assert ".jsonl" in stage.part("status")


async def test_nothing_is_said_to_be_there_again_beside_what_is_not_saved(tmp_path, soon):
    async with both(tmp_path, (200, 40)) as (ann, bob):
        file, *_ = await with_a_line_each(ann, bob)
        file.write_bytes(b"")
        await told(ann, "wat bewaard was, staat er weer")
        (tmp_path / "r").rename(tmp_path / "weg")
        await told(ann, "NIET BEWAARD")
        assert "staat er weer" not in ann.part("status")
        (tmp_path / "weg").rename(tmp_path / "r")
        await told(ann, "✓ bewaard")


async def test_what_was_cut_just_before_one_leaves_is_put_back_on_the_way_out(
    tmp_path, monkeypatch
):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock, author="Bob"), clock) as bob:
        await bob.type("eerst")
        await bob.keys("enter", "up")
        await bob.type(" en later")
        await bob.keys("enter")
    async with on_stage(Run.open(tmp_path / "r", "Ann", clock), clock) as ann:
        (theirs,) = (file for file in journals(ann) if "bob" in file.name)
        with theirs.open("ab") as file:
            file.write(b"\n")
        await until(
            ann, lambda: ann.run.store._reader.sizes()[theirs.name] == theirs.stat().st_size
        )
        monkeypatch.setattr(reader, "_ROUND", 3600.0)
        os.truncate(theirs, theirs.stat().st_size - 150)
        os.utime(theirs, ns=(1, 1))
        assert kept(ann) == {"eerst"}
    assert kept(ann) == {"eerst en later"}
    damage = Run.open(ann.run.folder, "lezer", clock, read_only=True).store.damage
    assert {each.why for each in damage} <= {"unfinished", "unreadable"}
    for file in journals(ann):
        if "bob" in file.name:
            file.unlink()
    assert kept(ann) == {"eerst en later"}


async def test_a_journal_of_what_was_put_back_that_goes_again_is_told_once(tmp_path, soon):
    clock = HandClock()
    run = new_run(tmp_path / "r", clock, author="eerder")
    run.close()
    ann_run, bob_run = (Run.open(tmp_path / "r", name, clock) for name in ("Ann", "Bob"))
    async with on_stage(ann_run, clock, (200, 40)) as ann, on_stage(bob_run, clock) as bob:
        (old,) = (file for file in journals(ann) if "eerder" in file.name)
        old.unlink()
        await both_told(ann, bob, "Veranderd of weg: ")
        assert old.name in ann.part("status")
        (rescued,) = (file for file in journals(ann) if file.name.startswith("rescued-"))
        for stage in (ann, bob):
            await until(stage, lambda: rescued.name in stage.run.store.journals)  # noqa: B023
        ann.scribe.say("iets anders")
        rescued.unlink()
        await told(ann, f"Veranderd of weg: {rescued.name} · wat bewaard was, staat er weer")
        ann.scribe.say("iets anders")
        for _ in range(20):
            await ann.pilot.pause(0.01)
        assert "iets anders" in ann.part("status")


@asynccontextmanager
async def with_a_damaged_plan(tmp_path):
    """Two scribes on a run of which only a line that was changed by hand has the plan."""
    clock = HandClock()
    new_run(tmp_path / "r", clock, author="eerder").store.close()
    (old,) = (tmp_path / "r" / "journal").iterdir()
    old.write_bytes(old.read_bytes().replace(b"Samen Wel", b"Samen Nel"))
    ann_run, bob_run = (Run.open(tmp_path / "r", name, clock) for name in ("Ann", "Bob"))
    async with on_stage(ann_run, clock, (200, 40)) as ann, on_stage(bob_run, clock) as bob:
        yield ann, bob, old


def remove(file):
    file.unlink()


def lose_a_quote(file):
    file.write_bytes(file.read_bytes().replace(b'"Samen Nel', b"Samen Nel"))


@pytest.mark.parametrize("meddle", [remove, lose_a_quote])
async def test_a_plan_of_which_only_a_damaged_line_was_left_stays(tmp_path, soon, meddle):
    async with with_a_damaged_plan(tmp_path) as (ann, bob, old):
        meddle(old)
        for stage in (ann, bob):
            await until(
                stage,
                lambda: any("rescued-" in name for name in stage.run.store.journals),  # noqa: B023
            )
        await ann.type("van ann")
        await ann.keys("enter")
        await seen(bob, "van ann")
        assert kept(ann) == {"van ann"}
    assert kept(ann) == {"van ann"}
    (tmp_path / "r" / "database.json").unlink()
    assert kept(ann) == {"van ann"}


async def test_a_hand_that_writes_a_file_in_two_goes_may_finish(tmp_path, soon, monkeypatch):
    monkeypatch.setattr(saving, "FINISHING", 3600.0)
    monkeypatch.setattr(reader, "_ROUND", 0.0)
    async with with_a_damaged_plan(tmp_path) as (ann, bob, old):
        whole = old.read_bytes()
        old.write_bytes(b"")
        for stage in (ann, bob):
            await until(stage, lambda: stage.run.store.disturbed)  # noqa: B023
        old.write_bytes(whole.replace(b"Samen Nel", b"Samen Bel"))
        monkeypatch.setattr(saving, "FINISHING", 0.0)
        for stage in (ann, bob):
            await until(stage, lambda: stage.run.state.session.title[:9] == "Samen Bel")  # noqa: B023
            await until(stage, lambda: not stage.run.store.disturbed)  # noqa: B023
        assert not any("rescued" in file.name for file in journals(ann))


async def test_of_a_damaged_line_that_was_changed_once_more_nobody_is_told_that_it_is_back(
    tmp_path, soon
):
    async with with_a_damaged_plan(tmp_path) as (ann, bob, old):
        other = old.with_name("other")
        other.write_bytes(old.read_bytes().replace(b"Samen Nel", b"Samen Bel"))
        other.replace(old)
        for stage in (ann, bob):
            await until(stage, lambda: stage.run.state.session.title[:9] == "Samen Bel")  # noqa: B023
            for _ in range(20):
                await stage.pilot.pause(0.01)
            assert "staat er weer" not in stage.part("status")


async def test_what_is_said_of_a_folder_that_went_goes_when_it_is_back(tmp_path, soon):
    async with both(tmp_path, (200, 40)) as (ann, bob):
        await with_a_line_each(ann, bob)
        folder = ann.run.folder / "journal"
        for stage in (ann, bob):
            stage.run.store.touch = stage.run.store.heal = lambda: None
        folder.rename(folder.with_name("weg"))
        for stage in (ann, bob):
            await until(stage, lambda: stage.run.store.damage)  # noqa: B023
            stage.scribe.safety.tell_damage()
            assert "de map is niet te lezen" in stage.part("status")
        for stage in (ann, bob):
            del stage.run.store.touch, stage.run.store.heal
        for stage in (ann, bob):
            await until(stage, lambda: kept(ann) == {"van ann", "van bob"})
            await until(stage, lambda: not stage.run.store.damage)  # noqa: B023
            stage.scribe.time_passed()
            assert "niet te lezen" not in stage.part("status")


def _ids(run, *names):
    return frozenset(group.id for group in run.state.all_groups if group.name in names)


async def test_a_narrowed_screen_shows_only_its_groups(tmp_path):
    clock = HandClock()
    run = new_run(tmp_path / "r", clock)
    only = _ids(run, "Tafel 2", "Tafel 3")
    async with on_stage(run, clock, (200, 60), only=only) as stage:
        for name in ("tabs", "others", "open", "right"):
            assert "Tafel 1" not in stage.part(name), name
        assert "[Tafel 2" in stage.part("tabs")
        visited = []
        for _ in range(3):
            visited.append(stage.scribe.desk.group.name)
            await stage.keys("ctrl+n")
        assert visited == ["Tafel 2", "Tafel 3", "Tafel 2"]
        await stage.keys("ctrl+g")
        shown = {row.name for row in stage.pilot.app.screen.owings.rows}
        assert shown == {"Tafel 2", "Tafel 3"}


async def test_a_narrowed_screen_never_stands_on_a_form_of_others(tmp_path):
    clock = HandClock()
    run = new_run(tmp_path / "r", clock)
    only = _ids(run, "Tafel 2")
    async with on_stage(run, clock, only=only) as stage:
        for block in run.state.blocks:
            run.clock.go(block.id)
            await stage.passes(minutes=1)
            for key in ("f9", "ctrl+t", "ctrl+t", "ctrl+n"):
                await stage.keys(key)
                assert stage.scribe.desk.group.name == "Tafel 2"
                assert stage.scribe.desk.form.audience == "groups"


async def test_a_group_that_goes_into_another_takes_its_scribe_along(tmp_path):
    clock = HandClock()
    run = new_run(tmp_path / "r", clock)
    two, three = (next(g for g in run.state.all_groups if g.name == f"Tafel {n}") for n in (2, 3))
    async with on_stage(run, clock, only=frozenset([two.id])) as stage:
        await stage.type("mee")
        await stage.keys("enter")
        run.groups.merge(two, three)
        await stage.settle()
        stage.scribe.groups_changed()
        await stage.keys("ctrl+n")
        assert stage.scribe.desk.group.name == "Tafel 3"
        assert stage.texts("top-3", "Tafel 3") == ["mee"]


async def test_who_is_on_is_seen_with_groups_and_since(tmp_path):
    clock = HandClock()
    run = new_run(tmp_path / "r", clock)
    async with on_stage(run, clock, (200, 60)) as stage:
        since = round(clock.at.timestamp() * 1000)
        stage.scribe.link.people = (Presence(since, "w", "Bob", 0, "Tafel 1-12"),)
        stage.scribe.paint()
        line = next(row for row in stage.part("right").splitlines() if "Bob" in row)
        assert "Tafel 1-12" in line
        assert "16:00" in line


async def test_database_json_is_written_meanwhile_when_it_is_missing_or_old(tmp_path, monkeypatch):
    monkeypatch.setattr(saving, "DUE_EVERY", 0.0)
    database = tmp_path / "r" / "database.json"

    def holds(text):
        return database.exists() and text in database.read_text()

    async with both(tmp_path) as (ann, bob):
        await until(ann, database.exists)
        await ann.type("Korte lijnen")
        await ann.keys("enter")
        await seen(bob, "Korte lijnen")
        os.utime(database, (1, 1))
        await until(ann, lambda: holds("Korte lijnen"))
        await bob.type("Buren")
        await bob.keys("enter")
        await seen(ann, "Buren")
        os.utime(database, (1, 1))
        await until(ann, lambda: holds("Buren"))


async def test_what_a_hand_changes_twice_in_a_journal_shows_as_it_is_on_both_screens(
    tmp_path, monkeypatch
):
    monkeypatch.setattr("ai_tui.store.reader._ROUND", 0.0)
    monkeypatch.setattr(saving, "RETRY_EVERY", 0.0)
    clock = HandClock()
    run = new_run(tmp_path / "r", clock, author="Cas")
    table = next(g for g in run.state.all_groups if g.name == "Tafel 1")
    run.harvest.append(run.state.form("top-3"), table.id, "items", ["Buren"])
    run.store.close()
    (journal,) = (tmp_path / "r" / "journal").iterdir()

    def change(before, after):
        journal.write_bytes(journal.read_bytes().replace(before, after))

    change(b"Buren", b"Burez")
    scribes = [Run.open(tmp_path / "r", name, clock) for name in ("Ann", "Bob")]
    async with on_stage(scribes[0], clock) as ann, on_stage(scribes[1], clock) as bob:
        await seen(ann, "Burez")
        change(b"Burez", b"Burea")
        for stage in (ann, bob):
            await until(stage, lambda stage=stage: "Burea" in stage.form())
        fresh = Run.open(tmp_path / "r", "", clock, read_only=True)
        assert [entry.text for entry in fresh.state.entries()] == ["Burea"]
