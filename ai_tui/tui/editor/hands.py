"""What each key does with the pen."""

from collections.abc import Callable

from ai_tui.forms.base import Slot, cell_slot
from ai_tui.text import MOST_CHARACTERS, clean, clean_entry, clean_line
from ai_tui.tui.editor import moves, paste
from ai_tui.tui.editor.messages import Complete, Escaped, Moved, Pasted, TooLong
from ai_tui.tui.editor.model import Spot
from ai_tui.tui.editor.moves import At
from ai_tui.tui.editor.pen import Pen

Pasting = tuple[str, str, str, str | None]


class Hands:
    """The verbs of the keyboard; leaving a row saves it."""

    def __init__(self, pen: Pen, new_id: Callable[[], str]) -> None:
        self._pen = pen
        self._new_id = new_id

    def enter(self) -> None:
        """Save and go on; in a full form say so and stay, ready for what comes on top."""
        if at := self._pen.leave():
            self._onward(at)

    def _onward(self, at: At) -> None:
        pen = self._pen
        target = moves.onward(pen.sheet, at)
        if target is not None:
            self._go(target)
        elif moves.complete(pen.sheet, at):
            pen.told.append(Complete(pen.paper.key))
            pen.on_top = moves.on_top(pen.sheet, at)

    def down(self) -> None:
        """Save and go to the row under this one."""
        if at := self._pen.leave():
            self._go(moves.below(self._pen.sheet, self._pen.bands, at))

    def up(self) -> None:
        """Save and go to the row over this one."""
        if at := self._pen.leave():
            self._go(moves.above(self._pen.sheet, self._pen.bands, at))

    def tab(self, step: int) -> None:
        """Save and go to the next (step=1) or previous (step=-1) cell, column or field."""
        if at := self._pen.leave():
            self._go(moves.aside(self._pen.sheet, self._pen.bands, at, step))

    def _go(self, spot: Spot | None) -> None:
        if spot is not None and spot != self._pen.spot:
            self._pen.go(spot)

    def point(self, spot: Spot) -> bool:
        """Save and stand at the spot that was pointed at; False when it is no longer there."""
        self._pen.leave()
        self._pen.on_top = None
        if self._pen.paper.sheet(spot).row(spot) is None:
            return False
        self._go(spot)
        return True

    def reveal(self, entry: str) -> bool:
        """Save and stand at an entry; False when this form does not hold it."""
        spot = self._pen.paper.sheet(None).find(entry)
        return spot is not None and self.point(spot)

    def remove(self) -> None:
        """Take the row away; half-typed text can be put back as after Escape."""
        pen = self._pen
        if pen.dirty:
            pen.told.append(Escaped(pen.paper.key, pen.slot, pen.entry, clean(pen.text)))
        pen.take_away()

    def move(self, step: int) -> None:
        """Put the row one place lower (step=1) or higher (step=-1) in its slot."""
        pen = self._pen
        at = pen.leave()
        if at is None or at.gone or pen.spot is None or not pen.spot.entry:
            return
        slot, entry = pen.spot.slot, pen.spot.entry
        order = pen.paper.order(slot)
        place = order.index(entry) + step
        if not 0 <= place < len(order):
            return
        behind = place if step > 0 else place - 1
        after = order[behind] if behind >= 0 else None
        pen.paper.move(slot, entry, after)
        pen.told.append(Moved(pen.paper.key, entry, slot, after))

    def paste(self, text: str) -> str:
        """Make an entry of each line; what belongs in the field itself is given back.

        Nothing is taken when an entry would become longer than one may be.
        """
        pen = self._pen
        column = pen.sheet.column(pen.spot.slot) if pen.spot else None
        lines = paste.lines_of(text)
        if pen.spot is None or column is None or not lines:
            return ""
        columns = [] if pen.spot.cell or column.slot.single else self._columns(pen.spot)
        several = bool(columns) and (len(lines) > 1 or ("\t" in lines[0] and len(columns) > 1))
        kept = "" if several else self._kept(text, lines, column.slot, pen.spot)
        if max(len(pen.text) + len(kept), *map(len, lines)) > MOST_CHARACTERS:
            pen.told.append(TooLong(pen.paper.key))
            return ""
        if several:
            self._paste_lines(lines, columns)
        return kept

    def _kept(self, text: str, lines: list[str], slot: Slot, spot: Spot) -> str:
        """What of a pasted text belongs in the field: a cell has one line, one text has several."""
        if spot.cell:
            return ", ".join(clean_line(line) for line in lines)
        if slot.single:
            return clean_entry(text).replace("\t", " ")
        return lines[0].replace("\t", " ") if "\n" in text else _flat(text)

    def _columns(self, spot: Spot) -> list[tuple[str, str]]:
        """The (slot, cell) pairs that the columns of a pasted table fill."""
        slots = self._pen.paper.slots
        first = next(index for index, slot in enumerate(slots) if slot.id == spot.slot)
        row: list[Slot] = [slots[first]]
        for slot in slots[first + 1 :]:
            if not (slot.beside and row[-1].beside and slot.section == row[-1].section):
                break
            row.append(slot)
        return [(slot.id, cell) for slot in row for cell in ("", *(c.id for c in slot.cells))]

    def _paste_lines(self, lines: list[str], columns: list[tuple[str, str]]) -> None:
        pen = self._pen
        pen.leave()
        after = {slot: pen.paper.last(slot) for slot, _ in columns}
        if pen.spot is not None and pen.spot.entry:
            after[pen.spot.slot] = pen.spot.entry
        pasted = [row for line in lines for row in self._line(line, columns, after)]
        for slot, entry, text, behind in pasted:
            pen.paper.save(slot, entry, text, behind)
        pen.told.append(Pasted(pen.paper.key, tuple(pasted)))
        ends = [entry for slot, entry, _, _ in pasted if slot == columns[0][0]]
        if ends:
            pen.go(Spot(columns[0][0], ends[-1]))
        if at := pen.at:
            self._onward(at)

    def _line(
        self, line: str, columns: list[tuple[str, str]], after: dict[str, str | None]
    ) -> list[Pasting]:
        """The entries of one line; a cell without a row before it becomes a row."""
        parts = paste.parts_of(line)
        last = len(columns) - 1
        parts = [*parts[:last], " ".join(parts[last:])]
        rows: list[Pasting] = []
        row: dict[str, str] = {}
        for (slot, cell), part in zip(columns, parts, strict=False):
            text = clean_entry(part)
            if not text:
                continue
            entry = self._new_id()
            if cell and slot in row:
                rows.append((cell_slot(cell, row[slot]), entry, text, None))
            else:
                rows.append((slot, entry, text, after[slot]))
                row[slot] = after[slot] = entry
        return rows


def _flat(text: str) -> str:
    """A text on one line, blanks around it kept."""
    return clean(text).replace("\n", "").replace("\t", " ")
