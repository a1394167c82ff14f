"""Dutch texts of the tui area."""

from ai_tui.locale import Template

WORDS: dict[str, Template] = {}
