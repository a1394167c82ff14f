"""The form editor: types any form from its slots."""

from ai_tui.tui.editor.editor import FormEditor

__all__ = ["FormEditor"]
