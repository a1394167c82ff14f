"""Whether the terminal that the program is shown on is still there."""

import select
import sys

EVERY = 2.0
"""Seconds between two looks: not every terminal that goes away sends a signal."""


def terminal_is_gone() -> bool:
    """True when nobody holds the other end of the terminal any more."""
    if sys.__stdin__ is None:
        return True
    looking = select.poll()
    looking.register(sys.__stdin__.fileno(), 0)
    return bool(looking.poll(0))
