"""English texts of the form editor."""

from ai_tui.locale import Template

WORDS: dict[str, Template] = {
    "tui_editor.outside": "outside the top {size}",
    "tui_editor.beyond": "beyond the {size} asked for",
    "tui_editor.also": "also typed",
}
