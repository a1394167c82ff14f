from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest
from failing_disk import (
    BadDisk,
    fill_up,
    homes_of_its_own,
    leave_twice,
    said,
    small_disk,
    texts_of,
    until,
    write,
)
from scribe_stage import HandClock, Stage, new_run, on_stage

from ai_tui.errors import AiTuiError
from ai_tui.run import folders, saving
from ai_tui.run.run import Run
from ai_tui.store.lines import seal
from ai_tui.store.steps import Step, Version, encode
from ai_tui.tui.app import AiTuiApp
from ai_tui.tui.commands.table import TABLE
from ai_tui.tui.panels.line import Line
from ai_tui.tui.panels.rescue import Rescue
from ai_tui.tui.screens.scribe import ScribeScreen


@pytest.fixture(autouse=True)
def homes(tmp_path, monkeypatch):
    homes_of_its_own(tmp_path, monkeypatch)


def mistaken(*_args):
    raise UnicodeEncodeError("utf-8", "an odd name", 0, 1, "surrogates not allowed")


async def test_a_failed_save_keeps_the_text_and_says_why_and_what_to_do(tmp_path, monkeypatch):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        disk = BadDisk(stage.run, monkeypatch)
        await write(stage, "Buren", "enter")
        await until(stage, lambda: "NIET BEWAARD" in stage.part("status"))
        row = next(line for line in stage.form().splitlines() if "Buren" in line)
        assert "!" in row
        assert "de schijf is vol" in stage.part("status")
        assert "noodkopie" in stage.part("status")
        tried = disk.tries
        await until(stage, lambda: disk.tries > tried + 1)
        disk.mend()
        await stage.settle()
        assert "bewaard 16:00" in stage.part("status")
        assert texts_of(tmp_path / "r") == {"Buren"}


async def test_a_mistake_of_the_program_while_saving_is_said_and_saving_goes_on(
    tmp_path, monkeypatch
):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock, (160, 40)) as stage:
        with monkeypatch.context() as patch:
            patch.setattr(stage.run.store, "append", mistaken)
            await write(stage, "Buren", "enter")
            await until(stage, lambda: "NIET BEWAARD: fout in het pr" in stage.part("status"))
            details = tmp_path / "home" / "data" / "ai_tui" / "last-error.txt"
            assert str(details) in stage.scribe.link.light.why
            assert "an odd name" in details.read_text()
        await stage.settle()
        with monkeypatch.context() as patch:
            patch.setattr(stage.run.store, "save_draft", mistaken)
            await write(stage, "half")
            stage.scribe.typing.drafts.send()
            await until(stage, lambda: "fout in het programma" in stage.part("status"))
        await write(stage, " en heel", "enter")
        await stage.settle()
    assert texts_of(tmp_path / "r") == {"Buren", "half en heel"}


@pytest.mark.parametrize("way", ["keys", "signal"])
async def test_a_mistake_of_the_program_while_leaving_does_not_hide_where_the_copy_is(
    tmp_path, monkeypatch, way
):
    clock = HandClock()
    run = new_run(tmp_path / "r", clock)
    scribe = ScribeScreen(run, TABLE)
    app = AiTuiApp(lambda: scribe, run.words)
    monkeypatch.setattr(run.store, "snapshot", mistaken)
    async with app.run_test(size=(120, 36)) as pilot:
        stage = Stage(pilot, scribe, clock)
        await stage.settle()
        BadDisk(run, monkeypatch)
        await write(stage, "Buren", "enter")
        if way == "keys":
            await leave_twice(stage)
            await pilot.press("enter")
            await until(
                stage, lambda: isinstance(app.screen, ScribeScreen) and app.screen != scribe
            )
            there = Stage(pilot, app.screen, clock)
            await there.settle()
            assert "Zaal: ai-tui wall" in there.part("status")
        app.leave()
        await pilot.pause()
    if way == "keys":
        scribe.close()
    else:
        with pytest.raises(AiTuiError, match="noodkopie"):
            scribe.close()
    (copy,) = folders.kept()
    assert texts_of(copy) == {"Buren"}


