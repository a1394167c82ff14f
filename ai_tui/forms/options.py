"""The pieces that kinds build the keys of a session file from."""

from collections.abc import Sequence
from typing import Annotated

from msgspec import Meta

from ai_tui.errors import BadValue

Name = Annotated[str, Meta(min_length=1, max_length=1000)]
"""A heading, a question, a name: something, and no essay."""

Size = Annotated[int, Meta(ge=1, le=20)]
"""How many entries are asked."""


def all_different(names: Sequence[str]) -> None:
    """Raise BadValue when a name is blank or stands there twice."""
    seen = set[str]()
    for name in names:
        if not name.strip():
            raise BadValue("forms.blank_name")
        if name.strip().casefold() in seen:
            raise BadValue("forms.twice", name=name)
        seen.add(name.strip().casefold())
