"""Bytes on the keyboard's side that Textual takes amiss: they end no screen and no paste."""

import codecs
import sys

NAME = "getincrementaldecoder"
"""What Textual's driver calls its input decoder by; that one ends the screen at an odd byte."""

ESCAPE = "\x1b"
START, END = f"{ESCAPE}[200~", f"{ESCAPE}[201~"
"""What a terminal sends before and after a pasted text (xterm, bracketed paste)."""


def forgive_odd_bytes(driver: type) -> None:
    """Let a driver of Textual read what is no UTF-8, and escapes inside a pasted text."""
    module = sys.modules[driver.__module__]
    if hasattr(module, NAME):
        setattr(module, NAME, lambda encoding: lambda: _Forgiving(encoding))


class _Forgiving:
    """A decoder: a replacement sign for an odd byte, and no escapes in what is pasted."""

    def __init__(self, encoding: str) -> None:
        self._decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
        self._pastes = Pastes()

    def decode(self, data: bytes, final: bool = False) -> str:
        return self._pastes.without_escapes(self._decoder.decode(data, final))


class Pastes:
    """Takes the escapes out of pasted texts: Textual would end the paste at one.

    What came after it would be keys then, and commands among them.
    """

    def __init__(self) -> None:
        self._inside = False
        self._mark = ""
        """The part of the next start or end of a paste that has come."""

    def without_escapes(self, text: str) -> str:
        """The next piece of what the keyboard sends; the start of a paste's end is kept back."""
        return "".join(map(self._passed, text))

    def _passed(self, sign: str) -> str:
        """What can go on now that `sign` came."""
        mark, waits = (END, self._mark[1:]) if self._inside else (START, "")
        came = self._mark + sign
        if not mark.startswith(came):
            self._mark = sign if sign == ESCAPE else ""
            return waits + sign.replace(ESCAPE, "") if self._inside else sign
        self._mark = came
        if came != mark:
            return "" if self._inside else sign
        self._mark, self._inside = "", not self._inside
        return sign if self._inside else END
