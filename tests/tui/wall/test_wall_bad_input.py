import shutil

import pytest
from wall_stage import SMALL, Room

from ai_tui.run.run import Run
from ai_tui.tui.paint.pieces import plain
from ai_tui.tui.wall.moment import RoomMoment
from ai_tui.tui.wall.painting import paint
from ai_tui.tui.wall.scenes import scene

NASTY = "#(touch oeps); #{pane_id} 'a' \"b\" $(touch oeps) \\; [/b]"


def looked_at(folder, clock) -> str:
    wall = Run.open(folder, "", clock, read_only=True)
    return plain(paint(scene(RoomMoment(wall)), wall.words, *SMALL).rows)


def test_a_wall_before_the_first_block_welcomes_and_opens_with_it(tmp_path):
    room = Room(tmp_path / "run")
    room.pass_(minutes=-20)
    wall = Run.open(tmp_path / "run", "", room.clock, read_only=True)
    assert "WELKOM. WE BEGINNEN OM 16:00" in looked_at(tmp_path / "run", room.clock)
    room.pass_(minutes=20)
    room.choose("welkom")
    for step in wall.store.poll():
        wall.store.fold.apply(step)
    assert scene(RoomMoment(wall)).view == "clock"


def test_a_folder_that_may_only_be_read_is_shown(tmp_path):
    room = Room(tmp_path / "run")
    room.choose("ontdekken", 1)
    before = {path: path.read_bytes() for path in (tmp_path / "run").rglob("*") if path.is_file()}
    for path in [*(tmp_path / "run").rglob("*"), tmp_path / "run"]:
        path.chmod(0o500 if path.is_dir() else 0o400)
    try:
        assert "TOP-3 KIEZEN" in looked_at(tmp_path / "run", room.clock)
        after = {path: path.read_bytes() for path in before}
        assert after == before
    finally:
        for path in [tmp_path / "run", *(tmp_path / "run").rglob("*")]:
            path.chmod(0o700)


def test_a_journal_of_another_run_is_not_shown(tmp_path):
    room, other = Room(tmp_path / "run"), Room(tmp_path / "other")
    room.choose("ontdekken", 1)
    other.choose("eten")
    room.run.store.snapshot(room.run.store.fold.tables())
    for path in (tmp_path / "other" / "journal").iterdir():
        shutil.copy(path, tmp_path / "run" / "journal")
    shown = looked_at(tmp_path / "run", room.clock)
    assert "TOP-3 KIEZEN" in shown
    assert "HAPJE ETEN" not in shown


@pytest.mark.parametrize("name", [NASTY, "x\ny", "   spaties   erin   "])
def test_names_stay_text_on_the_wall(tmp_path, name):
    room = Room(tmp_path / name.replace("/", "|"))
    room.run.groups.rename(room.tables[0], name)
    room.choose("verbeelden", 1)
    room.run.clock.next()
    assert " ".join(name.split()).upper()[:40] in looked_at(room.run.folder, room.clock)
    assert not list(tmp_path.rglob("oeps"))
