"""Documents of the store as the things they stand for."""

from typing import TypeVar

import msgspec

T = TypeVar("T")


def read(doc: object, kind: type[T]) -> T | None:
    """The document as `kind`, or None for a damaged one, which the store reports."""
    try:
        return msgspec.convert(doc, kind)
    except msgspec.ValidationError:
        return None
