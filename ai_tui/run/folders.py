"""Where runs are kept: one folder each, with a name that tells session, day and itself apart."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import platformdirs

from ai_tui.errors import UsageError
from ai_tui.locale import Words
from ai_tui.session.problems import short
from ai_tui.store.names import random_name

_MOST_SHOWN = 10


def home() -> Path:
    """The folder of all runs of this user; it need not exist yet."""
    return Path(platformdirs.user_data_path("ai_tui", appauthor=False)) / "runs"


def fresh(session: str, day: date) -> Path:
    """A folder for a new run: `<session>-<day>-<random>`."""
    return home() / f"{session}-{day:%Y%m%d}-{random_name(4)}"


def is_run(folder: Path) -> bool:
    """Whether a folder holds a run; one that may not be looked into is taken for one."""
    try:
        return (folder / "journal").is_dir() or (folder / "database.json").is_file()
    except PermissionError:
        return True
    except OSError:
        return False


def path_of(name: str) -> Path:
    """The path that `name` gives; a `~` that stands for nobody's home is left as it is."""
    try:
        return Path(name).expanduser()
    except RuntimeError:
        return Path(name)


def kept(root: Path | None = None) -> Iterator[Path]:
    """The runs kept in `root` (default: this user's), newest name last."""
    root = root or home()
    if root.is_dir():
        yield from sorted(folder for folder in root.iterdir() if is_run(folder))


def called(name: str) -> Path | None:
    """The run at the path `name`, or the kept run of just that name."""
    path = path_of(name)
    if is_run(path):
        return path
    return next((folder for folder in kept() if folder.name == name), None)


def typed(folder: Path) -> str:
    """What names a run to a command: its name if it is a kept run, else its path."""
    return folder.name if folder.parent == home() else str(folder)


def find(name: str, words: Words) -> Path:
    """The folder of a run by its path or by the name that `list` shows; else UsageError."""
    if known := called(name):
        return known
    matching = [folder for folder in kept() if folder.name.startswith(name)] if name else []
    if len(matching) == 1:
        return matching[0]
    if matching:
        names = ", ".join(folder.name for folder in matching[:_MOST_SHOWN])
        more = len(matching) - _MOST_SHOWN
        names += words("run.more", n=more) if more > 0 else ""
        raise UsageError(words("run.ambiguous", name=short(name), names=names))
    raise UsageError(words("run.unknown", name=short(name)))
