"""On which line of a TOML text each key and each item stands; used only to report mistakes."""

import re
import tomllib
from contextlib import suppress

from ai_tui.session.parsed import LONGEST_KEY
from ai_tui.session.problems import Path
from ai_tui.session.statements import BLANK, STRINGS

_SPACE = re.compile(r"[ \t]*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_BARE_VALUE = re.compile(r"[^,\]}#\n]*")
_LINE = re.compile(r"[^\n]*")


class Lines:
    """The lines of every path in `text`, which should be TOML; what cannot be read is passed.

    `longest_key` is how many parts, joined by dots, the longest key has.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._counted_to = 0
        self._line = 1
        self._table: Path = ()
        self.longest_key = 0
        self._sizes: dict[Path, int] = {}
        self._lines: dict[Path, int] = {}
        with suppress(RecursionError):
            self._scan()

    def of(self, path: Path) -> int:
        """The line (from 1) of `path`, else of what is around it; the whole file is on line 1."""
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path, 1)

    def _scan(self) -> None:
        while self._skip(BLANK):
            before = self._at
            if self._text[self._at] == "[":
                self._header()
            else:
                self._pair(self._table)
            if self._at == before:
                self._skip(_LINE)

    def _skip(self, what: re.Pattern[str]) -> bool:
        """Pass `what`, which may be empty; False at the end of the text."""
        match = what.match(self._text, self._at)
        self._at = match.end() if match else self._at
        return self._at < len(self._text)

    def _sees(self, sign: str) -> bool:
        """Pass `sign` if it stands here."""
        if not self._text.startswith(sign, self._at):
            return False
        self._at += len(sign)
        return True

    def _here(self, path: Path) -> None:
        """Note the line for `path` and for all around it that has none yet."""
        self._line += self._text.count("\n", self._counted_to, self._at)
        self._counted_to = self._at
        for end in range(1, len(path) + 1):
            self._lines.setdefault(path[:end], self._line)

    def _header(self) -> None:
        many = self._sees("[[")
        if not many:
            self._sees("[")
        path: Path = ()
        keys = self._keys()
        for n, key in enumerate(keys):
            path = (*path, key)
            if many and n == len(keys) - 1:
                self._sizes[path] = self._sizes.get(path, 0) + 1
            if path in self._sizes:
                path = (*path, self._sizes[path] - 1)
        self._table = path
        self._here(path)
        self._sees("]]" if many else "]")

    def _keys(self) -> list[str]:
        """The parts of a dotted key."""
        keys: list[str] = []
        while True:
            self._skip(_SPACE)
            begin = self._at
            for pattern in (_BARE_KEY, *STRINGS[2:]):
                self._skip(pattern)
                if self._at > begin:
                    break
            keys.append(_plain_key(self._text[begin : self._at]))
            self._skip(_SPACE)
            if not self._sees("."):
                self.longest_key = max(self.longest_key, len(keys))
                return keys[:LONGEST_KEY]

    def _pair(self, table: Path) -> None:
        path = (*table, *self._keys())
        self._here(path)
        if self._sees("="):
            self._skip(_SPACE)
            self._value(path)

    def _value(self, path: Path) -> None:
        self._here(path)
        if self._sees("["):
            self._items(path)
        elif self._sees("{"):
            self._pairs(path)
        elif self._text.startswith(("'", '"'), self._at):
            begin = self._at
            for pattern in STRINGS:
                self._skip(pattern)
                if self._at > begin:
                    return
        else:
            self._skip(_BARE_VALUE)

    def _items(self, path: Path) -> None:
        n = 0
        while self._skip(BLANK) and not self._sees("]"):
            before = self._at
            self._value((*path, n))
            self._skip(BLANK)
            n += 1
            if not self._sees(",") and self._at == before:
                return

    def _pairs(self, path: Path) -> None:
        while self._skip(BLANK) and not self._sees("}"):
            before = self._at
            self._pair(path)
            self._skip(BLANK)
            if not self._sees(",") and self._at == before:
                return


def _plain_key(text: str) -> str:
    """A key without its quotes."""
    if not text.startswith(('"', "'")):
        return text
    try:
        return next(iter(tomllib.loads(f"{text}=0")))
    except tomllib.TOMLDecodeError:
        return text
