"""What becomes of the program when the terminal that it is shown on goes away."""

import select
import sys
from contextlib import suppress
from typing import IO, Any

from textual.driver import Driver

EVERY = 2.0
"""Seconds between two looks: not every terminal that goes away sends a signal."""


def terminal_is_gone() -> bool:
    """True when nobody holds the other end of the terminal any more."""
    if sys.__stdin__ is None:
        return True
    looking = select.poll()
    looking.register(sys.__stdin__.fileno(), 0)
    return bool(looking.poll(0))


def outlasting(driver: type[Driver]) -> type[Driver]:
    """Textual's driver, of which the thread that writes outlasts the terminal.

    Otherwise that thread ends at the first failure, and whoever writes next waits for ever. Only
    an app that runs stops, for one that leaves would not give the terminal back again; and only
    one that stopped begins anew, for a terminal that goes sends SIGCONT too.
    """

    class Outlasting(driver):  # type: ignore[valid-type, misc]
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            terminal = getattr(self, "_file", None)
            if terminal is not None:
                self._file = _Terminal(terminal)

        def _sigtstp_application(self, *_: object) -> None:
            if self._app.is_running:
                super()._sigtstp_application()

        def _sigcont_application(self, *_: object) -> None:
            if self._must_signal_resume:
                super()._sigcont_application()

    return Outlasting


class _Terminal:
    """The terminal as a file; what is written after it went away is lost."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def write(self, text: str) -> None:
        with suppress(OSError):
            self._file.write(text)

    def flush(self) -> None:
        with suppress(OSError):
            self._file.flush()

    def fileno(self) -> int:
        return self._file.fileno()
