"""Commands of the harvest: the row under the hands, the group and the form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ai_tui.tui.commands.command import Command
from ai_tui.tui.desk import Place, is_room
from ai_tui.tui.screens.harvest_parts import no_row, paint_footer
from ai_tui.tui.screens.naming import step_name, typed_name

if TYPE_CHECKING:
    from ai_tui.run.undo import Reversal
    from ai_tui.session.model import Group
    from ai_tui.tui.screens.scribe import ScribeScreen


def _undo(scribe: ScribeScreen) -> None:
    scribe.editor.flush()
    drafts = scribe.typing.drafts
    if (text := drafts.thrown) is None:
        scribe.typing.when_saved(lambda: _told(scribe, scribe.run.undo.undo("harvest"), "undo"))
    else:
        drafts.put_thrown_back()
        what = typed_name(scribe.run, text)
        scribe.say(scribe.words("tui.escaped_back", what=what.said), names=what.names)


def _redo(scribe: ScribeScreen) -> None:
    scribe.typing.when_saved(lambda: _told(scribe, scribe.run.undo.redo("harvest"), "redo"))


def _told(scribe: ScribeScreen, reversal: Reversal | None, verb: str) -> None:
    if reversal is None:
        scribe.say(scribe.words(f"tui.nothing_to_{verb}"))
        return
    what, who = step_name(scribe.run, reversal.step), reversal.changed_by
    if who:
        key = {"undo": "tui.not_undone", "redo": "tui.not_redone"}[verb]
        scribe.say(scribe.words(key, what=what.said, who=who), "look_out", names=what.names)
        paint_footer(scribe)
        return
    scribe.typing.open_step(reversal.step)
    key = {"undo": "tui.undone", "redo": "tui.redone"}[verb]
    scribe.say(scribe.words(key, what=what.said), names=what.names)


def _undo_label(scribe: ScribeScreen) -> str | None:
    text, step = scribe.typing.drafts.thrown, scribe.run.undo.next_undo("harvest")
    if scribe.editor.unsaved:
        what = scribe.words("tui.step.row")
    elif text is not None:
        what = typed_name(scribe.run, text).said
    elif step is not None:
        what = step_name(scribe.run, step).said
    else:
        return None
    return scribe.words("tui.do.undo_what", what=what)


def _group_label(scribe: ScribeScreen) -> str | None:
    return scribe.desk.next_group_name() or None


def _no_step(scribe: ScribeScreen) -> str:
    """The key of the text that tells why there is no other group to go to."""
    if scribe.desk.group is None:
        return no_row(scribe.desk.form)
    return "tui.no_other_group" if is_room(scribe.desk.group) else "tui.only_group"


def _step_group(by: int) -> Command:
    def step(scribe: ScribeScreen) -> None:
        if not scribe.desk.next_group_name():
            scribe.say(scribe.words(_no_step(scribe)))
            return
        scribe.editor.flush()
        scribe.desk.step_group(by)
        scribe.place_changed()

    if by > 0:
        return Command(
            id="group_next",
            section="group",
            run=step,
            keys=("ctrl+n", "pagedown"),
            letter="n",
            rank=5,
            label=_group_label,
            least=12,
            steady=True,
        )
    return Command(id="group_before", section="group", run=step, keys=("pageup",))


def _overview(scribe: ScribeScreen) -> None:
    from ai_tui.tui.panels.overview import Overview

    scribe.editor.flush()
    scribe.open_panel(Overview(scribe.run, scribe.desk), scribe.go)


def _form(scribe: ScribeScreen) -> None:
    """Open the next form of the block, with the same group where that has it."""
    following = scribe.desk.next_form()
    if following is None:
        scribe.say(scribe.words("tui.no_other_form"))
        return
    scribe.editor.flush()
    scribe.go(scribe.desk.place_in(following, scribe.desk.place.group))


def _form_label(scribe: ScribeScreen) -> str | None:
    return scribe.words("tui.do.form") if scribe.desk.next_form() else None


def _to_now(scribe: ScribeScreen) -> None:
    scribe.editor.flush()
    place = scribe.desk.place_of(scribe.run.evening())
    if place is None:
        scribe.say(scribe.words("tui.no_form_now"))
    scribe.go(place)


def _groups(scribe: ScribeScreen) -> None:
    from ai_tui.tui.panels.groups import Groups

    scribe.editor.flush()
    scribe.open_panel(Groups(scribe.run, scribe.desk.group_kind), lambda _: scribe.groups_changed())


def _state(scribe: ScribeScreen) -> None:
    from ai_tui.run.state import FormState
    from ai_tui.tui.panels.states import States

    form, group = scribe.desk.form, scribe.desk.group
    if form is None or group is None:
        scribe.say(scribe.words(no_row(form)))
        return
    if group.closed:
        scribe.say(scribe.words("tui.group_closed", group=scribe.run.group_name(group)))
        return

    def chosen(state: FormState | None) -> None:
        if state is not None:
            scribe.run.harvest.mark(form.id, group.id, state)
            scribe.refresh_harvest()

    scribe.open_panel(States(scribe.run, form, group), chosen)


def _remove(scribe: ScribeScreen) -> None:
    scribe.editor.take_away()


def _move_row(step: int) -> Command:
    def move(scribe: ScribeScreen) -> None:
        scribe.editor.move_row(step)

    name, way = ("lower", "down") if step > 0 else ("raise", "up")
    return Command(id=name, section="row", run=move, keys=(f"alt+{way}",), letter=way)


def _newline(scribe: ScribeScreen) -> None:
    scribe.editor.new_line()


def _move(scribe: ScribeScreen) -> None:
    from ai_tui.tui.panels.moveto import MoveTo

    scribe.editor.flush()
    form, key = scribe.desk.form, scribe.typing.entry_here()
    if is_room(scribe.desk.group):
        scribe.say(scribe.words("tui.no_other_group"))
        return
    if form is None or not key:
        scribe.say(scribe.words("tui.no_entry_here"))
        return

    def chosen(group: Group | None) -> None:
        entry = scribe.run.state.entry(key)
        if group is None or entry is None or form is None:
            return
        standing = scribe.run.harvest_of(form, group).get(entry.slot, ())
        scribe.run.harvest.move(key, group.id, entry.slot, standing[-1].id if standing else "")
        scribe.refresh_harvest()
        scribe.say(scribe.words("tui.moved_to", group=scribe.run.group_name(group)))

    scribe.open_panel(MoveTo(scribe.run, form, scribe.desk.place.group), chosen)


def _history(scribe: ScribeScreen) -> None:
    from ai_tui.tui.panels.history import History

    scribe.editor.flush()
    key = scribe.typing.entry_here()
    if not key:
        scribe.say(scribe.words("tui.no_entry_here"))
        return
    scribe.open_panel(History(scribe.run, key), lambda _: scribe.refresh_harvest())


def _search(scribe: ScribeScreen) -> None:
    from ai_tui.tui.panels.search import Search

    scribe.editor.flush()

    def chosen(key: str | None) -> None:
        entry = scribe.run.state.entry(key) if key else None
        if entry is not None:
            scribe.go(Place(entry.form, entry.group))
            scribe.editor.reveal(entry.id)

    scribe.open_panel(Search(scribe.run), chosen)


COMMANDS: tuple[Command, ...] = (
    _move_row(-1),
    _move_row(1),
    Command(id="remove", section="row", run=_remove, keys=("ctrl+x",), letter="w"),
    Command(id="newline", section="row", run=_newline, letter="l"),
    Command(id="moveto", section="row", run=_move, letter="a"),
    Command(id="history", section="row", run=_history, letter="h"),
    Command(id="search", section="row", run=_search, keys=("ctrl+f",), letter="z", rank=11),
    Command(
        id="undo",
        section="row",
        run=_undo,
        keys=("ctrl+z",),
        rank=7,
        label=_undo_label,
        least=16,
        steady=True,
    ),
    Command(id="redo", section="row", run=_redo, keys=("ctrl+y",)),
    _step_group(1),
    _step_group(-1),
    Command(id="overview", section="group", run=_overview, keys=("ctrl+g",), letter="g", rank=6),
    Command(
        id="form",
        section="group",
        run=_form,
        keys=("ctrl+t",),
        letter="f",
        rank=10,
        label=_form_label,
    ),
    Command(id="now", section="group", run=_to_now, keys=("f9",), letter=".", rank=0),
    Command(id="groups", section="group", run=_groups, letter="j"),
    Command(id="state", section="group", run=_state, letter="="),
)
