"""The pen: where the cursor stands in a form, and what is half-typed there.

It knows nothing of the screen: it is given the text of the field and the harvest, decides, and
keeps what is to be told until it is asked for.
"""

from collections.abc import Callable

from ai_tui.forms.base import Harvest, Slot, cell_slot
from ai_tui.text import clean, clean_entry, clean_line
from ai_tui.tui.editor import moves
from ai_tui.tui.editor.messages import Conflict, Drafted, Escaped, Removed, Saved, Told
from ai_tui.tui.editor.model import Item, Sheet, Spot
from ai_tui.tui.editor.moves import At
from ai_tui.tui.editor.paper import Paper


class Pen:
    """The cursor and the half-typed text; `told` is what the screen has to hear, in order.

    `text` is what the field holds and `saved` what Escape returns to. `fills` counts how often
    the field has to be filled anew with `text`. `bands` are the columns side by side. `on_top` is
    where what is typed behind the text goes after Enter in a full form, while the cursor stays.
    """

    def __init__(self, new_id: Callable[[], str]) -> None:
        self._new_id = new_id
        self.paper = Paper()
        self.spot: Spot | None = None
        self.entry = ""
        self.saved = ""
        self.text = ""
        self.fills = 0
        self.told: list[Told] = []
        self.bands: moves.Bands = ()
        self.on_top: Spot | None = None
        self._places: dict[str, Spot] = {}

    @property
    def dirty(self) -> bool:
        """Whether something is half-typed."""
        return self.text != self.saved

    @property
    def unsaved(self) -> bool:
        """Whether leaving the row would save something: blanks alone are not saved."""
        return self.dirty and self.cleaned() != self.saved

    @property
    def sheet(self) -> Sheet:
        """The form as it is with the cursor where it is."""
        return self.paper.sheet(self.spot)

    @property
    def at(self) -> At | None:
        """The place of the cursor among the rows."""
        return moves.at_spot(self.sheet, self.spot) if self.spot else None

    @property
    def slot(self) -> str:
        """The slot id of what is typed: that of the row, or of the cell."""
        if self.spot is None:
            return ""
        if self.spot.cell:
            return cell_slot(self.spot.cell, self.spot.entry)
        return self.spot.slot

    def load(
        self, key: str, slots: tuple[Slot, ...], harvest: Harvest, along: bool = False
    ) -> None:
        """Show another form, or take in what changed in this one around the cursor.

        With `along` the half-typed text, or the row at the cursor, came to the other form too.
        """
        other = key != self.paper.key
        if other and not (along and (self.dirty or (self.spot and self.spot.entry))):
            self._put_down()
            self.paper.take(key, slots, harvest)
            self._arrive()
            return
        at = self.at
        self.paper.take(key, slots, harvest)
        self._take_up(at)
        if other and self.dirty:
            self._draft()

    def _take_up(self, at: At | None) -> None:
        """Go on where the cursor was, in a form that changed around it."""
        if self.spot is None or self.sheet.column(self.spot.slot) is None:
            self.leave()
            self._arrive()
        else:
            self._hold_on(self.spot, at)

    def _put_down(self) -> None:
        """Save, and remember the place for the next time this form is shown."""
        self.leave()
        if self.spot is not None:
            self._places[self.paper.key] = self.spot
        self.spot = None

    def _arrive(self) -> None:
        """Go to the remembered place, or to the first empty row."""
        spot = self._places.get(self.paper.key)
        sheet = self.paper.sheet(None)
        if spot is None or sheet.row(spot) is None:
            spot = moves.first_empty(sheet)
        self.go(spot)

    def _hold_on(self, spot: Spot, at: At | None) -> None:
        """Keep cursor and half-typed text in a form that others changed."""
        if spot.entry and self.sheet.row(spot) is None:
            self._lost_row(spot, at)
            return
        held = self.sheet.held(spot)
        if held is None:
            self._empty_place(spot)
        elif held != Item(self.entry, self.saved):
            self._changed_under(spot, held)

    def _lost_row(self, spot: Spot, at: At | None) -> None:
        """The row was taken away: half-typed text becomes a new row, else the next one is it."""
        if not self.dirty:
            self.go(moves.nearest(self.sheet, at) if at else moves.first_empty(self.sheet))
            return
        self.spot = Spot(spot.slot)
        self.entry, self.saved = self._new_id(), ""
        self._draft()

    def _empty_place(self, spot: Spot) -> None:
        """Nothing is saved here: it may have been filled in elsewhere, or emptied."""
        column = self.sheet.column(spot.slot)
        if self.dirty:
            if self.saved:
                self.entry, self.saved = self._new_id(), ""
        elif column and column.slot.single and column.have:
            self.go(moves.spot_at(self.sheet, self.sheet.columns.index(column), 0))
        elif self.saved:
            self.go(spot)

    def _changed_under(self, spot: Spot, held: Item) -> None:
        """Someone else wrote this text: it is shown, but never over what is half-typed."""
        if not self.dirty:
            self.go(spot)
            return
        if self.cleaned() != held.text:
            self.told.append(Conflict(self.paper.key, held.id, held.text))
        self.entry, self.saved = held.id, held.text

    def go(self, spot: Spot | None) -> None:
        """Stand at a spot and take up what is saved there."""
        if spot != self.spot:
            self.on_top = None
        self.spot = spot
        held = self.sheet.held(spot) if spot else None
        self.entry = held.id if held else ""
        self.saved = held.text if held else ""
        self.text = self.saved
        self.fills += 1

    def write(self, text: str) -> None:
        """The field holds another text now."""
        if self.spot is None or text == self.text:
            return
        top, self.on_top = self.on_top, None
        if top is not None and text.startswith(self.text):
            more = text[len(self.text) :]
            if not more[0].isspace():
                self.go(top)
                text = more
        self.text = text
        self._draft()

    def _draft(self) -> None:
        self.entry = self.entry or self._new_id()
        text = clean(self.text) if self.dirty else ""
        self.told.append(Drafted(self.paper.key, self.slot, self.entry, text))

    def cleaned(self) -> str:
        """The half-typed text as it would be saved: a cell is one line."""
        one_line = self.spot is not None and self.spot.cell
        return clean_line(self.text) if one_line else clean_entry(self.text)

    def leave(self) -> At | None:
        """Save the half-typed text; where the cursor was, `gone` when its row was emptied."""
        at, spot = self.at, self.spot
        if spot is None or not self.dirty:
            return at
        text = self.cleaned()
        if not self.unsaved:
            self.text = self.saved
            self._draft()
            self.go(spot)
        elif text:
            self._save(spot, text)
        elif spot.cell:
            self._remove(self.slot, self.entry)
            self.go(spot)
        else:
            return self.take_away()
        return at

    def _save(self, spot: Spot, text: str) -> None:
        slot, entry, new = self.slot, self.entry, not self.saved
        if spot.cell:
            after = None
        else:
            after = self.paper.last(slot) if new else self.paper.before(slot, entry)
        self.paper.save(slot, entry, text, after)
        self.told.append(Saved(self.paper.key, slot, entry, text, after, new))
        self.go(spot if spot.cell else Spot(slot, entry))

    def _remove(self, slot: str, entry: str) -> None:
        self.paper.remove(slot, entry)
        self.told.append(Removed(self.paper.key, entry))

    def take_away(self) -> At | None:
        """Remove the row at the cursor and stand on the one that takes its place."""
        at, spot = self.at, self.spot
        if spot is None or at is None:
            return None
        if spot.entry:
            self._remove(spot.slot, spot.entry)
        self.go(moves.nearest(self.paper.sheet(None), at))
        return At(at.column, at.index, at.cell, gone=bool(spot.entry))

    def escape(self) -> bool:
        """Throw the half-typed text away; False when there is none."""
        if not self.dirty or self.spot is None:
            return False
        self.told.append(Escaped(self.paper.key, self.slot, self.entry, clean(self.text)))
        self.go(self.spot)
        return True

    def restore(self, slot: str, entry: str, text: str) -> bool:
        """Put half-typed text back where it was typed, else on the first empty row.

        False when the form has no place to type.
        """
        self.leave()
        spot = self.paper.sheet(None).find(entry) or self._spot_of(slot)
        if spot is None:
            return False
        self.go(spot)
        self.entry = self.entry or entry
        self.text = clean(text)
        self._draft()
        return True

    def _spot_of(self, slot: str) -> Spot | None:
        """The empty place in a slot or cell; the first empty row when that is not there."""
        sheet = self.paper.sheet(None)
        cell, _, row = slot.partition("@")
        there = sheet.find(row) if row else None
        if there is not None:
            return Spot(there.slot, row, cell)
        if sheet.column(slot) is not None:
            return Spot(slot)
        return moves.first_empty(sheet)
