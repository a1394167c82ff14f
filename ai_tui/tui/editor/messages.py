"""What the editor tells the screen; `key` names the form and group it is about.

In each, `entry` is the entry's id (a new one is made by the editor) and `after` the id of the
entry it stands behind in its slot, None for the first place. Texts have passed the gate.
"""

from msgspec import Struct


class Saved(Struct, frozen=True):
    """A row or cell was left with another text than it had."""

    key: str
    slot: str
    entry: str
    text: str
    after: str | None
    new: bool


class Removed(Struct, frozen=True):
    """A row was emptied or taken away, with its cells; or a cell was emptied."""

    key: str
    entry: str


class Moved(Struct, frozen=True):
    """A row was put elsewhere in its slot."""

    key: str
    entry: str
    slot: str
    after: str | None


class Pasted(Struct, frozen=True):
    """Several lines were pasted: new entries as (slot, entry, text, after), to save as one step."""

    key: str
    rows: tuple[tuple[str, str, str, str | None], ...]


class Drafted(Struct, frozen=True):
    """The half-typed text changed; it is '' when nothing is half-typed any more."""

    key: str
    slot: str
    entry: str
    text: str


class Escaped(Struct, frozen=True):
    """Half-typed text was thrown away; `FormEditor.restore_draft` puts it back."""

    key: str
    slot: str
    entry: str
    text: str


class Conflict(Struct, frozen=True):
    """Someone else saved `theirs` for the entry that is being typed; the typed text stays."""

    key: str
    entry: str
    theirs: str


class Complete(Struct, frozen=True):
    """Enter was pressed in a full form."""

    key: str


class Nowhere(Struct, frozen=True):
    """Something was typed where there is no row to type in."""

    key: str


class TooLong(Struct, frozen=True):
    """What was pasted makes an entry longer than one may be; nothing of it was taken."""

    key: str


Told = (
    Saved | Removed | Moved | Pasted | Drafted | Escaped | Conflict | Complete | Nowhere | TooLong
)
"""Any of them."""
