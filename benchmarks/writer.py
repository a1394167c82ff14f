"""One of many writing processes: what a scribe's screen does to the disk, without the screen.

`python -m benchmarks.writer FOLDER NUMBER ENTRIES PLACE`: says 'ready', begins at the moment
(of the monotonic clock, in seconds) that its input tells, and prints each text with when it was
typed and when it was saved. PLACE is 'shown' to rewrite one line of the group that the room sees,
and 'told' to print at the end when each text of the others arrived, behind a '<'.
"""

from __future__ import annotations

import re
import sys
import threading
import time
from pathlib import Path

from ai_tui.run.clock import system_clock
from ai_tui.run.harvest import Typed
from ai_tui.run.run import Run
from ai_tui.run.saving import Arrived
from ai_tui.session.model import Form, Group
from ai_tui.tui.link import Link

SHOWN = "Zaalgroep"
"""The group whose lines the room sees."""
FORM = "top-3"
EVERY = 1.0
"""Seconds between two entries."""
WRITERS = 60
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
TOKEN = re.compile(rb"([A-Z])(\d\d)(\d\d\d)([A-Z])")
TOKEN_BYTES = 7


def token(writer: int, number: int) -> str:
    """A text that differs from the one before it in its first and its last character."""
    ends = LETTERS[number % len(LETTERS)], LETTERS[(number + 7) % len(LETTERS)]
    return f"{ends[0]}{writer:02d}{number:03d}{ends[1]}"


class Writer:
    """A run that is written to once a second and followed in between, as by a screen."""

    def __init__(self, folder: Path, number: int, shown: bool) -> None:
        self.run = Run.open(folder, f"Schrijver {number}", system_clock())
        self.number = number
        self.form, self.group = self._place(shown)
        self.slot = self.run.slots(self.form, self.group)[0].id
        self.entry = self._line() if shown else ""
        self.arrived: dict[str, float] = {}
        self._news = threading.Event()
        self._link = Link(self.run, self._news.set, time.monotonic)
        self._link.start()

    def _place(self, shown: bool) -> tuple[Form, Group]:
        form = self.run.state.form(FORM)
        assert form is not None
        groups = [each for each in self.run.state.groups_of(form) if each.name != SHOWN]
        if shown:
            groups = [each for each in self.run.state.groups_of(form) if each.name == SHOWN]
        return form, groups[self.number % len(groups)]

    def _line(self) -> str:
        """This writer's own line of the group that the room sees."""
        lines = self.run.harvest_of(self.form, self.group)[self.slot]
        return lines[self.number].id

    def write(self, number: int) -> tuple[float, float]:
        """Type an entry and wait until it is on the disk; when it was typed, and saved."""
        text = token(self.number, number)
        typed = time.perf_counter()
        if self.entry:
            line = Typed(self.entry, self.slot, text)
            self.run.harvest.write(self.form, self.group.id, [line])
        else:
            self.run.harvest.append(self.form, self.group.id, self.slot, [text])
        while self.run.state.pending:
            self._news.wait()
            self._follow()
        return typed, time.perf_counter()

    def _follow(self) -> None:
        self._news.clear()
        events = self._link.drain()
        now = time.perf_counter()
        steps = [step for event in events if isinstance(event, Arrived) for step in event.steps]
        for version in (version for step in steps for version in step.versions):
            if version.table == "entries" and version.doc:
                self.arrived.setdefault(str(version.doc["text"]), now)

    def follow_until(self, moment: float) -> None:
        """Take in what others write until then."""
        while (left := moment - time.perf_counter()) > 0:
            if self._news.wait(left):
                self._follow()

    def close(self) -> None:
        """Leave, without writing database.json: sixty of them are another benchmark."""
        self._link.stop()
        self.run.store.close()


def main() -> None:
    """Write as many entries as asked, one a second, each process at its own part of the second."""
    folder, number, entries, place = (
        Path(sys.argv[1]),
        int(sys.argv[2]),
        int(sys.argv[3]),
        sys.argv[4],
    )
    writer = Writer(folder, number, place == "shown")
    print("ready", flush=True)
    begin = float(sys.stdin.readline()) + EVERY * (number * 7 % WRITERS) / WRITERS
    for each in range(entries):
        writer.follow_until(begin + each * EVERY)
        typed, saved = writer.write(each)
        print(token(number, each), typed, saved, flush=True)
    if place == "told":
        writer.follow_until(time.perf_counter() + EVERY)
        for text, at in writer.arrived.items():
            print("<", text, at, flush=True)
    writer.close()


if __name__ == "__main__":
    main()
