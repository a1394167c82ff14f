"""What a pasted text means: the lines of a list, without the bullets or numbers it had."""

import re

from ai_tui.text import clean

_BULLET = r"\s*[-*+•–—▪◦‣·●○■□➢✓>](?:\s+|$)"
_NUMBER = r"\s*\(?\d{1,3}[.):](?:\s+|(?=\D)|$)"
_BARE = r"\s*(\d{1,3})\s+"


def lines_of(text: str) -> list[str]:
    """The lines that hold something, cleaned, without bullets or numbers if every line has one."""
    lines = [line.rstrip() for line in clean(text).split("\n") if line.strip()]
    if len(lines) < 2:
        return [line.strip() for line in lines]
    lines = _without_marks(lines)
    return [line.strip(" ") for line in lines if line.strip()]


def parts_of(line: str) -> list[str]:
    """The columns of a line: a tab means the next column."""
    return [part.strip() for part in line.split("\t")]


def _without_marks(lines: list[str]) -> list[str]:
    marks = [re.match(_BULLET, line) or re.match(_NUMBER, line) for line in lines]
    if all(marks):
        return [line[mark.end() :] for line, mark in zip(lines, marks, strict=True) if mark]
    bare = [re.match(_BARE, line) for line in lines]
    numbers = [int(mark[1]) for mark in bare if mark]
    if numbers == list(range(1, len(lines) + 1)):
        return [line[mark.end() :] for line, mark in zip(lines, bare, strict=True) if mark]
    return lines
