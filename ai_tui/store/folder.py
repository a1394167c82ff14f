"""The folder of a run: what stands in it, and making a new one."""

from contextlib import suppress
from pathlib import Path

from ai_tui.locale import Words
from ai_tui.store.files import make_folder, make_folders
from ai_tui.store.problems import OpenError, make_error

JOURNALS = "journal"
DRAFTS = "drafts"


def make(folder: Path, words: Words) -> None:
    """Make the folder of a new run.

    OpenError when it is there already or cannot be made; nothing of it is left then.
    """
    try:
        make_folders(folder.parent)
        make_folder(folder)
        for name in (JOURNALS, DRAFTS):
            make_folder(folder / name)
    except FileExistsError:
        raise OpenError("other", words("store.open_exists", place=folder)) from None
    except OSError as error:
        _take_away(folder)
        raise make_error(error, folder, words) from error


def _take_away(folder: Path) -> None:
    """Remove the empty folders of a run that could not be made."""
    for path in (folder / DRAFTS, folder / JOURNALS, folder):
        with suppress(OSError):
            path.rmdir()
