"""What the room sees at one moment, before it is painted: only what is meant for the room."""

from typing import Literal

from msgspec import Struct

from ai_tui.tui.paint.pieces import Role

View = Literal[
    "before",  # a welcome and the time left until the start
    "clock",  # the countdown with what the groups do
    "turn",  # whose turn it is in a round
    "title",  # only a title, for those on a stage
    "instruction",  # what the groups do, as large as it can be
    "harvest",  # what one group gave
    "over",  # the countdown of what takes too long
    "end",  # a word of thanks
    "dark",  # nothing
]

Style = Literal["name", "lead", "quote", "told", "aside", "note", "signs", "alarm", "message"]
"""How a line stands out: `name` most, `told` and `aside` are running text, `signs` are `items`."""


LARGE_FROM = 160
"""Columns from which text is drawn in large letters."""
SIDE = 2
"""Cells that the frame of overtime takes at each side."""
DOT = " · "
"""What stands between two parts of a note."""


class Line(Struct, frozen=True):
    """A text in the middle of the screen; of `items` the one at `at` is the one of now."""

    style: Style
    text: str
    role: Role = "text"
    items: tuple[str, ...] = ()
    at: int = -1


class Bar(Struct, frozen=True):
    """The evening as one line: where its blocks begin and where now is, from 0 to 1."""

    start: str
    end: str
    ticks: tuple[tuple[float, bool], ...] = ()
    """Where each block begins, and whether it is fixed."""
    now: float | None = None


class Item(Struct, frozen=True):
    """A line of the harvest: a heading, or an entry behind its rank."""

    text: str
    mark: str = ""
    heading: bool = False
    extra: bool = False


class Reading(Struct, frozen=True):
    """What one group gave for a form; `groups` are the names of all, this one at `at`."""

    group: str
    items: tuple[Item, ...]
    groups: tuple[str, ...] = ()
    at: int = -1


class Scene(Struct, frozen=True, kw_only=True):
    """One screen: a heading and the time, lines above and below the digits, and the bar.

    `message` covers what stands above the digits. `beat` counts up slowly: what does not fit on
    one screen goes on at the next.
    """

    view: View
    heading: str = ""
    time: str = ""
    over: bool = False
    message: str = ""
    above: tuple[Line, ...] = ()
    digits: str = ""
    digits_role: Role = "now"
    below: tuple[Line, ...] = ()
    reading: Reading | None = None
    bar: Bar | None = None
    beat: int = 0

    def far(self, width: int) -> bool:
        """Whether it is read from afar; `width` is what the frame of overtime leaves."""
        return width + (2 * SIDE if self.over else 0) >= LARGE_FROM
