"""Names that are unique without asking anyone, and safe as a file name."""

import os
import re
import unicodedata

_OTHER = r"[^a-z0-9]+"
_LETTERS = b"abcdefghijkmnpqrstuvwxyz23456789"
_ANY = _LETTERS * 8
"""A letter for each byte."""
_LONGEST = 24


def random_name(length: int = 6) -> str:
    """So many random letters and digits, none easily mistaken for another; five bits each."""
    return os.urandom(length).translate(_ANY).decode()


def slug(text: str) -> str:
    """What small letters, digits and dashes make of `text`: safe in a file name, never empty."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(_OTHER, "-", plain)[:_LONGEST].strip("-") or "writer"


def writer_id(author: str) -> str:
    """The id of one process that writes for `author`: no other process ever has the same."""
    return f"{slug(author)}-{random_name()}"
