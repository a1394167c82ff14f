"""A figure: what was measured of ours and of the bare thing beside it, and what it may be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import median

from msgspec import Struct

Measure = Callable[[], float]


class Figure(Struct, frozen=True, kw_only=True):
    """One row of the table; `limit` is the highest ratio, or value where there is no `bare`.

    `ours`, `bare` and `ratio` are medians over the rounds. Without a limit it only informs.
    """

    what: str
    unit: str
    ours: float
    bare: float | None = None
    ratio: float | None = None
    limit: float | None = None

    @property
    def ok(self) -> bool:
        """Whether it keeps to its limit."""
        measured = self.ours if self.ratio is None else self.ratio
        return self.limit is None or measured <= self.limit


def paired(
    what: str, unit: str, pairs: Sequence[tuple[float, float]], limit: float | None = None
) -> Figure:
    """The figure of rounds that each measured (ours, bare); the ratio is that within a round."""
    return Figure(
        what=what,
        unit=unit,
        ours=median(ours for ours, _ in pairs),
        bare=median(bare for _, bare in pairs),
        ratio=median(ours / bare if bare else float("inf") for ours, bare in pairs),
        limit=limit,
    )


def alone(what: str, unit: str, values: Sequence[float], limit: float | None = None) -> Figure:
    """The figure of rounds that measured only ours."""
    return Figure(what=what, unit=unit, ours=median(values), limit=limit)


def taking_turns(rounds: int, ours: Measure, bare: Measure) -> list[tuple[float, float]]:
    """Measure both in each round; who goes first changes, so that a busy moment hits both."""
    pairs = []
    for number in range(rounds):
        if number % 2:
            second = bare()
            pairs.append((ours(), second))
        else:
            first = ours()
            pairs.append((first, bare()))
    return pairs
