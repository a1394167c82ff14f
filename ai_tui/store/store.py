"""A run's folder: what was saved, what others save, and saving one more step."""

import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec.structs import replace

from ai_tui.locale import Words
from ai_tui.store.drafts import Drafts
from ai_tui.store.files import file_time
from ai_tui.store.folder import DRAFTS, JOURNALS, make
from ai_tui.store.heads import Header
from ai_tui.store.journal import Journal
from ai_tui.store.lines import FORMAT
from ai_tui.store.names import writer_id
from ai_tui.store.opening import Opened, open_folder, open_new
from ai_tui.store.presence import Presence
from ai_tui.store.problems import Damage, Reason, SaveError, save_error
from ai_tui.store.steps import Doc, Step, Version, freeze, settle


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
        opened: Opened,
        header: Header,
        wall: Callable[[], int],
        words: Words,
        read_only: bool,
    ) -> None:
        self.folder = folder
        self.fold = opened.fold
        self.run = opened.run
        self.session = opened.session
        self.read_only = read_only
        self.too_new = opened.too_new
        self.rescued = opened.stand_ins.steps
        """What database.json has and no sound line, as steps of no writer."""
        self.words = words
        self._wall = wall
        self._reader = opened.reader
        self._copy = opened.copy
        self._stamps = opened.stamps
        self._stand_ins = opened.stand_ins
        self.damage = self._damage()
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
        make(folder, words)
        opened = open_new(folder, run, session, boot_id)
        return cls(folder, opened, _header(opened, author, boot_id), wall, words, read_only=False)

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
        opened = open_folder(folder, boot_id, words)
        return cls(folder, opened, _header(opened, author, boot_id), wall, words, read_only)

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
    def taken_over(self) -> bool:
        """Whether another run lies where this one was: of this one only own journals are there."""
        return self._reader.taken_over({self._journal.name, *self._journal.abandoned})

    def settle(self) -> None:
        """Take note that all that was known of such journals is on the disk."""
        self._reader.settle()
        self._copy.settle()

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
        self._must_be_writable()
        now = self._wall()
        era, stamp = self._stamps.next(now)
        made = Step(stamp, self.writer, self.author, freeze(versions), undoes, era)
        step, line = settle(made)
        try:
            self._journal.append(line, now)
        except OSError as error:
            raise save_error(error, self.folder, self.words) from error
        self._copy.stale = True
        return step

    def announce(self) -> None:
        """Show the others that this writer is on before the first step; SaveError if it fails."""
        self._must_be_writable()
        try:
            self._journal.announce(self._wall())
        except OSError as error:
            raise save_error(error, self.folder, self.words) from error

    def poll(self, *, everywhere: bool = False) -> list[Step]:
        """The steps that others saved since the last time; the caller applies them.

        `everywhere` looks at journals that seem at rest too, also when it is not their turn yet.
        """
        own = self._journal.name if self._journal.intact() else ""
        found = self._reader.poll(own, everywhere=everywhere)
        known, replaced = self.fold.knows, self._stand_ins.replace
        steps = [step for step in found if not (known(step) or replaced(step))]
        self._copy.stale = self._copy.stale or bool(steps)
        self._stamps.see(steps)
        self.too_new = self.too_new or self._reader.newer
        damage = self._damage()
        if damage != self.damage:
            self.damage = damage
        return steps

    def snapshot(self, tables: Mapping[str, Mapping[str, Doc]]) -> None:
        """Write database.json with these documents (`fold.tables()`); SaveError if it fails."""
        self._must_be_writable()
        try:
            self._copy.write(self._reader.sizes() | self._journal.sizes(), tables)
        except OSError as error:
            raise save_error(error, self.folder, self.words) from error

    def claim_snapshot(self) -> bool:
        """Whether database.json lacks something, is older than half a minute, and is ours to write.

        It is not asked again for what is known now.
        """
        return self._writable and self._copy.claim()

    def room(self) -> int:
        """How many bytes the disk of the folder has free; SaveError when it is out of reach."""
        try:
            disk = os.statvfs(self.folder)
        except OSError as error:
            raise save_error(error, self.folder, self.words) from error
        return disk.f_bavail * disk.f_frsize

    def heal(self) -> None:
        """Write this writer's lines anew if something happened to them; SaveError if it fails."""
        if not self._writable:
            return
        try:
            self._journal.heal(self._wall())
        except OSError as error:
            raise save_error(error, self.folder, self.words) from error

    def touch(self) -> None:
        """Show that this writer is on; to be called every ten seconds."""
        if not self._writable:
            return
        with suppress(OSError):
            self._journal.touch(self._wall())
        self._drafts.touch()

    def places_of(self, steps: Collection[Step]) -> dict[str, tuple[str, int]]:
        """The journal and the line, from 1, that hold each step, by its id; see `Reader`."""
        return self._reader.places_of(steps)

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
        self._must_be_writable()
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

    @property
    def _writable(self) -> bool:
        """Whether anything may be written here."""
        return not (self.read_only or self.too_new)

    def _must_be_writable(self) -> None:
        """Raise SaveError when nothing may be written here."""
        if not self._writable:
            reason: Reason = "newer" if self.too_new else "readonly"
            raise SaveError(reason, self.words(f"store.save_{reason}", place=self.folder))

    def _damage(self) -> tuple[Damage, ...]:
        """All damage known now."""
        ahead = self._stamps.damage(self._wall())
        return (*ahead, *self._reader.damage(), *self._copy.damage)


def _header(opened: Opened, author: str, boot: str) -> Header:
    return Header(
        format=FORMAT,
        run=opened.run,
        session=opened.session,
        writer=writer_id(author),
        author=author,
        boot=boot,
        pid=os.getpid(),
    )
