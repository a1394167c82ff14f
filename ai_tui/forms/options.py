"""The pieces that kinds build the keys of a session file from."""

from collections.abc import Sequence
from typing import Annotated

from msgspec import Meta

from ai_tui.errors import BadValue, refuse

Name = Annotated[str, Meta(min_length=1, max_length=1000)]
"""A heading, a question, a name: something, and no essay."""

Size = Annotated[int, Meta(ge=1, le=20)]
"""How many entries are asked."""


def all_different(**lists: Sequence[str]) -> None:
    """Raise BadValue for every name that is blank or stands twice in one of the lists."""
    found: list[BadValue] = []
    for key, names in lists.items():
        seen = set[str]()
        for n, name in enumerate(names):
            if not name.strip():
                found.append(BadValue("forms.blank_name", key, n))
            elif name.strip().casefold() in seen:
                found.append(BadValue("forms.twice", key, n, name=name))
            seen.add(name.strip().casefold())
    refuse(found)
