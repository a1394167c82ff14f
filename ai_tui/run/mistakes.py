"""A mistake of the program itself: its details, in a file for whoever mends the program."""

import traceback
from contextlib import suppress
from pathlib import Path

from ai_tui.run import folders


def keep() -> Path:
    """Keep the details of the exception that is being handled, as far as that can be done.

    Gives the file, which is this user's alone.
    """
    path = folders.home().parent / "last-error.txt"
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.write_text(traceback.format_exc(), "utf-8", "replace")
        path.chmod(0o600)
    return path
