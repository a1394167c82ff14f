import pytest
from hypothesis import given
from hypothesis import strategies as st

from ai_tui.locale import Words
from ai_tui.store.fold import Fold
from ai_tui.store.problems import OpenError
from ai_tui.store.rescue import journals, write
from ai_tui.store.steps import Step, Version, encode
from ai_tui.store.store import Store

WORDS = Words("nl")
NOW = 1_700_000_000_000

names = st.text(max_size=8).filter(str.strip)
steps = st.builds(
    Step,
    stamp=st.integers(NOW, NOW + 20),
    writer=st.sampled_from(["a-1", "b-2", "../c", "C ö"]),
    author=st.sampled_from(["Ada", "Bob"]),
    versions=st.lists(
        st.builds(
            Version,
            st.sampled_from(["entries", "places"]),
            st.sampled_from("xyz"),
            st.none() | st.fixed_dictionaries({"text": st.text("abc \n", max_size=5)}),
        ),
        min_size=1,
        max_size=3,
    ).map(tuple),
    valid=st.booleans(),
)


def state(fold: Fold) -> dict:
    return {name: dict(table) for name, table in fold.tables().items()}


@given(st.lists(steps, max_size=12))
def test_the_copy_folds_to_the_same_state(tmp_path_factory, given_steps):
    fold = Fold()
    for step in given_steps:
        fold.apply(step)
    folder = tmp_path_factory.mktemp("copies") / "copy"
    write(folder, journals(fold.steps(), "run-1", "session"), WORDS)
    again = Store.open(folder, author="x", wall=lambda: NOW)
    assert state(again.fold) == state(fold)
    assert sorted(map(encode, again.fold.steps())) == sorted(map(encode, fold.steps()))
    assert {path.parent for path in folder.rglob("*.jsonl")} <= {folder / "journal"}


def test_what_only_the_database_had_is_in_the_copy(tmp_path):
    fold = Fold()
    fold.apply(Step(0, "", "", (Version("entries", "e", {"text": "oud"}),), valid=False))
    write(tmp_path / "copy", journals(fold.steps(), "run-1", "s"), WORDS)
    again = Store.open(tmp_path / "copy", author="x", wall=lambda: NOW)
    assert again.fold.doc("entries", "e") == {"text": "oud"}
    assert again.damage == ()


def test_the_copy_is_its_owners_alone(tmp_path):
    fold = Fold()
    fold.apply(Step(NOW, "a", "A", (Version("entries", "e", {}),)))
    write(tmp_path / "new" / "copy", journals(fold.steps(), "run-1", "s"), WORDS)
    made = [tmp_path / "new", *(tmp_path / "new").rglob("*")]
    assert {path.stat().st_mode & 0o777 for path in made if path.is_dir()} == {0o700}
    assert {path.stat().st_mode & 0o777 for path in made if path.is_file()} == {0o600}


@pytest.mark.parametrize("there", ["folder", "file", "link"])
def test_what_is_there_already_is_left_alone(tmp_path, there):
    place = tmp_path / "copy"
    if there == "folder":
        place.mkdir()
    elif there == "file":
        place.write_text("mine")
    else:
        place.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OpenError):
        write(place, [("a.jsonl", b"")], WORDS)
    assert not (tmp_path / "elsewhere").exists()
    assert not place.is_dir() or list(place.iterdir()) == []


def test_a_copy_that_cannot_be_finished_is_taken_away(tmp_path):
    with pytest.raises(OpenError):
        write(tmp_path / "copy", [("a.jsonl", b""), ("x" * 300 + ".jsonl", b"")], WORDS)
    assert list(tmp_path.iterdir()) == []