async def test_saving_that_takes_long_is_said_and_a_silent_disk_has_failed(tmp_path, monkeypatch):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        held = []
        monkeypatch.setattr(stage.scribe.link._disk, "save", held.append)
        await write(stage, "Buren", "enter")
        assert stage.scribe.link.light.state == "saved"
        assert "✓" not in stage.form()
        stage.ticks.seconds += 1
        assert stage.scribe.link.light.state == "saving"
        stage.ticks.seconds += 10
        assert stage.scribe.link.light.reason == "silent"
        monkeypatch.undo()
        stage.scribe.link._disk.save(held[0])
        await stage.settle()
        assert stage.scribe.link.light.state == "saved"


async def test_leaving_is_refused_and_one_enter_goes_on_in_a_copy(tmp_path, monkeypatch):
    clock = HandClock()
    run = new_run(tmp_path / "r", clock)
    async with on_stage(run, clock) as stage:
        await stage.type("Eerder bewaard")
        await stage.keys("enter")
        BadDisk(run, monkeypatch)
        await write(stage, "Niet bewaard", "enter")
        await write(stage, "half")
        await leave_twice(stage)
        assert stage.pilot.app.is_running
        await stage.pilot.press("enter")
        app = stage.pilot.app
        await until(stage, lambda: isinstance(app.screen, ScribeScreen) and app.screen.run != run)
        there = Stage(stage.pilot, app.screen, clock)
        await there.settle()
        assert there.run.folder.parent == folders.home()
        name = shlex.quote(there.run.folder.name)
        assert f"Zaal: ai-tui wall {name}" in there.part("status")
        assert texts_of(there.run.folder) >= {"Eerder bewaard", "Niet bewaard", "half"}
        await there.type(" en heel")
        await there.keys("enter")
        assert "half en heel" in texts_of(there.run.folder)
        there.scribe.close()
    assert texts_of(tmp_path / "r") == {"Eerder bewaard"}
    assert not (folders.home().parent / "last-error.txt").exists()


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 36)])
async def test_before_it_goes_on_in_a_copy_it_says_how_the_room_follows(
    tmp_path, monkeypatch, size
):
    clock = HandClock()
    run = new_run(tmp_path / "r", clock)
    async with on_stage(run, clock, size) as stage:
        disk = BadDisk(run, monkeypatch)
        await write(stage, "Buren", "enter")
        await until(stage, lambda: stage.scribe.link.failed)
        await leave_twice(stage)
        panel = stage.pilot.app.screen
        for told in ("Niet bewaard", "ai-tui wall", "ai-tui share", "Esc: blijf hier"):
            assert told in said(panel)
        await stage.pilot.press("escape")
        disk.mend()
        await stage.settle()


async def test_a_copy_among_other_folders_is_told_by_its_path(tmp_path, monkeypatch):
    clock = HandClock()
    run = new_run(tmp_path / "r", clock)
    async with on_stage(run, clock, (160, 40)) as stage:
        BadDisk(run, monkeypatch)
        await write(stage, "Buren", "enter")
        await until(stage, lambda: stage.scribe.link.failed)
        await leave_twice(stage)
        app = stage.pilot.app
        app.screen.query_one(Line).value = str(tmp_path / "op de stick")
        await stage.pilot.press("enter")
        await until(stage, lambda: isinstance(app.screen, ScribeScreen) and app.screen.run != run)
        there = Stage(stage.pilot, app.screen, clock)
        await there.settle()
        told = f"! Zaal: ai-tui wall '{tmp_path}/op de stick'"
        assert told[:100] in there.part("status")
        there.scribe.close()


