"""What a command is: one entry of the table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from msgspec import Struct

Section = Literal["clock", "row", "group", "room", "more"]

_SHOWN = {"pagedown": "PgDn", "pageup": "PgUp", "alt+up": "alt+↑", "alt+down": "alt+↓"}


class Command(Struct, frozen=True, kw_only=True):
    """Something a scribe can do, by key, strip letter, palette or mouse.

    Its texts are `tui.do.<id>` (short) and `tui.help.<id>` (one sentence). `keys` are Textual's
    key names; `letter` is its key in the strip. `rank` orders the footer: low is kept longest,
    0 never stands there. `label` gives a short text that depends on the moment, or None to
    leave the command out of the footer. Both are given the screen
    of the scribe who does it. `least` is how many cells of its label the footer shows at least (0:
    all); a `steady` one keeps those also for a shorter label, so that what something is called
    takes no other key away.
    """

    id: str
    section: Section
    run: Callable[[Any], None]
    keys: tuple[str, ...] = ()
    letter: str = ""
    rank: int = 0
    label: Callable[[Any], str | None] | None = None
    least: int = 0
    steady: bool = False

    @property
    def key_shown(self) -> str:
        """Its first key as people write it: F2, ^N, alt+↑; '' when it has none."""
        if not self.keys:
            return ""
        key = self.keys[0]
        if key.startswith("ctrl+"):
            return f"^{key[5:].upper()}"
        return _SHOWN.get(key, key.upper())

    @property
    def way(self) -> str:
        """How people reach it: its first key, else its letter in the strip."""
        return self.key_shown or f"^O {self.letter}"
