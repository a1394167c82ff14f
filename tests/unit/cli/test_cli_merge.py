import json
import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from cli_kit import opened, refusal, texts
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ai_tui.run.clock import system_clock
from ai_tui.run.harvest import Typed
from ai_tui.run.replan import ReplanVerbs
from ai_tui.run.run import Run


@pytest.fixture
def laptops(call, run, tmp_path):
    """The run, and two copies of it that tables took along."""
    made = call("new", run, "--copy", tmp_path / "usb 1", "--copy", tmp_path / "usb 2")
    assert made.code == 0, made.err
    return run, *made.lines


def say(call, folder, text, group="tafel 1", author="tafel"):
    done = call("add", folder, text, "--form", "top-3", "--group", group, "--as", author)
    assert done.code == 0, done.err


def entries(document):
    found = {}

    def walk(value):
        for inner in value.values() if isinstance(value, dict) else value:
            if isinstance(inner, dict | list):
                walk(inner)
        if isinstance(value, dict) and {"id", "text", "author", "at"} <= value.keys():
            found[value["id"]] = (value["text"], value["author"])

    walk(document)
    return found


def test_what_laptops_typed_apart_comes_together(call, laptops):
    run, one, two = laptops
    say(call, run, "thuis")
    say(call, one, "van een", "tafel 2")
    say(call, two, "van twee", "keuken")
    say(call, two, "nog een", "keuken")
    result = call("merge", run, one, two)
    assert (result.code, result.err) == (0, "")
    assert result.lines == [
        f"{one}: 1 wijziging erbij",
        f"{two}: 2 wijzigingen erbij",
        f"In {run} staan nu 4 regels.",
    ]
    assert texts(run, "top-3-sterke-punten", "Tafel 2") == ["van een"]
    assert texts(run, "top-3-sterke-punten", "De Keuken") == ["van twee", "nog een"]


def test_a_second_time_brings_nothing_and_says_so(call, laptops):
    run, one, two = laptops
    say(call, one, "van een")
    call("merge", run, one)
    result = call("merge", run, two, one, run, "--lang", "en")
    assert [line.rpartition(": ")[2] for line in result.lines[:3]] == ["nothing new"] * 3
    assert result.lines[3] == f"In {run} there is 1 entry now."


def test_the_database_file_is_up_to_date_after_a_merge(call, laptops):
    run, one, _ = laptops
    say(call, one, "van een")
    call("merge", run, one)
    with (opened(run).folder / "database.json").open(encoding="utf-8") as file:
        rows = json.load(file)["entries"].values()
    assert [row["text"] for row in rows] == ["van een"]
    assert opened(run).store.damage == ()


def test_the_clock_of_the_run_counts(call, laptops):
    run, one, _ = laptops
    laptop = Run.open(opened(one).folder, "tafel", system_clock())
    laptop.clock.next()
    laptop.close()
    assert call("merge", run, one).lines[0].endswith("niets nieuws")
    assert opened(run).evening().state == "before"


def test_the_run_sheet_by_which_the_clock_runs_is_that_of_the_run(call, laptops):
    folder, one, _ = laptops
    before = opened(folder).schedule()
    laptop = Run.open(opened(one).folder, "tafel", system_clock())
    ReplanVerbs(laptop).lengthen(laptop.state.blocks[0], timedelta(minutes=3))
    laptop.close()
    assert call("merge", folder, one).code == 0
    assert opened(folder).schedule() == before


def test_what_the_room_sees_stays_that_of_the_run(call, laptops):
    folder, one, two = laptops
    say(call, folder, "gelezen", "tafel 1")
    say(call, one, "nog niet", "tafel 2")
    run, laptop = opened(folder), Run.open(opened(one).folder, "tafel", system_clock())
    form, (first, second, *_) = run.state.forms[0].id, run.state.groups("groups")
    mine = Run.open(run.folder, "thuis", system_clock())
    mine.wall.read_back(form, first.id)
    mine.close()
    before = opened(folder).wall.now()
    laptop.wall.read_back(form, second.id)
    laptop.wall.release(form, first.id, released=False)
    laptop.wall.say("van de laptop")
    laptop.close()
    assert call("merge", folder, one, two).code == 0
    assert texts(folder, "top-3-sterke-punten", "Tafel 2") == ["nog niet"]
    assert opened(folder).wall.now() == before


def test_a_folder_of_another_run_is_refused_by_name(call, laptops, session, tmp_path):
    run, one, _ = laptops
    say(call, one, "van een")
    stray = call("new", session, "--run", tmp_path / "vreemd").out.strip()
    line = refusal(call("merge", run, one, stray), code=1)
    assert f"{stray} hoort bij een andere run" in line
    assert texts(run, "top-3-sterke-punten", "Tafel 1") == []


@pytest.mark.parametrize("bad", ["weg", "/nergens", "$(touch x); `x` #(x)\n"])
def test_a_folder_that_is_no_run_is_said_so(call, run, bad):
    assert "Geen run" in refusal(call("merge", run, bad))


def test_damage_in_a_folder_is_told_and_the_rest_comes_along(call, laptops):
    run, one, _ = laptops
    say(call, one, "heel")
    say(call, one, "kapot", author="ander")
    (journal,) = opened(one).folder.glob("journal/*ander*")
    journal.write_bytes(journal.read_bytes().replace(b"kapot", b"kapor"))
    result = call("merge", run, one)
    assert result.code == 0
    assert "regel 3" in result.err
    assert "heel" in texts(run, "top-3-sterke-punten", "Tafel 1")