async def test_half_typed_text_goes_along_to_the_copy(tmp_path, monkeypatch):
    clock = HandClock()
    run = new_run(tmp_path / "r", clock)
    async with on_stage(run, clock) as stage:
        BadDisk(run, monkeypatch)
        await stage.pilot.press("ctrl+n")
        await write(stage, "mislukt", "enter")
        await write(stage, "half")
        stage.scribe.doing.do("rescue")
        await until(stage, lambda: isinstance(stage.pilot.app.screen, Rescue))
        await stage.pilot.press("enter")
        app = stage.pilot.app
        await until(stage, lambda: isinstance(app.screen, ScribeScreen) and app.screen.run != run)
        there = Stage(stage.pilot, app.screen, clock)
        await there.settle()
        await until(there, lambda: there.scribe.editor.half_typed is not None)
        assert there.scribe.editor.half_typed.text == "half"
        assert there.scribe.desk.group.name == "Tafel 2"
        await there.type(" en heel")
        await there.keys("enter")
        assert texts_of(there.run.folder) == {"mislukt", "half en heel"}
        there.scribe.close()


async def test_a_folder_that_will_not_do_leaves_everything_as_it_was(tmp_path, monkeypatch):
    clock = HandClock()
    run = new_run(tmp_path / "r", clock)
    (tmp_path / "bestaat").mkdir()
    async with on_stage(run, clock) as stage:
        disk = BadDisk(run, monkeypatch)
        await write(stage, "Buren", "enter")
        await until(stage, lambda: stage.scribe.link.failed)
        await leave_twice(stage)
        first = stage.pilot.app.screen
        first.query_one(Line).value = str(tmp_path / "bestaat")
        await stage.pilot.press("enter")
        await until(stage, lambda: stage.pilot.app.screen is not first)
        await until(stage, lambda: isinstance(stage.pilot.app.screen, Rescue))
        panel = stage.pilot.app.screen
        await until(stage, lambda: "Kies een andere map" in said(panel))
        assert list((tmp_path / "bestaat").iterdir()) == []
        await stage.pilot.press("escape")
        disk.mend()
        await stage.settle()
        assert texts_of(tmp_path / "r") == {"Buren"}


async def test_a_signal_with_something_unsaved_writes_the_copy_by_itself(tmp_path, monkeypatch):
    clock = HandClock()
    run = new_run(tmp_path / "r", clock)
    scribe = ScribeScreen(run, TABLE)
    app = AiTuiApp(lambda: scribe, run.words)
    async with app.run_test(size=(120, 36)) as pilot:
        stage = Stage(pilot, scribe, clock)
        await stage.settle()
        BadDisk(run, monkeypatch)
        await write(stage, "Buren", "enter")
        await write(stage, "half")
        app.leave()
        await pilot.pause()
    with pytest.raises(AiTuiError, match="noodkopie") as told:
        scribe.close()
    (copy,) = folders.kept()
    assert str(copy) in str(told.value)
    assert texts_of(copy) == {"Buren", "half"}


async def test_without_any_place_for_a_copy_the_texts_are_told(tmp_path, monkeypatch):
    clock = HandClock()
    run = new_run(tmp_path / "r", clock)
    scribe = ScribeScreen(run, TABLE)
    app = AiTuiApp(lambda: scribe, run.words)
    monkeypatch.setattr("ai_tui.run.rescue._has_room", lambda *_: False)
    async with app.run_test() as pilot:
        stage = Stage(pilot, scribe, clock)
        await stage.settle()
        BadDisk(run, monkeypatch)
        await write(stage, "Buren", "enter")
        app.leave()
        await pilot.pause()
    with pytest.raises(AiTuiError, match="Buren"):
        scribe.close()


async def test_a_run_folder_that_vanished_is_said_and_left_by_a_copy(tmp_path):
    clock = HandClock()
    run = new_run(tmp_path / "r", clock)
    async with on_stage(run, clock) as stage:
        await stage.type("Eerder")
        await stage.keys("enter")
        (tmp_path / "r").rename(tmp_path / "weg")
        await write(stage, "Daarna", "enter")
        await until(stage, lambda: "de map is weg" in stage.part("status"))
        await leave_twice(stage)
        await stage.pilot.press("enter")
        app = stage.pilot.app
        await until(stage, lambda: isinstance(app.screen, ScribeScreen) and app.screen.run != run)
        copy = app.screen.run.folder
        await Stage(stage.pilot, app.screen, clock).settle()
        app.screen.close()
        (tmp_path / "weg").rename(tmp_path / "r")
    assert texts_of(copy) == {"Eerder", "Daarna"}
    assert not (folders.home().parent / "last-error.txt").exists()


