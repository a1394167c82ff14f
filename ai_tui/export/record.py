"""A run as one record: what was planned, what happened, and what came out of it."""

from ai_tui.export.results import form_part
from ai_tui.export.shapes import (
    SCHEMA_VERSION,
    GroupPart,
    NotePart,
    Record,
    RunPart,
    SessionPart,
)
from ai_tui.export.sheets import pages
from ai_tui.export.timing import timing_part
from ai_tui.forms import marks
from ai_tui.run.run import Run
from ai_tui.run.state import Note
from ai_tui.session.model import Group


def record(run: Run, *, anonymous: bool = False) -> Record:
    """The record of a run as it is now; an `anonymous` one does not say who typed or spoke."""
    return Record(
        schema_version=SCHEMA_VERSION,
        run=_run(run),
        session=_session(run),
        timing=timing_part(run),
        groups=[_group(group) for group in run.state.all_groups],
        forms=[form_part(page) for page in pages(run, anonymous=anonymous)],
        notes=[_note(note, "" if anonymous else note.author) for note in run.state.notes],
    )


def _run(run: Run) -> RunPart:
    info, start = run.state.info, run.state.start
    return RunPart(
        id=info.id,
        name=info.name,
        made=info.made.astimezone(run.zone).replace(microsecond=0),
        exported=run.machine().wall.astimezone(run.zone).replace(microsecond=0),
        rehearsal=info.rehearsal,
        day=start.day,
        start=start.choice,
    )


def _session(run: Run) -> SessionPart:
    session = run.state.session
    return SessionPart(
        id=session.id,
        title=session.title,
        theme=session.theme,
        background=session.background,
        date=session.date,
        start=session.start,
        until=session.until,
        place=session.place,
        lang=session.lang,
        zone=session.zone,
    )


def _group(group: Group) -> GroupPart:
    return GroupPart(
        id=group.id,
        name=group.name,
        kind=group.kind,
        closed=group.closed,
        merged_into=group.merged_into or None,
    )


def _note(note: Note, author: str) -> NotePart:
    noted = marks(note.text)
    return NotePart(
        id=note.id,
        block=note.block or None,
        text=note.text,
        author=author,
        at=note.at,
        query=noted.query,
        labels=list(noted.labels),
    )
