"""Names that are unique without asking anyone, and safe as a file name."""

import re
import secrets
import unicodedata

_OTHER = re.compile(r"[^a-z0-9]+")
_BASE32 = "abcdefghijklmnopqrstuvwxyz234567"
_LONGEST = 24


def random_name() -> str:
    """Six random characters, thirty bits."""
    return "".join(secrets.choice(_BASE32) for _ in range(6))


def writer_id(author: str) -> str:
    """The id of one process that writes for `author`: no other process ever has the same."""
    plain = unicodedata.normalize("NFKD", author).encode("ascii", "ignore").decode().lower()
    slug = _OTHER.sub("-", plain)[:_LONGEST].strip("-")
    return f"{slug or 'writer'}-{random_name()}"
