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
        self._doc: dict[str, Any] | None = None
        self._waits = False
        self.escaped: Escaped | None = None

    def typed(self, key: str, slot: str, entry: str, text: str) -> None:
        """Note the half-typed text; it goes to the disk within half a second."""
        form, _, group = key.partition("/")
        doc = {"form": form, "group": group, "slot": slot, "entry": entry, "text": text}
        self._doc = doc if text else None
        if not self._waits:
            self._waits = True
            self._scribe.set_timer(DRAFT_EVERY, self._send)

    def clear(self) -> None:
        """Nothing is half-typed any more."""
        self._doc = None
        self._send()

    def _send(self) -> None:
        self._waits = False
        self._scribe.link.draft(self._doc)

    def put_back(self) -> None:
        """Put text that a crash left half-typed back in its place; one text, the newest of ours."""
        store, scribe = self._scribe.run.store, self._scribe
        for writer, doc in store.drafts().items():
            form = scribe.run.state.form(str(doc.get("form", "")))
            if form is None:
                continue
            scribe.go(Place(form.id, str(doc.get("group", ""))))
            scribe.editor.restore_draft(str(doc["slot"]), str(doc["entry"]), str(doc["text"]))
            scribe.say(scribe.words("tui.draft_back"))
            store.drop_draft(writer)
            return

    def put_escaped_back(self) -> bool:
        """Put back what Escape threw away; False when that was nothing."""
        thrown, self.escaped = self.escaped, None
        if thrown is None:
            return False
        form, _, group = thrown.key.partition("/")
        self._scribe.go(Place(form, group))
        self._scribe.editor.restore_draft(thrown.slot, thrown.entry, thrown.text)
        return True
