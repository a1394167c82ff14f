"""English texts of the cli area."""

from ai_tui.locale import Template

WORDS: dict[str, Template] = {}
