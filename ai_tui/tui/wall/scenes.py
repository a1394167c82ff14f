"""Choosing what the room sees now: what the scribe chose, else what the session is doing."""

from ai_tui.tui.paint.countdown import countdown_role
from ai_tui.tui.paint.times import clock
from ai_tui.tui.wall.evening_bar import evening_bar
from ai_tui.tui.wall.lines import lines
from ai_tui.tui.wall.moment import RoomMoment
from ai_tui.tui.wall.reading import reading
from ai_tui.tui.wall.scene import Scene, View

BEAT = 12
"""Seconds that one part of a long harvest stays."""

SILENT: frozenset[View] = frozenset(("title", "end", "dark"))
"""Views without a countdown."""


def scene(now: RoomMoment) -> Scene:
    """What the room sees of a run now; nothing in it is for the scribe alone."""
    found = reading(now.run, now.wall, now.evening.group) if now.wall.choice == "harvest" else None
    view = _view(now, readable=found is not None)
    if view == "dark":
        return Scene(view="dark", message=now.wall.message)
    over = now.over and view in ("over", "harvest")
    silent = view in SILENT or (view == "instruction" and now.staged)
    above, below = lines(view, now)
    return Scene(
        view=view,
        heading=found[0].title if found and view == "harvest" else _heading(now, view),
        time=clock(now.evening.now),
        over=over,
        message=now.wall.message,
        above=above,
        digits="" if silent else now.digits,
        digits_role="alarm" if over else countdown_role(now.evening),
        below=below,
        reading=found[1] if found and view == "harvest" else None,
        bar=evening_bar(now.evening),
        beat=int(now.evening.now.timestamp()) // BEAT,
    )


def _view(now: RoomMoment, readable: bool) -> View:
    choice, state = now.wall.choice, now.evening.state
    if choice == "dark":
        return "dark"
    if state == "before":
        return "before"
    if choice == "harvest" and readable:
        return "harvest"
    return "end" if state == "over" else _running_view(now)


def _running_view(now: RoomMoment) -> View:
    """Those on a stage get no countdown that the scribe did not ask for, and no overtime."""
    choice = now.wall.choice
    if now.over and choice != "title":
        return "over"
    if choice in ("title", "instruction"):
        return choice
    if now.staged and (choice != "clock" or now.late):
        return "title"
    return "turn" if now.in_round else "clock"


def _heading(now: RoomMoment, view: View) -> str:
    current = now.evening.current
    if view in ("before", "end") or current is None or now.waiting:
        return now.session.title
    return current.title
