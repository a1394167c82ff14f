"""How a change reaches the disk: at once for a command, through one thread for a screen.

The thread owns the disk: it appends what is queued, in order, and otherwise looks what others
appended. It never touches the state; it posts what happened, and the screen's own thread folds.
"""

import queue
import threading
import time
from collections.abc import Callable, Collection, Mapping
from typing import Any, Protocol

from msgspec import Struct
from msgspec.structs import replace

from ai_tui.run import mistakes
from ai_tui.run.documents import Change
from ai_tui.store.presence import Presence
from ai_tui.store.problems import Reason, StoreError, reason_of
from ai_tui.store.returning import put_back
from ai_tui.store.steps import Step
from ai_tui.store.store import Store

LOOK_EVERY = 0.2
"""Seconds between two looks at what others appended."""
RETRY_EVERY = 2.0
"""Seconds between two tries of a save, or of something beside it, that failed."""
FINISHING = 1.0
"""Seconds that a hand at work in the journals gets to finish: a file may be written in two goes."""
ROOM_EVERY = 30.0
"""Seconds between two looks at how much room the disk has."""
DUE_EVERY = 10.0
"""Seconds between two looks whether database.json has to be written."""


class Saved(Struct, frozen=True):
    """A change is on the disk, as this step."""

    change: Change
    step: Step


class NotSaved(Struct, frozen=True):
    """A change is not on the disk; it stays queued and is tried again."""

    change: Change
    why: str
    reason: Reason = "other"


class Arrived(Struct, frozen=True):
    """Others appended these steps."""

    steps: tuple[Step, ...]


class Replaced(Struct, frozen=True):
    """In the place of these damaged steps something else is in a journal now."""

    steps: tuple[Step, ...]


class PutBack(Struct, frozen=True):
    """These journals went or were changed by hand, and all that they held is on the disk again."""

    files: tuple[str, ...]


class Writing(Struct, frozen=True):
    """Who write along now."""

    people: tuple[Presence, ...]


class Trouble(Struct, frozen=True):
    """Something beside saving fails: 'journals', 'draft', 'database' or a look at the folder.

    The journals fail when lines of them are gone that cannot be put back.
    """

    what: str
    why: str
    reason: Reason = "other"


class Recovered(Struct, frozen=True):
    """That does not fail any more."""

    what: str


class Settled(Struct, frozen=True):
    """All that was queued was tried, and what failed once more: what is not told now is saved."""


class Room(Struct, frozen=True):
    """The disk has so many bytes free."""

    free: int


class SnapshotDue(Struct, frozen=True):
    """The file database.json has to be written: `Disk.snapshot` waits for the documents."""


Event = (
    Saved
    | NotSaved
    | Arrived
    | Replaced
    | PutBack
    | Writing
    | Trouble
    | Recovered
    | Settled
    | Room
    | SnapshotDue
)
Post = Callable[[Event], None]


class Saver(Protocol):
    """Brings changes to the disk, for the run that makes them."""

    def save(self, change: Change) -> Step | None:
        """Save one change and give its step; None when an event will tell how it went."""


