"""Dutch texts of the export area."""

from ai_tui.locale import Template

WORDS: dict[str, Template] = {}
