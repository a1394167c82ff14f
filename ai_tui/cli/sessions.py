"""Session files for a command: found by any of their names, and read."""

from pathlib import Path

from ai_tui.cli.call import Call
from ai_tui.errors import AiTuiError
from ai_tui.forms import OPTIONS
from ai_tui.session import library, reading
from ai_tui.session.model import Plan
from ai_tui.session.problems import SessionFileError


def path_of(call: Call, name: str) -> Path:
    """The session file called `name`: an id, a file name or a path."""
    return library.find(name, call.words)


def plan(call: Call, name: str) -> Plan:
    """The plan of the session called `name`; AiTuiError with its first mistake when it has any."""
    path = path_of(call, name)
    try:
        return reading.read(path, OPTIONS)
    except SessionFileError as error:
        words = call.words_of(error.lang)
        first, *others = error.problems
        said = first.say(words)
        if others:
            said = words("cli.more_mistakes", first=said, n=len(others), file=str(path))
        raise AiTuiError(said) from None
