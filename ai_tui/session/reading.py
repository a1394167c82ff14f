"""Session files on disk: the one module of `session` that opens files."""

from pathlib import Path

from ai_tui.session import checking
from ai_tui.session.form_tables import Kinds
from ai_tui.session.model import Plan
from ai_tui.session.problems import Problem, SessionFileError

MOST_BYTES = 1_000_000
"""A larger file is no session file."""


def read(path: Path, kinds: Kinds) -> Plan:
    """The plan in the session file at `path`.

    Raises SessionFileError with every problem when it cannot be used.
    """
    text = _text(path)
    plan, problems = checking.check(text, str(path), kinds)
    if plan is None:
        raise SessionFileError(problems, checking.language(text))
    return plan


def _text(path: Path) -> str:
    """The text of the file; SessionFileError when it is no readable text."""
    try:
        if path.is_dir():
            raise _unreadable(path, "session.directory")
        if path.exists() and not path.is_file():
            raise _unreadable(path, "session.no_file")
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise _unreadable(path, "session.file_missing") from None
    except PermissionError:
        raise _unreadable(path, "session.no_rights") from None
    except (OSError, ValueError) as error:
        raise _unreadable(path, "session.no_read", reason=str(error)) from None
    if len(data) > MOST_BYTES:
        raise _unreadable(path, "session.huge")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        key = "session.binary" if b"\0" in data else "session.encoding"
        raise _unreadable(path, key, 0 if b"\0" in data else line) from None
    if "\0" in text:
        raise _unreadable(path, "session.binary")
    return text


def _unreadable(path: Path, key: str, line: int = 0, **fields: object) -> SessionFileError:
    return SessionFileError((Problem(line, "", key, fields, str(path)),))
