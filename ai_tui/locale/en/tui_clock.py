"""English texts of the clock, the timeline and the other painted rows."""

from ai_tui.locale import Template


def _length(*, n: int) -> str:
    """Minutes; from 100 on in hours as the countdown has them, from 100 hours on in days."""
    if n < 100:
        return f"{n} min"
    return f"{n // 60}h{n % 60:02}" if n < 6000 else f"{n // 1440} days"


def _late(*, n: int) -> str:
    return f"{_length(n=n)} late"


def _early(*, n: int) -> str:
    return f"{_length(n=n)} ahead"


def _paused(*, n: int) -> str:
    return f"paused {_length(n=n)}" if n else "paused"


def _stopped_for(*, n: int) -> str:
    return f"PAUSE {_length(n=n)}"


def _left_of(*, n: int, of: int) -> str:
    """'9 of 15 min left', '40 min of 2h30 left'."""
    return f"{n if of < 100 else _length(n=n)} of {_length(n=of)} left"


def _busy(*, n: int) -> str:
    return f"{_length(n=n)} so far"


def _others(*, n: int) -> str:
    return f"… {n} more group" if n == 1 else f"… {n} more groups"


def _writers(*, n: int) -> str:
    return f"{n} writing"


WORDS: dict[str, Template] = {
    "tui_clock.length": _length,
    "tui_clock.hour_sign": "h",
    "tui_clock.rehearsal": "REHEARSAL {speed}x",
    "tui_clock.late": _late,
    "tui_clock.early": _early,
    "tui_clock.on_time": "on time",
    "tui_clock.paused": _paused,
    "tui_clock.begins": "begins at {at}",
    "tui_clock.was_to_begin": "planned at {at}",
    "tui_clock.was_to_begin_on": "planned {at}",
    "tui_clock.first_turn": "{group} begins · F2",
    "tui_clock.not_begun": "not begun yet",
    "tui_clock.over": "finished at {at}",
    "tui_clock.ends": "ends {at}",
    "tui_clock.at_the_latest": "no later than {at}",
    "tui_clock.yesterday": "yesterday {at}",
    "tui_clock.tomorrow": "tomorrow {at}",
    "tui_clock.until": "until {at}",
    "tui_clock.block_until": "block until {at}",
    "tui_clock.left_of": _left_of,
    "tui_clock.left": "{n} min left",
    "tui_clock.left_seconds": "{n} s left",
    "tui_clock.overtime": "OVERTIME",
    "tui_clock.stopped": "PAUSED",
    "tui_clock.stopped_for": _stopped_for,
    "tui_clock.was_until": "was until {at}",
    "tui_clock.open_end": "no end time",
    "tui_clock.busy": _busy,
    "tui_clock.next": "next",
    "tui_clock.after": "then",
    "tui_clock.with_minutes": "{title} ({n} min)",
    "tui_clock.with_time": "{title}, {at}",
    "tui_clock.with_plan": "{title}, {at} (plan {plan})",
    "tui_clock.phase_of": "phase {n} of {of}",
    "tui_clock.turn": "on stage: {group}",
    "tui_clock.turn_of": "turn {n} of {of}",
    "tui_clock.the_end": "The end",
    "tui_clock.now": "now {at}",
    "tui_clock.wait_for": "Waiting for {title}",
    "tui_clock.column_plan": "plan",
    "tui_clock.column_now": "now",
    "tui_clock.column_title": "item",
    "tui_clock.column_minutes": "min",
    "tui_clock.column_planned": "plan",
    "tui_clock.column_difference": "change",
    "tui_clock.later": "{n} later",
    "tui_clock.earlier": "{n} earlier",
    "tui_clock.longer": "{n} longer",
    "tui_clock.shorter": "{n} shorter",
    "tui_clock.given": "+{n} extra",
    "tui_clock.stood_still": "{n} paused",
    "tui_clock.ran_over": "{n} over",
    "tui_clock.too_short": "{n} short",
    "tui_clock.spare": "{n} spare",
    "tui_clock.finish": "Latest end",
    "tui_clock.rows_before": "… {n} earlier",
    "tui_clock.rows_after": "… {n} later",
    "tui_clock.roles": "Roles: {roles}",
    "tui_clock.ready_of": "{n} of {of} ready",
    "tui_clock.ready_short": "{n}/{of} ready",
    "tui_clock.owed": "Still open",
    "tui_clock.more_before": "… {n} before",
    "tui_clock.more_after": "… {n} after",
    "tui_clock.full": "full",
    "tui_clock.partly": "partly",
    "tui_clock.open": "empty",
    "tui_clock.not_asked": "not asked",
    "tui_clock.paper": "on paper",
    "tui_clock.read_back": "read back",
    "tui_clock.nothing": "nothing coming",
    "tui_clock.others": "Other groups",
    "tui_clock.more_groups": _others,
    "tui_clock.typed_last": "Typed last",
    "tui_clock.nothing_typed": "nothing yet",
    "tui_clock.writing": "Who is writing",
    "tui_clock.since": "since {at}",
    "tui_clock.writers": _writers,
    "tui_clock.room": "{mb} MB left · ",
    "tui_clock.saved": "✓ saved {at}",
    "tui_clock.saving": "… saving",
    "tui_clock.not_saved": "! NOT SAVED: {why} · text is kept · ^C ^C: emergency copy",
    "tui_clock.not_saved_why": "! NOT SAVED: {why}",
    "tui_clock.not_saved_short": "! NOT SAVED",
}
