"""Dutch texts of the run."""

from ai_tui.locale import Template

WORDS: dict[str, Template] = {
    "run.forget_no_run": "{folder} is geen map van een run en blijft staan.",
    "run.forget_other": "In {folder} staat ook '{name}', dat bij geen run hoort; haal dat eerst weg.",
    "run.forget_in_use": "In {folder} wordt nu getypt; sluit eerst de schermen van deze run.",
    "run.unknown": "Geen run '{name}' gevonden; `ai-tui list` toont welke er zijn.",
    "run.ambiguous": "'{name}' past bij meer dan één run: {names}. Geef een langere naam.",
    "run.more": ", … en nog {n}",
    "run.no_plan": "In {folder} staat geen leesbare sessie; het is geen run, of hij is beschadigd.",
    "run.no_start": "'{text}' kan niet als begin; schrijf planned, now of een tijd zoals 16:40.",
    "run.no_time": "'{text}' is geen tijd; schrijf een tijd zoals 16:37.",
}
