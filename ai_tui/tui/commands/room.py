"""Commands of the room's screen: what it shows, a message on it, and reading a group's lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ai_tui.tui.commands.command import Command

if TYPE_CHECKING:
    from ai_tui.run.wall import WallChoice
    from ai_tui.tui.screens.scribe import ScribeScreen


def _room(scribe: ScribeScreen) -> None:
    from ai_tui.tui.panels.room import Room

    scribe.editor.flush()

    def chosen(key: str | None) -> None:
        if key is not None:
            _do(scribe, key)

    scribe.open_panel(Room(scribe.run, scribe.desk.form, scribe.desk.group), chosen)


def _do(scribe: ScribeScreen, key: str) -> None:
    """Do what was chosen in the panel."""
    others = {
        "harvest": _read_back,
        "hide": _hide,
        "message": _message,
        "no_message": _take_away,
    }
    if key in others:
        others[key](scribe)
    else:
        _show(scribe, key)  # type: ignore[arg-type]


def _show(scribe: ScribeScreen, choice: WallChoice) -> None:
    scribe.run.wall.show(choice)
    _told(scribe, scribe.words(f"tui_wall.shown.{choice}"))


def _told(scribe: ScribeScreen, text: str) -> None:
    scribe.paint()
    scribe.say(text)


def _read_back(scribe: ScribeScreen) -> None:
    scribe.editor.flush()
    form, group = scribe.desk.form, scribe.desk.group
    if form is None or group is None:
        scribe.say(scribe.words("tui_wall.nothing_to_read"))
        return
    scribe.run.wall.read_back(form.id, group.id)
    name = scribe.run.group_name(group)
    _told(scribe, scribe.words("tui_wall.shown.harvest", group=name, form=form.title))


def _hide(scribe: ScribeScreen) -> None:
    form, group = scribe.desk.form, scribe.desk.group
    if form is not None and group is not None:
        scribe.run.wall.release(form.id, group.id, released=False)
        _told(scribe, scribe.words("tui_wall.hidden", group=scribe.run.group_name(group)))


def _message(scribe: ScribeScreen) -> None:
    from ai_tui.tui.panels.message import MessagePanel

    scribe.editor.flush()

    def typed(text: str | None) -> None:
        if text:
            scribe.run.wall.say(text)
            _told(scribe, scribe.words("tui_wall.said"))
        elif text is not None:
            _take_away(scribe)

    scribe.open_panel(MessagePanel(scribe.run), typed)


def _take_away(scribe: ScribeScreen) -> None:
    if scribe.run.wall.now().message:
        scribe.run.wall.say("")
        _told(scribe, scribe.words("tui_wall.taken_away"))


def _room_label(scribe: ScribeScreen) -> str:
    """What the room sees, when that does not follow by itself."""
    choice = scribe.run.wall.now().choice
    room = scribe.words("tui.do.room")
    return room if choice == "auto" else f"{room}: {scribe.words(f'tui_wall.choice.{choice}')}"


COMMANDS: tuple[Command, ...] = (
    Command(
        id="room",
        section="room",
        run=_room,
        keys=("f8",),
        letter="s",
        rank=9,
        label=_room_label,
    ),
    Command(id="message", section="room", run=_message, letter="m"),
    Command(id="readback", section="room", run=_read_back, letter="8"),
)
