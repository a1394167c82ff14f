"""Standard input, output and error of a command, also where they are closed or odd."""

import codecs
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from io import BufferedReader, TextIOWrapper
from pathlib import Path
from typing import cast

from ai_tui.errors import UsageError
from ai_tui.locale import Words
from ai_tui.text import clean_line, shown
from ai_tui.tui import signals

_LONGEST = 2_000
_CHUNK = 1 << 16


def mend_streams() -> None:
    """Let closed streams lead nowhere, so no file gets their number, and print what can be."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


def _nowhere() -> TextIOWrapper:
    return Path(os.devnull).open("w", encoding="utf-8")


def take_terminal(words: Words) -> None:
    """Keep the terminal for a screen: a signal that ends it waits until that can leave cleanly.

    UsageError when there is no terminal to show it on.
    """
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(words("cli.no_terminal"))
    signals.hold()


def settle() -> None:
    """Send what still waits for standard output; raises OSError when nobody takes it."""
    try:
        sys.stdout.flush()
    except OSError:
        with suppress(OSError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, sys.stdout.fileno())
            os.close(nowhere)
        raise


def complain(text: str) -> None:
    """Say on standard error, in one line, what went wrong."""
    line = clean_line(text)
    line = line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
    with suppress(OSError):
        print(line, file=sys.stderr, flush=True)


def say(text: str) -> None:
    """Say something on standard output, at once; no name in it steers the terminal."""
    print(shown(text), flush=True)


def put(data: bytes) -> None:
    """Write `data` to standard output as it is, whatever the terminal's encoding.

    A terminal gets it as text that does not steer it.
    """
    sys.stdout.flush()
    buffer = getattr(sys.stdout, "buffer", None)
    if sys.stdout.isatty():
        data = shown(data.decode("utf-8", "surrogateescape")).encode("utf-8", "replace")
    if buffer is None:
        sys.stdout.write(data.decode("utf-8", "replace"))
    else:
        buffer.write(data)
        buffer.flush()


def typed_lines() -> Iterator[list[str]]:
    """The lines of standard input, as many at a time as there are; odd bytes become surrogates."""
    if sys.stdin is None:
        return
    decoder = codecs.getincrementaldecoder("utf-8")(errors="surrogateescape")
    unfinished: list[str] = []
    source = cast(BufferedReader, sys.stdin.buffer)
    while chunk := source.read1(_CHUNK):
        first, *others = decoder.decode(chunk).split("\n")
        unfinished.append(first)
        if others:
            yield ["".join(unfinished), *others[:-1]]
            unfinished = [others[-1]]
    yield ["".join(unfinished) + decoder.decode(b"", final=True)]
