"""Half-typed text of processes that were killed, as the next screen finds it."""

import errno
import json
import os
import subprocess
import sys
from dataclasses import dataclass

import pytest
from scribe_stage import HandClock, new_run, on_stage
from test_half_typed_panels import drafted

from ai_tui.run.run import Run
from ai_tui.store import drafts
from ai_tui.tui.panels.note import NoteArea

NOBODY = 2**31
"""A number that no process has."""


@dataclass
class Killed:
    """A run of which processes were killed: each leaves a draft."""

    run: Run
    clock: HandClock

    @property
    def folder(self):
        return self.run.folder

    def row(self, text: str, group: int = 0) -> dict[str, str]:
        place = {"form": "top-3", "group": self.run.state.groups("groups")[group].id}
        return place | {"slot": "items", "entry": f"e-{text}", "text": text}

    def leaves(self, doc, author="notulist") -> str:
        """One more process is killed, a second later than the one before; its writer."""
        self.clock.pass_(seconds=1)
        dead = Run.open(self.folder, author, self.clock)
        dead.store.save_draft(doc)
        path = self.folder / f"drafts/{dead.store.writer}.json"
        path.write_text(json.dumps(json.loads(path.read_text()) | {"pid": NOBODY}))
        return dead.store.writer

    def again(self, author="notulist") -> Run:
        self.clock.pass_(seconds=1)
        return Run.open(self.folder, author, self.clock)


@pytest.fixture
def killed(tmp_path):
    clock = HandClock()
    run = new_run(tmp_path / "r", clock, author="begin")
    run.close()
    return Killed(run, clock)


async def note_of(stage) -> str:
    await stage.keys("ctrl+k")
    return stage.pilot.app.screen.query_one(NoteArea).text


async def alone_on_disk(stage, killed, own) -> dict:
    """Wait until only the screen's own draft is there, and give it."""
    for _ in range(2000):
        if [path.stem for path in (killed.folder / "drafts").iterdir()] == [own.store.writer]:
            return drafted(killed.folder)[0]
        await stage.pilot.pause(0.005)
    raise AssertionError(drafted(killed.folder))


@pytest.mark.parametrize("newest", ["notulist-aaaaaa", "notulist-zzzzzz"])
async def test_of_two_killed_windows_the_newest_row_is_back_and_the_rest_is_in_the_note(
    killed, newest
):
    first = killed.leaves(killed.row("oud") | {"panels": {"note": "oude notitie"}})
    last = killed.leaves(killed.row("nieuw", 1) | {"panels": {"note": "nieuwe notitie"}})
    names = sorted(["notulist-aaaaaa", "notulist-zzzzzz"], key=lambda name: name == newest)
    for writer, name in zip((first, last), names, strict=True):
        (killed.folder / f"drafts/{writer}.json").rename(killed.folder / f"drafts/{name}.json")
    own = killed.again()
    async with on_stage(own, killed.clock) as stage:
        status = stage.part("status")
        assert "Half getypte tekst is terug op zijn plek · Er staat nog iets half" in status
        assert "Notitie ^K" in status
        assert stage.scribe.editor.half_typed.text == "nieuw"
        assert "^Z Terug: deze regel" in stage.part("footer")
        doc = await alone_on_disk(stage, killed, own)
        assert doc["text"] == "nieuw"
        assert doc["panels"] == {"note": "nieuwe notitie\noude notitie\noud"}
        assert await note_of(stage) == "nieuwe notitie\noude notitie\noud"
        await stage.keys("escape", "enter")
        assert stage.texts("top-3", "Tafel 2") == ["nieuw"]


async def test_half_typed_answers_of_all_killed_windows_are_back(killed):
    killed.leaves({"panels": {"message": "koffie", "groups/add/groups": "Zorg"}})
    killed.leaves({"panels": {"message": "thee", "note": "sleutel"}})
    own = killed.again()
    async with on_stage(own, killed.clock) as stage:
        panels = {"message": "thee", "note": "sleutel\nkoffie", "groups/add/groups": "Zorg"}
        assert await alone_on_disk(stage, killed, own) == {"panels": panels}


async def test_what_was_taken_in_before_a_second_kill_is_not_there_twice(killed):
    older = killed.row("oud") | {"panels": {"note": "sleutel"}}
    killed.leaves(older)
    killed.leaves(killed.row("nieuw") | {"panels": {"note": "pen\nsleutel\noud"}})
    killed.leaves(killed.row("nieuw") | {"panels": {"note": "pen\nsleutel\noud"}})
    async with on_stage(killed.again(), killed.clock) as stage:
        assert stage.scribe.editor.half_typed.text == "nieuw"
        assert await note_of(stage) == "pen\nsleutel\noud"


async def test_each_of_two_killed_scribes_gets_back_what_is_his(killed):
    killed.leaves(killed.row("van bob"), "Bob")
    killed.leaves(killed.row("van ann"), "Ann")
    for author in ("Bob", "Ann"):
        async with on_stage(killed.again(author), killed.clock) as stage:
            assert stage.scribe.editor.half_typed.text == f"van {author.lower()}"
            await stage.keys("enter")
    assert stage.texts("top-3", "Tafel 1") == ["van bob", "van ann"]


