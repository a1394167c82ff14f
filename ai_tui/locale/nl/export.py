"""Dutch texts of the export area."""

from ai_tui.locale import Template


def _inserted(*, minutes: str, at: str) -> str:
    """'toegevoegd: 15 min vanaf 17:15', without what is not known."""
    plan = " ".join(filter(None, (minutes, at and f"vanaf {at}")))
    return f"toegevoegd: {plan}" if plan else "toegevoegd"


WORDS: dict[str, Template] = {
    "export.speaker": "Spreker {n}",
    "export.late": "nagekomen",
    "export.query": "navragen",
    "export.beyond_top": "buiten de top-{size}",
    "export.beyond": "meer dan gevraagd",
    "export.nothing": "nog niets",
    "export.state_paper": "op papier",
    "export.state_typed": "getypt",
    "export.state_read": "nagelezen",
    "export.state_nothing": "komt niets",
    "export.closed": "gesloten",
    "export.merged_into": "hoort nu bij {group}",
    "export.empty_open": "Nog niets van {names}",
    "export.empty_paper": "Op papier, nog niet getypt: {names}",
    "export.empty_typed": "Klaar, maar leeg: {names}",
    "export.empty_read": "Nagelezen, maar leeg: {names}",
    "export.empty_nothing": "Komt niets van {names}",
    "export.the_room": "de zaal",
    "export.nobody": "Er zijn nog geen groepen voor dit formulier.",
    "export.rehearsal": "OEFENING",
    "export.groups": "Groepen: {names}",
    "export.before": "Nog niet begonnen",
    "export.running": "Loopt sinds {at}",
    "export.paused": "Begonnen om {at}, staat stil",
    "export.over": "Afgelopen om {at}",
    "export.timeline": "Tijdlijn",
    "export.plan": "plan",
    "export.actual": "werkelijk",
    "export.block": "onderdeel",
    "export.minutes": "min",
    "export.remarks": "bijzonderheden",
    "export.block_skipped": "overgeslagen",
    "export.block_inserted": _inserted,
    "export.block_dropped": "vervallen",
    "export.block_now": "loopt nu",
    "export.block_paused": "staat stil",
    "export.was_paused": "{minutes} pauze",
    "export.was_extended": "{minutes} verlengd",
    "export.was_shortened": "{minutes} ingekort",
    "export.was_over": "{minutes} uitgelopen",
    "export.form": "formulier",
    "export.whose": "van",
    "export.place": "vak",
    "export.rank": "nr",
    "export.text": "tekst",
    "export.author": "getypt door",
    "export.labels": "labels",
    "export.notes": "Losse notities",
    "export.time": "tijd",
    "export.note": "notitie",
}
