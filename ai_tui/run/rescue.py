"""Going on elsewhere: a run copied from memory to another folder, and opened there."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

from ai_tui.run import folders
from ai_tui.run.run import Run
from ai_tui.store import rescue as store_rescue
from ai_tui.text import clean_line

SPARE = 4
"""How many times the size of a copy must be free where it is proposed."""
_LEAST = 1_000_000
"""Bytes that must be free at least."""
_LONGEST = 80
"""Letters of the run's name that its copy takes over."""


def places(run: Run, taken: str) -> Iterator[Path]:
    """Folders for a copy that can be written and have room: among the runs, at home, temporary.

    `taken` stands behind the name of the run; nothing is made yet.
    """
    name = clean_line(run.folder.name)[:_LONGEST] or run.state.session.id
    need = max(_LEAST, SPARE * sum(len(data) for _, data in _files(run)))
    for root in _roots():
        if _has_room(root, need):
            yield _fresh(root, f"{name}-{taken}")


def go_on_in(run: Run, folder: Path, draft: dict[str, Any] | None = None) -> Run:
    """Write all of `run` into the new folder `folder` and open it, with what was not saved yet.

    `draft` is half-typed text, to be found there. Raises AiTuiError, and leaves nothing behind,
    when that cannot be done; `run` is as it was then.
    """
    store_rescue.write(folder, _files(run), run.words)
    try:
        copy = run.reopened(folder)
        for change in run.state.pending:
            copy.commit(change.versions, change.undoes)
        if draft:
            copy.store.save_draft(draft)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return copy


def _files(run: Run) -> list[tuple[str, bytes]]:
    return list(store_rescue.journals(run.store.fold.steps(), run.store.run, run.store.session))


def _roots() -> Iterator[Path]:
    yield folders.home()
    with suppress(RuntimeError):
        yield Path.home()
    with suppress(OSError):
        yield Path(tempfile.gettempdir())


def _has_room(root: Path, need: int) -> bool:
    """Whether `root`, or what it will be made in, can be written and has `need` bytes free."""
    there = next((path for path in (root, *root.parents) if os.path.lexists(path)), root)
    try:
        disk = os.statvfs(there)
    except OSError:
        return False
    return os.access(there, os.W_OK | os.X_OK) and disk.f_bavail * disk.f_frsize >= need


def _fresh(root: Path, name: str) -> Path:
    """A folder of that name that is not there yet."""
    numbered = (root / (name if n == 1 else f"{name}-{n}") for n in count(1))
    return next(path for path in numbered if not os.path.lexists(path))
