"""What the scribe's screen does when the disk fails: warn, hold on to the text, go on elsewhere."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ai_tui.errors import AiTuiError
from ai_tui.run import folders, mistakes, rescue
from ai_tui.run.saving import Event, PutBack, Room, Trouble
from ai_tui.store.problems import Damage, StoreError, describe
from ai_tui.store.snapshots import not_updated
from ai_tui.text import clean_line, one_line
from ai_tui.tui.link import LOW, MEGABYTE

if TYPE_CHECKING:
    from ai_tui.run.run import Run
    from ai_tui.tui.panels.rescue import Rescue
    from ai_tui.tui.screens.scribe import ScribeScreen

FAREWELL = 1.0
"""Seconds that a disk which failed is waited for when the run has gone on elsewhere."""


class Safety:
    """The way out of one scribe's screen, which nobody takes with something unsaved."""

    def __init__(self, scribe: ScribeScreen) -> None:
        self._scribe = scribe
        self._wants_out = False
        self._told_newer = False
        self._told_room = 2 * LOW
        self._told_trouble: Trouble | None = None
        self._told_damage: frozenset[Damage] = frozenset()
        self._asking: Rescue | None = None
        """The panel that asks where to go on while something is not on the disk."""
        self.successor: ScribeScreen | None = None

    # what the disk says

    def hear(self, events: Iterable[Event]) -> None:
        """Say what goes wrong beside saving, what was put back, that room runs out; each once."""
        self.tell_newer()
        for event in events:
            if isinstance(event, Room):
                self._warn(event.free)
            elif isinstance(event, PutBack):
                self._tell_put_back(event.files)
        self._tell_trouble()
        self.go_on()

    def _tell_trouble(self) -> None:
        """Say what fails beside saving; that a newer version wrote here is said already."""
        scribe, trouble = self._scribe, self._scribe.link.trouble
        if trouble and trouble != self._told_trouble and trouble.reason != "newer":
            kind = trouble.what if trouble.what in ("draft", "database") else "other"
            why = scribe.words(f"store.why_{trouble.reason}")
            told = scribe.words(f"tui.trouble_{kind}", why=why)
            scribe.say(told, "look_out", holds=lambda: scribe.link.trouble == trouble)
        self._told_trouble = trouble

    def tell_newer(self) -> None:
        """Say once that a run of a newer version of the program can only be read here."""
        if self._scribe.run.store.too_new and not self._told_newer:
            self._told_newer = True
            self._scribe.say(self._scribe.words("tui.newer"), "look_out", holds=lambda: True)

    def tell_damage(self) -> None:
        """Say what is damaged in the folder of the run, once for each place."""
        damage = self._damage()
        new = [each for each in damage if each not in self._told_damage]
        if new:
            with suppress(OSError):
                self._tell(new[0], len(damage))
                self._told_damage |= frozenset(new)

    def _damage(self) -> tuple[Damage, ...]:
        """What is damaged now; that a folder cannot be read says nothing when it is gone."""
        link, damage = self._scribe.link, self._scribe.run.damage
        if "gone" in (link.light.reason, link.trouble and link.trouble.reason):
            return tuple(each for each in damage if each.why != "folder")
        return damage

    def _tell(self, first: Damage, amount: int) -> None:
        """Say what is damaged; OSError when the words for it cannot be read now."""
        words = self._scribe.words
        said = words("tui.damage", n=amount, first=describe(first, words))
        self._scribe.say(said, "look_out", float("inf"), lambda: first in self._damage())

    def _tell_put_back(self, files: tuple[str, ...]) -> None:
        """Say which journals were changed by hand, as long as what they held is there again."""
        scribe, name = self._scribe, one_line(files[0])
        said = scribe.words("tui.put_back", file=name, more=len(files) - 1)
        scribe.say(said, "look_out", float("inf"), lambda: not scribe.link.failed, (name,))

    def _warn(self, free: int) -> None:
        """Warn when there is little room, and again each time that half of it is gone."""
        link = self._scribe.link
        if free >= LOW:
            self._told_room = 2 * LOW
        elif link.low is not None and free <= self._told_room // 2:
            self._told_room = free
            text = self._scribe.words("tui.low_space", mb=free // MEGABYTE)
            self._scribe.say(text, "look_out", float("inf"), lambda: link.low is not None)

    # the way out

    def leave(self) -> None:
        """Save the half-typed row and go as soon as all is saved; what fails is asked about."""
        self._scribe.editor.flush()
        self._scribe.typing.drafts.send()
        self._scribe.link.settle()
        self._wants_out = True
        self.go_on()

    def go_on(self) -> None:
        """Go if that was asked and everything is saved; ask as long as it cannot be saved."""
        safe = self._scribe.link.safe
        if safe and self._asking is not None and self._asking.stands:
            self._asking.give(None)
            self._scribe.say(self._scribe.words("tui.saved_yet"))
        if self._wants_out and safe is not None:
            self._wants_out = False
            if safe:
                self._scribe.app.exit(0)
            else:
                self.ask()

    def ask(self, problem: str = "", after: int = 0) -> None:
        """Propose a folder to go on in; `after` so many that did not do."""
        from ai_tui.tui.panels.rescue import Rescue

        scribe = self._scribe
        places = list(rescue.places(scribe.run, scribe.words("tui.rescue_name")))[after:]
        proposed = str(places[0]) if places else ""

        def chosen(folder: Path | None) -> None:
            if folder is not None:
                taken = after + (str(folder) == proposed)
                self._go_on_in(folder, taken)

        panel = Rescue(scribe.run, proposed, problem or scribe.link.why)
        self._asking = panel if scribe.link.safe is False else None
        scribe.open_panel(panel, chosen)

    def _go_on_in(self, folder: Path, tried: int) -> None:
        """Let a screen of the copy in `folder` take the place of this one."""
        scribe = self._scribe
        try:
            run = rescue.go_on_in(scribe.run, folder, scribe.typing.drafts.whole())
        except (AiTuiError, OSError) as error:
            self.ask(str(error), tried)
            return
        self.successor = scribe.again(run)
        told = scribe.words("tui.rescued", copy=clean_line(shlex.quote(folders.typed(folder))))
        self.successor.news.say(told, "look_out")
        self._end(scribe.run, scribe.link.stop(FAREWELL))
        scribe.app.switch_screen(self.successor)

    def close(self) -> None:
        """Save what is queued and leave the run, after the app has ended.

        What cannot be saved goes into a copy of the run; AiTuiError says where that is, or that
        there is none.
        """
        if self.successor is not None:
            self.successor.close()
            return
        scribe = self._scribe
        answers = scribe.link.stop()
        said = "" if scribe.link.safe else self._copied()
        if said:
            self._end(scribe.run, answers)
            raise AiTuiError(said)
        try:
            scribe.run.close()
        except StoreError as error:
            raise AiTuiError(not_updated(error, scribe.run.folder, scribe.words)) from error

    def _copied(self) -> str:
        """Copy the run to the first place where that can be done, and say where or what is lost."""
        run, words = self._scribe.run, self._scribe.words
        for folder in rescue.places(run, words("tui.rescue_name")):
            try:
                copy = rescue.go_on_in(run, folder, self._scribe.typing.drafts.whole())
            except (AiTuiError, OSError):
                continue
            except Exception:  # noqa: BLE001
                mistakes.keep()
            else:
                self._end(copy, True)
                return words("tui.left_elsewhere", folder=folder)
        return words("tui.left_unsaved", texts=" · ".join(self._unsaved()))

    def _unsaved(self) -> list[str]:
        """The texts that are on no disk, or may not be."""
        run, half = self._scribe.run, self._scribe.typing.drafts
        docs = [version.doc for change in run.state.pending for version in change.versions]
        texts = [doc["text"] for doc in (*docs, half.doc) if doc and doc.get("text")]
        texts += half.panels.values()
        if self._scribe.link.lost:
            tables = run.store.fold.tables().values()
            texts += [doc["text"] for rows in tables for doc in rows.values() if doc.get("text")]
        return [str(text) for text in texts]

    def _end(self, run: Run, answers: bool) -> None:
        """Leave a run as far as that can be done; nothing in it may keep what follows unsaid."""
        if answers:
            try:
                with suppress(AiTuiError, OSError):
                    run.close()
            except Exception:  # noqa: BLE001
                mistakes.keep()
