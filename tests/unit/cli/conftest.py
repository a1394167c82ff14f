import io
import sys

import pytest
from cli_kit import SESSION, Result

from ai_tui.__main__ import main


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """Everything this user has is in a fresh folder, and nothing says which language."""
    for name in ("AI_TUI_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path


@pytest.fixture
def call(capsys, monkeypatch):
    """Runs a command in this process."""

    def run(*argv, stdin=b""):
        stream = io.TextIOWrapper(io.BufferedReader(io.BytesIO(stdin)), encoding="utf-8")
        monkeypatch.setattr(sys, "stdin", stream)
        capsys.readouterr()
        code = main([str(word) for word in argv])
        return Result(code, *capsys.readouterr())

    return run


@pytest.fixture
def session(tmp_path):
    path = tmp_path / "proef.toml"
    path.write_text(SESSION)
    return path


@pytest.fixture
def run(call, session, tmp_path):
    """The folder of a run of the small session."""
    result = call("new", session, "--run", tmp_path / "avond")
    assert result.code == 0, result.err
    return result.out.strip()
