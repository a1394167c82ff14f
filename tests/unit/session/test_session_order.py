import pytest
from hypothesis import given
from hypothesis import strategies as st

from ai_tui.session.order import between, spread

keys = st.text("0123456789abcdefghijklmnopqrstuvwxyz", max_size=12).map(lambda k: k.rstrip("0"))


@given(keys, keys)
def test_a_key_between_two_others_sorts_between_them(one, other):
    low, high = sorted((one, other))
    if low == high:
        high = ""
    key = between(low, high)
    assert low < key
    assert not high or key < high
    assert not key.endswith("0")


@given(keys.filter(bool))
def test_no_key_fits_before_itself(key):
    with pytest.raises(ValueError, match="no key between"):
        between(key, key)


def test_adding_at_the_end_ten_thousand_times_keeps_keys_short():
    key, longest = "", 0
    for _ in range(10_000):
        following = between(key, "")
        assert following > key
        key, longest = following, max(longest, len(following))
    assert longest <= 6


def test_a_key_of_only_last_digits_has_one_after_it():
    assert between("z" * 5_000, "") > "z" * 5_000


@given(st.integers(0, 300), keys, keys)
def test_many_keys_at_once_rise_between_their_bounds(count, one, other):
    low, high = sorted((one, other))
    if low == high:
        high = ""
    found = spread(count, low, high)
    assert len(found) == count
    assert found == sorted(set(found))
    assert all(low < key and (not high or key < high) for key in found)
