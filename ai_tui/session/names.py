"""Names in a session file: ids made from titles, and the nearest name to a wrong one."""

import re
import unicodedata
from collections.abc import Container, Iterable

_ID = r"[a-z0-9](?:[a-z0-9_-]{0,59})"
_OTHER = r"[^a-z0-9]+"
_ID_LENGTH = 40


def slug(title: str, otherwise: str) -> str:
    """An id made of the letters and digits of `title`, or `otherwise` when it has none."""
    plain = unicodedata.normalize("NFKD", title[:400]).encode("ascii", "ignore").decode().lower()
    words = re.sub(_OTHER, "-", plain.replace("'", "")).strip("-")
    if len(words) > _ID_LENGTH:
        words = words[: _ID_LENGTH + 1].rpartition("-")[0] or words[:_ID_LENGTH]
    return words or otherwise


def is_id(text: str) -> bool:
    """Whether `text` can be an id: at most 60 lower-case letters, digits, '-' and '_'."""
    return re.fullmatch(_ID, text) is not None


def unique(wanted: str, taken: Container[str]) -> str:
    """`wanted`, numbered from 2 when it is taken."""
    name, number = wanted, 1
    while name in taken:
        number += 1
        name = f"{wanted}-{number}"
    return name


def nearest(word: str, names: Iterable[str], cutoff: float = 0.6) -> str:
    """The name most like `word`, whatever the case, or '' when none is near.

    `cutoff` is how much of both must be the same: 1 is all.
    """
    from difflib import get_close_matches

    by_fold = {name.casefold(): name for name in names}
    near = get_close_matches(word[:200].casefold(), by_fold, n=1, cutoff=cutoff)
    return by_fold[near[0]] if near else ""
