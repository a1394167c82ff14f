"""What each view of the room says: lines above the digits, and lines below them."""

from collections.abc import Iterator

from ai_tui.signs import STATES
from ai_tui.tui.paint.times import clock
from ai_tui.tui.wall.moment import RoomMoment
from ai_tui.tui.wall.reading import performance
from ai_tui.tui.wall.scene import DOT, Line, View

Lines = tuple[Line, ...]


def lines(view: View, now: RoomMoment) -> tuple[Lines, Lines]:
    """The lines above and below the digits of a view; those without words are left out."""
    above, below = _LINES[view](now) if view in _LINES else ((), ())
    return _said(above), _said(below)


def _said(lines: Lines) -> Lines:
    return tuple(line for line in lines if line.text or line.items)


def _before(now: RoomMoment) -> tuple[Lines, Lines]:
    start = now.evening.planned_start
    if start is None:
        text = now.words("tui_wall.welcome")
    elif now.late:
        text = now.words("tui_wall.welcome_soon")
    else:
        text = now.words("tui_wall.welcome_at", at=clock(start))
    first = now.run.state.block(now.evening.ahead.block)
    told = first.instruction.strip() if first else ""
    theme = Line("told", now.session.theme.strip())
    return (Line("name", text.upper()),), (theme, Line("aside", told, "rest"))


def _end(now: RoomMoment) -> tuple[Lines, Lines]:
    more = now.words("tui_wall.thanks_more", title=now.session.title)
    return (Line("name", now.words("tui_wall.thanks").upper()), Line("told", more)), ()


def _over(now: RoomMoment) -> tuple[Lines, Lines]:
    group = now.group_name(now.evening.group)
    ended = "tui_wall.turn_ended" if group else "tui_wall.ended"
    following = now.following
    key = "tui_wall.round_off_next" if following else "tui_wall.round_off"
    return (Line("alarm", now.words("tui_wall.over").upper(), "alarm"),), (
        Line("name", now.words(ended, title=(group or now.doing).upper())),
        Line("note", now.words(key, title=following)),
    )


def _clock(now: RoomMoment) -> tuple[Lines, Lines]:
    return (), (_name(now), *_told(now), _times(now))


def _instruction(now: RoomMoment) -> tuple[Lines, Lines]:
    return (_name(now), *_told(now)), (_times(now),)


def _turn(now: RoomMoment) -> tuple[Lines, Lines]:
    return tuple(_whose_turn(now)), tuple(_round(now))


def _title(now: RoomMoment) -> tuple[Lines, Lines]:
    """Only a title; in a round it is that of the group, and who comes next."""
    if not now.in_round:
        return (_name(now),), ()
    only = now.wall.choice == "title"
    return tuple(_whose_turn(now)), () if only else tuple(_round(now))


_LINES = {
    "before": _before,
    "end": _end,
    "over": _over,
    "clock": _clock,
    "instruction": _instruction,
    "turn": _turn,
    "title": _title,
}


def _name(now: RoomMoment) -> Line:
    return Line("name", now.doing.upper())


def _times(now: RoomMoment) -> Line:
    """Until when, and what comes then."""
    said = DOT.join(text for text in (now.until, now.soon) if text)
    return Line("note", said, "look_out" if now.paused else "text")


def _told(now: RoomMoment) -> Lines:
    """What the groups do: the phase's instruction, else the block's."""
    phase = now.planned_phase
    own = phase.instruction.strip() if phase else ""
    of_block = now.block.instruction.strip() if now.block else ""
    return (Line("told", own or of_block),)


def _whose_turn(now: RoomMoment) -> Iterator[Line]:
    """The group that is on, with its title; between two turns the group that comes."""
    if group := now.evening.group:
        title = performance(now.run, now.evening.block, group)
        yield Line("lead", now.words("tui_wall.turn").upper(), "rest")
        yield Line("name", now.group_name(group).upper(), "now")
        yield Line("quote", f"‘{title}’" if title else "")
    elif now.following_turn:
        yield Line("lead", now.words("tui_wall.turn_soon").upper(), "rest")
        yield Line("name", now.following_turn.upper())
    else:
        yield _name(now)


def _round(now: RoomMoment) -> Iterator[Line]:
    """Who is next, and how far the round is."""
    soon = now.soon if now.evening.group or not now.following_turn else ""
    said = [now.until] if now.paused else []
    said += [soon] if soon else []
    yield Line("note", DOT.join(said), "look_out" if now.paused else "text")
    yield _signs(now)


def _signs(now: RoomMoment) -> Line:
    turns = now.phase.turns if now.phase else ()
    names = _short([now.group_name(turn.group) for turn in turns])
    states = [turn.state for turn in turns]
    here = next((state for state in ("now", "to_come") if state in states), "")
    return Line(
        "signs",
        "",
        "rest",
        tuple(f"{STATES[state]} {name}" for state, name in zip(states, names, strict=True)),
        states.index(here) if here else -1,  # type: ignore[arg-type]
    )


def _short(names: list[str]) -> list[str]:
    """Only the last words when the names differ in nothing else: 1, 2, 3."""
    parted = [name.rpartition(" ") for name in names]
    same = len({before for before, _, _ in parted}) == 1
    return [last for *_, last in parted] if same and len(names) > 1 else names
