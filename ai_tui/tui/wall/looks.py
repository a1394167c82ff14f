"""How large the parts of a view may be drawn: looks, of which the first that fits is taken."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ai_tui.tui.wall.scene import Scene, Style

TWICE_FROM = (240, 70)
"""Columns and rows from which names beside digits are drawn twice as large."""
LARGEST = 4
"""How large names without digits, or what the groups do, are drawn at most."""
SHARES = (3, 4, 6, 8)
"""Digits take a third of the screen; where a text is what matters, an eighth will do."""


class Look(NamedTuple):
    """The size of the letters of each kind of line (0 is text), and the rows of the digits.

    An alarm is as large as a `name`, a lead and a quote as a `note`, a message as what is `told`.
    With `part`, only the first part of a note is large, with `sentence` only the first sentence of
    what is told, and nothing of an aside. Running text takes the rows that are left: all of it
    when `whole`, else at least `least`. `gap` is the least between two blocks.
    """

    name: int = 0
    note: int = 0
    told: int = 0
    signs: int = 0
    part: bool = False
    sentence: bool = False
    whole: bool = False
    least: int = 1
    gap: int = 1
    without: frozenset[Style] = frozenset()
    tall: int = 0

    def size(self, style: Style) -> int:
        """The size of the letters of a style."""
        kinds: dict[Style, int] = {
            "name": self.name,
            "alarm": self.name,
            "told": self.told,
            "aside": 0 if self.sentence else self.told,
            "message": self.told,
            "signs": self.signs,
        }
        return kinds.get(style, self.note)


_ALL = (Look(1, 1, 1, 1), Look(1, 1, 1, 1, part=True), Look(1, 1, 1), Look(1, 1, 1, part=True))
_TELLING = (
    Look(0, 1, 1, part=True),
    Look(1, 1, 1, part=True, sentence=True),
    Look(0, 1, 1, part=True, sentence=True),
    Look(0, 0, 1),
)
"""What gives way to what the groups do: the name, then all but its first sentence."""
_SHORT = (
    Look(1, 1, whole=True),
    Look(1, 1, part=True, whole=True),
    Look(1, whole=True),
    Look(0, 1, part=True, whole=True),
)
"""Looks in which only what is short is large."""

_TEXT = (Look(whole=True), Look(whole=True, gap=0), Look(least=2), Look(gap=0))
_LESS: tuple[tuple[Style, ...], ...] = (
    ("told", "aside"),
    ("told", "aside", "note"),
    ("told", "aside", "note", "signs", "lead", "quote"),
    ("told", "aside", "note", "signs", "lead", "quote", "name"),
)
_TINY = tuple(Look(gap=0, without=frozenset(styles)) for styles in _LESS)

_AROUND = (Look(1, 1), Look(1, 1, part=True), Look(0, 1, part=True), Look(1), Look())
"""The looks of what stands around a text that matters more."""


def looks(scene: Scene, width: int, height: int) -> Iterator[Look]:
    """The looks of a scene, `width` cells wide on a screen of `height` rows, the best first."""
    far = scene.far(width)
    if scene.message or scene.view == "instruction":
        yield from _text_first(scene, height, far)
        return
    tall = _tall(scene, height, SHARES[0])
    if far:
        twice = not tall or (width >= TWICE_FROM[0] and height >= TWICE_FROM[1])
        for look in _large(scene, LARGEST if not tall else 1 + twice):
            yield look._replace(tall=tall)
    yield from (look._replace(tall=tall) for look in (*_TEXT, *_TINY))


def _tall(scene: Scene, height: int, share: int) -> int:
    """Rows for the digits: one of so many parts of the screen."""
    return -(-height // share) if scene.digits else 0


def _large(scene: Scene, largest: int) -> Iterator[Look]:
    """Looks with large letters, names in at most `largest`: what is told may be what matters."""
    telling = any(line.style == "told" for line in (*scene.above, *scene.below))
    found: Sequence[Look] = (*_ALL, *(_TELLING if telling else ()), *_SHORT)
    yield from (found[0]._replace(name=size) for size in range(largest, 2, -1))
    for look in found:
        if look.name and largest > 1:
            yield look._replace(name=2)
        yield look


def _text_first(scene: Scene, height: int, far: bool) -> Iterator[Look]:
    """Looks in which a text is as large as can be, and all else gives way."""
    sizes: Sequence[int] = range(LARGEST, 0, -1)
    around: Sequence[Look] = _AROUND if far else _AROUND[-1:]
    if scene.message:
        sizes = (1,) if far else ()
        around = (*around, Look(without=frozenset(("note",))))
    talls = [_tall(scene, height, share) for share in (SHARES if scene.digits else SHARES[:1])]
    for size in sizes:
        for tall in talls:
            yield from (look._replace(told=size, tall=tall) for look in around)
    if far and not scene.message:
        yield Look(0, 1, 1, part=True, sentence=True, tall=talls[0])
    yield from (Look(whole=True, tall=tall) for tall in talls)
    yield from (look._replace(tall=talls[-1]) for look in (*_TEXT, *_TINY))
