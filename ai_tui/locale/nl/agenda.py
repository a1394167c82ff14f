"""Dutch texts of the agenda area."""

from ai_tui.locale import Template

WORDS: dict[str, Template] = {}
