"""The session files that come with the program, and a session file by any of its names."""

from pathlib import Path

import ai_tui
from ai_tui.errors import UsageError
from ai_tui.locale import Words
from ai_tui.session.names import nearest
from ai_tui.session.problems import short


def shipped() -> tuple[Path, ...]:
    """The session files that come with the program, sorted by name."""
    package = Path(ai_tui.__file__).parent
    for folder in (package / "sessions", package.parent / "sessions"):
        found = tuple(sorted(folder.glob("*.toml")))
        if found:
            return found
    return ()


def find(name: str, words: Words | None = None) -> Path:
    """The session file called `name`: an id such as 'alblasserdam-2024', a file name or a path.

    A file at that path goes before a shipped one. Raises UsageError, in the language of `words`
    (Dutch without), with the nearest name there is.
    """
    files = {path.stem.casefold(): path for path in shipped()}
    here = Path(name)
    if here.suffix and _is_there(here):
        return here
    wanted = name.removesuffix(".toml").casefold()
    if wanted in files:
        return files[wanted]
    if _is_there(here):
        return here
    words = words or Words("nl")
    near = nearest(wanted, files)
    if not near and _is_path(name):
        key = "session.directory" if here.is_dir() else "session.file_missing"
        raise UsageError(f"{short(name)}: {words(key)}")
    raise UsageError(words("session.not_found", name=short(name), near=near, names=tuple(files)))


def _is_path(name: str) -> bool:
    """Whether a name that nothing has was meant as the place of a file."""
    try:
        return "/" in name or Path(name).is_dir() or (name.endswith(".toml") and len(name) < 200)
    except (OSError, ValueError):
        return False


def _is_there(path: Path) -> bool:
    try:
        return path.exists() and not path.is_dir()
    except (OSError, ValueError):
        return False
