"""The results of a run's forms, as an export has them."""

from collections.abc import Iterator

from ai_tui.export.shapes import EntryPart, FormPart, OtherPart, ResultPart
from ai_tui.export.sheets import Page, Sheet
from ai_tui.forms import Entry, Filled, Slot, asked, marks


def form_part(page: Page) -> FormPart:
    """A form with the results of everybody who has a sheet."""
    form = page.form
    return FormPart(
        id=form.id,
        block=form.block,
        kind=form.kind,
        title=form.title,
        audience=form.audience,
        results=[_result(sheet) for sheet in page.sheets],
    )


def _result(sheet: Sheet) -> ResultPart:
    filled = sheet.filled
    owed = filled.owed()
    return ResultPart(
        group=sheet.group.id,
        name=filled.setting.name,
        state=sheet.state,
        have=owed.have,
        want=owed.want,
        result=filled.result(),
        beyond=_beyond(filled),
        other=[
            OtherPart(
                slot=slot.id,
                title=slot.title,
                texts=[entry.text for entry in filled.entries(slot)],
            )
            for slot in filled.slots
            if slot.rest
        ],
        entries=[part for slot in filled.slots for part in _entries(filled, slot)],
    )


def _beyond(filled: Filled) -> list[str] | dict[str, list[str]]:
    """What is more than was asked, by the titles of the slots where the result is so too."""
    over = [
        (slot.title, [e.text for e in filled.entries(slot)[len(filled.within(slot)) :]])
        for slot in filled.own
    ]
    return dict(over) if filled.kind.by_title else [text for _, texts in over for text in texts]


def _entries(filled: Filled, slot: Slot) -> Iterator[EntryPart]:
    limit = asked(slot)
    for rank, entry in enumerate(filled.entries(slot), 1):
        surplus = limit is not None and rank > limit
        yield _entry(entry, slot, rank, surplus)
        for cell in slot.cells:
            for place, found in enumerate(filled.beside(cell.id, entry), 1):
                yield _entry(found, slot, place, surplus, cell.id, entry.id)


def _entry(
    entry: Entry,
    slot: Slot,
    rank: int,
    surplus: bool,
    cell: str | None = None,
    beside: str | None = None,
) -> EntryPart:
    noted = marks(entry.text)
    return EntryPart(
        id=entry.id,
        slot=slot.id,
        rank=rank,
        cell=cell,
        beside=beside,
        text=entry.text,
        author=entry.author,
        at=entry.at,
        late=entry.late,
        surplus=surplus,
        query=noted.query,
        labels=list(noted.labels),
    )
