"""English texts of the run area."""

from ai_tui.locale import Template

WORDS: dict[str, Template] = {}
