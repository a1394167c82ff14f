"""Which part of the scribe's screen stands where: by the size of the terminal, never by content."""

from typing import NamedTuple

from msgspec import Struct

LEAST = (60, 16)
"""Columns and rows below which the screen only asks for a larger window."""

TABS = 2
"""Rows of the group tabs: the tabs themselves and the form's title."""


class Box(NamedTuple):
    """Where a part of the screen stands, in cells: its corner and its size."""

    x: int
    y: int
    width: int
    height: int


class Layout(Struct, frozen=True):
    """Widths in columns (without the lines between them) and heights in rows; 0 leaves out."""

    width: int
    height: int
    left: int
    right: int
    digits: int
    instruction: int
    others: int
    open: int
    fits: bool = True

    @property
    def work(self) -> int:
        """Columns of the middle: what the sides and the lines beside them leave."""
        return self.width - sum(side + 1 for side in (self.left, self.right) if side)

    @property
    def body(self) -> int:
        """Rows between the header and the status line."""
        return self.height - 3

    @property
    def clock(self) -> int:
        """Rows of the clock: a title and the digits beside their texts."""
        return self.digits + 1

    @property
    def timeline(self) -> int:
        """Rows of the timeline; one above the work where there is no left side."""
        return self.body - self.open if self.left else 0


def layout(width: int, height: int) -> Layout:
    """The layout of a terminal of `width` columns and `height` rows."""
    small = width < 80 or height < 24
    wide, high = width >= 170, height >= 32
    return Layout(
        width=width,
        height=height,
        left=0 if small else 56 if wide else 40 if width >= 110 else 26,
        right=48 if wide else 0,
        digits=1 if small else 5 if wide and height >= 45 else 3,
        instruction=1 if small else 4 if high else 2,
        others=0 if not high else 10 if height < 45 else 18,
        open=10 if high and not wide and width >= 110 else 0,
        fits=width >= LEAST[0] and height >= LEAST[1],
    )


def boxes(frame: Layout) -> dict[str, Box]:
    """Where each part of the screen stands; one that is not among them is left out."""
    width, height, body, work = frame.width, frame.height, frame.body, frame.work
    side = frame.left + 1 if frame.left else 0
    found = {
        "header": Box(0, 0, width, 1),
        "timeline": Box(0, 1, side, frame.timeline),
        "open": Box(0, 1 + frame.timeline, side, frame.open if side else 0),
        "right": Box(side + work, 1, frame.right + 1 if frame.right else 0, body),
        "status": Box(0, height - 2, width, 1),
        "footer": Box(0, height - 1, width, 1),
        "too_small": Box(0, 0, width, 0 if frame.fits else height),
    }
    rows = {
        "clock": frame.clock + (0 if side else 1),
        "instruction": frame.instruction + 1,
        "tabs": TABS,
        "editor": 0,
        "others": frame.others,
    }
    rows["editor"] = max(body - sum(rows.values()), 1)
    y = 1
    for name, size in rows.items():
        found[name] = Box(side, y, work, size)
        y += size
    return {name: box for name, box in found.items() if box.width > 0 and box.height > 0}