def test_a_folder_of_a_newer_program_is_left_alone(call, laptops):
    from ai_tui.store.heads import Header, encode_header

    run, one, _ = laptops
    header = encode_header(Header(99, opened(run).store.run, "proef", "later-x"))
    (opened(one).folder / "journal" / "29990101T000000-later-x.jsonl").write_bytes(header)
    line = refusal(call("merge", run, one), code=1)
    assert one in line
    assert not opened(run).store.too_new


def test_a_copy_holds_everything_and_starts_a_life_of_its_own(call, run, tmp_path):
    say(call, run, "eerst")
    live = Run.open(opened(run).folder, "scherm", system_clock())
    live.clock.next()
    copy = call("new", run, "--copy", tmp_path / "leeg").out.strip()
    assert texts(copy, "top-3-sterke-punten", "Tafel 1") == ["eerst"]
    assert opened(copy).evening().state == "running"
    assert opened(copy).store.damage == ()
    assert opened(copy).store.present() == []
    live.close()
    say(call, copy, "alleen hier")
    assert texts(run, "top-3-sterke-punten", "Tafel 1") == ["eerst"]


def test_a_new_run_can_be_handed_out_at_once(call, session, tmp_path):
    result = call(
        "new", session, "--run", tmp_path / "a", "--groups", "4", "--copy", tmp_path / "b"
    )
    assert result.lines == [str(tmp_path / "a"), str(tmp_path / "b")]
    assert len(opened(tmp_path / "b").state.groups("groups")) == 4


def test_a_copy_is_never_put_over_something(call, run, session, tmp_path):
    (tmp_path / "vol").mkdir()
    (tmp_path / "vol" / "brief.txt").write_text("bewaren")
    assert "vol bestaat al" in refusal(call("new", run, "--copy", tmp_path / "vol"), code=1)
    assert (tmp_path / "vol" / "brief.txt").read_text() == "bewaren"
    assert "laat --groups weg" in refusal(
        call("new", run, "--groups", "4", "--copy", tmp_path / "x")
    )


def test_a_copy_may_go_into_an_empty_folder(call, run, tmp_path):
    (tmp_path / "leeg").mkdir()
    assert call("new", run, "--copy", tmp_path / "leeg").code == 0


def _typed(folder, author, what):
    """Let someone type on a laptop: a new entry, an edit, a removal or a move."""
    run = Run.open(folder, author, system_clock())
    form = run.state.forms[0]
    group = run.state.groups("groups")[0]
    for kind, text in what:
        standing = [e for es in run.state.harvest(form.id, group.id).values() for e in es]
        if kind == "new" or not standing:
            run.harvest.append(form, group.id, "items", [text])
        elif kind == "edit":
            first = standing[0]
            run.harvest.write(form, group.id, [Typed(first.id, first.slot, text)])
        elif kind == "remove":
            run.harvest.remove(standing[-1].id)
        else:
            run.harvest.move(standing[0].id, group.id, "items", standing[-1].id)
    run.close()


deeds = st.lists(
    st.tuples(st.sampled_from(["new", "edit", "remove", "move"]), st.sampled_from(["a", "b ??"])),
    max_size=4,
)


@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(st.tuples(deeds, deeds, deeds), st.lists(st.integers(0, 2), min_size=3, max_size=6))
def test_any_split_merged_in_any_order_gives_the_same_run(
    call, session, tmp_path_factory, split, order
):
    place = tmp_path_factory.mktemp("split")
    folders = [place / f"laptop {n}" for n in range(3)]
    copies = [word for folder in folders[1:] for word in ("--copy", folder)]
    assert call("new", session, "--run", folders[0], *copies).code == 0
    for n, (folder, what) in enumerate(zip(folders, split, strict=True)):
        _typed(folder, f"tafel {n}", what)
    for n in range(3):
        shutil.copytree(folders[n], place / f"as it was {n}")
    every = {*range(3)} - {*order}
    for n in (*order, *every):
        assert call("merge", folders[0], place / f"as it was {n}").code == 0
    others = [place / "as it was 2", place / "as it was 0"]
    assert call("merge", folders[1], *others).code == 0
    one, two = (json.loads(call("export", folder).out) for folder in folders[:2])
    assert entries(one) == entries(two)
    assert one["forms"] == two["forms"]


def odd_files(folder):
    (Path(folder) / "journal" / "20240101T000000-map.jsonl").mkdir()
    os.mkfifo(Path(folder) / "journal" / "20240101T000000-pijp.jsonl")


def said_odd(result):
    lines = result.err.splitlines()
    return [line.partition(".jsonl: ")[::2] for line in lines] == [
        (f"20240101T000000-{name}", "is geen gewoon bestand en telt niet mee")
        for name in ("map", "pijp")
    ]


def test_what_is_no_file_is_said_and_the_rest_is_brought_in(call, laptops):
    run, one, _ = laptops
    say(call, one, "van een")
    odd_files(one)
    result = call("merge", run, one)
    assert result.code == 0
    assert said_odd(result)
    assert texts(run, "top-3-sterke-punten", "Tafel 1") == ["van een"]


def test_what_is_no_file_is_said_and_the_rest_is_in_the_copy(call, run, tmp_path):
    say(call, run, "een")
    odd_files(run)
    result = call("new", run, "--copy", tmp_path / "usb")
    assert result.code == 0
    assert said_odd(result)
    assert texts(tmp_path / "usb", "top-3-sterke-punten", "Tafel 1") == ["een"]
