"""A harvest without persons: who typed, who spoke and who does it are left out.

Texts stay as they were typed: a name in them stays too.
"""

from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from ai_tui.forms import Entry
from ai_tui.locale import Words
from ai_tui.session.model import Form

WHO = "who"
"""The cell beside an agreement that says who does it."""
SPEAKERS = "speakers"
"""The option of a form that names who answers."""


def without_names(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries without their authors, but for those that say who."""
    for entry in entries:
        if entry.slot.partition("@")[0] != WHO:
            yield replace(entry, author="")


def without_speakers(forms: Iterable[Form], words: Words) -> Iterator[Form]:
    """The forms with numbers for their speakers: one who speaks twice has one number."""
    called: dict[str, str] = {}
    for form in forms:
        yield replace(form, options=_numbered(form.options, called, words))


def _numbered(
    options: Mapping[str, object], called: dict[str, str], words: Words
) -> dict[str, object]:
    speakers = options.get(SPEAKERS)
    if not isinstance(speakers, list | tuple):
        return dict(options)
    for speaker in map(str, speakers):
        called.setdefault(speaker, words("export.speaker", n=len(called) + 1))
    return {**options, SPEAKERS: [called[str(speaker)] for speaker in speakers]}
