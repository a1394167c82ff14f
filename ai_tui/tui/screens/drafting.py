"""Half-typed text: kept on disk twice a second, put back after a crash, thrown away by Escape."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from ai_tui.tui.desk import Place

if TYPE_CHECKING:
    from ai_tui.tui.editor.messages import Escaped
    from ai_tui.tui.screens.scribe import ScribeScreen

DRAFT_EVERY = 0.5
"""Seconds between two writings of the half-typed text."""
LOOK_FOR = 10.0
"""Seconds from the start in which a process that was just killed may still be dying."""


class Thrown(Struct, frozen=True):
    """What Escape threw away, and how many steps of one's own there were then."""

    event: Escaped
    depth: int


class DraftKeeper:
    """The half-typed text of one scribe's screen, and what Escape threw away.

    `ticks` counts seconds.
    """

    def __init__(self, scribe: ScribeScreen, ticks: Callable[[], float]) -> None:
        self._scribe = scribe
        self._ticks = ticks
        self._looks_until = float("-inf")
        self._taken_in: set[str] = set()
        self.doc: dict[str, Any] | None = None
        """What is half-typed and where, if anything is."""
        self.panels: dict[str, str] = {}
        """What is half-typed in panels, by their commands."""
        self._waits = False
        self._stood = ""
        self._thrown: list[Thrown] = []

    def typed(self, key: str, slot: str, entry: str, text: str) -> None:
        """Note the half-typed text; it goes to the disk within half a second."""
        form, _, group = key.partition("/")
        doc = {"form": form, "group": group, "slot": slot, "entry": entry, "text": text}
        self.doc = doc if text else None
        self._send_later()

    def keep(self, panel: str, text: str) -> None:
        """Note what is half-typed in a panel; '' when nothing is."""
        if text.strip():
            self.panels[panel] = text
        elif self.panels.pop(panel, None) is None:
            return
        self._send_later()

    def whole(self) -> dict[str, Any] | None:
        """All that is half-typed, as the disk keeps it."""
        doc = self.doc or {}
        return (doc | {"panels": dict(self.panels)} if self.panels else doc) or None

    def _send_later(self) -> None:
        self._looks_until = float("-inf")
        if not self._waits:
            self._waits = True
            self._scribe.set_timer(DRAFT_EVERY, self.send)

    def clear(self) -> None:
        """Nothing is half-typed any more."""
        self.doc = None
        self._looks_until = float("-inf")
        self.send()

    def take_over(self, other: DraftKeeper) -> None:
        """Take over what the screen before this one held, and where its cursor stood."""
        self.doc, self._thrown, self.panels = other.doc, other._thrown, other.panels
        spot = other._scribe.editor.spot
        self._stood = spot.entry if spot else ""

    def send(self) -> None:
        """Let the disk keep what is half-typed now."""
        self._waits = False
        self._scribe.link.draft(self.whole())

    def put_back(self) -> None:
        """Put text that a crash left half-typed back in its place."""
        if self.doc is not None:
            self._restore(self.doc)
        elif self._stood:
            self._scribe.editor.reveal(self._stood)
        else:
            self._look(self._ticks() + LOOK_FOR)

    def look_again(self) -> None:
        """Put back what a process left that was dying a moment ago, while nothing is typed here."""
        if self._ticks() <= self._looks_until and self._scribe.app.screen is self._scribe:
            self._look(self._looks_until)

    def _look(self, until: float) -> None:
        """Put back what was left, and go on looking `until` then: that is not typed here."""
        left = self._scribe.run.store.drafts()
        if new := {writer: doc for writer, doc in left.items() if writer not in self._taken_in}:
            self._taken_in |= set(new)
            self._take_in(new)
        self._looks_until = until

    def _take_in(self, left: Mapping[str, dict[str, Any]]) -> None:
        """Take the drafts of these writers, the newest first, as one's own, and say what is back.

        There is one row to type in and one text in each panel: what is older is not lost, but goes
        to the half-typed note.
        """
        back = []
        for doc in left.values():
            self._take_panels(doc.get("panels"))
            if not doc.get("text"):
                continue
            if self.doc is not None:
                self._set_aside(str(doc["text"]))
            elif self._restore(doc):
                back = [self._scribe.words("tui.draft_back")]
        if (kept := self.whole()) is None:
            return
        if self.panels:
            back.append(self._panels_back())
        if back:
            self._scribe.say(" · ".join(back))
        self._scribe.link.draft(kept, tuple(left))

    def _take_panels(self, kept: object) -> None:
        """Take what was half-typed in panels, to be there when they are opened."""
        if isinstance(kept, dict):
            for panel, text in kept.items():
                if text and self.panels.setdefault(str(panel), str(text)) != text:
                    self._set_aside(str(text))

    def _set_aside(self, text: str) -> None:
        """Add a text that has no place of its own any more to the half-typed note."""
        from ai_tui.tui.panels.note import NotePanel

        note = self.panels.get(NotePanel.COMMAND, "")
        row = self.doc["text"] if self.doc else ""
        if text not in (row, *self.panels.values()) and f"\n{text}\n" not in f"\n{note}\n":
            self.keep(NotePanel.COMMAND, f"{note}\n{text}" if note else text)

    def _panels_back(self) -> str:
        """That something is half-typed in panels, and the keys that open them."""
        ids = {panel.partition("/")[0] for panel in self.panels}
        there = (command for command in self._scribe.doing.commands if command.id in ids)
        keys = [f"{self._scribe.words(f'tui.do.{each.id}')} {each.way}" for each in there]
        return self._scribe.words("tui.half_back", keys=" · ".join(keys))

    def _restore(self, doc: dict[str, Any]) -> bool:
        """Put half-typed text in its place; when that is gone, it becomes a half-typed note."""
        form, group, slot, entry, text = (
            str(doc.get(key, "")) for key in ("form", "group", "slot", "entry", "text")
        )
        state = self._scribe.run.state
        if state.form(form) is not None and state.group(group) is not None:
            self._open(Place(form, group), slot, entry)
            if self._scribe.editor.restore_draft(slot, entry, text):
                return True
        self.doc = None
        self._set_aside(text)
        return False

    def _open(self, place: Place, slot: str, entry: str) -> None:
        """Go to the place of a text: where its row stands now, if that is saved."""
        row = self._scribe.run.state.entry(slot.partition("@")[2] or entry)
        self._scribe.go(Place(row.form, row.group) if row else place)

    def throw(self, event: Escaped) -> None:
        """Take in what Escape threw away: undo returns it before the steps that were there then.

        It goes from the disk, so that the next screen does not take it for left half-typed.
        """
        self._thrown.append(Thrown(event, self._scribe.run.undo.depth("harvest")))
        self.clear()

    @property
    def thrown(self) -> str | None:
        """The text that undo returns next; None when a step is what it takes back first."""
        if not self._thrown or self._thrown[-1].depth < self._scribe.run.undo.depth("harvest"):
            return None
        return self._thrown[-1].event.text

    def put_thrown_back(self) -> None:
        """Put back what Escape threw away last."""
        thrown = self._thrown.pop().event
        form, _, group = thrown.key.partition("/")
        self._open(Place(form, group), thrown.slot, thrown.entry)
        self._scribe.editor.restore_draft(thrown.slot, thrown.entry, thrown.text)