async def test_a_run_folder_that_vanished_is_not_called_damaged_as_well(tmp_path, monkeypatch):
    clock = HandClock()
    run = new_run(tmp_path / "r", clock)
    async with on_stage(run, clock, (160, 40)) as stage:
        BadDisk(run, monkeypatch, "gone")
        await write(stage, "Daarna", "enter")
        await until(stage, lambda: "de map is weg" in stage.part("status"))
        (tmp_path / "r").rename(tmp_path / "weg")
        await until(stage, lambda: run.store.damage)
        stage.scribe.safety.tell_damage()
        assert "de map is weg" in stage.part("status")
        assert "Beschadigd" not in stage.part("status")
        (tmp_path / "weg").rename(tmp_path / "r")


async def test_a_draft_that_cannot_be_kept_is_said_with_its_reason(tmp_path, monkeypatch):
    clock = HandClock()
    run = new_run(tmp_path / "r", clock)
    async with on_stage(run, clock, (80, 24)) as stage:
        monkeypatch.setattr(run.store, "save_draft", BadDisk(run, monkeypatch, "files")._fail)
        await write(stage, "half")
        stage.scribe.typing.drafts.send()
        await until(
            stage,
            lambda: (
                "! Half getypte tekst nog niet bewaard: te veel bestanden open "
                in stage.part("status")
            ),
        )


def drafts_of(run: Run) -> list[str]:
    """The half-typed texts that a crash at this moment would leave."""
    files = (run.folder / "drafts").glob("*.json")
    return [json.loads(file.read_bytes())["doc"]["text"] for file in files]


async def test_what_failed_beside_saving_is_tried_again_without_a_key(tmp_path, monkeypatch):
    monkeypatch.setattr(saving, "DUE_EVERY", 0.0)
    clock = HandClock()
    run = new_run(tmp_path / "r", clock)
    async with on_stage(run, clock) as stage:
        await until(stage, (run.folder / "database.json").exists)
        good = {name: getattr(run.store, name) for name in ("save_draft", "snapshot")}
        disk = BadDisk(run, monkeypatch)
        for name in good:
            monkeypatch.setattr(run.store, name, disk._fail)
        (run.folder / "database.json").unlink()
        await write(stage, "half")
        stage.scribe.typing.drafts.send()
        await until(
            stage,
            lambda: "Half getypte tekst nog niet bewaard: de schijf is vol" in stage.part("status"),
        )
        await until(stage, lambda: disk.tries > 4)
        monkeypatch.setattr(run.store, "save_draft", good["save_draft"])
        await until(stage, lambda: drafts_of(run) == ["half"])
        full = "database.json niet bijgewerkt: de schijf is vol"
        await until(stage, lambda: full in stage.part("status"))
        monkeypatch.setattr(run.store, "snapshot", good["snapshot"])
        await until(stage, lambda: full not in stage.part("status"))
        assert (run.folder / "database.json").exists()
        assert stage.scribe.link.trouble is None


async def test_what_is_half_typed_on_a_really_full_disk_is_kept_when_there_is_room(tmp_path):
    clock = HandClock()
    with small_disk(tmp_path / "small") as small:
        run = new_run(small / "r", clock)
        async with on_stage(run, clock) as stage:
            await stage.type("Eerder")
            await stage.keys("enter")
            fill_up(small / "filler")
            await write(stage, "half")
            await until(
                stage,
                lambda: (
                    "Half getypte tekst nog niet bewaard: de schijf is vol" in stage.part("status")
                ),
            )
            await until(stage, lambda: stage.scribe.link.room == 0)
            assert "nog 0 MB" not in stage.part("status").lower()
            assert drafts_of(run) == []
            (small / "filler").unlink()
            await until(stage, lambda: "Half getypte" not in stage.part("status"))
            assert drafts_of(run) == ["half"]


