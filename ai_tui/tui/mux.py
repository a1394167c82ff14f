"""One run in tmux: the scribe types in one window, the room and co-readers look at theirs.

Every word goes to tmux as an argument of its own, so a name reaches no shell and no format.
"""

import os
import re
import shlex
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from ai_tui.errors import AiTuiError
from ai_tui.locale import Words

OLDEST = (3, 2)
"""The first tmux in which a reader does not count for the size of a window."""
SCRIBE, ROOM = "scribe", "room"
"""The sessions of a private tmux, one window each."""
_LONGEST_SOCKET = 100
"""Bytes that the path of a socket may have on every system."""
_CONFIG = """\
set -s escape-time 10
set -s focus-events on
set -s set-clipboard on
set -s default-terminal {terminal}
set -as terminal-features ",*:RGB"
set -g mouse on
set -g bell-action current
set -g visual-bell off
set -g remain-on-exit failed
set -g window-size latest
set -g status-interval 0
set -g status-style "fg=colour245,bg=default"
set -g status-left ""
set -g status-right ""
set -g window-status-format ""
set -g window-status-current-format ""
set -g set-titles off
set -g allow-rename off
set -g automatic-rename off
set -g update-environment ""
set-environment -g COLORTERM truecolor
unbind -a -T prefix
unbind -a -T root
set -g prefix 'C-\\'
set -g prefix2 None
bind d detach-client
bind r respawn-pane
"""


class Lines(NamedTuple):
    """The command lines that others type: for the projector, and for a co-reader."""

    room: str
    reader: str


class Mux:
    """A tmux server; `socket` is that of a private one, None for the tmux this runs in.

    `prefix` is what the names of sessions and windows begin with.
    """

    def __init__(self, program: str, socket: Path | None, words: Words, prefix: str = "") -> None:
        self._words = words
        self._socket = socket
        self._prefix = prefix
        place = str(socket) if socket else os.environ.get("TMUX", "").rsplit(",", 2)[0]
        self._command = [program, "-u", "-S", place]

    @property
    def inside(self) -> bool:
        """Whether this is the tmux that the command itself runs in."""
        return self._socket is None

    def _tmux(self, *words: str) -> "subprocess.CompletedProcess[str]":
        config = ["-f", str(self._socket.with_suffix(".conf"))] if self._socket else []
        command = [*self._command, *config, *map(_word, words)]
        return subprocess.run(
            command, capture_output=True, text=True, errors="replace", check=False
        )

    def _do(self, *words: str) -> str:
        done = self._tmux(*words)
        if done.returncode:
            raise AiTuiError(self._words("cli.tmux_refused", said=done.stderr.strip()))
        return done.stdout

    def start(self, scribe: Sequence[str], room: Sequence[str], status: str) -> None:
        """Open both windows, or those that are not there; one that stopped begins anew.

        `scribe` and `room` are the programs with their arguments, two words or more; `status`
        is what the line under the scribe's window says.
        """
        if self._socket:
            self._socket.with_suffix(".conf").write_text(
                _CONFIG.format(terminal=_terminal()), "utf-8"
            )
        here = self._do("display-message", "-p", "#{session_id}").strip() if self.inside else ""
        self._open(ROOM, room)
        self._set(ROOM, "status", "off")
        self._do("set", "-w", "-t", self._target(ROOM), "window-size", "smallest")
        fresh = self._open(SCRIBE, scribe)
        if self.inside:
            if fresh:
                self._do("link-window", "-d", "-s", self._target(SCRIBE), "-t", f"{here}:")
            return
        self._set(SCRIBE, "status-left-length", "200")
        self._set(SCRIBE, "status-left", status.replace("#", "##"))

    def _target(self, name: str) -> str:
        return f"={self._prefix}{name}:"

    def _set(self, name: str, option: str, value: str) -> None:
        self._do("set", "-t", self._target(name), option, value)

    def _open(self, name: str, program: Sequence[str]) -> bool:
        """Open a session with the program; False when it is there, and alive from here on."""
        dead = self._tmux("display-message", "-p", "-t", self._target(name), "#{pane_dead}")
        if dead.stdout.strip() == "1":
            self._do("respawn-pane", "-t", self._target(name), *program)
        if dead.stdout.strip():
            return False
        called = f"{self._prefix}{name}"
        size = ("-x", "160", "-y", "45")
        self._do("new-session", "-d", "-s", called, "-n", called, *size, *program)
        return True

    def attach(self) -> int:
        """Show the scribe's window on this terminal until it is left; tmux's exit code."""
        return subprocess.run([*self._command, "attach", "-t", SCRIBE], check=False).returncode

    @property
    def window(self) -> str:
        """What the scribe's window is called."""
        return f"{self._prefix}{SCRIBE}"

    def running(self) -> bool:
        """Whether the scribe's window is open."""
        return not self._tmux("has-session", "-t", f"={SCRIBE}").returncode

    def stop(self) -> None:
        """Close both windows; the programs in them save and leave as at any hang-up."""
        for name in (SCRIBE, ROOM):
            self._tmux("kill-window", "-t", self._target(name))

    def lines(self) -> Lines:
        """What to type on another terminal; neither can type, nor change the scribe's size.

        The projector alone makes the size of the room's window, a co-reader that of none.
        """
        return Lines(self._line("read-only", ROOM), self._line("read-only,ignore-size", SCRIBE))

    def _line(self, flags: str, name: str) -> str:
        target = f"{self._prefix}{name}"
        return shlex.join(["tmux", *self._command[1:], "attach", "-f", flags, "-t", target])


def private(run: Path, words: Words) -> Mux:
    """The private tmux of the run in a folder; AiTuiError without a tmux that can do this."""
    return Mux(program(words), _safe_folder(words) / f"{_key(run)}.sock", words)


def around(run: Path, words: Words) -> Mux:
    """The run's windows in the tmux that this process runs in; AiTuiError as `private`."""
    return Mux(program(words), None, words, f"ai-tui-{_key(run)}-")


def _key(run: Path) -> str:
    return blake2b(os.fsencode(run.resolve()), digest_size=4).hexdigest()


def version(path: str) -> str:
    """What tmux says it is, as in '3.3a'; '' when it does not start."""
    try:
        done = subprocess.run([path, "-V"], capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.strip().removeprefix("tmux ")


def old(said: str) -> bool:
    """Whether a version of tmux is too old; one that names no number is new."""
    found = re.search(r"(\d+)\.(\d+)", said)
    return found is not None and (int(found[1]), int(found[2])) < OLDEST


def program(words: Words) -> str:
    """Where tmux is; AiTuiError when it is not there or too old."""
    path = shutil.which("tmux")
    if path is None:
        raise AiTuiError(words("cli.no_tmux"))
    if old(found := version(path)):
        raise AiTuiError(words("cli.old_tmux", found=found, oldest="{}.{}".format(*OLDEST)))
    return path


def _safe_folder(words: Words) -> Path:
    """A folder for sockets that only this user can enter."""
    for root in (tempfile.gettempdir(), "/tmp"):
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


def _terminal() -> str:
    """The name of the terminal that tmux is, as far as this system knows it."""
    import curses

    for name in ("tmux-256color", "screen-256color"):
        try:
            curses.setupterm(name, os.open(os.devnull, os.O_WRONLY))
        except curses.error:
            continue
        return name
    return "screen"


def _word(text: str) -> str:
    """One argument of tmux, which takes a last semicolon for the end of a command."""
    return f"{text[:-1]}\\;" if text.endswith(";") else text
