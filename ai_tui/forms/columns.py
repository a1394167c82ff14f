"""Lists side by side: do and unlearn, tips and tops."""

from typing import Annotated

from msgspec import Meta, Struct, field

from ai_tui.forms import layout
from ai_tui.forms.base import Cell, Entry, Slot
from ai_tui.forms.kind import Filled, Kind, Setting
from ai_tui.forms.options import Name, Size, all_different

_DEFAULT_SIZE = 3


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """`columns` are the headings; with `from` each row says which group it came from.

    `size` is how many each column asks: three if it is not given, but as many as come with
    `from`, because nobody knows how many others will say something.
    """

    columns: Annotated[tuple[Name, ...], Meta(min_length=1, max_length=6)]
    size: Size | None = None
    from_: bool = field(default=False, name="from")

    def __post_init__(self) -> None:
        all_different(columns=self.columns)

    @property
    def asked(self) -> int | None:
        """How many each column asks; None is as many as come."""
        return self.size or (None if self.from_ else _DEFAULT_SIZE)


class Given(Struct, frozen=True, rename={"from_": "from"}):
    """A row and the group that gave it, as far as that was typed."""

    text: str
    from_: str | None


def slots(options: Options, setting: Setting) -> tuple[Slot, ...]:
    """A slot for each column, with a cell for the giving group if that is asked."""
    names = tuple(group.name for group in setting.others)
    cells = (Cell("from", setting.words("forms.from"), names),) if options.from_ else ()
    return tuple(
        Slot(
            id=f"c{number}",
            title=title,
            size=options.asked,
            ranked=options.asked is not None,
            beside=True,
            cells=cells,
        )
        for number, title in enumerate(options.columns, 1)
    )


def result(filled: Filled) -> dict[str, list[str | Given]]:
    """The rows of each column, in order."""
    return {
        slot.title: [_row(filled, slot, entry) for entry in filled.within(slot)]
        for slot in filled.own
    }


def _row(filled: Filled, slot: Slot, entry: Entry) -> str | Given:
    return Given(entry.text, filled.cell_text("from", entry)) if slot.cells else entry.text


KIND = Kind(
    name="columns",
    options=Options,
    slots=slots,
    table=layout.columns,
    owed=layout.owed,
    result=result,
    shape=dict[str, list[str | Given]],
    by_title=True,
)
