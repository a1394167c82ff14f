"""What the editor tells the screen; `key` names the form and group it is about.

In each, `entry` is the entry's id (a new one is made by the editor) and `after` the id of the
entry it stands behind in its slot, None for the first place. Texts have passed the gate.
"""

from dataclasses import dataclass

from textual.message import Message


@dataclass
class Saved(Message, namespace="form_editor"):
    """A row or cell was left with another text than it had."""

    key: str
    slot: str
    entry: str
    text: str
    after: str | None
    new: bool


@dataclass
class Removed(Message, namespace="form_editor"):
    """A row was emptied or taken away, with its cells; or a cell was emptied."""

    key: str
    entry: str


@dataclass
class Moved(Message, namespace="form_editor"):
    """A row was put elsewhere in its slot."""

    key: str
    entry: str
    slot: str
    after: str | None


@dataclass
class Pasted(Message, namespace="form_editor"):
    """Several lines were pasted: new entries as (slot, entry, text, after), to save as one step."""

    key: str
    rows: tuple[tuple[str, str, str, str | None], ...]


@dataclass
class Drafted(Message, namespace="form_editor"):
    """The half-typed text changed; it is the saved text again when all typing was taken back."""

    key: str
    slot: str
    entry: str
    text: str


@dataclass
class Escaped(Message, namespace="form_editor"):
    """Half-typed text was thrown away; `FormEditor.restore_draft` puts it back."""

    key: str
    slot: str
    entry: str
    text: str


@dataclass
class Conflict(Message, namespace="form_editor"):
    """Someone else saved `theirs` for the entry that is being typed; the typed text stays."""

    key: str
    entry: str
    theirs: str


@dataclass
class Complete(Message, namespace="form_editor"):
    """Enter was pressed in a full form."""

    key: str


@dataclass
class Nowhere(Message, namespace="form_editor"):
    """Something was typed where there is no row to type in."""

    key: str
