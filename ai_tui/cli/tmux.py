"""The tmux of this machine: where it is, what it says of itself, and whether it will do.

It is asked without libtmux, which takes longer to load than all of this.
"""

import re
import shutil
import subprocess

from ai_tui.errors import AiTuiError
from ai_tui.locale import Words

OLDEST = (3, 2)
"""The first tmux in which a reader does not count for the size of a window."""


def program(words: Words) -> str:
    """Where tmux is; AiTuiError when it is not there or too old."""
    path = shutil.which("tmux")
    if path is None:
        raise AiTuiError(words("cli.no_tmux"))
    if old(found := version(path)):
        raise AiTuiError(words("cli.old_tmux", found=found, oldest="{}.{}".format(*OLDEST)))
    return path


def version(path: str) -> str:
    """What tmux says it is, as in '3.3a'; '' when it does not start."""
    return _said(path, "-V").removeprefix("tmux ")


def old(said: str) -> bool:
    """Whether a version of tmux is too old; one that names no number is new."""
    found = re.search(r"(\d+)\.(\d+)", said)
    return found is not None and (int(found[1]), int(found[2])) < OLDEST


def escape_time(path: str) -> str:
    """Milliseconds that the tmux around waits after Escape; '' when it does not say."""
    return _said(path, "show-options", "-sv", "escape-time")


def terminal(path: str) -> tuple[str, bool]:
    """The terminal that the tmux around stands in, and whether tmux gives it all colours.

    Its name is '' when no terminal looks at it.
    """
    said = _said(path, "display-message", "-p", "#{client_termname} #{client_termfeatures}")
    name, _, features = said.partition(" ")
    overrides = _said(path, "show-options", "-sv", "terminal-overrides")
    return name, "RGB" in features.split(",") or re.search(":(RGB|Tc)", overrides) is not None


def _said(path: str, *words: str) -> str:
    try:
        done = subprocess.run([path, *words], capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.strip()
