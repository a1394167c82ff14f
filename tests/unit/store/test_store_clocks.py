"""A clock that is wrong: what was saved last counts, whatever clock its reader has."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_help import EVENING, Runs, Wall, entry, look, save, texts

from ai_tui.store.steps import LATEST, MOST_ERAS, Step, Version, encode

DAY = 86_400_000
ASTRAY = [-400 * DAY, -2 * DAY, 3 * DAY, 80 * 365 * DAY, LATEST - EVENING - DAY]


def shown_to_all(runs, wall):
    """What readers show whose clocks differ by years; they must agree."""
    now, shown = wall.now, []
    for by in (0, *ASTRAY):
        wall.now = EVENING + by
        store = runs.open(read_only=True)
        shown.append((texts(store), [step.id for step in store.fold.steps_of("scribe")]))
    wall.now = now
    assert all(each == shown[0] for each in shown)
    return shown[0][0]


@pytest.mark.parametrize("by", ASTRAY)
def test_what_is_typed_while_the_clock_is_wrong_counts_and_what_is_typed_after_it_too(
    runs, wall, by
):
    one = runs.create()
    save(one, *entry("e1", "koffie"))
    save(one, *entry("e2", "thee"))
    one.close()
    wall.now = EVENING + by
    astray = runs.open("scribe")
    save(astray, *entry("e1", "espresso"))
    save(astray, Version("entries", "e2", None), Version("places", "e2", None))
    save(astray, *entry("e3", "water"))
    assert shown_to_all(runs, wall) == {"e1": "espresso", "e3": "water"}
    wall.now = EVENING + 60_000
    save(astray, *entry("e1", "mokka"))
    assert shown_to_all(runs, wall) == {"e1": "mokka", "e3": "water"}
    save(runs.open("scribe"), *entry("e3", "melk"))
    assert shown_to_all(runs, wall) == {"e1": "mokka", "e3": "melk"}


def test_stamps_do_not_stay_ahead_once_the_clock_is_right(runs, wall):
    one = runs.create()
    wall.now += 3 * DAY
    ahead = save(one, *entry("e1", "koffie"))
    wall.now -= 3 * DAY
    after = [save(one, *entry("e1", "thee")), save(runs.open("other"), *entry("e1", "melk"))]
    assert ahead.stamp == EVENING + 3 * DAY
    assert [step.stamp for step in after] == [EVENING, EVENING + 1]


def test_an_hour_ahead_is_waited_for(runs, wall):
    one = runs.create()
    wall.now += DAY
    ahead = save(one, *entry("e1", "koffie"))
    wall.now -= DAY
    after = save(runs.open("other"), *entry("e1", "thee"))
    assert (after.era, after.stamp) == (ahead.era, ahead.stamp + 1)


def test_after_the_last_era_a_step_is_saved_all_the_same(runs):
    one = runs.create()
    save(one, *entry("e2", "thee"))
    last = Step(LATEST, one.writer, "scribe", entry("e1", "koffie"), era=MOST_ERAS)
    with runs.journals[0].open("ab") as journal:
        journal.write(encode(last))
    other = runs.open()
    save(other, *entry("e3", "water"))
    assert texts(other) == texts(runs.open()) == {"e1": "koffie", "e2": "thee", "e3": "water"}


acts = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from([0, 1, 5_000, 2 * 3_600_000, *ASTRAY]),
        st.sampled_from(["e1", "e2"]),
        st.sampled_from(["koffie", "thee", None]),
        st.booleans(),
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(acts)
def test_the_last_edit_counts_whatever_the_clocks_of_the_writers_say(tmp_path_factory, acts):
    wall = Wall()
    runs = Runs(tmp_path_factory.mktemp("clocks") / "the-run", wall)
    stores = [runs.create(), runs.open("other"), runs.open("third")]
    expected = {}
    for number, (who, by, key, text, anew) in enumerate(acts):
        wall.now = EVENING + by
        if anew:
            stores[who] = runs.open("anew")
        look(stores[who])
        versions = entry(key, f"{text} {number}")
        if text is None:
            versions = [Version(version.table, version.key, None) for version in versions]
        save(stores[who], *versions)
        expected.pop(key, None)
        expected |= {key: f"{text} {number}"} if text else {}
    for store in stores:
        look(store)
        assert texts(store) == expected
    assert shown_to_all(runs, wall) == expected
