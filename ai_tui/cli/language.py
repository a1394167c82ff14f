"""Which language a command speaks: what was asked; the locale where no session says another."""

from collections.abc import Mapping, Sequence

from ai_tui.locale import LANGUAGES

DEFAULT = "nl"
OWN_VARIABLE = "AI_TUI_LANG"
_LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
_PARTS = "_.@-"


def named(text: str) -> str | None:
    """The language that `nl`, `EN` or `nl_NL.UTF-8` names, or None when it is not one of ours."""
    word = text.strip().casefold()
    for sign in _PARTS:
        word = word.partition(sign)[0]
    return word if word in LANGUAGES else None


def asked_for(argv: Sequence[str]) -> str | None:
    """The language of the last good `--lang` in a command line that nobody parsed yet."""
    chosen = None
    for word, following in zip(argv, [*argv[1:], ""], strict=False):
        if word == "--":
            break
        if word == "--lang":
            chosen = named(following) or chosen
        elif word.startswith("--lang="):
            chosen = named(word.partition("=")[2]) or chosen
    return chosen


def chosen(argv: Sequence[str], env: Mapping[str, str]) -> str | None:
    """The language asked for with `--lang` or our own variable; None leaves it to the session."""
    return asked_for(argv) or named(env.get(OWN_VARIABLE, ""))


def local(env: Mapping[str, str]) -> str:
    """The language of this machine: the locale's, if it is one of ours."""
    names = (env.get(variable, "") for variable in _LOCALE_VARIABLES)
    return next((lang for name in names if (lang := named(name))), DEFAULT)
