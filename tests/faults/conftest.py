import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).parent
TABLE = HERE.parent.parent / "docs" / "faults.md"
HEAD = """# What was tried against saving, and with hostile text

Made by `pytest tests/faults --write-table --fuzz 100000`; without `--fuzz` it sends a few hundred
hostile texts through every door, and what is not run keeps its row. Half of those texts Hypothesis
draws, half are mixed from a corpus of terminal escapes. A point is one fault at one place, or one
text through one door. What is typed on a terminal is a random piece of a text, of ten characters at
most and without the bytes that are commands; the other doors get whole texts. A control is the same
test against a program with one promise broken on purpose, and must find failures; the suite fails
when a kind of fault has no control.

| fault | tried against | points | failed |
| --- | --- | ---: | ---: |
"""


CONTROL = "control: "
"""How what a control was tried against begins."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--write-table", action="store_true", help=f"write what was tried to docs/{TABLE.name}"
    )


class Table:
    """Gathers what the tests tried, from this process and from xdist's workers."""

    def __init__(self, config: pytest.Config) -> None:
        self.rows: list[tuple[str, str, int, int]] = []
        self.files: set[str] = set()
        self._config = config
        self._bare: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call":
            self.rows += [value for name, value in report.user_properties if name == "faults"]
            self.files.add(Path(report.location[0]).name)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        total: dict[tuple[str, str], tuple[int, int]] = {}
        for fault, against, points, failed in sorted(map(tuple, self.rows)):
            before = total.get((fault, against), (0, 0))
            total[fault, against] = (before[0] + points, before[1] + failed)
        if self._whole():
            self._bare = sorted(
                {f for f, _ in total} - {f for f, a in total if a.startswith(CONTROL)}
            )
            session.exitstatus = session.exitstatus or bool(self._bare)
        if self._config.getoption("--write-table", False):
            write_table(total)

    def _whole(self) -> bool:
        """Whether every test file here had its turn; a chosen part may lack its controls."""
        chosen = self._config.getoption("keyword") or any("::" in a for a in self._config.args)
        return not chosen and {path.name for path in HERE.glob("test_*.py")} <= self.files

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        for fault in self._bare:
            terminalreporter.write_line(f"FAILED: no control shows that this is noticed: {fault}")


def write_table(tried: dict[tuple[str, str], tuple[int, int]]) -> None:
    """Put what was tried in the document; what was not tried this time stays as it was."""
    rows = [line.strip("| ").split(" | ") for line in TABLE.read_text().splitlines()]
    before = {(r[0], r[1]): (int(r[2]), int(r[3])) for r in rows if len(r) == 4 and r[2].isdigit()}
    again = {fault for fault, _ in tried}
    kept = {key: value for key, value in before.items() if key[0] not in again}
    table = sorted((kept | tried).items())
    TABLE.write_text(HEAD + "".join(f"| {f} | {a} | {n} | {bad} |\n" for (f, a), (n, bad) in table))


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Table(config))


def need(condition: bool, what: str) -> None:
    """Skip by name where the machine lacks something, but never let CI pass without it."""
    if condition:
        return
    if os.environ.get("CI"):
        pytest.fail(f"CI must not skip this: {what} is missing")
    pytest.skip(f"{what} is missing")


@pytest.fixture(scope="session")
def strace() -> None:
    tried = shutil.which("strace") and subprocess.run(
        ["strace", "-o", os.devnull, "-e", "trace=write", "true"], capture_output=True
    )
    need(bool(tried) and tried.returncode == 0, "strace, allowed to trace")


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Path]:
    """A folder that costs no disk, where there is one."""
    shared = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=shared if shared.is_dir() else tmp_path) as folder:
        yield Path(folder)


@pytest.fixture
def gcc() -> None:
    need(shutil.which("gcc") is not None, "gcc")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own, of 1 MiB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m,mode=700", "tmpfs", str(folder)]
    mounted = shutil.which("mount") and subprocess.run(mount, capture_output=True)
    need(bool(mounted) and mounted.returncode == 0, "the right to mount a tmpfs (root)")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


class Tally:
    """Counts points, and what went wrong at them, for the verdict and for the table."""

    def __init__(self, fault: str, request: pytest.FixtureRequest) -> None:
        self.fault = fault
        self.points = 0
        self.wrong: list[str] = []
        self.failed = 0
        self._request = request

    def add(self, point: object, wrong: list[str]) -> None:
        self.points += 1
        self.failed += bool(wrong)
        self.wrong += [f"{point}: {what}" for what in wrong]

    def all_of(self, hostile: list[str], wrong: list[str]) -> None:
        """The verdict on a whole batch of texts, counted once for each of them."""
        for text in hostile[1:]:
            self.add(repr(text)[:40], [])
        self.add(repr(hostile[0])[:40], wrong)

    def note(self, against: str) -> None:
        row = (self.fault, against, self.points, self.failed)
        self._request.node.user_properties.append(("faults", row))

    def assert_sound(self, against: str = "the store") -> None:
        """The thing as it is: nothing may have gone wrong."""
        self.note(against)
        assert self.points > 0
        assert not self.wrong, "\n".join(self.wrong[:12])

    def assert_caught(self, variant: str) -> None:
        """A store broken on purpose: the test must have noticed."""
        self.note(f"{CONTROL}{variant}")
        assert self.wrong, f"nothing noticed at {self.points} points that the store is {variant}"


@pytest.fixture
def tally(request: pytest.FixtureRequest) -> Iterator[type]:
    yield lambda fault: Tally(fault, request)
