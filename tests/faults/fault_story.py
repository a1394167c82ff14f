"""What the driver does in every fault test, and what a folder may hold after each part of it."""

import json
from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any

EVENING = 1_733_328_000_000

Op = tuple[str, Any]
State = dict[str, str]

STORY: list[Op] = [
    ("create", None),
    ("save", {"e1": "koffie in het buurthuis"}),
    ("save", {"e1": "koffie én thee", "e2": "samen koken\nop dinsdag"}),
    ("draft", "half een zin"),
    ("snapshot", None),
    ("save", {"e2": None, "e3": "een bankje"}),
    ("touch", None),
    ("draft", None),
    ("save", {"e4": "'s avonds open"}),
    ("snapshot", None),
    ("close", None),
]


def after(state: State, op: Op) -> State:
    """The entries once `op` is done."""
    kind, what = op
    if kind != "save":
        return state
    return {key: text for key, text in (state | what).items() if text is not None}


class Events:
    """What a driver said: which parts of the story are done, and which one it was busy with."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.done: set[int] = set()
        self.begun: set[int] = set()
        self.whys: list[str] = []
        self.finished = False
        for line in lines:
            self._take(json.loads(line))

    def _take(self, event: dict[str, Any]) -> None:
        if "doing" in event:
            self.begun.add(event["doing"])
        elif "did" in event:
            self.done.add(event["did"])
        elif "failed" in event:
            self.whys.append(event["why"])
        elif "finished" in event:
            self.finished = True

    def allowed(self, story: list[Op]) -> Iterator[State]:
        """Every state in which what was done is there, and what was only begun whole or not."""
        open_ends = sorted(self.begun - self.done)
        for choice in product((False, True), repeat=len(open_ends)):
            there = self.done | {n for n, taken in zip(open_ends, choice, strict=True) if taken}
            state: State = {}
            for number in sorted(there):
                state = after(state, story[number])
            yield state
