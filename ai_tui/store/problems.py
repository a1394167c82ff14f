"""What can go wrong with a run's folder, said in one line or handed over as data."""

import errno
from datetime import date
from pathlib import Path
from typing import Literal

from msgspec import Struct

from ai_tui.errors import AiTuiError
from ai_tui.locale import Words

Reason = Literal[
    "full", "rights", "gone", "files", "disk", "no_file", "readonly", "newer", "mistake", "other"
]

Why = Literal[
    "unreadable",  # the line does not parse; it is skipped
    "checksum",  # the checksum is wrong; the line counts only where nothing else does
    "ahead",  # the newest step lies more than a day ahead of the clock; it counts
    "unfit",  # the document is not what its table holds; an older version counts
    "unfinished",  # the last line was never completed and its writer is gone
    "header",  # the first line is damaged or missing
    "stray",  # from this line on the journal holds one of another run; nothing of that counts
    "foreign",  # the journal belongs to another run; nothing in it counts
    "missing",  # the journal is gone; what it held comes from database.json
    "cut",  # the journal is shorter than it was; likewise
    "folder",  # the folder of journals cannot be read
    "file_unread",  # the file cannot be read
    "no_file",  # what has its name is a folder, a link or a pipe
    "edited",  # database.json was changed by hand; the journals count
    "spoilt",  # database.json does not parse; it is made anew
]

HARM: frozenset[Why] = frozenset(
    {"unreadable", "checksum", "unfinished", "header", "stray", "file_unread", "no_file"}
)
"""The damage by which lines of a journal may have been lost, or say something else."""

_REASONS: dict[int, Reason] = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EFBIG: "full",
    errno.EROFS: "rights",
    errno.EACCES: "rights",
    errno.EPERM: "rights",
    errno.ENOENT: "gone",
    errno.ENOTDIR: "gone",
    errno.ESTALE: "gone",
    errno.EMFILE: "files",
    errno.ENFILE: "files",
    errno.EIO: "disk",
    errno.EISDIR: "no_file",
    errno.ELOOP: "no_file",
    errno.ENXIO: "no_file",
    errno.EEXIST: "no_file",
}


class Damage(Struct, frozen=True, order=True):
    """Something in a run's folder that could not be taken as it is.

    `line` counts from 1, 0 is the file as a whole; `what` names the document where that helps,
    or the day (as 2024-12-06).
    """

    file: str
    line: int
    why: Why
    what: str = ""


def describe(damage: Damage, words: Words) -> str:
    """One line that says where the damage is, what it is, and what was done about it."""
    what = damage.what
    if damage.why == "ahead":
        what = words("common.full_date", day=date.fromisoformat(what))
    text = words(f"store.damage_{damage.why}", what=what)
    where = "store.damage_line" if damage.line else "store.damage_file"
    return words(where, file=damage.file, line=damage.line, text=text)


class StoreError(AiTuiError):
    """A run's folder cannot be used; `reason` lets a screen choose what to offer."""

    def __init__(self, reason: Reason, text: str) -> None:
        super().__init__(text)
        self.reason = reason


class SaveError(StoreError):
    """Nothing of the step was saved; trying again is safe."""


class OpenError(StoreError):
    """The folder cannot be opened or made."""


def reason_of(error: OSError) -> Reason:
    """What kind of trouble the system's answer is."""
    return _REASONS.get(error.errno or 0, "other")


def unread(error: OSError, file: str) -> Damage:
    """The damage that a file is which cannot be read."""
    return Damage(file, 0, "no_file" if reason_of(error) == "no_file" else "file_unread")


def save_error(error: OSError, place: Path, words: Words) -> SaveError:
    """The one line for a failed save under `place`."""
    reason = reason_of(error)
    return SaveError(
        reason, words(f"store.save_{reason}", place=place, error=error.strerror or str(error))
    )


def make_error(error: OSError, place: Path, words: Words) -> OpenError:
    """The one line for a folder that cannot be made."""
    if reason_of(error) == "gone":
        return OpenError("gone", words("store.make_gone", place=place))
    return open_error(error, place, words)


def open_error(error: OSError, place: Path, words: Words) -> OpenError:
    """The one line for a folder that cannot be opened."""
    reason = reason_of(error)
    return OpenError(
        reason, words(f"store.open_{reason}", place=place, error=error.strerror or str(error))
    )
