"""Rows in columns that are painted apart, so a change at the right leaves the left alone."""

from collections.abc import Sequence
from itertools import pairwise

from textual.app import ComposeResult

from ai_tui.tui.paint.pieces import Row, cut_row
from ai_tui.tui.widgets.rows import Rows

FAR = 10_000
"""Beyond the last column of any terminal."""


class SplitRows(Rows):
    """Rows cut into parts at given columns.

    Textual writes a changed line from the left edge of its widget, so each part is one.
    """

    DEFAULT_CSS = """
    SplitRows { layout: horizontal; overflow: hidden; }
    SplitRows > Rows { height: 100%; }
    """

    def __init__(
        self, parts: int = 9, *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._parts = [Rows(classes="part") for _ in range(parts)]
        self._cuts: tuple[int, ...] = ()

    def compose(self) -> ComposeResult:
        """The parts that are needed now, from left to right; others come when they are."""
        self._place_parts()
        yield from self._parts[: len(self._cuts) + 1]

    def split_at(self, cuts: Sequence[int]) -> None:
        """Begin a part at each of these columns, as far as there are parts; costs a layout."""
        found = tuple(sorted(set(cuts) - {0}))[: len(self._parts) - 1]
        if found != self._cuts:
            self._cuts = found
            self._place_parts()
            self._share()
            if self.is_mounted:
                self.mount_all(self._parts[len(self.children) : len(found) + 1])

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show `rows`; only the parts in which they differ are painted again."""
        self._rows = tuple(rows)
        self._strips.clear()
        self._share()

    def _share(self) -> None:
        """Give each part its columns of the rows."""
        for part, (start, end) in zip(self._parts, pairwise((0, *self._cuts, FAR)), strict=False):
            part.set_rows([cut_row(row, start, end) for row in self._rows])

    def _place_parts(self) -> None:
        """Give each part its width; the last one takes what is left."""
        spans = list(pairwise((0, *self._cuts, FAR)))
        for index, part in enumerate(self._parts):
            part.display = index < len(spans)
            if part.display:
                start, end = spans[index]
                part.styles.width = "1fr" if end == FAR else end - start

    def on_rows_clicked(self, event: Rows.Clicked) -> None:
        """Tell the column of the whole row, not of the part."""
        if event.rows is not self:
            event.stop()
            index = self._parts.index(event.rows)
            column = (0, *self._cuts)[index] + event.column
            self.post_message(self.Clicked(self, event.row, column))
