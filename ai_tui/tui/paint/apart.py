"""Two texts where there is little room: what they begin with alike gives way to what differs."""

from ai_tui.tui.paint.pieces import CUT, cells, fit


def apart(one: str, other: str, most: int) -> tuple[str, str]:
    """Both texts on at most `most` cells each; where they are cut, it is seen how they differ."""
    pairs = enumerate(zip(one, other, strict=False))
    alike = next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))
    if max(cells(one), cells(other)) <= most or alike < most // 2:
        return fit(one, most), fit(other, most)
    start = alike - most // 2
    start = one.find(" ", start, alike) + 1 or start
    return CUT + fit(one[start:], most - 1), CUT + fit(other[start:], most - 1)
