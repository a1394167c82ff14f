"""How long each block is, and whether everything fits: starts, lengths, minima and the hard end."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from msgspec import structs

from ai_tui.session.blocks import Draft
from ai_tui.session.model import Session
from ai_tui.session.walk import Walk

_ANY_DATE = date(2001, 1, 1)
_NIGHT = timedelta(hours=12)
"""A time this much before another is meant for the day after: an evening that passes midnight."""


class Days:
    """Wall-clock times of a session as points in time, and back."""

    def __init__(self, session: Session) -> None:
        self._zone = ZoneInfo(session.zone)
        self._first = session.date or _ANY_DATE

    def at(self, day: int, clock: time) -> datetime:
        """The point in time of `clock` on day `day` (1 is the first), in UTC."""
        local = datetime.combine(self._first + timedelta(days=day - 1), clock, self._zone)
        return local.astimezone(UTC)

    def clock(self, at: datetime) -> str:
        """What the clock in the room says at that time."""
        return f"{at.astimezone(self._zone):%H:%M}"


def timed(session: Session, drafts: list[Draft], walk: Walk) -> tuple[Session, list[Draft]]:
    """The session and the drafts with every start and length that can be known.

    A block lasts as long as it says, else until the next start on its day, else as long as its
    phases, else until the hard end.
    """
    if not drafts:
        return session, drafts
    first = drafts[0].block
    if session.start is None and first.day == 1:
        session = structs.replace(session, start=first.start)
    days = Days(session)
    drafts = _filled(session, drafts, days, walk)
    _check_order(session, drafts, days, walk)
    return session, drafts


def closed_total(draft: Draft) -> timedelta | None:
    """The sum of the phases, when each of them has a length of its own."""
    lengths = [None if phase.per else phase.length for phase in draft.block.phases]
    if not lengths or None in lengths or not draft.whole:
        return None
    return sum((length for length in lengths if length is not None), timedelta())


def _filled(session: Session, drafts: list[Draft], days: Days, walk: Walk) -> list[Draft]:
    """The drafts with lengths, stretch by stretch from one start, or one day, to the next."""
    starts = [0, *(n for n in range(1, len(drafts)) if _begins(drafts[n - 1], drafts[n]))]
    filled: list[Draft] = []
    for n, end in zip(starts, [*starts[1:], len(drafts)], strict=True):
        stretch = drafts[n:end]
        begin = _begin(session, stretch[0], days)
        last = end == len(drafts)
        close = _close(session, days) if last else _begin(session, drafts[end], days)
        if not last and drafts[end].block.day != stretch[-1].block.day:
            close = None
        if len(stretch) > 1 or last or begin is None or close is None:
            stretch = [_by_phases(draft) for draft in stretch]
        filled += _rest(stretch, close - begin if begin and close else None, walk)
    return filled


def _begins(before: Draft, draft: Draft) -> bool:
    """Whether a stretch begins with a block: it has a start, or is the first of its day."""
    return draft.block.start is not None or draft.block.day != before.block.day


def _begin(session: Session, draft: Draft, days: Days) -> datetime | None:
    """When a stretch begins: at its first block's start, or at the session's."""
    block = draft.block
    if block.start is not None:
        return days.at(block.day, block.start)
    if session.start is not None and draft.path[-1] == 0 and block.day == 1:
        return days.at(1, session.start)
    return None


def _close(session: Session, days: Days) -> datetime | None:
    return days.at(session.until_day, session.until) if session.until else None


def _by_phases(draft: Draft) -> Draft:
    total = closed_total(draft)
    known = draft.block.length is not None or total is None
    return draft if known or total is None else draft.with_length(total)


def _rest(stretch: list[Draft], room: timedelta | None, walk: Walk) -> list[Draft]:
    """The stretch, its one block without a length taking what the others leave."""
    unknown = [n for n, draft in enumerate(stretch) if draft.block.length is None]
    if room is None or len(unknown) != 1:
        return stretch
    known = (draft.block.length for draft in stretch)
    rest = room - sum((length for length in known if length is not None), timedelta())
    if rest > timedelta():
        stretch[unknown[0]] = stretch[unknown[0]].with_length(rest)
    elif len(stretch) > 1:
        walk.note(stretch[unknown[0]].path, "session.no_room")
    return stretch


def _check_order(session: Session, drafts: list[Draft], days: Days, walk: Walk) -> None:
    """Note starts that run back, blocks that overlap, and an end after the hard end."""
    before: datetime | None = days.at(1, session.start) if session.start else None
    title = ""
    cursor = before
    for draft in drafts:
        block = draft.block
        if block.start is not None:
            at = days.at(block.day, block.start)
            if before is not None and at < before:
                key = "session.start_before" if title else "session.start_session"
                if days.at(block.day + 1, block.start) - before < _NIGHT:
                    key = "session.start_night"
                walk.note(
                    (*draft.path, "start"),
                    key,
                    title=title,
                    time=days.clock(before),
                    day=block.day + 1,
                )
            elif title and cursor is not None and cursor > at:
                walk.note(
                    (*draft.path, "start"), "session.overlap", title=title, time=days.clock(cursor)
                )
            before = cursor = at
        title = block.title
        cursor = cursor + block.length if cursor and block.length is not None else None
    _check_end(session, drafts, cursor or before, days, walk)


def _check_end(
    session: Session, drafts: list[Draft], end: datetime | None, days: Days, walk: Walk
) -> None:
    """Note a hard end before the start, or a plan that runs past it."""
    hard = _close(session, days)
    if hard is None:
        return
    if session.start is not None and hard <= days.at(1, session.start):
        night = hard + timedelta(days=1) - days.at(1, session.start) < _NIGHT
        key = "session.until_night" if night else "session.until_before"
        walk.note(("until",), key, time=f"{session.start:%H:%M}", day=session.until_day + 1)
    elif end is not None and end > hard and drafts:
        walk.note(drafts[-1].path, "session.after_until", time=days.clock(end))
