"""Sound lines whose documents are not what they should be: what was there before counts."""

import pytest
from run_kit import Machine, plan, texts

from ai_tui.export.formats import FORMATS
from ai_tui.run.clock import wall_of
from ai_tui.run.harvest import Typed
from ai_tui.run.kinds import look_through
from ai_tui.run.making import make
from ai_tui.run.run import Run
from ai_tui.run.saving import Arrived
from ai_tui.store import reader
from ai_tui.store.steps import Step, Version, encode


@pytest.fixture
def busy(run, form, machine):
    """A run with something in every table, each document under the key that the tests name."""
    run.clock.next()
    (entry,) = run.harvest.append(form("top"), "g1", "items", ["een"])
    run.harvest.append(form("top"), "g1", "items", ["twee"])
    run.harvest.note("los")
    run.harvest.mark("top", "g1", "paper")
    machine.pass_by(minutes=10)
    run.keys = {"entry": entry, "note": run.state.notes[0].id, "moment": run.state.moments[0].id}
    return run


def write(run: Run, machine: Machine, *versions: Version, stamp: int = 0) -> None:
    """What somebody else sealed and put into the folder, now or with another stamp."""
    path = run.folder / "journal" / "wim.jsonl"
    earlier = path.read_bytes().count(b"\n") if path.exists() else 0
    stamp = stamp or wall_of(machine)() + 1000 * (earlier + 1)
    with path.open("ab") as file:
        file.write(encode(Step(stamp, "wim-aaaaaa", "Wim", versions)))


def told(run: Run) -> list[object]:
    """All that the run says, in every form it is handed out in and as a screen shows it."""
    state, top = run.state, run.state.form("top")
    shown = [(state.harvest("top", g.id), state.form_state("top", g.id)) for g in state.all_groups]
    return [top, shown, *(export(run, False) for export in FORMATS.values())]


def reported(run: Run) -> list[tuple[str, int, str, str]]:
    look_through(run.state)
    found = [each for each in run.damage if each.why != "header"]
    return [(each.file, each.line, each.why, each.what) for each in found]


UNFIT = [
    ("blocks", "praten", {"length": "lang"}),
    ("blocks", "praten", {"day": 10**9}),
    ("forms", "top", {"title": None}),
    ("groups", "g1", {"kind": "stoel"}),
    ("entries", "entry", {"text": 7}),
    ("places", "entry", {"pos": 7}),
    ("places", "entry", {"form": ["velden"], "group": "g2"}),
    ("places", "entry", {"slot": 7, "group": "g2"}),
    ("notes", "note", {"text": {}}),
    ("moments", "moment", {"action": "vlieg"}),
    ("states", "top/g1", {"state": "kwijt"}),
    ("blocks", "praten", {"id": "delen"}),
    ("forms", "top", {"id": "velden"}),
    ("groups", "g1", {"id": "g2"}),
    ("notes", "note", {"id": "anders"}),
    ("moments", "moment", {"id": "anders"}),
]


@pytest.mark.parametrize(("table", "key", "change"), UNFIT)
def test_the_newest_version_that_can_be_used_counts_and_the_other_is_reported(
    busy, machine, joined, table, key, change
):
    key = busy.keys.get(key, key)
    before, doc = told(busy), busy.state.doc(table, key)
    screen = joined()
    told(screen)
    write(busy, machine, Version("groups", "g3", busy.state.doc("groups", "g3")))
    write(busy, machine, Version(table, key, doc | change))
    screen.receive(Arrived(tuple(screen.store.poll(everywhere=True))))
    for seen in (screen, joined()):
        assert seen.state.doc(table, key) == doc | change
        assert told(seen) == before
        assert reported(seen) == [("wim.jsonl", 2, "unfit", f"{table}/{key}")]
    write(busy, machine, Version(table, key, doc))
    screen.receive(Arrived(tuple(screen.store.poll(everywhere=True))))
    assert told(screen) == before
    assert reported(screen) == reported(joined()) == []


@pytest.mark.parametrize(
    ("table", "change"),
    [("run", {"made": 5}), ("session", {"zone": "Europe/Rotterdam"}), ("start", {"day": "later"})],
)
def test_a_plan_that_cannot_be_run_with_is_reported_too(busy, machine, joined, table, change):
    write(busy, machine, Version(table, table, busy.state.doc(table, table) | change))
    assert reported(joined()) == [("wim.jsonl", 1, "unfit", f"{table}/{table}")]


