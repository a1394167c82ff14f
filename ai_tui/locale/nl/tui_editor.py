"""Dutch texts of the form editor."""

from ai_tui.locale import Template

WORDS: dict[str, Template] = {
    "tui_editor.outside": "buiten de top-{size}",
    "tui_editor.beyond": "meer dan de gevraagde {size}",
    "tui_editor.also": "ook getypt",
}
