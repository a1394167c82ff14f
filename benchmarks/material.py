"""Runs to measure with: the Alblasserdam afternoon with as many entries as asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import cycle, islice
from pathlib import Path

from ai_tui.forms import OPTIONS
from ai_tui.run import making
from ai_tui.run.clock import system_clock, wall_of
from ai_tui.run.harvest import new_id
from ai_tui.run.run import Run
from ai_tui.session import library, reading
from ai_tui.session.model import Form
from ai_tui.session.order import spread
from ai_tui.store.folder import JOURNALS
from ai_tui.store.heads import End, Header, encode_end, encode_header
from ai_tui.store.names import writer_id
from ai_tui.store.steps import Step, Version, encode

SESSION = "alblasserdam-2024"
SCRIBE = "Verslaglegger"
WRITERS = 6
SENTENCES = (
    "Elkaar vooraf bellen en niet pas achteraf een brief sturen",
    "Een vast gezicht per gezin, ook als het even rustig is",
    "De buurvrouw die mee naar het gesprek ging",
    "Wachten tot iemand zelf zegt wat er nodig is ??",
    "Klein beginnen, na zes weken samen kijken wat het bracht #samen",
)


def new_run(folder: Path, groups: int) -> Run:
    """A new run with so many groups that begins now; the caller closes it."""
    plan = reading.read(library.find(SESSION), OPTIONS)
    run = making.make(plan, folder, SCRIBE, system_clock(), start="now")
    run.groups.add([f"Tafel {number}" for number in range(1, groups + 1)])
    return run


def open_run(folder: Path) -> Run:
    """The run in `folder`, as a screen or a command opens it; the caller closes it."""
    return Run.open(folder, SCRIBE, system_clock())


def run_with(entries: int, folder: Path) -> Path:
    """A run with so many entries, a step each, of six writers, over six groups or sixty."""
    run = new_run(folder, 60 if entries > 1000 else 6)
    header = Header(1, run.store.run, run.store.session, "")
    stamp = wall_of(system_clock())() - timedelta(hours=1) // timedelta(milliseconds=1)
    pairs = list(_typed(run, entries))
    run.close()
    for number in range(WRITERS):
        author = f"Tafel {number + 1}"
        head = Header(1, header.run, header.session, writer_id(author), author, at=stamp)
        _write_journal(folder, head, pairs[number::WRITERS], stamp + number)
    made = open_run(folder)
    assert len(made.state.table("entries")) == entries, "not all entries are there"
    made.close()
    return folder


def _typed(run: Run, entries: int) -> Iterator[tuple[Version, Version]]:
    """The documents of entries, round all forms and groups, each in the form's first slot."""
    places = [
        (form, group.id, run.slots(form, group)[0].id)
        for form in run.state.forms
        for group in run.state.groups_of(form) or run.state.groups("groups")
    ]
    order = sorted(spread(entries // len(places) + 1))
    texts = zip(cycle(places), cycle(SENTENCES), strict=False)
    at = run.now().wall.isoformat(timespec="seconds")
    for number, ((form, group, slot), text) in enumerate(islice(texts, entries)):
        place = {"form": form.id, "group": group, "slot": slot, "pos": order[number // len(places)]}
        yield _entry(form, text, at, new_id(), place)


def _entry(
    form: Form, text: str, at: str, key: str, place: dict[str, str]
) -> tuple[Version, Version]:
    doc = {"form": form.id, "block": form.block, "text": text, "author": SCRIBE, "at": at}
    return Version("entries", key, doc), Version("places", key, place)


def _write_journal(
    folder: Path, header: Header, pairs: list[tuple[Version, Version]], stamp: int
) -> None:
    """An ended journal with a step for each of `pairs`, from `stamp` on in milliseconds."""
    lines = [encode_header(header)]
    for number, pair in enumerate(pairs):
        lines.append(encode(Step(stamp + 100 * number, header.writer, header.author, pair)))
    lines.append(encode_end(End(stamp + 100 * len(pairs), header.writer)))
    path = folder / JOURNALS / f"20260101T120000-{header.writer}.jsonl"
    path.write_bytes(b"".join(lines))
    path.chmod(0o600)
