"""English texts of the forms area."""

from ai_tui.locale import Template

WORDS: dict[str, Template] = {}
