"""Finding what a word on the command line means: by id or title, whatever the case."""

from collections.abc import Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

from ai_tui.errors import UsageError
from ai_tui.locale import Words
from ai_tui.session.names import nearest
from ai_tui.session.problems import short
from ai_tui.text import clean_line, folded

T = TypeVar("T")

_MOST_SHOWN = 30


class Choice(NamedTuple, Generic[T]):
    """Something to choose: how lists show it, and what else it may be called."""

    thing: T
    shown: str
    names: tuple[str, ...]


def choose(text: str, choices: Sequence[Choice[T]], kind: str, words: Words) -> T:
    """The one thing that `text` names; else UsageError with the nearest and all there is.

    A name may be given whole, by its beginning, or by its last words, as long as only one fits.
    `kind` ends the keys of the texts: 'form' for `cli.no_form` and `cli.many_form`.
    """
    wanted = compared(text)
    for fits in (str.__eq__, str.startswith, _ends_with):
        found = [c for c in choices if wanted and any(fits(compared(n), wanted) for n in c.names)]
        if len(found) == 1:
            return found[0].thing
        if found:
            names = listed(choice.shown for choice in found)
            raise UsageError(words(f"cli.many_{kind}", name=short(text), names=names))
    raise unknown(
        text, kind, [c.shown for c in choices], [n for c in choices for n in c.names], words
    )


def unknown(
    text: str, kind: str, shown: Iterable[str], names: Iterable[str], words: Words
) -> UsageError:
    """The error for a name that nothing has."""
    near = nearest(clean_line(text), map(clean_line, names))
    return UsageError(
        words(f"cli.no_{kind}", name=short(text), near=short(near), names=listed(shown))
    )


def listed(names: Iterable[str]) -> str:
    """Names for a message, no more than fit it."""
    several = [short(name) for name in names]
    more = [*several[:_MOST_SHOWN], "…"] if len(several) > _MOST_SHOWN else several
    return ", ".join(more)


def compared(text: str) -> str:
    """A name as names are compared: without case, accents and more than one blank."""
    return " ".join(folded(clean_line(text)).split())


def _ends_with(name: str, wanted: str) -> bool:
    return name.endswith(f" {wanted}")
