"""Everybody's journals, read once and then followed."""

import gc
import os
import re
import time
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from ai_tui.store.files import file_time, read_file
from ai_tui.store.presence import FRESH, Presence, is_on
from ai_tui.store.problems import Damage
from ai_tui.store.steps import Step, decode
from ai_tui.store.tail import Tail

SUFFIX = ".jsonl"

_STAMPS = re.compile(rb'"stamp":\s*(\d+)')

_ROUND = 5.0
_ROUND_EACH = 0.05
"""Seconds between two looks at all that seems at rest: the first, or the second for each file."""

_SETTLE = 1.0
"""Seconds in which a second change may hide behind the same modification time."""

_NEVER = float("-inf")


@contextmanager
def uncollected() -> Iterator[None]:
    """Make many objects that all stay, without the garbage collector looking at each again."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


class Reader:
    """Follows the journals in a folder.

    Only journals that changed lately are looked at every time, the others in a slow round; an
    ended one only there, unless the folder says that the file was replaced. There too all of a
    journal to which something happened is compared with what was read. The more journals, the
    slower the round, so that they cost nothing however many they are.
    """

    def __init__(self, folder: Path, boot: str = "") -> None:
        self.run = ""
        self.newer = False
        """Whether a journal of the run was written by a newer version of the program."""
        self._folder = folder
        self._boot = boot
        self._tails: dict[str, Tail] = {}
        self._open: dict[str, Tail] = {}
        self._active: dict[str, float] = {}
        self._found: list[Damage] = []
        self._fresh = False
        self._had: dict[str, int] = {}
        self._trouble = False
        self._mtime = -1
        self._moved = _NEVER
        self._rested = _NEVER

    def load(self) -> dict[str, list[Step]]:
        """The steps of every journal, by file name."""
        with suppress(FileNotFoundError, NotADirectoryError):
            self._list(time.monotonic())
        steps = {name: tail.poll() for name, tail in sorted(self._tails.items())}
        here = file_time()
        for name, tail in self._tails.items():
            if abs(here - tail.mtime // 1_000_000) < FRESH:
                self._active[name] = time.monotonic()
            if tail.at_rest:
                del self._open[name]
        return steps

    def choose(self, preferred: Sequence[str]) -> str:
        """Find the run these journals belong to and put those of other runs aside.

        It is the first of `preferred` that a journal names, else the run of most journals, else
        that of the oldest; when no journal says, the last of `preferred`.
        """
        tails = [tail for _, tail in sorted(self._tails.items())]
        counts = Counter(tail.header.run for tail in tails if tail.header)
        named = next((run for run in preferred if run in counts), None)
        self.run = named or (counts.most_common(1)[0][0] if counts else preferred[-1])
        for tail in tails:
            tail.keep_to(self.run)
        self.newer = any(tail.newer for tail in tails)
        self._fresh = True
        return self.run

    @property
    def session(self) -> str:
        """The session that the journals of the run name, or empty."""
        headers = (tail.header for tail in self._tails.values() if not tail.foreign)
        return next((header.session for header in headers if header), "")

    @property
    def foreign(self) -> set[str]:
        """The names of the journals that belong to another run."""
        return {name for name, tail in self._tails.items() if tail.foreign}

    def taken_over(self, own: Collection[str]) -> bool:
        """Whether journals of another run lie here and, but for `own`, none of this one."""
        ours = {name for name, tail in self._tails.items() if tail.header and not tail.foreign}
        return bool(self.foreign) and not ours.difference(own)

    def sizes(self) -> dict[str, int]:
        """How much of each journal of the run was read, in bytes, by file name.

        Those of `disturbed` count for what they had.
        """
        there = {name: tail.offset for name, tail in self._tails.items() if not tail.foreign}
        had = {name: max(size, there.get(name, 0)) for name, size in self._had.items()}
        return there | had

    @property
    def disturbed(self) -> frozenset[str]:
        """The names of the journals that went, or were changed otherwise than by appending."""
        return frozenset(self._had)

    def settle(self) -> None:
        """Take note that nothing of what the disturbed journals held is lost any more."""
        self._had.clear()

    def poll(self, own: str, *, everywhere: bool = False) -> list[Step]:
        """The steps that others appended since; `own` is the journal to leave out.

        `everywhere` looks at all that seems at rest too, without waiting for the slow round.
        """
        clock = time.monotonic()
        try:
            self._list(clock)
            self._trouble = False
        except OSError:
            self._trouble = True
            self._fresh = True
        slow = everywhere or self._is_slow(clock)
        if slow:
            self._rested = clock
        steps: list[Step] = []
        for name, tail in list((self._tails if slow else self._open).items()):
            if name != own and self._due(tail, clock, slow):
                steps += self._follow(tail, clock, slow)
        return steps

    def damage(self) -> tuple[Damage, ...]:
        """All damage known so far, in order of file and line."""
        if self._fresh:
            self._found = [damage for tail in self._tails.values() for damage in tail.damage]
            if self._trouble:
                self._found.append(Damage(file=self._folder.name, line=0, why="folder"))
            self._fresh = self._trouble
        here = file_time()
        halves = [
            Damage(file=tail.name, line=tail.lines + 1, why="unfinished")
            for tail in self._open.values()
            if tail.unfinished and not is_on(tail.header, tail.mtime, here, self._boot)
        ]
        return tuple(sorted(self._found + halves))

    def places_of(self, steps: Collection[Step]) -> dict[str, tuple[str, int]]:
        """The journal and the line, counted from 1, that hold each of the steps, by its id.

        Of one that no journal holds they are the folder and 0. The journals of the writers of the
        steps come first, and each is read once.
        """
        writers = {step.writer for step in steps}
        stamps = {b"%d" % step.stamp for step in steps}
        wanted, places = {step.id for step in steps}, dict[str, tuple[str, int]]()
        for name in sorted(self._tails, key=lambda name: all(each not in name for each in writers)):
            if places.keys() == wanted:
                break
            with suppress(OSError):
                lines = read_file(self._folder / name).split(b"\n")
                for number, line in enumerate(lines, 1):
                    found = None if stamps.isdisjoint(_STAMPS.findall(line)) else decode(line)
                    if found is not None and found.valid and found.id in wanted:
                        places.setdefault(found.id, (name, number))
        return dict.fromkeys(wanted, (self._folder.name, 0)) | places

    def left(self) -> set[str]:
        """The writers who ended their journals."""
        return {tail.header.writer for tail in self._tails.values() if tail.ended and tail.header}

    def present(self, now: int) -> list[Presence]:
        """The writers who are on at `now` (milliseconds since the epoch), longest first."""
        found = {}
        for tail in list(self._open.values()):
            header = tail.header
            if header is None or tail.ended or tail.foreign:
                continue
            with suppress(OSError):
                mtime = (self._folder / tail.name).lstat().st_mtime_ns
                if is_on(header, mtime, now, self._boot):
                    found[header.writer] = Presence(
                        since=header.at,
                        writer=header.writer,
                        author=header.author,
                        seen=mtime // 1_000_000,
                        scope=header.scope,
                    )
        return sorted(found.values())

    def _list(self, clock: float) -> None:
        """Find journals that came, went or were replaced, when the folder says it changed."""
        mtime = self._folder.stat().st_mtime_ns
        if mtime != self._mtime:
            self._mtime, self._moved = mtime, clock
        if clock - self._moved > _SETTLE and not self._is_slow(clock):
            return
        with os.scandir(self._folder) as entries:
            inodes = {e.name: e.inode() for e in entries if e.name.endswith(SUFFIX)}
        for name in self._tails.keys() - inodes.keys():
            gone = self._tails.pop(name)
            self._open.pop(name, None)
            self._fresh = True
            self._disturb(gone, gone.offset)
        for name in sorted(inodes):
            tail = self._tails.get(name)
            if tail is None:
                self._tails[name] = self._open[name] = Tail(self._folder, name)
            elif tail.inode != inodes[name]:
                tail.inode = 0
                self._open[name] = tail

    def _is_slow(self, clock: float) -> bool:
        """Whether it is time for a look at everything."""
        return clock - self._rested > max(_ROUND, _ROUND_EACH * len(self._tails))

    def _due(self, tail: Tail, clock: float, slow: bool) -> bool:
        active = clock - self._active.get(tail.name, _NEVER) < FRESH / 1000
        return tail.inode == 0 or slow or active

    def _follow(self, tail: Tail, clock: float, slow: bool) -> list[Step]:
        before, had, restarts = (tail.mtime, len(tail.damage)), tail.offset, tail.restarts
        steps = tail.poll(whole=slow)
        tail.keep_to(self.run)
        self.newer = self.newer or tail.newer
        if tail.restarts != restarts:
            self._disturb(tail, had)
        if tail.mtime != before[0]:
            self._active[tail.name] = clock
        if (tail.mtime, len(tail.damage)) != before:
            self._fresh = True
        if tail.at_rest:
            self._open.pop(tail.name, None)
        else:
            self._open[tail.name] = tail
        return [] if tail.foreign else steps

    def _disturb(self, tail: Tail, had: int) -> None:
        if had and not tail.foreign:
            self._had[tail.name] = max(had, self._had.get(tail.name, 0))
