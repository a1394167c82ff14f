"""Where a run may be shared: the tmux around, one of its own, and the one where it was."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path

from libtmux import Server
from libtmux.exc import LibTmuxException, TmuxCommandNotFound

from ai_tui.errors import AiTuiError
from ai_tui.locale import Words
from ai_tui.tui.mux.windows import Mux

_LONGEST_SOCKET = 100
"""Bytes that the path of a socket may have on every system."""


def inside() -> bool:
    """Whether this command runs in a tmux."""
    return bool(os.environ.get("TMUX"))


@contextmanager
def refusals(words: Words) -> Iterator[None]:
    """What libtmux raises, as an AiTuiError: tmux is not there, or does not do it."""
    try:
        yield
    except TmuxCommandNotFound as error:
        raise AiTuiError(words("cli.no_tmux")) from error
    except LibTmuxException as error:
        raise AiTuiError(words("cli.tmux_refused", said=error)) from error


def places(run: Path, words: Words) -> list[Mux]:
    """Where the run in a folder may be shared, where a command opens it first.

    That is the tmux that this runs in, if any; else one of its own; and then the tmux in which it
    was shared. AiTuiError without a safe place for the socket of its own.
    """
    key = blake2b(os.fsencode(run.resolve()), digest_size=4).hexdigest()
    socket = _safe_folder(words) / f"{key}.sock"
    mark, prefix = socket.with_suffix(".around"), f"ai-tui-{key}-"
    found = [Mux(Server(socket_path=socket, config_file=str(socket.with_suffix(".conf"))))]
    if inside():
        found.insert(0, Mux(Server.from_env(), prefix, mark, here=True))
    if mark.is_symlink():
        found.append(Mux(Server(socket_path=mark.readlink()), prefix, mark))
    return found


def _safe_folder(words: Words) -> Path:
    """A folder for sockets that only this user can enter, among those of tmux itself."""
    for root in (os.environ.get("TMUX_TMPDIR") or "/tmp", "/tmp"):
        folder = Path(root) / f"ai_tui-{os.getuid()}"
        if len(os.fsencode(folder)) + 14 <= _LONGEST_SOCKET:
            break
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    found = folder.lstat()
    mine = stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid()
    if not mine or stat.S_IMODE(found.st_mode) & 0o077:
        raise AiTuiError(words("cli.unsafe_folder", folder=folder))
    return folder
