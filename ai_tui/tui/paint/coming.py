"""What comes next and after that, and how it is said."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from ai_tui.agenda.evening import Ahead, BlockView, Evening, PhaseView
from ai_tui.locale import Words
from ai_tui.tui.paint.pieces import Piece, Row, cells, fit
from ai_tui.tui.paint.times import MINUTE, clock

Names = Mapping[str, str]
"""The names of the groups, by id."""


class Coming(NamedTuple):
    """Something that will begin; a block has times, a phase a length, a turn neither."""

    title: str
    length: timedelta | None = None
    at: datetime | None = None
    plan: datetime | None = None


def skipped_text(evening: Evening, zone: ZoneInfo, title: str, words: Words) -> str:
    """That a block was skipped, and what F2 begins when a fixed block waits for its time."""
    view, until = evening.current, evening.countdown.until
    if view is None or view.state != "skipped" or until is None:
        return words("tui.skipped", title=title)
    at = clock(until.astimezone(zone))
    return words("tui.skipped_waits", title=title, ahead=evening.ahead.title, at=at)


def waited_for(evening: Evening, words: Words) -> str:
    """What is waited for since a block was skipped."""
    title = evening.ahead.title
    return words("tui_clock.wait_for", title=title) if title else ""


def coming(evening: Evening, words: Words, names: Names) -> list[Coming]:
    """What comes next and what after that: at most two."""
    ahead = evening.ahead
    if ahead.kind == "end":
        return [] if evening.state == "over" else [_the_end(evening, words)]
    if ahead.kind == "turn":
        following = [Coming(names.get(ahead.group, ahead.title))]
        phase = evening.phase
    elif ahead.kind == "phase":
        following = [_opened(Coming(ahead.title, length=ahead.length), ahead, names)]
        phase = ahead.phase
    else:
        view = evening.view(ahead.block)
        first = _block(view) if view else Coming(ahead.title, at=ahead.at)
        following = [_opened(first, ahead, names)]
        return [*following, *_one(_blocks_after(evening, ahead.block, words))]
    block = evening.view(ahead.block or evening.block)
    if block is not None:
        following += _one(_after(evening, block, phase, words))
    return following


def _opened(first: Coming, ahead: Ahead, names: Names) -> Coming:
    """What comes, with the group that opens its round."""
    name = names.get(ahead.group, "")
    return first._replace(title=f"{first.title} · {name}") if name else first


def _one(found: Iterator[Coming]) -> list[Coming]:
    first = next(found, None)
    return [] if first is None else [first]


def _after(evening: Evening, block: BlockView, phase: str, words: Words) -> Iterator[Coming]:
    """What follows a phase: the next phases of its block, then the next blocks."""
    ids = [each.id for each in block.phases]
    start = ids.index(phase) + 1 if phase in ids else len(ids)
    yield from (_phase(each) for each in block.phases[start:] if each.state == "to_come")
    yield from _blocks_after(evening, block.id, words)


def _blocks_after(evening: Evening, block: str, words: Words) -> Iterator[Coming]:
    ids = [each.id for each in evening.blocks]
    start = ids.index(block) + 1 if block in ids else len(ids)
    yield from (_block(each) for each in evening.blocks[start:] if each.state == "to_come")
    yield _the_end(evening, words)


def _phase(phase: PhaseView) -> Coming:
    return Coming(phase.title, length=phase.length)


def _block(block: BlockView) -> Coming:
    return Coming(block.title, at=block.start, plan=block.planned_start)


def _the_end(evening: Evening, words: Words) -> Coming:
    return Coming(words("tui_clock.the_end"), at=evening.end)


def coming_rows(evening: Evening, words: Words, names: Names, width: int) -> list[Row]:
    """'straks ...' and 'daarna ...', each on a row of at most `width` cells."""
    labels = (words("tui_clock.next"), words("tui_clock.after"))
    wide = max(cells(label) for label in labels) + 2
    return [
        (
            Piece(f"{label}{' ' * (wide - cells(label))}", "rest"),
            Piece(_said(each, words, width - wide)),
        )
        for label, each in zip(labels, coming(evening, words, names), strict=False)
    ]


def _said(each: Coming, words: Words, room: int) -> str:
    """The title with its length or times, as far as there is room."""
    each = each._replace(title=fit(each.title, room))
    texts = [each.title]
    if each.length:
        n = round(each.length / MINUTE)
        texts.append(words("tui_clock.with_minutes", title=each.title, n=n))
    if each.at is not None:
        at, plan = clock(each.at), clock(each.plan)
        texts.append(words("tui_clock.with_time", title=each.title, at=at))
        if each.plan is not None and plan != at:
            texts.append(words("tui_clock.with_plan", title=each.title, at=at, plan=plan))
    return next((text for text in reversed(texts) if cells(text) <= room), each.title)
