"""Dutch texts of the clock, the timeline and the other painted rows."""

from ai_tui.locale import Template


def _length(*, n: int) -> str:
    """Minutes; from 100 on in hours as the countdown has them, from 100 hours on in days."""
    if n < 100:
        return f"{n} min"
    return f"{n // 60}u{n % 60:02}" if n < 6000 else f"{n // 1440} dagen"


def _late(*, n: int) -> str:
    return f"loopt {_length(n=n)} uit"


def _early(*, n: int) -> str:
    return f"loopt {_length(n=n)} voor"


def _paused(*, n: int) -> str:
    return f"gepauzeerd {_length(n=n)}" if n else "gepauzeerd"


def _stopped_for(*, n: int) -> str:
    return f"PAUZE {_length(n=n)}"


def _left_of(*, n: int, of: int) -> str:
    """'nog 9 van 15 min', 'nog 40 min van 2u30'."""
    return f"nog {n if of < 100 else _length(n=n)} van {_length(n=of)}"


def _busy(*, n: int) -> str:
    return f"{_length(n=n)} bezig"


def _others(*, n: int) -> str:
    return f"… nog {n} groep" if n == 1 else f"… nog {n} groepen"


def _writers(*, n: int) -> str:
    return "1 schrijft mee" if n == 1 else f"{n} schrijven mee"


WORDS: dict[str, Template] = {
    "tui_clock.length": _length,
    "tui_clock.hour_sign": "u",
    "tui_clock.rehearsal": "OEFENING {speed}x",
    "tui_clock.late": _late,
    "tui_clock.early": _early,
    "tui_clock.on_time": "op schema",
    "tui_clock.paused": _paused,
    "tui_clock.begins": "begint om {at}",
    "tui_clock.was_to_begin": "gepland om {at}",
    "tui_clock.was_to_begin_on": "gepland {at}",
    "tui_clock.first_turn": "{group} begint · F2",
    "tui_clock.not_begun": "nog niet begonnen",
    "tui_clock.over": "afgelopen om {at}",
    "tui_clock.ends": "einde {at}",
    "tui_clock.at_the_latest": "uiterlijk {at}",
    "tui_clock.yesterday": "gisteren {at}",
    "tui_clock.tomorrow": "morgen {at}",
    "tui_clock.until": "tot {at}",
    "tui_clock.block_until": "blok tot {at}",
    "tui_clock.left_of": _left_of,
    "tui_clock.left": "nog {n} min",
    "tui_clock.left_seconds": "nog {n} s",
    "tui_clock.overtime": "OVER TIJD",
    "tui_clock.stopped": "PAUZE",
    "tui_clock.stopped_for": _stopped_for,
    "tui_clock.was_until": "was tot {at}",
    "tui_clock.open_end": "zonder eindtijd",
    "tui_clock.busy": _busy,
    "tui_clock.next": "straks",
    "tui_clock.after": "daarna",
    "tui_clock.with_minutes": "{title} ({n} min)",
    "tui_clock.with_time": "{title}, {at}",
    "tui_clock.with_plan": "{title}, {at} (plan {plan})",
    "tui_clock.phase_of": "fase {n} van {of}",
    "tui_clock.turn": "aan de beurt: {group}",
    "tui_clock.turn_of": "beurt {n} van {of}",
    "tui_clock.the_end": "Einde",
    "tui_clock.now": "nu {at}",
    "tui_clock.wait_for": "Wachten op {title}",
    "tui_clock.column_plan": "plan",
    "tui_clock.column_now": "nu",
    "tui_clock.column_title": "onderdeel",
    "tui_clock.column_minutes": "min",
    "tui_clock.column_planned": "plan",
    "tui_clock.column_difference": "verschil",
    "tui_clock.later": "{n} later",
    "tui_clock.earlier": "{n} eerder",
    "tui_clock.longer": "{n} langer",
    "tui_clock.shorter": "{n} korter",
    "tui_clock.given": "+{n} extra",
    "tui_clock.stood_still": "{n} pauze",
    "tui_clock.ran_over": "{n} uit",
    "tui_clock.too_short": "{n} te kort",
    "tui_clock.spare": "{n} over",
    "tui_clock.finish": "Uiterlijk klaar",
    "tui_clock.rows_before": "… {n} eerder",
    "tui_clock.rows_after": "… {n} later",
    "tui_clock.roles": "Rollen: {roles}",
    "tui_clock.ready_of": "{n} van {of} klaar",
    "tui_clock.ready_short": "{n}/{of} klaar",
    "tui_clock.owed": "Nog open",
    "tui_clock.more_before": "… {n} hiervoor",
    "tui_clock.more_after": "… {n} hierna",
    "tui_clock.full": "vol",
    "tui_clock.partly": "deels",
    "tui_clock.open": "leeg",
    "tui_clock.not_asked": "n.v.t.",
    "tui_clock.paper": "op papier",
    "tui_clock.read_back": "nagelezen",
    "tui_clock.nothing": "komt niets",
    "tui_clock.others": "Andere groepen",
    "tui_clock.more_groups": _others,
    "tui_clock.typed_last": "Laatst getypt",
    "tui_clock.nothing_typed": "nog niets",
    "tui_clock.writing": "Wie schrijft mee",
    "tui_clock.since": "sinds {at}",
    "tui_clock.writers": _writers,
    "tui_clock.room": "nog {mb} MB vrij · ",
    "tui_clock.saved": "✓ bewaard {at}",
    "tui_clock.saving": "… bewaren",
    "tui_clock.not_saved": "! NIET BEWAARD: {why} · tekst blijft · ^C ^C: noodkopie",
    "tui_clock.not_saved_why": "! NIET BEWAARD: {why}",
    "tui_clock.not_saved_short": "! NIET BEWAARD",
}
