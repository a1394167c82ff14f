"""Following a run without writing: what others append, and whether the folder is there."""

import threading
from collections.abc import Callable

from msgspec import Struct

from ai_tui.errors import AiTuiError
from ai_tui.run.saving import LOOK_EVERY, Arrived
from ai_tui.store.store import JOURNALS, Store


class Reachable(Struct, frozen=True):
    """The run's folder vanished, or is back."""

    there: bool


class Watch(threading.Thread):
    """The thread that looks at the disk for a screen that only shows.

    It posts what happened, never the same twice; the screen's own thread folds.
    """

    def __init__(self, store: Store, post: Callable[[Arrived | Reachable], None]) -> None:
        super().__init__(name="watch", daemon=True)
        self._store = store
        self._post = post
        self._leaving = threading.Event()
        self._there = True

    def leave(self) -> None:
        """End; returns at once, a disk that does not answer is not waited for."""
        self._leaving.set()

    def run(self) -> None:
        """Look until told to leave."""
        while not self._leaving.wait(LOOK_EVERY):
            self._look()

    def _look(self) -> None:
        try:
            there = (self._store.folder / JOURNALS).is_dir()
            steps = self._store.poll() if there else []
        except (AiTuiError, OSError):
            there, steps = False, []
        if there is not self._there:
            self._there = there
            self._post(Reachable(there))
        if steps:
            self._post(Arrived(tuple(steps)))
