"""A run's folder: what was saved, what others save, and saving one more step."""

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from msgspec.structs import replace

from ai_tui.locale import Words
from ai_tui.store.database import NAME, Database, Meta
from ai_tui.store.drafts import Drafts
from ai_tui.store.files import file_time, make_folder, make_folders
from ai_tui.store.fold import Fold
from ai_tui.store.journal import Journal
from ai_tui.store.names import writer_id
from ai_tui.store.presence import Presence
from ai_tui.store.problems import (
    HARM,
    Damage,
    OpenError,
    SaveError,
    make_error,
    open_error,
    save_error,
)
from ai_tui.store.reader import Reader, uncollected
from ai_tui.store.snapshots import Copy
from ai_tui.store.steps import Doc, Header, Step, Version, freeze

JOURNALS = "journal"
DRAFTS = "drafts"

DAY = 86_400_000
"""Milliseconds; a stamp further ahead than this is of a clock that was wrong, or this one is."""


class Store:
    """One process's hold on a run.

    `fold` is read and changed by one thread; everything that touches the disk is called from
    one other thread (or the same one) and leaves `fold` alone: apply what `append` and `poll`
    return. `wall` gives the real time in milliseconds since the epoch; `words` are the texts of
    its errors.
    """

    def __init__(
        self,
        folder: Path,
        header: Header,
        wall: Callable[[], int],
        words: Words,
        reader: Reader,
        read_only: bool,
    ) -> None:
        self.folder = folder
        self.fold = Fold()
        self.run = header.run
        self.session = header.session
        self.read_only = read_only
        self.too_new = False
        self.damage: tuple[Damage, ...] = ()
        self.rescued: tuple[Step, ...] = ()
        """What database.json has and no sound line, as steps of no writer."""
        self._wall = wall
        self.words = words
        self._reader = reader
        self._copy = Copy(folder, header.run, header.session)
        self._replaced: set[str] = set()
        """The ids of the damaged steps in whose place something of database.json stands."""
        self._last = 0, 0
        """The era and the stamp after which the next step comes."""
        self._write_as(header)

    def _write_as(self, header: Header) -> None:
        """Let this process be the writer that a header names."""
        self.author, self.writer = header.author, header.writer
        self._journal = Journal(self.folder / JOURNALS, header)
        self._drafts = Drafts(
            self.folder / DRAFTS, header.writer, header.author, header.boot, self._wall
        )
        self._copy.writer = header.writer

    @classmethod
    def create(
        cls,
        folder: Path,
        *,
        run: str,
        session: str,
        author: str,
        wall: Callable[[], int],
        boot_id: str = "",
        words: Words | None = None,
    ) -> "Store":
        """Make the folder of a new run; OpenError when it is there or cannot be made."""
        words = words or Words("en")
        try:
            make_folders(folder.parent)
            make_folder(folder)
            for name in (JOURNALS, DRAFTS):
                make_folder(folder / name)
        except FileExistsError:
            raise OpenError("other", words("store.open_exists", place=folder)) from None
        except OSError as error:
            _take_away(folder)
            raise make_error(error, folder, words) from error
        header = _header(run, session, author, boot_id)
        reader = Reader(folder / JOURNALS, boot_id)
        store = cls(folder, header, wall, words, reader, read_only=False)
        reader.choose((run,))
        return store

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        author: str,
        wall: Callable[[], int],
        boot_id: str = "",
        read_only: bool = False,
        words: Words | None = None,
    ) -> "Store":
        """Read and fold everything that is in the folder; OpenError when it holds no run."""
        words = words or Words("en")
        journals = folder / JOURNALS
        try:
            folder.stat()
            database = Database(folder / NAME)
            if not journals.is_dir() and not database.exists:
                raise OpenError("gone", words("store.open_no_run", place=folder))
            reader = Reader(journals, boot_id)
            name = folder.resolve().name
            with uncollected():
                steps = reader.load()
        except OSError as error:
            raise open_error(error, folder, words) from error
        meta = database.meta or Meta(run="", session="", journals={})
        run = reader.choose((name, meta.run, meta.run or name))
        header = _header(run, reader.session or meta.session, author, boot_id)
        store = cls(folder, header, wall, words, reader, read_only)
        with uncollected():
            store._take_in(steps, database)
        return store

    @property
    def journals(self) -> tuple[str, ...]:
        """The names of the journals of this run that were read."""
        return tuple(sorted(name for name, size in self._reader.sizes().items() if size))

    @property
    def disturbed(self) -> frozenset[str]:
        """The journals that went or were changed by hand: what they held may have to return."""
        return self._reader.disturbed

    @property
    def abandoned(self) -> Sequence[str]:
        """The own journals to which that happened: what they held is in a new one."""
        return self._journal.abandoned

    @property
    def has_foreign(self) -> bool:
        """Whether journals of another run lie among those of this one."""
        return bool(self._reader.foreign)

    def settle(self) -> None:
        """Take note that all that was known of such journals is on the disk."""
        self._reader.settle()

    @property
    def scope(self) -> str:
        """What this writer types for; empty for everything."""
        return self._journal.header.scope

    def type_for(self, scope: str) -> None:
        """Say what this writer types for, before the first step: others read it as it is."""
        self._journal.header = replace(self._journal.header, scope=scope)

    def sign(self, author: str) -> None:
        """Write on as somebody else, in a journal of their own."""
        self.close()
        header = self._journal.header
        self._write_as(replace(header, author=author, writer=writer_id(author)))

    def append(self, versions: Iterable[Version], undoes: str = "") -> Step:
        """Save a step and give it back once it is safe; SaveError when nothing was saved.

        The fold does not change until the caller applies the step.
        """
        self._may_write()
        now = self._wall()
        self._last = era, stamp = self._next(now)
        step, line = freeze(Step(stamp, self.writer, self.author, tuple(versions), undoes, era))
        try:
            self._journal.append(step, line, now)
        except OSError as error:
            raise save_error(error, self.folder, self.words) from error
        self._copy.stale = True
        return step

    def announce(self) -> None:
        """Show the others that this writer is on before the first step; SaveError if it fails."""
        self._may_write()
        try:
            self._journal.announce(self._wall())
        except OSError as error:
            raise save_error(error, self.folder, self.words) from error

    def poll(self) -> list[Step]:
        """The steps that others saved since the last time; the caller applies them."""
        own = self._journal.name if self._journal.intact() else ""
        found = self._reader.poll(own)
        steps = [step for step in found if not (self.fold.knows(step) or self._replaces(step))]
        self._see(steps)
        self.too_new = self.too_new or self._reader.newer
        damage = self._damage()
        if damage != self.damage:
            self.damage = damage
        return steps

    def snapshot(self, tables: Mapping[str, Mapping[str, Doc]]) -> None:
        """Write database.json with these documents (`fold.tables()`); SaveError if it fails."""
        self._may_write()
        try:
            self._copy.write(self._reader.sizes() | self._journal.sizes(), tables)
        except OSError as error:
            raise save_error(error, self.folder, self.words) from error

    def claim_snapshot(self) -> bool:
        """Whether database.json lacks something, is older than half a minute, and is ours to write.

        It is not asked again for what is known now.
        """
        return not self.read_only and not self.too_new and self._copy.claim()

    def room(self) -> int:
        """How many bytes the disk of the folder has free; SaveError when it is out of reach."""
        try:
            disk = os.statvfs(self.folder)
        except OSError as error:
            raise save_error(error, self.folder, self.words) from error
        return disk.f_bavail * disk.f_frsize

    def touch(self) -> None:
        """Show that this writer is on; to be called every ten seconds."""
        if self.read_only or self.too_new:
            return
        with suppress(OSError):
            self._journal.touch(self._wall())
        self._drafts.touch()

    def present(self, now_ms: int | None = None) -> list[Presence]:
        """Who is on now, or at `now_ms` (milliseconds since the epoch), longest first."""
        now = file_time() if now_ms is None else now_ms
        others = [each for each in self._reader.present(now) if each.writer != self.writer]
        if self._journal.name:
            since = self._journal.since
            scope = self._journal.header.scope
            others.append(Presence(since, self.writer, self.author, seen=now, scope=scope))
        return sorted(others)

    def save_draft(self, doc: Doc | None, instead_of: Collection[str] = ()) -> None:
        """Keep half-typed text through a crash; None or an empty one takes it away.

        Once it is kept, the drafts of the writers `instead_of` whom it comes go.
        """
        self._may_write()
        try:
            self._drafts.save(doc, instead_of)
        except OSError as error:
            raise save_error(error, self.folder, self.words) from error

    def drafts(self) -> dict[str, Doc]:
        """By writer, newest first, the half-typed texts that are this author's to go on with."""
        return self._drafts.left(self._reader.left())

    def close(self) -> None:
        """Leave in peace: others need not look at this journal again. Never fails."""
        self._journal.close(self._wall())

    def _may_write(self) -> None:
        if self.too_new:
            raise SaveError("newer", self.words("store.save_newer", place=self.folder))
        if self.read_only:
            raise SaveError("readonly", self.words("store.save_readonly", place=self.folder))

    def _take_in(self, steps: Mapping[str, list[Step]], database: Database) -> None:
        """Fold what the journals hold, and what only database.json still has."""
        foreign = self._reader.foreign
        for name, found in steps.items():
            if name not in foreign:
                for step in found:
                    self.fold.apply(step)
                self._see(found)
        self.too_new = self._reader.newer or database.newer(self.run)
        harmed = any(item.why in HARM for item in self._reader.damage())
        versions = self._copy.take(database, self.fold, self._reader.sizes(), harmed)
        self.rescued = tuple(self._rescued(versions, database.intact))
        for step in self.rescued:
            self.fold.apply(step)
        self.damage = self._damage()

    def _rescued(self, versions: Iterable[Version], sound: bool) -> Iterator[Step]:
        """The steps that come in the place of damaged ones, of which nothing counts any more."""
        places: dict[tuple[int, int], list[Version]] = {}
        damaged: dict[str, Step] = {}
        for version in versions:
            step = self.fold.current(version.table, version.key)
            place = min((step.era, step.stamp), self._last) if step else (0, 0)
            places.setdefault(place, []).append(version)
            damaged |= {step.id: step} if step else {}
        for step in damaged.values():
            self.fold.forget(step)
        self._replaced = {*damaged}
        for (era, stamp), found in places.items():
            yield Step(stamp, "", "", tuple(found), era=era, valid=sound)

    def _replaces(self, step: Step) -> bool:
        """Whether something of database.json stands in the place of a damaged step."""
        return not step.valid and step.id in self._replaced

    def _damage(self) -> tuple[Damage, ...]:
        """All damage known now."""
        return (*self._ahead(), *self._reader.damage(), *self._copy.damage)

    def _ahead(self) -> Iterator[Damage]:
        """What is said of a newest step that lies far ahead of the clock."""
        _, stamp = self._last
        if _is_ahead(stamp, self._wall()):
            day = datetime.fromtimestamp(stamp / 1000, UTC).date()
            yield Damage(file=JOURNALS, line=0, why="ahead", what=day.isoformat())

    def _next(self, now: int) -> tuple[int, int]:
        """The era and the stamp of a step that is saved `now`: after all that was seen.

        Stamps that lie far ahead are left behind in their era, or the steps of everybody who
        saw them would lie as far ahead from then on.
        """
        era, stamp = self._last
        if _is_ahead(stamp, now):
            era, stamp = era + 1, 0
        return era, max(now, stamp + 1)

    def _see(self, steps: list[Step]) -> None:
        """Stamp what comes next after everything seen so far."""
        if steps:
            self._copy.stale = True
            seen = ((step.era, step.stamp) for step in steps if step.valid)
            self._last = max(self._last, *seen, (0, 0))


def _is_ahead(stamp: int, now: int) -> bool:
    """Whether a stamp lies so far ahead of the clock that one of the two is wrong."""
    return stamp > now + DAY


def _header(run: str, session: str, author: str, boot: str) -> Header:
    return Header(
        format=1,
        run=run,
        session=session,
        writer=writer_id(author),
        author=author,
        boot=boot,
        pid=os.getpid(),
    )


def _take_away(folder: Path) -> None:
    """Remove the empty folders of a run that could not be made."""
    for path in (folder / DRAFTS, folder / JOURNALS, folder):
        with suppress(OSError):
            path.rmdir()
