"""Fractional keys: a string between any two others, so that a move rewrites one document."""

from itertools import pairwise

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_NEXT = dict(pairwise(_DIGITS))


def between(low: str, high: str) -> str:
    """A key that sorts after `low` and before `high`; an empty string means no bound.

    Keys are base-36 fractions without trailing zeros; `low` must sort before `high`.
    """
    if low and not high:
        return _following(low)
    if high and low >= high:
        raise ValueError(f"no key between {low!r} and {high!r}")
    key = ""
    place = 0
    while True:
        below = _DIGITS.index(low[place]) if place < len(low) else 0
        above = _DIGITS.index(high[place]) if high and place < len(high) else 36
        if high and key == high[:place]:
            if above - below > 1:
                return key + _DIGITS[(below + above) // 2]
        elif 36 - below > 1:
            return key + _DIGITS[(below + 36) // 2]
        key += _DIGITS[below]
        place += 1


def _following(low: str) -> str:
    """A key after `low` that stays short however often one is added at the end.

    The digits after each run of z's count up as one number, twice as wide for every z.
    """
    run = len(low) - len(low.lstrip("z"))
    end = run + (1 << run if run < 4 else 16)
    if len(low) < end:
        return low.ljust(end - 1, "0") + "1"
    low = low[:end].rstrip("z")
    return low[:-1] + _NEXT[low[-1]]


def spread(count: int, low: str = "", high: str = "") -> list[str]:
    """`count` keys in rising order between `low` and `high`."""
    if count == 0:
        return []
    middle = between(low, high)
    if count == 1:
        return [middle]
    left = (count - 1) // 2
    return [*spread(left, low, middle), middle, *spread(count - 1 - left, middle, high)]
