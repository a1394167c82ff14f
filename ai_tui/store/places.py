"""Where entries stand: the places of each form and group by position, as they come and go."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Sequence

from ai_tui.store.steps import Version


class Places:
    """The live places by form and group, each sorted by position and key."""

    def __init__(self) -> None:
        self._placed: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)

    def of(self, form: str, group: str) -> Sequence[tuple[str, str]]:
        """The position and the key of every place in a form of a group, in order."""
        return self._placed.get((form, group), ())

    def replace(self, old: Version | None, new: Version | None) -> None:
        """Let a place take the place of what it was; None when there was none, or is none now."""
        if old is not None:
            form, group, pos = old.spot
            placed = self._placed[form, group]
            del placed[bisect_left(placed, (pos, old.key))]
        if new is not None and not new.deletes:
            form, group, pos = new.spot
            placed, place = self._placed[form, group], (pos, new.key)
            if not placed or placed[-1] < place:
                placed.append(place)
            else:
                insort(placed, place)
