"""English texts of the session area."""

from ai_tui.locale import Template

WORDS: dict[str, Template] = {}
