"""What links a screen to the disk: the thread, the events it posts, and what the scribe is told."""

import queue
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
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
    Settled,
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
        self._troubles: dict[str, Trouble] = {}
        """By what fails beside saving, how it does."""
        self._half_typed = False
        self._unanswered = 0
        """How often the disk was asked whether all is on it, and has not told yet."""
        self._waiting_since = 0.0
        self.room: int | None = None

    def start(self) -> None:
        """Let the thread take over saving; before this, changes are saved at once."""
        self._run.saver = self
        self._disk.start()

    def save(self, change: Change) -> None:
        """Queue a change for the disk."""
        self._wait()
        self._disk.save(change)

    def draft(self, doc: dict[str, Any] | None, instead_of: Collection[str] = ()) -> None:
        """Keep the half-typed text, or None when there is none; see `Store.save_draft`."""
        self._half_typed = bool(doc)
        self._disk.draft(doc, instead_of)

    def settle(self) -> None:
        """Ask the disk whether all that is known here is on it; `safe` tells what it answers."""
        self._wait()
        self._unanswered += 1
        self._disk.settle()

    def _wait(self) -> None:
        """Wait for the disk from now on, if it is not waited for."""
        if not self._waits:
            self._waiting_since = self._ticks()

    @property
    def _waits(self) -> bool:
        return bool(self._run.state.pending or self._unanswered)

    @property
    def _waited(self) -> float:
        """Seconds that the disk was waited for in vain."""
        return self._ticks() - self._waiting_since if self._waits else 0.0

    def _post(self, event: Event) -> None:
        """Keep an event for the screen, and tell it so unless its loop is closed already."""
        self._inbox.put(event)
        with suppress(RuntimeError):
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
            self._troubles[event.what] = event
        elif isinstance(event, Recovered):
            self._troubles.pop(event.what, None)
        elif isinstance(event, Settled):
            self._unanswered -= 1
        elif isinstance(event, Room):
            self.room = event.free
        elif isinstance(event, SnapshotDue):
            self._disk.snapshot(self._run.store.fold.tables())

    @property
    def light(self) -> SaveLight:
        """Whether everything that was entered is on the disk."""
        failure = self._failure or self._troubles.get("journals")
        if failure:
            return SaveLight("failed", failure.why, failure.reason)
        if self._waited > SILENCE:
            why = self._run.words("store.save_silent", place=self._run.folder)
            return SaveLight("failed", why, "silent")
        return SaveLight("saving" if self._waited > PATIENCE else "saved")

    @property
    def failed(self) -> bool:
        """Whether something that was entered is not on the disk, at the newest try."""
        return self.light.state == "failed"

    @property
    def gone(self) -> bool:
        """Whether something that was saved is gone from the disk and cannot be put back."""
        return "journals" in self._troubles

    @property
    def lost(self) -> bool:
        """Whether what was saved may be gone from the disk."""
        return self.gone or self._unanswered > 0

    @property
    def safe(self) -> bool | None:
        """Whether all that this screen knows is on the disk; None while the disk is asked.

        That is what was entered here, what anybody saved, and what is half-typed.
        """
        if self._waits and not self._failure and self._waited <= SILENCE:
            return None
        return not (self.failed or ("draft" in self._troubles and self._half_typed))

    @property
    def trouble(self) -> Trouble | None:
        """What fails while all that was entered is on the disk: first of all half-typed text."""
        if self.failed or not self._troubles:
            return None
        return self._troubles.get("draft") or next(iter(self._troubles.values()))

    @property
    def why(self) -> str:
        """Why not all that this screen knows is on the disk, in a line; '' when it is."""
        if self.failed or self.safe is not False:
            return self.light.why
        return self._troubles["draft"].why

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
        ended = True
        if self._disk.is_alive():
            self._unanswered += 1
            ended = self._disk.leave(patience)
        self.drain()
        return ended
