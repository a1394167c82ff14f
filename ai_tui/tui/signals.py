"""The signals that end a screen as its own quit does: when they count, and when no more.

They wait from before the screen is there until it can leave cleanly. The first one counts; after
it, and once the screen was left, none does, so that nothing cuts off what is being saved.
"""

import signal
from collections.abc import Callable

LEAVING = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)


def hold() -> None:
    """Let them wait; call it before the first thread begins, which would not wait."""
    signal.pthread_sigmask(signal.SIG_BLOCK, LEAVING)


def heed(leave: Callable[[], object]) -> None:
    """Do `leave` at the first one, also at one that waited; it may come between any two steps."""

    def told(*_: object) -> None:
        ignore()
        leave()

    for each in LEAVING:
        signal.signal(each, told)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, LEAVING)


def ignore() -> None:
    """Let none of them count for the rest of this process."""
    for each in LEAVING:
        signal.signal(each, signal.SIG_IGN)