class DirectSaver:
    """Saves at once and raises what goes wrong: for commands, which have nobody waiting."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def save(self, change: Change) -> Step:
        """Append the change and give its step; raises SaveError."""
        return self._store.append(change.versions, change.undoes)


class Disk(threading.Thread):
    """The thread that owns the disk of one run."""

    def __init__(self, store: Store, post: Post, touch_every: float) -> None:
        super().__init__(name="disk", daemon=True)
        self._store = store
        self._post = post
        self._touch_every = touch_every
        self._jobs: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._leaving = threading.Event()
        self._touched = 0.0
        self._measured = self._put_back = self._retried = float("-inf")
        self._undisturbed = time.monotonic()
        self._failing: dict[str, Callable[[], None]] = {}
        """By what failed beside saving, how to try it again."""
        self._asked = time.monotonic()
        self._people: tuple[Presence, ...] = ()
        self._abandoned = 0

    def save(self, change: Change) -> None:
        """Queue a change; it is tried until it is saved or the thread is told to stop."""
        self._jobs.put(lambda: self._append(change))

    def draft(self, doc: dict[str, Any] | None, instead_of: Collection[str] = ()) -> None:
        """Queue the half-typed text (None: there is none); see `Store.save_draft`."""

        def write() -> None:
            self._store.save_draft(doc, instead_of)

        self._jobs.put(lambda: self._trying("draft", write))

    def snapshot(self, tables: Mapping[str, Mapping[str, dict[str, Any]]]) -> None:
        """Queue the writing of database.json from copies of the tables."""

        def write() -> None:
            self._store.snapshot(tables)

        self._jobs.put(lambda: self._trying("database", write, self._ask_documents))

    def settle(self) -> None:
        """Queue a look whether all that is known is on the disk, of which `Settled` is the end."""
        self._jobs.put(self._settle)

    def leave(self, patience: float | None = None) -> bool:
        """Save what is queued, trying each once, settle and end; whether the thread has ended.

        A disk that does not answer is waited for no longer than `patience` seconds.
        """
        self._leaving.set()
        self._jobs.put(None)
        self.join(patience)
        return not self.is_alive()

    def run(self) -> None:
        """Work until told to leave."""
        self._store.words.read("store")
        self._trying("announce", self._store.announce)
        while True:
            try:
                job = self._jobs.get(timeout=LOOK_EVERY)
            except queue.Empty:
                self._look()
                self._retry()
                continue
            if job is None:
                self._settle()
                return
            job()

    def _append(self, change: Change) -> None:
        while True:
            try:
                step = self._store.append(change.versions, change.undoes)
            except Exception as error:  # noqa: BLE001
                self._post(NotSaved(change, *self._told(error)))
                if self._rests():
                    return
            else:
                self._post(Saved(change, step))
                return

    def _rests(self) -> bool:
        """Wait before another try, looking what others do meanwhile; True when told to leave."""
        until = time.monotonic() + RETRY_EVERY
        while time.monotonic() < until:
            if self._leaving.wait(LOOK_EVERY):
                return True
            self._look()
        self._measured = float("-inf")
        return self._leaving.is_set()

    def _retry(self) -> None:
        """Try again what failed beside saving, and see how much room there is then."""
        if self._failing and time.monotonic() - self._retried >= RETRY_EVERY:
            self._retried, self._measured = time.monotonic(), float("-inf")
            for again in tuple(self._failing.values()):
                again()

    def _settle(self) -> None:
        """Put back what is gone, and look whether it came: then nothing is said to be gone."""
        for _ in range(2):
            self._trying("poll", lambda: self._poll(everywhere=True))
            self._put_back = self._undisturbed = float("-inf")
            self._trying("journals", self._heal)
        for again in tuple(self._failing.values()):
            again()
        self._post(Settled())

    def _look(self) -> None:
        self._trying("poll", self._poll)
        if "journals" not in self._failing:
            self._trying("journals", self._heal)
        if time.monotonic() - self._touched >= self._touch_every:
            self._touched = time.monotonic()
            self._trying("touch", self._store.touch)
            self._trying("people", self._look_who)
        if time.monotonic() - self._measured >= ROOM_EVERY:
            self._measured = time.monotonic()
            self._trying("room", lambda: self._post(Room(self._store.room())))
        if time.monotonic() - self._asked >= DUE_EVERY:
            self._asked = time.monotonic()
            if self._store.claim_snapshot():
                self._ask_documents()

    def _ask_documents(self) -> None:
        self._post(SnapshotDue())

    def _poll(self, *, everywhere: bool = False) -> None:
        if steps := self._store.poll(everywhere=everywhere):
            self._post(Arrived(tuple(steps)))
            self._look_who()

    def _heal(self) -> None:
        """Put back what was saved and went from the journals, one's own and those of others."""
        self._store.heal()
        disturbed, now = self._store.disturbed, time.monotonic()
        if not disturbed:
            self._undisturbed = now
        elif now >= max(self._undisturbed + FINISHING, self._put_back + RETRY_EVERY):
            replaced = put_back(self._store)
            self._put_back = time.monotonic()
            if replaced:
                self._post(Replaced(tuple(replaced)))
                disturbed = self._store.disturbed
        own = self._store.abandoned[self._abandoned :]
        self._abandoned += len(own)
        if back := {*own, *disturbed - self._store.disturbed}:
            self._post(PutBack(tuple(sorted(back))))

    def _look_who(self) -> None:
        people = tuple(replace(each, seen=0) for each in self._store.present())
        if people != self._people:
            self._people = people
            self._post(Writing(people))

    def _trying(
        self, what: str, job: Callable[[], object], again: Callable[[], None] | None = None
    ) -> None:
        """Do a job beside saving; when it fails, `again` is done later, else the job itself.

        A job that succeeds at the second try is not spoken of.
        """
        try:
            job()
        except Exception as error:  # noqa: BLE001
            if what in self._failing:
                self._post(Trouble(what, *self._told(error)))
            self._failing[what] = again or (lambda: self._trying(what, job))
        else:
            if self._failing.pop(what, None):
                self._post(Recovered(what))

    def _told(self, error: Exception) -> tuple[str, Reason]:
        """What went wrong, in a line and in kind; a mistake of the program ends no thread."""
        if isinstance(error, StoreError):
            return str(error), error.reason
        if isinstance(error, OSError):
            return str(error), reason_of(error)
        return self._store.words("store.save_mistake", place=mistakes.keep()), "mistake"
