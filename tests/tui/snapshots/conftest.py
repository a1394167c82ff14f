from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from scene import Scene, app_of, settled
from textual.pilot import Pilot

from ai_tui.tui.screens.scribe import ScribeScreen

Build = Callable[[Scene], ScribeScreen]


@pytest.fixture(autouse=True)
def one_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every machine paints the same colours."""
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM_PROGRAM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLORTERM", "truecolor")


@pytest.fixture
def looks_the_same(snap_compare, tmp_path: Path) -> Iterator[Callable[..., bool]]:
    """Whether a scribe's screen looks as it was recorded, after keys that were pressed on it."""
    opened: list[ScribeScreen] = []

    def compare(
        build: Build, size: tuple[int, int], keys: Iterable[str] = (), **options: object
    ) -> bool:
        scribe = build(Scene(tmp_path / "run", **options))
        opened.append(scribe)

        async def press(pilot: Pilot[int]) -> None:
            await settled(pilot, scribe)
            for key in keys:
                await pilot.press(key)
            await settled(pilot, scribe)

        return snap_compare(app_of(scribe), terminal_size=size, run_before=press)

    yield compare
    for scribe in opened:
        scribe.close()
