"""Following a run without writing: what others append, and whether the folder is there."""

import threading
import time
from collections.abc import Callable

from msgspec import Struct

from ai_tui.errors import AiTuiError
from ai_tui.run.run import Run
from ai_tui.run.saving import FINISHING, LOOK_EVERY, Arrived
from ai_tui.store.folder import JOURNALS

TOGETHER = 12.0
"""Seconds that those who write along get to put back what a hand took from the journals."""


class Reachable(Struct, frozen=True):
    """The run's folder vanished, or is back."""

    there: bool


class Reread(Struct, frozen=True):
    """The journals were changed by hand: the run as whoever opens it now sees it."""

    run: Run


News = Arrived | Reachable | Reread


class Watch(threading.Thread):
    """The thread that looks at the disk for a screen that only shows.

    It posts what happened, never the same twice; the screen's own thread folds.
    """

    def __init__(self, run: Run, post: Callable[[News], None]) -> None:
        super().__init__(name="watch", daemon=True)
        self._run = run
        self._post = post
        self._leaving = threading.Event()
        self._there = True
        self._undisturbed = time.monotonic()

    def leave(self) -> None:
        """End; returns at once, a disk that does not answer is not waited for."""
        self._leaving.set()

    def run(self) -> None:
        """Look until told to leave."""
        while not self._leaving.wait(LOOK_EVERY):
            self._look()

    def _look(self) -> None:
        store = self._run.store
        try:
            there = (store.folder / JOURNALS).is_dir()
            steps = store.poll() if there else []
        except (AiTuiError, OSError):
            there, steps = False, []
        if there is not self._there:
            self._there = there
            self._post(Reachable(there))
        if steps:
            self._post(Arrived(tuple(steps)))
        if there and self._must_reread():
            self._reread()

    def _must_reread(self) -> bool:
        """Whether the journals were changed by hand, and whoever would mend that had the time."""
        now, store = time.monotonic(), self._run.store
        if not store.disturbed:
            self._undisturbed = now
            return False
        waits = now - self._undisturbed
        return waits > FINISHING and (waits > TOGETHER or not store.present())

    def _reread(self) -> None:
        """Read everything anew; a run that cannot be opened, or is another one, changes nothing."""
        self._undisturbed = time.monotonic()
        try:
            run = self._run.reopened(self._run.folder)
        except AiTuiError:
            return
        if run.store.run != self._run.store.run:
            self._run.store.settle()
            return
        self._run = run
        self._post(Reread(run))
