"""English texts of the store area."""

from ai_tui.locale import Template

WORDS: dict[str, Template] = {}