async def test_what_fails_speaks_before_what_is_low(tmp_path, monkeypatch):
    clock = HandClock()
    run = new_run(tmp_path / "r", clock)
    room = [1_234_567]
    monkeypatch.setattr(run.store, "room", lambda: room[0])
    async with on_stage(run, clock, (200, 40)) as stage:
        await until(stage, lambda: "Nog 1 MB vrij" in stage.part("status"))
        disk = BadDisk(run, monkeypatch)
        await write(stage, "Buren", "enter")
        await until(stage, lambda: "NIET BEWAARD" in stage.part("status"))
        assert "nog 1 MB vrij" not in stage.part("status").lower()
        room[0] = 60_000_000
        disk.mend()
        await stage.settle()
        await until(stage, lambda: stage.scribe.link.room == room[0])
        assert "MB vrij" not in stage.part("status")


async def test_little_room_is_said_in_time(tmp_path, monkeypatch):
    clock = HandClock()
    run = new_run(tmp_path / "r", clock)
    monkeypatch.setattr(run.store, "room", lambda: 12_345_678)
    async with on_stage(run, clock, (80, 24)) as stage:
        await until(stage, lambda: "Nog 12 MB vrij: maak ruimte" in stage.part("status"))
        stage.scribe.say("iets anders")
        assert "iets anders" in stage.part("status")
        assert "nog 12 MB vrij · ✓" in stage.part("status")


async def test_damage_is_said_with_file_and_line_and_once(tmp_path):
    clock = HandClock()
    run = new_run(tmp_path / "r", clock)
    run.store.append([])
    (journal,) = (tmp_path / "r" / "journal").glob("*.jsonl")
    other = journal.with_name("20240101T000000-ann-a1b2c3.jsonl")
    other.write_bytes(journal.read_bytes().splitlines(keepends=True)[0] + b"# van mij\n")
    async with on_stage(run, clock, (160, 40)) as stage:
        name = f"{other.name}, regel 2"
        await until(stage, lambda: name in stage.part("status"))
        assert "Beschadigd (1)" in stage.part("status")
        stage.scribe.say("iets anders")
        stage.scribe.safety.tell_damage()
        assert name not in stage.part("status")
        with other.open("ab") as file:
            file.write(b"# nog eens\n")
        name = f"{other.name}, regel 3"
        await until(stage, lambda: name in stage.part("status"))


async def test_a_document_that_cannot_be_used_is_said_until_it_is_changed_again(tmp_path):
    clock = HandClock()
    run = new_run(tmp_path / "r", clock)
    group = run.state.groups("groups")[0]
    doc = run.state.doc("groups", group.id)
    stamp = run.store.append([]).stamp + 1000
    async with on_stage(run, clock, (160, 40)) as stage:
        assert group.name in stage.part("tabs")
        versions = (Version("groups", group.id, doc | {"name": 5}),)
        step = Step(stamp, "wim-aaaaaa", "Wim", versions)
        (journal,) = (tmp_path / "r" / "journal").glob("*.jsonl")
        head = journal.read_bytes().splitlines(keepends=True)[0]
        journal.with_name("wim.jsonl").write_bytes(head + encode(step))
        await until(stage, lambda: run.store.fold.current("groups", group.id) == step)
        stage.scribe.paint()
        stage.scribe.safety.tell_damage()
        told = f"wim.jsonl, regel 2: groups/{group.id} is zo niet te gebruiken"
        await until(stage, lambda: told in stage.part("status"))
        assert group.name in stage.part("tabs")
        run.groups.rename(group, "De Keuken")
        await until(stage, lambda: told not in stage.part("status"))
        assert "De Keuken" in stage.part("tabs")


