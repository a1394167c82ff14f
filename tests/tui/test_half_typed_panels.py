import json

import pytest
from scribe_stage import HandClock, new_run, on_stage
from textual import events

from ai_tui.run.run import Run
from ai_tui.store.steps import Version
from ai_tui.tui.panels.note import NoteArea, NotePanel


def drafted(folder) -> list[dict]:
    """What the drafts of a run hold now."""
    files = sorted((folder / "drafts").glob("*.json"))
    return [json.loads(path.read_text(encoding="utf-8"))["doc"] for path in files]


async def on_disk(stage, folder, wanted) -> None:
    for _ in range(2000):
        if wanted in drafted(folder):
            return
        await stage.pilot.pause(0.005)
    raise AssertionError(drafted(folder))


async def nothing_on_disk(stage, folder) -> None:
    for _ in range(2000):
        if not drafted(folder):
            return
        await stage.pilot.pause(0.005)
    raise AssertionError(drafted(folder))


async def test_a_half_typed_note_and_message_are_on_the_disk_until_they_are_entered(tmp_path):
    clock, folder = HandClock(), tmp_path / "r"
    async with on_stage(new_run(folder, clock), clock) as stage:
        await stage.keys("ctrl+k", *"sleutel")
        await on_disk(stage, folder, {"panels": {"note": "sleutel"}})
        await stage.keys("escape", "ctrl+o", "m", *"koffie")
        await on_disk(stage, folder, {"panels": {"note": "sleutel", "message": "koffie"}})
        await stage.keys("enter", "ctrl+k", "enter")
        assert [note.text for note in stage.run.state.notes] == ["sleutel"]
        await nothing_on_disk(stage, folder)


async def test_a_half_typed_row_keeps_its_place_beside_a_half_typed_note(tmp_path):
    clock, folder = HandClock(), tmp_path / "r"
    async with on_stage(new_run(folder, clock), clock) as stage:
        await stage.keys(*"rij", "ctrl+k", *"half")
        for _ in range(2000):
            (doc,) = drafted(folder) or [{}]
            if doc.get("text") == "rij" and doc.get("panels") == {"note": "half"}:
                break
            await stage.pilot.pause(0.005)
        assert doc.get("panels") == {"note": "half"}
        assert doc.get("text") == "rij"


async def test_what_a_dead_screen_held_half_typed_is_there_again(tmp_path):
    clock, folder = HandClock(), tmp_path / "r"
    dead = new_run(folder, clock)
    group = dead.state.groups("groups")[1]
    row = {"form": "top-3", "group": group.id, "slot": "items", "entry": "e1", "text": "rij"}
    dead.store.save_draft(row | {"panels": {"note": "sleutel\nweg", "message": "koffie"}})
    dead.close()
    again = Run.open(folder, "notulist", clock)
    async with on_stage(again, clock) as stage:
        assert "Half getypte tekst is terug" in stage.part("status")
        assert "rij" in stage.scribe.editor.half_typed.text
        await stage.keys("enter", "ctrl+k", "enter")
        assert [note.text for note in stage.run.state.notes] == ["sleutel\nweg"]
        assert stage.texts("top-3", "Tafel 2") == ["rij"]


@pytest.mark.parametrize("gone", ["group", "form"])
@pytest.mark.parametrize("note", ["", "sleutel"])
async def test_a_half_typed_row_whose_place_is_gone_becomes_a_half_typed_note(tmp_path, gone, note):
    clock, folder = HandClock(), tmp_path / "r"
    dead = new_run(folder, clock)
    (group,) = dead.groups.add(["Tafel 9"])
    row = {"form": "top-3", "group": group.id, "slot": "items", "entry": "e1", "text": "rij"}
    panels = {"panels": {"note": note}} if note else {}
    dead.store.save_draft(row | panels | ({"form": "weg"} if gone == "form" else {}))
    dead.commit([Version("groups", group.id, None)])
    dead.close()
    expected = f"{note}\nrij" if note else "rij"
    async with on_stage(Run.open(folder, "notulist", clock), clock) as stage:
        assert "Er staat nog iets half getypt: Notitie ^K" in stage.part("status")
        await on_disk(stage, folder, {"panels": {"note": expected}})
        await stage.keys("ctrl+k", "enter")
        assert [each.text for each in stage.run.state.notes] == [expected]


