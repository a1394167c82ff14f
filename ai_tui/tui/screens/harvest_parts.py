"""The parts of the scribe's screen that follow the harvest: tabs, others, what is open, status."""

from __future__ import annotations

import heapq
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ai_tui.tui.commands.binding import under_panels
from ai_tui.tui.desk import is_room
from ai_tui.tui.link import MEGABYTE
from ai_tui.tui.paint.beside import room, typed_last, writers
from ai_tui.tui.paint.cards import cards
from ai_tui.tui.paint.foot import footer, status
from ai_tui.tui.paint.matrix import matrix
from ai_tui.tui.paint.models import Card, FooterKey, LastTyped, Save, Tab, Writer
from ai_tui.tui.paint.pieces import (
    EDGE,
    Piece,
    Role,
    Row,
    cells,
    edged,
    fill,
    fit,
    fit_row,
    join,
    rule,
)
from ai_tui.tui.paint.tabs import tabs
from ai_tui.tui.panels.owings import owing, owings

if TYPE_CHECKING:
    from ai_tui.forms.base import Entry
    from ai_tui.session.model import Form, Group
    from ai_tui.tui.commands.command import Command
    from ai_tui.tui.screens.news import Level, News
    from ai_tui.tui.screens.scribe import ScribeScreen

_ROLES: dict[Level, Role] = {
    "news": "text",
    "hint": "rest",
    "look_out": "look_out",
    "alarm": "alarm",
}
CARD_LABEL = 12
"""Cells that the name of a slot takes on a card."""
TYPED_LAST = 12
"""How many of the newest entries the third column shows."""
ROOM = 4
"""Rows of the third column for what the room sees."""


def paint_harvest(scribe: ScribeScreen) -> None:
    """Paint tabs, the others' harvest, what is open, status and footer."""
    if not scribe.frame.fits:
        return
    _paint_tabs(scribe)
    _paint_others(scribe)
    _paint_open(scribe)
    _paint_right(scribe)
    paint_status(scribe)
    paint_footer(scribe)


def _paint_tabs(scribe: ScribeScreen) -> None:
    form, width = scribe.desk.form, scribe.frame.work
    if form is None:
        scribe.part("tabs").set_rows([])
        return
    scribe.part("tabs").set_rows(
        [_group_tabs(scribe, form, width), _form_title(scribe, form, width)]
    )


def no_row(form: Form | None) -> str:
    """The key of the text that tells why there is no row to type in."""
    if form is None:
        return "tui.no_form_now"
    return "tui.no_themes" if form.audience == "themes" else "tui.no_groups"


def _group_tabs(scribe: ScribeScreen, form: Form, width: int) -> Row:
    """The groups of a form, or how to add some."""
    groups = scribe.desk.groups_of(form)
    if not groups:
        scribe.tab_hits = ()
        return fit_row((Piece(f" {scribe.words(no_row(form))}", "rest"),), width)
    shown = [Tab(g.id, scribe.run.group_name(g), owing(scribe.run, form, g).state) for g in groups]
    strip = tabs(shown, scribe.desk.place.group, scribe.words, width)
    scribe.tab_hits = strip.hits
    return strip.row


def _form_title(scribe: ScribeScreen, form: Form, width: int) -> Row:
    """The form, since when it is another block's, and how much of it this group gave."""
    right = _given(scribe, form)
    other = ""
    if form.block != scribe.evening.block and scribe.evening.block:
        other = f"  {_other_block(scribe, form)}"
    name = fit(form.title, max(width - cells(right) - cells(other) - 4, 8))
    title: Row = (Piece(" "), Piece(name, bold=True), Piece(other, "look_out"))
    return fit_row(join(title, (Piece(f"{right} ", "rest"),), width, gap=2), width)


def _given(scribe: ScribeScreen, form: Form) -> str:
    """The group, and how much of what is asked it gave."""
    group = scribe.desk.group
    if group is None:
        return ""
    name = "" if is_room(group) else scribe.run.group_name(group)
    return " · ".join(part for part in (name, _amount(scribe, form, group)) if part)


def _amount(scribe: ScribeScreen, form: Form, group: Group) -> str:
    """How much of what is asked a group gave, all it gave if no number is, or that it is closed."""
    if group.closed:
        return scribe.words("tui_panels.closed")
    there = owing(scribe.run, form, group)
    if there.want:
        return scribe.words("tui.amount", have=there.have, want=there.want)
    return scribe.words("tui_panels.entries", n=there.have) if there.have else ""


def _other_block(scribe: ScribeScreen, form: Form) -> str:
    """When the form's own block ran, or will run."""
    view = scribe.evening.view(form.block)
    sign = "→" if view and view.state == "to_come" else "↶"
    return f"{sign} {scribe.clock_text(view.start)}" if view and view.start else sign


def _paint_others(scribe: ScribeScreen) -> None:
    form, frame = scribe.desk.form, scribe.frame
    if not frame.others:
        return
    others = [] if form is None else _others(scribe, form)
    scribe.part("others").set_rows(
        cards(others, scribe.words, frame.work, frame.others) if others else []
    )


def _others(scribe: ScribeScreen, form: Form) -> list[Card]:
    others = [g for g in scribe.desk.groups_of(form) if g.id != scribe.desk.place.group]
    return [_card(scribe, form, group) for group in others]


