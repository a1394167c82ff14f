"""One run in tmux: the scribe types in one window, the room and co-readers look at theirs.

Every word goes to tmux as an argument of its own, so a name reaches no shell and no format.
Sessions are known by the id that tmux gives: libtmux's own lists need a locale of UTF-8.
"""

import os
import shlex
import signal
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from libtmux import Server, Session
from libtmux.exc import LibTmuxException

from ai_tui.tui.mux import config

SCRIBE, ROOM = "scribe", "room"
"""The sessions of a private tmux, one window each."""
ENDS_WITHIN = 20.0
"""Seconds that the scribe's program has to save, or to make its copy beside a silent disk."""
_GLANCE = 0.1
"""Seconds between two looks at whether it ended."""
_ENDING = (
    "#{pane_dead}:#{pane_dead_status}:#{pane_dead_signal}:#{mouse_any_flag}:#{pane_pid}:#{pid}"
)
_EPITAPH = "Pane is dead"
"""What tmux itself writes under the last words of a program."""
_APART = (
    ("destroy-unattached", "off"),
    ("detach-on-destroy", "on"),
    ("prefix", "None"),
    ("prefix2", "None"),
)
"""What a session in a tmux that is not the run's own has otherwise: it stays, and leads nowhere."""
_PREFIX = ("if-shell", "-F", "#{?client_readonly,,1}", "switch-client -T prefix")
"""What the prefix does there: nothing for who only reads, who would get to every session."""


class Lines(NamedTuple):
    """The command lines that others type: for the projector, and for a co-reader."""

    room: str
    reader: str


class Ending(NamedTuple):
    """How the scribe's program ended: its exit status, and the last lines of one that has it.

    The status is '' when a signal cut it off.
    """

    status: str
    words: str


