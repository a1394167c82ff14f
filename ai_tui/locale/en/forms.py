"""English texts of the forms area."""

from ai_tui.locale import Template

WORDS: dict[str, Template] = {
    "forms.term": "{label} · {day}",
    "forms.about": "About",
    "forms.about_group": "About {group}",
    "forms.heard": "Heard",
    "forms.general": "In general",
    "forms.from": "From",
    "forms.what": "What",
    "forms.who": "Who",
    "forms.when": "When",
    "forms.question": "Question",
    "forms.speaker": "Who",
    "forms.answer": "Answer",
    "forms.by": "When",
    "forms.deliver": "What will be delivered",
    "forms.rest": "Other",
    "forms.blank_name": "a name is empty; fill it in or take it away",
    "forms.twice": "'{name}' is there twice; give each its own name",
    "forms.no_period": "'{period}' is not a period; write for example '1 week' or '3 months'",
    "forms.two_dates": "'{label}' has a date and a period; leave one of them out",
}
