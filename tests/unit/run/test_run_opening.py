import json
from datetime import date, timedelta

import pytest
from run_kit import NINE, Machine, plan

from ai_tui.errors import AiTuiError, UsageError
from ai_tui.locale import Words
from ai_tui.run import folders
from ai_tui.run.clock import wall_of
from ai_tui.run.making import make, start_choice
from ai_tui.run.run import Run
from ai_tui.run.saving import Arrived, Replaced
from ai_tui.store.repair import repair
from ai_tui.store.returning import put_back
from ai_tui.store.steps import Step, Version, encode

DUTCH = Words("nl")


def planned_start(run):
    return run.schedule().start


def test_a_run_keeps_the_whole_plan(run, joined):
    state = joined().state
    assert state.session == plan().session
    assert tuple(state.blocks) == tuple(state.original_blocks) == plan().blocks
    assert {form.id: form for form in state.forms} == {form.id: form for form in plan().forms}
    assert tuple(state.all_groups) == plan().groups
    assert state.info.name == run.folder.name
    assert not state.info.rehearsal


def test_closing_leaves_a_database_that_others_can_read(run, form):
    run.harvest.append(form("top"), "g1", "items", ["een"])
    run.close()
    database = json.loads((run.folder / "database.json").read_text())
    assert [row["text"] for row in database["entries"].values()] == ["een"]


@pytest.mark.parametrize("mended", [False, True])
def test_a_moment_that_comes_from_the_database_keeps_its_place(
    run, folder, machine, joined, mended
):
    for _ in range(3):
        run.clock.next()
        machine.pass_by(minutes=10)
    run.close()
    (journal,) = (folder / "journal").iterdir()
    lines = journal.read_bytes().split(b"\n")
    lines[4] = lines[4].replace(b'"action":"', b'"actioo":"')
    journal.write_bytes(b"\n".join(lines))
    if mended:
        repair(folder, wall=wall_of(machine), boot_id="", words=DUTCH)
        (folder / "database.json").unlink()
    again = joined()
    assert again.state.moments == run.state.moments
    assert again.evening() == run.evening()
    assert (again.store.damage == ()) is mended


PLAN_DAMAGE = [
    (b"Europe/Amsterdam", b"Europe/Rotterdam"),
    (b'"day":"2024-12-04"', b'"day":"9999-12-31"'),
    (b'"choice"', b'"chomce"'),
]


@pytest.mark.parametrize(("old", "new"), PLAN_DAMAGE)
def test_a_plan_that_cannot_be_put_on_the_clock_is_refused(run, folder, machine, old, new):
    run.store.close()
    (journal,) = (folder / "journal").iterdir()
    data = journal.read_bytes()
    assert old in data
    journal.write_bytes(data.replace(old, new))
    with pytest.raises(AiTuiError, match="sessie"):
        Run.open(folder, "mies", machine, errors=DUTCH)


SPOILERS = [
    ("session", "session", {"title": 5}),
    ("session", "session", {"zone": "Europe/Rotterdam"}),
    ("session", "session", {"until_day": 10**9}),
    ("session", "session", None),
    ("start", "start", {"day": "9999-12-31"}),
    ("start", "start", {"day": "straks"}),
    ("run", "run", {"made": "0001-01-01T00:00:00Z"}),
    ("blocks", "praten", {"day": 10**9}),
    ("blocks", "praten", {"length": "P999999999D"}),
    ("blocks", "praten", {"min": "-P999999999D"}),
]


@pytest.mark.parametrize(("table", "key", "change"), SPOILERS)
def test_a_sound_step_of_which_no_plan_can_be_made_ends_nothing(
    run, folder, machine, joined, table, key, change
):
    session, start = run.state.session, run.state.start
    doc = change and run.state.doc(table, key) | change
    step = Step(wall_of(machine)() + 1, "wim-aaaaaa", "Wim", (Version(table, key, doc),))
    (folder / "journal" / "wim.jsonl").write_bytes(encode(step))
    screens = [run, joined()]
    run.receive(Arrived(tuple(run.store.poll())))
    for screen in screens:
        assert run.store.fold.current(table, key).writer == "wim-aaaaaa"
        assert (screen.state.session, screen.state.start) == (session, start)
        screen.evening()
        screen.report()
    run.close()
    assert joined().state.session == session


