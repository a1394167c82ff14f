"""What is wrong with a session file, said in the reader's language."""

from typing import Any

from msgspec import Struct

from ai_tui.errors import AiTuiError
from ai_tui.locale import Words
from ai_tui.text import clean_line

Path = tuple[str | int, ...]
"""Where something stands in the file: ('blocks', 3, 'forms', 0, 'size')."""

_LONGEST = 80


class AnyOf(Struct, frozen=True):
    """A field of a message that is itself said in words: one or more texts joined with 'or'."""

    keys: tuple[str, ...]


class Mistake(Struct, frozen=True):
    """A mistake before its line is known: `key` names the text, `fields` fill it in."""

    path: Path
    key: str
    fields: dict[str, Any] = {}


class Problem(Struct, frozen=True):
    """A mistake with its line (from 1) and the name of the key that holds it."""

    line: int
    field: str
    key: str
    fields: dict[str, Any] = {}
    file: str = ""

    def say(self, words: Words) -> str:
        """One line: 'file:line: field: what is wrong; what to do'."""
        fields = {name: _said(value, words) for name, value in self.fields.items()}
        file = clean_line(self.file)
        file = file if len(file) <= _LONGEST else "…" + file[1 - _LONGEST :]
        where = f"{file}:{self.line}: " if self.line else f"{file}: "
        field = f"{short(self.field)}: " if self.field else ""
        return where + field + words(self.key, **fields)


class SessionFileError(AiTuiError):
    """A session file that cannot be used; `problems` has every mistake, sorted by line.

    `lang` is the language of the file, None when it does not tell.
    """

    def __init__(self, problems: tuple[Problem, ...], lang: str | None = None) -> None:
        words = Words(lang or "nl")
        super().__init__("\n".join(problem.say(words) for problem in problems))
        self.problems = problems
        self.lang = lang


def short(text: str) -> str:
    """`text` as one line that is safe to show and fits a message."""
    line = clean_line(text)
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def field_name(path: Path) -> str:
    """The keys of `path` without positions: 'blocks.forms.size'."""
    return ".".join(part for part in path if isinstance(part, str))


def _said(value: object, words: Words) -> object:
    if isinstance(value, AnyOf):
        names = [words(key) if key.startswith("session.") else key for key in value.keys]
        return words("session.any_of", names=names)
    return short(value) if isinstance(value, str) else value
