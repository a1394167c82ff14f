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
    texts: dict[str, Template] = {}
    for area in AREAS:
        texts |= _texts_of(area, lang)
    return texts


def _texts_of(area: str, lang: str) -> Mapping[str, Template]:
    if lang not in LANGUAGES:
        raise ValueError(f"no texts in {lang!r}")
    texts: Mapping[str, Template] = import_module(f"{__name__}.{lang}.{area}").WORDS
    return texts


class Words:
    """The texts of one language: `words("key", name=value)`."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self._texts = dict(_texts_of("common", lang))

    def __call__(self, key: str, /, **fields: object) -> str:
        """The text of `key` with its fields filled in; an unknown key raises KeyError."""
        text = self._texts.get(key)
        if text is None:
            text = self._find(key)
        return text.format(**fields) if isinstance(text, str) else text(**fields)

    def read(self, area: str) -> None:
        """Read the texts of an area before they are needed: later no file may open any more."""
        self._texts |= _texts_of(area, self.lang)

    def _find(self, key: str) -> Template:
        """The text of `key`, whose area is read now: a command needs few of them."""
        wanted = key.partition(".")[0]
        for area in AREAS:
            if area == wanted or area.startswith(f"{wanted}_"):
                self.read(area)
                if key in self._texts:
                    break
        return self._texts[key]
