"""`ai-tui share`: opens a run in tmux, for the scribe, the room and co-readers."""

import getpass
import shlex
import socket
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ai_tui.cli import options, runs, wall
from ai_tui.cli.call import Call
from ai_tui.cli.parser import Parser
from ai_tui.cli.run import chosen
from ai_tui.cli.streams import complain, say
from ai_tui.cli.tmux import program
from ai_tui.errors import AiTuiError, UsageError
from ai_tui.run import folders
from ai_tui.text import clean_line

if TYPE_CHECKING:
    from ai_tui.tui.mux.windows import Mux


def arguments(parser: Parser) -> None:
    """Say which words and options follow the command."""
    words = parser.words
    parser.word(
        "name",
        words("cli.SESSION_OR_RUN"),
        words("cli.session_or_run_text"),
        type=options.filled,
    )
    options.beginning(parser)
    options.author(parser)
    parser.option(
        "--theme", metavar="|".join(wall.THEMES), type=wall.theme(words), text=words("cli.theme")
    )
    parser.option("--detached", action="store_true", text=words("cli.share_detached"))
    parser.option("--stop", action="store_true", text=words("cli.share_stop"))
    parser.epilog = words("cli.share_how")


def run(call: Call) -> int:
    """Open both windows, say how others look along, and show the scribe's."""
    program(call.words)
    from ai_tui.tui.mux.places import inside, places, refusals

    with refusals(call.words):
        if call.args.stop:
            return _stop(call)
        with runs.leaving(chosen(call)) as run:
            folder, words = run.folder.absolute(), run.words
        mux = _where(places(folder, call.words))
        scribe, room = _programs(call, folder)
        unheard = _unheard(call, mux.going())
        mux.start(scribe, room, words("cli.share_status"))
        around = inside()
        _say(call, mux, folder, around=around)
        if unheard:
            line = _again(folder, "--stop")
            say(call.words("cli.share_unheard", options=", ".join(unheard), line=line))
        if call.args.detached or around or not (sys.stdin.isatty() and sys.stdout.isatty()):
            return 0
        return _show(call, mux, folder)


def _stop(call: Call) -> int:
    """Close the windows, and pass on what the scribe's program says when it did not save all.

    AiTuiError when that program does not end; its windows stay open.
    """
    from ai_tui.tui.mux.places import places

    closed, endings = False, []
    for mux in places(_to_close(call), call.words):
        if mux.running:
            ending = mux.end()
            if ending is None:
                raise AiTuiError(call.words("cli.share_going"))
            endings.append(ending)
        closed |= mux.stop()
    unsaved = [ending for ending in endings if ending.status != "0"]
    saved = endings and not unsaved
    done = "cli.share_stopped" if saved else "cli.share_closed"
    say(call.words(done if closed else "cli.share_nothing"))
    for ending in unsaved:
        complain(ending.words or call.words("cli.share_cut_off"))
    return 1 if unsaved else 0


def _to_close(call: Call) -> Path:
    """The run that `--stop` closes: in the folder given, which may be away, or the one named."""
    from ai_tui.tui.mux.places import places

    given = folders.path_of(call.args.folder or call.args.name)
    if call.args.folder or any(mux.shared for mux in places(given, call.words)):
        return given
    return runs.named(call)


def _where(found: "list[Mux]") -> "Mux":
    """The place where a run is shared already, else the first."""
    return next((mux for mux in found if mux.shared), found[0])


def _programs(call: Call, folder: Path) -> tuple[list[str], list[str]]:
    """The scribe's and the room's program with their arguments."""
    ours = [sys.executable, "-m", "ai_tui"]
    lang = [f"--lang={call.chosen}"] if call.chosen else []
    scribe = [*ours, "run", str(folder), *lang]
    if call.args.author:
        scribe.append(f"--as={clean_line(call.args.author)}")
    room = [*ours, "wall", str(folder), *lang]
    if call.args.theme:
        room.append(f"--theme={call.args.theme}")
    return scribe, room


def _unheard(call: Call, going: Sequence[str]) -> list[str]:
    """The options that change nothing, because the window they are for goes on as it began."""
    options = (("--as", call.args.author, "scribe"), ("--theme", call.args.theme, "room"))
    return [option for option, value, window in options if value and window in going]


def _say(call: Call, mux: "Mux", folder: Path, *, around: bool) -> None:
    """Print what to type on the projector and elsewhere, and where the scribe is.

    Within a tmux `around` that is not shown: it stands there already, or in another, which does
    not fit in it.
    """
    lines, words = mux.lines(), call.words
    ssh = f"ssh -t {shlex.quote(f'{getpass.getuser()}@{socket.gethostname()}')}"
    for key, line in (("cli.share_room", lines.room), ("cli.share_reader", lines.reader)):
        say(words(key, line=line))
        say(words("cli.share_ssh", line=f"{ssh} {shlex.quote(line)}"))
    say(words("cli.share_stopping", line=_again(folder, "--stop")))
    if mux.here:
        say(words("cli.share_inside", window=mux.window))
    elif around:
        say(words("cli.share_elsewhere", line=_again(folder)))


def _again(folder: Path, *more: str) -> str:
    return shlex.join(["ai-tui", "share", clean_line(str(folder)), *more])


def _show(call: Call, mux: "Mux", folder: Path) -> int:
    """Show the scribe's window when the lines were read; say afterwards how it goes on."""
    say(call.words("cli.share_enter"))
    if not sys.stdin.readline():
        raise UsageError(call.words("cli.no_terminal"))
    code = mux.attach()
    if mux.running:
        say(call.words("cli.share_left", line=_again(folder)))
    else:
        say(call.words("cli.share_over", line=_again(folder, "--stop")))
    return code
