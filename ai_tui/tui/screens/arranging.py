"""Where the parts of the scribe's screen stand, and what a click on them does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ai_tui.tui.desk import Place
from ai_tui.tui.layout import boxes

if TYPE_CHECKING:
    from ai_tui.tui.screens.scribe import ScribeScreen


def arrange(scribe: ScribeScreen) -> None:
    """Give every part its place for the frame of now."""
    places = boxes(scribe.frame)
    for part in scribe.children:
        box = places.get(part.id or "")
        part.display = box is not None
        if box is not None:
            styles = part.styles
            styles.offset, styles.width, styles.height = (box.x, box.y), box.width, box.height


def clicked(scribe: ScribeScreen, part: str, row: int, column: int) -> None:
    """Do what a click means: a tab opens a group, a key in the footer is pressed."""
    hits = {"tabs": scribe.tab_hits, "footer": scribe.footer_hits}.get(part, ())
    for hit in hits if row == 0 else ():
        if hit.start <= column < hit.end:
            if part == "footer":
                scribe.doing.do_in_turn(hit.key[0])
            else:
                scribe.go(Place(scribe.desk.place.form, hit.key[0]))
            return
    if part == "timeline":
        _timeline_clicked(scribe, row)


def _timeline_clicked(scribe: ScribeScreen, row: int) -> None:
    """Open the first form of the block that was clicked; the clock stays where it is."""
    key = scribe.timeline_keys[row] if row < len(scribe.timeline_keys) else None
    forms = scribe.desk.forms_of(key[0]) if key else []
    if forms:
        scribe.go(scribe.desk.place_in(forms[0], scribe.desk.place.group))
