"""What people read, in Dutch and in English."""

from collections.abc import Callable, Mapping
from importlib import import_module

Template = str | Callable[..., str]

LANGUAGES = ("nl", "en")
AREAS = (
    "common",
    "session",
    "agenda",
    "forms",
    "store",
    "run",
    "export",
    "cli",
    "cli_together",
    "tui",
    "tui_clock",
    "tui_editor",
    "tui_panels",
    "tui_wall",
)


def load(lang: str) -> Mapping[str, Template]:
    """All texts of one language, by key; an unknown language raises ValueError."""
    if lang not in LANGUAGES:
        raise ValueError(f"no texts in {lang!r}")
    texts: dict[str, Template] = {}
    for area in AREAS:
        texts |= import_module(f"{__name__}.{lang}.{area}").WORDS
    return texts


class Words:
    """The texts of one language: `words("key", name=value)`."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self._texts = load(lang)

    def __call__(self, key: str, /, **fields: object) -> str:
        """The text of `key` with its fields filled in; an unknown key raises KeyError."""
        text = self._texts[key]
        return text.format(**fields) if isinstance(text, str) else text(**fields)
