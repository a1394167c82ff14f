"""What a run can be written as, by the ending of the file's name."""

from collections.abc import Callable

from ai_tui.export.csv import csv
from ai_tui.export.html import html
from ai_tui.export.json import encode
from ai_tui.export.markdown import markdown
from ai_tui.export.record import record
from ai_tui.export.report import report
from ai_tui.run.run import Run

Write = Callable[[Run, bool], bytes]
"""Gives the bytes of a file for a run; True leaves out who typed, spoke and does it."""


def _json(run: Run, anonymous: bool) -> bytes:
    return encode(record(run, anonymous=anonymous))


def _html(run: Run, anonymous: bool) -> bytes:
    return html(report(run, anonymous=anonymous), run.words.lang).encode()


def _markdown(run: Run, anonymous: bool) -> bytes:
    return markdown(report(run, anonymous=anonymous)).encode()


def _csv(run: Run, anonymous: bool) -> bytes:
    return csv(run, anonymous=anonymous).encode()


FORMATS: dict[str, Write] = {".json": _json, ".html": _html, ".md": _markdown, ".csv": _csv}
"""By suffix; the first is that of a file without one, and of the output."""