@pytest.mark.parametrize("how", ["edited", "removed"])
async def test_what_is_edited_or_removed_by_hand_is_the_same_for_everybody(tmp_path, how):
    clock = HandClock()
    run = new_run(tmp_path / "r", clock)
    other = Run.open(tmp_path / "r", "kees", clock)
    give(other, ["koffie"])
    other.close()
    (journal,) = (tmp_path / "r" / "journal").glob("*kees*")
    run.close()
    (tmp_path / "r" / "database.json").unlink()
    async with on_stage(Run.open(tmp_path / "r", "notulist", clock), clock) as stage:
        assert "koffie" in stage.form()
        if how == "removed":
            journal.unlink()
        else:
            edited = journal.with_name("edited")
            edited.write_bytes(journal.read_bytes().replace(b"koffie", b"kofxie"))
            edited.replace(journal)
        await until(stage, lambda: texts_of(tmp_path / "r") == {"koffie"})
        assert "koffie" in stage.form() and "kofxie" not in stage.form()


def give(run: Run, texts: list[str]) -> None:
    """Entries that take more than what is left in the journal's last block."""
    form, group = run.state.forms[0], run.state.groups("groups")[0]
    for text in texts:
        run.harvest.append(form, group.id, run.slots(form, group)[0].id, [text])


async def test_a_really_full_disk_loses_nothing(tmp_path):
    clock = HandClock()
    first = [f"vol {n} " + "y" * 500 for n in range(12)]
    second = [f"weer vol {n} " + "y" * 500 for n in range(12)]
    with small_disk(tmp_path / "small") as small:
        run = new_run(small / "r", clock)
        async with on_stage(run, clock) as stage:
            await stage.type("Eerder")
            await stage.keys("enter")
            fill_up(small / "filler")
            give(run, first)
            await until(stage, lambda: "de schijf is vol" in stage.part("status"))
            (small / "filler").unlink()
            await stage.settle()
            assert "bewaard" in stage.part("status")
            assert texts_of(small / "r") == {"Eerder", *first}
            fill_up(small / "filler")
            give(run, second)
            await until(stage, lambda: stage.scribe.link.failed)
            await leave_twice(stage)
            await stage.pilot.press("enter")
            app = stage.pilot.app
            await until(
                stage, lambda: isinstance(app.screen, ScribeScreen) and app.screen.run != run
            )
            await Stage(stage.pilot, app.screen, clock).settle()
            copy = app.screen.run.folder
            app.screen.close()
            (small / "filler").unlink()
        assert texts_of(copy) == {"Eerder", *first, *second}


def of_newer(journal: Path, author: bytes) -> bytes:
    """A journal as a newer program would write it, of another writer."""
    lines = journal.read_bytes().replace(b"notulist", author).split(b"\n")[:-1]
    lines[0] = lines[0].replace(b'"format":1', b'"format":2')
    return b"".join(seal(line[:-18] + b"}") for line in lines)


async def test_a_newer_program_that_joins_in_is_said_and_nothing_typed_is_lost(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        await stage.type("Eerder")
        await stage.keys("enter")
        (journal,) = (tmp_path / "r" / "journal").iterdir()
        journal.with_name("20990101T000000-nieuw.jsonl").write_bytes(of_newer(journal, b"nieuwere"))
        await until(stage, lambda: "Hier kun je alleen lezen" in stage.part("status"))
        await write(stage, "Daarna", "enter")
        await until(stage, lambda: "NIET BEWAARD: nieuwere versie" in stage.part("status"))
        await leave_twice(stage)
        await stage.pilot.press("enter")
        app = stage.pilot.app
        await until(
            stage, lambda: isinstance(app.screen, ScribeScreen) and app.screen != stage.scribe
        )
        await Stage(stage.pilot, app.screen, clock).settle()
        copy = app.screen.run.folder
        app.screen.close()
    assert texts_of(copy) == {"Eerder", "Daarna"}


async def test_a_run_of_a_newer_program_says_that_it_can_only_be_read(tmp_path):
    clock = HandClock()
    new_run(tmp_path / "r", clock).close()
    (journal,) = (tmp_path / "r" / "journal").iterdir()
    journal.write_bytes(of_newer(journal, b"notulist"))
    run = Run.open(tmp_path / "r", "lezer", clock)
    async with on_stage(run, clock, (80, 24)) as stage:
        assert "Hier kun je alleen lezen" in stage.part("status")
        await stage.pilot.press("ctrl+n")
        assert "Hier kun je alleen lezen" in stage.part("status")