async def test_only_a_half_typed_note_is_said_to_be_there(tmp_path):
    clock, folder = HandClock(), tmp_path / "r"
    dead = new_run(folder, clock)
    dead.store.save_draft({"panels": {"note": "sleutel"}})
    dead.close()
    async with on_stage(Run.open(folder, "notulist", clock), clock) as stage:
        assert "Er staat nog iets half getypt: Notitie ^K" in stage.part("status")
        await on_disk(stage, folder, {"panels": {"note": "sleutel"}})
        assert len(drafted(folder)) == 1


async def test_control_c_twice_leaves_from_under_a_panel_too(tmp_path):
    clock, folder = HandClock(), tmp_path / "r"
    async with on_stage(new_run(folder, clock), clock) as stage:
        await stage.keys(*"laatste", "ctrl+k", *"half", "ctrl+c")
        assert stage.pilot.app._exit is False
        assert "Nog eens ^C" in stage.part("status")
        await stage.keys("ctrl+c")
        assert stage.pilot.app._exit is True
        assert stage.texts("top-3", "Tafel 1") == ["laatste"]


async def test_control_c_twice_leaves_from_a_panel_over_a_panel(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        await stage.keys("ctrl+g", "equals_sign", "ctrl+c", "ctrl+c")
        assert stage.pilot.app._exit is True


async def test_what_is_typed_while_a_panel_opens_is_typed_in_it(tmp_path):
    clock = HandClock()
    async with on_stage(new_run(tmp_path / "r", clock), clock) as stage:
        panel = NotePanel(stage.run)
        stage.pilot.app.push_screen(panel)
        for letter in "vroeg":
            panel.post_message(events.Key(letter, letter))
        await stage.pilot.pause()
        await stage.keys("!")
        assert panel.query_one(NoteArea).text == "vroeg!"


async def test_half_typed_names_of_groups_are_on_the_disk_until_they_are_entered(tmp_path):
    clock, folder = HandClock(), tmp_path / "r"
    async with on_stage(new_run(folder, clock, groups=0), clock) as stage:
        assert stage.pilot.app.screen.typing
        await stage.keys(*"Zorg,Wel")
        await on_disk(stage, folder, {"panels": {"groups/add/groups": "Zorg,Wel"}})
        await stage.keys("enter")
        assert [group.name for group in stage.run.state.groups("groups")] == ["Zorg", "Wel"]
        await nothing_on_disk(stage, folder)


@pytest.mark.parametrize(
    ("keys", "key", "half", "there"),
    [
        (["ctrl+o", "j", "plus"], "groups/add/groups", "Zorg", "Zorg en"),
        (["ctrl+o", "j", "enter"], "groups/name/{group}", "De Mol", "De Mol en"),
        (["ctrl+o", "d", "plus"], "plan/insert/{block}", "15 Kof", "15 Kof en"),
        (["ctrl+o", "d", "enter"], "plan/title/{block}", "Thuis", "Thuis en"),
    ],
)
async def test_a_half_typed_answer_of_a_dead_screen_is_there_again(
    tmp_path, keys, key, half, there
):
    clock, folder = HandClock(), tmp_path / "r"
    dead = new_run(folder, clock)
    place = {"group": dead.state.groups("groups")[0].id, "block": dead.state.blocks[0].id}
    dead.store.save_draft({"panels": {key.format(**place): half}})
    dead.close()
    async with on_stage(Run.open(folder, "notulist", clock), clock) as stage:
        assert "Er staat nog iets half getypt: " in stage.part("status")
        assert f"^O {keys[1]}" in stage.part("status")
        await stage.keys(*keys)
        await stage.type(" en")
        assert stage.pilot.app.screen.query_one("Line").value == there
        await stage.keys("escape", "escape", *keys)
        assert stage.pilot.app.screen.query_one("Line").value == there
