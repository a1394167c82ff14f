from pathlib import Path

import pytest
from store_help import Runs, Wall


@pytest.fixture
def wall() -> Wall:
    return Wall()


@pytest.fixture
def runs(tmp_path: Path, wall: Wall) -> Runs:
    return Runs(tmp_path / "runs" / "buurt-20241204-abcd", wall)
