import random

from hypothesis import given, settings
from hypothesis import strategies as st

from ai_tui.store.fold import Fold
from ai_tui.store.steps import Step, Version, decode, encode

keys = st.sampled_from(["e1", "e2", "e3"])
places = st.fixed_dictionaries(
    {"form": st.sampled_from(["f", "g"]), "group": st.sampled_from(["1", "2"])},
    optional={"pos": st.sampled_from(["a", "b"]), "slot": st.just("s")},
)
loose = st.dictionaries(st.sampled_from(["text", "n"]), st.sampled_from(["x", "y", 1, True, 1.0]))
some_versions = st.one_of(
    st.builds(Version, st.just("entries"), keys, st.none() | loose),
    st.builds(Version, st.just("places"), keys, st.none() | places),
)
some_steps = st.builds(
    Step,
    st.integers(1, 6),
    st.sampled_from(["ann-a", "bob-b"]),
    st.sampled_from(["Ann", "Bob"]),
    st.lists(some_versions, min_size=1, max_size=3).map(tuple),
    era=st.sampled_from([0, 0, 0, 1, 2]),
)


def damaged(draw, line):
    at = draw(st.integers(0, len(line) - 2))
    return line[:at] + draw(st.sampled_from([b"", b"9", b"x", b'"', b"}", b"2"])) + line[at + 1 :]


@st.composite
def lines(draw):
    """Lines of a few steps: each sound, damaged, or both."""
    some = []
    for step in draw(st.lists(some_steps, max_size=9)):
        line = encode(step)
        kind = draw(st.sampled_from(["sound", "damaged", "both"]))
        some += [line] if kind != "damaged" else []
        some += [damaged(draw, line)] if kind != "sound" else []
    return some


def folded(some):
    fold = Fold()
    for line in some:
        step = decode(line)
        if step is not None:
            fold.apply(step)
    return fold


def state(fold):
    documents = {name: dict(table) for name, table in fold.tables().items()}
    heads = [(name, key) for name in ("entries", "places") for key in ("e1", "e2", "e3")]
    histories = {at: [(encode(s), d) for s, d in fold.versions(*at)] for at in heads}
    spots = {(f, g): fold.entries_of(f, g) for f in ("f", "g") for g in ("1", "2")}
    known = sorted(encode(step) for step in fold.steps())
    own = {who: [encode(step) for step in fold.steps_of(who)] for who in ("Ann", "Bob")}
    return repr(documents and sorted(documents.items(), key=repr)) and (
        histories, spots, known, own,
        {name: {k: repr(d) for k, d in table.items()} for name, table in documents.items()},
    )  # fmt: skip


