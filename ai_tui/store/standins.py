"""What stands in for damaged steps, and for steps that no journal has: that of database.json."""

from collections.abc import Collection, Iterator

import msgspec
from msgspec import Struct

from ai_tui.store.fold import Fold
from ai_tui.store.steps import Step, Version


class StandIns(Struct, frozen=True):
    """The steps of no writer that stand in for others, and the ids of the damaged ones of those."""

    steps: tuple[Step, ...] = ()
    damaged: frozenset[str] = frozenset()

    def replace(self, step: Step) -> bool:
        """Whether one of them stands in the place of a damaged step."""
        return not step.valid and step.id in self.damaged


def stand_in(
    fold: Fold, versions: Collection[Version], *, latest: tuple[int, int], sound: bool
) -> StandIns:
    """Fold in documents that database.json has better, each in the place of its damaged step.

    Of such a step nothing counts any more; it has the document, or what is in it by another name.
    None comes later than the era and the stamp `latest` of all sound steps, and without a damaged
    step a document is older than anything else.
    """
    if not versions:
        return StandIns()
    places: dict[tuple[int, int], list[Version]] = {}
    damaged: dict[str, Step] = {}
    misnamed = {_said(version): step for version, step in _doubtful(fold)}
    for version in versions:
        step = fold.current(version.table, version.key) or misnamed.get(_said(version))
        place = min((step.era, step.stamp), latest) if step else (0, 0)
        places.setdefault(place, []).append(version)
        damaged |= {step.id: step} if step else {}
    for step in damaged.values():
        fold.forget(step)
    steps = tuple(
        Step(stamp, "", "", tuple(found), era=era, valid=sound)
        for (era, stamp), found in places.items()
    )
    for step in steps:
        fold.apply(step)
    return StandIns(steps, frozenset(damaged))


def _doubtful(fold: Fold) -> Iterator[tuple[Version, Step]]:
    """What damaged steps say, each with its step."""
    for step in fold.steps():
        if not step.valid:
            yield from ((version, step) for version in step.versions)


def _said(version: Version) -> tuple[str, bytes]:
    """A document without its name."""
    return version.table, msgspec.json.encode(version.doc)