class Mux:
    """The windows of one run on a tmux server; `prefix` is what their names begin with.

    `here` says that the command itself runs in this tmux; `mark`, for a tmux that is not the
    run's own, is a link that tells where it is. Its methods raise what libtmux raises; `refusals`
    says that in one line.
    """

    def __init__(
        self, server: Server, prefix: str = "", mark: Path | None = None, *, here: bool = False
    ) -> None:
        self._server = server
        self._prefix = prefix
        self._mark = mark
        self.here = here
        self._command = ["tmux", "-u", "-S", str(server.socket_path)]

    @property
    def window(self) -> str:
        """What the scribe's window is called."""
        return f"{self._prefix}{SCRIBE}"

    def start(self, scribe: Sequence[str], room: Sequence[str], status: str) -> None:
        """Open both windows, or those that are not there; one that stopped begins anew.

        `scribe` and `room` are the programs with their arguments, two words or more; `status`
        is what the line under the scribe's window says.
        """
        here = self._do("display-message", "-p", "#{session_id}") if self.here else ""
        if self._mark:
            self._give_prefix()
        else:
            file = Path(str(self._server.config_file))
            file.touch(0o600)
            file.chmod(0o600)
            file.write_text(config.options(), "utf-8")
        opened, _ = self._open(ROOM, room)
        if self._mark:
            self._mark.unlink(missing_ok=True)
            self._mark.symlink_to(str(self._server.socket_path))
        opened.set_option("status", "off")
        opened.set_option("window-size", "smallest")
        opened, fresh = self._open(SCRIBE, scribe)
        if not self._mark:
            opened.set_option("status-left-length", 200)
            opened.set_option("status-left", status.replace("#", "##"))
        elif fresh:
            self._do("link-window", "-d", "-s", f"{opened.session_id}:", "-t", f"{here}:")

    def _open(self, name: str, program: Sequence[str]) -> tuple[Session, bool]:
        """The session with the program, alive from here on, and whether it is a new one."""
        words = [_word(word) for word in program]
        if found := self._found(name):
            there, dead = found
            if dead == "1":
                self._do("respawn-pane", "-t", there, *words)
            return Session(self._server, session_id=there), False
        called = f"{self._prefix}{name}"
        how = ("-d", "-P", "-F", "#{session_id}", "-x", "160", "-y", "45")
        options = (*_APART, ("key-table", self._keys)) if self._mark else ()
        apart = [w for option in options for w in (";", "set", "-t", self._target(name), *option)]
        made = self._do("new-session", *how, "-s", called, "-n", called, *words, *apart)
        return Session(self._server, session_id=made), True

    def _found(self, name: str) -> list[str]:
        """The id of a session and '1' if its program stopped, else '0'; empty if it is away."""
        state = ("-p", "#{session_id} #{pane_dead}")
        said = self._server.cmd("display-message", *state, target=self._target(name)).stdout
        return " ".join(said).split()

    def _give_prefix(self) -> None:
        """Let the prefix of this tmux be the only key of it that counts in the run's sessions."""
        for option in ("prefix", "prefix2"):
            key = self._do("show-options", "-gv", option)
            if key != "None":
                self._do("bind-key", "-T", self._keys, _word(key), *_PREFIX)

    @property
    def _keys(self) -> str:
        """The table of the keys of both sessions in a tmux that is not the run's own."""
        return f"{self._prefix}keys"

    def _do(self, command: str, *words: str) -> str:
        done = self._server.cmd(command, *words)
        if done.returncode:
            raise LibTmuxException(" ".join(done.stderr), subcommand=command)
        return " ".join(done.stdout)

    def _target(self, name: str) -> str:
        return f"={self._prefix}{name}:"

    def attach(self) -> int:
        """Show the scribe's window on this terminal until it is left; tmux's exit code.

        libtmux keeps what tmux writes to itself, so this one tmux is run without it.
        """
        return subprocess.run([*self._command, "attach", "-t", self.window], check=False).returncode

    @property
    def shared(self) -> bool:
        """Whether the run is shared here: one of its windows is open."""
        return bool(self._windows())

    @property
    def running(self) -> bool:
        """Whether the scribe's window is open."""
        return SCRIBE in self._windows()

    def going(self) -> list[str]:
        """The windows in which a program runs, which goes on as it began."""
        return [name for name in (SCRIBE, ROOM) if self._found(name)[1:] == ["0"]]

    def _windows(self) -> list[str]:
        """The windows that are open."""
        both = (SCRIBE, ROOM)
        return [name for name in both if self._server.has_session(f"{self._prefix}{name}")]

    def end(self) -> Ending | None:
        """End the scribe's program, whose window is open and stays; None when it goes on.

        It is told once its screen stands. A tmux that sees a terminal close is deaf for a moment,
        also to the end of the program there, so it is told that again until it knows.
        """
        pane = ("-t", self._target(SCRIBE))
        self._do("set-option", "-p", *pane, "remain-on-exit", "on")
        until, told = time.monotonic() + ENDS_WITHIN, False
        while time.monotonic() < until:
            state = self._do("display-message", "-p", *pane, _ENDING)
            dead, status, cut_off, stands, pid, server = state.split(":")
            if dead == "1" and status:
                return Ending(status, self._last_words())
            if dead == "1" and cut_off:
                return Ending("", "")
            if dead == "1":
                os.kill(int(server), signal.SIGCHLD)
            elif stands == "1" and not told:
                os.kill(int(pid), signal.SIGTERM)
                told = True
            time.sleep(_GLANCE)
        self._do("set-option", "-p", "-u", *pane, "remain-on-exit")
        return None

    def _last_words(self) -> str:
        """What the scribe's program left on its terminal."""
        lines = ("-p", "-J", "-S", "-")
        said = self._server.cmd("capture-pane", *lines, target=self._target(SCRIBE)).stdout
        return "\n".join(line for line in said if not line.startswith(_EPITAPH))

    def stop(self) -> bool:
        """Close both windows, and say whether any was open; nothing of them is left behind."""
        names = self._windows()
        for name in names:
            self._server.cmd("kill-window", target=self._target(name))
        if self._mark:
            self._server.cmd("unbind-key", "-a", "-T", self._keys)
        own = (self._server.config_file, self._server.socket_path)
        for path in [self._mark] if self._mark else own:
            Path(str(path)).unlink(missing_ok=True)
        return bool(names)

    def lines(self) -> Lines:
        """What to type on another terminal; neither can type, nor change the scribe's size.

        The projector alone makes the size of the room's window, a co-reader that of none.
        """
        return Lines(self._line("read-only", ROOM), self._line("read-only,ignore-size", SCRIBE))

    def _line(self, flags: str, name: str) -> str:
        target = f"{self._prefix}{name}"
        return shlex.join([*self._command, "attach", "-f", flags, "-t", target])


def _word(text: str) -> str:
    """One argument of tmux, which takes a last semicolon for the end of a command."""
    return f"{text[:-1]}\\;" if text.endswith(";") else text