def test_what_takes_the_place_of_a_damaged_plan_is_left_alone_when_it_is_none(
    run, folder, machine, joined
):
    run.store.close()
    (journal,) = (folder / "journal").iterdir()
    sound = journal.read_bytes()
    for after in (b"5", b'"\xff"', b"null"):
        journal.write_bytes(sound.replace(b'"Proef"', b'"Proof"'))
        screen = joined()
        screen.store.announce()
        journal.write_bytes(sound.replace(b'"Proef"', after))
        screen.receive(Arrived(tuple(screen.store.poll(everywhere=True))))
        screen.receive(Replaced(tuple(put_back(screen.store))))
        assert screen.state.session.title == "Proof"
        screen.close()
        assert joined().state.session.title == "Proof"
        (folder / "database.json").unlink()
        for path in {*(folder / "journal").iterdir()} - {journal}:
            path.unlink()


def test_an_empty_folder_is_taken(tmp_path, machine):
    folder = tmp_path / "leeg"
    folder.mkdir(mode=0o755)
    run = make(plan(), folder, "mies", machine)
    run.close()
    assert folder.stat().st_mode & 0o777 == 0o700
    assert Run.open(folder, "mies", machine).state.whole


def test_a_folder_with_something_in_it_is_refused_and_left_alone(tmp_path, machine):
    (tmp_path / "brief.txt").write_text("van mij")
    with pytest.raises(AiTuiError, match=str(tmp_path)):
        make(plan(), tmp_path, "mies", machine)
    assert [path.name for path in tmp_path.iterdir()] == ["brief.txt"]


def test_a_start_that_is_no_time_makes_no_folder(folder, machine):
    with pytest.raises(UsageError, match="25:00"):
        make(plan(), folder, "mies", machine, start="25:00")
    assert not folder.exists()


def test_a_run_that_cannot_be_saved_leaves_no_folder(folder, machine, monkeypatch):
    def full(*_args):
        raise AiTuiError("de schijf is vol")

    monkeypatch.setattr("ai_tui.store.store.Store.append", full)
    with pytest.raises(AiTuiError, match="vol"):
        make(plan(), folder, "mies", machine)
    assert not folder.exists()


def test_planned_keeps_the_times_of_the_file(run):
    assert planned_start(run) == NINE
    assert run.state.start.shift == timedelta()


def test_now_moves_everything_along(folder):
    machine = Machine(NINE + timedelta(hours=5, minutes=7))
    run = make(plan(), folder, "mies", machine, start="now")
    assert planned_start(run) == machine.at
    assert run.schedule().slots[1].start == machine.at + timedelta(minutes=30)


@pytest.mark.parametrize("text", ["13:30", "13.30", " 13:30 "])
def test_a_given_time_moves_everything_along(folder, text):
    run = make(plan(), folder, "mies", Machine(NINE), start=text)
    assert planned_start(run) == NINE + timedelta(hours=4, minutes=30)


@pytest.mark.parametrize("text", ["", "straks", "24:00", "9:5", "12:60", "-1:00", "٩:٠٠x"])
def test_anything_else_is_no_start(text, machine):
    with pytest.raises(UsageError, match="schrijf planned, now of een tijd"):
        start_choice(plan(), text, machine(), DUTCH)


def test_a_session_of_a_day_gone_by_runs_today(folder):
    run = make(plan(), folder, "mies", Machine(NINE + timedelta(days=3)))
    assert run.state.start.day == date(2024, 12, 7)
    assert planned_start(run) == NINE + timedelta(days=3)


