"""The part of a long list that is in sight."""


def window(top: int, first: int, last: int, total: int, height: int) -> int:
    """The first row shown of `total` rows, so that rows `first` up to `last` are in sight.

    It moves no further from `top` than that needs, and leaves no empty rows below the list. Of
    rows that do not fit, the first are shown.
    """
    top = max(top, last - height)
    top = min(top, first)
    return max(min(top, total - height), 0)


def number_of(name: str) -> str:
    """The number that a name ends in ('Tafel 12'), or ''."""
    last = name.split()[-1:] or [""]
    return last[0] if last[0].isdecimal() and last[0].isascii() else ""


def numbered(names: list[str], number: str) -> int | None:
    """Which name (from 0) a typed number means: the one that ends in it, else the nth.

    A name with a number of its own is never meant by another number.
    """
    wanted = int(number)
    for place, name in enumerate(names):
        if (end := number_of(name)) and int(end) == wanted:
            return place
    if 1 <= wanted <= len(names) and not number_of(names[wanted - 1]):
        return wanted - 1
    return None
