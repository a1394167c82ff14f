import os
import shutil

import pytest
from cli_kit import process, refusal

from ai_tui.cli.tmux import old


@pytest.fixture
def path(tmp_path, monkeypatch):
    """The only folder in which programs are found."""
    monkeypatch.delenv("TMUX", raising=False)
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def a_tmux(folder, said, then=""):
    program = folder / "tmux"
    program.write_text(f"#!/bin/sh\n[ $1 = -V ] && echo '{said}' && exit\n{then}\n")
    program.chmod(0o755)


def test_without_tmux_it_says_how_to_install_it_and_the_plain_way(call, run, path):
    line = refusal(call("share", run), code=1)
    assert "apt install tmux" in line
    assert "breid het bureaublad uit (niet spiegelen)" in line
    assert "`ai-tui run RUN`" in line
    assert "`ai-tui wall RUN`" in line


def test_a_tmux_that_is_too_old_is_named(call, run, path):
    a_tmux(path, "tmux 2.9a")
    line = refusal(call("share", run, "--lang", "en"), code=1)
    assert "tmux 2.9a is too old, 3.2 or newer" in line
    assert "`ai-tui wall RUN`" in line


def test_without_a_usable_tmux_no_run_is_made(call, session, home, path):
    refusal(call("share", session), code=1)
    assert not (home / "data").exists()


def test_what_tmux_says_when_it_does_not_do_it_is_one_line(home, run, path):
    a_tmux(path, "tmux 3.4", "echo 'no room' >&2; echo 'at all' >&2; exit 1")
    line = refusal(process(home, "share", run, PATH=str(path), TMUX=f"{home}/s,1,0"), code=1)
    assert line == "tmux weigert: display-message: no room at all."


def test_a_tmux_that_goes_in_between_is_said_as_one_that_is_not_there(home, run, path):
    a_tmux(path, "tmux 3.4' && /bin/rm \"$0\" && echo '")
    line = refusal(process(home, "share", run, PATH=str(path), TMUX=f"{home}/s,1,0"), code=1)
    assert "apt install tmux" in line


@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is missing")
@pytest.mark.parametrize("around", ["onzin", "{home}/weg,1,0"])
def test_a_tmux_around_that_is_not_there_is_one_line(home, run, around):
    done = process(home, "share", run, TMUX=around.format(home=home))
    assert "tmux weigert" in refusal(done, code=1)
    assert not list(home.rglob("weg"))


@pytest.mark.parametrize(
    ("said", "too_old"),
    [
        ("1.8", True),
        ("3.1c", True),
        ("3.2", False),
        ("next-3.4", False),
        ("10.0", False),
        ("master", False),
        ("", False),
    ],
)
def test_versions_are_compared_as_numbers(said, too_old):
    assert old(said) is too_old


@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is missing")
@pytest.mark.parametrize("spoil", ["open", "file", "link"])
def test_a_folder_for_sockets_that_is_not_ones_own_is_refused(
    call, run, tmp_path, monkeypatch, spoil
):
    place = tmp_path / "x"
    place.mkdir()
    monkeypatch.setenv("TMUX_TMPDIR", str(place))
    monkeypatch.setattr("ai_tui.tui.mux.places._LONGEST_SOCKET", 1000)
    monkeypatch.delenv("TMUX", raising=False)
    folder = place / f"ai_tui-{os.getuid()}"
    if spoil == "open":
        folder.mkdir()
        folder.chmod(0o755)
    elif spoil == "file":
        folder.write_text("")
    else:
        folder.symlink_to(tmp_path)
    assert "niet alleen van jou" in refusal(call("share", run), code=1)


@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is missing")
def test_a_run_that_is_not_there_is_said_so(call, monkeypatch):
    monkeypatch.delenv("TMUX", raising=False)
    assert "weg" in refusal(call("share", "weg"))
