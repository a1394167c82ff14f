"""Who is on: what a journal's header and its last touch tell about its writer."""

import os
from pathlib import Path

from msgspec import Struct

from ai_tui.store.heads import Header

FRESH = 30_000
"""Milliseconds since its last touch after which a writer counts as gone."""


class Presence(Struct, frozen=True, order=True):
    """A writer who is on; `since` and `seen` are in milliseconds since the epoch.

    `scope` is what the writer types for, as people read it; empty for everything.
    """

    since: int
    writer: str
    author: str
    seen: int
    scope: str = ""


def is_on(header: Header | None, mtime: int, now: int, boot: str) -> bool:
    """Whether a writer is still there: touched lately, and running if that can be told.

    `mtime` is in nanoseconds, `now` in milliseconds since the epoch; `boot` is the boot id of
    this machine, empty if unknown. A journal without a process was written in one go: nobody
    goes on in it.
    """
    if abs(now - mtime // 1_000_000) > FRESH:
        return False
    return header is None or (header.pid != 0 and runs(header.pid, header.boot, boot))


def runs(pid: int, boot: str, here: str) -> bool:
    """Whether a process may be running; only one of this machine's present boot can be told."""
    if not pid or not boot or boot != here:
        return True
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return not _has_ended(pid)


def _has_ended(pid: int) -> bool:
    """Whether a process is dead and only its number is still there, as Linux tells."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_bytes()
    except OSError:
        return False
    return stat.rpartition(b") ")[2][:1] in (b"Z", b"X")
