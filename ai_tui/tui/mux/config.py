"""How a tmux of a run's own is set up."""

import curses
import os

_OPTIONS = """\
set -s escape-time 10
set -s set-clipboard on
set -s default-terminal {terminal}
set -as terminal-features ",*:RGB"
set -g mouse on
set -g bell-action current
set -g visual-bell off
set -g remain-on-exit failed
set -g window-size latest
set -g status-interval 5
set -g status-style "fg=colour245,bg=default"
set -g status-left ""
set -g status-right "#(:)"
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
"""What a tmux of the run's own goes by.

The empty job in its status line tells it every few seconds that a program ended: it may miss the
end of the scribe's, and would keep that window.
"""


def options() -> str:
    """What that tmux reads as it begins."""
    return _OPTIONS.format(terminal=_terminal())


def _terminal() -> str:
    """The name of the terminal that tmux is, as far as this system knows it."""
    for name in ("tmux-256color", "screen-256color"):
        try:
            curses.setupterm(name, os.open(os.devnull, os.O_WRONLY))
        except curses.error:
            continue
        return name
    return "screen"