async def test_what_a_scribe_left_is_not_put_into_the_hands_of_another_at_once(killed):
    writer = killed.leaves(killed.row("van ann"), "Ann")
    async with on_stage(killed.again("Bob"), killed.clock) as stage:
        assert stage.scribe.editor.half_typed is None
    path = killed.folder / f"drafts/{writer}.json"
    os.utime(path, (1, 1))
    async with on_stage(killed.again("Bob"), killed.clock) as stage:
        assert stage.scribe.editor.half_typed.text == "van ann"


async def test_a_draft_that_cannot_be_written_anew_is_there_after_the_next_kill(
    killed, monkeypatch
):
    writer = killed.leaves(killed.row("half"))

    def full(*_args, **_options):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(drafts, "replace_file", full)
    async with on_stage(killed.again(), killed.clock) as stage:
        for _ in range(2000):
            if (trouble := stage.scribe.link.trouble) is not None:
                break
            await stage.pilot.pause(0.005)
        assert trouble is not None and trouble.reason == "full"
        assert (killed.folder / f"drafts/{writer}.json").exists()


@pytest.mark.parametrize(
    ("keys", "kept"),
    [
        ([*"niet dit", "escape"], ["een", "twee"]),
        (["up", *" DEEL", "escape"], ["een", "twee"]),
        (["up", *" DEEL", "ctrl+x"], ["een"]),
        (["up", "X", "backspace", "ctrl+x"], ["een"]),
        (["up", "space", "enter"], ["een", "twee"]),
    ],
)
async def test_what_was_thrown_away_stays_so_after_leaving(tmp_path, keys, kept):
    clock, folder = HandClock(), tmp_path / "r"
    async with on_stage(new_run(folder, clock), clock) as stage:
        await stage.keys(*"een", "enter", *"twee", "enter")
        await stage.keys(*("space" if key == " " else key for key in keys[:-1]))
        await until_drafted(stage, folder, keys)
        await stage.keys(keys[-1], "ctrl+c", "ctrl+c")
        assert stage.pilot.app._exit is True
    assert drafted(folder) == []
    async with on_stage(Run.open(folder, "notulist", clock), clock) as stage:
        assert stage.scribe.editor.half_typed is None
        assert "terug op zijn plek" not in stage.part("status")
        assert stage.texts("top-3", "Tafel 1") == kept


async def until_drafted(stage, folder, keys) -> None:
    """Wait until what was typed is on the disk, unless it was all taken back."""
    for _ in range(2000):
        if "backspace" in keys or drafted(folder):
            return
        await stage.pilot.pause(0.005)
    raise AssertionError("nothing is drafted")


async def test_what_undo_gave_back_of_an_escape_is_half_typed_again(killed):
    own = killed.again()
    async with on_stage(own, killed.clock) as stage:
        await stage.keys(*"half", "escape", "ctrl+z")
        assert (await alone_on_disk(stage, killed, own))["text"] == "half"
        assert stage.scribe.editor.half_typed.text == "half"


@pytest.fixture
def dying(monkeypatch):
    """A process that lives until it is told to die, and that nobody takes note of then."""
    child = subprocess.Popen(["sleep", "600"])
    with monkeypatch.context() as patch:
        patch.setattr(drafts.os, "getpid", lambda: child.pid)
        yield child
    child.kill()
    child.wait()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells")
@pytest.mark.parametrize("typed", [False, True])
async def test_text_of_a_process_that_is_still_dying_comes_back_while_nothing_is_typed(
    tmp_path, dying, typed
):
    clock, folder = HandClock(), tmp_path / "r"
    dead = Killed(new_run(folder, clock), clock)
    dead.run.store.save_draft(dead.row("half", 1))
    async with on_stage(Run.open(folder, "notulist", clock), clock) as stage:
        assert stage.scribe.editor.half_typed is None
        if typed:
            await stage.type("x")
        dying.kill()
        for _ in range(400 if typed else 2000):
            if "terug" in stage.part("status"):
                break
            await stage.pilot.pause(0.005)
        assert stage.scribe.editor.half_typed.text == ("x" if typed else "half")
        assert ("terug op zijn plek" in stage.part("status")) is not typed
        if typed:
            assert (folder / f"drafts/{dead.run.store.writer}.json").exists()
        else:
            assert await alone_on_disk(stage, dead, stage.run) == dead.row("half", 1)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells")
async def test_text_of_a_process_that_dies_later_waits_for_the_next_start(tmp_path, dying):
    clock, folder = HandClock(), tmp_path / "r"
    dead = Killed(new_run(folder, clock), clock)
    dead.run.store.save_draft(dead.row("half", 1))
    async with on_stage(Run.open(folder, "notulist", clock), clock) as stage:
        stage.ticks.seconds += 11
        dying.kill()
        os.waitid(os.P_PID, dying.pid, os.WEXITED | os.WNOWAIT)
        stage.scribe.typing.drafts.look_again()
        assert stage.scribe.editor.half_typed is None
    async with on_stage(Run.open(folder, "notulist", clock), clock) as stage:
        assert stage.scribe.editor.half_typed.text == "half"


async def test_what_a_killed_screen_left_half_typed_comes_back_where_its_group_went(killed):
    one, two = killed.run.state.groups("groups")[:2]
    killed.leaves(killed.row("half"))
    other = killed.again("Bob")
    other.groups.merge(one, two)
    other.close()
    async with on_stage(killed.again(), killed.clock) as stage:
        await stage.keys("enter")
        assert stage.texts("top-3", "Tafel 2") == ["half"]
