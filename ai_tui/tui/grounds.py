"""The grounds that Textual blends: remembered by their colours alone."""

from textual._styles_cache import StylesCache

NAME = "get_inner_outer"
"""What blends them; Textual remembers its answers by the widget as well."""


def forget_widgets() -> None:
    """Let a blended ground be remembered without its widget: a thousand that went would stay."""
    blend = vars(StylesCache)[NAME]
    if not isinstance(blend, classmethod):
        setattr(StylesCache, NAME, classmethod(blend))
