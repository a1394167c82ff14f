"""Dutch texts of the forms area."""

from ai_tui.locale import Template

WORDS: dict[str, Template] = {
    "forms.term": "{label} · {day}",
    "forms.about": "Over wie",
    "forms.about_group": "Over {group}",
    "forms.heard": "Gehoord",
    "forms.general": "Algemeen",
    "forms.from": "Van",
    "forms.what": "Wat",
    "forms.who": "Wie",
    "forms.when": "Wanneer",
    "forms.question": "Vraag",
    "forms.speaker": "Wie",
    "forms.answer": "Antwoord",
    "forms.by": "Wanneer",
    "forms.deliver": "Wat er dan is",
    "forms.rest": "Overig",
    "forms.blank_name": "een naam is leeg; vul hem in of haal hem weg",
    "forms.twice": "'{name}' staat er twee keer; geef elk een eigen naam",
    "forms.no_period": "'{period}' is geen termijn; schrijf bijvoorbeeld '1 week' of '3 months'",
    "forms.two_dates": "'{label}' heeft een datum en een termijn; laat een van de twee weg",
}
