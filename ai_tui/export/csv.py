"""Everything that was typed as CSV, a row each, for a spreadsheet.

Fields are divided by semicolons, which a spreadsheet in Dutch expects, and quoted; the file
begins with a byte order mark, without which some programs misread accents.
"""

import csv as standard
import io
from collections import Counter
from collections.abc import Iterator

from ai_tui.export.sheets import Sheet, pages, query
from ai_tui.forms import Entry, Slot, asked, marks
from ai_tui.run.run import Run
from ai_tui.run.state import Note

HEADERS = ("block", "form", "whose", "place", "rank", "text", "author", "time", "remarks", "labels")
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""How a cell begins that a spreadsheet may take for a formula (OWASP, CSV Injection)."""


def csv(run: Run, *, anonymous: bool = False) -> str:
    """The harvest and the loose notes in the order of the plan; `anonymous` as in `pages`."""
    file = io.StringIO()
    writer = standard.writer(file, delimiter=";", quoting=standard.QUOTE_ALL)
    writer.writerow(run.words(f"export.{key}") for key in HEADERS)
    for row in _rows(run, anonymous):
        writer.writerow(map(harmless, row))
    return f"\ufeff{file.getvalue()}"


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe comes before one."""
    formula = text.lstrip().startswith(_FORMULA) or text[:1].isspace()
    return f"'{text}" if formula else text


def _rows(run: Run, anonymous: bool) -> Iterator[tuple[str, ...]]:
    titles = {block.id: block.title for block in run.state.all_blocks}
    for page in pages(run, anonymous=anonymous):
        place = (titles.get(page.form.block, page.form.block), page.form.title)
        for sheet in page.sheets:
            for row in _sheet(run, sheet):
                yield (*place, sheet.filled.setting.name, *row)
    for note in run.state.notes:
        block = titles.get(note.block, note.block)
        yield (block, run.words("export.notes"), "", "", "", *_note(run, note, anonymous))


def _sheet(run: Run, sheet: Sheet) -> Iterator[tuple[str, ...]]:
    filled = sheet.filled
    ranks = Counter[str]()
    for slot, entries in filled.turns():
        limit = asked(slot)
        for entry in entries:
            ranks[slot.id] += 1
            rank = ranks[slot.id]
            surplus = limit is not None and rank > limit
            yield (_title(slot), str(rank), *_entry(run, entry, surplus))
            for cell in slot.cells:
                for beside in filled.beside(cell.id, entry):
                    yield (cell.title, str(rank), *_entry(run, beside, surplus))


def _title(slot: Slot) -> str:
    return ": ".join(filter(None, (slot.section, slot.title)))


def _entry(run: Run, entry: Entry, surplus: bool) -> tuple[str, ...]:
    late = (run.words("export.late"),) if entry.late else ()
    beyond = (run.words("export.beyond"),) if surplus else ()
    return _typed(run, entry, entry.author, (*late, *query(entry.text, run.words), *beyond))


def _note(run: Run, note: Note, anonymous: bool) -> tuple[str, ...]:
    author = "" if anonymous else note.author
    return _typed(run, note, author, query(note.text, run.words))


def _typed(run: Run, typed: Entry | Note, author: str, said: tuple[str, ...]) -> tuple[str, ...]:
    at = typed.at and typed.at.astimezone(run.zone)
    when = f"{at:%Y-%m-%d %H:%M}" if at else ""
    return (typed.text, author, when, ", ".join(said), " ".join(marks(typed.text).labels))
