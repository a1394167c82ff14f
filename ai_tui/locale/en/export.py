"""English texts of the export area."""

from ai_tui.locale import Template


def _inserted(*, minutes: str, at: str) -> str:
    """'added: 15 min from 17:15', without what is not known."""
    plan = " ".join(filter(None, (minutes, at and f"from {at}")))
    return f"added: {plan}" if plan else "added"


WORDS: dict[str, Template] = {
    "export.speaker": "Speaker {n}",
    "export.late": "late",
    "export.query": "ask again",
    "export.beyond_top": "beyond the top {size}",
    "export.beyond": "more than was asked",
    "export.nothing": "nothing yet",
    "export.state_paper": "on paper",
    "export.state_typed": "typed",
    "export.state_read": "read back",
    "export.state_nothing": "nothing coming",
    "export.closed": "closed",
    "export.merged_into": "part of {group} now",
    "export.empty_open": "Nothing yet from {names}",
    "export.empty_paper": "On paper, not typed yet: {names}",
    "export.empty_typed": "Done, but empty: {names}",
    "export.empty_read": "Read back, but empty: {names}",
    "export.empty_nothing": "Nothing coming from {names}",
    "export.the_room": "the room",
    "export.nobody": "There are no groups for this form yet.",
    "export.rehearsal": "REHEARSAL",
    "export.groups": "Groups: {names}",
    "export.before": "Not begun yet",
    "export.running": "Running since {at}",
    "export.paused": "Began at {at}, paused",
    "export.over": "Over at {at}",
    "export.timeline": "Timeline",
    "export.plan": "plan",
    "export.actual": "actual",
    "export.block": "block",
    "export.minutes": "min",
    "export.remarks": "remarks",
    "export.block_skipped": "skipped",
    "export.block_inserted": _inserted,
    "export.block_dropped": "dropped",
    "export.block_now": "running now",
    "export.block_paused": "paused",
    "export.was_paused": "{minutes} pause",
    "export.was_extended": "{minutes} extended",
    "export.was_shortened": "{minutes} shortened",
    "export.was_over": "{minutes} over time",
    "export.form": "form",
    "export.whose": "from",
    "export.place": "place",
    "export.rank": "no.",
    "export.text": "text",
    "export.author": "typed by",
    "export.labels": "labels",
    "export.notes": "Loose notes",
    "export.time": "time",
    "export.note": "note",
}
