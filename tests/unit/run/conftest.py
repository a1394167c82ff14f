from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from run_kit import NINE, Machine, plan

from ai_tui.run.making import make
from ai_tui.run.run import Run
from ai_tui.session.model import Form


@pytest.fixture
def machine() -> Machine:
    return Machine(NINE - timedelta(minutes=10))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "proef-20241204-abcd"


@pytest.fixture
def run(folder: Path, machine: Machine):
    run = make(plan(), folder, "mies", machine)
    yield run
    run.store.close()


@pytest.fixture
def joined(folder: Path, machine: Machine):
    """Opens the run once more, as another process would."""
    opened: list[Run] = []

    def join(author: str = "mies", **how: bool) -> Run:
        opened.append(Run.open(folder, author, machine, **how))
        return opened[-1]

    yield join
    for one in opened:
        one.store.close()


@pytest.fixture
def form(run: Run) -> Callable[[str], Form]:
    return run.state.form
