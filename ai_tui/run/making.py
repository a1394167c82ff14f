"""Making a run of a plan: its documents, its start choice and, for a rehearsal, its clock."""

import re
import shutil
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from ai_tui.agenda.moments import Instant
from ai_tui.agenda.schedule import schedule
from ai_tui.errors import AiTuiError, UsageError
from ai_tui.locale import Words
from ai_tui.run.clock import Clock, Rehearsal, boot_id, wall_of
from ai_tui.run.harvest import new_id
from ai_tui.run.planned import RunInfo, Start
from ai_tui.run.run import Run
from ai_tui.session.model import Plan
from ai_tui.session.problems import short
from ai_tui.store.steps import Version
from ai_tui.store.store import Store

_TIME = r"([01]?\d|2[0-3])[:.]([0-5]\d)"


def make(
    plan: Plan,
    folder: Path,
    author: str,
    clock: Clock,
    *,
    words: Words | None = None,
    start: str = "planned",
    speed: float = 1.0,
) -> Run:
    """Make a run of `plan` in `folder`, which must not exist or be empty.

    Raises UsageError for a start that is no time, AiTuiError when the run cannot be saved.
    Nobody by name is the scribe.
    """
    said = words or Words(plan.session.lang)
    author = author or said("common.scribe")
    info = RunInfo(id=new_id(), name=folder.name, made=clock().wall, rehearsal=speed != 1.0)
    chosen = start_choice(plan, start, clock(), said)
    run = Run(_store(folder, info.id, plan, author, clock, said), author, clock, words)
    rehearsal = _rehearsal(plan, chosen, speed, clock()) if info.rehearsal else None
    try:
        run.commit(_documents(plan, info, chosen, rehearsal))
    except AiTuiError:
        run.store.close()
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return run


def _store(folder: Path, run: str, plan: Plan, author: str, clock: Clock, words: Words) -> Store:
    """An empty store in `folder`, which goes first if it is empty."""
    with suppress(OSError):
        folder.rmdir()
    return Store.create(
        folder,
        run=run,
        session=plan.session.id,
        author=author,
        wall=wall_of(clock),
        boot_id=boot_id(),
        words=words,
    )


def run_day(plan: Plan, now: Instant) -> date:
    """The day a run of `plan` made now is for: the session's, or today when that is past."""
    today = now.wall.astimezone(ZoneInfo(plan.session.zone)).date()
    return max(plan.session.date or today, today)


def start_choice(plan: Plan, choice: str, now: Instant, words: Words) -> Start:
    """The start choice 'planned', 'now' or a time as HH:MM; anything else raises UsageError.

    'now' is the whole minute that has begun, so that every time stays as a plan writes it.
    """
    typed, choice = choice, choice.strip().casefold()
    if choice == "planned":
        return Start(choice=choice, day=run_day(plan, now))
    local = now.wall.astimezone(ZoneInfo(plan.session.zone))
    if choice == "now":
        meant = local.replace(second=0, microsecond=0)
    elif clock := _time(choice):
        choice = f"{clock:%H:%M}"
        meant = datetime.combine(local.date(), clock, local.tzinfo)
    else:
        raise UsageError(words("run.no_start", text=short(typed)))
    planned = schedule(plan.session, plan.blocks, local.date()).start
    shift = meant - planned if planned else timedelta()
    return Start(choice=choice, day=local.date(), shift=shift)


def clock_time(text: str, words: Words) -> time:
    """The time of day in `text`, as 16:37 or 16.37; else UsageError."""
    found = _time(text)
    if found is None:
        raise UsageError(words("run.no_time", text=text))
    return found


def _time(text: str) -> time | None:
    found = re.fullmatch(_TIME, text.strip())
    return time(int(found[1]), int(found[2])) if found else None


def _documents(
    plan: Plan, info: RunInfo, start: Start, rehearsal: Rehearsal | None
) -> list[Version]:
    """All that a run begins with."""
    return [
        _version("run", "run", info),
        _version("session", "session", plan.session),
        _version("start", "start", start),
        *(_version("blocks", block.id, block) for block in plan.blocks),
        *(_version("forms", form.id, form) for form in plan.forms),
        *(_version("groups", group.id, group) for group in plan.groups),
        *([_version("clock", "clock", rehearsal)] if rehearsal else ()),
    ]


def _rehearsal(plan: Plan, start: Start, speed: float, now: Instant) -> Rehearsal:
    planned = schedule(plan.session, plan.blocks, start.day, start.shift).start
    virtual = planned if start.choice != "now" and planned else now.wall
    return Rehearsal(speed=speed, virtual=virtual, real=now)


def _version(table: str, key: str, value: Any) -> Version:
    return Version(table, key, msgspec.to_builtins(value))
