import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_help import EVENING, Runs, entry, save, texts

from ai_tui.errors import AiTuiError
from ai_tui.store.heads import End, Header, encode_end, encode_header
from ai_tui.store.merging import merge
from ai_tui.store.steps import Step, Version, encode


def away(runs, name):
    folder = runs.folder.with_name(name)
    shutil.copytree(runs.folder, folder)
    return Runs(folder, runs.wall)


def bring(runs, *others):
    return merge(runs.folder, [other.folder for other in others], wall=runs.wall)


@pytest.fixture
def laptops(runs):
    home = runs.create("home")
    save(home, *entry("e1", "koffie"))
    one, two = away(runs, "laptop 1"), away(runs, "laptop 2")
    for n, laptop in enumerate((one, two), 1):
        runs.wall.now += 1000
        store = laptop.open(f"table {n}")
        save(store, *entry(f"t{n}", f"from {n}"))
        save(store, *entry("e1", f"edited by {n}"))
        store.close()
    save(home, *entry("e2", "thee"))
    return runs, one, two


def test_folders_of_one_run_join_into_one(laptops):
    runs, one, two = laptops
    merged = bring(runs, one, two)
    assert (merged.journals, merged.steps) == (2, 4)
    assert texts(runs.open()) == {
        "e1": "edited by 2", "e2": "thee", "t1": "from 1", "t2": "from 2",
    }  # fmt: skip
    assert runs.open().damage == ()


def test_order_and_repetition_do_not_matter(laptops):
    runs, one, two = laptops
    other = away(runs, "again")
    bring(runs, one, two)
    bring(other, two)
    bring(other, one, two, one)
    assert bring(other, one, two, runs).steps == 0
    assert texts(other.open()) == texts(runs.open())
    assert bring(runs, runs).steps == 0


@pytest.mark.parametrize("times", [1, 2])
def test_what_comes_from_a_journal_of_which_the_head_is_damaged_counts(laptops, times):
    runs, one, _ = laptops
    (journal,) = (path for path in one.journals if "table-1" in path.name)
    name = f'"run":"{runs.folder.name}"'.encode()
    journal.write_bytes(journal.read_bytes().replace(name, b'"run":"elsewhere"', times))
    assert bring(runs, one).steps == 2
    again = runs.open()
    assert again.damage == ()
    assert texts(again)["t1"] == "from 1"


def test_a_process_that_has_the_folder_open_sees_what_comes_in(laptops):
    runs, one, two = laptops
    screen = runs.open("screen")
    bring(runs, one, two)
    assert {step.versions[0].key for step in screen.poll()} == {"t1", "t2", "e1"}


def test_what_a_laptop_saved_after_the_first_merge_comes_with_the_next(laptops):
    runs, one, _ = laptops
    bring(runs, one)
    (journal,) = (path for path in one.journals if "table-1" in path.name)
    step = Step(runs.wall.now + 9, "table-1-zzzzzz", "table 1", entry("t9", "late"))
    with journal.open("ab") as file:
        file.write(encode(step))
    assert bring(runs, one).steps == 1
    assert texts(runs.open())["t9"] == "late"


def test_a_folder_of_another_run_is_refused_by_name_and_nothing_is_copied(laptops, tmp_path):
    runs, one, _ = laptops
    stray = Runs(tmp_path / "runs" / "ruwaard", runs.wall)
    save(stray.create(), *entry("e9", "from elsewhere"))
    before = texts(runs.open())
    with pytest.raises(AiTuiError, match=r"ruwaard belongs to another session \(ruwaard, not"):
        bring(runs, one, stray)
    assert texts(runs.open()) == before


def test_the_clock_of_the_first_folder_counts(laptops):
    runs, one, _ = laptops
    store = one.open("table 1")
    save(store, Version("moments", "m1", {"action": "start"}))
    save(store, Version("moments", "m2", {"action": "pause"}), *entry("t3", "with a moment"))
    assert bring(runs, one).steps == 3
    again = runs.open()
    assert dict(again.fold.table("moments")) == {}
    assert texts(again)["t3"] == "with a moment"
    assert bring(runs, one).steps == 0


def test_damaged_lines_come_along_as_damaged_and_lose_to_sound_ones(laptops):
    runs, one, _ = laptops
    (journal,) = (path for path in one.journals if "table-1" in path.name)
    journal.write_bytes(
        journal.read_bytes().replace(b"from 1", b"from ?").replace(b"edited by 1", b"edited by ?")
    )
    bring(runs, one)
    again = runs.open()
    assert texts(again)["t1"] == "from ?"
    assert texts(again)["e1"] == "koffie"
    assert [damage.why for damage in again.damage] == ["checksum", "checksum"]
    assert bring(runs, one).steps == 0


def test_what_only_a_database_still_has_comes_along(laptops):
    runs, one, _ = laptops
    store = one.open()
    store.snapshot(store.fold.tables())
    for path in one.journals:
        path.unlink()
    bring(runs, one)
    assert texts(runs.open())["t1"] == "from 1"
    assert texts(runs.open())["e1"] == "koffie"


steps = st.lists(
    st.tuples(
        st.integers(EVENING, EVENING + 9),
        st.sampled_from(["ann-a", "bob-b", "cas-c"]),
        st.sampled_from(["e1", "e2", "e3"]),
        st.sampled_from(["koffie", "thee", None]),
    ),
    max_size=10,
)


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(steps, st.lists(st.integers(0, 2), min_size=10, max_size=10), st.permutations([0, 1, 2]))
def test_any_split_merged_in_any_order_gives_the_same_state(tmp_path_factory, some, where, order):
    def folder(name, which):
        path = tmp_path_factory.mktemp("split") / name
        (path / "journal").mkdir(parents=True)
        for writer in ("ann-a", "bob-b", "cas-c"):
            lines = [encode_header(Header(1, "the-run", "buurt", writer))]
            for place, (stamp, who, key, text) in zip(where, some, strict=False):
                if who == writer and which in (place, None):
                    doc = {"text": text} if text else None
                    lines.append(encode(Step(stamp, who, who, (Version("entries", key, doc),))))
            lines.append(encode_end(End(EVENING, writer)))
            (path / "journal" / f"{writer}.jsonl").write_bytes(b"".join(lines))
        return path

    def wall():
        return EVENING

    parts = [folder(f"part{n}", n) for n in range(3)]
    first, *rest = (parts[n] for n in order)
    merge(first, rest, wall=wall)
    from ai_tui.store.store import Store

    whole = Store.open(folder("whole", None), author="x", wall=wall)
    joined = Store.open(first, author="x", wall=wall)
    assert texts(joined) == texts(whole)
    assert sorted(map(encode, joined.fold.steps())) == sorted(map(encode, whole.fold.steps()))