@settings(max_examples=300)
@given(lines(), st.randoms(use_true_random=False))
def test_order_and_repetition_of_lines_do_not_matter_damaged_ones_included(some, shuffle):
    again = [*some, *shuffle.sample(some, len(some) // 2)]
    shuffle.shuffle(again)
    assert state(folded(again)) == state(folded(some))


@given(lines(), st.integers(0, 10))
def test_two_parts_folded_apart_and_together_agree(some, cut):
    whole = folded(some)
    joined = folded(some[cut:])
    for step in folded(some[:cut]).steps():
        joined.apply(step)
    assert state(joined) == state(whole)


@settings(max_examples=300)
@given(lines(), st.sets(st.integers(0, 20)))
def test_a_damaged_step_that_is_forgotten_leaves_nothing(some, gone):
    read = [step for step in map(decode, some) if step is not None]
    left = [encode(step) for n, step in enumerate(read) if step.valid or n not in gone]
    fold, fresh = Fold(), Fold()
    for step in read:
        fold.apply(step)
        if encode(step) in left:
            fresh.apply(step)
    for step in list(fold.steps()):
        if encode(step) not in left:
            fold.forget(step)
    assert state(fold) == state(fresh)
    assert all(fold.knows(step) for step in fresh.steps())


def test_a_damaged_step_that_is_forgotten_leaves_the_same_stamp_of_another_era():
    fold = Fold()
    damaged = step(1, Version("ntries", "e1", None), valid=False)
    later = step(1, Version("entries", "e1", {"text": "blijft"}), era=1)
    fold.apply(damaged)
    fold.apply(later)
    fold.forget(damaged)
    assert fold.knows(later)
    assert list(fold.steps()) == [later]


def step(stamp, *versions, writer="ann-a", author="Ann", **more):
    return Step(stamp, writer, author, versions, **more)


def text(key, value):
    return Version("entries", key, {"text": value})


def at(key, form="f", group="1", pos="i"):
    return Version("places", key, {"form": form, "group": group, "pos": pos, "slot": "s"})


def test_the_highest_stamp_wins_and_the_writer_breaks_ties():
    fold = Fold()
    fold.apply(step(2, text("e1", "late")))
    fold.apply(step(1, text("e1", "early")))
    assert fold.doc("entries", "e1") == {"text": "late"}
    fold.apply(step(2, text("e1", "other"), writer="bob-b"))
    assert fold.doc("entries", "e1") == {"text": "other"}


def test_a_later_era_outranks_every_stamp_of_an_earlier_one():
    fold = Fold()
    fold.apply(step(1, text("e1", "after"), era=1))
    fold.apply(step(9, text("e1", "ahead")))
    fold.apply(step(1, text("e1", "before")))
    assert [doc["text"] for _, doc in fold.versions("entries", "e1")] == [
        "before", "ahead", "after",
    ]  # fmt: skip
    assert fold.doc("entries", "e1") == {"text": "after"}
    assert [(found.era, found.stamp) for found in fold.steps_of("Ann")] == [(0, 1), (0, 9), (1, 1)]
    assert len({found.id for found in fold.steps()}) == 3


def test_a_deleted_document_is_gone_but_its_history_stays():
    fold = Fold()
    fold.apply(step(1, text("e1", "a"), at("e1")))
    fold.apply(step(2, Version("entries", "e1", None)))
    assert fold.doc("entries", "e1") is None
    assert "e1" not in fold.table("entries")
    assert fold.entries_of("f", "1") == []
    assert [doc for _, doc in fold.versions("entries", "e1")] == [{"text": "a"}, None]
    assert fold.has("entries", "e1")
    assert fold.current("entries", "e1").stamp == 2


def test_a_damaged_line_counts_only_where_nothing_valid_has_the_document():
    fold = Fold()
    fold.apply(step(9, text("e1", "damaged"), text("e2", "damaged"), valid=False))
    assert fold.doc("entries", "e1") == {"text": "damaged"}
    fold.apply(step(1, text("e1", "sound")))
    assert fold.doc("entries", "e1") == {"text": "sound"}
    assert [doc for _, doc in fold.versions("entries", "e1")] == [{"text": "sound"}]
    assert fold.doc("entries", "e2") == {"text": "damaged"}
    assert [found.stamp for found in fold.steps_of("Ann")] == [1]


def test_a_damaged_copy_of_a_sound_step_counts_for_nothing_not_even_under_other_names():
    fold = Fold()
    fold.apply(step(9, text("ghost", "koffie"), at("ghost"), text("e2", "x"), valid=False))
    fold.apply(step(8, text("e2", "y"), valid=False))
    assert fold.entries_of("f", "1") == ["ghost"]
    assert set(fold.apply(step(9, text("e1", "koffie"), at("e1")))) == {
        ("entries", "ghost"), ("places", "ghost"), ("entries", "e2"),
    }  # fmt: skip
    assert fold.entries_of("f", "1") == ["e1"]
    assert not fold.has("entries", "ghost")
    assert fold.doc("entries", "e2") == {"text": "y"}
    again = step(9, text("ghost", "koffie"), valid=False)
    assert fold.knows(again)
    assert fold.apply(again) == ()
    assert len(list(fold.steps())) == 2


def test_of_damaged_copies_of_a_step_one_can_be_forgotten():
    fold = Fold()
    copies = [step(9, text("e1", word), valid=False) for word in ("b", "a")]
    for copy in copies:
        fold.apply(copy)
    assert fold.doc("entries", "e1") == {"text": "b"}
    assert fold.forget(copies[0]) == (("entries", "e1"),)
    assert fold.doc("entries", "e1") == {"text": "a"}
    assert fold.knows(copies[1]) and not fold.knows(copies[0])
    assert fold.forget(copies[0]) == ()
    assert fold.forget(copies[1]) == (("entries", "e1"),)
    assert not fold.has("entries", "e1") and not list(fold.steps())


def test_entries_follow_their_places():
    fold = Fold()
    fold.apply(step(1, text("e1", "a"), at("e1", pos="c")))
    fold.apply(step(2, text("e2", "b"), at("e2", pos="b")))
    fold.apply(step(3, text("e3", "c"), at("e3", pos="c")))
    assert fold.entries_of("f", "1") == ["e2", "e1", "e3"]
    fold.apply(step(4, at("e1", group="2")))
    assert fold.entries_of("f", "1") == ["e2", "e3"]
    assert fold.entries_of("f", "2") == ["e1"]
    fold.apply(step(5, Version("places", "e3", None)))
    assert fold.entries_of("f", "1") == ["e2"]
    assert fold.entries_of("nothing", "there") == []


def test_a_place_with_an_odd_position_is_none():
    fold = Fold()
    odd = Version("places", "e1", {"form": "f", "group": "1", "pos": 7})
    fold.apply(decode(encode(step(1, text("e1", "a"), odd))))
    assert (fold.entries_of("f", "1"), fold.entries_of("", "")) == ([], ["e1"])
    fold.apply(step(2, at("e1", group="2")))
    assert (fold.entries_of("f", "1"), fold.entries_of("f", "2")) == ([], ["e1"])


def test_documents_handed_out_are_the_readers_own():
    fold = Fold()
    fold.apply(decode(encode(step(1, Version("forms", "f", {"options": ["a"]})))))
    fold.doc("forms", "f")["options"].append("b")
    fold.table("forms")["f"]["options"].append("c")
    assert fold.doc("forms", "f") == {"options": ["a"]}


def test_steps_are_found_by_author():
    fold = Fold()
    stamps = [3, 1, 2, 5, 4]
    random.Random(1).shuffle(stamps)
    for stamp in stamps:
        fold.apply(step(stamp, text("e1", str(stamp))))
    fold.apply(step(3, text("e1", "b"), writer="bob-b", author="Bob"))
    assert [found.stamp for found in fold.steps_of("Ann")] == [1, 2, 3, 4, 5]


def test_tables_for_another_thread_do_not_change_any_more():
    fold = Fold()
    fold.apply(step(1, text("e1", "a")))
    tables = fold.tables()
    fold.apply(step(2, text("e2", "b")))
    assert list(tables["entries"]) == ["e1"]
