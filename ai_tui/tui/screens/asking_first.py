"""What the scribe's screen asks when it opens: another day, or the groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from ai_tui.tui.screens.scribe import ScribeScreen


def ask_first(scribe: ScribeScreen) -> None:
    """Put half-typed text back, then ask what must be known: another day, or the groups."""
    scribe.typing.drafts.put_back()
    run = scribe.run
    begun = scribe.evening.state in ("running", "paused")
    if begun and run.today() > _last_day(scribe) and not run.state.rehearsal:
        _ask_another_day(scribe)
    elif not run.state.all_groups and run.state.session.groups is None and not run.closed:
        _ask_groups(scribe)


def _last_day(scribe: ScribeScreen) -> date:
    """The latest day on which any of the session was to be, or on which it began."""
    evening = scribe.evening
    times = [evening.started, evening.hard_end]
    for view in evening.blocks:
        times += (view.planned_start, view.planned_end)
    return max([scribe.run.state.start.day, *(at.date() for at in times if at)])


def _ask_another_day(scribe: ScribeScreen) -> None:
    from ai_tui.tui.panels.anotherday import AnotherDay

    def chosen(end: datetime | None) -> None:
        if end is not None:
            scribe.run.clock.finish(end)
            scribe.say(scribe.words("tui.finished"))
        scribe.clock_changed()

    scribe.open_panel(AnotherDay(scribe.run), chosen)


def _ask_groups(scribe: ScribeScreen) -> None:
    from ai_tui.tui.panels.groups import Groups

    scribe.open_panel(Groups(scribe.run, "groups"), lambda _: scribe.groups_changed())
