"""What `doctor` looks at on this machine: each thing in one line, well or with what to do."""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from ai_tui.cli import tmux
from ai_tui.errors import AiTuiError
from ai_tui.locale import Words
from ai_tui.locale.refusals import refused
from ai_tui.run import folders
from ai_tui.run.clock import boot_id

SMALLEST, WIDE = (60, 16), (80, 24)
"""Columns and rows: below the first nothing can be shown, below the second little."""
_SLOW_ESCAPE = 100
"""Milliseconds that tmux may wait after Escape."""
_ROOM = 100_000_000
"""Bytes that should be free where runs are kept."""
_YEAR = 2024
"""A clock before this year was never set."""


class Finding(NamedTuple):
    """One line of the doctor; `well` is False when something is to be done."""

    well: bool
    text: str


def machine(words: Words, env: Mapping[str, str]) -> Iterator[Finding]:
    """All that can be said of this terminal, tmux, clock and disk."""
    if sys.stdout.isatty():
        yield terminal(tuple(shutil.get_terminal_size()), words)
    else:
        yield Finding(True, words("cli.doctor_no_terminal"))
    yield colours(env, words)
    yield encoding(env, words)
    yield from _tmux(env, words)
    yield clock(time.time(), words)
    yield disk(folders.home(), words)


def terminal(size: tuple[int, ...], words: Words) -> Finding:
    """Whether a terminal of so many columns and rows is large enough."""
    columns, rows = size
    if columns < SMALLEST[0] or rows < SMALLEST[1]:
        return Finding(False, words("cli.doctor_small", columns=columns, rows=rows))
    key = "tight" if columns < WIDE[0] or rows < WIDE[1] else "size"
    return Finding(True, words(f"cli.doctor_{key}", columns=columns, rows=rows))


def colours(env: Mapping[str, str], words: Words) -> Finding:
    """Whether the terminal says that it has colours enough."""
    term = env.get("TERM", "")
    if env.get("NO_COLOR"):
        return Finding(False, words("cli.doctor_no_color"))
    if env.get("COLORTERM", "").casefold() in ("truecolor", "24bit"):
        return Finding(True, words("cli.doctor_truecolor", term=term))
    if _has_256(term):
        return Finding(True, words("cli.doctor_256", term=term))
    return Finding(False, words("cli.doctor_colours", term=term or "-"))


def _has_256(term: str) -> bool:
    """Whether the name of a terminal says that it has 256 colours, or all."""
    return "256color" in term or "direct" in term


def encoding(env: Mapping[str, str], words: Words) -> Finding:
    """Whether the locale says that text is UTF-8."""
    names = (env.get(name) for name in ("LC_ALL", "LC_CTYPE", "LANG"))
    said = next((name for name in names if name), "")
    well = said.casefold().replace("-", "").endswith("utf8")
    return Finding(
        well, words("cli.doctor_utf8" if well else "cli.doctor_locale", said=said or "-")
    )


def _tmux(env: Mapping[str, str], words: Words) -> Iterator[Finding]:
    if shutil.which("tmux") is None:
        yield Finding(True, words("cli.doctor_no_tmux"))
        return
    try:
        program = tmux.program(words)
    except AiTuiError as error:
        yield Finding(False, str(error))
        return
    found = tmux.version(program)
    key = "cli.doctor_tmux" if found else "cli.doctor_mute_tmux"
    yield Finding(bool(found), words(key, found=found, program=program))
    if env.get("TMUX"):
        if waits := tmux.escape_time(program):
            yield escape(waits, words)
        name, has_all = tmux.terminal(program)
        if name:
            has = "RGB" if has_all else "256" if _has_256(name) else "few"
            yield Finding(has != "few", words(f"cli.doctor_tmux_{has}", name=name))


def escape(said: str, words: Words) -> Finding:
    """Whether the tmux around waits too long after Escape."""
    well = not said.isdigit() or int(said) <= _SLOW_ESCAPE
    return Finding(well, words("cli.doctor_escape" if well else "cli.doctor_slow_escape", ms=said))


def clock(now: float, words: Words) -> Finding:
    """Whether the clock was set, and a boot clock tells sleep and corrections apart."""
    here = datetime.fromtimestamp(now, UTC).astimezone()
    said = f"{here:%d-%m-%Y %H:%M} {here.tzname()}"
    if here.year < _YEAR:
        return Finding(False, words("cli.doctor_clock_wrong", said=said))
    boot = boot_id() and hasattr(time, "CLOCK_BOOTTIME")
    return Finding(True, words("cli.doctor_clock" if boot else "cli.doctor_no_boot", said=said))


def disk(place: Path, words: Words) -> Finding:
    """Whether the folder of the runs, or what it will be made in, can be written and has room."""
    there = next(path for path in (place, *place.parents) if path.exists())
    try:
        with tempfile.TemporaryFile(dir=there) as file:
            file.write(b"ai_tui")
            file.flush()
            os.fsync(file.fileno())
        found = os.statvfs(there)
    except OSError as error:
        return Finding(False, words("cli.doctor_disk", place=there, why=refused(error, words)))
    free = found.f_bavail * found.f_frsize
    if free < _ROOM:
        return Finding(False, words("cli.doctor_full", place=there, mb=free // 1_000_000))
    if place.is_dir() and place.stat().st_mode & 0o077:
        return Finding(False, words("cli.doctor_open", place=place))
    return Finding(True, words("cli.doctor_room", place=place, gb=free / 1e9))
