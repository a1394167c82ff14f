"""The other commands: help, notes, colours, the bell, who is on, and leaving."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ai_tui.tui.commands.command import Command
from ai_tui.tui.theme import THEMES

if TYPE_CHECKING:
    from ai_tui.tui.screens.scribe import ScribeScreen


def _strip(scribe: ScribeScreen) -> None:
    from ai_tui.tui.panels.strip import Strip

    doing = scribe.doing
    scribe.open_panel(Strip(doing.commands, doing.label_of), _chosen(scribe))


def _palette(scribe: ScribeScreen) -> None:
    from ai_tui.tui.panels.palette import Palette

    doing = scribe.doing
    scribe.open_panel(Palette(doing.commands, doing.label_of, scribe.run), _chosen(scribe))


def _chosen(scribe: ScribeScreen) -> Callable[[str | None], None]:
    """Do what was chosen in the strip or the palette; leaving took two keys there already."""

    def do(name: str | None) -> None:
        if name == "quit":
            scribe.safety.leave()
        elif name:
            scribe.doing.do(name)

    return do


def _help(scribe: ScribeScreen) -> None:
    from ai_tui.tui.panels.help import Help

    scribe.open_panel(Help(scribe.doing.commands, scribe.run))


def _note(scribe: ScribeScreen) -> None:
    from ai_tui.tui.panels.note import NotePanel

    def typed(text: str | None) -> None:
        if text:
            scribe.run.harvest.note(text)
            scribe.say(scribe.words("tui.noted"))
            scribe.refresh_harvest()

    scribe.open_panel(NotePanel(scribe.run), typed)


def _instruction(scribe: ScribeScreen) -> None:
    from ai_tui.tui.panels.instruction import Instruction

    scribe.open_panel(Instruction(scribe.run))


def _who(scribe: ScribeScreen) -> None:
    from ai_tui.tui.panels.who import Who

    scribe.open_panel(Who(scribe.run))


def _colours(scribe: ScribeScreen) -> None:
    names = [theme.name for theme in THEMES]
    scribe.app.theme = names[(names.index(scribe.app.theme) + 1) % len(names)]


def _bell(scribe: ScribeScreen) -> None:
    scribe.rings = not scribe.rings
    scribe.say(scribe.words("tui.bell_on" if scribe.rings else "tui.bell_off"))


def _redraw(scribe: ScribeScreen) -> None:
    scribe.app.refresh(layout=True)


def _rescue(scribe: ScribeScreen) -> None:
    scribe.safety.ask()


def _quit(scribe: ScribeScreen) -> None:
    """Copy what is selected; else leave at the second press in a row."""
    if selected := scribe.editor.selected_text:
        scribe.app.copy_to_clipboard(selected)
        scribe.say(scribe.words("tui.copied"))
    else:
        leave_at_second(scribe)


def leave_at_second(scribe: ScribeScreen) -> bool:
    """Leave at the second press in a row, and give True; say so at the first."""
    if scribe.leaving.again():
        scribe.safety.leave()
        return True
    alone = scribe.run.state.rehearsal is not None and len(scribe.link.people) < 2
    told = scribe.words("tui.quit_again_rehearsal" if alone else "tui.quit_again")
    scribe.say(told, "look_out", holds=lambda: scribe.leaving.armed)
    return False


COMMANDS: tuple[Command, ...] = (
    Command(id="strip", section="more", run=_strip, keys=("ctrl+o",), rank=1),
    Command(id="help", section="more", run=_help, keys=("f1",), letter="?", rank=8),
    Command(id="palette", section="more", run=_palette, keys=("ctrl+p",)),
    Command(id="note", section="more", run=_note, keys=("ctrl+k",), letter="k", rank=12),
    Command(id="instruction", section="more", run=_instruction, letter="u"),
    Command(id="colours", section="more", run=_colours, letter="c"),
    Command(id="bell", section="more", run=_bell, letter="r"),
    Command(id="who", section="more", run=_who, letter="x"),
    Command(id="redraw", section="more", run=_redraw, keys=("ctrl+l",)),
    Command(id="rescue", section="more", run=_rescue, letter="!"),
    Command(id="quit", section="more", run=_quit, keys=("ctrl+c",), letter="q"),
)
