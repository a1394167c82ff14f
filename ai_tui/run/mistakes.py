"""A mistake of the program itself: its details, in a file for whoever mends the program."""

import traceback
from contextlib import suppress
from pathlib import Path

from ai_tui.run import folders
from ai_tui.store.files import make_folders, replace_file


def keep() -> Path:
    """Keep the details of the exception that is being handled, as far as that can be done.

    Gives the file, which is this user's alone.
    """
    path = folders.home().parent / "last-error.txt"
    details = traceback.format_exc().encode("utf-8", "replace")
    with suppress(OSError):
        make_folders(path.parent)
        replace_file(path, path.with_suffix(".tmp"), details, durable=False)
    return path