def test_a_session_of_a_day_to_come_keeps_its_day(folder):
    run = make(plan(), folder, "mies", Machine(NINE - timedelta(days=3)))
    assert run.state.start.day == date(2024, 12, 4)


def test_nothing_is_late_before_the_start_is_pressed(run, machine):
    machine.pass_by(hours=2)
    evening = run.evening()
    assert evening.state == "before"
    assert not run.closed


def test_a_run_goes_on_to_the_second_after_reopening(run, machine, joined):
    run.clock.next()
    machine.pass_by(minutes=12, seconds=34)
    again = joined("kees", read_only=True)
    assert again.evening().countdown.left == timedelta(minutes=17, seconds=26)


def test_an_open_read_only_run_saves_nothing(run, form, joined):
    viewer = joined("kees", read_only=True)
    with pytest.raises(AiTuiError):
        viewer.harvest.append(form("top"), "g1", "items", ["een"])
    viewer.close()
    assert not (run.folder / "database.json").exists()


def test_a_document_that_never_was_one_is_left_out_and_stops_nothing(run, form, joined):
    (kept,) = run.harvest.append(form("top"), "g1", "items", ["een"])
    run.commit([Version("places", "los", {"plek": "weg"}), Version("entries", "los", {})])
    run.commit([Version("moments", "m", {"action": "vlieg"})])
    run.commit([Version("groups", "g9", {"name": ["geen"]})])
    run.commit([Version("states", "top/g1", {"state": "kwijt"})])
    again = joined()
    assert [entry.id for entry in again.state.entries()] == [kept]
    assert [entry.id for entry in again.state.harvest("top", "g1")["items"]] == [kept]
    assert again.state.moments == []
    assert tuple(again.state.all_groups) == plan().groups
    assert again.state.form_state("top", "g1") == "open"
    assert again.evening().state == "before"


def test_a_folder_without_a_session_is_said_to_be_no_run(tmp_path, machine):
    (tmp_path / "journal").mkdir()
    with pytest.raises(AiTuiError, match=str(tmp_path)):
        Run.open(tmp_path, "mies", machine)


def test_a_folder_that_is_not_there_is_said_to_be_none(tmp_path, machine):
    with pytest.raises(AiTuiError, match="weg"):
        Run.open(tmp_path / "weg", "mies", machine)


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    return tmp_path / "ai_tui" / "runs"


def test_a_run_is_found_by_path_name_and_beginning(home):
    for name in ("proef-20241204-abcd", "proef-20250101-abcd"):
        (home / name / "journal").mkdir(parents=True)
    (home / "geen-run").mkdir()
    assert [folder.name for folder in folders.kept()] == [
        "proef-20241204-abcd",
        "proef-20250101-abcd",
    ]
    found = home / "proef-20241204-abcd"
    for name in (str(found), "proef-20241204-abcd", "proef-2024"):
        assert folders.find(name, DUTCH) == found


@pytest.mark.parametrize("name", ["", "weg", "proef-", "~niemand/x", "x" * 100_000, "\0", "\ud800"])
def test_no_run_or_more_than_one_is_an_error_of_one_short_line(home, name):
    for found in ("proef-20241204-abcd", "proef-20250101-abcd"):
        (home / found / "journal").mkdir(parents=True)
    with pytest.raises(UsageError) as caught:
        folders.find(name, DUTCH)
    assert len(str(caught.value)) < 300
    assert "\n" not in str(caught.value)


def test_of_many_runs_that_fit_a_name_it_says_how_many_are_not_shown(home):
    for number in range(14):
        (home / f"proef-20241204-{number:02}" / "journal").mkdir(parents=True)
    with pytest.raises(UsageError, match="proef-20241204-09, … en nog 4"):
        folders.find("proef", DUTCH)


def test_fresh_folders_tell_session_and_day_and_never_collide(home):
    names = {folders.fresh("proef", date(2024, 12, 4)).name for _ in range(50)}
    assert len(names) == 50
    assert all(name.startswith("proef-20241204-") for name in names)