def test_a_start_is_no_longer_reported_when_the_blocks_let_it_be_used(busy, machine, joined):
    block, start = busy.state.doc("blocks", "praten"), busy.state.doc("start", "start")
    write(busy, machine, Version("blocks", "praten", block | {"day": 366}))
    write(busy, machine, Version("start", "start", start | {"day": "9999-06-01"}))
    screen = joined()
    assert [what for *_, what in reported(screen)] == ["start/start"]
    write(busy, machine, Version("blocks", "praten", block))
    screen.receive(Arrived(tuple(screen.store.poll(everywhere=True))))
    assert screen.state.start.day.year == 9999
    assert reported(screen) == []


@pytest.mark.parametrize("change", [{"start": ""}, {"id": "delen"}, {"start": "11:00:00"}])
def test_a_block_that_is_older_than_the_run_plans_the_same_in_every_process(
    busy, machine, joined, change
):
    screen = joined()
    before = told(screen)
    made = busy.state.fold.versions("run", "run")[0][0].stamp
    doc = busy.state.doc("blocks", "praten") | change
    write(busy, machine, Version("blocks", "praten", doc), stamp=made - 1000)
    screen.receive(Arrived(tuple(screen.store.poll(everywhere=True))))
    assert told(screen) == told(joined())
    assert (told(screen) == before) is (change != {"start": "11:00:00"})


def test_a_rehearsal_keeps_its_clock(tmp_path, machine):
    run = make(plan(), tmp_path / "oefening", "mies", machine, speed=60)
    write(run, machine, Version("clock", "clock", {"speed": "snel"}))
    again = Run.open(run.folder, "mies", machine)
    assert again.state.rehearsal == run.state.rehearsal
    assert [what for *_, what in reported(again)] == ["clock/clock"]


def test_what_a_wrong_checksum_says_already_is_reported_once(busy, machine, joined):
    write(busy, machine, Version("groups", "g9", {"name": 5}))
    path = busy.folder / "journal" / "wim.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"name":5', b'"name":6'))
    assert reported(joined()) == [("wim.jsonl", 1, "checksum", "")]


def test_what_was_deleted_does_not_come_back(busy, machine, joined):
    write(busy, machine, Version("groups", "g1", None))
    write(busy, machine, Version("groups", "g1", {"name": 5}))
    again = joined()
    assert [group.id for group in again.state.all_groups] == ["g2", "g3"]
    assert [what for *_, what in reported(again)] == ["groups/g1"]


def test_undo_brings_back_what_counted(busy, machine, joined):
    group = busy.state.group("g1")
    write(busy, machine, Version("groups", "g1", {"name": 5}))
    screen = joined("wim")
    (entry,) = [each for each in screen.state.entries() if each.text == "een"]
    screen.commit([Version("entries", entry.id, {"text": 7})])
    screen.harvest.write(screen.state.form("top"), "g1", [Typed(entry.id, "items", "anders")])
    assert screen.undo.undo("harvest").changed_by == ""
    assert "een" in texts(screen, "top", "g1")
    screen.undo.undo("harvest")
    assert "een" in texts(screen, "top", "g1")
    assert screen.state.group("g1") == group
    assert [what for *_, what in reported(screen)] == ["groups/g1"]


def test_a_step_of_which_the_journal_is_gone_is_reported_without_its_line(busy, machine, joined):
    write(busy, machine, Version("groups", "g1", {"name": 5}))
    screen = joined()
    (busy.folder / "journal" / "wim.jsonl").unlink()
    assert reported(screen) == [("journal", 0, "unfit", "groups/g1")]


def test_where_many_stand_is_found_in_one_look_at_their_journal(busy, machine, joined, monkeypatch):
    keys = [f"n{number}" for number in range(1, 6)]
    for key in keys:
        write(busy, machine, Version("notes", key, {"text": 5}))
    screen, looks = joined(), []
    read = reader.read_file
    monkeypatch.setattr(reader, "read_file", lambda path: looks.append(path.name) or read(path))
    expected = [("wim.jsonl", n, "unfit", f"notes/{key}") for n, key in enumerate(keys, 1)]
    assert reported(screen) == reported(screen) == expected
    assert looks.count("wim.jsonl") == 1
