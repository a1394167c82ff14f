"""What links a screen to the disk: the thread, the events it posts, and what the scribe is told."""

import queue
from collections.abc import Callable, Collection, Iterable
from typing import Any, Literal

from msgspec import Struct

from ai_tui.agenda.moments import Instant
from ai_tui.run.documents import Change
from ai_tui.run.run import Run
from ai_tui.run.saving import (
    Disk,
    Event,
    NotSaved,
    Recovered,
    Room,
    Saved,
    SnapshotDue,
    Trouble,
    Writing,
)
from ai_tui.store.presence import Presence
from ai_tui.store.problems import Reason

PATIENCE = 0.3
"""Seconds a save may take before the screen says that it is saving."""
SILENCE = 10.0
"""Seconds without an answer after which the disk is taken to have failed."""
MEGABYTE = 1_000_000
LOW = 50 * MEGABYTE
"""Bytes; with less room than this the screen warns."""
TOUCH_EVERY = 10.0
REHEARSAL_TOUCH_EVERY = 1.0
"""Seconds between two signs of life; a rehearsal stands still at its last one."""


class SaveLight(Struct, frozen=True):
    """What the right of the status line says: all saved, saving, or not saved and why.

    `why` is a whole line, `reason` what kind of trouble it is; 'silent' is a disk that does not
    answer.
    """

    state: Literal["saved", "saving", "failed"]
    why: str = ""
    reason: Reason | Literal["silent"] = "other"


class Link:
    """One screen's link to the disk.

    `poke` is called from the disk's thread after each event and must be safe there; the screen
    then calls `drain` on its own thread. `ticks` counts seconds.
    """

    def __init__(self, run: Run, poke: Callable[[], object], ticks: Callable[[], float]) -> None:
        self._run = run
        self._ticks = ticks
        self._poke = poke
        self._inbox: queue.SimpleQueue[Event] = queue.SimpleQueue()
        touch_every = REHEARSAL_TOUCH_EVERY if run.state.rehearsal else TOUCH_EVERY
        self._disk = Disk(run.store, self._post, touch_every)
        self.saved_at: Instant | None = None
        self.people: tuple[Presence, ...] = ()
        self._failure: NotSaved | None = None
        self._waiting_since = 0.0
        self.trouble: Reason | None = None
        """Why the half-typed text or database.json could not be written, if that is so now."""
        self.room: int | None = None

    def start(self) -> None:
        """Let the thread take over saving; before this, changes are saved at once."""
        self._run.saver = self
        self._disk.start()

    def save(self, change: Change) -> None:
        """Queue a change for the disk."""
        if not self._run.state.pending:
            self._waiting_since = self._ticks()
        self._disk.save(change)

    def draft(self, doc: dict[str, Any] | None, instead_of: Collection[str] = ()) -> None:
        """Keep the half-typed text, or None when there is none; see `Store.save_draft`."""
        self._disk.draft(doc, instead_of)

    def _post(self, event: Event) -> None:
        self._inbox.put(event)
        self._poke()

    def drain(self) -> list[Event]:
        """Take in all events that came since the last time, and give them."""
        events = list(self._waiting())
        for event in events:
            self._run.receive(event)
            self._note(event)
        return events

    def _waiting(self) -> Iterable[Event]:
        while True:
            try:
                yield self._inbox.get_nowait()
            except queue.Empty:
                return

    def _note(self, event: Event) -> None:
        if isinstance(event, Saved):
            self.saved_at, self._failure = self._run.now(), None
            self._waiting_since = self._ticks()
        elif isinstance(event, NotSaved):
            self._failure = event
            self._waiting_since = self._ticks()
        elif isinstance(event, Writing):
            self.people = event.people
        elif isinstance(event, Trouble):
            self.trouble = event.reason
        elif isinstance(event, Recovered):
            self.trouble = None
        elif isinstance(event, Room):
            self.room = event.free
        elif isinstance(event, SnapshotDue):
            self._disk.snapshot(self._run.store.fold.tables())

    @property
    def light(self) -> SaveLight:
        """Whether everything typed is on the disk."""
        if self._failure:
            return SaveLight("failed", self._failure.why, self._failure.reason)
        waits = self._ticks() - self._waiting_since if self._run.state.pending else 0.0
        if waits > SILENCE:
            return SaveLight("failed", self._run.words("tui_clock.why_silent"), "silent")
        return SaveLight("saving" if waits > PATIENCE else "saved")

    @property
    def failed(self) -> bool:
        """Whether the newest try to save went wrong."""
        return self.light.state == "failed"

    @property
    def low(self) -> int | None:
        """The bytes that are left when that is little; what fails speaks before what is low."""
        short = self.room is not None and self.room < LOW
        return self.room if short and not self.failed and self.trouble is None else None

    def stop(self, patience: float = SILENCE) -> bool:
        """Save what is queued, end the thread and take in its last events.

        False when the disk does not answer within `patience` seconds; then its thread is left
        to itself.
        """
        ended = not self._disk.is_alive() or self._disk.leave(patience)
        self.drain()
        return ended