def _card(scribe: ScribeScreen, form: Form, group: Group) -> Card:
    """What a group gave: ranks as they stand, or each text behind the slot that it fills."""
    there, name = owing(scribe.run, form, group), scribe.run.group_name(group)
    harvest, slots = scribe.run.harvest_of(form, group), scribe.run.slots(form, group)
    found = [(slot, entry.text) for slot in slots for entry in harvest.get(slot.id, ())]
    if len(slots) == 1:
        return Card(name, there.state, [text for _, text in found], there.want or None)
    named = [f"{fit(slot.title or slot.section, CARD_LABEL)}: {text}" for slot, text in found]
    return Card(name, there.state, named, numbered=False)


def _paint_open(scribe: ScribeScreen) -> None:
    frame, place = scribe.frame, scribe.desk.place
    if frame.open:
        owed = owings(scribe.run, place.group, place.form, scribe.desk.only)
        painted = matrix(owed, scribe.words, frame.left, frame.open - 1)
        rows = [rule(frame.left), *painted.rows]
        scribe.part("open").set_rows(edged(rows, frame.left + 1, frame.open))


def _paint_right(scribe: ScribeScreen) -> None:
    frame, place = scribe.frame, scribe.desk.place
    if not frame.right:
        return
    owed = owings(scribe.run, place.group, place.form, scribe.desk.only)
    half = frame.body * 3 // 10
    last = [
        LastTyped(
            entry.at and entry.at.astimezone(scribe.run.zone), _name(scribe, entry), entry.text
        )
        for entry in newest(scribe)
    ]
    rows = [
        *matrix(owed, scribe.words, frame.right, half).rows,
        *typed_last(last, scribe.words, frame.right, TYPED_LAST + 2),
        *writers(
            _present(scribe), scribe.words, frame.right, frame.body - half - TYPED_LAST - 2 - ROOM
        ),
        *_room(scribe),
    ]
    filled = fill(rows, frame.right, frame.body)
    scribe.part("right").set_rows([(EDGE, *row) for row in filled])


def _room(scribe: ScribeScreen) -> tuple[Row, ...]:
    """What the room sees now; it is found where the room's screen finds it."""
    from ai_tui.tui.wall.moment import RoomMoment
    from ai_tui.tui.wall.scenes import scene

    shown, words = scene(RoomMoment(scribe.run)), scribe.words
    view = words(f"tui_wall.view.{shown.view}")
    if shown.reading is not None:
        view = f"{view}: {shown.reading.group} · {shown.heading}"
    auto = scribe.run.wall.now().choice == "auto"
    how = words("tui_wall.by_itself" if auto else "tui_wall.chosen")
    return room(view, how, words, scribe.frame.right, ROOM)


def _present(scribe: ScribeScreen) -> list[Writer]:
    """Who write along, for which groups and since when."""
    return [
        Writer(
            person.author,
            person.scope,
            scribe.run.told_at(datetime.fromtimestamp(person.since / 1000, UTC)),
        )
        for person in scribe.link.people
    ]


def newest(scribe: ScribeScreen) -> list[Entry]:
    """The entries typed last, the newest first."""
    state = scribe.run.state

    def find() -> list[Entry]:
        ranks = (
            (state.rank("entries", key), order, key)
            for order, key in enumerate(state.table("entries"))
        )
        last = heapq.nlargest(TYPED_LAST, ranks)
        return [entry for _, _, key in last if (entry := state.entry(key)) is not None]

    return state.keep("newest", ("entries", "places"), find)


def _name(scribe: ScribeScreen, entry: Entry) -> str:
    group = scribe.run.state.group(entry.group)
    return scribe.run.group_name(group) if group else ""


def paint_status(scribe: ScribeScreen) -> None:
    """Paint the status line: one message, and how saving goes."""
    light = scribe.link.light
    at = scribe.link.saved_at
    why = scribe.words(f"store.why_{light.reason}") if light.state == "failed" else ""
    room = scribe.link.low
    low = None if room is None else room // MEGABYTE
    save = Save(light.state, at.wall.astimezone(scribe.run.zone) if at else None, why, low)
    news = scribe.news.now()
    row = status(
        *_message(news),
        save,
        scribe.words,
        scribe.frame.width,
        names=news.names,
        instead=_message(news.instead) if news.instead else None,
        writing=len(scribe.link.people),
        shown=_shown_in_room(scribe),
    )
    scribe.part("status").set_rows([row])


def _message(news: News) -> tuple[str, Role]:
    """What the line says, with its sign, and how."""
    sign = "! " if news.level in ("look_out", "alarm") else ""
    return sign + news.text, _ROLES[news.level]


def _shown_in_room(scribe: ScribeScreen) -> str:
    """What was chosen for the room to see, when that is not the clock or what follows by itself."""
    choice = scribe.run.wall.now().choice
    if choice in ("auto", "clock"):
        return ""
    return scribe.words("tui_wall.room_shows", choice=scribe.words(f"tui_wall.choice.{choice}"))


def paint_footer(scribe: ScribeScreen) -> None:
    """Paint the keys that matter most at this moment; under a panel only those that work there."""
    commands = [command for command in scribe.doing.commands if command.rank]
    if (panel := scribe.panel_above()) is not None:
        commands = [command for command in commands if panel.CLOCK and under_panels(command)]
    keys = [_footer_key(scribe, command) for command in commands]
    shown = [key for key in keys if key is not None]
    painted = footer(shown, scribe.frame.width)
    scribe.footer_hits, scribe.footer_unsaved = painted.hits, scribe.editor.unsaved
    scribe.part("footer").set_rows([painted.row])


def _footer_key(scribe: ScribeScreen, command: Command) -> FooterKey | None:
    label = scribe.doing.label_of(command)
    if label is None:
        return None
    least = command.least if command.steady else min(command.least, cells(label))
    return FooterKey(command.id, command.key_shown, label, 100 - command.rank, least or None)
