"""Dividing whole minutes in proportion, without losing one."""

from collections.abc import Sequence


def shares(minutes: int, weights: Sequence[int]) -> list[int]:
    """`minutes` divided in proportion to `weights`; what does not divide goes to the largest rests.

    Nobody gets more than its weight as long as `minutes` is not more than all weights together.
    Without any weight nobody gets anything.
    """
    total = sum(weights)
    if total == 0:
        return [0] * len(weights)
    given = [minutes * weight // total for weight in weights]
    by_rest = sorted(range(len(weights)), key=lambda n: -(minutes * weights[n] % total))
    for n in by_rest[: minutes - sum(given)]:
        given[n] += 1
    return given


def most(minutes: int, limits: Sequence[int]) -> list[int]:
    """As much of `minutes` as `limits` allow, divided in proportion to them."""
    return shares(min(minutes, sum(limits)), limits)
