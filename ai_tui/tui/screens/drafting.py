"""Half-typed text: kept on disk twice a second, and put back after a crash."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ai_tui.tui.desk import Place

if TYPE_CHECKING:
    from ai_tui.tui.editor.messages import Escaped
    from ai_tui.tui.screens.scribe import ScribeScreen

DRAFT_EVERY = 0.5
"""Seconds between two writings of the half-typed text."""


class DraftKeeper:
    """The half-typed text of one scribe's screen, and what Escape threw away last."""

    def __init__(self, scribe: ScribeScreen) -> None:
        self._scribe = scribe
        self.doc: dict[str, Any] | None = None
        """What is half-typed and where, if anything is."""
        self._waits = False
        self._stood = ""
        self.escaped: Escaped | None = None

    def typed(self, key: str, slot: str, entry: str, text: str) -> None:
        """Note the half-typed text; it goes to the disk within half a second."""
        form, _, group = key.partition("/")
        doc = {"form": form, "group": group, "slot": slot, "entry": entry, "text": text}
        self.doc = doc if text else None
        if not self._waits:
            self._waits = True
            self._scribe.set_timer(DRAFT_EVERY, self._send)

    def clear(self) -> None:
        """Nothing is half-typed any more."""
        self.doc = None
        self._send()

    def take_over(self, other: DraftKeeper) -> None:
        """Take over what the screen before this one held, and where its cursor stood."""
        self.doc, self.escaped = other.doc, other.escaped
        spot = other._scribe.editor.spot
        self._stood = spot.entry if spot else ""

    def _send(self) -> None:
        self._waits = False
        self._scribe.link.draft(self.doc)

    def put_back(self) -> None:
        """Put text that a crash left half-typed back in its place; one text, the newest of ours."""
        store, scribe = self._scribe.run.store, self._scribe
        if self.doc is not None:
            self._restore(self.doc)
            return
        if self._stood:
            scribe.editor.reveal(self._stood)
            return
        for writer, doc in store.drafts().items():
            if self._restore(doc):
                scribe.say(scribe.words("tui.draft_back"))
                store.drop_draft(writer)
                return

    def _restore(self, doc: dict[str, Any]) -> bool:
        """Put half-typed text in its place; False when there is no such form any more."""
        form, group, slot, entry, text = (
            str(doc.get(key, "")) for key in ("form", "group", "slot", "entry", "text")
        )
        if self._scribe.run.state.form(form) is None:
            return False
        self._scribe.go(Place(form, group))
        self._scribe.editor.restore_draft(slot, entry, text)
        return True

    def put_escaped_back(self) -> bool:
        """Put back what Escape threw away; False when that was nothing."""
        thrown, self.escaped = self.escaped, None
        if thrown is None:
            return False
        form, _, group = thrown.key.partition("/")
        self._scribe.go(Place(form, group))
        self._scribe.editor.restore_draft(thrown.slot, thrown.entry, thrown.text)
        return True
