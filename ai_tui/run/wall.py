"""What the room's screen shows: the scribe's choice, messages, and what was released to it."""

from datetime import datetime, timedelta
from typing import Annotated, Literal, get_args

import msgspec
from msgspec import Meta, Struct

from ai_tui.run.documents import read
from ai_tui.run.ledger import Ledger
from ai_tui.store.steps import Version
from ai_tui.text import clean_entry

WallChoice = Literal["auto", "clock", "instruction", "title", "harvest", "dark"]
"""What the scribe chose for the room; 'auto' follows the session by itself."""

CHOICES: tuple[WallChoice, ...] = get_args(WallChoice)

MESSAGE_STAYS = timedelta(seconds=60)
"""How long a message stands on the room's screen unless it is taken away before."""


class Message(Struct, frozen=True):
    """Words for the room, and when they were put up."""

    text: str
    at: Annotated[datetime, Meta(tz=True)]


class _View(Struct, frozen=True):
    """The document of the choice; `form` and `group` are those of the harvest shown."""

    choice: WallChoice = "auto"
    form: str = ""
    group: str = ""


class Wall(Struct, frozen=True):
    """What the room's screen shows at one moment."""

    choice: WallChoice = "auto"
    form: str = ""
    group: str = ""
    message: str = ""
    released: frozenset[tuple[str, str]] = frozenset()
    """Forms and groups whose saved lines the room may see."""


class WallVerbs:
    """What a scribe does to the room's screen; each verb is one step in the journal."""

    def __init__(self, run: Ledger) -> None:
        self._run = run

    def now(self) -> Wall:
        """What the room's screen shows now."""
        state = self._run.state
        view = read(state.doc("wall", "view"), _View) or _View()
        message = read(state.doc("wall", "message"), Message)
        shown = message is not None and self._run.now().wall - message.at < MESSAGE_STAYS
        return Wall(
            choice=view.choice,
            form=view.form,
            group=view.group,
            message=message.text if message and shown else "",
            released=self._released(),
        )

    def _released(self) -> frozenset[tuple[str, str]]:
        released = self._run.state.table("released").values()
        return frozenset((str(doc.get("form")), str(doc.get("group"))) for doc in released)

    def show(self, choice: WallChoice) -> None:
        """Let the room see this."""
        self._run.commit([_version("view", _View(choice))])

    def read_back(self, form: str, group: str) -> None:
        """Release a group's lines of a form and let the room see them."""
        self._run.commit(
            [_released(form, group, True), _version("view", _View("harvest", form, group))]
        )

    def release(self, form: str, group: str, released: bool) -> None:
        """Let the room see a group's lines of a form when it is their time, or no longer."""
        self._run.commit([_released(form, group, released)])

    def say(self, text: str) -> None:
        """Put a message on the room's screen; an empty one takes it away."""
        text = clean_entry(text)
        message = Message(text, self._run.now().wall) if text else None
        self._run.commit([_version("message", message)])


def _version(key: str, value: Struct | None) -> Version:
    return Version("wall", key, None if value is None else msgspec.to_builtins(value))


def _released(form: str, group: str, released: bool) -> Version:
    doc = {"form": form, "group": group} if released else None
    return Version("released", f"{form}/{group}", doc)
